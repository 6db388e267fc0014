"""What registers say otherwise than params/areas is proposed, row by row, and nothing is edited.

The registers are replayed from what they announced and published themselves (see `recorded`), not from
params/areas: that the two agree is a check of both.
"""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

import recorded
import replay
from insight import definitions, paths, registers
from insight.cli import app
from insight.errors import BadAnswer, MissingInput, Refused, UnknownName
from insight.fetching import Fetcher, Manners
from insight.registers.difference import Difference, lines

PROJECT = Path(__file__).parents[2]
DAY = date(2026, 9, 30)
pytestmark = recorded.needed


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory):
    """The project's own definitions, read once for all tests that do not edit areas."""
    return copied(tmp_path_factory.mktemp("project"))


def copied(home):
    shutil.copytree(PROJECT / "params", home / "params")
    shutil.copy(PROJECT / "_config.yml", home)
    return home


@pytest.fixture
def here(unchanged, tmp_path, monkeypatch):
    monkeypatch.setenv("INSIGHT_ROOT", str(unchanged))
    monkeypatch.setattr(paths, "store", lambda: tmp_path / "_store")


@pytest.fixture
def project(here, tmp_path, monkeypatch):
    """A copy whose areas a test may edit."""
    monkeypatch.setenv("INSIGHT_ROOT", str(copied(tmp_path)))
    return tmp_path


@pytest.fixture
def server(here, monkeypatch):
    with replay.serving() as found:
        found.answers |= {**recorded.ods(), **recorded.open_geography()}
        monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(found.address))
        yield found


@pytest.fixture
def boards(here, monkeypatch):
    """Ask the ODS for ICBs alone, which is quicker."""
    only("icb", monkeypatch)


def only(type, monkeypatch):
    """Ask the ODS for one type of area."""
    every = definitions.registers()
    ask = every["ods"].ask
    roles = [role for role in ask["roles"] if role["type"] == type]
    every["ods"] = every["ods"].model_copy(update={"ask": ask | {"roles": roles}})
    monkeypatch.setattr(definitions, "registers", lambda: every)


def found(on=DAY):
    with Fetcher(manners=Manners(per_second=0, together=8)) as fetcher:
        return registers.differences(fetcher, on)


def change(server, code, **changes):
    """Let the replayed ODS say something else of one organisation."""
    path = f"{recorded.ORD}/{code}"
    held = json.loads(server.answers[path](replay.Asked(path, {}, {})).body)["Organisation"]
    server.answers[path] = replay.parts(recorded.as_json({"Organisation": held | changes}), type=replay.JSON)


def edit(project, table, old, new):
    path = project / "params" / "areas" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(differences):
    return [(each.table, each.area, each.what, each.ours, each.theirs) for each in differences]


def test_our_areas_are_those_of_the_registers(server):
    """Among them ICBs whose legal life ended on 31 March 2026 while the ODS still has them at work."""
    assert found() == []


def test_an_organisation_we_do_not_have_is_proposed_as_a_row(server, boards):
    new = recorded.organisation(
        "Q1Z", "NHS NEW PLACE INTEGRATED CARE BOARD", ("RO261", "RO318"), "2026-08-01"
    )
    within = {"Rel": [{"id": "RE5", "Status": "Active", "Date": [], "Target": recorded.target("Y63")}]}
    server.answers |= recorded.ods(
        [*recorded.icbs(), *recorded.sub_icbs(), *recorded.trusts(), new | {"Rels": within}]
    )
    [one] = found()
    assert one.row == "Q1Z,2026-08-01,,icb,NHS New Place Integrated Care Board,,Y63,,,"


def test_a_closure_we_do_not_know_of_is_told_with_its_heirs(server, boards):
    dates = [
        {"Type": "Operational", "Start": "2013-04-01"},
        {"Type": "Legal", "Start": "2022-07-01", "End": "2026-09-30"},
    ]
    change(server, "QWO", Date=dates)
    [one] = found()
    assert told([one]) == [("areas", "QWO", "its last day", "it lasts", "2026-09-30")]
    assert one.note.startswith("Its legal life has ended; the register leaves it at work")


def test_a_closure_the_register_does_not_know_of_is_told(server, project, monkeypatch):
    only("trust", monkeypatch)
    edit(project, "trust-areas", "RWX,2020-04-01,,", "RWX,2020-04-01,2026-06-30,")
    assert told(found()) == [("areas", "RWX", "its last day", "2026-06-30", "it lasts")]


def test_a_legal_end_after_which_the_same_code_goes_on_is_no_end(server, monkeypatch):
    """As recorded: RM3 ended legally on 30 September 2021, succeeded by RM3."""
    only("trust", monkeypatch)
    held = recorded.trust()
    assert [day.get("End") for day in held["Date"] if day["Type"] == "Legal"] == ["2021-09-30"]
    assert not [each for each in found() if each.area == "RM3"]
    change(server, "RM3", Succs={})
    assert told(found()) == [("areas", "RM3", "its last day", "it lasts", "2021-09-30")]


def test_partnerships_that_never_became_boards_and_codes_for_reporting_are_left_out(server):
    stp = recorded.organisation("Q99", "OLD PARTNERSHIP", ("RO261",), "2017-04-01")
    reporting = recorded.organisation("X1Y2Z", "BOROUGH", ("RO98", "RO327"), "2024-04-01")
    ccg = recorded.organisation("00A", "NHS OLD CCG", ("RO98",), "2013-04-01", "2020-03-31")
    every = [*recorded.icbs(), *recorded.sub_icbs(), *recorded.trusts()]
    server.answers |= recorded.ods([*every, stp, reporting, ccg])
    assert found() == []


def test_another_name_is_proposed_as_an_alias(server, boards):
    change(server, "QWO", Name="NHS WEST RIDING INTEGRATED CARE BOARD")
    [one] = found()
    assert one.table == "aliases" and one.row.startswith("NHS West Riding Integrated Care Board,QWO,")


def test_another_parent_and_another_first_day_are_told(server, boards):
    within = {"Rel": [{"id": "RE5", "Status": "Active", "Date": [], "Target": recorded.target("Y62")}]}
    roles = {
        "Role": [{"id": "RO261"}, {"id": "RO318", "Date": [{"Type": "Operational", "Start": "2022-06-01"}]}]
    }
    change(server, "QWO", Rels=within, Roles=roles)
    assert told(found()) == [
        ("areas", "QWO", "its first day", "2022-07-01", "2022-06-01"),
        ("parents", "QWO", "what it belongs to", "Y63", "Y62"),
    ]


def test_a_relationship_that_has_ended_is_no_parent(server, boards):
    ended = [{"Type": "Operational", "Start": "2020-04-01", "End": "2024-03-31"}]
    within = {"Rel": [{"id": "RE5", "Status": "Inactive", "Date": ended, "Target": recorded.target("Y62")}]}
    change(server, "QWO", Rels=within)
    assert found() == []


def test_other_heirs_are_told(server, boards):
    heirs = {
        "Succ": [
            {
                "Type": "Successor",
                "Date": [{"Type": "Legal", "Start": "2026-04-01"}],
                "Target": recorded.target("QWO"),
            }
        ]
    }
    change(server, "QHG", Succs=heirs)
    assert told(found()) == [("successions", "QHG", "who took over from it", "S1Y5D", "QWO:2026-04-01")]


def test_an_area_the_register_does_not_have_is_told(server, boards):
    server.answers |= recorded.ods(
        [
            *(each for each in recorded.icbs() if each["OrgId"]["extension"] != "QWO"),
            *recorded.sub_icbs(),
            *recorded.trusts(),
        ]
    )
    assert told(found()) == [
        ("areas", "QWO", "is not in the register", "NHS West Yorkshire Integrated Care Board", "")
    ]


def test_a_code_of_the_ons_that_we_do_not_have_is_proposed(server, project, boards):
    path = project / "params" / "areas" / "codes.csv"
    rows = [row for row in path.read_text(encoding="utf-8").splitlines() if ",E54000054," not in row]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    both = found()
    assert {(each.table, each.area, each.what) for each in both} == {
        ("codes", "QWO", "a code we do not know it by")
    }
    assert len(both) == 2 and both[0].row.startswith("ons,E54000054,QWO,2022-07-01,2023-04-01,,,")


def test_an_area_without_a_boundary_is_told(server, boards):
    good = server.answers[recorded.OUTLINES]

    def without(asked):
        held = json.loads(good(replay.Asked(asked.path, asked.query, {})).body)
        if asked.query["resultOffset"] == "20":
            held["features"][0]["geometry"] = None
        return replay.Reply(recorded.as_json(held), replay.JSON)

    server.answers[recorded.OUTLINES] = without
    [one] = found()
    assert one.what == "the register has no boundary for it" and one.area.startswith("E54")


def test_every_recorded_boundary_has_its_points(server):
    from insight import sources

    with Fetcher(manners=Manners(per_second=0)) as fetcher:
        rows = sources.rows(definitions.registers()["ons_icb_boundaries_2023"], fetcher)
    assert len(rows) == 42 and rows["boundary"].astype(int).min() > 50


def test_a_fault_told_with_status_200_is_refused(server, boards):
    fault = {"error": {"code": 400, "message": "Invalid URL", "details": []}}
    server.answers[recorded.LAYER] = replay.Reply(recorded.as_json(fault), replay.JSON)
    with pytest.raises(Refused, match="Invalid URL"):
        found()


def test_an_organisation_of_another_shape_is_refused(server, boards):
    server.answers[f"{recorded.ORD}/QWO"] = replay.Reply(b'{"Organization": {}}', replay.JSON)
    with pytest.raises(BadAnswer, match="no 'Organisation' of the shape"):
        found()


def test_every_part_of_another_shape_is_named(server, boards):
    """As when the register renames what it calls a target, or leaves a role without its code."""
    within = {"Rel": [{"id": "RE5", "Status": "Active", "Object": recorded.target("Y63")}]}
    change(server, "QWO", Rels=within, Roles={"Role": [{"primaryRole": True}]})
    with pytest.raises(BadAnswer) as refused:
        found()
    said = str(refused.value)
    assert "Organisation, Rels, 0, Target: " in said and "Organisation, Roles, 0, id: " in said


def test_a_role_that_no_organisation_has_is_refused(server, boards):
    """Else every area of that type would seem to be missing, or none to be asked about."""
    server.answers |= recorded.ods(
        [each | {"Roles": {"Role": each["Roles"]["Role"][:1]}} for each in recorded.icbs()]
    )
    with pytest.raises(BadAnswer, match=r"no organisation with the role RO261 and RO318.*ods\.yml"):
        found()


def test_columns_that_are_not_there_are_refused_together(server, boards):
    every = definitions.registers()
    columns = {"code": "ICB23CODE", "name": "ICB23NAME"}
    every["ons_icb_2023"] = every["ons_icb_2023"].model_copy(update={"columns": columns})
    with pytest.raises(MissingInput, match="no column called 'ICB23CODE' or 'ICB23NAME'"):
        found()


def test_a_type_that_no_area_is_of_is_refused(server, boards):
    every = definitions.registers()
    every["ons_icb_2023"] = every["ons_icb_2023"].model_copy(update={"type": "icbs"})
    with pytest.raises(UnknownName, match=r"'icbs' \(params/registers/ons_icb_2023\.yml\)"):
        found()


def test_areas_that_we_have_but_not_on_the_day_of_the_register_are_told(server, boards):
    every = definitions.registers()
    every["ons_icb_2023"] = every["ons_icb_2023"].model_copy(update={"on": date(2021, 4, 1)})
    of_codes = [one for one in told(found()) if one[2].startswith("we have it")]
    assert len(of_codes) == 42
    assert ("areas", "QWO", "we have it, but not in force on 2021-04-01") in {one[:3] for one in of_codes}


def test_the_command_shows_the_difference_and_edits_nothing(server, project, tmp_path, monkeypatch, boards):
    change(server, "QWO", Name="NHS WEST RIDING INTEGRATED CARE BOARD")
    before = {
        path: hashlib.sha256(path.read_bytes()).hexdigest() for path in (project / "params").rglob("*.*")
    }
    monkeypatch.setattr(
        "insight.cli.refreshing.Fetcher",
        lambda offline: Fetcher(offline=offline, manners=Manners(per_second=0)),
    )
    run = CliRunner().invoke(
        app, ["refresh", "areas", "--on", "2026-09-30", "--json", str(tmp_path / "out.json")]
    )
    assert run.exit_code == 1, run.output
    assert "QWO (NHS West Yorkshire Integrated Care Board): a name we do not know it by" in run.output
    assert "    + NHS West Riding Integrated Care Board,QWO," in run.output
    assert "1 difference. Nothing was changed" in run.output
    [one] = json.loads((tmp_path / "out.json").read_text())
    assert one["area"] == "QWO" and one["table"] == "aliases"
    after = {
        path: hashlib.sha256(path.read_bytes()).hexdigest() for path in (project / "params").rglob("*.*")
    }
    assert after == before
    offline = CliRunner().invoke(app, ["refresh", "areas", "--on", "2026-09-30", "--offline"])
    assert offline.exit_code == 1 and "Offline: " in offline.output


def test_no_difference_is_said_to_be_none():
    assert lines([]) == ["params/areas says what the registers say."]
    one = Difference(
        register="R", table="areas", area="Q1", name="Here", what="its last day", ours="a", theirs="b"
    )
    assert lines([one])[:4] == ["R: areas of params/areas", "  Q1 (Here): its last day", "    - a", "    + b"]
