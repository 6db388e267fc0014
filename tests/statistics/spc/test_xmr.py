"""Individuals limits agree with the NHS tools' and with another package's."""

import numpy as np
import pytest
from spc_cases import ATTACH, DOTS, SHEWHART, agrees, known

from insight.statistics.spc.xmr import xmr

FOLDERS = ["beside", "copied"]
EXACT = {"factor": 3 / 1.128, "minimum": 2}


@pytest.mark.parametrize("where", FOLDERS)
def test_limits_agree_with_nhsrplotthedots_in_every_case(where):
    cases = known(DOTS, where)
    for name, case in cases["inputs"].items():
        start = case.get("rebase_at_1based_index")
        step = None if start is None else np.arange(len(case["y"])) >= start - 1
        screen = case.get("screen_outliers", False)
        found = xmr(case["y"], step=step, baseline=case.get("fix_after_n_points"), screen=screen, minimum=2)
        for ours, theirs in (("centre", "mean"), ("lower", "lpl"), ("upper", "upl")):
            line = np.broadcast_to(cases["expected"][name][theirs], len(found))
            np.testing.assert_allclose(found[ours], line, rtol=1e-9, err_msg=f"{name}: {ours}")


@pytest.mark.parametrize("where", FOLDERS)
@pytest.mark.parametrize("screen, screened", [(False, "unscreened"), (True, "screened")])
@pytest.mark.parametrize("case", ["i", "i_freeze12", "i_exclude11"])
def test_limits_agree_with_qicharts2_given_its_unrounded_factor(case, screen, screened, where):
    cases = known(SHEWHART, where)
    options = {
        "i_freeze12": {"baseline": 12},
        "i_exclude11": {"provisional": np.arange(24) == 10},
    }.get(case, {})
    found = xmr(cases["inputs"]["i"], screen=screen, **options, **EXACT)
    agrees(found, cases["expected"][screened][case], rel=1e-9)


@pytest.mark.parametrize("where", FOLDERS)
def test_screening_is_asked_for_and_never_depends_on_how_the_package_was_loaded(where):
    case = known(ATTACH, where)
    for screen, expected in ((False, "namespace_call"), (True, "after_library")):
        agrees(xmr(case["inputs"]["y"], screen=screen, **EXACT), case["expected"][expected], rel=1e-9)
    plain = xmr(case["inputs"]["y"], **EXACT)
    agrees(plain, case["expected"]["namespace_call"], rel=1e-9)


def test_a_moving_range_never_crosses_a_step():
    found = xmr([10, 11] * 7 + [90, 91] * 7, step=["before"] * 14 + ["after"] * 14)
    assert found["upper"].tolist() == pytest.approx([10.5 + 2.66] * 14 + [90.5 + 2.66] * 14)


def test_a_steady_series_of_a_fraction_has_limits_exactly_on_it():
    assert (xmr([0.1] * 15) == 0.1).all(axis=None)
