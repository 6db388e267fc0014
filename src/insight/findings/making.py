"""Findings of a whole edition: computed once, audit by audit, and kept."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight import definitions, paths, store
from insight.definitions import Audit, Edition, Source
from insight.errors import MissingInput
from insight.findings import curves, gaps, improved, labels, people, series, signals
from insight.findings.compare import compared, dated
from insight.findings.estimate import TRUE, estimated
from insight.findings.geography import onto
from insight.findings.guard import guarded, solved_together
from insight.findings.kept import COLUMNS, COUNTS, NUMBERS, WORDS, code, folder

SERIES = ["metric", "area", "area_start", "period_start", "period_end", "breakdown", "group"]
KEYS = ["metric", "area_type", "area", "period_end", "breakdown", "group"]
READ = [
    "metric", "audit", "area", "area_start", "area_type", "period", "period_start", "period_end", "breakdown",
    "group", "numerator", "denominator", "value", "lower", "upper", "sd", "reason", "status", "rounded_to",
    "decimals", "source", "published", "published_status",
]  # fmt: skip


def make(edition: Edition, *, report: Callable[[str], None] = lambda audit: None) -> Path:
    """Compute an edition's findings from its store and keep them; give their folder.

    report : called with each audit's name as it is done. Nothing is computed again when
    neither the data nor the definitions have changed. The folder appears whole or not at
    all. Raises MissingInput when nothing has been fetched.
    """
    key = _key(edition)
    home = folder(edition.id)
    if (home / "key.txt").is_file() and (home / "key.txt").read_text() == key:
        return home
    draft = home.with_name(f"{home.name}.draft-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    sources = {name: definitions.source(name) for name in edition.sources}
    peers, firm, choices = people.alike(store.people(edition.id), edition.geography_date)
    _write(firm, draft / "peers.parquet")
    tests = []
    for audit in definitions.audits_of(edition):
        found = of_audit(store.load(edition.id, columns=READ, audit=audit.id), edition, audit, sources)
        if not found.empty:
            tests.append(_judged(found, audit, draft))
            _write(people.of_audit(found, audit, peers, choices), draft / "people" / f"{audit.id}.parquet")
        report(audit.short)
    _write(signals.finished(_together(tests), _limits(edition)), draft / "signals.parquet")
    labels.write(edition, draft)
    (draft / "key.txt").write_text(key)
    (draft / "code.txt").write_text(code())
    _put(draft, home, key)
    return home


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


def _judged(found: pd.DataFrame, audit: Audit, draft: Path) -> pd.DataFrame:
    """Keep one audit's findings and what follows from them; give its tests."""
    points, last = series.of_audit(found, audit)
    parts = {
        "audits": found,
        "series": points,
        "gaps": gaps.of_audit(found, audit),
        "improved": improved.of_audit(found, audit),
    }
    for name, rows in parts.items():
        _write(rows, draft / name / f"{audit.id}.parquet")
    tests = signals.of_audit(found, audit, last)
    _write(curves.of_audit(tests, audit), draft / "curves" / f"{audit.id}.parquet")
    return tests


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


def _write(rows: pd.DataFrame, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    if len(rows) or path.parent.name != "audits":
        pq.write_table(pa.Table.from_pandas(rows, preserve_index=False), path)


def _put(draft: Path, home: Path, key: str) -> None:
    """Put a finished folder in its place, unless another process has put the same one there."""
    kept = home / "key.txt"
    if kept.is_file() and kept.read_text() == key:
        shutil.rmtree(draft)
        return
    shutil.rmtree(home, ignore_errors=True)
    draft.replace(home)


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


def _key(edition: Edition) -> str:
    """Give a digest of everything the findings depend on."""
    digest = store.digest(edition.id)
    if digest is None:
        raise MissingInput(
            f"Nothing has been fetched for the edition {edition.id!r}. Run: insight fetch {edition.id}"
            " (with --data DIR if its sources are files of yours)."
        )
    parts = [digest, edition.model_dump_json()]
    parts += [audit.model_dump_json() for audit in definitions.audits_of(edition)]
    parts += [definitions.source(name).model_dump_json() for name in edition.sources]
    for path in sorted((paths.params() / "areas").glob("*.csv")):
        parts.append(hashlib.sha256(path.read_bytes()).hexdigest())
    parts.append(code())
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
