"""Leave to spread trusts by shares is read from a source, and the shares are kept beside its observations."""

import pytest

import invented
from insight import definitions, store
from insight.definitions.source import RollUp
from insight.errors import BadData, BadDefinition, MissingInput, WrongChecksum

SPREAD = "    roll_up: {trust: {to: icb, by: shares, file: geography/shares.csv}}\n"
HEAD = "nhs_trust22_code,icb22_code,proportion_trust_came_from_icb\n"


@pytest.fixture
def project(tmp_path, monkeypatch):
    folder = invented.build(tmp_path, monkeypatch, source=invented.CATEGORIES + SPREAD)
    invented.write(folder / "data/geography/shares.csv", HEAD + "R0A,E54000057,0.9\nR0A,QYG,0.1\n")
    return folder


def fetch(project):
    said = []
    store.fetch("first", project / "data", lambda words, done, total: said.append(words))
    return said


def test_fetching_keeps_the_shares_and_a_second_fetch_reads_nothing(project):
    fetch(project)
    found = store.shares("first")["table"]
    assert found[["source", "target", "share"]].to_numpy().tolist() == [
        ["R0A", "QOP", 0.9],
        ["R0A", "QYG", 0.1],
    ]
    assert str(found["source_start"].dtype) == "datetime64[us]"
    assert fetch(project) == ["An invented table of categories: unchanged"]


def test_other_shares_are_read_again_and_are_another_store(project):
    fetch(project)
    before = store.digest("first")
    invented.write(project / "data/geography/shares.csv", HEAD + "R0A,QOP,1\n")
    assert "unchanged" not in fetch(project)[0]
    assert len(store.shares("first")["table"]) == 1 and store.digest("first") != before


def test_shares_lost_from_the_store_are_kept_again(project):
    fetch(project)
    [kept] = (project / "_store/first/shares").iterdir()
    kept.unlink()
    fetch(project)
    assert list(store.shares("first")) == ["table"]


def test_a_source_that_spreads_no_longer_leaves_no_shares(project):
    fetch(project)
    invented.source_of(invented.CATEGORIES + "    roll_up: {trust: icb}\n")
    fetch(project)
    assert store.shares("first") == {} and not list((project / "_store/first/shares").iterdir())


def test_shares_that_cannot_be_used_store_nothing_at_all(project):
    invented.write(project / "data/geography/shares.csv", HEAD + "R0A,QOP,0.5\n")
    with pytest.raises(BadData, match=r"R0A \(Manchester University\): its shares make 0.5, not 1"):
        fetch(project)
    with pytest.raises(BadData, match="R0A"):
        list(store.check(definitions.edition("first"), project / "data"))
    assert store.digest("first") is None
    assert [path.name for path in (project / "_store").rglob("*") if path.is_file()] == ["store.lock"]


def test_a_file_of_shares_that_is_missing_or_another_is_said_to_be_so(project):
    invented.source_of(invented.CATEGORIES + SPREAD.replace("shares.csv", "other.csv"))
    with pytest.raises(MissingInput, match="spreads its trusts by the file of shares geography/other.csv"):
        fetch(project)
    invented.source_of(invented.CATEGORIES + SPREAD.replace("shares.csv", "shares.csv, sha256: abc"))
    with pytest.raises(WrongChecksum, match="geography/shares.csv is not the file"):
        fetch(project)


FORMS = {
    "short": ("{trust: icb}", RollUp(to="icb", by="place")),
    "in words": ("{trust: {to: region, by: place}}", RollUp(to="region")),
    "of sites": ("{site: icb}", RollUp(to="icb")),
    "by shares": ("{trust: {to: icb, by: shares, file: a.csv}}", RollUp(to="icb", by="shares", file="a.csv")),
}


@pytest.mark.parametrize("written, expected", FORMS.values(), ids=FORMS)
def test_leave_has_a_short_and_a_long_form(project, written, expected):
    source = invented.source_of(invented.CATEGORIES + f"    roll_up: {written}\n")
    assert list(source.roll_up.values()) == [expected]
    assert (source.shares is not None) == (expected.by == "shares")


WRONG = {
    "no file": ("{trust: {to: icb, by: shares}}", "'by: shares' needs 'file'"),
    "a file for nothing": ("{trust: {to: icb, file: a.csv}}", "write 'by: shares' where there is a 'file'"),
    "sub-ICBs by shares": ("{sub_icb: {to: icb, by: shares, file: a.csv}}", "not rows of sub_icb"),
    "a level that is none": ("{hospital: icb}", "hospital"),
    "a target that is none": ("{trust: trust}", "'icb', 'region' or 'england'"),
    "a key that is none": ("{trust: {to: icb, via: shares}}", "no key is called 'via'"),
}


@pytest.mark.parametrize("written, said", WRONG.values(), ids=WRONG)
def test_leave_that_makes_no_sense_is_refused(project, written, said):
    with pytest.raises(BadDefinition, match=said):
        invented.source_of(invented.CATEGORIES + f"    roll_up: {written}\n")


def test_every_source_of_the_project_still_means_what_it_meant():
    found = {name: definitions.source(name).roll_up for name in ("demo", "maternity", "smoking_2022_23")}
    assert {name: {level: (up.to, up.by) for level, up in to.items()} for name, to in found.items()} == {
        "demo": {"sub_icb": ("icb", "place")},
        "maternity": {"trust": ("icb", "place")},
        "smoking_2022_23": {"icb": ("region", "place")},
    }
