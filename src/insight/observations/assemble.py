"""The files of a source assembled into observations, and every row accounted for."""

from collections.abc import Sequence

import pandas as pd

from insight import definitions
from insight.definitions import Measure, Source
from insight.errors import BadData, UnknownName
from insight.observations.checks import check
from insight.observations.columns import left_out, matching, needed
from insight.observations.describe import describe, resolved
from insight.observations.faults import Faults
from insight.observations.grid import Sheet
from insight.observations.layout import BLANK, Body, body
from insight.observations.measures import chosen, numbers
from insight.observations.tally import NO_CATEGORY, NO_METRIC, Tally

COLUMNS = {
    "metric": "str", "audit": "str", "area": "str", "area_start": "datetime64[us]", "area_type": "str",
    "period": "str", "period_start": "datetime64[us]", "period_end": "datetime64[us]",
    "breakdown": "str", "group": "str", "numerator": "Int64", "denominator": "Int64",
    "value": "Float64", "lower": "Float64", "upper": "Float64", "sd": "Float64", "reason": "str",
    "status": "str", "rounded_to": "Int64", "decimals": "Int64", "source": "str",
    "published": "datetime64[us]", "file": "str", "file_hash": "str", "row": "Int64",
    "published_status": "str",
}  # fmt: skip


def observe(sheets: Sequence[Sheet], source: Source) -> tuple[pd.DataFrame, Tally]:
    """Make observations of the files of a source.

    sheets : each file as a grid of text, with its name and digest. source : what they mean.

    Returns the observations, with the columns of COLUMNS, and where every row went. Raises
    UnknownName for a metric nobody defined, MissingInput for a column that is not there,
    BadData or UnknownArea naming every row that cannot be used.
    """
    known = definitions.metrics()
    for measure in source.measures:
        if measure.metric not in known:
            where = f"params/sources/{source.id}.yml"
            raise UnknownName.among("metric", measure.metric, known=known, where=where)
    cells, at, asides = _joined(sheets, source)
    faults = Faults(source.id, at, row="column" if source.transpose else "row")
    reasons = left_out(cells, source.leave_out)
    wanted = [chosen(cells, measure) & reasons.isna() for measure in source.measures]
    _refuse_idle(wanted, source)
    used = pd.concat(wanted, axis=1).any(axis=1)
    about = at[used].join(describe(cells[used], at[used], source, faults))
    made = [
        numbers(cells[here], about.loc[here[here].index], measure, source, faults)
        for measure, here in zip(source.measures, wanted, strict=True)
    ]
    rows = _placed(pd.concat(made), source, faults)
    return rows, _tally(source, at, used, _unused(cells, source, reasons), asides, rows)


def checked(rows: pd.DataFrame, source: Source) -> tuple[pd.DataFrame, Tally]:
    """Check observations that were made rather than read, as the demonstration's are."""
    rows = _finished(rows.reset_index(drop=True), source)
    faults = Faults(source.id, rows[["file", "row"]])
    check(rows, faults)
    faults.refuse()
    return rows, Tally(
        source.id, len(rows), len(rows), observations=len(rows), withheld=_counts(rows["reason"].dropna())
    )


def _joined(
    sheets: Sequence[Sheet], source: Source
) -> tuple[pd.DataFrame, pd.DataFrame, list[tuple[Sheet, Body]]]:
    """Put the data of every file under one another, with where each row stood."""
    columns = needed(source)
    bodies = [body(sheet, source, columns) for sheet in sheets]
    cells = pd.concat([found.cells for found in bodies], ignore_index=True)
    at = pd.concat(
        [
            pd.DataFrame(
                {
                    "file": sheet.file, "file_hash": sheet.sha256, "row": found.cells.index,
                    "published": pd.Timestamp(sheet.published), "period_of_file": sheet.period,
                }
            )
            for sheet, found in zip(sheets, bodies, strict=True)
        ],
        ignore_index=True,
    )  # fmt: skip
    cells, at = _unpivoted(cells, at, source)
    return cells, at, list(zip(sheets, bodies, strict=True))


def _refuse_idle(wanted: list[pd.Series], source: Source) -> None:
    """Refuse measures that no row of the source holds: a word in them must be misspelt."""
    idle = [m for m, here in zip(source.measures, wanted, strict=True) if not here.any()]
    if idle:
        raise BadData.rows(
            f"No row of the source {source.id} holds:",
            [f"{m.metric}, looked for where {_sought(m)}" for m in idle],
            f"Mend the words under 'measures' in params/sources/{source.id}.yml, or remove the metric. "
            "Nothing was stored.",
        )


def _sought(measure: Measure) -> str:
    """Say in words which rows a measure asks for."""
    parts = measure.categories
    where = dict(measure.where)
    if parts:
        where |= {parts.dimension: parts.of, parts.category: (*parts.numerator, *parts.denominator)}
    texts = {column: [text] if isinstance(text, str) else text for column, text in where.items()}
    words = [f"{column} is {' or '.join(dict.fromkeys(map(repr, text)))}" for column, text in texts.items()]
    return " and ".join(words) or "no rule leaves the row out"


def _unpivoted(cells: pd.DataFrame, at: pd.DataFrame, source: Source) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Turn columns that repeat one thing, such as a column for each year, into rows."""
    turn = source.unpivot
    if turn is None:
        return cells, at
    others = [name for name in cells.columns if name not in turn.columns]
    long = cells.reset_index(names="_row").melt(["_row", *others], list(turn.columns), turn.to, turn.value)
    long[turn.to] = long[turn.to].map(turn.columns).astype("str")
    origin = long.pop("_row")
    return long, at.loc[origin].reset_index(drop=True)


def _placed(rows: pd.DataFrame, source: Source, faults: Faults) -> pd.DataFrame:
    """Give observations their areas, and pass them through the checks or refuse them all."""
    rows = rows.reset_index(drop=True).assign(source=source.id)
    faults.turn_to(rows[["file", "row"]])
    places, refusal = resolved(rows, source, faults)
    rows = rows.join(places)
    check(rows, faults)
    faults.refuse(refusal)
    return _finished(rows, source)


def _finished(rows: pd.DataFrame, source: Source) -> pd.DataFrame:
    """Give the columns of COLUMNS, each of its type."""
    audit = {metric.id: audit.id for audit in definitions.audits().values() for metric in audit.metrics}
    rows = rows.assign(audit=rows["metric"].map(audit), source=source.id)
    return rows.reindex(columns=list(COLUMNS)).astype(COLUMNS)


def _tally(
    source: Source,
    at: pd.DataFrame,
    used: pd.Series,
    reasons: pd.Series,
    asides: list[tuple[Sheet, Body]],
    rows: pd.DataFrame,
) -> Tally:
    """Count every row of every file once."""
    fate = at[["file", "row"]].assign(used=used, reason=reasons)
    fate = fate.sort_values("used", ascending=False, kind="stable").drop_duplicates(["file", "row"])
    left = _counts(fate.loc[~fate["used"], "reason"])
    kinds = pd.concat([body.kinds for _, body in asides])
    blank = int((kinds == BLANK).sum())
    notes = tuple(
        f"{sheet.file}, row {row}: {words}"
        for sheet, body in asides
        for row, words in body.notes.items()
        if words
    )
    return Tally(
        source=source.id,
        rows_in=len(fate) + len(kinds),
        used=int(fate["used"].sum()),
        left_out=left | ({BLANK: blank} if blank else {}),
        foot_notes=len(kinds) - blank,
        notes=notes,
        observations=len(rows),
        withheld=_counts(rows["reason"].dropna()),
    )


def _unused(cells: pd.DataFrame, source: Source, reasons: pd.Series) -> pd.Series:
    """Say why a row that no rule leaves out may still be used by no metric."""
    reasons = reasons.copy()
    for measure in source.measures:
        parts = measure.categories
        if parts:
            near = matching(cells, measure.where) & cells[parts.dimension].isin(list(parts.of))
            reasons = reasons.mask(near & reasons.isna(), NO_CATEGORY)
    return reasons.fillna(NO_METRIC)


def _counts(reasons: pd.Series) -> dict[str, int]:
    return {str(reason): int(count) for reason, count in reasons.value_counts().sort_index().items()}
