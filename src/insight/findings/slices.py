"""Which rows of what was found a page reads, and a digest of them: it changes when one of them does."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from insight.findings.kept import ENGLAND, folder

DIGESTS = "slices.json"
SUM = "count(*) || ':' || sum(hash(f)::HUGEINT)"  # the order of rows does not matter, their number does
Here = dict[str, Any]  # an area: its code, area_type, region_code, and the trusts within it


@dataclass(frozen=True)
class Rows:
    """Rows of a part that a page about an area reads: of whom they must be, and what they must be."""

    column: str
    whose: Callable[[Here], Sequence[str]]
    where: tuple[tuple[str, str | bool], ...] = ()

    @property
    def name(self) -> str:
        """Give what the rows are told apart by."""
        return " ".join([self.column, *(f"{column}={value}" for column, value in self.where)])


def _named(name: str) -> Callable[[Here], Sequence[str]]:
    return lambda here: [here[name]] if isinstance(here[name], str) else []


def _england(here: Here) -> Sequence[str]:
    return [ENGLAND]


def _trusts(here: Here) -> Sequence[str]:
    return here["trusts"]


TRUST, WHOLE, NEWEST = ("area_type", "trust"), ("breakdown", "all"), ("latest", True)
OWN = Rows("area", _named("area"))
OF_ENGLAND = Rows("area", _england)
OF_REGION = Rows("area", _named("region_code"), (NEWEST,))
OF_KIND = Rows("area_type", _named("area_type"))
OF_TRUSTS = Rows("area", _trusts, (TRUST,))
PARTS: dict[str, tuple[Rows, ...]] = {
    "audits": (
        OWN,
        Rows("area", _england, (WHOLE,)),
        Rows("area", _england, (NEWEST,)),
        OF_REGION,
        Rows("area_type", _named("area_type"), (NEWEST, WHOLE)),
        Rows("area", _trusts, (TRUST, NEWEST, WHOLE)),
    ),
    "signals": (OWN, OF_TRUSTS, Rows("area_type", _named("area_type"), (("kind", "others"),))),
    "series": (OWN,),
    "curves": (OF_KIND,),
    "gaps": (OWN, OF_ENGLAND),
    "improved": (OWN, OF_TRUSTS),
    "people": (OWN,),
}


class Slices:
    """Digests of the slices of an edition's findings."""

    def __init__(self, edition: str):
        self.kept = json.loads((folder(edition) / DIGESTS).read_text(encoding="utf-8"))

    def digest(self, area: str | None = None, audit: str | None = None) -> str:
        """Give a digest of what a page reads about an area, an audit, both, or of everything."""
        if area is None and audit is None:
            return self.kept["all"]
        audits = sorted(self.kept["metrics"]) if audit is None else [audit]
        found = [self.kept["words"], [self.kept["metrics"].get(name) for name in audits]]
        here = self.kept["places"].get(area)
        for part, by_audit in self.kept["parts"].items():
            for name in audits:
                found.append(_about(by_audit.get(name, {}), part, here if area is not None else None))
        return hashlib.sha256(json.dumps(found).encode()).hexdigest()


def _about(digests: dict[str, Any], part: str, here: Here | None) -> list:
    """Give the digests of one audit's rows: of all, or of those a page about a place reads."""
    if here is None:
        return [digests.get("whole")]
    return [digests.get(rows.name, {}).get(whose) for rows in PARTS[part] for whose in rows.whose(here)]


def write(home: Path) -> None:
    """Keep the digests of all slices of the findings in a folder, beside them."""
    import duckdb  # here, as a page that is only looked up needs none of it
    import pandas as pd

    words = [
        hashlib.sha256((home / f"{name}.parquet").read_bytes()).hexdigest() for name in ("sources", "peers")
    ]
    with duckdb.connect() as connection:
        found = {
            "parts": {part: _digests(connection, home, part) for part in PARTS},
            "metrics": _metrics(connection, home),
            "words": [*words, *_sums(connection, home / "areas.parquet")],
            "places": _places(pd.read_parquet(home / "areas.parquet")),
        }
    whole = hashlib.sha256(json.dumps(found, sort_keys=True).encode()).hexdigest()
    (home / DIGESTS).write_text(json.dumps(found | {"all": whole}, sort_keys=True), encoding="utf-8")


def _places(areas: Any) -> dict[str, Here]:
    """Give every area as load knows it: its kind, its region, the trusts within it."""
    trusts = areas[areas["area_type"] == "trust"].groupby("parent")["area"].agg(list).to_dict()
    rows = areas[["area", "area_type", "region_code"]].astype(object)
    rows = rows.where(rows.notna(), None).to_dict("records")
    return {row["area"]: row | {"trusts": trusts.get(row["area"], [])} for row in rows}


def _digests(connection: Any, home: Path, part: str) -> dict[str, dict[str, Any]]:
    """Give a digest of each audit's rows of a part, of all and by whom they are about."""
    found: dict[str, dict[str, Any]] = {}
    files = of_part(home, part)
    if not files:
        return found
    rows = f"read_parquet({_listed(files)}, union_by_name = true) f"
    for audit, digest in connection.execute(f"SELECT f.audit, {SUM} FROM {rows} GROUP BY ALL").fetchall():
        found[audit] = {"whole": digest}
    for kind in PARTS[part]:
        where = " AND ".join(_is(f"f.{column}", value) for column, value in kind.where) or "TRUE"
        query = f"SELECT f.audit, f.{kind.column}, {SUM} FROM {rows} WHERE {where} GROUP BY ALL"
        for audit, whose, digest in connection.execute(query).fetchall():
            found[audit].setdefault(kind.name, {})[whose] = digest
    return found


def _metrics(connection: Any, home: Path) -> dict[str, str]:
    """Give a digest of the words of each audit's metrics."""
    files = of_part(home, "audits")
    if not files:
        return {}
    shown = f"SELECT DISTINCT metric, audit FROM read_parquet({_listed(files)})"
    words = f"read_parquet({_quoted(str(home / 'metrics.parquet'))})"
    query = f"SELECT s.audit, {SUM} FROM {words} f JOIN ({shown}) s ON s.metric = f.metric GROUP BY ALL"
    return dict(connection.execute(query).fetchall())


def _sums(connection: Any, path: Path) -> Iterable[str]:
    return connection.execute(f"SELECT {SUM} FROM read_parquet({_quoted(str(path))}) f").fetchall()[0]


def of_part(home: Path, part: str) -> list[Path]:
    """Give the files that hold a part, in the order of their names."""
    one = home / f"{part}.parquet"
    return [one] if one.is_file() else sorted((home / part).glob("*.parquet"))


def _listed(files: Iterable[Path]) -> str:
    return f"[{', '.join(_quoted(str(path)) for path in files)}]"


def _is(column: str, value: str | bool) -> str:
    return column if value is True else f"{column} = {_quoted(str(value))}"


def _quoted(text: str) -> str:
    """Give text as SQL has it, whatever the folder is called."""
    return "'" + text.replace("'", "''") + "'"
