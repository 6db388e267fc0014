"""No small count follows from the figures beside it: a helper is withheld as well."""

import pandas as pd
import pytest

from insight import definitions, disclosure
from insight.errors import InsightError
from insight.findings.guard import guarded, solved_together

AUDIT = definitions.audit("nvr")
METRIC = "nvr_aneurysm_8_weeks"
EDITION = definitions.edition("demo")
SOURCES = {"demo": definitions.source("demo")}
REGION = pd.Series({"QKS": "Y59"})


def row(group, numerator, denominator, breakdown="sex"):
    hidden = numerator is None
    return {
        "metric": METRIC, "area": "QKS", "area_type": "icb", "breakdown": breakdown, "group": group,
        "period_start": pd.Timestamp("2024-01-01"), "period_end": pd.Timestamp("2024-12-31"),
        "numerator": numerator, "denominator": denominator,
        "value": None if hidden else numerator / denominator,
        "lower": None, "upper": None, "error_bound": None, "source": "demo", "coverage": "whole",
        "status": "assured", "basis": "rounded counts", "decimals": 0,
        "withheld": disclosure.SMALL_NUMBER if hidden else None,
    }  # fmt: skip


def release(total, women):
    rows = pd.DataFrame([row("all", *total, breakdown="all"), row("Female", *women), row("Male", None, None)])
    counts = ["numerator", "denominator"]
    rows[counts] = rows[counts].astype("Int64")
    rows[["value", "lower", "upper", "error_bound"]] = rows[
        ["value", "lower", "upper", "error_bound"]
    ].astype(float)
    return rows


GIVEN_AWAY = release((30, 110), (20, 45))  # leaves 5 to 15 of about 65 men, so 6 or 7 if they are few


def test_a_group_that_follows_from_the_total_and_the_other_group_takes_the_other_with_it():
    found = guarded(GIVEN_AWAY, EDITION, AUDIT, SOURCES, REGION)
    women = found[found["group"] == "Female"].iloc[0]
    assert women["withheld"] == disclosure.SO_OTHERS
    assert women[["numerator", "denominator", "value"]].isna().all()


def test_the_total_stays():
    found = guarded(GIVEN_AWAY, EDITION, AUDIT, SOURCES, REGION)
    assert found.loc[found["group"] == "all", "withheld"].isna().all()


def test_before_it_the_attack_succeeds_and_after_it_the_attack_fails():
    with pytest.raises(InsightError, match="can be worked out"):
        solved_together(GIVEN_AWAY, EDITION, AUDIT, SOURCES, REGION)
    safe = guarded(GIVEN_AWAY, EDITION, AUDIT, SOURCES, REGION)
    solved_together(safe, EDITION, AUDIT, SOURCES, REGION)


def test_a_source_that_protects_its_own_numbers_is_left_as_it_is():
    source = {"demo": SOURCES["demo"].model_copy(update={"control": "as_published"})}
    assert guarded(GIVEN_AWAY, EDITION, AUDIT, source, REGION).equals(GIVEN_AWAY)
