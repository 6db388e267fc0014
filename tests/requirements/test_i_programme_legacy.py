"""Requirements I01 to I13: what a programme that closed left, as a reader has it."""

import re

import pytest

import miniature
import seed_files
from insight import legacy
from insight.charts.chain import chain
from insight.legacy.document import Receiver
from insight.legacy.reading import figures
from insight.narrative import legacy as narrative
from insight.tables import legacy as tables
from quick_pages import plain

I03 = {  # as the requirement lists them: workstream, qualifier, value
    "46,000": ("end_of_life", "", 46000), ">70%": ("long_term", "over", 0.7),
    "30 m": ("long_term", "around", 30e6),
    "~70%": ("long_term", "nearly", 0.7), "~half": ("long_term", "nearly", 0.5), "90": ("long_term", "", 90),
    "7": ("long_term", "", 7), "25": ("long_term", "", 25), "~2,000": ("long_term", "nearly", 2000),
    "~1,000 events": ("medicines", "an estimated", 1000), "52%": ("mobilisation", "an average of", 0.52),
    ">⅓": ("mobilisation", "over", 1 / 3), "300 markers": ("primary_care", "over", 300),
    "~80%": ("productive_care", "nearing", 0.8), "~20,000": ("right_care", "approaching", 20000),
    "490,000": ("right_care", "", 490000), "152": ("right_care", "", 152), "38": ("shared_decisions", "", 38),
    "1,000 staff": ("safe_care", "", 1000), "1 m patients": ("safe_care", "over", 1e6),
    "4 harms": ("safe_care", "", 4),
    "3 publications": ("procurement", "", 3), "3 model elements": ("long_term", "", 3),
}  # fmt: skip


@pytest.fixture(scope="module")
def qipp():
    return legacy.programme("qipp")


@pytest.fixture(scope="module")
def told(qipp):
    return legacy.told(qipp, str(seed_files.folder()))


def value(one):
    return one.value * (1e6 if one.unit.startswith("million ") else 1)


def test_i01_twelve_workstreams_closed_on_31_march_2013(qipp):
    assert len(qipp.workstreams) == 12
    assert qipp.closes.isoformat() == "2013-03-31"
    assert "from its 12 workstreams" in plain(narrative.opening(qipp, legacy.counts(qipp)))
    assert plain(narrative.opening(qipp, legacy.counts(qipp))).startswith("QIPP closed by 31 March 2013: of ")


def test_i01_the_source_says_the_same(qipp, told):
    assert told.document.closes == qipp.closes
    assert [one.heading for one in told.document.sections] == [one.title for one in qipp.workstreams]


def test_i02_fifteen_people_four_workstreams_with_two_and_one_person_with_two(qipp):
    assert len(qipp.people) == 15
    assert sorted(len(one.leads) for one in qipp.workstreams) == [1] * 8 + [2] * 4
    assert [name for name, led in qipp.leading.items() if len(led) == 2] == ["John Oldham"]
    assert plain(narrative.led(qipp, legacy.counts(qipp))) == (
        "15 people led 12 workstreams. 4 workstreams had two leads. John Oldham led 2 workstreams: “Long "
        "term conditions” and “Urgent and emergency care”."
    )


def test_i02_the_source_names_the_same_people(qipp, told):
    assert told.document.people == qipp.leading


@pytest.mark.parametrize("stream, qualifier, worth", I03.values(), ids=I03)
def test_i03_each_figure_is_held_with_its_qualifier_and_printed_with_it(qipp, stream, qualifier, worth):
    wanted = qualifier or legacy.NONE_GIVEN
    [one] = [
        one for one in qipp.achievements
        if one.value is not None and one.workstream == stream and one.qualifier == wanted
        and value(one) == pytest.approx(worth, abs=0.001)
    ]  # fmt: skip
    assert one.unit
    assert one.anchor
    shown = plain(tables.claims(qipp, [one.kind]))
    assert plain(tables.stated(one)) in shown
    assert plain(tables.stated(one)).casefold().startswith(qualifier)


def test_i03_the_source_holds_each_figure_with_that_qualifier_in_that_workstream(qipp, told):
    assert told.missing == ()
    assert len(told.found) == sum(one.value is not None for one in qipp.achievements) >= len(I03)
    sections = dict(zip((one.id for one in qipp.workstreams), told.document.sections, strict=True))
    for one in told.found:
        assert one.anchor in sections[one.workstream].text
        assert figures(sections[one.workstream].text)


def test_i04_assets_are_registered_with_type_owner_then_and_now(qipp):
    shown = plain(tables.assets(qipp))
    for name in (
        "EPaCCS", "Year of Care tariff", "comparators", "SPOT", "Atlases", "PDAs", "Safety Thermometer",
        "UCCD",
        "Productive series", "Commissioning for Value packs", "Health Investment Packs",
    ):  # fmt: skip
        assert name in shown
    assert all(one.type and one.owner and one.then and one.now.said for one in qipp.assets)


def test_i05_the_receiving_body_of_each_workstream_is_written_down(qipp):
    shown = plain(tables.receivers(qipp))
    for part in ("medical", "patient safety", "patient and information", "commissioning"):
        assert f"NHS Commissioning Board, {part} directorate" in shown
    for body in ("Public Health England", "new Improvement Body", "Department of Health", "NHS Employers"):
        assert body in shown


def test_i05_the_source_paragraphs_name_just_those_bodies(qipp, told):
    for one in qipp.workstreams:
        written = {Receiver(got.body, got.part or "") for got in one.receives}
        named = set(told.receivers.get(one.title, ()))
        assert named == (set() if one.stated == "in passing" else written), one.title


def test_i05_the_differences_between_paragraphs_are_highlighted(qipp, told):
    html = str(tables.differences(qipp, told))
    marked = plain(" | ".join(re.findall(r"<mark>(.*?)</mark>", html, re.DOTALL)))
    for words in (
        "patient safety",
        "patient and information",
        "Public Health England",
        "new Improvement Body",
    ):
        assert words in marked
    assert "intellectual property assets will be used to support the development of a proposed" not in marked
    assert len(told.shared.left) == 10


def test_i06_boilerplate_is_recognised_and_shown_once(qipp, told):
    shown = plain(tables.differences(qipp, told))
    assert told.shared.parts == 9
    assert shown.count("Any future action") == 1


def test_i07_unfinished_work_is_listed(qipp):
    shown = plain(tables.unfinished(qipp))
    assert len(qipp.unfinished) == 9
    assert all(one.said in shown for one in qipp.unfinished)
    assert "End of life care Care of the dying" in shown


def test_i08_outcomes_are_told_apart_from_reach(qipp):
    assert legacy.KINDS == ("outcome", "reach", "asset", "culture", "contested")
    outcome, reach = plain(tables.claims(qipp, ["outcome"])), plain(tables.claims(qipp, ["reach"]))
    assert "46,000" in outcome
    assert "46,000" not in reach
    assert "490,000 downloads" in reach
    assert "490,000" not in outcome


def test_i09_the_way_from_a_measure_to_a_payment_is_drawn(qipp):
    [chart] = chain(qipp.chain.steps, qipp.chain.title, qipp.chain.source)
    names = chart.table["What"].tolist()
    assert names.index("NHS Safety Thermometer") < names.index("CQUIN 2012-13") < names.index("CQUIN 2013-14")
    assert qipp.chain.lesson in plain(narrative.lesson(qipp))


def test_i10_every_state_of_today_is_sourced_or_marked_unverified(qipp):
    for one in (*qipp.assets, *qipp.bodies):
        assert (one.now.state == "unverified") != bool(one.now.source and one.now.link)
    found = legacy.counts(qipp)
    assert plain(tables.assets(qipp)).count("unverified") == found.unverified
    assert {
        "NHS Atlases of Variation",
        "Right Care approach and its tools",
        "Patient decision aids (PDAs)",
    } <= {one.name for one in qipp.assets if one.now.source}


def test_i11_nhs_111_the_directory_of_services_and_dashboards_are_in_the_register(qipp):
    assert {"NHS 111", "Directory of services", "Urgent Care Clinical Dashboard (UCCD)"} <= {
        one.name for one in qipp.assets
    }


def test_i12_the_lessons_are_a_checklist_for_an_audit_that_closes(qipp):
    shown = plain(tables.checklist(qipp, legacy.closing("demo")))
    assert shown.startswith("Synthetic data. Checklist for closing a programme, used for: An invented audit")
    assert all(one.ask in shown for one in qipp.lessons)
    assert shown.count("not answered") == 2


def test_i13_value_is_in_the_glossary():
    glossary = (miniature.HERE / "book" / "glossary.md").read_text()
    entry = re.search(r"\nValue\n(.*?)\n\n", glossary, re.DOTALL)[1]
    assert all(word in entry for word in ("costs", "patient", "population"))


def test_i_no_words_of_the_source_are_repeated():
    source = seed_files.seed("004")
    written = " ".join(path.read_text() for path in (miniature.HERE / "params" / "legacy").glob("*.yml"))
    assert not seed_files.runs(written) & seed_files.runs(source)
