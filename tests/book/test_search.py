"""The search index: made page by page, and the same as when all are looked through at once."""

from types import SimpleNamespace

from docutils import nodes

from insight.book import search


def page(words):
    tree = nodes.document(None, None)
    tree += nodes.paragraph("", words)
    return tree


def index(kept):
    names = ("titles", "filenames", "mapping", "title_mapping", "all_titles", "index_entries", "objtypes")
    env = SimpleNamespace(domains={}, version=1, _search_index_objnames={})
    for name in names:
        setattr(env, f"_search_index_{name}", {})
    return search.Index(env, {}, "", kept)


PAGES = {"a": "hips and hearts 2024", "b": "hearts 12 times", "c": "strokes"}


def test_a_page_looked_through_again_replaces_what_was_kept_of_it(tmp_path):
    at_once = index({})
    for name, words in PAGES.items():
        at_once.feed(name, f"{name}.md", name, page(words))
    at_once.prune(PAGES)

    begun = index({})
    for name in PAGES:
        begun.feed(name, f"{name}.md", name, page("strokes of another kind"))
    search.write(begun.kept, tmp_path / "words")
    again = index(search.read(tmp_path / "words"))
    for name, words in reversed(PAGES.items()):
        again.feed(name, f"{name}.md", name, page(words))
    again.prune(PAGES)
    assert again.freeze() == at_once.freeze()


def test_a_page_that_is_gone_leaves_no_word_behind():
    found = index({})
    for name, words in PAGES.items():
        found.feed(name, f"{name}.md", name, page(words))
    found.prune(["a", "b"])
    terms = found.freeze()["terms"]
    assert terms["heart"] == [0, 1]
    assert "stroke" not in terms


def test_words_of_digits_alone_are_left_out_as_nothing_can_be_found_by_them():
    found = index({})
    found.feed("b", "b.md", "b", page(PAGES["b"] + " 4th H1N1"))
    found.prune(["b"])
    assert set(found.freeze()["terms"]) == {"heart", "time", "4th", "h1n1"}


def test_the_words_of_cells_and_labels_are_found_one_by_one():
    tree = page("words")
    rows = "<table><tr><td>Devon</td><td>similar</td></tr></table><svg><text>Hull</text></svg>"
    tree += nodes.raw("", f"<script>hidden()</script>{rows}<p>black &amp; blue</p>", format="html")
    found = index({})
    found.feed("a", "a.md", "a", tree)
    found.prune(["a"])
    assert set(found.freeze()["terms"]) == {"word", "devon", "similar", "hull", "black", "blue"}
    assert [node["format"] for node in tree.findall(nodes.raw)] == ["html"]
