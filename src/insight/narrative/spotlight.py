"""What a spotlight on inequalities says first, and what it says of deprivation as a whole."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from insight.formats import (
    Html,
    bare,
    count,
    group_in_words,
    interval,
    listed,
    number,
    opened,
    plural,
    sentences,
)
from insight.formats.gaps import apart, times
from insight.formats.rows import ENGLAND, as_records, is_synthetic
from insight.narrative.inequality import NAMES
from insight.narrative.lists import Item, Part, lists
from insight.narrative.sentences import SYNTHETIC

GAP = [
    "metric", "title", "group", "reference", "breakdown", "value", "reference_value", "unit", "better",
    "absolute", "absolute_lower", "absolute_upper", "relative", "relative_lower", "relative_upper", "outcome",
    "subject", "statistic", "period", "audit_short", "trend", "trend_points",
]  # fmt: skip
AVOIDABLE = [
    "title", "subject", "outcome", "statistic", "without", "cases", "fraction", "fraction_lower",
    "fraction_upper", "number", "number_lower", "number_upper", "period", "audit_short",
]  # fmt: skip
WORSE = {
    "deprivation": "the most deprived do worse",
    "ethnicity": "the group does worse than White people",
    "sex": "women and girls do worse than men and boys",
}
TRENDS = {"narrowing": " It is narrowing", "widening": " It is widening"}


def spotlight(about: Any, findings: pd.DataFrame, gaps: pd.DataFrame, absent: Sequence[str] = ()) -> Html:
    """Say a theme's main finding, how many gaps there are, and which audits the page has nothing of.

    about : the theme: its question, and not_held, audits by name that nobody holds data of.
    findings, gaps : what an edition found about it. absent : names of audits without findings here.

    The main finding is England's clearest gap by deprivation in which the most deprived do worse,
    or else the clearest by any characteristic.
    """
    told = _england(gaps)
    main = _main(told)
    lead = f"{about.question} " if about.question else ""
    lead += _main_sentence(main) if main is not None else "No gap that can be told for England is clear."
    rest = [_counted(told, by) for by in ("deprivation", "ethnicity", "sex")]
    audits = list(dict.fromkeys(findings["audit_short"].astype(str)))
    rest.append(
        f"This page is made from {plural(len(audits), 'audit')}: {listed(audits)}.{_absent(about, absent)}"
    )
    made_up = SYNTHETIC if is_synthetic(findings) else ""
    return opened(lead, filter(None, rest), synthetic=made_up)


def avoided(rows: pd.DataFrame) -> Html:
    """Tell the fraction of what nobody wants that goes with deprivation, clearest first.

    rows : one per metric (see spotlights.avoidable). A fraction is told where its interval lies
    above none; the others are counted.
    """
    if rows.empty:
        return sentences(["No metric here has the counts by deprivation from which such a fraction is made."])
    clear = rows[rows["fraction_lower"] > 0]
    width = clear["fraction_upper"] - clear["fraction_lower"]
    order = (clear["fraction"] / width.where(width > 0)).sort_values(ascending=False, kind="stable").index
    items = [
        Item(row.title, _avoided(row), "", f"{row.audit_short}, {row.period}")
        for row in as_records(clear.loc[order], AVOIDABLE)
    ]
    other = int((rows["fraction_upper"] < 0).sum())
    left = len(rows) - len(clear) - other
    some = f"{len(clear) or 'none'} {'has' if len(clear) == 1 else 'have'}"
    said = (
        f"Of {plural(len(rows), 'metric')} with counts, {some} a fraction that is clearly more than none; in "
        f"{other or 'none'} the least deprived do clearly worse; in {left or 'none'} numbers are too small "
        "to tell."
    )
    return sentences([said]) + lists([Part("", items, 4)])


def _england(gaps: pd.DataFrame) -> pd.DataFrame:
    rows = gaps[(gaps["area"] == ENGLAND) & gaps["latest"].astype(bool)]
    rows = rows[rows["withheld"].isna()]
    return rows.assign(clear=rows["clear"].astype(bool))


def _main(told: pd.DataFrame) -> Any:
    """Give the clearest gap: by deprivation where the most deprived do worse, else any."""
    clear = told[told["clear"]]
    width = clear["absolute_upper"] - clear["absolute_lower"]
    clear = clear.assign(apart=(clear["absolute"].abs() / width.where(width > 0)).fillna(0))
    first = clear[(clear["breakdown"] == "deprivation") & _is_worse(clear)]
    for rows in (first, clear):
        if len(rows):
            [row] = as_records(rows.nlargest(1, "apart"), GAP)
            return row
    return None


def _is_worse(rows: pd.DataFrame) -> pd.Series:
    high = rows["absolute"] > 0
    return (high & (rows["better"] == "lower")) | (~high & (rows["better"] == "higher"))


def _main_sentence(row: Any) -> str:
    first, second = (group_in_words(str(name)) for name in (row.group, row.reference))
    value, other = number(row.value, row.unit), number(row.reference_value, row.unit)
    word = "" if row.breakdown == "deprivation" else " group"
    first, second = f"the {first}{word}", f"the {second}{word}"
    if row.statistic == "proportion":
        said = (
            f"In England, {value} of {row.subject} in {first} were {row.outcome}, against {other} in {second}"
        )
    else:
        said = f"In England, the {row.outcome} was {value} in {first}, against {other} in {second}"
    trend = (
        f"{TRENDS[row.trend]} over {plural(int(row.trend_points), 'period')}." if row.trend in TRENDS else ""
    )
    return (
        f"{said}: a gap of {apart(row, said='95% interval ')} and a ratio of {times(row)}, in {row.period} "
        f"({row.audit_short}).{trend}"
    )


def _counted(told: pd.DataFrame, by: str) -> str:
    rows = told[told["breakdown"] == by]
    if rows.empty:
        return f"By {NAMES[by]}, no gap can be told for England."
    clear = rows[rows["clear"]]
    worse = int(_is_worse(clear).sum())
    verb = "is" if len(clear) == 1 else "are"
    many = f"{len(clear)} of {plural(len(rows), 'gap')} told for England {verb} clear"
    return f"By {NAMES[by]}, {many}; in {worse}, {WORSE[by]}."


def _absent(about: Any, absent: Sequence[str]) -> str:
    held: Mapping[str, Any] = about.not_held
    nobody = [f"{held[name].name} ({held[name].short})" for name in absent if name in held]
    other = [name for name in absent if name not in held]
    said = f" The question needs others too, of which no data are held: {listed(nobody)}." if nobody else ""
    return said + (f" Not in this edition: {listed(other)}." if other else "")


def _avoided(row: Any) -> str:
    """Say one fraction: of whom, how large, how many, and of how many."""
    share = f"{bare(row.fraction, '%')} ({interval(row.fraction_lower, row.fraction_upper, '%')})"
    many = (
        f"{count(round(row.number))} ({count(round(row.number_lower))} to {count(round(row.number_upper))})"
    )
    if row.statistic == "proportion":
        whom = f"{count(row.cases)} {row.subject} were {'not ' * bool(row.without)}{row.outcome}"
    else:
        whom = f"{count(row.cases)} events make the {row.outcome}"
    instead = "would have been" if row.without else "would not have been"
    whatif = "Had every fifth of deprivation the figure of the least deprived"
    return f"{whom}. {whatif}, {share} of them {instead}: {many}."
