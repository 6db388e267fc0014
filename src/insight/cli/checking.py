"""What `insight check` reads besides definitions: what stands on pages of boards and of other rooms."""

from pathlib import Path

from insight import (
    actions,
    areas,
    assessment,
    evaluation,
    independent,
    legacy,
    local,
    paths,
    pathways,
    recommendations,
    sessions,
    streams,
)
from insight.errors import UnknownArea, UnknownName


def beside(data: Path | None = None) -> dict[str, int]:
    """Read what pages are made with besides definitions; count each kind of it.

    data : a person's folder, whose documents of recommendations count too. Raises BadDefinition, BadData or
    UnknownName for what cannot be used, and UnknownArea for a file of an ICB's own that is called for no ICB
    of any day, as no page would read it.
    """
    written = local.every()
    _refuse_strange()
    if unasked := recommendations.unasked(data.resolve() if data else ""):
        raise UnknownName.rows(
            "These rows in params/responses answer what no document on our record asks:",
            unasked,
            "Mend the document's name or the number, or name its folder with --data.",
        )
    if (paths.params() / "independent").is_dir():  # a project may do without
        independent.joining()
    return {
        "pathways": len(pathways.every()),
        "documents that recommend": len(recommendations.documents()),
        "statements of what good looks like": len(assessment.statements()),
        "boards that wrote something": len(written),
        "boards that answer recommendations": len(recommendations.every_response()),
        "programmes that closed": len([legacy.programme(name) for name in legacy.programmes()]),
        "files of records of independent providers": len(independent.every()),
        **_around_sessions(),
    }


def _refuse_strange() -> None:
    """Refuse files that are called for no ICB of any day."""
    boards = {code.lower() for code in areas.table().query("type == 'icb'")["code"]}
    for folder in ("local", "actions", "invited", "responses"):
        found = sorted((paths.params() / folder).glob("*.*"))
        strange = [path.name for path in found if path.stem not in boards]
        if strange:
            raise UnknownArea.rows(
                f"These files in params/{folder} are called for no ICB, so no page would read them:",
                strange,
                "Call each for its ICB's ODS code in small letters, such as qwo.",
            )


def _around_sessions() -> dict[str, int]:
    """Read what sessions and the guide to streams are made with, where there is any; count it."""
    found = {"actions": sum(len(log.actions) for log in actions.every().values())}
    folder = paths.params()
    for path in sorted((folder / "invited").glob("*.csv")):
        sessions.asked(path.stem)
    if (folder / "streams").is_dir():
        found["streams of information"] = len(streams.streams())
        found["kinds of network"] = len(streams.networks())
        found["units"], found["works beside audits"] = len(streams.units()), len(streams.works())
    if (folder / "sessions").is_dir():
        found["one-page guides"] = len(sessions.primers())
    if (folder / "evaluation").is_dir():
        evaluation.register(recommendations.documents())
        about = (evaluation.questions().questions, evaluation.results(), evaluation.events())
        kept = (evaluation.entries(), evaluation.comments(), evaluation.project().milestones)
        found["records of the evaluation"] = sum(map(len, (*about, *kept)))
    return found
