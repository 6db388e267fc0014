"""A page's slice of what an edition found, with the words a reader needs beside it."""

from pathlib import Path

import duckdb
import pandas as pd

from insight.errors import UnknownArea, UnknownName
from insight.findings.kept import COLUMNS, ENGLAND, folder, ready

CATEGORIES = ["metric", "audit", "area", "area_type", "breakdown", "group", "verdict", "coverage"]
ORDER = {  # what tells rows apart once they stand by audit, metric and kind of area
    "audits": 'f.area, f.breakdown, f."group", f.period_end',
    "signals": "f.area, f.kind",
    "series": "f.area, f.period_end",
    "gaps": 'f.area, f.breakdown, f."group", f.period_end',
    "improved": "f.area",
    "people": "f.area",
    "curves": "f.denominator",
}


def load(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the findings a page needs, one row per metric, area, period, breakdown and group.

    edition : its name. area : an area's code; the slice is every row of the area, of its
    region and of England, the newest row of every area of its kind, and the trusts within
    it. audit : an audit's name; the slice is every row of the audit. Both may be given.

    Findings that are not there, or were made by other code, are made first, from what has
    been fetched; a synthetic edition is fetched too, and any other that has not been is
    refused with the command to run. Refused too: an area or audit the edition says nothing of.
    """
    columns = ", ".join(f'f."{name}"' for name in COLUMNS)
    found = _read(edition, "audits", area, audit, _findings_of, columns)
    if area is not None and not ((found["area"] == area) | (found["parent"] == area)).any():
        raise UnknownArea(
            f"The edition {edition!r} has nothing about {area}. "
            "It may belong to another geography date; `insight list` names the areas of an edition."
        )
    found[CATEGORIES] = found[CATEGORIES].astype("category")
    return found


def load_signals(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the tests a page needs: against others (every area of the area's kind) and in time.

    As `load`; one row per metric, area and kind of test, of the newest assured period.
    """
    return _read(edition, "signals", area, audit, _tests_of)


def load_series(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the control charts a page needs, one row per point: the area's own, or all of an audit."""
    return _read(edition, "series", area, audit, _own)


def load_curves(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the lines of the funnels a page draws: those of the area's kind, or all of an audit."""
    return _read(edition, "curves", area, audit, _kind_of)


def load_gaps(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the gaps between groups of people a page needs: the area's own and England's."""
    return _read(edition, "gaps", area, audit, _own_and_england)


def load_improved(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give the changes of a year that a page needs: the area's own, and those of the trusts within it."""
    return _read(edition, "improved", area, audit, _own_and_trusts)


def load_people(edition: str, *, area: str | None = None, audit: str | None = None) -> pd.DataFrame:
    """Give how many more people a year would have good care if ICBs matched those like them."""
    return _read(edition, "people", area, audit, _own)


def load_peers(edition: str, *, area: str) -> pd.DataFrame:
    """Give the ICBs most like one, with the share of other choices of facts that hold each."""
    home = _ready(edition)
    rows = pd.read_parquet(home / "peers.parquet")
    names = pd.read_parquet(home / "areas.parquet", columns=["area", "short_name"])
    rows = rows[rows["area"] == area].merge(names.rename(columns={"area": "peer"}), on="peer", how="left")
    return rows.sort_values("rank", na_position="last", ignore_index=True)


def _read(
    edition: str, part: str, area: str | None, audit: str | None, wanted, columns="f.*"
) -> pd.DataFrame:
    """Read one part of what was found, of an area or an audit, with its words."""
    home = _ready(edition)
    _known_audit(home, audit)
    tables = {name: _quoted(f"{home}/{name}.parquet") for name in ("areas", "metrics", "sources")}
    joined = "source" in columns or part == "signals"
    about_areas = part != "curves"
    words = "m.* EXCLUDE (metric)" + ", s.* EXCLUDE (source)" * joined
    words += ", a.* EXCLUDE (area, area_type)" * about_areas
    places = f"LEFT JOIN {tables['areas']} a ON a.area = f.area" if about_areas else ""
    sources = f"LEFT JOIN {tables['sources']} s ON s.source = f.source" if joined else ""
    here = wanted(_place(home, area)) if area is not None else "TRUE"
    about = f" AND f.audit = {_quoted(audit)}" if audit is not None else ""
    query = f"""
        SELECT {columns}, {words}
        FROM read_parquet({_quoted(_files(home, part, audit))}, union_by_name = true) f
        {places}
        LEFT JOIN {tables["metrics"]} m ON m.metric = f.metric
        {sources}
        WHERE ({here}){about}
        ORDER BY f.audit, m.metric_order, f.area_type, {ORDER[part]}
    """
    with duckdb.connect() as connection:
        return connection.execute(query).df()


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


def _known_audit(home: Path, audit: str | None) -> None:
    known = {path.stem for path in (home / "audits").glob("*.parquet")}
    if audit is not None and audit not in known:
        raise UnknownName.among("audit", audit, known=known, where=f"the findings of {home.parent.name}")


def _files(home: Path, part: str, audit: str | None) -> str:
    one = home / f"{part}.parquet"
    return str(one) if one.is_file() else f"{home}/{part}/{audit or '*'}.parquet"


def _place(home: Path, area: str) -> dict:
    known = pd.read_parquet(home / "areas.parquet", filters=[("area", "==", area)])
    if known.empty:
        raise UnknownArea(f"No area has the code {area!r}. Give an ODS code, such as QWO, or an area's code.")
    return known.to_dict("records")[0]


def _kind_of(here: dict) -> str:
    return f"f.area_type = '{here['area_type']}'"


def _own(here: dict) -> str:
    return f"f.area = '{here['area']}'"


def _own_and_england(here: dict) -> str:
    return f"f.area IN ('{here['area']}', '{ENGLAND}')"


def _own_and_trusts(here: dict) -> str:
    return f"f.area = '{here['area']}' OR (f.area_type = 'trust' AND a.parent = '{here['area']}')"


def _tests_of(here: dict) -> str:
    kin = f"f.kind = 'others' AND f.area_type = '{here['area_type']}'"
    return f"({_own_and_trusts(here)}) OR ({kin})"


def _findings_of(here: dict) -> str:
    kin = f"f.latest AND f.breakdown = 'all' AND f.area_type = '{here['area_type']}'"
    trusts = f"f.area_type = 'trust' AND a.parent = '{here['area']}' AND f.breakdown = 'all'"
    own = [here["area"], ENGLAND, here["region_code"] or ""]
    codes = ", ".join(f"'{code}'" for code in own)
    return f"f.area IN ({codes}) OR ({kin}) OR ({trusts})"
