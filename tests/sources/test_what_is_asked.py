"""What a source asks of its service is read strictly, and what the service does not have is said to be so."""

import shutil
from pathlib import Path

import pytest

import recorded
import replay
from insight import definitions, sources
from insight.errors import BadAnswer, BadDefinition, UnknownName
from insight.fetching import Fetcher, Manners, Shelf
from insight.store import inputs

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def changed(tmp_path, monkeypatch):
    """Give a function that changes the definition of a source or a register, and gives it as read."""
    shutil.copytree(PROJECT / "params", tmp_path / "params")
    shutil.copy(PROJECT / "_config.yml", tmp_path)
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))

    def change(name, old, new):
        folder = "registers" if name in definitions.registers() else "sources"
        path = tmp_path / "params" / folder / f"{name}.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return definitions.registers()[name] if folder == "registers" else definitions.source(name)

    return change


def test_every_source_and_register_is_understood():
    assert inputs.understood() == len(definitions.registers()) > 0


MISTAKES = {
    # what is wrong: (definition, old, new, what is said)
    "a key of what is asked is misspelt": (
        "cvdprevent_live", "  periods:", "  period:", "no key is called 'period'. Did you mean 'periods'"
    ),
    "something that must be asked is missing": (
        "smoking_live", '  indicators: ["91547"]\n', "", "ask, indicators: is missing"
    ),
    "a page of no size": ("ods", "page: 500", "page: 0", "ask, page: Input should be greater than 0"),
    "a kind that asks nobody": ("smoking_live", "kind: fingertips", "kind: delimited", "read from 'files'"),
}  # fmt: skip


@pytest.mark.parametrize("name, old, new, said", MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_what_is_asked_is_refused_before_anybody_is_asked(changed, name, old, new, said):
    with pytest.raises(BadDefinition, match=said) as refused:
        sources.understand(changed(name, old, new))
    assert f"{name}.yml" in str(refused.value)


def test_the_line_of_a_mistake_is_named(changed):
    with pytest.raises(BadDefinition, match="line 13, ask, period: no key"):
        sources.understand(changed("cvdprevent_live", "  periods:", "  period:"))


SHAPES = {
    "a base with a slash at its end": (
        "https://fingertips.phe.org.uk/api",
        "https://fingertips.phe.org.uk/api/",
    ),
    "a base that is no address of the web": (
        "https://fingertips.phe.org.uk/api",
        "ftp://fingertips.phe.org.uk",
    ),
    "files and a base": ("base:", "files: [{path: a.csv}]\nbase:"),
}


@pytest.mark.parametrize("old, new", SHAPES.values(), ids=SHAPES)
def test_a_definition_out_of_shape_is_refused(changed, old, new):
    with pytest.raises(BadDefinition, match="Nothing was read"):
        changed("smoking_live", old, new)


def test_a_register_of_codes_says_whose_and_of_when(changed):
    with pytest.raises(BadDefinition, match="needs 'type' and 'on' beside it"):
        changed("ons_icb_2023", "on: 2023-04-01\n", "")


NOT_THERE = {
    # what the service does not have: (source, old, new, what is said)
    "a period": ("cvdprevent_live", "To March 2026]", "To May 2031]", "No time period is called 'To May 203"),
    "a level": ("cvdprevent_live", "[England, ICB]", "[England, Street]", "No level is called 'Street'"),
    "an indicator": (
        "cvdprevent_live", "indicators: [CVDP007HYP]", "indicators: [CVDP999XX]",
        "No indicator at the level England is called 'CVDP999XX'.*Known: CVDP003HF, CVDP007HYP",
    ),
    "an indicator of Fingertips": (
        "smoking_live", 'indicators: ["91547"]', 'indicators: ["1"]', "No indicator is called '1'.*: 91547"
    ),
}  # fmt: skip


@recorded.needed
@pytest.mark.parametrize("name, old, new, said", NOT_THERE.values(), ids=NOT_THERE)
def test_what_the_service_does_not_have_is_said_with_what_it_has(
    changed, monkeypatch, tmp_path, name, old, new, said
):
    source = changed(name, old, new)
    with (
        replay.serving() as server,
        Fetcher(manners=Manners(per_second=0), shelf=Shelf(tmp_path / "a")) as fetcher,
    ):
        server.answers |= recorded.everything()
        monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(server.address))
        with pytest.raises(UnknownName, match=said):
            sources.ask(source, fetcher)


@recorded.needed
def test_metadata_without_the_column_that_is_needed_are_refused(monkeypatch, tmp_path):
    source = definitions.source("smoking_live")
    with (
        replay.serving() as server,
        Fetcher(manners=Manners(per_second=0), shelf=Shelf(tmp_path / "a")) as fetcher,
    ):
        server.answers["/api/indicator_metadata/csv/by_indicator_id"] = replay.Reply(
            b"Id,Name\n91547,Smoking\n"
        )
        monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(server.address))
        with pytest.raises(BadAnswer, match="has no column 'Indicator ID' .it has: Id, Name"):
            sources.ask(source, fetcher)
