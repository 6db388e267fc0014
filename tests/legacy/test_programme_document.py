"""A programme's own document is found by its title, and held against what is written here."""

import pytest

from insight import legacy
from insight.errors import BadData, MissingInput
from insight.legacy.document import Receiver, find, receivers
from insight.tables import legacy as tables
from invented_legacy import document


def test_the_document_is_found_by_its_title_whatever_its_file_is_called(tmp_path):
    (tmp_path / "a.txt").write_text("Quite another programme")
    (tmp_path / "b.md").write_text(document())
    assert find("broken bones", str(tmp_path)).name == "b.md"


def test_no_such_document_is_none_and_no_folder_is_refused(tmp_path):
    assert find("broken bones", str(tmp_path)) is None
    with pytest.raises(MissingInput, match="There is no folder"):
        find("broken", str(tmp_path / "gone"))


def test_two_documents_of_one_title_are_refused_by_name(tmp_path):
    for name in ("old.txt", "new.txt"):
        (tmp_path / name).write_text(document())
    with pytest.raises(BadData, match=r"several documents(?s:.)*new.txt, old.txt"):
        find("broken bones", str(tmp_path))


def test_a_file_that_is_no_text_is_refused(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"Broken \xff\0 bones")
    with pytest.raises(BadData, match="a.txt is not text"):
        find("broken", str(tmp_path))


def test_bodies_are_found_by_any_name_with_the_directorate_that_is_named():
    bodies = legacy.programme("qipp").bodies
    text = "To the NHS CB’s patient and information directorate\n- tools to PHE, with NHS CB"
    assert receivers(text, bodies) == (
        Receiver("nhs_cb", "patient and information"), Receiver("nhs_cb", ""), Receiver("phe", ""),
    )  # fmt: skip
    assert receivers("to the phew", bodies) == ()


def test_without_a_folder_the_page_says_what_would_stand_there():
    closed = legacy.programme("qipp")
    assert legacy.told(closed, "") is None
    assert "are not kept here" in tables.differences(closed, None)
    assert tables.checked(closed, None) == ""


def test_words_of_a_document_cannot_become_markup(tmp_path):
    text = document(title="QIPP national workstreams").replace(
        "handed to the Board and", "handed to the &lt;b&gt; x<y and"
    )
    (tmp_path / "a.txt").write_text(text)
    closed = legacy.programme("qipp")
    closed = closed.model_copy(update={"achievements": ()})
    html = tables.differences(closed, legacy.told(closed, str(tmp_path)))
    assert "&amp;lt;b&amp;gt;" in html
    assert "x&lt;y" in html


def test_a_figure_the_document_does_not_hold_is_named(tmp_path):
    closed = legacy.programme("qipp")
    [first] = [one for one in closed.achievements if one.anchor == "46,000"]
    closed = closed.model_copy(update={"achievements": (first,)})
    text = document(title="QIPP national workstreams").replace("Knees\n", "End of life care\n")
    (tmp_path / "a.txt").write_text(text)
    told = legacy.told(closed, str(tmp_path))
    assert told.missing == (first,)
    assert "Not found there: 46,000 (End of life care)." in tables.checked(closed, told)
