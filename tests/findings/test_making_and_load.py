"""Findings are made once, kept whole, made again when anything changed, and read by slice."""

import shutil
import textwrap
from pathlib import Path

import pandas as pd
import pytest

from insight import definitions, findings, store
from insight.errors import MissingInput, UnknownArea, UnknownName
from insight.findings import making

PROJECT = Path(__file__).parents[2]
AUDIT = """
    {name: Invented audit, short: INV, topic: Invented care, provider: An invented college, about: Made up.,
    cadence: quarterly, levels: [England, icb, trust], setting: treatment,
    breaks: [{date: 2024-01-01, note: A new form.}],
    metrics: [{id: inv_seen, title: Seen within a day, outcome: seen within a day, why: Delay harms.,
    numerator: seen, denominator: referred, unit: "%", statistic: proportion, better: higher,
    target: {kind: aspiration, value: 0.9, source: invented, verified: true}, type: process,
    dimension: effectiveness, stage: acute, owner: team, review: 2027-03-31, prompt: "Why?"}]}
    """
SOURCE = """
    {title: Invented table, publisher: Invented publisher, licence: CC0, published: 2024-09-26,
    kind: delimited, files: [{path: table.csv}], area: {column: area},
    level: {column: level, names: {E: england, I: icb, T: trust}},
    period: {column: quarter, format: quarter}, status: {column: status},
    measures: [{metric: inv_seen, columns: {numerator: x, denominator: n}}]}
    """
EDITION = """
    {title: Invented edition, sources: [table], audits: [inv], geography_date: 2024-06-30, as_at: 2024-12-31}
    """
ROWS = """
    area,level,quarter,status,x,n
    E92000001,E,2023-Q4,assured,5200,10000
    E92000001,E,2024-Q1,assured,5300,10000
    QWO,I,2023-Q4,assured,300,500
    QWO,I,2024-Q1,provisional,330,500
    QWO,I,2024-Q1,assured,340,510
    QOX,I,2024-Q1,assured,3,500
    RR8,T,2024-Q1,assured,150,250
    R0A,T,2024-Q1,assured,140,260
    """


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).strip() + "\n")


@pytest.fixture
def project(tmp_path, monkeypatch):
    shutil.copytree(PROJECT / "params" / "areas", tmp_path / "params" / "areas")
    write(tmp_path / "_config.yml", "title: invented")
    write(tmp_path / "params" / "audits" / "inv.yml", AUDIT)
    write(tmp_path / "params" / "sources" / "table.yml", SOURCE)
    write(tmp_path / "params" / "editions" / "first.yml", EDITION)
    write(tmp_path / "table.csv", ROWS)
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def made(project):
    edition = definitions.edition("first")
    store.fetch(edition, project)
    findings.make(edition)
    return project


def cell(frame, area, quarter="2024-03-31"):
    [row] = frame[(frame["area"] == area) & (frame["period_end"] == quarter)].to_dict("records")
    return row


def test_a_page_reads_its_area_with_england_its_kin_and_its_trusts(made):
    found = findings.load("first", area="QWO")
    assert set(found["area"]) >= {"QWO", "E92000001", "QOX", "RR8"}
    assert "R0A" not in set(found["area"])
    here = cell(found, "QWO")
    assert (here["area_name"], here["title"], here["source_title"]) == (
        "NHS West Yorkshire Integrated Care Board", "Seen within a day", "Invented table",
    )  # fmt: skip
    assert (here["target"], here["target_kind"], here["age_months"]) == (0.9, "aspiration", 9)


def test_the_assured_figure_replaces_the_provisional_one_and_says_what_it_was(made):
    here = cell(findings.load("first", audit="inv"), "QWO")
    assert (here["status"], here["value"]) == ("assured", pytest.approx(340 / 510))
    assert here["revised_from"] == pytest.approx(330 / 500)


def test_a_break_in_series_begins_a_new_step(made):
    found = findings.load("first", audit="inv")
    assert cell(found, "QWO", "2023-12-31")["step"] == 0 and cell(found, "QWO")["step"] == 1


def test_a_small_number_is_withheld_from_the_findings_themselves(made):
    [stored] = pd.read_parquet(
        findings.folder("first") / "audits" / "inv.parquet",
        filters=[("area", "==", "QOX"), ("latest", "==", True)],
    ).to_dict("records")
    assert "recognised" in stored["withheld"]
    for name in ("numerator", "denominator", "value", "lower", "upper"):
        assert pd.isna(stored[name]), name


def test_an_icb_the_data_say_nothing_of_is_in_the_findings_as_impossible(made):
    assert "cannot be made" in cell(findings.load("first", audit="inv"), "QYG")["withheld"]


def test_nothing_is_made_twice_and_everything_after_a_change(made):
    edition = definitions.edition("first")
    before = (findings.folder("first") / "key.txt").stat().st_mtime_ns
    findings.make(edition)
    assert (findings.folder("first") / "key.txt").stat().st_mtime_ns == before
    path = made / "params" / "audits" / "inv.yml"
    path.write_text(path.read_text().replace("better: higher", "better: lower"))
    findings.make(edition)
    assert cell(findings.load("first", audit="inv"), "QWO")["verdict"] == "worse"


def test_two_makings_give_the_same_bytes(made):
    home = findings.folder("first")
    first = {path.name: path.read_bytes() for path in home.rglob("*.parquet")}
    shutil.rmtree(home)
    findings.make(definitions.edition("first"))
    assert first == {path.name: path.read_bytes() for path in home.rglob("*.parquet")}


def test_before_anything_is_fetched_the_command_to_run_is_named(project):
    with pytest.raises(MissingInput, match="insight fetch"):
        findings.make(definitions.edition("first"))
    with pytest.raises(MissingInput, match="insight fetch first"):
        findings.load("first", area="QWO")


def test_an_area_or_audit_the_edition_does_not_have_is_refused(made):
    with pytest.raises(UnknownArea, match="'Q99'"):
        findings.load("first", area="Q99")
    with pytest.raises(UnknownArea, match="nothing about S1Y5D"):
        findings.load("first", area="S1Y5D")
    with pytest.raises(UnknownName, match="inv"):
        findings.load("first", audit="ssnap")


def test_findings_that_other_code_made_are_made_again_when_a_page_asks(made):
    (findings.folder("first") / "code.txt").write_text("of an earlier version")
    (findings.folder("first") / "key.txt").write_text("of an earlier version")
    shutil.rmtree(findings.folder("first") / "audits")
    assert cell(findings.load("first", audit="inv"), "QWO")["value"] == pytest.approx(340 / 510)


@pytest.fixture
def two(project):
    """Give a project of two audits, each with a table of its own."""
    write(project / "params" / "audits" / "other.yml", AUDIT.replace("inv_seen", "other_seen"))
    other = SOURCE.replace("inv_seen", "other_seen").replace("table.csv", "other.csv")
    write(project / "params" / "sources" / "other.yml", other)
    write(project / "other.csv", ROWS)
    edition = EDITION.replace("[table]", "[table, other]").replace("[inv]", "[inv, other]")
    write(project / "params" / "editions" / "first.yml", edition)
    store.fetch(definitions.edition("first"), project)
    return project


def kept():
    home = findings.folder("first")
    return {path.relative_to(home): path.read_bytes() for path in sorted(home.rglob("*.*"))}


def test_audits_worked_on_side_by_side_are_found_as_one_after_another(two):
    findings.make(definitions.edition("first"), workers=1)
    before = kept()
    shutil.rmtree(findings.folder("first"))
    findings.make(definitions.edition("first"), workers=2)
    assert kept() == before and len(before) > 15


def test_only_an_audit_that_has_changed_is_worked_on_again(two, monkeypatch):
    findings.make(definitions.edition("first"))
    work, worked_on = making.side_by_side, []
    monkeypatch.setattr(
        making,
        "side_by_side",
        lambda do, audits, workers: worked_on.extend(audits) or work(do, audits, workers),
    )
    text = (two / "other.csv").read_text()
    (two / "other.csv").write_text(text.replace("RR8,T,2024-Q1,assured,150", "RR8,T,2024-Q1,assured,165"))
    store.fetch(definitions.edition("first"), two)
    slices = findings.Slices("first")
    before = {audit: slices.digest(audit=audit) for audit in ("inv", "other")}
    findings.make(definitions.edition("first"))
    assert [audit.id for audit in worked_on] == ["other"]
    again = findings.Slices("first")
    assert again.digest(audit="inv") == before["inv"] and again.digest(audit="other") != before["other"]
    taken_over = kept()
    shutil.rmtree(findings.folder("first"))
    findings.make(definitions.edition("first"), workers=1)
    assert kept() == taken_over


def test_a_changed_row_changes_the_slices_that_hold_it_and_no_other(two):
    findings.make(definitions.edition("first"))
    before = findings.Slices("first")
    text = (two / "table.csv").read_text()
    (two / "table.csv").write_text(text.replace("QWO,I,2023-Q4,assured,300", "QWO,I,2023-Q4,assured,315"))
    store.fetch(definitions.edition("first"), two)
    findings.make(definitions.edition("first"))
    now = findings.Slices("first")
    changed = {area for area in now.kept["places"] if now.digest(area) != before.digest(area)}
    assert changed == {"QWO"}  # an older period, which no other ICB is shown beside


def test_drafts_of_a_process_that_was_killed_are_cleared_away(made):
    stray = findings.folder("first").with_name("findings.draft-999999")
    stray.mkdir()
    (findings.folder("first") / "key.txt").write_text("other")
    findings.make(definitions.edition("first"))
    assert not stray.exists()
