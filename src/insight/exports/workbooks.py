"""A workbook for each topic, laid out as the Analysis Function asks of statistics in spreadsheets.

A cover with contents, notes, then one table a sheet that begins in the first column, with a heading above
every column, no merged and no empty cells; what has no figure says so in letters in brackets, which
the cover explains.
"""

import pandas as pd

from insight.definitions import Audit, Edition
from insight.documents.cells import number
from insight.documents.sheets import Cell, Sheet, Workbook
from insight.exports.made_up import made_up
from insight.formats import bare, count, day

NOTES = "Notes"
LETTERS = {
    "[c]": "confidential: withheld, as people might be recognised",
    "[x]": "not available: the publisher gives no figure",
    "[z]": "not applicable",
}
CONFIDENTIAL = ("small_number", "protects_a_small_number")
ORDER = {"england": 0, "region": 1, "icb": 2}  # other kinds of place follow
HEAD = (
    "Place", "Code", "Kind of place", "Period", "People grouped by", "Group", "Value", "Lower 95% limit",
    "Upper 95% limit", "Unit", "Numerator", "Denominator", "Compared", "Status", "Why there is no figure",
)  # fmt: skip
NOTED = ("Metric", "Sheet", "Has the outcome", "Is eligible", "Which way is better", "Adjusted", "Breaks")


def workbook(
    audit: Audit, edition: Edition, tables: dict[str, pd.DataFrame], shown: pd.DataFrame
) -> Workbook:
    """Give the newest figures of one audit as a workbook. shown : its released findings."""
    newest = shown[shown["latest"]]
    metrics = tables["metrics"][tables["metrics"]["metric"].isin(set(newest["metric"]))]
    names = {metric: f"Table {place}" for place, metric in enumerate(metrics["metric"], 1)}
    places = tables["areas"].set_index("area")["short_name"]
    reasons = tables["reasons"].set_index("withheld")["reason"]
    sheets = [_notes(metrics, names, edition)]
    for row in metrics.itertuples():
        own = newest[newest["metric"] == row.metric]
        sheets.append(_sheet(row, names[row.metric], own, places, reasons, edition))
    return Workbook(f"{audit.topic}: data tables", _about(audit, edition, len(names)), tuple(sheets), False)


def _about(audit: Audit, edition: Edition, many: int) -> tuple[str, ...]:
    warning = ("Synthetic data. Every figure was made up by a program.",) if made_up(edition) else ()
    return (
        *warning,
        f"{audit.name}, in the edition: {edition.title}. As at {day(edition.as_at)}.",
        f"This workbook has {many} tables, each on a sheet of its own, and a sheet of notes. They hold the "
        "newest period of each metric, for everybody and for each group of people. Earlier periods are in "
        "the data files of the edition.",
        "Letters in brackets stand where there is no figure: "
        + "; ".join(f"{letters} {words}" for letters, words in LETTERS.items())
        + ".",
        "Counts are rounded where the rule against recognising people asks for it.",
    )


def _notes(metrics: pd.DataFrame, names: dict[str, str], edition: Edition) -> Sheet:
    told = ("numerator", "denominator", "better", "case_mix", "breaks")
    rows = tuple(
        (str(row["title"]), names[row["metric"]], *(_text(row[name]) for name in told))
        for row in metrics.to_dict("records")
    )
    title = _marked("What each table measures", edition)
    return Sheet(NOTES, title, "This sheet has one table.", NOTED, rows)


def _sheet(
    row, name: str, own: pd.DataFrame, places: pd.Series, reasons: pd.Series, edition: Edition
) -> Sheet:
    ranks = own["area_type"].map(ORDER).fillna(len(ORDER))
    everybody = (own["breakdown"] != "all").astype(int)
    order = own.assign(rank=ranks, parted=everybody, named=own["area"].map(places))
    order = order.sort_values(["rank", "area_type", "named", "parted", "breakdown", "group"], kind="stable")
    cells = tuple(_cells(one, reasons) for one in order.itertuples())
    about = f"This sheet has one table. Its notes are on the sheet called {NOTES}. Sources: "
    return Sheet(
        name,
        _marked(row.title, edition),
        about + "; ".join(sorted(set(own["source"]))) + ".",
        HEAD,
        cells,
    )


def _cells(one, reasons: pd.Series) -> tuple[Cell, ...]:
    gone = isinstance(one.withheld, str)
    why = reasons.get(one.withheld, one.withheld) if gone else "[z]"
    blank = "[c]" if gone and one.withheld in CONFIDENTIAL else "[x]" if gone else "[z]"
    group = ("everybody", "everybody") if one.breakdown == "all" else (one.breakdown, one.group)
    figures = [_figure(value, one, blank) for value in (one.value, one.lower, one.upper)]
    counts = [_count(value, blank) for value in (one.numerator, one.denominator)]
    words = (_text(one.named), one.area, one.area_type, one.period, *group)
    compared = f"{one.verdict} than {one.comparator}" if isinstance(one.verdict, str) else "[z]"
    compared = compared.replace("similar than", "similar to")
    return (*words, *figures, one.unit, *counts, compared, one.status, why)


def _figure(value: float, one, blank: str) -> Cell:
    if pd.isna(value):
        return blank
    text = bare(value / 100 if one.unit == "%" else value, one.unit, one.decimals)
    return number(text) or text


def _count(value, blank: str) -> Cell:
    if pd.isna(value):
        return blank
    return number(count(value)) or count(value)


def _text(value: object) -> str:
    return value if isinstance(value, str) and value else "[z]"


def _marked(title: str, edition: Edition) -> str:
    return f"Synthetic data. {title}" if made_up(edition) else title
