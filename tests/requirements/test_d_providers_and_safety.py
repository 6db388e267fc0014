"""What was asked of pages on trusts, England, impacts, enquiries and changed names: a test for each row."""

import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest

import miniature
from insight import (
    areas,
    definitions,
    enquiries,
    findings,
    impacts,
    narrative,
    organisations,
    providers,
    run,
    tables,
)
from insight import store as stored
from insight.book.bodies import former_names
from insight.book.facts import source_facts
from insight.definitions.audit import Level
from insight.errors import BadDefinition, UnknownArea, UnknownName
from insight.formats.rows import level_of, place
from insight.formats.spread import spreads
from invented_findings import ENGLAND, HERE, TRUST, finding, frame, wrists

PROJECT = miniature.HERE
ACUTE, OTHER_ACUTE, MENTAL, COMMUNITY = "RR8", "R0A", "G6V2S", "RY4"
COUNTS = ["numerator", "denominator"]
MADE_FROM_TRUSTS = ("nhfd_surgery", "nhfd_home")  # in the small edition
KEPT = ("nela_mortality", "nela_ascertainment", "ncapsy_two_weeks", "mbrm_death_rate", "nhfd_operation")


@pytest.fixture
def mended(tmp_path, monkeypatch):
    """Give a function that changes one text in a file of params/, in a copy of the project."""

    def changed(file, old, new):
        shutil.copytree(PROJECT / "params", tmp_path / "params")
        shutil.copy(PROJECT / "_config.yml", tmp_path)
        path = tmp_path / "params" / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
        monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))

    return changed


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small edition of real notebooks, with boards' figures made from their trusts; and its pages."""
    home = tmp_path_factory.mktemp("few")
    with pytest.MonkeyPatch.context() as patch:
        shutil.copytree(PROJECT / "params", home / "params")
        for name in ("notebooks", "book", "_config.yml", "CHANGELOG.md"):
            (home / name).symlink_to(PROJECT / name)
        source = home / "params" / "sources" / "demo.yml"
        source.write_text(_few_metrics(source.read_text()))
        patch.setenv("INSIGHT_ROOT", str(home))
        miniature.edition(
            home, reports=["national", "trust", "icb_audit", "safety"], sources="[demo]",
            audits="[nhfd, nela, ncapsy, mbrrace_maternal]", areas="[QWO]", seed="5",
        )  # fmt: skip
        edition = definitions.edition("tiny")
        stored.fetch(edition)
        findings.make(edition)
        jobs = [
            job
            for job in run.plan(edition)
            if job.report in ("national", "safety")
            or job.parameters.get("trust") in (ACUTE, "RY6")
            or job.parameters.get("audit") in ("nhfd", "mbrrace_maternal")
            and job.report == "icb_audit"
        ]
        assert run.make(edition, jobs, workers=2) == {}
        yield SimpleNamespace(edition=edition, pages={job.path: _shown(job.page) for job in jobs})


def _few_metrics(text: str) -> str:
    """Give the demonstration's source with few metrics, two of them of trusts alone, which make up boards."""
    lines = []
    for line in text.replace("roll_up: {sub_icb: icb}", "roll_up: {sub_icb: icb, trust: icb}").splitlines():
        name = line.strip().partition(":")[0]
        if name in MADE_FROM_TRUSTS:
            line = line.replace("levels: [icb, trust]", "levels: [trust]")
        if not line.startswith("  ") or name in (*KEPT, *MADE_FROM_TRUSTS) or ": {level:" not in line:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _shown(page: Path) -> str:
    """Give what a page's cells show, and its words."""
    said = []
    for cell in nbformat.read(page, as_version=4).cells:
        said += [cell.source] if cell.cell_type == "markdown" else []
        outputs = cell.get("outputs", [])
        said += ["".join(output.get("data", {}).get("text/html", "")) for output in outputs]
    return "\n".join(said)


def page(made, start):
    [text] = [text for name, text in made.pages.items() if name.startswith(start)]
    return text


# A26, D32: trusts


def row(code, value=0.5, **changes):
    return finding(code, value, **{"area_type": "trust", "parent": "QWO", "setting": "treatment", **changes})


def taking_part(code, *rows):
    other = {"audit": "nela", "audit_short": "NELA", "audit_levels": "England, trust"}
    found = frame([finding(ENGLAND, 0.6), finding(ENGLAND, 0.6, **other), *rows])
    return providers.participation("demo", found, code).set_index("audit")


STATUSES = {
    # name: (trust, rows, audit, status)
    "with a result": (ACUTE, [row(ACUTE)], "care", "takes part"),
    "with a result that is withheld": (ACUTE, [row(ACUTE, None)], "care", "takes part"),
    "with results of an earlier period alone": (
        ACUTE, [row(ACUTE, quarter=1), row(OTHER_ACUTE)], "care", "took part before",
    ),
    "without, where others of its sector have results": (ACUTE, [row(OTHER_ACUTE)], "care", "not said"),
    "without, where none of its sector has results": (MENTAL, [row(OTHER_ACUTE)], "care", "not applicable"),
    "without, where nobody has results": (ACUTE, [], "nela", "not said"),
    "named by a published list": ("RVR", [row(OTHER_ACUTE, audit="flsdb")], "flsdb", "did not take part"),
    "named by a list as giving no such care": (
        "RVR", [row(OTHER_ACUTE, audit="nvr")], "nvr", "not applicable",
    ),
    "named by a list, with results": ("RVR", [row("RVR", audit="flsdb")], "flsdb", "takes part"),
}  # fmt: skip


@pytest.mark.parametrize("code, rows, audit, status", STATUSES.values(), ids=STATUSES)
def test_d32_a_trust_takes_part_or_not_only_as_the_data_or_a_list_say(code, rows, audit, status):
    assert taking_part(code, *rows).loc[audit, "status"] == status


def test_d32_a_list_of_another_edition_says_nothing():
    found = frame([finding(ENGLAND, 0.6), row(OTHER_ACUTE, audit="flsdb")])
    assert providers.participation("maternity", found, "RVR").set_index("audit").loc["flsdb", "status"] != (
        "did not take part"
    )


def test_d32_an_audit_that_does_not_publish_by_trust_is_left_out():
    rows = taking_part(ACUTE, finding(ENGLAND, 0.6, audit="far", audit_levels="England, icb"), row(ACUTE))
    assert "far" not in rows.index and "care" in rows.index


def test_d32_case_ascertainment_is_told_with_its_interval_or_that_it_is_withheld_or_not_published():
    shared = {"audit": "nela", "audit_short": "NELA", "audit_levels": "England, trust"}
    for value, said in (
        (
            0.9,
            "NELA holds 90.0% of its cases in October to December 2024 (95% interval 88.0% to 92.0%), enough",
        ),
        (0.6, "too few: 70% is the least for its outliers to be told"),
        (None, "no figure. So few people are counted"),
    ):
        rows = taking_part(ACUTE, row(ACUTE), row(ACUTE, value, metric="nela_ascertainment", **shared))
        text = str(narrative.participation(rows.reset_index()))
        assert said in text and "What share of its cases 1 audit holds" not in text
        assert "What share of its cases the other 1 audit holds is not published." in text


def test_d32_a_code_that_is_no_trust_on_the_day_is_refused():
    for code in ("QWO", "ZZZ", "RW3"):
        with pytest.raises(UnknownArea, match=code):
            providers.trust("demo", code)
    assert providers.trust("demo", COMMUNITY).sector == "community"


def test_d32_a_trusts_page_says_who_it_is_where_it_is_based_and_whom_its_results_count():
    found = wrists(setting="treatment", parent_name="Ashby")
    who = SimpleNamespace(code=TRUST, name="Ashby Hospitals NHS Trust", short_name="Ashby", sector="acute")
    text = str(narrative.provider(found, who))
    assert "Ashby Hospitals NHS Trust is an acute trust, based in <a" in text
    assert f'href="insight:icb={HERE}">Ashby</a>' in text
    assert "1 worse than England, of 1 metric" in text
    assert "All 1 metric counts the people it treats, wherever they live." in text


def test_d32_results_by_treatment_and_by_residence_are_counted_apart():
    found = frame([row(ACUTE), row(ACUTE, metric="m2", setting="residence")])
    who = SimpleNamespace(code=ACUTE, name="Leeds", short_name="Leeds", sector="")
    text = str(narrative.provider(found.assign(parent_name="Ashby"), who))
    assert (
        "1 metric counts the people it treats" in text and "1 metric counts people by where they live" in text
    )


def test_d32_an_area_without_rows_is_named_by_what_was_loaded():
    found = wrists()
    found.attrs = {"area": COMMUNITY, "area_type": "trust", "short_name": "Hertfordshire Community"}
    assert place(found, COMMUNITY) == "Hertfordshire Community" and level_of(found, COMMUNITY) == "trust"
    assert place(found, "ZZZ") == "ZZZ" and level_of(found, "ZZZ") == "icb"
    assert "Hertfordshire Community: no audit in this edition publishes results for this trust." in str(
        narrative.opening(found, COMMUNITY)
    )


def test_a26_a_boards_table_of_trusts_leads_to_the_page_of_each():
    assert f'<a href="insight:trust={TRUST}">Ashby Hospitals</a>' in str(tables.trusts(wrists(), HERE))


def board_of(*trusts, total=(30, 100), parts=2, **changes):
    made_from = {"part_type": "trust", "parts": parts, "basis": "counts", **changes}
    whole = finding(HERE, 0.3, numerator=total[0], denominator=total[1], **made_from)
    rows = [
        finding(
            f"R0{place}", 0.3, area_type="trust", parent=HERE, numerator=x, denominator=n, part_type="trust"
        )
        for place, (x, n) in enumerate(trusts)
    ]
    return frame([finding(ENGLAND, 0.6), whole, *rows])


AGREEING = {
    # name: (trusts, changes of the board, what is said)
    "counts that add up": ([(10, 40), (20, 60)], {}, "<td>yes</td>"),
    "counts that do not": ([(10, 40), (25, 60)], {}, "no: 5 apart"),
    "rounded counts that may": (
        [(10, 40), (25, 60)],
        {"basis": "rounded counts"},
        "within rounding (5 apart)",
    ),
    "rounded counts too far": ([(10, 40), (40, 60)], {"basis": "rounded counts"}, "no: 20 apart"),
    "a trust that is not shown": ([(10, 40)], {}, "1 of 2 trusts can be shown"),
}


@pytest.mark.parametrize("trusts, changes, said", AGREEING.values(), ids=AGREEING)
def test_a26_a_boards_figure_is_held_against_the_sum_of_its_trusts(trusts, changes, said):
    assert said in str(tables.made_of_trusts(board_of(*trusts, **changes), HERE))


def test_a26_no_sum_is_given_beside_a_total_when_a_trust_is_withheld():
    text = str(tables.made_of_trusts(board_of((10, 40)), HERE))
    assert "not given" in text and "10 of 40" not in text


def test_a26_a_figure_that_is_not_made_from_trusts_has_no_such_line():
    assert str(tables.made_of_trusts(wrists(), HERE)) == ""


@pytest.mark.slow
def test_a26_trusts_add_up_to_the_board_in_the_demonstration_wherever_all_are_shown(made):
    found = findings.load("tiny")
    found = found[(found["breakdown"] == "all") & found["metric"].isin(MADE_FROM_TRUSTS)]
    boards = found[(found["area_type"] == "icb") & (found["part_type"] == "trust") & found["value"].notna()]
    trusts = found[found["area_type"] == "trust"].assign(hidden=lambda rows: rows["denominator"].isna())
    keys = ["metric", "period_end", "parent"]
    sums = trusts.groupby(keys, observed=True).agg(
        numerator=("numerator", "sum"), denominator=("denominator", "sum"), hidden=("hidden", "sum"),
        trusts=("area", "size"),
    )  # fmt: skip
    both = boards.merge(sums.reset_index(), left_on=["metric", "period_end", "area"], right_on=keys)
    whole = both[both["hidden"] == 0]
    assert len(both) > 100 and len(whole) > 100 and (both["hidden"] > 0).any()
    assert (whole["parts"] == whole["trusts"]).all()
    for name in COUNTS:  # each count is rounded to 5 on its own, so each may be 2.5 off
        apart = (whole[f"{name}_x"].astype(float) - whole[f"{name}_y"].astype(float)).abs()
        assert (apart <= 2.5 * (whole["trusts"] + 1)).all()


@pytest.mark.slow
def test_a26_no_board_of_the_demonstration_disagrees_with_its_trusts(made):
    said = [str(tables.made_of_trusts(findings.load("tiny", area=board.code), board.code))
            for board in areas.known("icb", at=made.edition.geography_date)]  # fmt: skip
    assert sum(">yes" in text for text in said) > 10
    assert not any("no: " in text for text in said)


@pytest.mark.slow
def test_d32_a_trusts_page_tells_participation_before_results_and_every_audit_it_is_in(made):
    text = page(made, "trust/rr8")
    order = [
        "Leeds Teaching Hospitals NHS Trust is an acute trust", "Which audits it takes part in",
        "What stands out", "What has changed", "Every metric against England",
    ]  # fmt: skip
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert 'href="insight:icb=QWO"' in text
    for short in ("NHFD", "NELA"):
        assert f"({short})</a></th><td>takes part" in text
    assert "No acute trust has results in this audit." in text  # of psychosis
    assert "Leeds Teaching Hospitals among trusts, by number of people" in text  # its place on a funnel
    assert "ICB" not in text.replace("(published for England, ICBs", "")  # a trust is not called one


@pytest.mark.slow
def test_d32_a_trust_without_results_has_a_page_that_says_so(made):
    text = page(made, "trust/ry6")
    assert (
        "Leeds Community Healthcare NHS Trust is a community trust. No audit in this edition has results"
        in text
    )
    assert "No audit that publishes by trust is known to be open to it." in text and ">RY6<" not in text


@pytest.mark.slow
def test_one_audit_in_one_board_has_all_its_charts_or_says_why_not(made):
    full, none = page(made, "icb_audit/qwo-nhfd"), page(made, "icb_audit/qwo-mbrrace")
    for name in ("funnel", "overview", "caterpillar", "trend", "spc"):
        assert f'id="{name}' in full or f'id="chart-{name}' in full or name in full
    assert full.count("<svg") >= 10
    assert (
        "No metric of West Yorkshire can be compared with England." in none
        and "QWO" not in none.split("href")[0]
    )


# A28: levels


def test_a28_every_level_of_oversight_has_areas_but_local_maternity_systems_of_which_there_is_no_list():
    at = definitions.edition("demo").geography_date
    for level in ("trust", "icb", "region", "england"):
        assert areas.known(level, at=at)
    [lmns] = [step for step in enquiries.framework().route if step.level == "lmns"]
    assert "No list of these systems" in lmns.note  # said where the level is named


def test_a28_every_metric_declares_the_levels_at_which_it_is_published():
    known = set(Level.__args__)
    for audit in definitions.audits().values():
        for metric in audit.metrics:
            assert set(metric.levels or audit.levels) and set(metric.levels or audit.levels) <= known


def test_a28_all_audits_at_a_glance_say_for_which_levels_each_is_published():
    text = str(tables.at_a_glance(wrists()))
    assert "England, ICBs and trusts" in text and 'href="insight:audit=care"' in text


def test_all_audits_at_a_glance_count_boards_and_trusts():
    text = str(tables.at_a_glance(wrists()))
    line = text[text.index("Broken wrists") :]
    numbers = [part.split("<")[0] for part in line.split('<td class="insight-number">')[1:8]]
    assert numbers[:4] == ["1", "1", "3", "1"]  # a metric; better, similar and worse
    assert numbers[6] == "1"  # trusts


# Where variation is widest


def spread_over(values, **changes):
    return [finding(f"Q{place:02}", value, **changes) for place, value in enumerate(values)]


def test_variation_is_told_of_metrics_with_boards_enough_that_chance_does_not_explain():
    wide = spread_over([0.4, 0.5, 0.6, 0.7, 0.8] * 2, metric="wide")
    alike = spread_over([0.59, 0.6, 0.61, 0.6, 0.6] * 2, metric="alike")
    few = spread_over([0.1, 0.5, 0.9], metric="few")
    small = spread_over([0.4, 0.5, 0.6, 0.7, 0.8] * 2, metric="small", headline=False)
    found = spreads(frame([*wide, *alike, *few, *small]))
    assert found["metric"].tolist() == ["wide"]
    [one] = found.to_dict("records")
    assert one["spread"] == pytest.approx(0.2) and (one["areas"], one["different"]) == (10, 8)


def test_the_widest_come_first_and_units_are_never_mixed():
    shares = spread_over([0.4, 0.5, 0.6, 0.7, 0.8] * 2, metric="less", title="Less wide")
    shares += spread_over([0.2, 0.4, 0.6, 0.8, 0.9] * 2, metric="more", title="More wide")
    waits = spread_over([5, 8, 10, 12, 20] * 2, metric="wait", title="Wait", unit="days", england=10.0)
    text = str(tables.widest(frame([*shares, *waits])))
    assert (
        text.index("More wide")
        < text.index("Less wide")
        < text.index("Times, rates and scores")
        < text.index("Wait")
    )
    assert "20.0 points" in text and "40% of England" in text


# D21, D22, D28: impacts


def test_d21_an_impact_has_one_of_exactly_four_levels_each_dated_and_sourced():
    register = impacts.register()
    assert impacts.LEVELS == ("national", "system", "local", "public")
    assert set(register["level"]) == set(impacts.LEVELS)
    assert register["source"].str.len().gt(0).all()
    assert all(isinstance(day, date) for day in register["published"])


def test_d21_impacts_are_counted_at_each_level():
    text = str(tables.impacts(impacts.register()))
    register = impacts.register()
    for level, number in register["level"].value_counts().items():
        line = text[text.index(f'<th scope="row">{level.capitalize()}</th>') :].split("</tr>")[0]
        assert line.endswith(f">{number}</td>")
    none = str(tables.impacts(register[register["level"] == "local"]))
    assert '<th scope="row">Public</th><td class="insight-number">0</td>' in none


WRONG = {
    "a level that is none of the four": ("level: public", "level: global", "national"),
    "a kind that is none of the four": ("kind: interventional", "kind: surgical", "interventional"),
    "no date": ("published: 2023-01-17\nimpacts", "impacts", "published"),
    "no source": ("source: HQIP, articles on national clinical audit and on patient safety\n", "", "source"),
    "two of one id": ("- id: hip_spc", "- id: picanet_covid", "picanet_covid"),
    "a figure without its caveat": ("    caveat: This is", "    note: This is", "caveat"),
}


@pytest.mark.parametrize("old, new, said", WRONG.values(), ids=WRONG)
def test_d21_an_impact_is_refused_with(mended, old, new, said):
    mended("impacts/hqip_january_2023.yml", old, new)
    with pytest.raises(BadDefinition, match=said):
        impacts.register()


FACTS = {
    # id: (kind, what must be told)
    "prostate_radiotherapy": ("interventional", "96% of patients with prostate cancer"),
    "stroke_consultant": ("patient outcomes", "dropped by 4.5 hours"),
    "palliative_access": ("process", "has doubled"),
    "prostate_rating": ("process", "91% of patients rated"),
    "arthritis_standards": ("patient outcomes", "three key standards"),
}


@pytest.mark.parametrize("name", FACTS)
def test_d22_the_facts_of_2023_are_there_as_told_each_of_its_kind(name):
    kind, said = FACTS[name]
    found = impacts.register().set_index("id").loc[name]
    assert (found["level"], found["kind"], found["judged"]) == ("national", kind, "source")
    assert said in found["said"] and said in str(tables.impacts(impacts.register()))


def test_d22_there_are_exactly_four_kinds():
    assert impacts.KINDS == ("interventional", "patient outcomes", "use of data", "process")
    assert set(impacts.register()["kind"]) == set(impacts.KINDS)


def test_d22_a_level_we_gave_is_told_to_be_ours():
    register = impacts.register()
    ours = int((register["judged"] == "here").sum())
    assert str(tables.impacts(register)).count("level and kind given by us") == ours > 0


def test_d28_the_figure_of_avoidable_deaths_is_never_given_without_its_caveat():
    [figure] = impacts.estimates()
    assert "11,000" in figure.figure and "before the COVID-19 pandemic" in figure.caveat
    assert str(figure) == f"{figure.figure} {figure.caveat}"
    text = str(narrative.estimated([figure]))
    assert text.count("11,000") == text.count("before the COVID-19 pandemic") == 1


@pytest.mark.slow
def test_d28_the_caveat_prints_wherever_the_figure_does(made):
    told = [text for text in made.pages.values() if "11,000" in text]
    assert len(told) == 2
    assert all(
        text.count("11,000") == text.count("estimate from before the COVID-19 pandemic") for text in told
    )


# D26, D27, D29, D30, D31: enquiries and safety


def test_d26_a_programme_of_enquiry_has_themes_findings_and_recommendations_and_nothing_to_rank():
    fields = set(enquiries.Programme.model_fields) | set(enquiries.Finding.model_fields)
    assert {"themes", "findings", "recommendations"} <= fields
    assert not fields & {"value", "rank", "area", "numerator", "denominator", "lower", "upper"}
    [mothers] = [one for one in enquiries.programmes() if one.id == "maternal_newborn_infant"]
    text = str(narrative.enquiries([mothers]))
    assert text.count("Found: ") == len(mothers.findings) > 0
    assert text.count("Asked for: ") == len(mothers.recommendations) > 0


def test_d26_there_are_four_enquiries_and_one_that_is_not_told_of_is_named_and_said_so():
    enquiring = [one for one in enquiries.programmes() if one.form == "confidential enquiry"]
    assert len(enquiring) == 4
    silent = [one for one in enquiring if not one.told]
    assert silent and str(narrative.enquiries(silent)).count("No finding or recommendation") == len(silent)


@pytest.mark.slow
def test_d26_the_page_on_safety_names_no_place_and_ranks_nothing(made):
    text = page(made, "safety/")
    at = made.edition.geography_date
    places = [area for level in ("icb", "trust", "region") for area in areas.known(level, at=at)]
    assert not [area.name for area in places if area.name in text]
    assert "insight:icb" not in text and "insight:trust" not in text and "<svg" not in text
    assert "It does not say whose fault it was." in text and "so none is shown" in text


BENT = {
    "a theme that is not listed": (
        "maternal_newborn_infant.yml",
        "    theme: epilepsy\n",
        "    theme: ears\n",
        "ears",
    ),
    "a source that is not listed": ("child_mortality.yml", "    source: gap\n", "    source: gaps\n", "gaps"),
    "a score": ("mental_health.yml", "short: NCISH", "short: NCISH\nrank: 3", "rank"),
}


@pytest.mark.parametrize("file, old, new, said", BENT.values(), ids=BENT)
def test_d26_a_programme_is_refused_with(mended, file, old, new, said):
    mended(f"enquiries/{file}", old, new)
    with pytest.raises(BadDefinition, match=said):
        enquiries.programmes()


def test_d27_learning_is_the_purpose_and_judging_people_is_not():
    text = str(narrative.purpose(enquiries.framework()))
    assert "Patient Safety Incident Response Framework (PSIRF)" in text and "a chance to learn" in text
    assert (
        "never for managing one person&#39;s performance, deciding who is liable or finding the cause" in text
    )


def test_d27_the_checklist_has_the_five_cultures_each_with_a_question(mended):
    text = str(narrative.cultures(enquiries.framework()))
    for name in ("Informed", "Reporting", "Just", "Flexible", "Learning"):
        assert f"{name} culture." in text
    assert text.count("?</li>") == 5
    mended("enquiries/framework.yml", "name: flexible", "name: learning")
    with pytest.raises(BadDefinition, match="informed, reporting, just, flexible, learning"):
        enquiries.framework()


def test_d29_a_concern_goes_from_trust_to_nation_in_order(mended):
    text = str(narrative.route(enquiries.framework()))
    steps = ["Hospital trust", "(LMNS)", "(ICB)", "NHS region", "(MSSCG)"]
    assert "<ol" in text and [text.index(step) for step in steps] == sorted(
        text.index(step) for step in steps
    )
    assert "A trust with a cluster of cases, or an outlier, is flagged" in text
    mended("enquiries/framework.yml", "level: lmns", "level: icb")
    with pytest.raises(BadDefinition, match="trust, lmns, icb, region, national"):
        enquiries.framework()


def test_d30_two_metrics_of_timeliness_have_their_standards():
    metrics = definitions.metrics()
    framework = enquiries.framework()
    assert {one.metric: one.standard for one in framework.timeliness} == {
        "mbrp_notified": "within 7 working days",
        "mbrp_completed": "within 1 month of the death",
    }
    for one in framework.timeliness:
        assert metrics[one.metric].target.value == 1 and metrics[one.metric].type == "process"
        assert metrics[one.metric].numerator.endswith(one.standard.removesuffix(" of the death"))
    text = str(tables.timeliness(framework, metrics))
    assert "within 7 working days" in text and "within 1 month" in text and "(CNST)" in text


def test_d31_live_surveillance_is_an_example_of_a_cadence():
    text = str(tables.cadences(enquiries.framework()))
    assert (
        "live, while an event lasts" in text and "National Child Mortality Database, in the COVID-19" in text
    )


# D33: names that have changed

NOW = {
    "NHS Digital": ("NHS England",),
    "nhsd": ("NHS England",),
    "NHSX": ("NHS England",),
    "PHE": ("UK Health Security Agency", "Office for Health Improvement and Disparities", "NHS England"),
    "National Disease Registration Service of Public Health England": (
        "National Disease Registration Service of NHS England",
    ),
    "NICOR at Barts Health NHS Trust": ("NICOR at NHS Arden & GEM Commissioning Support Unit",),
    "NHS England": ("NHS England",),
}


@pytest.mark.parametrize("old", NOW)
def test_d33_an_old_name_leads_to_whoever_does_the_work_now(old):
    assert organisations.current(old) == NOW[old]


def test_d33_the_page_on_data_lists_every_change_with_its_source():
    text = former_names()
    for change in organisations.changes():
        assert change.was in text.replace("&amp;", "&") and change.sources[0].split(" http")[0] in text
    assert "1 February 2023" in text and "not said" in text
    assert "generated/bodies.md" in (PROJECT / "book" / "data.md").read_text()


def test_d33_a_publisher_that_has_ended_is_followed_by_who_does_its_work_now():
    source = definitions.source("maternity")
    before = source.model_copy(update={"publisher": "NHS Digital"})
    assert "NHS Digital, now NHS England" in source_facts(before, date(2026, 1, 1))
    assert ", now" not in source_facts(source, date(2026, 1, 1))
    assert organisations.now("University of Leeds") == ()


LOST = {
    "changes that lead round": (
        "    became: [NHS England]\n    on: 2023-02-01",
        "    became: [NHS Digital]",
        "circle",
    ),
    "a body that is not listed": ("  - {name: NHSX}\n", "", "NHSX"),
    "a name of two bodies": ("also: [PHE]", "also: [NHSX]", "NHSX"),
}


@pytest.mark.parametrize("old, new, said", LOST.values(), ids=LOST)
def test_d33_a_history_is_refused_with(mended, old, new, said):
    mended("organisations/national_bodies.yml", old, new)
    with pytest.raises(BadDefinition, match=said):
        organisations.changes()


def test_d33_a_name_nobody_knows_is_refused():
    with pytest.raises(UnknownName, match="NHS Digitl"):
        organisations.current("NHS Digitl")


# The page about England


@pytest.mark.slow
def test_the_page_about_england_is_called_national_and_shows_audits_variation_and_impacts(made):
    text = page(made, "national/")
    order = ["All audits at a glance", "Where variation is widest", "What has come of audits"]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert "Published statements, not made-up data." in text
    [job] = [job for job in run.plan(definitions.edition("demo")) if job.report == "national"]
    assert job.title == "England at a glance"


def test_the_demonstration_asks_for_national_first_trusts_after_boards_and_safety_after_topics():
    reports = definitions.edition("demo").reports
    order = [reports.index(name) for name in ("national", "icb_insight", "trust", "audit_topic", "safety")]
    assert order == sorted(order) and order[0] == 0
