"""The description of a data package, as the Frictionless specification (version 1) asks for it."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from insight.definitions import Edition, Source
from insight.exports.fields import KEYS, LEADS, TABLES, TITLES
from insight.exports.made_up import made_up
from insight.markup import slug

DESCRIPTION = "datapackage.json"
SCHEMA = "findings.schema.json"  # that of the findings of one board, which all boards share
LICENCES = {
    "Open Government Licence v3.0": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
    "CC0, synthetic": {"name": "CC0-1.0", "path": "https://creativecommons.org/publicdomain/zero/1.0/"},
}
MADE_UP = "Every figure was made up by a program; nothing here says anything about real care."
TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def schema(table: str, *, alone: bool = False) -> dict[str, Any]:
    """Give the Table Schema of a table. alone : without ways to tables that are not beside it."""
    found: dict[str, Any] = {
        "fields": [field.described() for field in TABLES[table]],
        "missingValues": [""],
        "primaryKey": list(KEYS[table]),
    }
    if table == "findings" and not alone:
        found["foreignKeys"] = [
            {"fields": name, "reference": {"resource": other, "fields": name}}
            for name, other in LEADS.items()
        ]
    return found


def described(
    edition: Edition, sources: Iterable[Source], files: dict[str, bytes], tables: dict[str, str]
) -> bytes:
    """Give datapackage.json.

    files : each data file by its path in the package, with what it holds. tables : of each of
    them, the table whose columns it has.
    """
    sources = list(sources)
    told = {
        "profile": "data-package",
        "name": f"insight-{edition.id}",
        "title": edition.title,
        "description": description(edition),
        "version": edition.as_at.isoformat(),
        "created": f"{edition.as_at.isoformat()}T00:00:00Z",
        "synthetic": made_up(edition),
        "licenses": licences(sources),
        "sources": [_source(source) for source in sources],
        "resources": [_resource(path, held, tables[path]) for path, held in files.items()],
    }
    return as_json(told)


def as_json(told: Any) -> bytes:
    """Give JSON for readers, in the order it was put together."""
    return (json.dumps(told, indent=1, ensure_ascii=False) + "\n").encode()


def description(edition: Edition) -> str:
    """Say in a few sentences what the data of an edition are."""
    said = (
        f"What was found for {edition.title}, on the areas of {edition.geography_date.isoformat()}. "
        "Figures are those that its pages show. Where so few people are counted that they might be "
        "recognised, a row has its keys and a reason, and no number."
    )
    return f"Synthetic data. {MADE_UP} {said}" if made_up(edition) else said


def licences(sources: Iterable[Source]) -> list[dict[str, str]]:
    """Give each licence of some sources once, as a data package names it."""
    names = dict.fromkeys(source.licence for source in sources)
    return [{**LICENCES.get(name, {"name": slug(name)}), "title": name} for name in names]


def _source(source: Source) -> dict[str, str]:
    told = {"title": f"{source.title}. {source.publisher}, {source.published.isoformat()}."}
    return told | ({"path": source.link} if source.link else {})


def _resource(path: str, held: bytes, table: str) -> dict[str, Any]:
    name, ending = path.rsplit(".", 1)
    tabular = ending == "csv"
    about: dict[str, Any] = {
        "name": slug(path) if "/" in path else f"{table}-{ending}",
        "path": path,
        "profile": "tabular-data-resource" if tabular else "data-resource",
        "title": TITLES[table] + (f", {name.rsplit('/', 1)[-1]}" if "/" in name else ""),
        "format": ending,
        "mediatype": TYPES[ending],
        "bytes": len(held),
        "hash": f"sha256:{sha256(held).hexdigest()}",
    }
    if tabular:
        about |= {"encoding": "utf-8", "schema": SCHEMA if "/" in path else _ways(schema(table))}
    return about


def _ways(found: dict[str, Any]) -> dict[str, Any]:
    """Give a schema whose references name resources as the package calls them."""
    for key in found.get("foreignKeys", []):
        key["reference"]["resource"] = f"{key['reference']['resource']}-csv"
    return found
