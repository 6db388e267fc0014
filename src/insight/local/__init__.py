"""What people of an ICB add to its report: why it was made, what they know, who does what by when."""

from pathlib import Path

from insight import assessment, definitions, paths, pathways
from insight.definitions.strict import build, read
from insight.local.record import Action, Answer, Context, Local, Provider, Scoping

__all__ = ["Action", "Answer", "Context", "Local", "Provider", "Scoping", "every", "record"]


def record(icb: str, edition: str | None = None) -> Local | None:
    """Give what was written about an ICB, in params/local/<code in small letters>.yml; None if nothing was.

    edition : its name. What was made up, to show what can be written, is left out of editions of real data.
    Raises BadDefinition for a file that cannot be read, UnknownName for a metric, audit, pathway or statement
    that it names and nobody knows.
    """
    path = paths.params() / "local" / f"{icb.lower()}.yml"
    found = _one(path) if path.is_file() else None
    real = edition is not None and not definitions.edition(edition).synthetic
    return None if found is not None and found.synthetic and real else found


def before_pages(edition: str) -> None:
    """Read an edition's definition, which is kept, before pages of it are forked."""
    definitions.edition(edition)


def every() -> dict[str, Local]:
    """Give what was written about every ICB, by the name of its file: a code in small letters."""
    return {path.stem: _one(path) for path in sorted((paths.params() / "local").glob("*.yml"))}


def _one(path: Path) -> Local:
    found = build(Local, read(path) | {"icb": path.stem.upper()}, where=path)
    known = pathways.words()
    focus = found.scoping
    metrics = [*(focus.metrics if focus else ()), *(action.metric for action in found.actions)]
    metrics += [metric for one in found.context for metric in one.about]
    pathways.refuse_unknown(metrics, kind="metric", known=known, where=path.name)
    audits = {one.audit for one in known.values()}
    named = [audit for provider in found.providers for audit in provider.audits]
    pathways.refuse_unknown(named, kind="audit", known=audits, where=path.name)
    if focus and focus.pathway:
        routes = {route.id for route in pathways.every()}
        pathways.refuse_unknown([focus.pathway], kind="pathway", known=routes, where=path.name)
    if found.answers:
        statements = {one.id for one in assessment.statements()}
        asked = [answer.statement for answer in found.answers]
        pathways.refuse_unknown(asked, kind="statement", known=statements, where=path.name)
    return found
