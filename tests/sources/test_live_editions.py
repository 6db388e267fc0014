"""Editions are made from services on the web, here replayed, by the same YAML that asks the real ones."""

import json
import shutil
from pathlib import Path

import httpx
import pandas as pd
import pytest

import recorded
import replay
from insight import definitions, findings, paths, store
from insight.errors import NotKept
from insight.fetching import Fetcher, Manners

PROJECT = Path(__file__).parents[2]
QUICK = Manners(per_second=0, tries=2, first_wait=0)
pytestmark = recorded.needed


@pytest.fixture
def project(tmp_path, monkeypatch):
    """The project's own definitions, and a store of their own."""
    shutil.copytree(PROJECT / "params", tmp_path / "params")
    shutil.copy(PROJECT / "_config.yml", tmp_path)
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def server(monkeypatch):
    with replay.serving() as found:
        found.answers |= recorded.everything()
        monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(found.address))
        yield found


def made(name):
    """Fetch an edition and work out its findings; give them."""
    edition = definitions.edition(name)
    store.fetch(edition, fetcher=Fetcher(manners=QUICK))
    findings.make(edition)
    return pd.concat([findings.load(name, audit=audit.id) for audit in definitions.audits_of(edition)])


def total(found, area):
    [row] = found[(found["area"] == area) & (found["breakdown"] == "all") & found["latest"]].to_dict(
        "records"
    )
    return row


def test_cvdprevent_is_made_from_its_api(project, server):
    found = made("cvdprevent-live")
    here = total(found, "QOX")
    assert (here["numerator"], here["denominator"], round(here["value"], 4)) == (115_180, 157_590, 0.7309)
    assert round(total(found, "E92000001")["value"], 4) == 0.7401
    assert here["verdict"] == "worse"
    assert set(found["breakdown"]) >= {"all", "sex", "age", "deprivation", "ethnicity"}


def test_smoking_is_made_from_fingertips(project, server):
    found = made("smoking-live")
    assert len(found[(found["area_type"] == "icb") & found["latest"]]) == 42
    england = total(found, "E92000001")
    assert england["value"] == pytest.approx(0.1471089355) and england["denominator"] == 52_100_343


def test_what_comes_from_an_api_is_what_came_from_its_file(project, server):
    store.fetch("smoking-live", fetcher=Fetcher(manners=QUICK))
    store.fetch("smoking-2022-23", recorded.SHARED)
    here, there = (
        store.load(name).drop(columns=["source", "file"]) for name in ("smoking-live", "smoking-2022-23")
    )
    pd.testing.assert_frame_equal(here, there)


BY_ADDRESS = {
    # edition: (its source, the file it names, the address it names instead)
    "perinatal-2023": (
        "perinatal_2023",
        "mbrrace/perinatal-mortality-rates-2023-trusthealth-board.csv",
        "https://files.publisher.example/perinatal.csv",
    ),
    "cvdprevent-june-2024": (
        "cvdprevent_june_2024",
        "cvdprevent/cvd_export_CVDP009CHOL_subicb_to_june_2024.xlsx",
        "https://files.publisher.example/cvdprevent.xlsx",
    ),
}


@pytest.mark.parametrize("name", BY_ADDRESS)
def test_a_file_named_by_its_address_gives_what_the_file_gives(project, server, name):
    edition = project / "params" / "editions" / f"{name}.yml"
    edition.write_text(edition.read_text().replace("population: census_2021\n", ""))
    store.fetch(name, recorded.SHARED)
    from_folder = store.load(name)
    source, file, address = BY_ADDRESS[name]
    path = project / "params" / "sources" / f"{source}.yml"
    assert file in path.read_text()
    path.write_text(path.read_text().replace(file, address))
    store.fetch(name, fetcher=Fetcher(manners=QUICK))
    from_web = store.load(name)
    assert set(from_web["file"]) == {address}
    pd.testing.assert_frame_equal(from_web.drop(columns="file"), from_folder.drop(columns="file"))


@pytest.mark.parametrize("name", ["cvdprevent-live", "smoking-live"])
def test_the_same_yaml_asks_the_real_service(project, server, monkeypatch, name):
    """Without a stand-in, the addresses are the real ones; their answers give the same observations."""
    store.fetch(name, fetcher=Fetcher(manners=QUICK))
    replayed = store.load(name)
    shutil.rmtree(paths.store())
    monkeypatch.delenv("INSIGHT_STAND_INS")
    asked = []

    def as_if_real(request):
        asked.append(request.url)
        [base] = [real for real in recorded.REAL.values() if str(request.url).startswith(f"{real}/")]
        answer = httpx.get(str(request.url).replace(base, server.address))
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    client = httpx.Client(transport=httpx.MockTransport(as_if_real))
    store.fetch(name, fetcher=Fetcher(manners=QUICK, client=client))
    assert {url.scheme for url in asked} == {"https"} and "127.0.0.1" not in {url.host for url in asked}
    pd.testing.assert_frame_equal(store.load(name), replayed)


def test_the_ledger_says_where_every_answer_came_from(project, server):
    store.fetch("cvdprevent-live", fetcher=Fetcher(manners=QUICK))
    [entry] = json.loads((store.folder("cvdprevent-live") / "ledger.json").read_text())["sources"]
    told = {answer["asked"].removeprefix(recorded.REAL["cvdprevent"]): answer for answer in entry["answers"]}
    assert sorted(told) == [
        "/indicator/40/rawDataCSV?timePeriodID=33&systemLevelID=1",
        "/indicator/40/rawDataCSV?timePeriodID=33&systemLevelID=7",
        "/indicator/list?timePeriodID=33&systemLevelID=1",
        "/indicator/list?timePeriodID=33&systemLevelID=7",
        "/timePeriod",
    ]
    assert all(answer["through"].startswith(server.address) for answer in told.values())
    rows = store.load("cvdprevent-live", columns=["file", "file_hash"]).drop_duplicates()
    assert dict(zip(rows["file"], rows["file_hash"], strict=True)) == {
        answer["asked"]: answer["sha256"] for answer in entry["answers"] if "rawDataCSV" in answer["asked"]
    }


def test_offline_makes_the_same_edition_and_asks_nobody(project, server):
    store.fetch("cvdprevent-live", fetcher=Fetcher(manners=QUICK))
    online = store.load("cvdprevent-live")
    shutil.rmtree(store.folder("cvdprevent-live"))
    asked = len(server.asked)
    store.fetch("cvdprevent-live", fetcher=Fetcher(offline=True))
    pd.testing.assert_frame_equal(store.load("cvdprevent-live"), online)
    assert len(server.asked) == asked


def test_offline_before_anything_was_fetched_is_refused(project):
    with pytest.raises(NotKept, match="https://api.cvdprevent.nhs.uk/timePeriod was never fetched"):
        store.fetch("cvdprevent-live", fetcher=Fetcher(offline=True))


def test_a_revised_table_is_read_again_and_told(project, server):
    store.fetch("smoking-live", fetcher=Fetcher(manners=QUICK))
    path = "/api/all_data/csv/by_indicator_id"
    was = server.answers[path](replay.Asked(path, {}, {})).body
    line = next(line for line in was.splitlines() if b"E54000008" in line and b"2022/23" in line)
    server.answers[path] = replay.parts(was.replace(line, line.replace(b",1y", b",1y ")))
    fetcher = Fetcher(manners=QUICK)
    said = []
    store.fetch("smoking-live", report=lambda words, done, total: said.append(words), fetcher=fetcher)
    [revision] = fetcher.revisions
    assert (revision.lines_out, revision.lines_in) == (1, 1) and "rows used" in said[0]
    store.fetch(
        "smoking-live", report=lambda words, done, total: said.append(words), fetcher=Fetcher(manners=QUICK)
    )
    assert said[1].endswith("unchanged")
