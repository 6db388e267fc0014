"""The page of the book that tells how good the others are as feedback. Markdown and HTML."""

from collections.abc import Sequence

from insight.definitions import Edition
from insight.feedback.criteria import Criteria, Criterion, criteria
from insight.feedback.scoring import Scored
from insight.formats import Html, Lines, plural, table
from insight.formats.html import folded, linked
from insight.markup import markdown, raw

INTRODUCTION = """\
# How good these reports are as feedback

What makes feedback on care work has been studied. Each page that was made is held against what was published,
by rules that a program can check on the finished page. A rule sees whether something is there, not how well
it is done; people judge that. Criteria that do not fit a kind of report, such as pictures on a board's one
page, are not held against it. Pages about the edition as a whole are feedback to nobody, and are not scored.
"""


def page(edition: Edition, found: Sequence[Scored]) -> str:
    """Give the page, for the pages that were scored; with the criteria alone where none was."""
    reports = list(dict.fromkeys(one.page.report for one in found))
    parts = [
        INTRODUCTION,
        _summary(edition, found),
        *(_of_source(each, found, reports) for each in criteria()),
    ]
    each = ["## Page by page", raw(_each(found))] if found else []
    return "\n\n".join([*parts, *each])


def _summary(edition: Edition, found: Sequence[Scored]) -> str:
    if not found:
        return "No page that is feedback to somebody has been made yet, so none is scored."
    least = edition.feedback_at_least
    gate = "This edition sets no least score."
    if least is not None:
        gate = f"This edition asks for at least {least:.0%} of every page, and is not bound with less."
    mean = sum(one.score for one in found) / len(found)
    scored = f"{plural(len(found), 'page was', 'pages were')} scored."
    return f"{scored} On average a page meets {mean:.0%} of its criteria. {gate}"


def _of_source(each: Criteria, found: Sequence[Scored], reports: Sequence[str]) -> str:
    """Give a table of one source's criteria: the share of each report's pages that meet them."""
    called = {one.page.report: one.page.called for one in found}
    names = ["Criterion", *(called[report] for report in reports)]
    known = any(one.share_2019 is not None for one in each.criteria)
    names += ["National reports in 2019"] * known
    cells = [
        (one.words, *(_share(one, found, report) for report in reports), *[_before(one)] * known)
        for one in each.criteria
    ]
    made = table(Lines(cells, names), f"Share of pages that meet each criterion. {each.title}.")
    link = f" {linked(each.link.removeprefix('https://'), each.link)}" if each.link else ""
    source = each.source.rstrip(".")
    return f"## {markdown(each.title)}\n\nSource: {markdown(source)}.{link}\n\n{raw(made)}"


def _share(criterion: Criterion, found: Sequence[Scored], report: str) -> str:
    held = [one.met[criterion.check] for one in found if one.page.report == report and _held(one, criterion)]
    return f"{sum(held) / len(held):.0%}" if held else "not held to it"


def _held(one: Scored, criterion: Criterion) -> bool:
    return criterion.check in one.met and criterion.applies(one.audiences)


def _before(criterion: Criterion) -> str:
    return "not known" if criterion.share_2019 is None else f"{criterion.share_2019:.0%}"


def _each(found: Sequence[Scored]) -> Html:
    """Give each page's score, folded away by report."""
    words = {one.check: one.words for each in criteria() for one in each.criteria}
    parts = []
    for report in dict.fromkeys(one.page.report for one in found):
        rows = [one for one in found if one.page.report == report]
        cells = [
            (
                one.page.title,
                f"{one.score:.0%}",
                f"{sum(one.counted.values())} of {len(one.counted)}",
                "; ".join(words[name] for name, met in one.met.items() if not met) or "nothing",
            )
            for one in rows
        ]
        frame = Lines(cells, ["Page", "Score", "Criteria met", "Not met, house style included"])
        low, high = min(one.score for one in rows), max(one.score for one in rows)
        ends = f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
        summary = f"{rows[0].page.called}: {plural(len(rows), 'page')}, {ends}"
        parts.append(
            {"summary": summary, "table": table(frame, f"{rows[0].page.called}: the score of each page.")}
        )
    return folded(parts)
