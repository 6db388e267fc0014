"""Definitions are read whole or refused with every fault named, where it is and what to do."""

import textwrap

import pytest

from insight import definitions
from insight.errors import BadDefinition, InsightError, MissingInput, UnknownName

AUDIT = """
    name: National Audit of Invented Care
    short: NAIC
    topic: Invented care
    provider: An invented college
    about: An audit made up for this test.
    cadence: quarterly
    levels: [England, icb]
    setting: treatment
    metrics:
      - id: naic_seen
        title: Seen within a day
        outcome: seen within a day
        why: Delay harms.
        numerator: people seen within a day
        denominator: people referred
        unit: "%"
        statistic: proportion
        better: higher
        target: {kind: aspiration, value: 0.9, date: 2024, source: invented, verified: true}
        type: process
        dimension: effectiveness
        stage: acute
        owner: audit team
        review: 2027-03-31
        prompt: What stops people being seen within a day?
    """
SOURCE = """
    title: An invented table
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: table.csv}]
    area: {column: code}
    level: {value: icb}
    period: {column: period, format: quarter}
    measures: [{metric: naic_seen, columns: {numerator: x, denominator: n}}]
    """
EDITION = """
    title: An invented edition
    sources: [table]
    audits: [naic]
    geography_date: 2024-06-30
    as_at: 2024-12-31
    """


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with one audit, one source and one edition, all of them good."""
    (tmp_path / "_config.yml").write_text("title: invented\n")
    texts = {"audits/naic": AUDIT, "sources/table": SOURCE, "editions/first": EDITION}
    for name, text in texts.items():
        path = tmp_path / "params" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text).lstrip())
    monkeypatch.setenv("INSIGHT_ROOT", str(tmp_path))
    return tmp_path / "params"


def spoil(project, name, old, new):
    path = project / f"{name}.yml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_good_project_is_read_into_records(project):
    edition = definitions.edition("first")
    [audit] = definitions.audits_of(edition)
    assert (audit.id, audit.metrics[0].target.value) == ("naic", 0.9)
    assert definitions.source("table").measures[0].metric == "naic_seen"
    assert definitions.edition(project / "editions" / "first.yml") == edition


MANY = "".join(
    f"      - {{id: m{i}, title: t, outcome: o, why: w, numerator: n, denominator: d, unit: '%', "
    "statistic: proportion, better: higher, type: process, dimension: safety, stage: acute, "
    "owner: o, review: 2027-03-31, prompt: 'p?'}\n"
    for i in range(10)
)
TWICE = MANY.splitlines()[0][4:].replace("m0", "naic_seen") + "\n"
SPOILT = {
    # name: (file, old text, new text, error, words the paragraph must hold)
    "a key written twice": (
        "audits/naic", "short: NAIC", "short: NAIC\nshort: NAOC", BadDefinition,
        ["line 3", "'short'", "twice"],
    ),
    "a misspelt key": (
        "audits/naic", "    why: Delay", "    whhy: Delay", BadDefinition,
        ["line 13", "naic_seen", "'whhy'", "Did you mean 'why'?", "why: is missing"],
    ),
    "an unknown statistic": (
        "audits/naic", "statistic: proportion", "statistic: proporton", BadDefinition,
        ["naic_seen", "'proporton'", "proportion"],
    ),
    "a target of 80 where 0.8 is meant": (
        "audits/naic", "value: 0.9", "value: 80", BadDefinition, ["naic_seen", "Write 0.8 for 80%"],
    ),
    "a direction that is none": (
        "audits/naic", "better: higher", "better: up", BadDefinition, ["better", "'higher'", "up"],
    ),
    "a proportion without its outcome in words": (
        "audits/naic", "outcome: seen", "phrase: seen", BadDefinition, ["needs 'outcome'"],
    ),
    "eleven headline metrics": (
        "audits/naic", "metrics:\n", "metrics:\n" + MANY.replace("      - {", "  - {"), BadDefinition,
        ["11 headline metrics", "headline_justification"],
    ),
    "two metrics with one id": (
        "audits/naic", "metrics:\n", "metrics:\n" + TWICE, BadDefinition, ["share the id naic_seen"],
    ),
    "a colon inside text": (
        "audits/naic", "about: An", "about: An: audit", BadDefinition, ["line 5", "not YAML"],
    ),
    "an empty file": ("audits/naic", None, "", BadDefinition, ["holds nothing"]),
    "a list where names are expected": ("audits/naic", None, "- a\n- b\n", BadDefinition, ["holds a list"]),
    "an id that is not the file's name": (
        "audits/naic", "name: National", "id: other\nname: National", BadDefinition, ["'other'", "naic.yml"],
    ),
    "a source without a period": (
        "sources/table", "period: {column: period, format: quarter}\n", "", BadDefinition, ["needs period"],
    ),
    "a measure with an unknown column": (
        "sources/table", "numerator: x", "numerater: x", BadDefinition, ["'numerater'", "numerator"],
    ),
    "an edition of an audit that is not there": (
        "editions/first", "audits: [naic]", "audits: [niac]", UnknownName, ["'niac'", "Did you mean 'naic'?"],
    ),
    "an edition of a source that is not there": (
        "editions/first", "sources: [table]", "sources: [tabel]", UnknownName, ["'tabel'", "table"],
    ),
    "a date that is no date": (
        "editions/first", "2024-06-30", "30/06/2024", BadDefinition, ["geography_date", "line 4"],
    ),
    "an unknown disclosure policy": (
        "editions/first", "as_at:", "disclosure: hess\nas_at:", BadDefinition, ["disclosure", "'hes'"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name, old, new, error, words", SPOILT.values(), ids=SPOILT)
def test_a_spoilt_file_is_refused_with_place_and_remedy(project, name, old, new, error, words):
    if old is None:
        (project / f"{name}.yml").write_text(new)
    else:
        spoil(project, name, old, new)
    with pytest.raises(error) as caught:
        definitions.audits()
        definitions.source("table")
        definitions.edition("first")
    for word in words:
        assert word in str(caught.value), str(caught.value)


def test_every_fault_of_a_file_is_named_at_once(project):
    spoil(project, "audits/naic", "short: NAIC", "shrt: NAIC")
    spoil(project, "audits/naic", "better: higher", "better: up")
    with pytest.raises(BadDefinition, match=r"3 things to mend") as caught:
        definitions.audits()
    assert "'shrt'" in str(caught.value) and "better" in str(caught.value)


def test_text_that_is_not_utf8_is_refused(project):
    (project / "audits" / "naic.yml").write_bytes("name: Caf\u00e9".encode("latin-1"))
    with pytest.raises(BadDefinition, match="not UTF-8"):
        definitions.audits()


def test_a_metric_of_two_audits_is_refused(project):
    text = (project / "audits" / "naic.yml").read_text()
    (project / "audits" / "second.yml").write_text(text)
    with pytest.raises(
        BadDefinition, match="defined twice: in params/audits/naic.yml and params/audits/second.yml"
    ):
        definitions.audits()


def test_an_edition_that_is_not_there_lists_those_that_are(project):
    with pytest.raises(UnknownName, match="Did you mean 'first'"):
        definitions.edition("frist")
    with pytest.raises(MissingInput, match="no file"):
        definitions.edition(project / "elsewhere" / "first.yml")


def test_no_is_a_word_and_not_false(project):
    spoil(project, "audits/naic", "topic: Invented care", "topic: NO")
    assert definitions.audit("naic").topic == "NO"


def test_every_refusal_has_a_finished_paragraph_and_its_own_exit_code():
    kinds = {InsightError, *InsightError.__subclasses__()}
    assert len({kind.exit_code for kind in kinds}) == len(kinds)
