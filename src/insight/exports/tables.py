"""The small tables beside the findings: metrics, places, sources."""

import pandas as pd

from insight import definitions, findings
from insight.definitions import Edition
from insight.exports.beside import AREAS, METRICS, SOURCES
from insight.exports.rows import as_shown

CALLED = {"numerator_words": "numerator", "denominator_words": "denominator", "break_note": "breaks"}


def metrics(edition: Edition, shown: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each metric that `shown` has rows of."""
    rows = _words(edition, "metrics").rename(columns=CALLED)
    rows = rows[rows["metric"].isin(set(shown["metric"]))].copy()
    rows["audit"] = rows["metric"].map(dict(zip(shown["metric"], shown["audit"], strict=True)))
    decimals = shown.groupby("metric")["decimals"].max()
    cells = zip(rows["target"], rows["unit"], rows["metric"], strict=True)
    rows["target"] = [as_shown(value, unit, _places(decimals.get(metric))) for value, unit, metric in cells]
    return _laid(rows, METRICS)


def areas(edition: Edition, shown: pd.DataFrame) -> pd.DataFrame:
    """Give a row for each place that `shown` has rows of, or that one of them belongs to."""
    rows = _words(edition, "areas").drop(columns="region").rename(columns={"region_code": "region"})
    named = set(shown["area"])
    within = rows[rows["area"].isin(named)]
    named |= set(within["parent"].dropna()) | set(within["region"].dropna())
    return _laid(rows[rows["area"].isin(named)], AREAS)


def sources(edition: Edition) -> pd.DataFrame:
    """Give a row for each source of an edition, with the digests of its files."""
    found = [definitions.source(name) for name in edition.sources]
    rows = [
        {
            "source": one.id,
            "title": one.title,
            "publisher": one.publisher,
            "licence": one.licence,
            "published": one.published,
            "link": one.link,
            "files": "; ".join(f"{file.path} {file.sha256 or ''}".strip() for file in one.files) or None,
            "synthetic": one.synthetic or edition.synthetic,
        }
        for one in found
    ]
    return _laid(pd.DataFrame(rows), SOURCES)


def _words(edition: Edition, name: str) -> pd.DataFrame:
    return pd.read_parquet(findings.folder(edition.id) / f"{name}.parquet")


def _laid(rows: pd.DataFrame, fields: tuple) -> pd.DataFrame:
    return rows.reindex(columns=[field.name for field in fields]).reset_index(drop=True)


def _places(decimals) -> int:
    return 1 if pd.isna(decimals) else int(decimals)
