"""A site offers the data that stand, says how large they are, and lets through nothing but those bytes."""

import re

import pytest

from insight import exports, findings
from insight.cli.offering import downloads, offered, vouched
from insight.errors import SmallNumbersTold


def lay(site, files):
    for name, one in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_bytes(one.path.read_bytes())
    return site


def test_nothing_is_offered_before_data_are_written(edition):
    assert offered(edition) == {}
    assert downloads(edition, {}) is None


def test_each_file_is_offered_with_what_it_is_about(edition):
    exports.make(edition)
    files = offered(edition)
    assert set(files) == {f"data/{name}" for name in exports.files("first")}
    assert files["data/icb/qwo-synthetic.csv"].about == "icb=QWO"
    assert re.fullmatch(
        r"Findings of West Yorkshire \(CSV, \d+ kB\)", files["data/icb/qwo-synthetic.csv"].words
    )
    assert files["data/topics/inv-synthetic.ods"].about == "audit=inv"
    assert files["data/findings-synthetic.parquet"].about == ""


def test_data_of_other_findings_are_not_offered(edition):
    exports.make(edition)
    assert offered(edition.model_copy(update={"title": "Later"})) == {}


def test_the_page_links_to_every_file_with_its_size_and_explains_every_column(edition):
    exports.make(edition)
    files = offered(edition)
    page = downloads(edition, files)
    assert page.startswith("# Data and downloads")
    assert set(re.findall(r'href="([^"]+)" download', page)) == set(files)
    assert len(re.findall(r"\d+ kB|\d\.\d MB", page)) >= len(files)
    for name in ("numerator", "withheld", "period_start"):
        assert f'<th scope="row">{name}</th>' in page
    assert page.count("<caption>") == page.count("<table")


def test_the_site_of_one_board_offers_its_own_data_and_the_small_tables(edition):
    exports.make(edition)
    names = set(offered(edition, "QWO"))
    assert {name for name in names if "/icb/" in name} == {
        "data/icb/qwo-synthetic.csv",
        "data/icb/qwo-synthetic.parquet",
    }
    assert "data/dictionary-synthetic.csv" in names
    assert not {"data/findings-synthetic.csv", "data/insight-first-data-synthetic.zip"} & names


def test_only_files_that_are_byte_for_byte_what_was_written_are_let_through(edition, tmp_path):
    exports.make(edition)
    site = lay(tmp_path / "site", offered(edition))
    assert vouched(edition, site) == set(offered(edition))
    findings.nothing_told(edition, site, vouched=vouched(edition, site))
    spoilt = site / "data" / "findings-synthetic.parquet"
    spoilt.write_bytes(spoilt.read_bytes() + b"\0")
    with pytest.raises(SmallNumbersTold, match="data/findings-synthetic.parquet"):
        findings.nothing_told(edition, site, vouched=vouched(edition, site))


def test_a_small_number_put_into_a_data_file_is_found(edition, tmp_path):
    exports.make(edition)
    site = lay(tmp_path / "site", offered(edition))
    spoilt = site / "data" / "icb" / "qox-synthetic.csv"
    text = spoilt.read_text(encoding="utf-8")
    assert ",,,,%,,,," in text
    spoilt.write_text(text.replace(",,,,%,,,,", ",3.0,,,%,1,3,500,"), encoding="utf-8")
    with pytest.raises(SmallNumbersTold, match="qox-synthetic.csv"):
        findings.nothing_told(edition, site, vouched=vouched(edition, site))
