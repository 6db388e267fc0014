"""Findings of a national data set: 40 audits x 10 metrics x 180 areas x 16 periods x 20 groups.

Prints seconds, rows a second and peak memory of making the findings from the store, beside
the same for one audit of forty, so that growth can be read as a ratio.

python benchmarks/full_scale.py [AUDITS ...]        (default: 1 and 40)
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from measure import measure

from insight import areas, definitions, store

PROJECT = Path(__file__).parents[1]
METRICS, PERIODS, GROUPS = 10, 16, 20
METRIC = (
    "  - {{id: {id}, title: Metric {id}, outcome: treated, why: it matters, numerator: n, denominator: d, "
    "unit: '%', statistic: proportion, better: higher, type: process, dimension: effectiveness, "
    "stage: acute, owner: team, review: 2027-03-31, prompt: 'Why?'}}\n"
)
MAKE = "from insight import definitions, findings; findings.make(definitions.edition('full'))"


def write_project(home: Path, audits: int) -> None:
    """Write a project of invented audits, its one source and its edition, with no notebooks."""
    (home / "params").mkdir()
    (home / "_config.yml").write_text("title: full scale\n")
    (home / "params" / "areas").symlink_to(PROJECT / "params" / "areas")
    for name in ("audits", "sources", "editions"):
        (home / "params" / name).mkdir()
    for number in range(audits):
        head = (
            f"name: Audit {number}\nshort: A{number}\ntopic: Topic {number}\nprovider: p\nabout: a\n"
            "cadence: quarterly\nlevels: [England, icb, trust]\nsetting: treatment\nmetrics:\n"
        )
        body = "".join(METRIC.format(id=f"a{number}_m{metric}") for metric in range(METRICS))
        (home / "params" / "audits" / f"a{number}.yml").write_text(head + body)
    (home / "params" / "sources" / "full.yml").write_text(
        "title: Full scale\npublisher: p\nlicence: CC0\npublished: 2024-12-01\nkind: synthetic\nsynthetic: true\n"
    )
    (home / "params" / "editions" / "full.yml").write_text(
        "title: Full scale\nsources: [full]\naudits: all\ngeography_date: 2024-06-30\nas_at: 2024-12-31\n"
        "synthetic: true\n"
    )


def observations(number: int) -> pd.DataFrame:
    """Draw one audit's rows: every metric, area, period and group, as the store keeps them."""
    day = pd.Timestamp("2024-06-30").date()
    levels = {"england": 1, "region": 7, "icb": 42, "trust": 130}
    known = [area for level, most in levels.items() for area in areas.known(level, at=day)[:most]]
    cells = pd.MultiIndex.from_product(
        [[f"a{number}_m{metric}" for metric in range(METRICS)], range(len(known)), range(PERIODS), range(GROUPS)],
        names=["metric", "place", "quarter", "cell"],
    ).to_frame(index=False)
    generator = np.random.default_rng(number)
    quarter = pd.period_range("2020Q3", periods=PERIODS, freq="Q")
    place = pd.DataFrame([{"area": a.code, "area_start": a.start, "area_type": a.type} for a in known])
    group = [("all", "all")] + [("group", f"{cell:02d}") for cell in range(1, GROUPS)]
    denominator = generator.integers(0, 900, len(cells))
    frame = place.iloc[cells["place"]].reset_index(drop=True)
    start = quarter.start_time.to_numpy()[cells["quarter"]]
    end = quarter.end_time.normalize().to_numpy()[cells["quarter"]]
    numbers = {
        "numerator": generator.binomial(denominator, 0.6),
        "denominator": denominator,
        "row": np.arange(len(cells)),
    }
    return frame.assign(
        metric=cells["metric"],
        audit=f"a{number}",
        period=np.array(quarter.astype(str))[cells["quarter"]],
        period_start=start,
        period_end=end,
        breakdown=np.array([pair[0] for pair in group])[cells["cell"]],
        group=np.array([pair[1] for pair in group])[cells["cell"]],
        status="assured",
        source="full",
        published=pd.Timestamp("2024-12-01"),
        **numbers,
    )


def write_store(audits: int) -> int:
    """Write the rows of every audit into the store, one audit after another; give how many."""
    rows = 0
    with store.writer("full", "full") as write:
        for number in range(audits):
            frame = observations(number)
            rows += len(frame)
            write(frame)
    return rows


def main(*sizes: str) -> None:
    """Print a line per size."""
    print(f"{'audits':>7}{'rows':>12}{'seconds':>9}{'rows/s':>12}{'peak MiB':>10}")
    for audits in [int(size) for size in sizes] or [1, 40]:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            write_project(home, audits)
            rows = measure_one(home, audits)
            step = measure(MAKE, home)
            print(
                f"{audits:>7}{rows:>12,}{step['seconds']:>9.1f}{rows / step['seconds']:>12,.0f}{step['mib']:>10.0f}"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
