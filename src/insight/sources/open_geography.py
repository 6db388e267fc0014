"""ONS Open Geography: layers of an ArcGIS FeatureServer, codes and names with or without boundaries.

Recorded: the portal's own GeoJSON of ICBs and sub-ICB locations, and the names of fields. Documented only:
how pages are asked for (`resultOffset`, `resultRecordCount`) and told (`exceededTransferLimit`, which GeoJSON
has among the `properties` of the collection), and that a fault comes as `error` with status 200.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
from pydantic import Field

from insight.definitions import Register, Source
from insight.definitions.strict import Record
from insight.errors import BadAnswer, Refused
from insight.fetching import Answer, Fetcher, address, pages, whole_letters
from insight.observations import Grid
from insight.sources import Input

WIDEST = 1000  # fields


class Ask(Record):
    """What is asked: all rows of a layer."""

    layer: str  # as the portal names it: ICB_APR_2023_EN_NC
    number: int = 0  # of the layer within its service
    fields: tuple[str, ...] = ("*",)
    where: str = "1=1"
    boundaries: bool = False
    page: int = Field(default=1000, gt=0)


def ask(source: Register | Source, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Fetch a layer page by page; give the pages.

    Raises Refused when the service says what it does not like, BadAnswer for pages that never end.
    """
    about = {
        "outFields": ",".join(what.fields),
        "where": what.where,
        "f": "geojson" if what.boundaries else "json",
        "returnGeometry": str(what.boundaries).lower(),
    }

    def page(offset: int) -> Answer:
        paging = {"resultOffset": offset, "resultRecordCount": what.page}
        layer = (what.layer, "FeatureServer", what.number, "query")
        return fetcher.get(address(str(source.base), *layer, **about, **paging), "json")

    found = pages(
        page, _features, lambda item: json.dumps(_fields(item), sort_keys=True), _goes_on(what.page)
    )
    return [Input(answer.path, answer.asked) for answer, items in found if items]


def read(path: Path, source: Register | Source) -> Grid:
    """Give the features of a page as rows of text below the names of their fields.

    Where boundaries were asked for, the column `boundary` holds how many points each has; 0 for none.
    """
    held = whole_letters(json.loads(path.read_bytes()))["features"]
    _refuse_wide(held, path.name)
    rows = [
        _fields(item) | ({"boundary": _points(item["geometry"])} if "geometry" in item else {})
        for item in held
    ]
    cells = pd.DataFrame(rows, dtype=object)
    text = cells.map(lambda cell: "" if cell is None or cell != cell else str(cell))
    lines = [list(text.columns), *text.to_numpy().tolist()]
    return Grid(pd.DataFrame(lines, dtype="str", index=range(1, len(lines) + 1)))


def _goes_on(size: int) -> Callable[[Answer, list[Any]], bool]:
    def more(answer: Answer, items: list[Any]) -> bool:
        held = answer.json()
        further = held.get("properties")
        told = held.get("exceededTransferLimit")
        if told is None and isinstance(further, dict):
            told = further.get("exceededTransferLimit")
        return bool(told) if told is not None else len(items) >= size

    return more


def _features(answer: Answer) -> list[dict[str, Any]]:
    """Give the features of a page, or refuse an answer that says what was wrong instead."""
    held = answer.json()
    fault = held.get("error") if isinstance(held, dict) else None
    if fault:
        words = str(fault.get("message", "no reason given") if isinstance(fault, dict) else fault)[:300]
        raise Refused(
            f"{answer.asked} does not give what was asked for: {words}. Look for the layer on the portal, "
            "then mend 'ask' in params/registers. Nothing was stored."
        )
    found = answer.listed("features", ())
    if any(not isinstance(item.get("properties") or item.get("attributes"), dict) for item in found):
        raise answer.reshaped("has features without 'attributes' or 'properties'")
    return found


def _fields(item: dict[str, Any]) -> dict[str, Any]:
    return item.get("properties") or item.get("attributes") or {}


def _points(shape: Any) -> int:
    """Give how many points a GeoJSON geometry has, however deep its parts lie."""
    points, left = 0, [shape.get("coordinates") if isinstance(shape, dict) else None]
    while left:
        part = left.pop()
        if isinstance(part, list) and part:
            inner = [each for each in part if isinstance(each, list)]
            left += inner
            points += not inner
    return points


def _refuse_wide(held: list[dict[str, Any]], name: str) -> None:
    """Refuse features that have a field each of their own: a table of them would be mostly empty."""
    fields = {field for item in held for field in _fields(item)}
    if len(fields) > WIDEST:
        raise BadAnswer(
            f"The answer of {name} has {len(fields):,} fields, where {WIDEST:,} are allowed. Ask for some of "
            "them alone, under 'ask' in params/registers. Nothing was stored."
        )
