"""Records are read whole, or refused with every bad row at once and the line it stands on."""

import pytest
from ruamel.yaml import YAML

import miniature
from insight import independent
from insight.errors import BadDefinition
from insight.tables import independent_sector as tables
from insight.tables import joining
from invented_providers import WRITTEN, flow


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of its own, whose files of independent providers can be changed."""
    return miniature.of_ours(tmp_path, monkeypatch, "independent") / "params" / "independent"


def write(path, **changes):
    with path.open("w") as file:
        YAML().dump(WRITTEN | changes, file)


def test_real_records_take_the_place_of_made_up_ones_in_every_edition(project):
    assert independent.records("demo").synthetic
    assert independent.records("maternity") is None
    write(project / "ours.yml", synthetic=False)
    for edition in ("demo", "maternity"):
        assert independent.records(edition).names == {"hill": "Hill Clinic", "lake": "Lake Clinic"}


def test_two_files_of_real_records_are_refused(project):
    for name in ("ours.yml", "theirs.yml"):
        write(project / name, synthetic=False)
    with pytest.raises(BadDefinition, match=r"ours.yml\n  theirs.yml"):
        independent.records("demo")


BAD = {
    "flows": [flow(operations=5, number=6), flow("2031-13")],
    "barriers": [WRITTEN["barriers"][0] | {"area": "cultural", "severity": "awful"}],
    "activity": [WRITTEN["activity"][1] | {"held": 3}],
}


def test_every_bad_row_is_told_at_once_with_its_line(project):
    write(project / "ours.yml", synthetic=False, **BAD)
    with pytest.raises(BadDefinition, match=r"line \d+") as refused:
        independent.records("demo")
    said = str(refused.value)
    for fault in (
        "number: filled more often than there were operations", "flows, item 2, month",
        "barriers, item 1, area",
        "barriers, item 1, severity", "independently funded care is outside the national programme",
    ):  # fmt: skip
        assert fault in said
    assert "has 5 things to mend" in said


STRAYS = {
    "activity": [*WRITTEN["activity"], WRITTEN["activity"][0], WRITTEN["activity"][0] | {"audit": "nvq"}],
    "flows": [flow(extra=1), {**flow("2031-02"), "filled": {"number": 1}}],
    "responses": [{"provider": "pond", "on": "2031-02-01", "answers": {"recrod": "no", "fee": "maybe"}}],
    "documents": [WRITTEN["documents"][0] | {"document": "shearing"}],
    "onboarding": [WRITTEN["onboarding"][0] | {"step": "led"}],
}


def test_every_name_that_leads_nowhere_is_told_at_once(project):
    write(project / "ours.yml", synthetic=False, **STRAYS)
    with pytest.raises(BadDefinition) as refused:
        independent.records("demo")
    said = str(refused.value)
    for fault in (
        "activity, row 5: no audit is nvq", "responses, row 1: no provider is pond", "shearing is none of",
        "led is none of", "nvr needs no field extra", "flows, row 2: the field stage is missing",
        "activity: hill, nvr, NHS-funded stands twice", "recrod: no question is called that",
        "'maybe' is none of: yes, no",
    ):  # fmt: skip
        assert fault in said
    assert "Nothing was read." in said


LISTS = {
    "a fifth area": ("pilot.yml", "  financial: what", "  cultural: how\n  financial: what", "financial"),
    "an area left out": ("pilot.yml", "  technical: systems, and how data leave them\n", "", "these four"),
    "a category taken for an area": ("pilot.yml", "id: engagement", "id: practical", "engagement"),
    "an entry that ends before it begins": (
        "pilot.yml", "last: 2020-02-29", "last: 2019-02-28", "before it begins",
    ),
    "a question about no area": (
        "survey.yml", 'area: financial, ask: "Is it known', 'area: money, ask: "Is it known', "practical",
    ),
    "a barrier that is no answer": ("survey.yml", "barrier: [few]", "barrier: [fwe]", "none of the answers"),
    "an audit that is none": ("joining.yml", "  nvr:", "  nvq:", "no audit is called that"),
}  # fmt: skip


@pytest.mark.parametrize("file, old, new, said", LISTS.values(), ids=LISTS)
def test_a_bad_fact_is_refused(project, file, old, new, said):
    path = project / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadDefinition, match=said):
        {
            "pilot.yml": independent.pilot,
            "survey.yml": independent.survey,
            "joining.yml": independent.joining,
        }[file]()


def test_without_records_every_table_says_so():
    pilot, audits = independent.pilot(), {}
    none = independent.flows(None, 6)
    for shown in (
        tables.barriers(independent.matrix(None), None, pilot, audits), tables.flows(none, None, audits),
        tables.survey(independent.analysis(independent.survey(), None), None),
        joining.documents(None, pilot, audits), joining.onboarding(None, pilot, audits),
    ):  # fmt: skip
        assert "Nobody has written down any" in shown
    assert "takes part in full" in tables.covered(independent.cover(None), None, pilot, audits)
