"""What a book says to its readers: where each begins, who was asked, who signed, what audits are called."""

from collections.abc import Iterable, Mapping

from insight import voices
from insight.audiences import REST, Audience, audiences
from insight.book.pages import Page, by_report
from insight.definitions import ROLES, Audit, Edition
from insight.formats import Html, Lines, day, plural, render, table
from insight.markup import markdown, plain, raw

SIGNS = {
    "author": "Author",
    "clinical_lead": "Clinical lead",
    "patient_reviewer": "Patient reviewer",
    "hqip": "Healthcare Quality Improvement Partnership (HQIP)",
}
WAYS = '<ul class="insight-cards">{% for one in shown %}<li><a href="start.html#for-{{ one.id }}">\
{{ one.title }}</a></li>{% endfor %}</ul>'


def start(found: list[Page], written: Mapping[str, str]) -> str:
    """Give a section for each audience: what they come for, and links to where they begin, as Markdown.

    found : the edition's pages. written : titles of the pages people wrote, by name. What is not
    there is left out; a report that no audience names is for analysts.
    """
    made = by_report([page for page in found if page.made])
    named = {report for one in audiences() for report in one.reports}
    parts = []
    for one in audiences():
        rest = [report for report in made if report not in named] if one.id == REST else []
        links = [_report(made[report]) for report in (*one.reports, *rest) if report in made]
        links += [_link(f"{name}.html", written[name]) for name in one.pages if name in written]
        listed = f'<ul class="insight-start">{"".join(f"<li>{link}</li>" for link in links)}</ul>'
        parts.append(f"(for-{one.id})=\n## {markdown(one.title)}\n\n{markdown(one.about)}\n\n{listed}")
    return "\n\n".join(parts)


def ways() -> Html:
    """Give a link to each audience's section; nothing where no audience is defined."""
    shown: list[Audience] = audiences()
    return render(WAYS, shown=shown) if shown else Html("")


def involvement(edition: Edition) -> str:
    """Give who was involved in each report of an edition, at which stage, and what changed."""
    found = {report: voices.voices(report).involved for report in edition.reports}
    cells = [
        (report.replace("_", " "), one.who, one.stage, day(one.when), one.changed)
        for report, involved in found.items()
        for one in involved
    ]
    asked = len({cell[0] for cell in cells})
    said = (
        f"Of {plural(len(found), 'kind')} of report, people who use services took part in {asked or 'none'}."
    )
    if not cells:
        return f"{said} Nobody has yet been asked; until they are, each page in plain words says so."
    names = ["Report", "Who", "Stage", "When", "What changed"]
    return f"{said}\n\n{raw(table(Lines(cells, names), 'Who was involved in which report.'))}"


def signed(edition: Edition) -> str:
    """Give who has signed an edition off, and who has yet to."""
    by_role = {one.role: one for one in edition.signed_off}
    cells = [
        (SIGNS[role], one.name, day(one.date)) if (one := by_role.get(role)) else (SIGNS[role], "not yet", "")
        for role in ROLES
    ]
    left = len(edition.unsigned)
    state = (
        f"This edition is a draft: {left} of {len(ROLES)} have yet to sign." if left else "All have signed."
    )
    made = table(Lines(cells, ["Role", "Name", "Date"]), "Who has signed this edition off.")
    return f"{state}\n\n{raw(made)}"


def audits(found: Iterable[Audit]) -> str:
    """Give a glossary of what audits are called for short."""
    entries = {audit.short: audit.name for audit in found if audit.short != audit.name}
    lines = [f"{short}\n  {name}." for short, name in sorted(entries.items(), key=lambda one: one[0].lower())]
    return "```{glossary}\n" + "\n\n".join(lines) + "\n```"


def titles(wanted: Mapping[str, bytes]) -> dict[str, str]:
    """Give the titles of the pages people wrote, by name: the first heading of each, else its name."""
    found = {}
    for file, content in wanted.items():
        if file.endswith(".md") and "/" not in file:
            name = file.removesuffix(".md")
            lines = content.decode().splitlines()
            heads = (line.removeprefix("# ") for line in lines if line.startswith("# "))
            found[name] = next(heads, name.replace("_", " ").capitalize())
    return found


def _report(within: list[Page]) -> str:
    first = within[0]
    if len(within) == 1 and first.kind == "other":
        return _link(f"{first.path}.html", first.title)
    return _link(f"reports/{first.report}/index.html", f"{first.report_title}: {plural(len(within), 'page')}")


def _link(way: str, words: str) -> str:
    return f'<a href="{way}">{plain(words)}</a>'
