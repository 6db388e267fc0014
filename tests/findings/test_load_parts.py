"""Each part of what was found is read by slice, with its words, whichever audit was first."""

import shutil
import textwrap
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from insight import areas, definitions, findings, store
from insight.errors import UnknownArea, UnknownName
from insight.findings import frames, shelves

PROJECT = Path(__file__).parents[2]
HERE, THERE, TRUST, AWAY = "QWO", "QOX", "RR8", "R0A"
AUDIT = """
    {{name: Audit {0}, short: {0}, topic: Care {0}, provider: A college, about: Made up., cadence: quarterly,
    levels: [England, icb, trust], setting: treatment,
    metrics: [{{id: {0}_seen, title: Seen of {0}, outcome: seen, why: Delay harms., numerator: seen,
    denominator: referred, unit: "%", statistic: proportion, better: higher, type: process,
    dimension: effectiveness, stage: acute, owner: team, review: 2027-03-31, prompt: "Why?"}}]}}
    """
SOURCE = """
    {{title: Table {0}, publisher: A publisher, licence: CC0, published: 2024-09-26, kind: delimited,
    files: [{{path: {0}.csv}}], area: {{column: area}},
    level: {{column: level, names: {{E: england, I: icb, T: trust}}}}, control: as_published,
    period: {{column: quarter, format: quarter}}, measures: [{{metric: {0}_seen, columns: {{numerator: x,
    denominator: n}}}}], breakdowns: [{{breakdown: all, where: {{group: all}}}},
    {{breakdown: sex, where: {{group: [Female, Male]}}, group: {{column: group}}}}]}}
    """
EDITION = """
    {title: Invented, sources: [aaa, mmm, zzz], audits: [aaa, mmm, zzz], geography_date: 2024-06-30,
    as_at: 2024-12-31, population: who}
    """
WHO = """
    {title: Residents, publisher: Nobody, licence: CC0, tables: [{path: who.csv, fact: age, level: icb,
    area: code, group: age, people: n, on: 2024-04-01}]}
    """
QUARTERS = [f"{year}-Q{number}" for year in range(2020, 2024) for number in range(1, 5)]
ICBS = sorted(area.code for area in areas.known("icb", at=pd.Timestamp("2024-06-30").date()))


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).strip() + "\n")


def figures() -> list[str]:
    """Give sixteen quarters of every ICB, two trusts and England, and the sexes of one ICB and England."""
    rows = []
    for time, quarter in enumerate(QUARTERS):
        for at, code in enumerate(ICBS):
            rows.append(f"{code},I,{quarter},all,{245 + (at * 7 + time * 3) % 11},500")
        rows += [f"{code},T,{quarter},all,{120 + time % 3},250" for code in (TRUST, AWAY)]
        for code, level in ((HERE, "I"), ("E92000001", "E")):
            rows += [f"{code},{level},{quarter},{sex},{x},250" for sex, x in (("Female", 130), ("Male", 90))]
        rows.append(f"E92000001,E,{quarter},all,10500,21000")
    return rows


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Make findings of three audits: the first says only something of England, the last nothing of groups."""
    root = tmp_path_factory.mktemp("parts")
    shutil.copytree(PROJECT / "params" / "areas", root / "params" / "areas")
    write(root / "_config.yml", "title: invented")
    for name in ("aaa", "mmm", "zzz"):
        write(root / f"params/audits/{name}.yml", AUDIT.format(name))
        write(root / f"params/sources/{name}.yml", SOURCE.format(name))
    write(root / "params/editions/first.yml", EDITION)
    write(root / "params/populations/who.yml", WHO)
    head = "area,level,quarter,group,x,n"
    rows = figures()
    write(root / "aaa.csv", "\n".join([head, "E92000001,E,2023-Q4,all,5200,10000"]))
    write(root / "mmm.csv", "\n".join([head, *rows]))
    write(root / "zzz.csv", "\n".join([head, *(row for row in rows if ",all," in row)]))
    people = [f"{code},{age},{1000 + at * k}" for at, code in enumerate(ICBS)
              for k, age in ((7, "young"), (13, "middle"), (3, "old"))]  # fmt: skip
    write(root / "who.csv", "\n".join(["code,age,n", *people]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_ROOT", str(root))
        store.fetch(definitions.edition("first"), root)
        findings.make(definitions.edition("first"))
        yield root


PARTS = {
    "signals": findings.load_signals,
    "series": findings.load_series,
    "curves": findings.load_curves,
    "gaps": findings.load_gaps,
    "improved": findings.load_improved,
    "people": findings.load_people,
}
PLACED = [name for name in PARTS if name != "curves"]


@pytest.mark.parametrize("name", PARTS)
def test_every_part_can_be_read_whole_although_the_first_audit_has_none_of_it(made, name):
    found = PARTS[name]("first")
    wanted = {"mmm"} if name == "gaps" else {"mmm", "zzz"}
    assert set(found["audit"]) - {"aaa"} == wanted


@pytest.mark.parametrize("name", PARTS)
def test_the_slice_of_an_audit_is_that_audits(made, name):
    assert set(PARTS[name]("first", audit="mmm")["audit"]) == {"mmm"}
    assert set(PARTS[name]("first", audit="aaa")["audit"]) <= {"aaa"}


def test_the_slice_of_an_area(made):
    areas_of = {name: set(PARTS[name]("first", area=HERE, audit="mmm")["area"]) for name in PLACED}
    assert areas_of["signals"] == {*ICBS, TRUST}
    assert areas_of["series"] == areas_of["people"] == {HERE}
    assert areas_of["gaps"] == {HERE, "E92000001"}
    assert areas_of["improved"] == {HERE, TRUST}
    assert set(findings.load_curves("first", area=HERE)["area_type"]) == {"icb"}
    assert set(findings.load_curves("first", area=TRUST)["area_type"]) <= {"trust"}


def test_of_others_only_the_tests_against_each_other_are_read(made):
    found = findings.load_signals("first", area=HERE, audit="mmm")
    kinds = found.groupby("area")["kind"].unique().map(set)
    assert kinds[HERE] == kinds[TRUST] == {"others", "time"} and kinds[THERE] == {"others"}


@pytest.mark.parametrize("name", PARTS)
def test_an_area_or_an_audit_there_is_not_is_refused(made, name):
    with pytest.raises(UnknownArea, match="'Q9!'"):
        PARTS[name]("first", area="Q9!")
    with pytest.raises(UnknownName, match="mmm"):
        PARTS[name]("first", audit="mm")


@pytest.mark.parametrize("name", PARTS)
def test_words_stand_beside_the_numbers(made, name):
    row = PARTS[name]("first", audit="mmm").iloc[0]
    assert (row["title"], row["audit_name"], row["better"]) == ("Seen of mmm", "Audit mmm", "higher")
    if name in PLACED:
        here = PARTS[name]("first", audit="mmm", area=HERE).set_index("area").loc[[HERE]].iloc[0]
        assert (here["short_name"], here["region"]) == ("West Yorkshire", "North East and Yorkshire")
    if name == "signals":
        assert row["source_title"] == "Table mmm"


@pytest.mark.parametrize("name", PARTS)
def test_rows_are_read_in_one_order(made, name):
    first, second = (PARTS[name]("first", area=HERE) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_a_slice_holds_the_same_numbers_as_the_whole(made):
    whole = findings.load_series("first").query("area == @HERE and audit == 'mmm'").reset_index(drop=True)
    part = findings.load_series("first", area=HERE, audit="mmm")
    blank = part.columns[part.isna().all()]
    assert whole[blank].isna().all(axis=None)
    pd.testing.assert_frame_equal(part.drop(columns=blank), whole.drop(columns=blank), check_dtype=False)


def test_peers_are_read_with_their_names_the_declared_ones_first(made):
    peers = findings.load_peers("first", area=HERE)
    declared = peers[peers["rank"].notna()]
    assert declared["rank"].tolist() == list(range(1, 11)) and set(peers["area"]) == {HERE}
    assert peers["short_name"].notna().all() and HERE not in set(peers["peer"])
    assert findings.load_peers("first", area=TRUST).empty


def test_the_peers_of_an_edition_without_people_are_none(made):
    path = made / "params/editions/second.yml"
    write(path, EDITION.replace(", population: who", ""))
    store.fetch(definitions.edition("second"), made)
    assert findings.load_peers("second", area=HERE).empty
    assert findings.load_people("second", area=HERE).empty


def test_numbers_and_dates_keep_their_kind(made):
    signals, gaps = findings.load_signals("first"), findings.load_gaps("first")
    for frame, names in (
        (signals, ["value", "target", "exact_z", "phi", "tau_squared", "p", "q", "level"]),
        (gaps, ["absolute", "relative", "known", "sii", "change"]),
    ):
        assert [name for name in names if not pd.api.types.is_numeric_dtype(frame[name])] == []
    for frame in (signals, gaps, findings.load_series("first")):
        assert pd.api.types.is_datetime64_any_dtype(frame["period_end"])


@pytest.mark.parametrize("name", PARTS)
def test_a_slice_holds_the_same_rows_in_the_same_order_as_the_whole(made, name):
    whole, part = PARTS[name]("first"), PARTS[name]("first", audit="mmm")
    same = whole[whole["audit"] == "mmm"].reset_index(drop=True)
    pd.testing.assert_frame_equal(part, same, check_dtype=False)


def test_rows_stand_by_audit_metric_and_kind_of_area(made):
    rows = findings.load("first", area=HERE)[["audit", "metric_order", "area_type", "area"]].astype(str)
    assert list(rows.itertuples(index=False)) == sorted(rows.itertuples(index=False))


def test_words_are_text_or_missing(made):
    rows = findings.load("first", area=HERE)
    for name in ("title", "verdict", "withheld", "break_note", "parent"):
        assert {type(word) for word in rows[name].dropna()} <= {str}
    assert rows["break_note"].isna().all()


def test_findings_made_again_are_read_again(made):
    home = findings.folder("first")
    before = set(findings.load("first", audit="mmm")["title"])
    metrics = pd.read_parquet(home / "metrics.parquet")
    metrics.assign(title="Another " + metrics["title"]).to_parquet(home / "metrics.parquet")
    shelves.write(home)
    try:
        assert set(findings.load("first", audit="mmm")["title"]) == {f"Another {title}" for title in before}
    finally:
        metrics.to_parquet(home / "metrics.parquet")
        shelves.write(home)


def test_a_part_without_rows_still_has_its_columns_of_words_numbers_and_truths():
    shared, none = np.zeros(0, int), np.zeros(0, int)
    words = {"title": (shared, np.array(["a"], object)), "unit": (shared, np.array(["%"], object))}
    found = frames.frame(
        {**words, "value": np.zeros(0), "period": (none, np.array([np.nan], object))}, none, ()
    )
    assert list(found) == ["title", "unit", "value", "period"] and found.empty
