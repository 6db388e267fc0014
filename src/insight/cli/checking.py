"""What `insight check` reads besides definitions: what stands on pages of boards."""

from insight import areas, assessment, local, pathways, recommendations
from insight.errors import UnknownArea


def beside() -> dict[str, int]:
    """Read what pages of boards are made with besides definitions; count each kind of it.

    Raises BadDefinition or UnknownName for what cannot be used, and UnknownArea for a file in
    params/local that is called for no ICB of any day, as no page would read it.
    """
    written = local.every()
    boards = {code.lower() for code in areas.table().query("type == 'icb'")["code"]}
    strange = [f"{name}.yml" for name in written if name not in boards]
    if strange:
        raise UnknownArea.rows(
            "These files in params/local are called for no ICB, so no page would read them:",
            strange,
            "Call each for its ICB's ODS code in small letters, such as qwo.yml.",
        )
    return {
        "pathways": len(pathways.every()),
        "documents that recommend": len(recommendations.documents()),
        "statements of what good looks like": len(assessment.statements()),
        "boards that wrote something": len(written),
    }
