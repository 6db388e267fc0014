"""The words a reader sees beside findings: names of areas, titles of metrics, sources."""

from pathlib import Path

import pandas as pd

from insight import areas, definitions
from insight.definitions import Edition


def write(edition: Edition, home: Path) -> None:
    """Keep the words of an edition beside its findings, so that a notebook reads no YAML."""
    of_areas(edition).to_parquet(home / "areas.parquet", index=False)
    of_metrics(edition).to_parquet(home / "metrics.parquet", index=False)
    of_sources(edition).to_parquet(home / "sources.parquet", index=False)


def of_areas(edition: Edition) -> pd.DataFrame:
    """Give area, area_name, short_name, parent (the ICB of a trust or sub-ICB) and region of every area.

    An area in force at the edition's date is named as it then was; one that had ended by
    then, as it last was.
    """
    table = areas.table()
    at = pd.Timestamp(edition.geography_date)
    begun = pd.to_datetime(table["start"]) <= at
    ranked = table.assign(begun=begun).sort_values(["begun", "start"], kind="stable")
    named = ranked.drop_duplicates("code", keep="last")[["code", "type", "name", "short_name"]]
    named.columns = ["area", "area_type", "area_name", "short_name"]
    parents = pd.concat([_links(level, "icb", edition) for level in ("sub_icb", "trust")])
    named = named.merge(parents.rename(columns={"target": "parent"}), on="area", how="left")
    regions = region_of(edition).rename("region_code").rename_axis("area").reset_index()
    named = named.merge(regions, on="area", how="left")
    short = named.set_index("area")["short_name"]
    named = named.assign(region=named["region_code"].map(short), parent_name=named["parent"].map(short))
    return named.sort_values("area", ignore_index=True)


def region_of(edition: Edition) -> pd.Series:
    """Give the region's code of each ICB, sub-ICB and trust at the edition's date, by area."""
    links = pd.concat([_links(level, "region", edition) for level in ("icb", "sub_icb", "trust")])
    return links.set_index("area")["target"]


def of_metrics(edition: Edition) -> pd.DataFrame:
    """Give one row per metric: the words and figures of its definition that pages show."""
    rows = []
    for audit in definitions.audits_of(edition):
        for order, metric in enumerate(audit.metrics):
            target = metric.target
            shown = target is not None and target.verified
            rows.append(
                {
                    "metric": metric.id,
                    "metric_order": order,
                    "title": metric.title,
                    "outcome": metric.outcome or metric.phrase,
                    "subject": metric.subject,
                    "why": metric.why,
                    "prompt": metric.prompt,
                    "unit": metric.unit,
                    "statistic": metric.statistic,
                    "better": metric.better,
                    "target": target.value if target and shown else None,
                    "target_kind": target.kind if target and shown else None,
                    "target_source": target.source if target and shown else None,
                    "headline": metric.headline,
                    "type": metric.type,
                    "stage": metric.stage,
                    "setting": metric.setting or audit.setting,
                    "case_mix": metric.case_mix,
                    "numerator_words": metric.numerator,
                    "denominator_words": metric.denominator,
                    "break_note": " ".join(found.note for found in (*audit.breaks, *metric.breaks)) or None,
                    "audit_name": audit.name,
                    "audit_short": audit.short,
                    "topic": audit.topic,
                    "about": audit.about,
                    "provider": audit.provider,
                    "icb_note": audit.icb_note,
                    "audit_levels": ", ".join(audit.levels),
                }
            )
    return pd.DataFrame(rows)


def of_sources(edition: Edition) -> pd.DataFrame:
    """Give one row per source of the edition: title, publisher, licence, synthetic."""
    found = [definitions.source(name) for name in edition.sources]
    return pd.DataFrame(
        {
            "source": [source.id for source in found],
            "source_title": [source.title for source in found],
            "publisher": [source.publisher for source in found],
            "licence": [source.licence for source in found],
            "synthetic": [source.synthetic or edition.synthetic for source in found],
        }
    )


def _links(level: str, target: str, edition: Edition) -> pd.DataFrame:
    links = areas.crosswalk(level, target, edition.geography_date)
    links = links[links["extent"] == "full"].sort_values("source_start")
    return links.drop_duplicates("source", keep="last")[["source", "target"]].rename(
        columns={"source": "area"}
    )
