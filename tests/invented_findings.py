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


NOTHING_TESTED = dict.fromkeys(("exact_z", "adjusted_z", "exact_tail", "adjusted_tail", "level", "p", "q"))


def signal(area: str = HERE, z: float = 5.0, *, kind: str = "others", **changes) -> dict:
    """Give one test against others: `z` allowing for over-dispersion, twice that by the exact limits.

    Its claim, rung and reasons follow from z: beyond 3 it is an outlier, beyond 2 it stopped
    for the number of tests, else it lies within the limits.
    """
    size = abs(z)
    level = 3.0 if size > 3 else 2.0 if size > 2 else 0.0
    rung, reached = (7, "persistence") if size > 3 else (5, "signal") if size > 2 else (4, "enough points")
    stopped = (
        None if rung == 7 else "so many results are looked at" if rung == 5 else "it lies within the limits"
    )
    value = 0.6 + 0.02 * z
    test = {
        "kind": kind, "target": 0.6, "target_source": "England", "method": "binomial",
        "side": "high" if z > 0 else "low", "exact_z": 2 * z, "adjusted_z": z, "exact_tail": 1e-9,
        "adjusted_tail": 1e-4, "exact_level": min(3.0, level + 1), "adjusted_level": level, "level": level,
        "phi": 4.0, "tau_squared": 0.001, "k": 40.0, "detectable_lower": 0.5, "detectable_upper": 0.7,
        "direction": "better" if z > 0 else "worse", "p": 0.001, "q": 0.01, "rung": rung, "reached": reached,
        "stopped": stopped, "claim": "outlier" if rung == 7 else None,
        "caveat": "what share of all cases is not published", "guidance": "HQIP outlier guidance",
        "levels": "2 and 3 SD", "published_status": None, "variation": None, "conflict": None,
        "assurance": None, "points": None, "series_reason": None, "rule": None, "since": pd.NaT,
    }  # fmt: skip
    return {**finding(area, value), **test, **changes}


def moving(area: str = HERE, variation: str | None = "improvement high", **changes) -> dict:
    """Give one test in time; a metric without a variation has five points, too few for limits."""
    usual = variation in (None, "common cause")
    test = {
        **NOTHING_TESTED, "variation": variation, "conflict": False,
        "assurance": "none" if variation else None,
        "points": 16.0 if variation else 5.0, "rule": None if usual else "shift", "q": 0.01, "p": 0.001,
        "series_reason": None if variation else "5 points; limits need 13",
        "since": pd.NaT if usual else pd.Timestamp("2023-12-31"),
        "direction": None if usual else "worse" if "concern" in str(variation) else "better",
        "rung": 4 if usual else 7, "claim": None if usual else "change",
        "stopped": "it moves no more than it usually does" if usual else None,
    }  # fmt: skip
    return signal(area, kind="time", **{**test, **changes})


def as_tests(*rows: dict) -> pd.DataFrame:
    """Give tests as they come from the store."""
    found = pd.DataFrame(list(rows))
    for name in ("numerator", "denominator"):
        found[name] = found[name].astype("Int64")
    return found.assign(since=pd.to_datetime(found["since"]))


def funnel_lines(**changes) -> pd.DataFrame:
    """Give the lines of one funnel of ICBs, twenty sizes long."""
    sizes = pd.Series(range(100, 2100, 100), dtype=float)
    half = 1 / sizes**0.5
    lines = {"metric": "care_share", "area_type": "icb", "denominator": sizes, "target": 0.6}
    for name, width in (("inner", 1), ("outer", 1.5), ("wide_inner", 2), ("wide_outer", 3)):
        lines |= {f"{name}_lower": 0.6 - width * half, f"{name}_upper": 0.6 + width * half}
    return pd.DataFrame({**lines, **changes})


def points(values: list[float], *, area: str = HERE, limits: bool = True, **changes) -> pd.DataFrame:
    """Give a control chart's points, the last of them in the newest quarter; it signals."""
    ends = pd.date_range(end=QUARTERS[-1][2], periods=len(values), freq="QE")
    names = {pd.Timestamp(end): label for _, label, end in QUARTERS}
    made = {
        **DEFAULTS, "area": area, "short_name": NAMES.get(area, area), "area_type": KINDS.get(area, "icb"),
        "period_end": ends, "period": [names.get(end, f"Quarter to {end:%B %Y}") for end in ends],
        "value": values, "centre": 0.6, "lower_limit": 0.55 if limits else float("nan"),
        "upper_limit": 0.65 if limits else float("nan"), "near_lower": 0.57, "near_upper": 0.63,
        "signal": [None] * (len(values) - 1) + ["shift" if limits else None],
        "side": [None] * (len(values) - 1) + ["high" if limits else None], "chance": 0.001,
    }  # fmt: skip
    return pd.DataFrame({**made, **changes}).drop(columns="decimals")


def gap(area: str = HERE, absolute: float = -0.2, **changes) -> dict:
    """Give one gap: most minus least deprived, 0.05 to each side; it is clear when that holds no zero."""
    told = {
        "group": "1 most deprived", "reference": "5 least deprived", "breakdown": "deprivation",
        "reference_value": 0.7, "absolute": absolute, "absolute_lower": absolute - 0.05,
        "absolute_upper": absolute + 0.05, "relative": 0.75, "relative_lower": 0.7, "relative_upper": 0.8,
        "clear": abs(absolute) > 0.05, "known": 0.9, "known_limit": 0.8, "sii": 0.25, "sii_lower": 0.2,
        "sii_upper": 0.3, "rii": 1.4, "rii_lower": 1.3, "rii_upper": 1.5, "trend": "narrowing",
        "trend_points": 4.0, "withheld": None,
    }  # fmt: skip
    return {**finding(area, 0.7 + absolute), **told, **changes}


def untold(area: str = HERE, why: str = "one of the two groups has no figure", **changes) -> dict:
    """Give a gap that cannot be told."""
    numbers = [
        f"{name}{end}" for name in ("absolute", "relative", "sii", "rii") for end in ("", "_lower", "_upper")
    ]
    return gap(area, **{**dict.fromkeys(numbers, float("nan")), "clear": False, "withheld": why, **changes})


def gaps(*rows: dict) -> pd.DataFrame:
    """Give gaps as they come from the store."""
    return pd.DataFrame(list(rows))


def people(**changes) -> dict:
    """Give one gap in people: 310 more a year in Ashby."""
    return {
        **finding(), "peer_median": 0.8, "peers": 10.0, "people": 310.0, "people_lower": 240.0,
        "people_upper": 390.0, "lowest": 280.0, "highest": 350.0, "word": "behind", **changes,
    }  # fmt: skip


def peers() -> pd.DataFrame:
    """Give three areas like Ashby, one of them less firm, and one that other choices hold."""
    rows = [("QBB", 1.0, 1.0), ("QCC", 2.0, 1.0), ("QDD", 3.0, 2 / 3), ("QEE", float("nan"), 1 / 3)]
    made = pd.DataFrame(rows, columns=["peer", "rank", "stability"])
    return made.assign(area=HERE, short_name="Place " + made["peer"])


def bettered(area: str = HERE, **changes) -> dict:
    """Give one change of a year: from the worst fifth to the better half."""
    return {
        **finding(area), "before": 0.5, "before_period": "October to December 2023", "change": 0.2,
        "change_lower": 0.15, "change_upper": 0.25, "areas": 42, "improved": True, **changes,
    }  # fmt: skip
