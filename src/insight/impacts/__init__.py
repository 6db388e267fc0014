"""What has come of national audits, as published: a register of impacts, each dated and sourced."""

import pandas as pd

from insight import paths
from insight.definitions.strict import build, read
from insight.errors import BadDefinition
from insight.impacts.impact import KINDS, LEVELS, Caveated, File, Impact

__all__ = ["KINDS", "LEVELS", "Caveated", "Impact", "estimates", "register"]

COLUMNS = [
    "id", "title", "said", "programme", "audit", "level", "kind", "judged", "note", "published", "source",
    "link",
]  # fmt: skip


def register() -> pd.DataFrame:
    """Give every impact of params/impacts, a row each, the newest source first and then as written.

    Columns are those of COLUMNS; `judged` says whether its level and kind are the source's own
    words or were given here. Raises BadDefinition for a level or kind that is none of the four,
    for an impact without a source or date, and for two that share an id.
    """
    files = sorted(_files().values(), key=lambda file: file.published, reverse=True)
    rows = [
        impact.model_dump() | {"published": file.published, "source": file.source, "link": file.link}
        for file in files
        for impact in file.impacts
    ]
    found = pd.DataFrame(rows, columns=COLUMNS)
    twice = sorted(found.loc[found["id"].duplicated(), "id"])
    if twice:
        raise BadDefinition.rows(
            "Impacts share an id:", twice, "Rename all but one of each in params/impacts."
        )
    return found


def estimates() -> list[Caveated]:
    """Give the figures of params/impacts that may only be shown with what they leave open."""
    return [figure for file in _files().values() for figure in file.estimates]


def _files() -> dict[str, File]:
    found = sorted((paths.params() / "impacts").glob("*.yml"))
    return {path.stem: build(File, read(path), where=path) for path in found}
