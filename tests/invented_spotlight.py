"""A spotlight for tests: two metrics of one audit in England, a region and seven ICBs."""

from functools import cache

import pandas as pd

from insight import definitions, frameworks, themes
from insight.findings import gaps as gap_findings
from insight.spotlights import Spotlight
from insight.statistics.proportion import proportion
from invented_findings import ENGLAND, REGION, finding, frame

FIFTHS = ("1 most deprived", "2", "3", "4", "5 least deprived")
ETHNIC = ("Asian", "Black", "Mixed", "Other", "White")
TREATED, CLOTS, LATE = "cvdprevent_hyp", "cvdprevent_af_anticoag", "cvdprevent_smoking"
UNKNOWN_PLACE, SMALL_PLACE = "QBB", "QCC"  # where many ethnic groups are not known; where a fifth is withheld
SIZES = {ENGLAND: 100_000, REGION: 20_000, "QAA": 5000, UNKNOWN_PLACE: 5000, SMALL_PLACE: 5000, "QDD": 5000,
         "QEE": 5000, "QFF": 5000, "QGG": 5000}  # fmt: skip
SHARES = {  # of each group who had the outcome
    "deprivation": dict(zip(FIFTHS, (0.50, 0.55, 0.60, 0.65, 0.70), strict=True)),
    "ethnicity": dict(zip(ETHNIC, (0.66, 0.50, 0.60, 0.60, 0.62), strict=True)),
    "sex": {"Female": 0.60, "Male": 0.60},
    "age": {"18 to 39": 0.55, "40 and over": 0.65},
}
ABOUT = {
    TREATED: {"title": "High blood pressure treated", "outcome": "treated to target", "stage": "prevention"},
    CLOTS: {"title": "Clots prevented", "outcome": "given an anticoagulant", "stage": "long_term"},
}
AUDIT = {"audit": "cvdprevent", "audit_short": "CVDP", "topic": "Hearts", "subject": "people"}


def of_metric(metric: str, area: str, *, flat: bool = False, **changes) -> list[dict]:
    """Give a metric's rows in an area: everyone, and each group; all groups alike if `flat`."""
    people = SIZES[area]
    about = {**AUDIT, **ABOUT.get(metric, {}), "metric": metric, **changes}
    rows = [_row(area, 0.6, people, **about)]
    for by, shares in SHARES.items():
        unknown = 0.0 if by != "ethnicity" else 0.3 if area == UNKNOWN_PLACE else 0.1
        each = int(people * (1 - unknown) / len(shares))
        for group, share in shares.items():
            held = area == SMALL_PLACE and group == FIFTHS[0]
            about_group = {**about, "breakdown": by, "group": group, "england": 0.6}
            rows.append(_row(area, None if held else 0.6 if flat else share, each, **about_group))
        if unknown:
            left = {**about, "breakdown": by, "group": "Unknown"}
            rows.append(_row(area, 0.6, int(people * unknown), **left))
    return rows


def findings(*metrics: str, **changes) -> pd.DataFrame:
    """Give findings of some metrics in every area; both when none is named, the second alike everywhere."""
    rows = []
    for number, metric in enumerate(metrics or (TREATED, CLOTS)):
        for area in SIZES:
            rows += of_metric(metric, area, flat=number > 0, **changes)
    return frame(rows)


def gaps_of(found: pd.DataFrame) -> pd.DataFrame:
    """Give the gaps that the real code finds between those groups, with the words a page reads."""
    made = gap_findings.of_audit(found, definitions.audit("cvdprevent"))
    words = [name for name in found.columns if name not in made.columns]
    words = [
        name
        for name in words
        if found.groupby("metric", observed=True)[name].nunique(dropna=False).max() == 1
    ]
    of_metric = found.drop_duplicates("metric")[["metric", *words]]
    of_area = found.drop_duplicates("area")[["area", "short_name"]]
    made = made.astype({"metric": object, "area": object, "breakdown": object, "group": object})
    return made.merge(of_metric.astype({"metric": object}), on="metric").merge(
        of_area.astype({"area": object}), on="area"
    )


@cache
def spotlight(theme: str = "cardiovascular", *metrics: str, **changes) -> Spotlight:
    """Give a page's spotlight, with everything it is held against as this project has it."""
    found = findings(*metrics, **changes)
    about = themes.theme(theme)
    return Spotlight(
        about=about,
        found=found,
        gaps=gaps_of(found),
        limits={"cvdprevent": 0.8},
        absent=tuple(name for name in about.audits if name != "cvdprevent"),
        approaches={name: frameworks.approach(name) for name in about.audiences},
        areas=frameworks.clinical_areas(),
    )


def _row(area: str, share: float | None, people: int, **changes) -> dict:
    if share is None:
        return finding(area, None, **changes)
    events = round(share * people)
    [estimate] = proportion([events], [people]).to_dict("records")
    made = {"numerator": events, "denominator": people, **estimate}
    return finding(area, made.pop("value"), **{**changes, **made})
