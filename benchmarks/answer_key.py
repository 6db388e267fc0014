"""What the signals find of everything planted in the demonstration data, over many seeds.

    python benchmarks/answer_key.py 200                      # three audits that hold every kind of truth
    python benchmarks/answer_key.py 20 ssnap nhfd nboca      # fewer seeds, other audits

Each seed is an edition of its own. Its areas are drawn twice: with every planted effect, and
with no difference between areas at all, where each claim is a false one. Prints, for every
kind of truth, how many were found, how high the others climbed and why they stopped; then the
flags that are false, rung by rung.
"""

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pandas as pd

from insight import definitions
from insight.definitions import Edition
from insight.demo import make, plan, truths
from insight.demo.rows import rows as as_rows
from insight.findings import gaps, making, series, signals
from insight.findings.ladder import RUNGS, TOP
from insight.observations import COLUMNS

AUDITS = ("nhfd", "nela", "nboca")
LEVELS = ("england", "region", "icb", "trust")
OUTLIERS = ("positive outlier", "negative outlier")
IN_TIME = ("step change", "trend")


def drawn(edition: Edition, audit: str, *, null: bool) -> tuple[pd.DataFrame, list[truths.Truth]]:
    """Draw one audit's observations; `null` leaves out every effect and every difference."""
    source = definitions.source(edition.sources[0])
    own = [each for each in plan.plans(edition, source) if each.audit.id == audit]
    key = truths.answer_key(own, edition.seed)
    broken = {truth.metric for truth in key if truth.kind == "deprivation gap"}
    own = [replace(each, area_levels=_kept(each)) for each in own]
    own = [each if each.metric.id in broken and not null else _without_groups(each) for each in own]
    own = [replace(each, spread=0.0) for each in own] if null else own
    key = [] if null else key
    made = as_rows(
        (each, block)
        for each in own
        for block in make.blocks(
            each, [truth for truth in key if truth.metric == each.metric.id], edition.seed
        )
    )
    about = {
        "audit": audit,
        "source": source.id,
        "rounded_to": 1,
        "decimals": 1,
        "file": audit,
        "file_hash": "",
    }
    table = made.assign(**about, row=range(1, len(made) + 1))
    return table.reindex(columns=list(COLUMNS)).astype(COLUMNS), key


def _kept(one: plan.Plan) -> tuple[str, ...]:
    return tuple(level for level in one.area_levels if level in LEVELS)


def _without_groups(one: plan.Plan) -> plan.Plan:
    return replace(one, metric=one.metric.model_copy(update={"type": "structure"}))


def judged(
    edition: Edition, audit: str, *, null: bool
) -> tuple[pd.DataFrame, pd.DataFrame, list[truths.Truth]]:
    """Give every test of one audit, its gaps, and what was planted."""
    observations, key = drawn(edition, audit, null=null)
    chosen = definitions.audit(audit)
    sources = {name: definitions.source(name) for name in edition.sources}
    found = making.of_audit(observations, edition, chosen, sources)
    _, last = series.of_audit(found, chosen)
    return signals.of_audit(found, chosen, last), gaps.of_audit(found, chosen), key


def one_seed(seed: int, audits: tuple[str, ...]) -> Counter:
    """Count what became of every truth of one edition, and its false flags."""
    edition = definitions.edition("demo").model_copy(update={"seed": seed})
    limit = {metric.id: 0.05 for metric in definitions.metrics().values()}
    counts: Counter = Counter()
    for null in (False, True):
        parts = [judged(edition, audit, null=null) for audit in audits]
        tests = signals.finished(pd.concat([tests for tests, _, _ in parts], ignore_index=True), limit)
        if null:
            _count_false(counts, tests)
            continue
        key = [truth for _, _, truths_of in parts for truth in truths_of]
        _count_found(counts, tests, key)
        _count_unplanted(counts, tests, key)
        _count_gaps(counts, pd.concat([found for _, found, _ in parts], ignore_index=True), key)
    return counts


def _count_found(counts: Counter, tests: pd.DataFrame, key: list[truths.Truth]) -> None:
    by = tests.set_index(["kind", "metric", "area"]).sort_index()
    for truth in key:
        kind = "others" if truth.kind in OUTLIERS else "time"
        if truth.kind in OUTLIERS or (truth.kind in IN_TIME and truth.area_type != "england"):
            row = by.loc[[(kind, truth.metric, truth.area)]].iloc[0]
            why = "found" if row.rung == TOP else f"stopped: {_short(row.stopped)}"
            counts["truth", truth.kind, why] += 1
        elif truth.kind == "low ascertainment":
            rows = by.loc["others"]
            rows = rows[
                (rows.index.get_level_values("area") == truth.area)
                & (rows["audit"] == truth.metric.split("_")[0])
            ]
            rows = rows[rows.index.get_level_values("metric") != truth.metric]
            counts["truth", truth.kind, "found" if (rows["rung"] == 0).all() else "missed"] += 1
        elif truth.kind == "did not take part":
            row = by.loc[[("others", truth.metric, truth.area)]].iloc[0]
            counts["truth", truth.kind, "found" if pd.isna(row.value) else "missed"] += 1


def _count_unplanted(counts: Counter, tests: pd.DataFrame, key: list[truths.Truth]) -> None:
    planted = {(truth.metric, truth.area) for truth in key if truth.kind in OUTLIERS + ("low ascertainment",)}
    moved = {truth.metric for truth in key if truth.kind in IN_TIME}
    others = tests[(tests["kind"] == "others") & tests["area_type"].isin(["icb", "trust"])]
    free = [pair not in planted for pair in zip(others["metric"], others["area"], strict=True)]
    time = tests[(tests["kind"] == "time") & ~tests["metric"].isin(moved)]
    for name, rows in (("others", others[free]), ("time", time)):
        counts["unplanted", name, "tests"] += int(rows["p"].notna().sum())
        counts["unplanted", name, "claims"] += int(rows["claim"].notna().sum())


def _count_false(counts: Counter, tests: pd.DataFrame) -> None:
    for kind, rows in tests.groupby("kind"):
        counts["null", kind, "tests"] += int(rows["p"].notna().sum())
        counts["null", kind, "editions with a claim"] += int(rows["claim"].notna().any())
        counts["null", kind, "claims"] += int(rows["claim"].notna().sum())
        counts["null", kind, "beyond the inner limits"] += int(
            (rows["rung"] >= RUNGS.index("signal") + 1).sum()
        )
        counts["null", kind, "after the allowance"] += int(
            (rows["rung"] >= RUNGS.index("allowance") + 1).sum()
        )


def _count_gaps(counts: Counter, found: pd.DataFrame, key: list[truths.Truth]) -> None:
    for truth in key:
        if truth.kind == "deprivation gap":
            rows = found[(found["metric"] == truth.metric) & (found["area"] == truth.area) & found["latest"]]
            row = rows[rows["group"] == truth.group].iloc[0]
            inside = row.absolute_lower <= truth.size <= row.absolute_upper
            counts["truth", truth.kind, "found" if row.clear else "stopped: interval includes 0"] += 1
            counts["gap", "England", "inside its 95% interval" if inside else "outside"] += 1


def _short(reason: str) -> str:
    words = str(reason)
    return "fewer cases held than needed" if "of its cases" in words else words


def main() -> None:
    """Run the seeds and print the tables."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    audits = tuple(sys.argv[2:]) or AUDITS
    total: Counter = Counter()
    with ProcessPoolExecutor() as pool:
        for done, counts in enumerate(pool.map(one_seed, range(1, many + 1), [audits] * many), start=1):
            total.update(counts)
            if done % 20 == 0 or done == many:
                tell(total, f"{done} of {many} seeds of {', '.join(audits)}")


def tell(total: Counter, title: str) -> None:
    """Print the tables of what has been counted so far."""
    print(f"\n{title}")
    for part in ("truth", "gap", "unplanted", "null"):
        print(f"{part}")
        for (_, kind, what), count in sorted((k, v) for k, v in total.items() if k[0] == part):
            print(f"  {kind:<20} {what:<75} {count:>8,}", flush=True)


if __name__ == "__main__":
    main()
