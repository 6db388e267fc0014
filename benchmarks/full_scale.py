"""Findings of a national data set: 40 audits x 10 metrics x 180 areas x 16 periods x 20 groups.

Prints seconds, rows a second and peak memory of making the findings from the store, beside
the same for one audit of forty, so that growth can be read as a ratio.

python benchmarks/full_scale.py [AUDITS ...]        (default: 1 and 40)
"""

import os
import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from insight import areas, definitions, sources, store
from insight.observations import COLUMNS, Tally
from measure import measure

PROJECT = Path(__file__).parents[1]
METRICS, PERIODS, GROUPS = 10, 16, 20
AUDIT = (
    "{{name: Audit {n}, short: A{n}, topic: Topic {n}, provider: p, about: a, cadence: quarterly, "
    "levels: [England, icb, trust], setting: treatment, metrics: [{metrics}]}}\n"
)
METRIC = (
    "{{id: a{n}_m{m}, title: Metric {m}, outcome: treated, why: it matters, numerator: n, denominator: d, "
    "unit: '%', statistic: proportion, better: higher, type: process, dimension: effectiveness, "
    "stage: acute, owner: team, review: 2027-03-31, prompt: 'Why?'}}"
)
SOURCE = (
    "{title: Full scale, publisher: p, licence: CC0, published: 2024-12-01, kind: synthetic, "
    "synthetic: true}\n"
)
EDITION = (
    "{{title: Full scale, sources: [{sources}], audits: all, geography_date: 2024-06-30, "
    "as_at: 2024-12-31, synthetic: true}}\n"
)
MAKE = "from insight import definitions, findings; findings.make(definitions.edition('full'))"


def write_project(home: Path, audits: int) -> None:
    """Write a project of invented audits, one source each, and an edition of them all."""
    for name in ("audits", "sources", "editions"):
        (home / "params" / name).mkdir(parents=True)
    (home / "_config.yml").write_text("title: full scale\n")
    (home / "params" / "areas").symlink_to(PROJECT / "params" / "areas")
    for n in range(audits):
        metrics = ", ".join(METRIC.format(n=n, m=m) for m in range(METRICS))
        (home / "params" / "audits" / f"a{n}.yml").write_text(AUDIT.format(n=n, metrics=metrics))
        (home / "params" / "sources" / f"s{n}.yml").write_text(SOURCE)
    names = ", ".join(f"s{n}" for n in range(audits))
    (home / "params" / "editions" / "full.yml").write_text(EDITION.format(sources=names))


def observations(edition, source, data=None) -> tuple[pd.DataFrame, Tally]:
    """Draw one audit's rows: every metric, area, period and group, as the store keeps them."""
    n = int(source.id[1:])
    levels = {"england": 1, "region": 7, "icb": 42, "trust": 130}
    known = [
        a for level, most in levels.items() for a in areas.known(level, at=edition.geography_date)[:most]
    ]
    size = METRICS * len(known) * PERIODS * GROUPS
    metric, place, quarter, cell = np.unravel_index(np.arange(size), (METRICS, len(known), PERIODS, GROUPS))
    quarters = pd.period_range("2020Q3", periods=PERIODS, freq="Q")
    generator = np.random.default_rng(n)
    denominator = generator.integers(0, 900, size)
    frame = pd.DataFrame(
        {
            "metric": np.array([f"a{n}_m{m}" for m in range(METRICS)])[metric],
            "audit": f"a{n}",
            "area": np.array([a.code for a in known])[place],
            "area_start": np.array([a.start for a in known], dtype="datetime64[us]")[place],
            "area_type": np.array([a.type for a in known])[place],
            "period": np.array(quarters.astype(str))[quarter],
            "period_start": quarters.start_time.to_numpy()[quarter],
            "period_end": quarters.end_time.normalize().to_numpy()[quarter],
            "breakdown": np.where(cell == 0, "all", "age"),
            "group": np.array(["all", *(f"{number:02d}" for number in range(1, GROUPS))])[cell],
            "numerator": generator.binomial(denominator, 0.6),
            "denominator": denominator,
            "status": "assured",
            "rounded_to": 1,
            "source": source.id,
            "published": pd.Timestamp("2024-12-01"),
            "file": "synthetic",
            "file_hash": "synthetic",
            "row": np.arange(size),
        }
    )
    return frame.reindex(columns=list(COLUMNS)).astype(COLUMNS), Tally(
        source=source.id, rows_in=size, used=size
    )


def write_store(home: Path) -> int:
    """Write the rows of every audit into the store, one audit after another; give how many."""
    os.environ["INSIGHT_ROOT"] = str(home)
    sources.fetch = observations
    store.fetch(definitions.edition("full"))
    return int(store.ledger("full").query("what == 'used'")["rows"].sum())


def main(*sizes: str) -> None:
    """Print a line per size."""
    print(f"{'audits':>7}{'rows':>12}{'seconds':>9}{'rows/s':>12}{'peak MiB':>10}")
    for audits in [int(size) for size in sizes] or [1, 40]:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            write_project(home, audits)
            rows = write_store(home)
            step = measure(MAKE, home)
            pace = rows / step["seconds"]
            print(
                f"{audits:>7}{rows:>12,}{step['seconds']:>9.1f}{pace:>12,.0f}{step['mib']:>10.0f}", flush=True
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
