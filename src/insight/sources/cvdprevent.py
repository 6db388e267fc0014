"""The CVDPREVENT API: one table for each indicator, level of area and period, as CSV.

Recorded: rows of `rawDataCSV`. Documented only, by someone who uses the service and says that values are
illustrative: the lists of periods and of indicators. Taken from there: `timePeriodList` holds TimePeriodID
and TimePeriodName, `indicatorList` holds IndicatorID and IndicatorCode. Levels have the numbers documented.
"""

from insight.definitions import Source
from insight.definitions.strict import Record
from insight.errors import UnknownName
from insight.fetching import Fetcher, address
from insight.sources import Input, delimited

LEVELS = {"England": 1, "Region": 6, "ICB": 7, "Sub-ICB": 8, "PCN": 4, "Practice": 5}
LEVEL = "SystemLevelName"  # rows do not say their level; other answers of the API call it this


class Ask(Record):
    """What is asked: every indicator at every level for every period."""

    periods: tuple[str, ...]  # as the service names them: To March 2026
    levels: tuple[str, ...]  # England, Region, ICB, Sub-ICB
    indicators: tuple[str, ...]  # codes: CVDP007HYP


def ask(source: Source, what: Ask, fetcher: Fetcher) -> list[Input]:
    """Fetch a table for each indicator, level and period; give each with its level as a column.

    Raises UnknownName for a level, a period or an indicator that the service does not have.
    """
    base, where = str(source.base), f"params/sources/{source.id}.yml"
    held = fetcher.get(address(base, "timePeriod"), "json").listed(
        "timePeriodList", ("TimePeriodID", "TimePeriodName")
    )
    periods = {str(item["TimePeriodName"]): item["TimePeriodID"] for item in held}
    wanted: dict[str, str] = {}
    for name in what.periods:
        period = _one("time period", name, periods, where)
        for level in what.levels:
            number = _one("level", level, LEVELS, where)
            about = {"timePeriodID": period, "systemLevelID": number}
            indicators = _indicators(base, about, fetcher)
            for code in what.indicators:
                id = _one(f"indicator at the level {level}", code, indicators, where)
                wanted[address(base, "indicator", id, "rawDataCSV", **about)] = level
    answers = fetcher.many(wanted, "csv")
    return [Input(answer.path, answer.asked, {LEVEL: wanted[answer.asked]}) for answer in answers]


def _indicators(base: str, about: dict[str, object], fetcher: Fetcher) -> dict[str, object]:
    """Give the number of each indicator that is published for a period and level, by its code."""
    held = fetcher.get(address(base, "indicator", "list", **about), "json")
    found = held.listed("indicatorList", ("IndicatorID", "IndicatorCode"))
    return {str(item["IndicatorCode"]): item["IndicatorID"] for item in found}


def _one(what: str, name: str, known: dict, where: str) -> object:
    if name not in known:
        raise UnknownName.among(what, name, known=known, where=where)
    return known[name]


read = delimited.read
