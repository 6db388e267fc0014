"""Findings for tests of what readers see: few, invented, and with every awkward case in them."""

import pandas as pd

ENGLAND, REGION, HERE, TRUST = "E92000001", "Y99", "QAA", "RAA"
ICBS = {HERE: 0.70, "QBB": 0.50, "QCC": 0.60, "QDD": 0.61, "QEE": 0.58}
NAMES = {ENGLAND: "England", REGION: "North", HERE: "Ashby", TRUST: "Ashby Hospitals"}
KINDS = {ENGLAND: "england", REGION: "region", TRUST: "trust"}
QUARTERS = [
    ("2024-Q1", "January to March 2024", "2024-03-31"),
    ("2024-Q2", "April to June 2024", "2024-06-30"),
    ("2024-Q3", "July to September 2024", "2024-09-30"),
    ("2024-Q4", "October to December 2024", "2024-12-31"),
]
SIDES = {"higher": ("worse", "better"), "lower": ("better", "worse"), "neither": ("lower", "higher")}
SHARE = {
    "metric": "care_share",
    "title": "Seen within a day",
    "outcome": "seen within a day",
    "subject": "people with a broken wrist",
    "unit": "%",
    "statistic": "proportion",
    "better": "higher",
}
DEFAULTS = {
    **SHARE,
    "audit": "care",
    "breakdown": "all",
    "group": "all",
    "numerator": 500,
    "denominator": 1000,
    "comparator": "England",
    "status": "assured",
    "withheld": None,
    "coverage": "whole",
    "coverage_note": None,
    "basis": "counts",
    "parts": 1,
    "part_type": "icb",
    "error_bound": float("nan"),
    "decimals": 1,
    "step": 0,
    "revised_from": float("nan"),
    "target": float("nan"),
    "target_kind": None,
    "target_source": None,
    "why": "It heals sooner.",
    "prompt": "Who waits, and why?",
    "audit_name": "National Audit of Wrists",
    "audit_short": "NAW",
    "topic": "Broken wrists",
    "about": "Follows people with a broken wrist.",
    "provider": "The Society of Wrists",
    "icb_note": None,
    "audit_levels": "England, icb, trust",
    "source": "wrists",
    "source_title": "Wrists, quarterly",
    "publisher": "The Society of Wrists",
    "licence": "Open Government Licence v3.0",
    "synthetic": False,
    "headline": True,
    "type": "process",
    "stage": "acute",
    "setting": "residence",
    "case_mix": "crude",
    "numerator_words": "People seen within a day",
    "denominator_words": "People with a broken wrist",
    "break_note": None,
    "metric_order": 0,
}


def finding(area: str = HERE, value: float | None = 0.7, *, quarter: int = 3, **changes) -> dict:
    """Give one row of findings, of Ashby in the newest quarter unless said otherwise.

    The interval is 0.02 (or 5 per cent of a value above 1) to each side; the verdict follows from it.
    """
    row = {**DEFAULTS, **changes}
    _, label, end = QUARTERS[quarter]
    half = 0.02 if row["unit"] == "%" else 0.05 * (value or 0)
    missing = value is None
    numbers = {
        "value": float("nan") if missing else value,
        "lower": float("nan") if missing else value - half,
        "upper": float("nan") if missing else value + half,
        "england": 0.6,
        "region_value": 0.62,
    }
    place = {
        "area": area,
        "area_type": KINDS.get(area, "icb"),
        "short_name": NAMES.get(area, f"Place {area}"),
        "area_name": f"{NAMES.get(area, area)} in full",
        "region": None if area == ENGLAND else "North",
        "region_code": None if area == ENGLAND else REGION,
        "parent": HERE if area == TRUST else None,
    }
    time = {
        "period": label,
        "period_start": pd.Timestamp(end) - pd.Timedelta(days=90),
        "period_end": pd.Timestamp(end),
        "published": pd.Timestamp("2025-02-14"),
        "age_months": 6 + 3 * (3 - quarter),
        "latest": quarter == 3,
    }
    full = {**row, **numbers, **place, **time, **changes}
    if missing:
        full |= {"numerator": pd.NA, "denominator": pd.NA}
        full["withheld"] = changes.get("withheld", "so few people are counted that they might be recognised")
    full["verdict"] = changes.get("verdict", _verdict(full))
    return full


def frame(rows: list[dict]) -> pd.DataFrame:
    """Give rows as findings come from the store: categories, nullable counts, dates."""
    found = pd.DataFrame(rows)
    found["verdict"] = found["verdict"].astype("object")
    for name in ("numerator", "denominator"):
        found[name] = found[name].astype("Int64")
    for name in ("metric", "audit", "area", "area_type", "breakdown", "group", "verdict", "coverage"):
        found[name] = found[name].astype("category")
    return found


def wrists(**changes) -> pd.DataFrame:
    """Give one metric in full: four quarters, five ICBs, a trust, deprivation and ethnic group."""
    rows = [finding(area, value, **changes) for area, value in ICBS.items() if area != HERE]
    for quarter in range(4):
        rows += [
            finding(HERE, 0.64 + 0.02 * quarter, quarter=quarter, **changes),
            finding(ENGLAND, 0.6, quarter=quarter, verdict=None, **changes),
            finding(REGION, 0.62, quarter=quarter, **changes),
        ]
    rows += [finding(TRUST, 0.55, **changes)]
    for area in (HERE, ENGLAND):
        rows += groups(
            "deprivation", {"1 most deprived": 0.5, "2": 0.7, "5 least deprived": 0.8}, area, **changes
        )
        rows += groups("ethnicity", {"Asian": 0.6, "White": 0.71, "Not stated": 0.69}, area, **changes)
    return frame(rows)


def groups(by: str, values: dict[str, float | None], area: str = HERE, **changes) -> list[dict]:
    """Give a row for each group, each of 300 people, compared with everyone (0.7)."""
    about = {"breakdown": by, "denominator": 300, "england": 0.7, "comparator": "own total", **changes}
    return [finding(area, value, **{**about, "group": group}) for group, value in values.items()]


def unit_case(unit: str, value: float, **changes) -> pd.DataFrame:
    """Give a metric in another unit, for three ICBs, with England's value between them."""
    about = {
        "unit": unit,
        "statistic": "median",
        "better": "lower",
        "outcome": "average wait",
        **changes,
    }
    rows = [
        finding(area, value * share, england=value, **about)
        for area, share in ((HERE, 0.5), ("QBB", 1.0), ("QCC", 2.0))
    ]
    return frame([*rows, finding(ENGLAND, value, england=value, verdict=None, **about)])


def _verdict(row: dict) -> str | None:
    if row["coverage"] != "whole" or pd.isna(row["lower"]) or pd.isna(row["england"]):
        return None
    below, above = SIDES[row["better"]]
    if row["upper"] < row["england"]:
        return below
    return above if row["lower"] > row["england"] else "similar"
