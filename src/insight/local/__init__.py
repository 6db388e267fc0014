"""What people of an ICB add to its report: why it was made, what they know, and who gives care there."""

from collections.abc import Mapping
from pathlib import Path

from insight import assessment, definitions, filled, metrics, paths, pathways
from insight.definitions.strict import build, read
from insight.errors import refuse_unknown, unknown_rows
from insight.local.record import Answer, Context, Local, Provider, Returned, Scoping

__all__ = [
    "Answer",
    "Context",
    "Local",
    "Provider",
    "Returned",
    "Scoping",
    "answers",
    "every",
    "record",
    "returned",
    "unknown_metrics",
]


def record(icb: str, edition: str | None = None) -> Local | None:
    """Give what was written about an ICB, in params/local/<code in small letters>.yml; None if nothing was.

    Answers to the form that goes out before a session, in a .csv of the same name, are part of its context.

    edition : its name. What was made up, to show what can be written, is left out of editions of real data;
    answers that came back stay, unless they say themselves that they were made up.
    Raises BadDefinition for a file that cannot be read, UnknownName for a metric, audit, pathway or statement
    that it names and nobody knows.
    """
    path = paths.params() / "local" / f"{icb.lower()}.yml"
    found = _one(path) if path.is_file() or path.with_suffix(".csv").is_file() else None
    if found is None or edition is None or not found.synthetic or definitions.edition(edition).synthetic:
        return found
    own = [note for note in found.context if note.question and not filled.is_made_up(note.text)]
    return Local(icb=found.icb, context=tuple(own)) if own else None


def before_pages(edition: str) -> None:
    """Read an edition's definition, which is kept, before pages of it are forked."""
    definitions.edition(edition)


def every() -> dict[str, Local]:
    """Give what was written about every ICB, by the name of its file: a code in small letters."""
    folder = paths.params() / "local"
    names = {path.stem for path in (*folder.glob("*.yml"), *folder.glob("*.csv"))}
    return {name: _one(folder / f"{name}.yml") for name in sorted(names)}


def answers(icb: str) -> Path:
    """Give where the answers that an ICB sent back before a session are kept."""
    return paths.params() / "local" / f"{icb.lower()}.csv"


def returned(icb: str) -> list[Returned]:
    """Give the answers to the form that goes out before a session; none where none was returned.

    Raises BadDefinition for rows that cannot be used, every one of them.
    """
    path = answers(icb)
    return list(filled.numbered(Returned, path, beside=unknown_metrics).values()) if path.is_file() else []


def unknown_metrics(rows: Mapping[int, Returned]) -> list[str]:
    """Give a line for each metric that an answer is about and nobody measures."""
    named = [(row, metric) for row, one in rows.items() for metric in one.as_context().about]
    return unknown_rows(named, column="About", kind="metric", known=metrics.words())


def _one(path: Path) -> Local:
    given = read(path) if path.is_file() else {}
    found = build(Local, given | {"icb": path.stem.upper()}, where=path)
    notes = [row.as_context() for row in returned(found.icb)]
    found = found.model_copy(update={"context": (*found.context, *notes)})
    known = metrics.words()
    focus = found.scoping
    about = list(focus.metrics if focus else ())
    about += [metric for one in found.context for metric in one.about]
    refuse_unknown(about, kind="metric", known=known, where=path.name)
    audits = {one.audit for one in known.values()}
    named = [audit for provider in found.providers for audit in provider.audits]
    refuse_unknown(named, kind="audit", known=audits, where=path.name)
    if focus and focus.pathway:
        routes = {route.id for route in pathways.every()}
        refuse_unknown([focus.pathway], kind="pathway", known=routes, where=path.name)
    if found.answers:
        statements = {one.id for one in assessment.statements()}
        asked = [answer.statement for answer in found.answers]
        refuse_unknown(asked, kind="statement", known=statements, where=path.name)
    return found
