"""Sphinx taught to bind a long book: each page at the same cost, and only pages that changed.

A Sphinx extension, named in _config.yml. What was bound before is lent to it as files (see
insight.book.kept): a page whose doctree is there is not read, one whose HTML is there is not
written unless what it shows of other pages has changed. Lent files are shared with the site that
stands, so each is taken away before another is written in its place.
"""

import json
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import CONFIG_OK, BuildEnvironment

from insight.book import corrected, heads, links, offered, search
from insight.book.navigation import Navigation, navigation

WORDS = "words.pickle"  # beside the doctrees: what each page brings to the search index
LASTING = "lasting.json"  # beside the doctrees: the pages that may be lent to the next binding
UNUSED = re.compile(  # rules, outside of others, whose selectors all are of such classes
    r"(?<=[}])(?:\.(?:fa-(?!solid|list|bars|arrow|chevron|magnifying|xmark|circle|moon|sun)"
    r"|carousel|accordion|toast|spinner|modal|popover|tooltip|card|list-group|progress|placeholder"
    r"|form-floating|form-range|form-check|form-select|form-control|input-group|bs-|dropdown|pagination|offcanvas"
    r"|alert|badge|breadcrumb|nav-pills|nav-tabs|nav-underline|figure|table-)[\w-]*[^{},]*,?)+\{[^{}]*\}"
)
AROUND = "insight_around"
REFERS = "insight_refers_to_pages"


class Binder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder, told what is out of date by which files are not there."""

    name = "html"
    words: search.Index
    navigation: Navigation

    def get_outdated_docs(self) -> Iterator[str]:
        """Give the pages that are not in the site, whatever the dates of files say.

        What was lent was made with the same settings, so Sphinx need not compare those either.
        """
        self.env.config_status = CONFIG_OK
        return (page for page in self.env.found_docs if not Path(self.get_outfilename(page)).is_file())

    def load_indexer(self, docnames: Iterable[str]) -> None:
        """Begin the search index with what the pages bound before brought to it."""
        options, scorer = self.config.html_search_options, self.config.html_search_scorer
        self.words = search.Index(self.env, options, scorer, search.read(Path(self.doctreedir) / WORDS))
        self.indexer = self.words

    def dump_search_index(self) -> None:
        """Write the search index, and put away what it is made of."""
        super().dump_search_index()
        search.write(self.words.kept, Path(self.doctreedir) / WORDS)


def setup(app: Sphinx) -> dict[str, bool]:
    """Take the place of Sphinx's HTML builder, and of the theme's navigation."""
    app.add_builder(Binder, override=True)
    app.connect("env-purge-doc", _take_away_doctree)
    app.connect("doctree-read", _note_references)
    app.connect("env-updated", _surroundings_changed)
    app.connect("html-page-context", _take_away_page, priority=400)
    app.connect("html-page-context", _show_navigation, priority=900)
    app.connect("build-finished", _list_lasting)
    app.connect("build-finished", _thin_styles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _take_away_doctree(app: Sphinx, env: BuildEnvironment, page: str) -> None:
    (Path(app.doctreedir) / f"{page}.doctree").unlink(missing_ok=True)


def _take_away_page(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document) -> None:
    """Take away the page that is about to be written, and from memory what it was made of."""
    Path(_binder(app).get_outfilename(page)).unlink(missing_ok=True)
    app.env._pickled_doctree_cache.clear()


def _note_references(app: Sphinx, doctree: nodes.document) -> None:
    """Note a page that refers to another as a whole: it may show that page's title.

    The pages read before it are let go of, as a long book of them would fill the memory.
    """
    app.env._write_doc_doctree_cache.clear()
    references = doctree.findall(addnodes.pending_xref)
    if any(node.get("refdomain") == "doc" or node.get("reftype") == "doc" for node in references):
        app.env.metadata[app.env.docname][REFERS] = "yes"


def _surroundings_changed(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Give pages that show something of other pages which is not what it was; remember what it is.

    That is what their side bars list, and the labels anything in the book can be referred to by.
    """
    ways = navigation(env)
    _binder(app).navigation = ways
    standard = env.domaindata["std"]
    labels = {name: sorted(standard[name].items()) for name in ("labels", "anonlabels", "objects")}
    folder = Path(app.srcdir)
    ways_to, files, put_right = links.read(folder), offered.read(folder), corrected.read(folder)
    shown, around = sha256(repr((labels, sorted(ways_to.items()))).encode()).hexdigest(), {}
    for page in env.found_docs:
        near = repr(
            (ways.root, ways.sidebar(page, str), ways.trail(page, str), files.get(page), put_right.get(page))
        )
        around[page] = sha256((shown + near).encode()).hexdigest()
    before = getattr(env, AROUND, around)
    setattr(env, AROUND, around)
    return sorted(page for page in around if before.get(page) != around[page] or _refers(env, page))


def _binder(app: Sphinx) -> Binder:
    assert isinstance(app.builder, Binder)
    return app.builder


def _refers(env: BuildEnvironment, page: str) -> bool:
    return REFERS in env.metadata.get(page, {})


def _show_navigation(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document) -> None:
    """Give the templates the side bar and the trail, and nothing that costs more in a longer book.

    Links that name a page are led to it, and the line below the title is told in full.

    The page before and the one after are left out: they would tie each page to its neighbours.
    """
    ways, way = _binder(app).navigation, context["pathto"]
    context["insight_sidebar"], context["insight_trail"] = ways.sidebar(page, way), ways.trail(page, way)
    if body := context.get("body"):
        folder, page_of = Path(app.srcdir), Path(app.env.doc2path(page))
        body = links.resolved(body, links.read(folder), way)
        files = offered.linked(offered.read(folder).get(page, ()), lambda name: context["pathto"](name, 1))
        banner = corrected.told(corrected.read(folder).get(page, ()), way)
        called = heads.page_id(page, page_of)
        context["body"] = heads.headed(
            body, context["insight_facts"], called, way, banner=banner, files=files
        )
    context["suppress_sidebar_toctree"] = lambda **_: False
    context["prev"] = context["next"] = None
    context["script_files"] = [
        file for file in context["script_files"] if _is_wanted(str(file.filename or ""), page)
    ]


def _thin_styles(app: Sphinx, failure: Exception | None) -> None:
    """Leave out of the theme's style sheet the rules of icons and parts that no page of ours has."""
    sheet = Path(app.outdir) / "_static" / "styles" / "pydata-sphinx-theme.css"
    if failure is None and sheet.is_file():
        before = sheet.read_text(encoding="utf-8")
        after = UNUSED.sub("", before)
        if after != before:
            sheet.write_text(after, encoding="utf-8")


def _is_wanted(script: str, page: str) -> bool:
    """Say whether a page loads a script.

    None that stands within pages; not Sphinx's words, which it would evaluate; and what marks the words
    that were searched for only where the search reads its settings, as it fails on the text of drawings.
    """
    name = script.rpartition("/")[2]
    return bool(name) and name != "translations.js" and (name != "sphinx_highlight.js" or page == "search")


def _list_lasting(app: Sphinx, failure: Exception | None) -> None:
    """List the pages that stand on their own file alone: from notebooks, without pictures or files beside."""
    if failure is not None:
        return
    env = app.env
    tied = {page for files in (env.images, env.dlfiles) for pages, _ in files.values() for page in pages}
    tied |= {page for page, files in env.dependencies.items() if files}
    lasting = [
        page for page in sorted(env.all_docs) if page not in tied and env.doc2path(page).endswith(".ipynb")
    ]
    (Path(app.doctreedir) / LASTING).write_text(json.dumps(lasting), encoding="utf-8")
