"""Synthetic patients, a row for each admission: records to count, of nobody who ever lived.

Not a national data set with known answers, as the rest of this room is, but rows as an audit's
provider holds them, with what makes them hard to count: people who come back, who move, whose
ethnicity is written in two ways, and codes that nobody knows.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from insight import areas

FIRST, LAST = date(2022, 4, 1), date(2024, 12, 31)
PIECE = 1_000_000  # rows made at a time
BACK = 0.8  # people for every row, so that some have several
ETHNIC = np.array(["A", "B", "C", "D", "G", "H", "J", "M", "N", "R", "S", "Z", "99", ""])
ETHNIC_SHARES = [0.66, 0.01, 0.05, 0.01, 0.01, 0.03, 0.03, 0.02, 0.03, 0.01, 0.02, 0.05, 0.05, 0.02]
AGES = np.array(["60 to 69", "70 to 79", "80 to 89", "90 and over"])
MIX = np.uint64(0x9E3779B97F4A7C15)


def write(folder: Path, rows: int, seed: int = 1, *, piece: int = PIECE) -> Path:
    """Write so many rows as Parquet in folders year=2022, year=2023, ...; give the folder.

    The same rows, seed and piece give the same files. Only one piece is held at a time.
    """
    for number, frame in enumerate(pieces(rows, seed, piece=piece)):
        for year, part in frame.groupby(frame["admitted"].dt.year):
            home = folder / f"year={year}"
            home.mkdir(parents=True, exist_ok=True)
            days = part["admitted"].dt.date
            table = pa.Table.from_pandas(part.assign(admitted=days), preserve_index=False)
            pq.write_table(table, home / f"part-{number:05d}.parquet", compression="zstd")
    return folder


def pieces(rows: int, seed: int = 1, *, piece: int = PIECE) -> Iterator[pd.DataFrame]:
    """Give rows of synthetic patients, a piece at a time.

    Each row has patient, admitted, icb, sub_icb, trust, sex, ethnic, deprivation (a decile),
    age, operated, hours_to_surgery, geriatrician and nation.
    """
    subs = areas.known("sub_icb", at=FIRST.replace(month=12))
    trusts = np.array([area.code for area in areas.known("trust", at=LAST) if area.sector == "acute"])
    places = (np.array([area.code for area in subs]), np.array([area.parent for area in subs]), trusts)
    for number, start in enumerate(range(0, rows, piece)):
        yield _piece(np.random.default_rng([seed, number]), min(piece, rows - start), rows, places)


def _piece(generator: np.random.Generator, size: int, rows: int, places: tuple) -> pd.DataFrame:
    subs, icbs, trusts = places
    patient = generator.integers(0, max(1, int(rows * BACK)), size)
    home = _mixed(patient, 1) % len(subs)
    moved = generator.random(size) < 0.03
    home = np.where(moved, generator.integers(0, len(subs), size), home)
    trust = np.where(
        generator.random(size) < 0.9, home * 2 % len(trusts), generator.integers(0, len(trusts), size)
    )
    days = generator.integers(0, (LAST - FIRST).days + 1, size)
    operated = generator.random(size) < 0.95
    hours = np.round(generator.gamma(3.0, 9.0 + home % 5, size), 1)
    return pd.DataFrame(
        {
            "patient": patient + 9_000_000_000,
            "admitted": np.datetime64(FIRST, "us") + days.astype("timedelta64[D]"),
            "icb": _spoilt(generator, icbs[home].astype(str), "X99"),
            "sub_icb": _spoilt(generator, subs[home], "99Z"),
            "trust": trusts[trust],
            "sex": np.array(["1", "2", "9"])[np.minimum(_mixed(patient, 2) % 200 // 99, 2)],
            "ethnic": _ethnic(generator, patient),
            "deprivation": (_mixed(patient, 4) % 10 + 1).astype("int8"),
            "age": AGES[np.minimum(_mixed(patient, 5) % 10 // 3, 3)],
            "operated": operated,
            "hours_to_surgery": pd.array(np.where(operated, hours, np.nan), dtype="Float64"),
            "geriatrician": generator.random(size) < 0.85,
            "nation": np.where(generator.random(size) < 0.01, "W", "E"),
        }
    )


def _mixed(patient: np.ndarray, salt: int) -> np.ndarray:
    """Give numbers that look drawn and are always the same for one person."""
    word = (patient.astype(np.uint64) + np.uint64(salt * 1_000_003)) * MIX
    return ((word ^ (word >> np.uint64(29))) * MIX >> np.uint64(40)).astype(np.int64)


def _spoilt(generator: np.random.Generator, codes: np.ndarray, wrong: str) -> np.ndarray:
    """Give codes of which a few are blank or known nowhere."""
    draw = generator.random(len(codes))
    return np.where(draw < 0.002, "", np.where(draw < 0.003, wrong, codes))


def _ethnic(generator: np.random.Generator, patient: np.ndarray) -> np.ndarray:
    """Give ethnic codes: a person's own, or at times another."""
    own = np.searchsorted(np.cumsum(ETHNIC_SHARES), (_mixed(patient, 3) % 10_000) / 10_000, side="right")
    other = generator.integers(0, len(ETHNIC), len(patient))
    return ETHNIC[np.where(generator.random(len(patient)) < 0.02, other, own)]
