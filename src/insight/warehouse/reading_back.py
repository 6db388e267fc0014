"""Definitions by which an edition is made again from the database that holds its data."""

import io
from collections.abc import Iterator
from typing import Any

import pandas as pd
from ruamel.yaml import YAML

from insight import definitions, exports
from insight.databases import Address
from insight.definitions import Edition, Metric, Source
from insight.disclosure import SMALL_NUMBER, SO_OTHERS
from insight.exports import withheld_as

COUNTS = ("numerator", "denominator")
FIGURES = ("value", "lower", "upper")
FROM_COUNTS = ("counts", "rounded counts")
THEIRS = "withheld by the publisher"


def definitions_of(edition: Edition, at: Address, schema: str | None) -> dict[str, str]:
    """Give the text of params/sources/<source>.yml for each source of an edition, by its id.

    at, schema : where `put` has put the edition's data.

    Each reads the findings of one source as observations: figures as published where they were, counts where
    figures were worked out from them. What was withheld for small numbers is then withheld by the publisher.
    """
    found = exports.tables_of(edition)["findings"]
    return {
        str(name): _yaml(definitions.source(str(name)), rows, edition, at, schema)
        for name, rows in found.groupby("source", sort=True)
    }


def _yaml(source: Source, rows: pd.DataFrame, edition: Edition, at: Address, schema: str | None) -> str:
    where: dict[str, Any] = {"edition": edition.id, "version": edition.as_at, "source": source.id}
    where["coverage"] = ["whole", "part"]  # areas that cannot be made are said to be so again
    ask: dict[str, Any] = {"schema": schema} if schema else {}
    ask |= {"table": "findings", "where": where}
    ask |= {"password_from": at.variable} if at.variable else {}
    told = {
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        **({"link": source.link} if source.link else {}),
        "published": rows["published"].dropna().max(),
        "note": f"Read back from the data of the edition {edition.id}, as at {edition.as_at.isoformat()}.",
        **({"synthetic": True} if rows["synthetic"].any() else {}),
        "kind": "warehouse",
        "base": str(at),
        "ask": ask,
        "area": {"column": "area"},
        "level": {"column": "area_type"},
        "period": {"column": "period", "format": "as_shown"},
        "measures": list(_measures(source, rows)),
        "breakdowns": list(_breakdowns(rows)),
        "suppressed": {"note": {"column": "withheld", "contains": _hidden()}},
        "rounded_to": source.rounded_to,
        "status": {"column": "status"},
        "control": source.control,
    }
    stream = io.StringIO()
    yaml = YAML()
    yaml.width = 110
    yaml.dump(told, stream)
    head = f"# Made by insight warehouse {edition.id}. Save as params/sources/{source.id}.yml.\n"
    return head + stream.getvalue()


def _measures(source: Source, rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Give a measure for each metric and each way in which its figures came about."""
    metrics = definitions.metrics()
    parts = rows.assign(basis=rows["basis"].fillna("")).groupby(["metric", "basis"], sort=True)
    for (name, basis), part in parts:
        metric = metrics[str(name)]
        columns = COUNTS if basis in FROM_COUNTS and metric.statistic != "mean" else (*COUNTS, *FIGURES)
        status = ["published_status"] if part["published_status"].notna().any() else []
        yield {
            "metric": name,
            "where": {"metric": name, "basis": basis},
            "columns": {one: one for one in columns}
            | dict.fromkeys(["outlier_status"] * len(status), *status),
            **_in_unit(metric, columns),
            **_decimals(source, metric, part),
        }


def _in_unit(metric: Metric, columns: tuple[str, ...]) -> dict[str, int]:
    return {"scale": 100} if metric.unit == "%" and "value" in columns else {}


def _decimals(source: Source, metric: Metric, part: pd.DataFrame) -> dict[str, int]:
    """Give how many decimals a metric's figures have: its source's, else the most there are."""
    own = [measure.decimals for measure in source.measures if measure.metric == metric.id]
    given = next((one for one in own if one is not None), source.decimals)
    if given is None and (part["basis"] == "published").any() and part["decimals"].notna().any():
        given = int(part["decimals"].max())
    return {} if given is None else {"decimals": given}


def _breakdowns(rows: pd.DataFrame) -> Iterator[dict[str, Any]]:
    for name in sorted(rows["breakdown"].unique()):
        group = {} if name == "all" else {"group": {"column": "group"}}
        yield {"breakdown": name, "where": {"breakdown": name}, **group}


def _hidden() -> list[str]:
    """Give the codes of reasons by which a figure was kept from readers, and not merely not there."""
    return [withheld_as(reason) for reason in (SMALL_NUMBER, SO_OTHERS, THEIRS)]
