"""The book's pages that explain figures, as they stand in the site that was bound."""

import re
from pathlib import Path

from insight import paths
from insight.serve.document import ELSEWHERE, LINK, NAMED

ABOUT = {"methods": "How the figures are worked out", "glossary": "Glossary"}
ARTICLE = re.compile(r'<article class="bd-article"[^>]*>(.*?)</article>', re.DOTALL)
PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
PAGE = re.compile(r"(?P<page>\w+)\.html(?P<rest>#.*)?")


def about(edition: str) -> dict[str, str]:
    """Give the articles that there are, by name; none before the edition has been bound."""
    site = paths.build() / edition / "html"
    return {name: _article(site / f"{name}.html") for name in ABOUT if (site / f"{name}.html").is_file()}


def places(edition: str) -> dict[str, str]:
    """Give where each anchor of those articles leads; the methods before the glossary."""
    found: dict[str, str] = {}
    for name, article in about(edition).items():
        for anchor in NAMED.findall(article):
            found.setdefault(anchor, f"/about/{name}#{anchor}")
    return found


def _article(path: Path) -> str:
    found = ARTICLE.search(path.read_text(encoding="utf-8"))
    article = PERMALINK.sub("", found[1]) if found else ""
    return LINK.sub(_link, article)


def _link(match: re.Match[str]) -> str:
    """Give a link that leads somewhere here; another keeps its words."""
    href, words = match[1], match[2]
    if href.startswith(("#", *ELSEWHERE)):
        return match[0]
    page = PAGE.fullmatch(href)
    if page and page["page"] in ABOUT:
        return f'<a href="/about/{page["page"]}{page["rest"] or ""}">{words}</a>'
    return words
