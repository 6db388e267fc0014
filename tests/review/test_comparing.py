"""What differs between two pages is told, all of it, and nothing else."""

import json

import made_pages as made
import pytest

from insight import review
from insight.errors import NothingToCompare


def compared(tmp_path, old, new, **titles):
    one = made.page(tmp_path / "old" / "page.ipynb", *old)
    two = made.page(tmp_path / "new" / "page.ipynb", *new, **titles)
    return list(review.compare_pages(one, two).pages[0].changes)


def test_a_page_is_no_different_from_itself(tmp_path):
    shown = [made.table(made.ROWS), made.figure(), "<p>Words of 3.</p>"]
    assert compared(tmp_path, shown, shown) == []


def test_a_changed_number_is_told_with_its_row_and_column(tmp_path):
    rows = [[*made.ROWS[0][:2], "63.0%"], made.ROWS[1]]
    [change] = compared(tmp_path, [made.table(made.ROWS)], [made.table(rows)])
    assert (change.kind, change.column, change.old, change.new) == ("number", "Value", "61.0%", "63.0%")
    assert change.row == "Surgery in time, April to June 2026"


def test_rows_that_change_places_are_no_change(tmp_path):
    assert compared(tmp_path, [made.table(made.ROWS)], [made.table(made.ROWS[::-1])]) == []


def test_a_row_that_comes_and_one_that_goes_are_told(tmp_path):
    [gone, come] = compared(tmp_path, [made.table(made.ROWS[:1])], [made.table([["Home", "2024/25", "9%"]])])
    assert (gone.kind, gone.how, gone.row) == ("row", "removed", "Surgery in time, April to June 2026")
    assert (come.kind, come.how, come.row) == ("row", "added", "Home, 2024/25")


def test_the_newest_row_of_a_metric_is_one_row_whatever_its_period(tmp_path):
    rows = [["Surgery in time", "July to September 2026", "64.0%"], made.ROWS[1]]
    changes = compared(tmp_path, [made.table(made.ROWS)], [made.table(rows)])
    assert {(one.how, one.column) for one in changes} == {("changed", "Period"), ("changed", "Value")}


def test_rows_for_each_period_are_told_apart_by_it(tmp_path):
    old = [["Surgery", f"{year}", f"{year - 2000}%"] for year in (2021, 2022, 2023)]
    new = [["Surgery", f"{year}", f"{year - 2000}%"] for year in (2022, 2023, 2024)]
    changes = compared(tmp_path, [made.table(old)], [made.table(new)])
    assert [(one.how, one.row) for one in changes] == [
        ("removed", "Surgery, 2021"),
        ("added", "Surgery, 2024"),
    ]


def test_tables_with_one_caption_are_compared_each_with_its_own(tmp_path):
    first, second = made.table([["A", "2024", "1%"]]), made.table([["A", "2024", "2%"]])
    third = made.table([["A", "2024", "3%"]])
    [change] = compared(tmp_path, [first, second], [first, third])
    assert (change.old, change.new) == ("2%", "3%")


def test_a_table_that_comes_or_goes_is_told(tmp_path):
    other = made.table([["X", "2024", "1%"]], caption="Another.", head=("Thing", "When", "Share"))
    changes = compared(tmp_path, [made.table(made.ROWS)], [made.table(made.ROWS), other])
    assert ("table", "added") in {(one.kind, one.how) for one in changes}


def test_a_column_that_comes_is_told_once(tmp_path):
    new = [[*row, "better"] for row in made.ROWS]
    head = ("Metric", "Period", "Value", "Verdict")
    [change] = compared(tmp_path, [made.table(made.ROWS)], [made.table(new, head=head)])
    assert (change.kind, change.how, change.column) == ("column", "added", "Verdict")


def test_a_sentence_whose_numbers_alone_differ_is_told_as_such(tmp_path):
    old, new = (
        "<p>Of 98 results, 53 lie beyond. Others hold.</p>",
        "<p>Of 99 results, 51 lie beyond. Others hold.</p>",
    )
    [change] = compared(tmp_path, [old], [new])
    assert change.kind == "sentence" and change.numbers_only


def test_a_sentence_that_says_something_else_is_set_beside_what_it_said(tmp_path):
    old = "<p>West Yorkshire is better than England in surgery.</p>"
    new = "<p>West Yorkshire is worse than England in surgery.</p>"
    [change] = compared(tmp_path, [old], [new])
    assert (change.how, change.numbers_only) == ("changed", False)
    assert "better" in change.old and "worse" in change.new


def test_a_sentence_under_another_heading_has_moved(tmp_path):
    item = "<ul><li><strong>Bed in time</strong> 40% of people.</li></ul>"
    old = f"<h2>Better</h2>{item}<h2>Worse</h2>"
    changes = compared(tmp_path, [old], [f"<h2>Better</h2><h2>Worse</h2>{item}"])
    assert [(one.how, one.section) for one in changes] == [("moved", "Worse")]


def test_a_picture_drawn_anew_is_told_whatever_its_ids(tmp_path):
    new = made.figure(digest="00000000", body="<path d='M 5 5'/>")
    [change] = compared(tmp_path, [made.figure()], [new])
    assert (change.kind, change.how) == ("picture", "changed")
    assert "M 0 0" in change.drawings[0] and "M 5 5" in change.drawings[1]


def test_code_is_compared_by_cells_and_shown_as_text(tmp_path):
    one = made.page(tmp_path / "old.ipynb", "<p>Same.</p>", code="show(1)")
    two = made.page(tmp_path / "new.ipynb", "<p>Same.</p>", code="show(2)")
    [change] = review.compare_pages(one, two).pages[0].changes
    assert (change.kind, change.reason) == ("code", "code")
    assert "show(1)" in change.new and "show(2)" in change.new


def test_pages_that_come_and_go_are_told(tmp_path):
    for side, name in (("old", "qwo"), ("new", "qox"), ("old", "same"), ("new", "same")):
        made.page(tmp_path / side / "book" / "reports" / "icb_insight" / f"{name}.ipynb", "<p>Words.</p>")
    found = review.compare_editions(tmp_path / "old", tmp_path / "new")
    assert [(page.name, [change.how for change in page.changes]) for page in found.pages] == [
        ("icb_insight/qox", ["added"]),
        ("icb_insight/qwo", ["removed"]),
        ("icb_insight/same", []),
    ]


def test_many_pages_are_compared_side_by_side_as_one_by_one(tmp_path, monkeypatch):
    from insight.review import comparing

    for number in range(4):
        for side, value in (("old", "1%"), ("new", f"{number}%")):
            made.page(tmp_path / side / "r" / f"p{number}.ipynb", made.table([["A", "2024", value]]))
    alone = review.compare_editions(tmp_path / "old", tmp_path / "new")
    monkeypatch.setattr(comparing, "FEW", 1)
    monkeypatch.setattr(comparing, "processors", lambda: 2)
    assert review.compare_editions(tmp_path / "old", tmp_path / "new") == alone
    assert len([page for page in alone.pages if page.changes]) == 3


def test_a_page_is_not_compared_with_a_folder_nor_with_nothing(tmp_path):
    made.page(tmp_path / "page.ipynb", "<p>Words.</p>")
    (tmp_path / "empty").mkdir()
    for old, new in (("page.ipynb", "empty"), ("page.ipynb", "none.ipynb"), ("empty", "empty")):
        with pytest.raises(NothingToCompare):
            review.compare(tmp_path / old, tmp_path / new)


def test_json_is_the_same_bytes_for_the_same_pages_and_says_all(tmp_path):
    one = made.page(tmp_path / "a.ipynb", made.table(made.ROWS), made.figure())
    two = made.page(
        tmp_path / "b.ipynb", made.table(made.ROWS[:1]), made.figure(digest="00000000", body="<g/>")
    )
    text = review.as_json(review.compare_pages(one, two))
    assert text == review.as_json(review.compare_pages(one, two))
    found = json.loads(text)
    assert found["schema"] == "insight-comparison-1" and found["changed"]
    assert sum(found["kinds"].values()) == len(found["pages"][0]["changes"]) == 2
    picture = next(one for one in found["pages"][0]["changes"] if one["kind"] == "picture")
    assert picture["old_drawing"] != picture["new_drawing"]
