"""From records to observations that may be shown: surveyed, counted, protected, written."""

from pathlib import Path
from typing import Any

import pandas as pd

from insight.errors import BadRecords
from insight.records import survey as surveys
from insight.records.axes import Numbered, numbered
from insight.records.backends import MEMORY, opened
from insight.records.conditions import refuse_misfits
from insight.records.extract import Extract, audit_of
from insight.records.extract import extract as read
from insight.records.spans import period, text
from insight.records.tally import Tally
from insight.records.withholding import withheld
from insight.records.writing import source_yaml, write


def aggregate(
    extract: Extract | str | Path,
    data: Path | None = None,
    *,
    out: Path,
    spark: Any = None,
    memory: str = MEMORY,
    spill: Path | None = None,
) -> Tally:
    """Count the records of an extract, withhold small numbers, and write what may be shown.

    extract : its name, its file, or itself. data : the folder below which a path of its lies.
    out : the Parquet file to write. spark : a Spark session or the address of one, to count
    there; else DuckDB counts here, spilling to a folder of its own below `spill` when it needs
    more than `memory`, and removing it.

    Returns where every row went, with the text of the source that reads `out`. The numbers and
    the file are the same from either. Nothing about one person is ever written, but to
    that folder; true counts are held in memory only. What is refused leaves `out`
    as it was: BadDefinition, MissingInput or BadRecords.
    """
    chosen = extract if isinstance(extract, Extract) else read(extract)
    audit = audit_of(chosen)
    found, known, rows = true_counts(chosen, data, spark=spark, memory=memory, spill=spill)
    rows = withheld(rows, chosen, audit)
    write(rows, out)
    return _tally(chosen, found, known, rows, source_yaml(chosen, audit, rows, out))


def true_counts(
    extract: Extract,
    data: Path | None = None,
    *,
    spark: Any = None,
    memory: str = MEMORY,
    spill: Path | None = None,
) -> tuple[surveys.Survey, Numbered, pd.DataFrame]:
    """Give counts before anything is withheld: never to be written or shown."""
    with opened(extract, data, spark=spark, memory=memory, spill=spill) as (backend, table):
        conditions = {f"{metric.id}, denominator": metric.denominator for metric in extract.metrics}
        conditions |= {f"{metric.id}, numerator": metric.numerator for metric in extract.metrics}
        refuse_misfits(table, conditions, f"params/records/{extract.id}.yml")
        rows = surveys.prepared(table, extract)
        found = surveys.survey(backend, rows, extract)
        known = numbered(extract, found)
        from insight.records.counting import counted  # Ibis is there, or `opened` has said that it is not

        counts = counted(backend, rows, extract, known)
    _refuse_idle(counts, extract)
    spans = {number: period(int(number), extract.periods.every) for number in counts["period"].unique()}
    for name in ("start", "end"):
        days = {number: pd.Timestamp(getattr(span, name)) for number, span in spans.items()}
        counts[f"period_{name}"] = counts["period"].map(days).astype("datetime64[us]")
    counts["period"] = counts["period"].map(lambda number: text(number, extract.periods.every))
    return found, known, counts.assign(status=extract.status)


def _refuse_idle(counts: pd.DataFrame, extract: Extract) -> None:
    """Refuse metrics that nobody is counted in: a word in them must be misspelt."""
    there = set(counts["metric"])
    idle = [metric.id for metric in extract.metrics if metric.id not in there]
    if idle:
        raise BadRecords.rows(
            f"Nobody in {extract.url} is in the denominator of:",
            idle,
            f"Mend the values under 'metrics' in params/records/{extract.id}.yml, or remove the metric. "
            "Nothing was written.",
        )


def _tally(
    extract: Extract, found: surveys.Survey, known: Numbered, rows: pd.DataFrame, source: str
) -> Tally:
    fates = found.fates
    left = {str(reason): int(count) for reason, count in fates.items() if reason != surveys.KEPT}
    return Tally(
        extract=extract.id,
        rows_in=int(fates.sum()),
        used=int(fates[surveys.KEPT]),
        left_out=left,
        unplaced=known.unplaced,
        ungrouped=known.ungrouped,
        unknown=known.unknown,
        observations=len(rows),
        source=source,
        withheld={str(reason): int(n) for reason, n in rows["withheld"].value_counts().sort_index().items()},
    )
