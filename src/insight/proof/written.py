"""What people wrote about the subject of a page, in files of params/ that are called for it."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ruamel.yaml import YAML

from insight import paths
from insight.formats import day

SUBJECTS = {"audits": "audit", "programmes": "audit", "local": "icb", "themes": "theme"}  # by folder

WHOLE = {  # by report: the folder that its pages tell all of
    "independent_sector": "independent",
    "programme_legacy": "legacy",
}
DIGIT = re.compile(r"\d")
LEAST = "at_least"  # share of cases at which an audit's results are compared
EVERYBODYS = "assessment"  # the folder whose statements are counted on pages of any subject


class Written(NamedTuple):
    """What may be told of it.

    The least shares of cases that stand there, how many records its lists hold, and its days as told; for
    pages that tell all of a folder, its numbers, and the texts in it that hold any.
    """

    numbers: frozenset[float] = frozenset()
    counts: frozenset[float] = frozenset()
    days: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()

    def with_more(self, more: "Written") -> "Written":
        """Give what may be told of either."""
        return Written(
            self.numbers | more.numbers,
            self.counts | more.counts,
            self.days | more.days,
            self.texts | more.texts,
        )


NONE = Written()


def written(given: Mapping[str, Any]) -> Written:
    """Give what was written about the subject of a page. given : its parameters, and its kind as `report`."""
    files = [
        paths.params() / folder / f"{str(given.get(one)).lower()}.yml" for folder, one in SUBJECTS.items()
    ]
    own = [leaf for file in files if file.is_file() for leaf in _leaves(_read(file))]
    general = [
        leaf for file in sorted((paths.params() / EVERYBODYS).glob("*.yml")) for leaf in _leaves(_read(file))
    ]
    whole = [leaf for file in _whole(given) for leaf in _leaves(_read(file))]
    days = [value for _, value in [*own, *whole] if isinstance(value, date)]
    return Written(
        frozenset(float(value) for key, value in own if key == LEAST),
        frozenset(float(len(value)) for _, value in [*own, *general, *whole] if _are_records(value))
        | {float(value) for _, value in whole if _is_number(value)},
        frozenset(map(day, days)),
        frozenset(value for _, value in whole if isinstance(value, str) and DIGIT.search(value)),
    )


def _whole(given: Mapping[str, Any]) -> list[Path]:
    folder = WHOLE.get(str(given.get("report")))
    return sorted((paths.params() / folder).glob("*.yml")) if folder else []


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _read(file: Path) -> Any:
    return YAML(typ="safe").load(file)


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _leaves(node: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Give every list and single value below a node, with the key it stands under."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, str(name))
    else:
        yield key, node
        for value in node if isinstance(node, list) else ():
            yield from _leaves(value, key)
