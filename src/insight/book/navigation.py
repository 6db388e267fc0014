"""The way about the site: what the side bar of a page lists, and the trail that leads back from it.

A side bar names the parts of the book and the lists of reports, and a page's neighbours only where
they are few, so that it costs the same in a book of any length. The landing page and the list of
each report name every page.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from insight.book.pages import brief

FEW = 50  # neighbours that a side bar can list: the 42 boards, but not each of them with each topic


@dataclass(frozen=True)
class Link:
    """One line of a side bar. name : the page it leads to, as Sphinx calls it; then, the way there."""

    name: str
    title: str
    here: bool = False  # it is the page that shows it
    open: bool = False  # it is the page that shows it, or the list of the report that page is in
    below: tuple["Link", ...] = ()


@dataclass(frozen=True)
class Navigation:
    """The parts of a book, and which list each page of a report is in."""

    root: Link
    parts: dict[str, tuple[Link, ...]]
    above: dict[str, Link]

    def sidebar(self, page: str, way: Callable[[str], str]) -> list[tuple[str, list[Link]]]:
        """Give the parts of the book with what each lists. way : from the page to another."""
        top = self.above.get(page, Link(page, "")).name

        def seen(link: Link) -> Link:
            near = link.below if link.name == top and len(link.below) <= FEW else ()
            below = tuple(seen(other) for other in near)
            return Link(way(link.name), link.title, link.name == page, link.name == top, below)

        return [(caption, [seen(link) for link in links]) for caption, links in self.parts.items()]

    def trail(self, page: str, way: Callable[[str], str]) -> list[Link]:
        """Give the way back from a page of a report: the landing page, then the report's list."""
        links = [self.root, self.above[page]] if page in self.above else []
        return [replace(link, name=way(link.name), below=()) for link in links]


def navigation(env: BuildEnvironment) -> Navigation:
    """Give the way about a book that has been read."""

    def link(page: str, kind: str = "") -> Link:
        title = env.titles[page].astext()
        below = tuple(link(other, title) for other in env.toctree_includes.get(page, ()))
        return Link(page, brief(title, kind), below=below)

    root = env.config.root_doc
    parts: dict[str, tuple[Link, ...]] = {}
    for tree in env.tocs[root].findall(addnodes.toctree):
        parts[tree["caption"] or ""] = tuple(link(page) for _, page in tree["entries"])
    tops = [top for links in parts.values() for top in links]
    above = {page.name: replace(top, below=()) for top in tops for page in top.below}
    return Navigation(Link(root, env.titles[root].astext()), parts, above)
