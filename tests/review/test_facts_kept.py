"""What a page was made of is recorded beside it, the same bytes each time, and found again."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import miniature
from insight import review, run, store
from insight.review.evidence import evidence


@pytest.fixture
def edition(tmp_path, monkeypatch):
    """Give a small edition whose pages are made and recorded."""
    found = miniature.project(tmp_path, monkeypatch, reports=["reading"], sources="[demo]")
    assert run.make(found) == {}
    return found


def stored(edition, value=1.0, published="2026-09-30"):
    rows = {
        "metric": ["m", "m"],
        "period": ["2024/25", "2025/26"],
        "period_end": pd.to_datetime(["2025-03-31", "2026-03-31"]),
        "value": [0.5, value],
        "status": ["assured", "assured"],
        "source": ["demo", "demo"],
        "published": pd.to_datetime(["2025-09-30", published]),
        "file": ["f", "f"],
        "file_hash": ["h", value],
        "row": [1, 2],
    }
    place = store.folder(edition.id) / "observations" / "demo.parquet"
    place.parent.mkdir(parents=True, exist_ok=True)
    rows["file_hash"] = [str(one) for one in rows["file_hash"]]
    pq.write_table(pa.table(rows), place)


def test_what_is_recorded_is_found_from_the_page(edition):
    jobs = run.plan(edition)
    review.record(edition, jobs)
    found = review.facts_of(jobs[0].page)
    assert (found.page, found.parameters["icb"]) == (jobs[0].path, jobs[0].parameters["icb"])
    assert found.edition["geography_date"] == "2026-04-01"
    assert found.edition["areas"]["QWO"]["name"] == "West Yorkshire"
    assert found.edition["sources"]["demo"]["published"]


def test_recording_twice_changes_no_byte(edition, tmp_path):
    jobs = run.plan(edition)
    home = tmp_path / "_build" / "tiny" / "facts"
    review.record(edition, jobs)
    first = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in home.rglob("*.json")}
    review.record(edition, jobs)
    assert len(first) == 3
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in home.rglob("*.json")} == first


def test_what_an_earlier_edition_was_made_of_goes_with_its_last_page(edition, tmp_path):
    review.record(edition, run.plan(edition))
    later = edition.model_copy(update={"geography_date": edition.geography_date.replace(day=2)})
    jobs = run.plan(edition)
    review.record(later, jobs[:1])
    home = tmp_path / "_build" / "tiny" / "facts"
    assert len(list(home.glob("*.json"))) == 2
    review.record(later, jobs)
    assert len(list(home.glob("*.json"))) == 1
    assert review.facts_of(jobs[0].page).edition["geography_date"] == "2026-04-02"


def test_rows_that_differ_show_in_the_period_they_are_of_and_no_other(edition):
    stored(edition)
    before = evidence(edition)["data"]["m"]
    stored(edition, value=2.0, published="2026-12-31")
    after = evidence(edition)["data"]["m"]
    assert before["2025-03-31"] == after["2025-03-31"]
    assert before["2026-03-31"]["rows"] != after["2026-03-31"]["rows"]
    assert (after["2026-03-31"]["label"], after["2026-03-31"]["published"]) == ("2025/26", "2026-12-31")


def test_an_icb_that_gains_a_place_is_made_of_something_else_and_its_neighbour_is_not(edition):
    before = evidence(
        edition.model_copy(update={"geography_date": edition.geography_date.replace(year=2025)})
    )
    after = evidence(edition)
    assert "S1Y5D" in after["areas"] and "S1Y5D" not in before["areas"]
    assert before["areas"]["E92000001"] == after["areas"]["E92000001"]


def test_a_page_of_which_nothing_is_recorded_has_empty_facts(edition, tmp_path):
    assert not review.facts_of(run.plan(edition)[0].page).known
    (tmp_path / "broken.facts.json").write_text(json.dumps({"strange": 1}))
    assert not review.facts_of(tmp_path / "broken.ipynb").known
