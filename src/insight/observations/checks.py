"""The checks every observation passes before it is stored, by pandera, all rows at once."""

from collections.abc import Callable
from typing import NamedTuple

import pandas as pd

from insight import areas, definitions
from insight.observations.faults import AREA, DATA, Faults

KEY = [
    "metric", "area", "area_start", "period_start", "period_end", "breakdown", "group", "status", "published",
    "source",
]  # fmt: skip
GROUPS = {
    "all": ("all",),
    "sex": ("Female", "Male"),
    "deprivation": ("1 most deprived", "2", "3", "4", "5 least deprived"),
    "deprivation_decile": ("1 most deprived", *map(str, range(2, 10)), "10 least deprived"),
    "ethnicity": ("Asian", "Black", "Mixed", "White", "Other", "Unknown", "Not stated", "Missing"),
    "age": None,
    "sex_age": None,
}  # breakdown -> its groups; None where publishers choose their own bands
NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]
TINY = 1e-9
PER_CENT_HINT = "Write 'scale: 100' if the file gives per cent."
AREA_HINT = "Use a code that was in force, or correct 'period' or 'level' of the source."


class Rule(NamedTuple):
    """One check: what must hold of every row, and what to say of a row where it does not."""

    holds: Callable[[pd.DataFrame], pd.Series]
    words: Callable[[pd.Series], str]
    hint: str
    kind: str = DATA


def check(rows: pd.DataFrame, faults: Faults) -> None:
    """Note in `faults` every row that cannot be true.

    rows : observations with resolved areas; with resolved_type, too, where the kind of area
        was found from its code and can be held against the level the source gives.
    """
    frame = _frame(rows)
    import pandera.pandas as pandera  # here, as it takes longer to load than most commands take

    schema = pandera.DataFrameSchema(
        checks=[pandera.Check(rule.holds, name=name) for name, rule in RULES.items()]
    )
    try:
        schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        for error in errors.schema_errors:
            rule = RULES[error.check.name]
            wrong = pd.Series(frame.index.isin(error.failure_cases["index"].unique()), index=frame.index)
            faults.add(wrong, rule.words, frame, rule.hint, rule.kind)
    _refuse_twice(frame, faults)


def _frame(rows: pd.DataFrame) -> pd.DataFrame:
    """Give the rows with what the checks need to know about their metrics and areas."""
    frame = rows[[*KEY, "area_type", "rounded_to", "decimals"]]
    for name in NUMBERS:
        frame[name] = rows[name].to_numpy(float, na_value=float("nan"))
    frame["resolved_type"] = rows["resolved_type"] if "resolved_type" in rows else rows["area_type"]
    metrics = definitions.metrics().values()
    facts = pd.DataFrame(
        [(m.id, m.statistic == "proportion", m.unit == "%", 1.0 if m.statistic == "proportion" else m.per)
         for m in metrics],
        columns=["metric", "share", "fraction", "per"],
    ).set_index("metric")  # fmt: skip
    for name in facts.columns:
        frame[name] = frame["metric"].map(facts[name])
    frame["known"] = frame["metric"].isin(facts.index)
    table = areas.table()
    ends = pd.DataFrame(
        {
            "area": table["code"],
            "area_start": pd.to_datetime(table["start"]),
            "ended": pd.to_datetime(table["end"]),
        }
    )
    ended = frame[["area", "area_start"]].merge(ends, on=["area", "area_start"], how="left")["ended"]
    return frame.assign(ended=ended.to_numpy())


def _in_unit(frame: pd.DataFrame) -> pd.Series:
    """Tell whether a share and its interval lie between 0 and 1."""
    numbers = frame[["value", "lower", "upper"]]
    outside = ((numbers < -TINY) | (numbers > 1 + TINY)).any(axis=1)
    return ~(outside & (frame["fraction"] == True))  # noqa: E712  (missing is not true)


def _within(frame: pd.DataFrame) -> pd.Series:
    """Tell whether each value lies within its interval, and the interval the right way round."""
    value, lower, upper = frame["value"], frame["lower"], frame["upper"]
    return ~((lower > value + TINY) | (value > upper + TINY) | (lower > upper))


def _agrees(frame: pd.DataFrame) -> pd.Series:
    """Tell whether a published share or rate could come from its counts, as rounded as they are."""
    per = pd.to_numeric(frame["per"])
    slack = frame["rounded_to"].astype(float).where(frame["rounded_to"] > 1, 0)
    last = 10.0 ** -frame["decimals"].astype(float).fillna(2)
    last = last.where(frame["fraction"] != True, last / 100)  # noqa: E712
    least = per * (frame["numerator"] - slack) / (frame["denominator"] + slack)
    most = per * (frame["numerator"] + slack) / (frame["denominator"] - slack).where(lambda n: n > 0)
    return ~((frame["value"] < least - last) | (frame["value"] > most + last))


def _known_group(frame: pd.DataFrame) -> pd.Series:
    """Tell whether each breakdown is known, and each group one of its groups."""
    fits = pd.Series(False, index=frame.index)
    for breakdown, groups in GROUPS.items():
        here = frame["breakdown"] == breakdown
        fits |= here & (frame["group"].isin(groups) if groups else frame["group"].notna())
    return fits | frame["breakdown"].isna() | frame["group"].isna()  # said already


def _groups_of(row: pd.Series) -> str:
    groups = GROUPS.get(row["breakdown"], ())
    known = f"its groups are {', '.join(groups)}" if groups else f"breakdowns are {', '.join(GROUPS)}"
    return f"the group {row['group']!r} of breakdown {row['breakdown']!r} is not known; {known}."


def _day(moment: pd.Timestamp) -> str:
    return f"{moment.day} {moment.month_name()} {moment.year}"


RULES = {
    "a metric that exists": Rule(
        lambda f: f["known"],
        lambda r: f"no metric is called {r['metric']!r}.",
        "Define the metric in params/audits, or correct its name.",
    ),
    "counts of nothing or more": Rule(
        lambda f: ~((f["numerator"] < 0) | (f["denominator"] < 0)),
        lambda r: f"a count is negative (numerator {r['numerator']:g}, denominator {r['denominator']:g}).",
        "If a negative number stands for one that is withheld, list it in 'suppressed.values'.",
    ),
    "numerator within denominator": Rule(
        lambda f: ~((f["numerator"] > f["denominator"]) & (f["share"] == True)),  # noqa: E712
        lambda r: f"the numerator {r['numerator']:,.0f} is more than its denominator"
        f" {r['denominator']:,.0f}.",
        "Check that 'columns' names the right two columns.",
    ),
    "share between 0 and 1": Rule(
        _in_unit,
        lambda r: f"the value {r['value']:g} ({r['lower']:g} to {r['upper']:g}) is no fraction from 0 to 1.",
        PER_CENT_HINT,
    ),
    "value within its interval": Rule(
        _within,
        lambda r: f"the value {r['value']:g} lies outside its interval, {r['lower']:g} to {r['upper']:g}.",
        "Check that 'columns' names the right lower and upper limits.",
    ),
    "value that its counts give": Rule(
        _agrees,
        lambda r: f"the value {r['value']:g} cannot come from {r['numerator']:,.0f} of"
        f" {r['denominator']:,.0f}.",
        "Check 'columns' and 'scale', and 'rounded_to' if the counts are rounded.",
    ),
    "group of its breakdown": Rule(
        _known_group, _groups_of, "Write the group's name under 'breakdowns, group, names'."
    ),
    "published after the period": Rule(
        lambda f: ~(f["period_end"] > f["published"]),
        lambda r: f"its period ends on {_day(r['period_end'])}, after it came out ({_day(r['published'])}).",
        "Check the period, and 'published' of the source.",
    ),
    "area of the level": Rule(
        lambda f: (f["resolved_type"] == f["area_type"]) | f["area"].isna() | f["area_type"].isna(),
        lambda r: f"{r['area']} is of the type {r['resolved_type']}, where the source says {r['area_type']}.",
        AREA_HINT,
        AREA,
    ),
    "area still there": Rule(
        lambda f: ~(f["ended"] < f["period_start"]),
        lambda r: f"{r['area']} ended on {_day(r['ended'])}, before the period began "
        f"({_day(r['period_start'])}).",
        AREA_HINT,
        AREA,
    ),
    "area there already": Rule(
        lambda f: ~(f["area_start"] > f["published"]),
        lambda r: f"{r['area']} began on {_day(r['area_start'])}, after the file was published on "
        f"{_day(r['published'])}.",
        AREA_HINT,
        AREA,
    ),
}  # fmt: skip


def _refuse_twice(frame: pd.DataFrame, faults: Faults) -> None:
    """Note rows with the key of an earlier row, naming both."""
    faults.add_twice(
        frame[frame["area"].notna()],
        KEY,
        lambda row: (
            f"a second row for {row['metric']}, {row['area']}, {row['breakdown']}: {row['group']}, "
            f"period to {_day(row['period_end'])}"
        ),
        "Leave one of them out with a reason under 'leave_out', or tell them apart by a breakdown.",
    )
