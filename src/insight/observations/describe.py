"""What each row is about: its area, level, period, breakdown, group and status."""

from difflib import get_close_matches

import pandas as pd

from insight import areas, periods
from insight.definitions import Breakdown, Named, Source
from insight.errors import InsightError, UnknownArea, UnknownName
from insight.observations.columns import described, matching
from insight.observations.faults import Faults

STATUSES = ("assured", "provisional")
FOOT_NOTE_HINT = (
    "If these rows are foot notes, name a column that every row of data fills in 'read.stop_at_blank'."
)


def describe(cells: pd.DataFrame, at: pd.DataFrame, source: Source, faults: Faults) -> pd.DataFrame:
    """Say what each row is about.

    cells : text, one row a row of the file. at : file, row and the file's own period.

    Returns, on the same index: area_text, area_type, period, period_start, period_end,
    breakdown, group, status. What cannot be said is noted in `faults`.
    """
    level = source.level or Named(value="")
    out = pd.DataFrame({"area_text": _area_text(cells, source, faults)})
    out["area_type"] = _named(cells, level, "level", faults)
    out = out.join(_periods(cells, at, source, faults))
    out = out.join(_breakdowns(cells, source, faults))
    status = source.status if isinstance(source.status, Named) else Named(value=source.status)
    out["status"] = _named(cells, status, "status", faults)
    faults.add(
        ~out["status"].isin(STATUSES) & out["status"].notna(),
        lambda row: f"the status {row['status']!r} is not known.",
        out,
        "Write 'status.names', from the file's words to assured or provisional.",
    )
    return out


def resolved(rows: pd.DataFrame, source: Source, faults: Faults) -> tuple[pd.DataFrame, InsightError | None]:
    """Give area, area_start and resolved_type of each row, and the refusal if a code is unknown.

    rows : area_text, area_type and period_end. Each distinct code and date is looked up once.
    """
    key = rows[["area_text", "area_type", "period_end"]]
    pairs = key.drop_duplicates()
    pairs = pairs[(pairs["area_text"] != "") & pairs["period_end"].notna()]
    codes, refusal = pairs["area_text"], None
    if source.area and source.area.by == "name":
        codes, refusal = _from_names(pairs, source, faults)
        pairs = pairs[codes.notna()]
        codes = codes.dropna()
    where = pd.Series([faults.place(index) for index in pairs.index], index=pairs.index, dtype="str")
    try:
        found = areas.resolve(codes, pairs["period_end"], where)
    except UnknownArea as error:
        refusal, found = error, pd.DataFrame(columns=["code", "start", "type"], index=pairs.index)
    found = pairs.assign(
        area=found["code"].astype("str"),
        area_start=pd.to_datetime(found["start"]),
        resolved_type=found["type"].astype("str"),
    )
    out = key.merge(found, on=list(key.columns), how="left")
    return out[["area", "area_start", "resolved_type"]].set_axis(rows.index), refusal


def _area_text(cells: pd.DataFrame, source: Source, faults: Faults) -> pd.Series:
    """Give each row's code or name as the file has it, or the code the source gives instead."""
    if source.area is None or source.area.column is None:
        return pd.Series(source.area.code if source.area else "", index=cells.index, dtype="str")
    column = source.area.column
    faults.add(
        cells[column] == "",
        lambda row: f"{column} is blank, so it is not known which area the row is about{_said(row)}.",
        cells,
        FOOT_NOTE_HINT,
        alone=True,
    )
    return cells[column].replace(source.area.names) if source.area.names else cells[column]


def _said(row: pd.Series) -> str:
    text = " | ".join(cell for cell in row.astype(str) if cell)
    return f" (it says: {text[:60]})" if text else ""


def _from_names(pairs: pd.DataFrame, source: Source, faults: Faults) -> tuple[pd.Series, InsightError | None]:
    """Give the code of each area name, level by level; names that match none are refused together."""
    codes = pd.Series(pd.NA, index=pairs.index, dtype="str")
    for level, here in pairs.groupby("area_type"):
        codes.loc[here.index] = areas.match_names(here["area_text"], str(level)).astype("str")
    lost = pairs[codes.isna()].drop_duplicates("area_text")
    if lost.empty:
        return codes, None
    return codes, UnknownArea.rows(
        f"{len(lost)} name{'s' if len(lost) > 1 else ''} in the source {source.id} belong to no area:",
        [
            f"{faults.place(index)}: {lost.area_text[index]!r} ({lost.area_type[index]})"
            for index in lost.index
        ],
        "Add each to params/areas/aliases.csv, or leave the rows out with a reason under 'leave_out' in "
        f"params/sources/{source.id}.yml.",
    )


def _named(cells: pd.DataFrame, named: Named, key: str, faults: Faults) -> pd.Series:
    """Give each row's value, noting cells that the source has no name for."""
    value = described(cells, named)
    known = sorted(named.names or ())
    faults.add(
        value.isna(),
        lambda row: (
            f"{named.column} holds {row[str(named.column)]!r}, which '{key}.names' does not list"
            + _guess(row[str(named.column)], known)
        ),
        cells,
        f"Add the word to '{key}.names', which lists {', '.join(known)}.",
    )
    return value


def _guess(text: str, known: list[str]) -> str:
    close = get_close_matches(text, known, n=1, cutoff=0.75)
    return f"; did you mean {close[0]!r}?" if close else "."


def _periods(cells: pd.DataFrame, at: pd.DataFrame, source: Source, faults: Faults) -> pd.DataFrame:
    """Read each row's period: from its column, from its file, or the one for the whole table."""
    if source.period is None:
        raise InsightError(f"The source {source.id} does not say which period it is about.")
    column, format = source.period.column, source.period.format
    if format not in periods.FORMATS:
        where = f"params/sources/{source.id}.yml"
        raise UnknownName.among("period format", format, known=periods.FORMATS, where=where)
    text = cells[column] if column else pd.Series(source.period.value, index=cells.index, dtype="str")
    text = at["period_of_file"].where(at["period_of_file"].notna(), text)
    codes, texts = pd.factorize(text, use_na_sentinel=True)
    read = {str(one): _period(str(one), format) for one in texts}
    wrong = text.map({one: isinstance(found, str) for one, found in read.items()}).fillna(True).astype(bool)
    faults.add(
        wrong,
        lambda row: str(read.get(row["period"], "no period is given.")),
        pd.DataFrame({"period": text}),
        f"Mend the text, or write another format under 'period' in params/sources/{source.id}.yml.",
    )
    found = [one if isinstance(one, periods.Period) else None for one in read.values()]
    days = [(one.label, one.start, one.end) if one else (None, None, None) for one in found]
    table = pd.DataFrame(days, columns=["period", "period_start", "period_end"], dtype="object")
    table["period"] = table["period"].astype("str")
    for name in ("period_start", "period_end"):
        table[name] = pd.to_datetime(table[name])
    return table.reindex(codes).set_axis(cells.index)


def _period(text: str, format: str) -> periods.Period | str:
    """Give a period, or the words that say why it cannot be read."""
    try:
        return periods.parse(text, format)
    except InsightError as error:
        return str(error).split(". ")[0].replace("The", "the", 1) + "."


def _breakdowns(cells: pd.DataFrame, source: Source, faults: Faults) -> pd.DataFrame:
    """Give each row's breakdown and group by the one rule that fits it."""
    breakdown = pd.Series(pd.NA, index=cells.index, dtype="str")
    group = pd.Series(pd.NA, index=cells.index, dtype="str")
    fits = pd.Series(0, index=cells.index)
    columns = list(dict.fromkeys(column for rule in source.breakdowns for column in rule.where))
    for rule in source.breakdowns:
        here = matching(cells, rule.where)
        fits += here
        breakdown = breakdown.mask(here & breakdown.isna(), rule.breakdown)
        group = group.mask(here & group.isna(), _group(cells, rule, here, faults))
    hint = (
        f"Add or mend a rule under 'breakdowns' in params/sources/{source.id}.yml, or leave the rows out "
        "with a reason."
    )

    def told(row: pd.Series) -> str:
        return ", ".join(f"{column}: {row[column]!r}" for column in columns)

    faults.add(fits == 0, lambda row: f"fits no breakdown ({told(row)}).", cells, hint)
    faults.add(fits > 1, lambda row: f"fits more than one breakdown ({told(row)}).", cells, hint)
    return pd.DataFrame({"breakdown": breakdown, "group": group})


def _group(cells: pd.DataFrame, rule: Breakdown, here: pd.Series, faults: Faults) -> pd.Series:
    if isinstance(rule.group, str):
        return pd.Series(rule.group, index=cells.index, dtype="str")
    named = _named(cells[here], rule.group, f"breakdowns, {rule.breakdown}, group", faults)
    return named.reindex(cells.index)
