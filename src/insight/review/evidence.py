"""What an edition's pages are made of, as its records and definitions have it when they are made."""

import json
from pathlib import Path
from typing import Any

from insight import areas, definitions, paths, store
from insight.definitions import Edition
from insight.review.corrections import in_force
from insight.run.keys import digest

VERSION = 1  # of what is recorded; another number has everything recorded anew
ONLY_WORDS = {"why", "prompt", "owner", "review", "headline", "stage", "themes", "national"}  # of a metric
ELSEWHERE = {"file", "file_hash", "row", "published", "source"}  # says where a row stood, not what it says


def inputs(edition: Edition) -> str:
    """Give a digest of everything that `evidence` reads, quickly."""
    home = store.folder(edition.id)
    read = [home / store.LEDGER, home / "findings" / "code.txt"]
    read += sorted((paths.params() / "areas").glob("*.csv"))
    parts: list[Any] = [VERSION, edition.model_dump_json(), _corrections(edition)]
    parts += [path.read_text(encoding="utf-8") if path.is_file() else "" for path in read]
    parts += [audit.model_dump_json() for audit in definitions.audits_of(edition)]
    parts += [definitions.source(name).model_dump_json() for name in edition.sources]
    return digest(parts)


def evidence(edition: Edition) -> dict[str, Any]:
    """Give what the pages of an edition are made of, as JSON can hold it.

    edition, title, as_at, geography_date : its own. policy : its rules for small numbers. code : a digest
    of the code that made the findings. areas : the name of each ICB, region and England and a digest of
    what it is made of that day. sources : title, publisher, day of publication and files with their
    hashes. metrics : title, audit and a digest of the definition. data : for each metric and period (by
    its last day) the label, sources, publication, status and a digest of its rows. corrections : in force.
    """
    code = store.folder(edition.id) / "findings" / "code.txt"
    return {
        "edition": edition.id,
        "title": edition.title,
        "as_at": edition.as_at.isoformat(),
        "geography_date": edition.geography_date.isoformat(),
        "policy": edition.disclosure,
        "code": code.read_text() if code.is_file() else "",
        "areas": _areas(edition),
        "sources": _sources(edition),
        "metrics": _metrics(edition),
        "data": _data(edition),
        "corrections": _corrections(edition),
    }


def _corrections(edition: Edition) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in in_force(edition)]


def _areas(edition: Edition) -> dict[str, dict[str, str]]:
    """Give what areas are made of: an ICB of places and trusts, a region of places, England of itself."""
    known = areas.known(at=edition.geography_date)
    icb_of = {area.code: area.parent for area in known if area.type in ("sub_icb", "trust")}
    found = {}
    for area in known:
        if area.type == "icb":
            made = [code for code, parent in icb_of.items() if parent == area.code]
        elif area.type == "region":
            made = [one.code for one in known if one.type == "sub_icb" and one.region == area.code]
        elif area.type == "england":
            made = []
        else:
            continue
        found[area.code] = {"name": area.short_name, "made_of": digest(sorted(made))}
    return found


def _sources(edition: Edition) -> dict[str, dict[str, Any]]:
    place = store.folder(edition.id) / store.LEDGER
    entries = json.loads(place.read_text(encoding="utf-8"))["sources"] if place.is_file() else []
    files = {entry["source"]: entry["files"] for entry in entries}
    found = {}
    for name in edition.sources:
        source = definitions.source(name)
        days = [source.published, *(file.published for file in source.files if file.published)]
        found[name] = {
            "title": source.title,
            "publisher": source.publisher,
            "published": max(days).isoformat(),
            "files": files.get(name, {}),
        }
    return found


def _metrics(edition: Edition) -> dict[str, dict[str, str]]:
    found = {}
    for audit in definitions.audits_of(edition):
        rules = [
            audit.outliers.model_dump_json(),
            audit.disclosure,
            audit.setting,
            audit.known_group_at_least,
        ]
        shared = [*rules, [one.model_dump_json() for one in audit.breaks]]
        for metric in audit.metrics:
            own = metric.model_dump_json(exclude=ONLY_WORDS)
            found[metric.id] = {
                "title": metric.title,
                "audit": audit.id,
                "definition": digest([own, *shared]),
            }
    return found


def _data(edition: Edition) -> dict[str, dict[str, dict[str, str]]]:
    """Give a digest of the stored rows of each metric and period, with where they came from."""
    there = [str(path) for path in store.files(edition) if path.is_file()]
    found: dict[str, dict[str, dict[str, str]]] = {}
    for metric, period, end, sources, published, status, rows in _rows(there) if there else ():
        found.setdefault(metric, {})[str(end)] = {
            "label": period,
            "sources": sources,
            "published": str(published),
            "status": status,
            "rows": rows,
        }
    return found


def _rows(files: list[str]) -> list[tuple]:
    import duckdb  # here, as most verbs of a reviewer need none of it
    import pyarrow.parquet as pq

    columns = [name for name in pq.read_schema(Path(files[0])).names if name not in ELSEWHERE]
    hashed = ", ".join(f'"{name}"' for name in columns)
    query = f"""SELECT metric, max(period), period_end::DATE,
        string_agg(DISTINCT source, ', ' ORDER BY source),
        max(published)::DATE, string_agg(DISTINCT status, ', ' ORDER BY status),
        count(*) || ':' || sum(hash({hashed})::HUGEINT)
        FROM read_parquet(?, union_by_name = true) GROUP BY metric, period_end ORDER BY metric, period_end"""
    with duckdb.connect() as connection:
        return connection.execute(query, [files]).fetchall()
