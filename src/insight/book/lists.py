"""The lists a reader finds pages by: ICBs by region, topics, and what could not be made. All HTML."""

from collections.abc import Callable
from datetime import date
from functools import cache, partial

from insight import areas
from insight.book.pages import Page, by_report
from insight.definitions import Audit
from insight.formats import plural
from insight.markup import plain

Audits = dict[str, Audit]
Known = Callable[[str], areas.Area]  # gives the area of a code on the edition's date


def listed(found: list[Page], at: date, audits: Audits, *, up: str) -> str:
    """Give links to the pages of one report that were made, arranged by what they are about.

    found : the pages of one report. at : the edition's geography date. audits : by id.
    up : the way from the page that holds the list to the top of the site, such as '../../'.
    """
    made = [page for page in found if page.made]
    kind = found[0].kind
    known: Known = cache(partial(areas.get, at=at))  # as each asking looks at the tables' files
    if kind == "audit":
        return _cards(made, audits, up)
    if kind == "icb":
        return _boxes(made, lambda page: _region(page, known), lambda page: page.brief, up)
    if kind == "trust":
        return _boxes(made, lambda page: _board(page, known), lambda page: page.brief, up)
    if kind == "theme":
        return _cards(made, audits, up)
    if kind == "both":
        return _boxes(
            made, lambda page: known(page.icb or "").short_name, lambda page: _topic(page, audits), up
        )
    return _boxes(made, lambda page: page.report_title, lambda page: page.brief, up)


def further(found: list[Page]) -> str:
    """Give the way to reports whose pages a list names elsewhere, and to pages about everything.

    found : pages that were made, of any such reports; '' when there are none.
    """
    links = []
    for report, within in by_report(found).items():
        if len(within) == 1 and within[0].kind == "other":
            links.append(f"<li>{_link(within[0], within[0].title, '')}</li>")
        else:
            words = f"{plain(within[0].report_title)}: {plural(len(within), 'page')}"
            links.append(f'<li><a href="reports/{report}/index.html">{words}</a></li>')
    return f'## More reports\n\n<ul class="insight-cards">{"".join(links)}</ul>' if links else ""


def missing(found: list[Page]) -> str:
    """Give a sentence that names the pages that could not be made, without links; '' when there are none."""
    names = [plain(page.title) for page in found if page.failure and not page.made]
    waiting = sum(not page.made and not page.failure for page in found)
    sentences = []
    if names:
        sentences.append(f"Not available in this edition: {'; '.join(names)}.")
    if waiting:
        sentences.append(f"{plural(waiting, 'more page')} not made yet.")
    return f'<p class="insight-missing">{" ".join(sentences)}</p>' if sentences else ""


def _region(page: Page, known: Known) -> str:
    region = known(page.icb or "").region
    return known(region).short_name if region else "England"


def _board(page: Page, known: Known) -> str:
    board = known(page.trust or "").parent
    return known(board).short_name if board else "England"


def _topic(page: Page, audits: Audits) -> str:
    return audits[page.audit].topic if page.audit in audits else page.brief


def _boxes(made: list[Page], heading: Callable[[Page], str], words: Callable[[Page], str], up: str) -> str:
    groups: dict[str, list[Page]] = {}
    for page in made:
        groups.setdefault(heading(page), []).append(page)
    boxes = []
    for name, within in groups.items():
        links = "".join(f"<li>{_link(page, words(page), up)}</li>" for page in within)
        boxes.append(f'<li><p class="insight-group">{plain(name)}</p><ul>{links}</ul></li>')
    return f'<ul class="insight-boxes">{"".join(boxes)}</ul>' if boxes else ""


def _cards(made: list[Page], audits: Audits, up: str) -> str:
    cards = []
    for page in made:
        audit = audits.get(page.audit or "")
        name = f"<span>{plain(audit.name)}</span>" if audit and audit.name != page.brief else ""
        cards.append(f"<li>{_link(page, page.brief, up)}{name}</li>")
    return f'<ul class="insight-cards">{"".join(cards)}</ul>' if cards else ""


def _link(page: Page, words: str, up: str) -> str:
    return f'<a href="{up}{page.path}.html">{plain(words)}</a>'
