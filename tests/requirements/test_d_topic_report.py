"""The report on an audit keeps what was asked of group D: each test names the row it is about."""

import re

import nbformat
import numpy as np
import pandas as pd
import pytest

from findings.invented_areas import APART, cell, climbed, ordinary
from findings.invented_areas import frame as observed
from insight import definitions, narrative, programmes, tables
from insight.charts.caterpillar import caterpillar
from insight.charts.drawing.key import LINES
from insight.charts.infographic import infographic
from insight.charts.spc import spc
from insight.charts.trend import trend
from insight.errors import BadDefinition
from insight.run.keys import FOLDERS
from insight.run.reads import defined, slices
from insight.statistics.spc.rules import MAKING_DATA_COUNT, signals
from insight.statistics.spc.xmr import xmr
from invented_findings import ENGLAND, HERE, TRUST, as_tests, finding, frame, points, signal, wrists
from invented_programme import GOAL, described, metric
from miniature import HERE as ROOT

EVERY = programmes.programmes()
HELD = {"target": 0.9, "target_source": "A plan"}
every_audit = pytest.mark.parametrize("name", EVERY)
TOPIC = nbformat.read(ROOT / "notebooks" / "audit_topic.ipynb", as_version=4)


def cells():
    return [cell.source for cell in TOPIC.cells]


def place(words):
    [found] = [number for number, source in enumerate(cells()) if words in source]
    return found


def rows_of(html, head):
    return re.findall(rf'<tr><th scope="row">{head}</th>.*?</tr>', str(html))


# D01, D02, D03, D08, D11, D16, D23, D24: what is written of each audit


def test_d01_every_audit_is_in_the_register():
    assert set(EVERY) == set(definitions.audits())


@every_audit
def test_d01_what_is_not_known_of_a_programme_is_said_to_be_not_recorded(name):
    text = str(programmes.registry(EVERY[name]))
    for head in ("Commissioned by", "Provided by", "Nations", "Status", "Began", "Ended"):
        [row] = rows_of(text, head)
        assert re.search(r"<td>\S", row), head
    assert "None" not in text


@every_audit
def test_d11_every_metric_has_a_standard_or_is_said_to_have_none(name):
    one = EVERY[name]
    mapped = {metric for standard in one.programme.standards for metric in standard.metrics}
    assert mapped | {*one.programme.no_standard} == {metric.id for metric in one.audit.metrics}
    assert ">not recorded</td><td>None" not in str(programmes.standards(one))


@every_audit
def test_d16_every_audit_has_a_goal_and_an_example_of_ours_is_called_so(name):
    one = EVERY[name]
    text = str(programmes.goals(one, wrists().assign(synthetic=True)))
    ours = sum(goal.ours for goal in one.programme.goals)
    assert text.count("an example by Insight, not a national goal") == ours
    assert len(one.programme.goals) >= 1 and all(goal.by for goal in one.programme.goals)


def test_d16_an_example_of_ours_is_left_out_where_the_data_are_real():
    assert "No improvement goal is written down" in str(programmes.goals(described(), wrists()))
    assert "an example by Insight" in str(programmes.goals(described(), wrists().assign(synthetic=True)))


def test_d16_a_goal_is_either_published_or_ours():
    for wrong in ({"ours": False}, {"source": "A plan"}):
        with pytest.raises(ValueError, match="'ours: true' for an example, not both"):
            described(goals=[GOAL | wrong])


def test_d02_more_than_ten_headline_metrics_need_a_reason_which_is_printed():
    many = [metric(f"m{number}") for number in range(11)]
    goals = [GOAL | {"metric": "m1"}]
    with pytest.raises(ValueError, match="11 headline metrics, and 10 is the limit"):
        described(many, goals=goals)
    why = {"headline_justification": "All eleven are one pathway."}
    assert "All eleven are one pathway." in str(programmes.registry(described(many, audit=why, goals=goals)))


def test_an_audit_of_which_nothing_is_written_is_told_so_and_not_refused():
    bare = programmes.Described(described().audit, programmes.Programme(id="care"))
    tests = as_tests(signal())
    assert bare.main == "care_share"
    told = [
        programmes.registry(bare), programmes.standards(bare), programmes.governance(bare),
        programmes.burden(bare), programmes.outcomes(bare), programmes.journey(bare)._repr_html_(),
    ]  # fmt: skip
    assert all("not recorded" in str(html) for html in told)
    assert "No improvement goal is written down" in str(programmes.goals(bare, wrists()))
    assert "nothing here says how many" in str(programmes.participation(bare, wrists(), tests))
    for html in (programmes.levers(bare), programmes.cases(bare), programmes.ways(bare)):
        assert "No " in str(html)


def written(tmp_path, monkeypatch, text):
    """Put a file about the smoking audit into a project of its own."""
    for name in ("audits", "areas"):
        (tmp_path / "params").mkdir(exist_ok=True)
        (tmp_path / "params" / name).symlink_to(ROOT / "params" / name)
    (tmp_path / "_config.yml").touch()
    (tmp_path / "params" / "programmes").mkdir()
    (tmp_path / "params" / "programmes" / "smoking.yml").write_text(text)
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))


def test_d16_a_file_without_a_goal_is_refused(tmp_path, monkeypatch):
    written(tmp_path, monkeypatch, "checked: 2026-11-01\n")
    with pytest.raises(BadDefinition, match="has no goal, and an audit needs one"):
        programmes.load(audit="smoking")


def test_a_programme_that_names_a_strange_metric_is_refused(tmp_path, monkeypatch):
    text = (ROOT / "params" / "programmes" / "smoking.yml").read_text()
    written(tmp_path, monkeypatch, text.replace("smoking_qof", "smokin_qof"))
    with pytest.raises(BadDefinition, match=r"names smokin_qof, which is no metric of Smoking \(QOF\)"):
        programmes.load(audit="smoking")


# D04: one message first, the short report before the appendix


def test_d04_the_main_message_comes_first_and_is_one():
    html = str(narrative.message(wrists(), as_tests(signal()), "care_share"))
    assert html.count("insight-lead") == 1
    assert "In England, 60.0% of people with a broken wrist were seen within a day." in html
    assert html.index("insight-lead") < html.index("range from")
    shown = [source for source in cells() if source.startswith(("narrative", "tables", "programmes.m"))]
    assert shown[0] == "narrative.message(judged, tests, programme.main)"


def test_d04_the_message_says_that_made_up_numbers_are_and_the_page_says_it_once():
    text = str(narrative.message(wrists(synthetic=True), as_tests(signal()), "care_share"))
    assert "Synthetic data." in text
    assert "Synthetic data." not in str(narrative.audit(wrists(synthetic=True), warned=True))


def test_d04_the_message_names_the_kind_of_a_target_and_never_one_of_a_descriptive_metric():
    held = wrists(**HELD, target_kind="ambition")
    assert "The national ambition is 90%." in str(narrative.message(held, as_tests(signal()), "care_share"))
    none = wrists(**HELD, target_kind="ambition", better="neither")
    assert "ambition" not in str(narrative.message(none, as_tests(signal()), "care_share"))


def test_d04_the_message_does_not_compare_across_a_change_of_definition():
    early = [finding(ENGLAND, 0.3, quarter=number, step=0, verdict=None) for number in range(3)]
    rows = frame([*early, finding(ENGLAND, 0.6, step=1, verdict=None)])
    assert "it was" not in str(narrative.message(rows, as_tests(signal()), "care_share"))


def test_d04_the_cells_of_the_short_report_are_tagged_and_come_before_the_appendix():
    end = place("## Appendix")
    tagged = [number for number, one in enumerate(TOPIC.cells) if "main" in one.metadata.get("tags", [])]
    assert tagged == list(range(min(tagged), end))


def test_a_page_reads_its_own_audits_files_and_slices_alone():
    assert slices(TOPIC) == {frozenset({"audit"})}
    assert {"audits", "programmes", "tiles"} <= defined(TOPIC)
    assert FOLDERS["audits"] == FOLDERS["programmes"] == "audit"


# D05, D06: provisional and assured


def test_d05_an_assured_value_that_replaced_a_provisional_one_stands_beside_it():
    rows = frame([finding(ENGLAND, 0.6, revised_from=0.55, verdict=None)])
    [row] = rows_of(tables.revisions(rows), "Seen within a day")
    assert all(number in row for number in ("55.0%", "60.0%", "5.0 points"))


def test_d05_d36_both_states_are_told_with_period_publication_age_and_coverage():
    early = [finding(area, 0.6, status="provisional", verdict=None) for area in (ENGLAND, HERE)]
    before = [finding(area, 0.6, quarter=2, verdict=None) for area in (ENGLAND, HERE, "QBB", TRUST)]
    first, second = rows_of(tables.currency(frame([*early, *before])), "Wrists, quarterly")
    assert all(words in first for words in ("31 December 2024", "provisional", ">6<", "England and 1 ICB"))
    for words in ("30 September 2024", "assured", "14 February 2025", ">9<", "England, 2 ICBs and 1 trust"):
        assert words in second


def test_d06_a_provisional_result_is_never_an_outlier():
    newest = [*ordinary(status="provisional"), cell(APART, 490, 500, status="provisional")]
    rows = observed([*ordinary(quarter=37), *ordinary(quarter=38), *newest])
    assert APART not in climbed(rows).index


def test_d06_provisional_marks_are_hollow_and_labelled():
    [early] = caterpillar(wrists(status="provisional"), None, level="icb")
    [final] = caterpillar(wrists(), None, level="icb")
    assert ">hollow: provisional, may change<" in early.svg()
    assert ">hollow" not in final.svg()
    assert "December 2024, provisional, with" in early.caption
    assert "The figures are provisional and may change." in early.alt


# D07: the infographic


def test_d07_the_infographic_says_in_words_all_that_it_draws():
    [chart] = infographic(wrists(**HELD, target_kind="evidence"), None)
    for words in ("60.0%", "of people with a broken wrist were seen within a day", "standard 90%"):
        assert words in chart.alt
    drawn = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg()))
    assert "60.0%" in drawn and "evidence-based standard" in drawn
    assert chart.table["Value"].tolist() == ["60.0%"]


def test_d07_it_has_four_numbers_at_most_the_main_one_first():
    names = [f"m{number}" for number in range(6)]
    rows = frame(
        [finding(ENGLAND, 0.1 * n, metric=name, title=name) for n, name in enumerate(names, start=1)]
    )
    [chart] = infographic(rows, None, "m4")
    assert chart.table["Metric"].tolist() == ["m4", "m0", "m1", "m2"]


# D08, D09, D10, D03: what is covered


def test_d10_an_empty_dimension_of_quality_is_warned_of():
    text = str(programmes.balance(described()))
    assert "No metric here measures experience and safety" in text
    kinds = [metric(f"m_{name}", dimension=name) for name in ("effectiveness", "experience", "safety")]
    full = described(kinds, goals=[GOAL | {"metric": "m_safety"}])
    assert "insight-warning" not in str(programmes.balance(full))


def test_d08_d09_outcomes_and_patients_reports_that_no_metric_covers_are_named():
    one = described([metric(), metric("told", title="How it went", type="prom")], outcomes={"mortality": []})
    text = programmes.outcomes(one)
    assert "No metric here measures it" in rows_of(text, "Death")[0]
    assert "not recorded" in rows_of(text, "Sepsis after an operation")[0]
    assert "How it went" in rows_of(text, r"Outcomes that patients report \(PROM\)")[0]


def test_d03_d39_the_share_of_routine_data_is_of_the_metrics_for_which_it_is_known():
    some = [metric(name) for name in ("care_share", "a", "b", "c")]
    text = programmes.burden(described(some, routine=["a", "b"], collected=["care_share"]))
    assert "2 of 3 metrics for which it is recorded (67%); for 1 metric it is not" in str(text)
    assert "not recorded" in str(programmes.burden(described()))


# D12: kinds of target, and descriptive metrics


@pytest.mark.parametrize(
    "chart", [lambda rows: caterpillar(rows, None, "icb"), lambda rows: trend(rows, None)]
)
def test_d12_targets_of_each_kind_have_a_line_of_their_own_with_words(chart):
    looks = {}
    for kind in ("evidence", "ambition", "aspiration"):
        [one] = chart(wrists(**HELD, target_kind=kind))
        looks[kind] = "".join(re.findall(r'stroke-width="1.6"(?: stroke-dasharray="[^"]*")?', one.svg()))
        assert "90%" in one.alt
    assert len(set(looks.values())) == 3
    assert "dasharray" not in looks["evidence"]
    assert [LINES[kind].get("linestyle") is None for kind in looks] == [True, False, False]


def test_d12_a_descriptive_metric_has_no_target_line_and_is_never_good_or_bad():
    rows = wrists(**HELD, target_kind="ambition", better="neither")
    layout = pd.DataFrame(
        [(HERE, "Ashby", 1, 1, "Ashby", "North")],
        columns=["area", "label", "column", "row", "name", "region"],
    )
    shown = [
        caterpillar(rows, None, "icb")._repr_html_(), trend(rows, None)._repr_html_(),
        tables.tiles(rows, layout), narrative.variation(rows), infographic(rows, None)._repr_html_(),
        spc(points([0.5, 0.6] * 8, better="neither"), rows, HERE)._repr_html_(),
    ]  # fmt: skip
    for html in map(str, shown):
        assert "ambition" not in html
        assert not re.search(r"\b(better|worse|improvement|concern)\b", html)
        assert "#28a197" not in html and "#f46a25" not in html
    one = described([metric(better="neither")])
    assert "Descriptive: neither high nor low is good" in str(programmes.standards(one))


def test_d12_a_target_nobody_traced_is_not_shown_as_one():
    target = {"kind": "evidence", "value": 0.9, "source": "Quoted", "verified": False}
    text = str(programmes.standards(described([metric(target=target)])))
    assert "not used" in text and "90%" not in text


# D15, D16, D17: adjustment, progress, levers


def test_d15_an_adjustment_that_is_not_validated_is_shown_as_crude_with_a_warning():
    death = metric(type="outcome", case_mix="adjusted", title="Death")
    model = {"metrics": ["care_share"], "name": "A score", "version": "2", "source": "Its paper"}
    bad, good, unknown = (
        str(programmes.adjustment(described([death], models=[model | {"validated": state}])))
        for state in (False, True, None)
    )
    assert "<td>crude</td>" in bad and "read these figures as crude" in bad
    assert "<td>adjusted</td>" in good and "A score, version 2" in good and "insight-warning" not in good
    assert "is not recorded here" in unknown


@pytest.mark.parametrize(
    "values, words",
    [((0.5, 0.7), "50% of the way"), ((0.7, 0.5), "moved away from the goal"), ((0.5, 0.95), "reached"),
     ((0.6, 0.61), "no clear change")],
)  # fmt: skip
def test_d16_progress_is_computed_from_the_first_and_newest_assured_values(values, words):
    first, last = values
    late = finding(ENGLAND, 0.1, quarter=3, status="provisional", verdict=None)
    rows = [finding(ENGLAND, first, quarter=0, verdict=None), finding(ENGLAND, last, quarter=2, verdict=None)]
    found = frame([*rows, late]).assign(synthetic=True)
    assert words in str(programmes.goals(described(), found))


def test_d16_a_goal_for_every_area_counts_those_that_reach_it():
    goal = {"metric": "care_share", "target": 0.6, "each": "icb", "by": "2028-03-31", "source": "A plan"}
    assert "reached by 3 of 5 ICBs" in str(programmes.goals(described(goals=[goal]), wrists()))


def test_d17_levers_are_tags_beside_each_metric_they_are_about():
    lever = {"kind": "BPT", "metrics": ["care_share"], "note": "Pays more", "source": "A tariff"}
    one = described([metric(), metric("other", title="Other")], levers=[lever])
    assert "<td>BPT</td>" in rows_of(programmes.standards(one), "Seen within a day")[0]
    assert "none recorded" in rows_of(programmes.standards(one), "Other")[0]
    assert "Best Practice Tariff" in str(programmes.levers(one))


# D19: control charts at both ends


@pytest.mark.parametrize("level", [0.99, 0.01], ids=["near 100%", "near 0%"])
@pytest.mark.parametrize("side", ["high", "low"])
def test_d19_signals_fire_both_ways_near_the_ends_of_the_scale(level, side):
    usual = [level + shift for shift in (0.002, -0.002) * 7]
    moved = 0.004 if side == "high" else -0.004
    values = pd.Series([*usual, *[level + moved] * 8])
    fired = signals(values, **xmr(values), rules=MAKING_DATA_COUNT)
    assert bool(fired["shift"].iloc[-1]) and fired["shift_side"].iloc[-1] == side


def test_d19_limits_of_a_share_never_lie_beyond_0_or_100_per_cent():
    wide = points([0.99, 0.97] * 8).assign(lower_limit=0.95, upper_limit=1.02)
    [chart] = spc(wide, wrists(), HERE, metrics=["care_share"])
    assert set(chart.table["Limits"]) == {"95.0% to 100.0%"}


# D20: completeness before results, and results of areas with too few cases


def test_d20_how_complete_the_data_are_comes_before_any_result():
    assert place("programmes.participation(") < place("narrative.national(")


def test_d20_an_area_with_too_few_cases_is_not_called_better_or_worse():
    stopped = "the audit holds only 27% of its cases, and 50% are needed"
    tests = as_tests(signal(HERE, rung=0, stopped=stopped, claim=None), signal("QBB"))
    found = programmes.judged(wrists(), tests)
    verdict = found[(found["breakdown"] == "all") & found["latest"]].set_index("area")["verdict"]
    assert pd.isna(verdict[HERE]) and verdict["QBB"] == "worse"
    [chart] = caterpillar(found, None, level="icb")
    row = chart.table[chart.table["ICB"] == "Ashby"].iloc[0]
    assert row["Value"] == "70.0%" and "not compared" in row["Against England"]


def test_d20_values_and_groups_stay_as_they_are():
    tests = as_tests(signal(HERE, rung=0, stopped="few", claim=None))
    before, after = wrists(), programmes.judged(wrists(), tests)
    assert np.array_equal(before["value"], after["value"], equal_nan=True)
    groups = before["breakdown"] != "all"
    assert after.loc[groups, "verdict"].tolist() == before.loc[groups, "verdict"].tolist()


def test_d20_areas_with_too_few_cases_are_named_with_the_reason():
    tests = as_tests(signal(HERE, rung=0, stopped="the audit holds only 27% of its cases", claim=None))
    text = str(programmes.participation(described(participation=["care_share"]), wrists(), tests))
    assert "1 ICB not compared, for want of cases" in text and "only 27% of its cases" in text
    assert "nothing here says how many" in str(programmes.participation(described(), wrists(), tests))


# D23, D24, D25, D37: data, law, patients, case studies


def test_d23_the_way_of_the_data_is_drawn_and_told_in_words():
    data = [
        {"name": "Clinic", "gives": "care", "routine": False},
        {"name": "Register of deaths", "gives": "deaths", "how": "joined by NHS number", "routine": True},
    ]
    [chart] = programmes.journey(described(data=data))
    assert "2: Register of deaths (collected anyway), joined by NHS number, gives deaths." in chart.alt
    assert ">joined by NHS number<" in chart.svg()
    assert chart.table["Data"].tolist() == ["Clinic", "Register of deaths"]
    assert "not recorded" in programmes.journey(described())._repr_html_()


@every_audit
def test_d23_every_word_of_the_way_of_the_data_is_within_the_picture(name):
    for chart in programmes.journey(EVERY[name]):
        lines = re.findall(r'x="([\d.]+)"[^>]*>([^<]+)</text>', chart.svg())
        assert lines and all(float(x) + 5.9 * len(words) <= 360 for x, words in lines)


def test_d24_legal_basis_and_opt_out_are_told_with_a_source_or_said_to_be_not_recorded():
    known = {"opt_out": {"said": "Not applied", "source": "A notice", "link": "https://example.org/x"}}
    text = programmes.governance(described(governance=known))
    [row] = rows_of(text, "Whether the national data opt-out is applied")
    assert "Not applied" in row and 'href="https://example.org/x"' in row
    [row] = rows_of(text, "What allows the audit to use patients&#39; details")
    assert "not recorded" in row


def test_d25_a_patient_is_followed_through_audits_in_order():
    text = str(programmes.ways(EVERY["nhfd"]))
    names = ["Hip Fracture Database</strong>", "Joint Registry", "Laparotomy", "Bowel Cancer Audit"]
    found = [text.index(name) for name in names]
    assert found == sorted(found)


def test_d37_a_case_study_is_found_by_its_metric():
    case = {"metric": "care_share", "unit": "Ashby", "said": "A clinic", "source": "X",
            "link": "https://example.org"}  # fmt: skip
    assert "Ashby" in rows_of(programmes.cases(described(cases=[case])), "Seen within a day")[0]
    assert "No case study of these 1 metric is recorded." in str(programmes.cases(described()))


def test_words_of_a_programme_with_markup_are_only_words():
    nasty = {"said": "<script>x</script>", "source": "<b>y</b>"}
    one = described(governance={"legal_basis": nasty}, commissioner="<i>z</i>")
    for html in (programmes.governance(one), programmes.registry(one)):
        assert not re.search("<(script|b|i)>", str(html))
