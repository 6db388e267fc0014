"""Every change has the reason that the records bear out, and none where they do not."""

import made_pages as made
import pytest

from insight import review

NEW_VALUE = [["Surgery in time", "April to June 2026", "63.0%"], made.ROWS[1]]
CORRECTION = {"id": "c1", "what": "Two trusts were counted twice.", "edition": "one", "date": "2026-10-01",
              "found_by": "A trust", "metrics": ["surgery"], "periods": ["April to June 2026"]}  # fmt: skip


def surgery(edition):
    return edition["data"]["surgery"]


def other_rows(edition):
    surgery(edition)["2026-06-30"]["rows"] = "other"


def republished(edition):
    other_rows(edition)
    surgery(edition)["2026-06-30"]["published"] = "2026-12-31"


def corrected(edition):
    other_rows(edition)
    edition["corrections"] = [CORRECTION]


def redrawn(edition):
    edition["areas"]["QWO"]["made_of"] = "w2"
    edition["geography_date"] = "2027-04-01"


def redefined(edition):
    edition["metrics"]["surgery"]["definition"] = "d2"


def another_publisher(edition):
    other_rows(edition)
    surgery(edition)["2026-06-30"]["sources"] = "b"
    edition["sources"]["b"] = {**edition["sources"]["a"], "publisher": "Another"}


def another_table_of_one_publisher(edition):
    other_rows(edition)
    surgery(edition)["2026-06-30"]["sources"] = "b"
    edition["sources"]["b"] = {**edition["sources"]["a"]}


def other_metric_corrected(edition):
    edition["corrections"] = [CORRECTION | {"metrics": ["bed"], "periods": []}]
    republished(edition)


def stricter(edition):
    edition["policy"] = "none"


def nothing(edition):
    pass


CASES = {
    "a later publication of the same period": (republished, {}, "revised", "published on 2026-12-31"),
    "other rows in what was published": (other_rows, {}, "revised", "rows of April to June 2026 differ"),
    "a correction that names the metric and the period": (corrected, {}, "corrected", "counted twice"),
    "a correction of another metric": (other_metric_corrected, {}, "revised", "2026-12-31"),
    "an area made of other places": (redrawn, {}, "boundary", "West Yorkshire"),
    "a metric defined otherwise": (redefined, {}, "method", "Surgery in time"),
    "another publisher": (another_publisher, {}, "new data", "another source"),
    "another table of one publisher": (another_table_of_one_publisher, {}, "revised", "rows"),
    "other rules for small numbers alone": (stricter, {}, "method", "nothing else differs"),
    "other code alone": (nothing, {"ingredients": "i2"}, "code", "nothing else differs"),
    "nothing that was recorded": (nothing, {}, "not known", "nothing that was recorded of it differs"),
}


def told(tmp_path, rows, change, own=None, old=None, **parameters):
    one = made.page(tmp_path / "old.ipynb", made.table(old or made.ROWS))
    two = made.page(tmp_path / "new.ipynb", made.table(rows), **parameters)
    facts = (made.facts(), made.facts(change, **(own or {})))
    return list(review.compare_pages(one, two, facts).pages[0].changes)


@pytest.mark.parametrize("change, own, reason, because", CASES.values(), ids=CASES)
def test_a_number_of_the_same_period_changed_by(tmp_path, change, own, reason, because):
    [found] = told(tmp_path, NEW_VALUE, change, own)
    assert (found.reason, because in found.because) == (reason, True), found.because


def later(edition):
    surgery(edition)["2026-09-30"] = {**surgery(edition)["2026-06-30"], "label": "July to September 2026"}


def test_a_later_period_in_the_row_is_new_data_even_where_the_metric_was_redefined_too(tmp_path):
    rows = [["Surgery in time", "July to September 2026", "63.0%"], made.ROWS[1]]
    changes = told(tmp_path, rows, lambda edition: (later(edition), redefined(edition)))
    assert [one.reason for one in changes] == ["new data", "new data"]


def test_each_number_has_its_own_reason_where_several_things_differ(tmp_path):
    rows = [["Surgery in time", "July to September 2026", "63.0%"], ["Bed in time", "2024/25", "44.0%"]]

    def change(edition):
        later(edition)
        edition["data"]["bed"]["2025-03-31"]["rows"] = "other"

    found = {(one.row, one.column): one.reason for one in told(tmp_path, rows, change)}
    assert found["Surgery in time, July to September 2026", "Value"] == "new data"
    assert found["Bed in time, 2024/25", "Value"] == "revised"


def test_a_row_of_a_period_that_was_not_there_is_new_data(tmp_path):
    old = [
        ["Surgery in time", "April to June 2026", "61.0%"],
        ["Surgery in time", "January to March 2026", "60.0%"],
    ]
    new = [["Surgery in time", "July to September 2026", "62.0%"], *old]
    [found] = told(tmp_path, new, later, old=old)
    assert (found.kind, found.how, found.reason) == ("row", "added", "new data")


def test_the_reader_who_asked_for_another_area_is_the_reason_of_all(tmp_path):
    for found in told(tmp_path, NEW_VALUE, republished, icb="QOX"):
        assert (found.reason, found.because) == ("parameters", "icb is QOX, before QWO")


def test_a_result_is_not_said_to_change_because_another_metric_was_revised(tmp_path):
    [found] = told(tmp_path, NEW_VALUE, lambda edition: edition["data"]["bed"]["2025-03-31"].update(rows="x"))
    assert found.reason == "not known"


def test_what_is_compared_with_others_changes_when_they_alone_do(tmp_path):
    old = made.page(tmp_path / "old.ipynb", "<p>Of 98 results, 53 lie beyond.</p>")
    new = made.page(tmp_path / "new.ipynb", "<p>Of 98 results, 51 lie beyond.</p>")
    facts = (made.facts(), made.facts(other_rows))
    [found] = review.compare_pages(old, new, facts).pages[0].changes
    assert found.reason == "revised" and "nothing else differs" in found.because


def test_nothing_is_guessed_where_several_things_differ_and_none_is_about_the_number(tmp_path):
    def change(edition):
        edition["policy"] = "none"
        edition["code"] = "c2"

    [found] = told(tmp_path, NEW_VALUE, change)
    assert found.reason == "not known" and "several things differ" in found.because


def test_without_records_only_the_periods_shown_are_evidence(tmp_path):
    old = made.page(tmp_path / "old.ipynb", made.table(made.ROWS))
    rows = [["Surgery in time", "July to September 2026", "63.0%"], ["Bed in time", "2024/25", "44.0%"]]
    new = made.page(tmp_path / "new.ipynb", made.table(rows))
    found = {one.row: one.reason for one in review.compare_pages(old, new).pages[0].changes}
    assert found == {
        "Surgery in time, July to September 2026": "new data",
        "Bed in time, 2024/25": "not known",
    }


def test_a_correction_that_was_in_force_before_is_no_reason(tmp_path):
    one = made.page(tmp_path / "old.ipynb", made.table(made.ROWS))
    two = made.page(tmp_path / "new.ipynb", made.table(NEW_VALUE))
    before = made.facts(lambda edition: edition.update(corrections=[CORRECTION]))
    [found] = review.compare_pages(one, two, (before, made.facts(corrected))).pages[0].changes
    assert found.reason == "revised"


def test_an_age_that_is_counted_to_another_day_is_the_editions_doing(tmp_path):
    one = made.page(tmp_path / "old.ipynb", "<p>The newest figures are 3 months old.</p>")
    two = made.page(tmp_path / "new.ipynb", "<p>The newest figures are 6 months old.</p>")
    facts = (made.facts(), made.facts(lambda edition: edition.update(as_at="2026-12-31")))
    [found] = review.compare_pages(one, two, facts).pages[0].changes
    assert found.reason == "parameters" and "2026-12-31" in found.because
