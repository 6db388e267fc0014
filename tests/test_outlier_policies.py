"""Outlier policies are data: the audit's, or a metric's own, checked when they are read."""

import textwrap

import pytest

import invented
from insight import definitions
from insight.definitions import Outliers
from insight.errors import BadDefinition


@pytest.fixture
def project(tmp_path, monkeypatch):
    return invented.build(tmp_path, monkeypatch)


def with_audit(project, text, *, metric=""):
    """Give the invented audit with more lines at its head, and more in its first metric."""
    path = project / "params/audits/naic.yml"
    lines = path.read_text().replace(
        '    unit: "%"\n', '    unit: "%"\n' + textwrap.indent(metric, "    "), 1
    )
    path.write_text(lines + textwrap.dedent(text))
    return definitions.audit("naic")


def test_what_is_not_written_keeps_to_the_national_guidance(project):
    found = with_audit(project, "")
    policy = found.outlier_policy(found.metrics[0])
    assert policy == Outliers()
    assert (policy.levels, policy.sides, policy.target, policy.false_discovery) == (
        "2 and 3 SD", "both", None, 0.05,
    )  # fmt: skip
    assert "HQIP" in policy.guidance and found.known_group_at_least == 0.8


def test_a_metrics_own_policy_holds_whole_in_place_of_the_audits(project):
    found = with_audit(
        project, "outliers: {sides: worse, at_least_areas: 12}\n", metric="outliers: {sides: better}\n"
    )
    first, second = (found.outlier_policy(metric) for metric in found.metrics[:2])
    assert (first.sides, first.at_least_areas) == ("better", 10)
    assert (second.sides, second.at_least_areas) == ("worse", 12)


REFUSED = {
    # name: (lines of the audit, lines of its first metric, words of the refusal)
    "ascertainment by no metric": (
        "outliers: {ascertainment: {metric: nobody}}\n", "", "ascertainment: nobody is no metric",
    ),
    "a metric's ascertainment by no metric": (
        "", "outliers: {ascertainment: {metric: nobody}}\n", "nobody is no metric of this audit",
    ),
    "adjusted as no metric": ("", "adjusted_as: nobody\n", "adjusted_as of naic_seen: nobody is no metric"),
    "other levels": ("outliers: {levels: 2SD}\n", "", "2 and 3 SD"),
    "other sides": ("outliers: {sides: left}\n", "", "better"),
    "a share in per cent": ("outliers: {false_discovery: 5}\n", "", "false_discovery"),
    "cases in per cent": ("outliers: {ascertainment: {metric: naic_seen, at_least: 70}}\n", "", "at_least"),
    "a funnel of two": ("outliers: {at_least_areas: 2}\n", "", "at_least_areas"),
    "nobody": ("outliers: {at_least_people: 0}\n", "", "at_least_people"),
    "a key nobody knows": ("outliers: {side: worse}\n", "", "side"),
    "known groups in per cent": ("known_group_at_least: 80\n", "", "known_group_at_least"),
}  # fmt: skip


@pytest.mark.parametrize("text, metric, words", REFUSED.values(), ids=REFUSED)
def test_a_policy_that_cannot_be_is_refused(project, text, metric, words):
    with pytest.raises(BadDefinition, match=words):
        with_audit(project, text, metric=metric)


def test_in_the_audits_of_the_repository_crude_and_steadied_outcomes_are_marked():
    metrics = definitions.metrics()
    for name in ("mbrp_stillbirth", "mbrp_neonatal", "mbrp_perinatal"):
        assert metrics[name].stabilised
    for metric in metrics.values():
        if metric.adjusted_as:
            assert metric.case_mix == "crude" and metrics[metric.adjusted_as].case_mix == "adjusted"
        if metric.stabilised:
            assert metric.case_mix == "adjusted"


def test_in_the_audits_of_the_repository_ascertainment_is_a_share_of_cases():
    ruled = [audit for audit in definitions.audits().values() if audit.outliers.ascertainment]
    assert {audit.id for audit in ruled} >= {"nela", "nrap", "nvr"}
    for audit in ruled:
        metrics = {metric.id: metric for metric in audit.metrics}
        assert metrics[audit.outliers.ascertainment.metric].unit == "%"
