"""Findings of a whole edition: computed once, audit by audit, and kept."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from insight import definitions, store
from insight.definitions import Audit, Edition, Source
from insight.findings import curves, gaps, improved, labels, people, series, shelves, signals, slices
from insight.findings.compare import compared, dated
from insight.findings.estimate import TRUE, estimated
from insight.findings.geography import onto
from insight.findings.guard import guarded, solved_together
from insight.findings.keeping import draft, kept, keys, take_over, whole, write
from insight.findings.kept import COLUMNS, COUNTS, NUMBERS, WORDS, folder
from insight.findings.workers import side_by_side

SERIES = ["metric", "area", "area_start", "period_start", "period_end", "breakdown", "group"]
KEYS = ["metric", "area_type", "area", "period_end", "breakdown", "group"]
READ = [
    "metric", "audit", "area", "area_start", "area_type", "period", "period_start", "period_end", "breakdown",
    "group", "numerator", "denominator", "value", "lower", "upper", "sd", "reason", "status", "rounded_to",
    "decimals", "source", "published", "published_status",
]  # fmt: skip


def make(
    edition: Edition, *, report: Callable[[str], None] = lambda audit: None, workers: int | None = None
) -> Path:
    """Compute an edition's findings from its store and keep them; give their folder.

    report : called with each audit's name as it is done. workers : audits worked on at a time;
    one for each processor when not given. An audit whose data and definitions have not changed
    is not computed again. The folder appears whole or not at all. Raises MissingInput when
    nothing has been fetched.
    """
    of_audits = keys(edition)
    key = whole(edition, of_audits)
    if kept(edition, key):
        return folder(edition.id)
    peers, firm, choices = people.alike(store.people(edition.id), edition.geography_date)
    with draft(edition, key) as place:
        same = take_over(edition, of_audits, place)
        audits = definitions.audits_of(edition)
        wanted = [audit for audit in audits if audit.id not in same]
        work = partial(_of_audit, edition=edition, peers=peers, choices=choices, place=place)
        for audit in chain(
            (audit for audit in audits if audit.id in same), side_by_side(work, wanted, workers)
        ):
            report(audit.short)
        write(firm, place / "peers.parquet")
        tests = [pd.read_parquet(path) for path in _in_order(place / "tests", audits)]
        write(signals.finished(_together(tests), _limits(edition)), place / "signals.parquet")
        labels.write(edition, place)
        slices.write(place)
        shelves.write(place)
    return folder(edition.id)


def _of_audit(
    audit: Audit, *, edition: Edition, peers: pd.DataFrame, choices: pd.DataFrame, place: Path
) -> Audit:
    """Compute one audit's findings and keep them, with its tests, in the folder; give the audit."""
    sources = {name: definitions.source(name) for name in edition.sources}
    found = of_audit(store.load(edition.id, columns=READ, audit=audit.id), edition, audit, sources)
    if found.empty:
        return audit
    points, last = series.of_audit(found, audit)
    tests = signals.of_audit(found, audit, last)
    parts = {
        "audits": found,
        "series": points,
        "gaps": gaps.of_audit(found, audit),
        "improved": improved.of_audit(found, audit),
        "curves": curves.of_audit(tests, audit),
        "people": people.of_audit(found, audit, peers, choices),
        "tests": tests,
    }
    for name, rows in parts.items():
        write(rows, place / name / f"{audit.id}.parquet")
    return audit


def _in_order(folder: Path, audits: Sequence[Audit]) -> list[Path]:
    return [path for audit in audits if (path := folder / f"{audit.id}.parquet").is_file()]


def attack(edition: Edition, audit: Audit) -> None:
    """Look at everything an edition shows of an audit together; refuse it if a small count follows.

    Raises SmallNumbersTold naming each such count and the figures that give it away, and
    MissingInput when nothing has been fetched.
    """
    place = make(edition) / "audits" / f"{audit.id}.parquet"
    if not place.is_file():
        return
    sources = {name: definitions.source(name) for name in edition.sources}
    current, _ = _latest(store.load(edition.id, columns=READ, audit=audit.id))
    truth = _numbers(current, edition, audit, sources)[[*KEYS, *TRUE]]
    shown = pd.read_parquet(place).merge(truth, on=KEYS, how="left", validate="one_to_one")
    solved_together(shown, edition, audit, sources, labels.region_of(edition))


def _together(tests: list[pd.DataFrame]) -> pd.DataFrame:
    filled = [rows for rows in tests if not rows.empty]
    return pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()


def _limits(edition: Edition) -> dict[str, float]:
    """Give, for each metric, the share of flags that may be chance."""
    return {
        metric.id: audit.outlier_policy(metric).false_discovery
        for audit in definitions.audits_of(edition)
        for metric in audit.metrics
    }


def of_audit(
    observations: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source]
) -> pd.DataFrame:
    """Compute the findings of one audit.

    observations : rows as the store keeps them. Returns the columns in COLUMNS, sorted, one
    row per metric, area, period, breakdown and group. A figure that was revised carries the
    earlier one in `revised_from`.
    """
    if observations.empty:
        return pd.DataFrame(columns=COLUMNS)
    current, earlier = _latest(observations)
    found = _pipeline(current, edition, audit, sources)
    found["revised_from"] = np.nan
    if not earlier.empty:
        before = _pipeline(_latest(earlier)[0], edition, audit, sources)
        found = found.drop(columns="revised_from").merge(
            before[[*KEYS, "value"]].rename(columns={"value": "revised_from"}), on=KEYS, how="left"
        )
        found["revised_from"] = found["revised_from"].where(found["withheld"].isna())
    return _tidy(found)


def _pipeline(rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source]) -> pd.DataFrame:
    region = labels.region_of(edition)
    numbers = guarded(_numbers(rows, edition, audit, sources), edition, audit, sources, region)
    beside = compared(numbers, audit, region)
    return dated(beside, audit, edition.as_at)


def _numbers(rows: pd.DataFrame, edition: Edition, audit: Audit, sources: dict[str, Source]) -> pd.DataFrame:
    """Give observations on the edition's geography, protected one by one, with what they estimate."""
    placed = onto(
        rows,
        edition.geography_date,
        statistic={metric.id: metric.statistic for metric in audit.metrics},
        roll_up={name: source.roll_up for name, source in sources.items()},
        setting={metric.id: metric.setting or audit.setting for metric in audit.metrics},
        shares=store.shares(edition.id),
    )
    return estimated(placed, edition, audit, sources)


def _latest(observations: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split rows into the ones that stand and the ones they replaced: assured first, then the newest."""
    order = observations.assign(assured=observations["status"].eq("assured"))
    order = order.sort_values(["assured", "published"], kind="stable", ascending=False)
    replaced = order.duplicated(SERIES)
    order = order.drop(columns="assured")
    return order[~replaced].sort_index(), order[replaced].sort_index()


def _tidy(found: pd.DataFrame) -> pd.DataFrame:
    found = found.reindex(columns=COLUMNS)
    found[WORDS] = found[WORDS].astype("object").where(found[WORDS].notna(), None)
    found[NUMBERS] = found[NUMBERS].astype(float)
    for name in COUNTS:
        found[name] = found[name].astype("Float64").round().astype("Int64")
    found["latest"] = found["latest"].astype(bool)
    sort = ["metric", "area_type", "area", "breakdown", "group", "period_end"]
    return found.sort_values(sort, kind="stable").reset_index(drop=True)
