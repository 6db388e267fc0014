"""Who lives where: read whole, refused by row, kept with the edition, and needed by none."""

import textwrap

import pandas as pd
import pytest

import invented
from insight import areas, definitions, store
from insight.definitions import Population
from insight.errors import BadData, BadDefinition, MissingInput, UnknownName, WrongChecksum
from insight.findings.people import alike
from insight.observations import residents

POPULATION = """
    title: Invented residents
    publisher: Nobody
    licence: CC0
    tables:
      - {path: who.csv, fact: age, level: icb, area: code, group: age, people: n, on: 2024-04-01}
    """
ON = pd.Timestamp("2024-04-01").date()
CODES = sorted(area.code for area in areas.known("icb", at=ON))
REAL = invented.SHARED / "population"
real = pytest.mark.skipif(not REAL.is_dir(), reason="the folder of shared data is not there")


def lines(**changes: str) -> list[str]:
    """Give a table of every ICB's young and old; a code given replaces that ICB's rows."""
    rows = ["code,age,n"]
    for at, code in enumerate(CODES):
        rows += changes.get(code, f"{code},young,{1000 + at}\n{code},old,{2000 - at}").split("\n")
    return [row for row in rows if row]


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = invented.build(tmp_path, monkeypatch, edition=invented.EDITION + "    population: who\n")
    invented.write(folder / "params/populations/who.yml", textwrap.dedent(POPULATION))
    invented.write(folder / "data/who.csv", "\n".join(lines()))
    return folder


def read(project):
    return residents(definitions.population("who"), [project / "data" / "who.csv"])


def test_a_table_is_read_with_the_boundaries_of_its_day(project):
    rows = read(project)
    assert list(rows.columns) == ["area", "area_start", "area_type", "fact", "group", "people"]
    assert len(rows) == 2 * len(CODES) and rows["people"].dtype == float
    begun = {area.code: pd.Timestamp(area.start) for area in areas.known("icb", at=ON)}
    assert rows["area_start"].tolist() == [begun[code] for code in rows["area"]]
    assert set(rows["fact"]) == {"age"} and set(rows["area_type"]) == {"icb"}


SPOILT = {
    # name: (the table, words of the refusal)
    "an area nobody knows": (lines(QWO="Q!!,young,5"), ["row [0-9]+: Q!!", "icb in force on 2024-04-01"]),
    "an area of another date": (lines(QWO="S0E4D,young,5"), ["S0E4D"]),
    "no count": (lines(QWO="QWO,young,"), ["QWO, young, ''"]),
    "a count in words": (lines(QWO="QWO,young,many"), ["'many'"]),
    "a count with a comma": (lines(QWO='QWO,young,"1,000"'), ["'1,000'"]),
    "fewer than nobody": (lines(QWO="QWO,young,-3"), ["'-3'"]),
    "without end": (lines(QWO="QWO,young,inf"), ["'inf'"]),
    "a row that stands twice": (lines(QWO="QWO,old,5\nQWO,old,5"), ["stand twice", "QWO, old, '5'"]),
    "an area that is not there": (lines(QWO=""), ["no row about areas", "QWO"]),
    "another column": (["code,age,people", "QWO,old,5"], ["no column 'n'", "code, age, people"]),
    "lines of different length": (["code,age,n", "QWO,old,5", "QWO,old,5,6,7"], ["who.csv is not a table"]),
    "nothing": ([], ["who.csv is not a table"]),
}


@pytest.mark.parametrize("table, words", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_table_is_refused_by_row(project, table, words):
    invented.write(project / "data/who.csv", "\n".join(table))
    with pytest.raises(BadData) as refusal:
        read(project)
    for word in words:
        assert refusal.match(word)


def test_every_bad_row_is_named_up_to_ten_and_the_rest_counted(project):
    bad = {code: f"{code},young,x\n{code},old,y" for code in CODES[:7]}
    invented.write(project / "data/who.csv", "\n".join(lines(**bad)))
    with pytest.raises(BadData) as refusal:
        read(project)
    words = str(refusal.value)
    assert [f"row {number}: " in words for number in range(2, 13)] == [True] * 10 + [False]
    assert "and 4 more" in words


def test_bytes_that_are_no_text_are_refused(project):
    (project / "data/who.csv").write_bytes(b"code,age,n\n\xff\xfe,old,5\n")
    with pytest.raises(BadData, match="not a table"):
        read(project)


def test_an_edition_keeps_its_people_and_its_digest_tells_when_they_change(project):
    store.fetch("first", project / "data")
    before = store.digest("first")
    pd.testing.assert_frame_equal(store.people("first"), read(project), check_dtype=False)
    invented.write(project / "data/who.csv", "\n".join(lines(QWO="QWO,young,1\nQWO,old,2")))
    store.fetch("first", project / "data")
    assert store.digest("first") != before


def test_an_edition_that_names_no_people_keeps_none(project):
    store.fetch("first", project / "data")
    path = project / "params/editions/first.yml"
    path.write_text(path.read_text().replace("population: who\n", ""))
    store.fetch("first", project / "data")
    assert store.people("first") is None
    own, _, _ = alike(store.people("first"), ON)
    assert own.empty


def test_a_bad_table_stores_nothing(project):
    invented.write(project / "data/who.csv", "\n".join(lines(QWO="QWO,young,x")))
    with pytest.raises(BadData):
        store.fetch("first", project / "data")
    assert store.people("first") is None and store.digest("first") is None
    with pytest.raises(BadData):
        list(store.check(definitions.edition("first"), project / "data"))


def test_a_missing_table_and_another_file_are_refused(project):
    path = project / "params/populations/who.yml"
    path.write_text(path.read_text().replace("people: n", "people: n, sha256: " + "a" * 64))
    with pytest.raises(WrongChecksum, match=r"who\.csv is not the file that params/populations/who\.yml"):
        store.fetch("first", project / "data")
    (project / "data/who.csv").unlink()
    with pytest.raises(MissingInput, match=r"The population who needs files"):
        store.fetch("first", project / "data")


def test_an_edition_may_only_name_people_there_are(project):
    path = project / "params/editions/first.yml"
    path.write_text(path.read_text().replace("population: who", "population: whoo"))
    with pytest.raises(UnknownName, match="Did you mean 'who'"):
        definitions.edition("first")


FAULTS = {
    # name: (what is written, what is written instead)
    "a fact nobody compares": ("fact: age", "fact: height"),
    "a level people are not counted by": ("level: icb", "level: trust"),
    "a key nobody knows": ("title:", "titel:"),
    "no day": (", on: 2024-04-01", ""),
}


@pytest.mark.parametrize("old, new", FAULTS.values(), ids=FAULTS)
def test_a_description_of_people_is_read_strictly(project, old, new):
    path = project / "params/populations/who.yml"
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(BadDefinition):
        definitions.population("who")


def test_every_population_file_of_the_repository_is_understood():
    folder = invented.TESTS.parent / "params" / "populations"
    names = [path.stem for path in folder.glob("*.yml")]
    assert "census_2021" in names
    for name in names:
        assert isinstance(definitions.population(name), Population)


def census() -> pd.DataFrame:
    chosen = definitions.population("census_2021")
    return residents(chosen, [invented.SHARED / table.path for table in chosen.tables])


@real
def test_the_census_counts_the_same_people_by_deprivation_and_by_ethnic_group():
    rows = census()
    totals = rows.groupby("fact")["people"].sum()
    assert totals.to_dict() == {"deprivation": 56_490_108, "ethnicity": 56_490_108}
    assert rows.groupby("fact")["area"].nunique().to_dict() == {"deprivation": 106, "ethnicity": 42}


@real
def test_every_icb_of_the_census_has_ten_peers():
    own, firm, _ = alike(census(), pd.Timestamp("2024-06-30").date())
    assert own.groupby("area").size().to_dict() == dict.fromkeys(CODES, 10)
    assert firm["stability"].between(0, 1).all()


@real
def test_the_census_spoilt_is_refused(tmp_path):
    chosen = definitions.population("census_2021")
    for number, table in enumerate(chosen.tables):
        files = [invented.SHARED / each.path for each in chosen.tables]
        text = files[number].read_text().splitlines()
        for name, spoilt in {
            "cut short": text[:40],
            "twice": [*text, text[5]],
            "no count": [*text[:9], text[9].rsplit(",", 1)[0] + ",", *text[10:]],
        }.items():
            files[number] = tmp_path / f"{number}-{name}.csv"
            files[number].write_text("\n".join(spoilt))
            with pytest.raises(BadData, match=table.path):
                residents(chosen, files)
