"""A page's slice of an edition's findings, with the words a reader needs beside it."""

from pathlib import Path

import duckdb
import pandas as pd

from insight.errors import UnknownArea, UnknownName
from insight.findings.kept import COLUMNS, folder, ready

CATEGORIES = ["metric", "audit", "area", "area_type", "breakdown", "group", "verdict", "coverage"]


def load(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the findings a page needs, one row per metric, area, period, breakdown and group.

    edition : its name. area : an area's code; the slice is every row of the area, of its
    region and of England, the newest row of every area of its kind, and the trusts within
    it. audit : an audit's name; the slice is every row of the audit. Both may be given.

    Findings that are not there, or were made by other code, are made first, from what has
    been fetched; a synthetic edition is fetched too, and any other that has not been is
    refused with the command to run. Refused too: an area or audit the edition says nothing of.
    """
    home = _ready(edition)
    tables = {name: _quoted(f"{home}/{name}.parquet") for name in ("areas", "metrics", "sources")}
    columns = ", ".join(f'f."{name}"' for name in COLUMNS)
    words = "a.* EXCLUDE (area, area_type), m.* EXCLUDE (metric), s.* EXCLUDE (source)"
    query = f"""
        SELECT {columns}, {words}
        FROM read_parquet({_quoted(_files(home, audit))}) f
        LEFT JOIN {tables["areas"]} a ON a.area = f.area
        LEFT JOIN {tables["metrics"]} m ON m.metric = f.metric
        LEFT JOIN {tables["sources"]} s ON s.source = f.source
        WHERE {_where(home, area)}
        ORDER BY f.audit, m.metric_order, f.area_type, f.area, f.breakdown, f."group", f.period_end
    """
    with duckdb.connect() as connection:
        found = connection.execute(query).df()
    return _checked(found, edition, area)


def _ready(edition: str) -> Path:
    home = folder(edition)
    if ready(home):
        return home
    from insight import definitions, store  # only here: a page that is ready needs none of them
    from insight.findings.making import make

    chosen = definitions.edition(edition)
    if chosen.synthetic:
        store.fetch(chosen)
    return make(chosen)


def _quoted(text: str) -> str:
    """Give text as SQL has it, whatever the folder is called."""
    return "'" + text.replace("'", "''") + "'"


def _files(home: Path, audit: str | None) -> str:
    known = {path.stem for path in (home / "audits").glob("*.parquet")}
    if audit is not None and audit not in known:
        raise UnknownName.among("audit", audit, known=known, where=f"the findings of {home.parent.name}")
    return f"{home}/audits/{audit or '*'}.parquet"


def _where(home: Path, area: str | None) -> str:
    if area is None:
        return "TRUE"
    known = pd.read_parquet(home / "areas.parquet", filters=[("area", "==", area)])
    if known.empty:
        raise UnknownArea(f"No area has the code {area!r}. Give an ODS code, such as QWO, or an area's code.")
    [here] = known.to_dict("records")
    kin = f"f.latest AND f.breakdown = 'all' AND f.area_type = '{here['area_type']}'"
    trusts = f"f.area_type = 'trust' AND a.parent = '{here['area']}' AND f.breakdown = 'all'"
    own = [here["area"], "E92000001", here["region_code"] or ""]
    codes = ", ".join(f"'{code}'" for code in own)
    return f"f.area IN ({codes}) OR ({kin}) OR ({trusts})"


def _checked(found: pd.DataFrame, edition: str, area: str | None) -> pd.DataFrame:
    if area is not None and not ((found["area"] == area) | (found["parent"] == area)).any():
        raise UnknownArea(
            f"The edition {edition!r} has nothing about {area}. "
            "It may belong to another geography date; `insight list` names the areas of an edition."
        )
    found[CATEGORIES] = found[CATEGORIES].astype("category")
    return found
