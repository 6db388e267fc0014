"""What params/ says: every audit is complete, checked where it claims to be, and in the demonstration."""

from collections import Counter
from datetime import date

import pytest

from insight import definitions
from insight.definitions import Audit, Metric

AUDITS = definitions.audits()
PROGRAMME = {name: audit for name, audit in AUDITS.items() if audit.programme}
METRICS = {metric.id: metric for audit in AUDITS.values() for metric in audit.metrics}
EVERY_AUDIT = pytest.mark.parametrize("audit", AUDITS.values(), ids=AUDITS)
WRITTEN = date(2026, 11, 1)  # when the definitions were written: every review lies after it
AREA_LEVELS = {
    "england",
    "region",
    "icb",
    "sub_icb",
    "trust",
    "cancer_alliance",
    "stroke_network",
    "neonatal_network",
}
FACT_BASE = {
    "nhfd", "flsdb", "ssnap", "cvdprevent", "nda", "npda", "nrap", "nela", "nvr", "nboca", "nlca", "npca",
    "nogca", "nnap", "mbrrace_maternal", "mbrrace_perinatal", "epilepsy12", "neiaa", "nacel", "nad", "ncapsy",
}  # fmt: skip
USED_BY_REAL_DATA = {
    "cvdprevent": {"cvdprevent_chol_llt"},
    "smoking": {"smoking_qof"},
    "mbrrace_perinatal": {
        "mbrp_stillbirth", "mbrp_neonatal", "mbrp_perinatal",
        "mbrp_stillbirth_crude", "mbrp_neonatal_crude", "mbrp_perinatal_crude",
    },
    "maternity": {
        "maternity_smoking_booking", "maternity_preterm", "maternity_breast_milk_first_feed",
        "maternity_skin_to_skin", "maternity_apgar_low", "maternity_low_birthweight_term",
        "maternity_early_booking", "maternity_folic_acid",
    },
}  # fmt: skip


def test_the_twenty_one_audits_of_the_fact_base_are_written():
    assert set(PROGRAMME) == FACT_BASE


def test_no_two_metrics_share_an_id():
    every = Counter(metric.id for audit in AUDITS.values() for metric in audit.metrics)
    assert not [name for name, times in every.items() if times > 1]


@pytest.mark.parametrize("name", USED_BY_REAL_DATA)
def test_the_metrics_that_real_editions_fill_are_there(name):
    assert USED_BY_REAL_DATA[name] <= {metric.id for metric in AUDITS[name].metrics}


@EVERY_AUDIT
def test_an_audit_keeps_to_ten_headlines_or_says_why(audit: Audit):
    headlines = sum(metric.headline for metric in audit.metrics)
    assert headlines >= 1
    assert headlines <= 10 or len(audit.headline_justification or "") > 80


@EVERY_AUDIT
def test_every_figure_names_a_source_the_audit_lists_with_its_address(audit: Audit):
    assert all("https://" in text or "http://" in text for text in audit.sources.values())
    cited = {figure.source for metric in audit.metrics for figure in metric.national}
    assert cited <= set(audit.sources)


# rule -> what must hold for each metric
RULES = {
    "its prompt is a question": lambda m: m.prompt.endswith("?"),
    "it has an owner and a review to come": lambda m: bool(m.owner) and m.review > WRITTEN,
    "it says why it matters in sentences": lambda m: m.why.endswith("."),
    "the words that join a sentence begin small and end open": lambda m: joins(words(m)),
    "a figure shown as fact was read somewhere": lambda m: all(
        figure.status in ("verified", "secondary", "seed")
        for figure in m.national
        if figure.value is not None
    ),
    "a figure is a fraction where the unit is %": lambda m: (
        m.unit != "%" or all(0 <= (figure.value or 0) <= 1 for figure in m.national)
    ),
    "a figure without a number is a range in words": lambda m: all(
        figure.value is not None or figure.note for figure in m.national
    ),
    "a target without a number says what is asked": lambda m: (
        m.target is None or m.target.value is not None or bool(m.target.note)
    ),
    "an adjusted figure is never worked out again from counts": lambda m: (
        m.case_mix != "adjusted" or m.statistic in ("published", "median")
    ),
}


def words(metric: Metric) -> str:
    return (metric.outcome if metric.statistic == "proportion" else metric.phrase) or ""


def joins(text: str) -> bool:
    return text[:1].islower() and text[-1] not in ".?" and not text.startswith(("were ", "was ", "the "))


@pytest.mark.parametrize("rule", RULES)
def test_every_metric_keeps_the_rule(rule: str):
    assert [name for name, metric in METRICS.items() if not RULES[rule](metric)] == []


def test_the_demonstration_calibrates_every_headline_metric_that_can_be_made():
    calibrated = set(definitions.source("demo").calibration)
    headlines = {metric.id for audit in PROGRAMME.values() for metric in audit.metrics if metric.headline}
    ratios = {metric.id for metric in METRICS.values() if metric.unit == "ratio"}
    assert calibrated == headlines - ratios


def test_every_calibration_is_possible():
    for name, given in definitions.source("demo").calibration.items():
        metric = METRICS[name]
        assert set(given["levels"]) <= AREA_LEVELS, name
        assert given["cases"] > 0 and given["spread"] >= 0, name
        assert metric.unit != "%" or 0 < given["level"] < 1, name
        assert metric.statistic not in ("mean", "median") or given["sd"] > 0, name


def test_a_dozen_audits_or_more_have_icb_rows_in_the_demonstration():
    calibration = definitions.source("demo").calibration
    with_icbs = [
        name
        for name, audit in PROGRAMME.items()
        if any("icb" in calibration.get(metric.id, {}).get("levels", ()) for metric in audit.metrics)
    ]
    assert len(with_icbs) >= 12
