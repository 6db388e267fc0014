"""A number that findings do not hold is found out, wherever in the words of a page it stands."""

import html
import re

import nbformat
import pandas as pd
import pytest

from insight import narrative, paths
from insight.errors import UnprovedNumber
from insight.proof import proving
from insight.proof.known import Known
from insight.proof.numbers import numbers
from insight.proof.written import NONE, written
from invented_findings import ENGLAND, HERE, as_tests, gap, gaps, signal, wrists

PARTS = {"findings": wrists(), "signals": as_tests(signal()), "gaps": gaps(gap())}


def page_of(folder, *shown):
    cells = [
        nbformat.v4.new_markdown_cell("# Ashby\n\nWritten by somebody: 12345."),
        nbformat.v4.new_code_cell(f"edition = 'tiny'\nicb = '{HERE}'", metadata={"tags": ["parameters"]}),
        *(
            nbformat.v4.new_code_cell(
                "", outputs=[nbformat.v4.new_output("display_data", {"text/html": words})]
            )
            for words in shown
        ),
    ]
    path = folder / "reports" / "icb_insight" / "qaa.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    return path


@pytest.fixture
def with_findings(monkeypatch):
    def use(parts):
        loads = {name: lambda edition, area, audit, rows=rows: rows for name, rows in parts.items()}
        monkeypatch.setattr(proving, "LOADS", loads)
        monkeypatch.setattr(proving.findings, "load_layout", lambda edition: pd.DataFrame())
        monkeypatch.setattr(proving.findings, "load_peers", lambda edition, area: pd.DataFrame())

    use(PARTS)
    return use


def shown():
    told = [
        narrative.opening(PARTS["findings"], HERE),
        narrative.summary(PARTS["findings"], HERE),
        narrative.against_england(PARTS["findings"], HERE),
        narrative.outliers(PARTS["signals"], HERE),
        narrative.gaps(PARTS["gaps"], HERE, by="deprivation"),
    ]
    return [str(text._repr_html_()) for text in told]


def test_what_is_said_of_findings_is_found_in_them(tmp_path, with_findings):
    page, count, missing = next(proving.prove([page_of(tmp_path, *shown())]))
    assert missing == []
    assert count > 20


def test_a_changed_finding_is_found_out_in_every_sentence_that_told_it(tmp_path, with_findings):
    page = page_of(tmp_path, narrative.against_england(PARTS["findings"], HERE)._repr_html_())
    changed = PARTS["findings"].copy()
    here = (changed["area"] == HERE) & changed["latest"]
    changed.loc[here, "value"] = 0.777
    with_findings({**PARTS, "findings": changed, "signals": PARTS["signals"][:0], "gaps": PARTS["gaps"][:0]})
    _, _, missing = next(proving.prove([page]))
    assert {one.number for one in missing} == {"70.0%"}


def test_a_changed_number_on_the_page_is_found_out(tmp_path, with_findings):
    for text in (str(narrative.against_england(PARTS["findings"], HERE)._repr_html_()),):
        shown = html.unescape(re.sub(r"<[^>]+>", " ", text))
        for one in {found.text for found in numbers(shown) if found.percent} - set(proving.ALWAYS):
            other = f"{float(one.rstrip('%')) + 3.3:.1f}%"
            _, _, missing = next(proving.prove([page_of(tmp_path, text.replace(one, other))]))
            assert other in {each.number for each in missing}, (one, other)


def test_numbers_in_names_and_what_people_wrote_are_not_asked_about(tmp_path, with_findings):
    rows = PARTS["findings"].assign(title="Seen within 987 days")
    with_findings({"findings": rows})
    _, count, missing = next(proving.prove([page_of(tmp_path, "<p>Seen within 987 days: no figure.</p>")]))
    assert (count, missing) == (0, [])


def test_a_number_of_one_area_is_not_taken_for_anothers():
    known = Known({"findings": PARTS["findings"]}, HERE)
    [one] = numbers("61.0%")
    assert not known.holds(one, "Seen within a day: in Ashby, 61.0%")


def one_of(text, number):
    return next(found for found in numbers(text) if found.text == number)


@pytest.mark.parametrize("told, number, held", [
    ("In every 1,000, about 700 here", "700", True),
    ("In every 1,000, about 610 here", "610", False),
    ("In every 100, about 70 here", "70", True),
    ("about 70 in every 1,000", "70", False),
])  # fmt: skip
def test_a_share_in_plain_words_is_held_against_the_share(told, number, held):
    text = f"Seen within a day. {told}"
    assert Known({"findings": PARTS["findings"]}, HERE).holds(one_of(text, number), text) is held


def test_how_far_england_has_moved_is_worked_out_of_its_values():
    rows = PARTS["findings"]
    england = rows[(rows["area"] == ENGLAND) & (rows["breakdown"] == "all")].sort_values("period_end")
    first, last = england.iloc[0], england.iloc[-1]
    moved = f"{100 * abs(last['value'] - first['value']):.1f}"
    text = f"In {first['period']} it was less: it is now {moved} percentage points more"
    known = Known({"findings": rows}, HERE)
    assert known.holds(one_of(text, moved), text)
    wrong = text.replace(moved, "47.3")
    assert not known.holds(one_of(wrong, "47.3"), wrong)


def test_a_day_of_the_findings_is_no_number_and_another_day_is():
    ends = PARTS["findings"]["period_end"]
    known = Known({"findings": PARTS["findings"]}, HERE)
    newest = f"{ends.max().day} {ends.max():%B %Y}"
    assert known.without_names(f"Newest data to {newest}.") == "Newest data to  … ."
    assert "27" in known.without_names("Newest data to 27 May 2031.")


def test_how_alike_places_are_is_held_though_it_is_of_no_metric():
    alike = pd.DataFrame({"area": [HERE], "peer": ["QBB"], "rank": [1.0], "stability": [0.67]})
    known = Known({"findings": PARTS["findings"], "peers": alike}, HERE)
    assert known.holds(one_of("67% alike", "67%"), "67% alike")
    assert not known.holds(one_of("33% alike", "33%"), "33% alike")


def test_what_a_spotlight_works_out_is_held_and_another_number_is_not():
    about = {"metric": "care_share", "area": ENGLAND, "area_type": "England", "unit": "%"}
    line = pd.DataFrame([about | {"y0": 0.311, "y1": 0.384}])
    fraction = pd.DataFrame([about | {"fraction": 0.072, "number": 182.0, "cases": 2535.0}])
    known = Known({"findings": PARTS["findings"], "slopes": line, "avoidable": fraction}, None)
    text = "the line rises from 31.1% to 38.4%; 7.2% of 2,535 would not have been: 182"
    for told in ("31.1%", "38.4%", "7.2%", "2,535", "182"):
        assert known.holds(one_of(text, told), text), told
    wrong = "the line rises from 31.9% to 38.9%; 7.9% of 2,539 would not have been: 189"
    for told in ("31.9%", "38.9%", "7.9%", "2,539", "189"):
        assert not known.holds(one_of(wrong, told), wrong), told


def test_what_was_written_about_the_subject_of_a_page_may_be_told_there(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "params", lambda: tmp_path)
    for folder, text in {
        "audits": "metrics: [{id: a, target: 0.77}, {id: b}, {id: c}]\nleast: {at_least: 0.85}\nx: [a, b]\n",
        "programmes": "checked: 2026-11-23\n",
        "local": "name: 12\n",
    }.items():
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "ssnap.yml").write_text(text)
    found = written({"audit": "ssnap"})
    assert (found.numbers, found.counts, found.days) == ({0.85}, {3.0}, {"23 November 2026"})
    known = Known({}, None, found)
    assert known.without_names("Mapped on 23 November 2026") == "Mapped on  … "
    assert known.holds(one_of("at least 85%", "85%"), "at least 85%")
    for other in ("at least 84%", "at least 77%"):  # other numbers written there are no figures of the page
        assert not known.holds(one_of(other, other[-3:]), other)
    assert written({"icb": "QAA"}) == NONE


def test_all_that_is_wrong_is_told_at_once_the_first_ten_shown(tmp_path, with_findings, monkeypatch):
    monkeypatch.setattr(proving, "_all", proving.prove)
    words = "".join(f"<p>Seen within a day: {number}.3%</p>" for number in range(80, 95))
    with pytest.raises(UnprovedNumber) as told:
        proving.proved([page_of(tmp_path, words)])
    assert "15 numbers told in words on 1 page" in str(told.value)
    assert str(told.value).count("icb_insight/qaa") == 10
