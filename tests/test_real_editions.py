"""Real published files give the figures that can be worked out from them by hand.

The files are read where they lie, in the folder `shared` beside the project.
"""

import shutil
from pathlib import Path

import pandas as pd
import pytest

from insight import definitions, findings, store

PROJECT = Path(__file__).parents[1]
DATA = PROJECT.parent / "shared" / "data"
pytestmark = pytest.mark.skipif(
    not DATA.is_dir(), reason="the folder of published data is not beside the project"
)


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the definitions, so that nothing is stored in the project itself."""
    home = tmp_path_factory.mktemp("project")
    shutil.copytree(PROJECT / "params", home / "params")
    shutil.copy(PROJECT / "_config.yml", home)
    text = (home / "params" / "editions" / "cvdprevent-june-2024.yml").read_text()
    old = "geography_date: 2024-06-30"
    assert old in text
    new = text.replace(old, "geography_date: 2026-04-01").replace("as_at: 2024-12-31", "as_at: 2026-04-30")
    (home / "params" / "editions" / "cvdprevent-on-36.yml").write_text(new)
    return home


@pytest.fixture(scope="module")
def made(project):
    """Give the findings of an edition, made once."""
    kept = {}

    def of(name):
        if name not in kept:
            edition = definitions.edition(name)
            store.fetch(edition, DATA)
            findings.make(edition)
            kept[name] = pd.concat(
                [findings.load(name, audit=audit.id) for audit in definitions.audits_of(edition)]
            )
        return kept[name]

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_ROOT", str(project))
        yield of


def total(found, area, metric="cvdprevent_chol_llt"):
    [row] = found[
        (found["area"] == area)
        & (found["breakdown"] == "all")
        & (found["metric"] == metric)
        & found["latest"]
    ].to_dict("records")
    return row


TREATED_2024 = {
    # area: (numerator, denominator, per cent to one decimal, sub-ICBs)
    "QF7": (68_885, 79_410, 86.7, 4),
    "QXU": (35_855, 43_590, 82.3, 1),
    "QNX": (75_865, 93_010, 81.6, 3),
    "QYG": (125_595, 148_330, 84.7, 9),
    "E92000001": (2_389_790, 2_819_270, 84.8, 106),
}


@pytest.mark.parametrize("area", TREATED_2024)
def test_cvdprevent_adds_up_to_icbs_and_england(made, area):
    row = total(made("cvdprevent-june-2024"), area)
    numerator, denominator, per_cent, parts = TREATED_2024[area]
    assert (row["numerator"], row["denominator"], row["parts"]) == (numerator, denominator, parts)
    assert round(100 * numerator / denominator, 1) == per_cent
    assert 100 * row["value"] == pytest.approx(100 * numerator / denominator, abs=0.02)
    assert row["basis"] == ("published" if parts == 1 else "rounded counts")
    assert (row["error_bound"] > 0) == (parts > 1)


def test_an_icb_of_one_sub_icb_shows_what_was_published(made):
    row = total(made("cvdprevent-june-2024"), "QOX")
    assert (row["value"], row["lower"], row["upper"], row["decimals"]) == (0.8317, 0.8283, 0.8350, 2)


def test_every_icb_of_2024_has_a_figure(made):
    found = made("cvdprevent-june-2024")
    here = found[(found["area_type"] == "icb") & (found["breakdown"] == "all")]
    assert len(here) == 42 and here["value"].notna().all()


MERGED = {
    "S1Y5D": (114_030, 135_170),
    "Z9B2Z": (110_765, 130_765),
    "T6Y0W": (80_815, 97_365),
    "D7T5G": (73_980, 87_260),
}


@pytest.mark.parametrize("area", MERGED)
def test_cvdprevent_makes_the_merged_icbs_of_2026(made, area):
    row = total(made("cvdprevent-on-36"), area)
    assert (row["numerator"], row["denominator"], row["coverage"]) == (*MERGED[area], "whole")


@pytest.mark.parametrize("area, covers", {"S0E4D": "10Q", "S9B9J": "92A", "QRL": "D9Y0V"}.items())
def test_the_heirs_of_frimley_show_what_they_cover_and_say_what_they_lack(made, area, covers):
    row = total(made("cvdprevent-on-36"), area)
    assert row["coverage"] == "part" and row["value"] > 0.8 and pd.isna(row["verdict"])
    assert covers in row["coverage_note"] and "Frimley" in row["coverage_note"]
    assert "cannot be made from sub-ICB rows" in row["coverage_note"]


def test_smoking_has_every_icb_as_published_and_england(made):
    found = made("smoking-2022-23")
    here = found[(found["area_type"] == "icb") & found["latest"]]
    assert len(here) == 42 and (here["basis"] == "published").all()
    england = total(found, "E92000001", "smoking_qof")
    assert england["value"] == pytest.approx(0.1471089355) and england["denominator"] == 52_100_343
    worst = total(found, "QUA", "smoking_qof")
    assert worst["verdict"] == "worse"


def test_perinatal_rates_are_as_published_and_never_added_up(made):
    found = made("perinatal-2023")
    stabilised = found[found["metric"] == "mbrp_stillbirth"]
    assert set(stabilised["area_type"]) == {"trust"} and len(stabilised) == 120
    airedale = total(found, "RCF", "mbrp_stillbirth")
    assert (airedale["value"], airedale["lower"], airedale["upper"]) == (2.58, 1.82, 3.55)
    assert stabilised["verdict"].isna().all()


def test_perinatal_counts_withheld_at_source_stay_withheld(made):
    found = made("perinatal-2023")
    bath = total(found, "RD1", "mbrp_stillbirth_crude")
    assert pd.isna(bath["value"]) and pd.isna(bath["numerator"]) and bath["withheld"]


def test_maternity_counts_by_hand_for_one_trust(made):
    preterm = total(made("maternity"), "RXQ", "maternity_preterm")
    assert (preterm["numerator"], preterm["denominator"]) == (250, 250 + 3620)
    smoking = total(made("maternity"), "RXQ", "maternity_smoking_booking")
    assert (smoking["numerator"], smoking["denominator"]) == (245, 245 + 2680)


@pytest.mark.parametrize("name", ["cvdprevent-june-2024", "smoking-2022-23", "perinatal-2023", "maternity"])
def test_every_row_of_a_real_source_is_used_or_left_out_with_a_reason(made, name):
    made(name)
    ledger = store.ledger(name)
    for source, rows in ledger.groupby("source"):
        came = rows.loc[rows["what"] == "in", "rows"].sum()
        assert came == rows.loc[rows["what"] != "in", "rows"].sum(), source
        assert rows.loc[rows["what"] == "left out", "reason"].notna().all()
