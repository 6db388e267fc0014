"""Every sentence about independent providers, and about a closed programme, is told from a field.

Every text of the files is put between marks and every count is raised by a thousand; a sentence that then
holds neither a mark nor such a count is told from nothing, unless it says how the page works.
"""

import re
from dataclasses import replace
from html import unescape

import pytest

from insight import definitions, independent, legacy, programmes
from insight.definitions.strict import Record
from insight.legacy.programme import Programme
from insight.narrative import independent_sector as of_providers
from insight.narrative import legacy as of_programme

MORE = 1000
KEPT = {  # words of a fixed list
    "answers", "area", "as_at", "funding", "kind", "link", "month", "owner", "owners", "qualifier",
    "severity", "state", "stated", "unit",
}  # fmt: skip
NAME = re.compile(r"[a-z0-9_]+")  # what leads somewhere
METHOD = {  # how a page works, on every page alike
    "Nothing told of it here is made up.",
    "All here are the programme's own claims, in our words with its figures.",
    "We did not check whether they are true.",
    "A question left out is counted as not answered, never as no barrier.",
    "Ask the audit for what is missing.",
}


def marked(node, key=""):
    """Give a record's content with every text that readers see between marks."""
    if isinstance(node, dict):
        return {name: value if name in KEPT else marked(value, name) for name, value in node.items()}
    if isinstance(node, list | tuple):
        return [marked(value, key) for value in node]
    words = isinstance(node, str) and key not in KEPT and not NAME.fullmatch(node)
    return f"⟦{node}⟧".replace(". ", ".⟧ ⟦") if words else node


def raised(node):
    """Give counts a thousand higher, below tuples and mappings alike."""
    if isinstance(node, bool) or node is None or isinstance(node, Record | str | float):
        return node
    if isinstance(node, int):
        return node + MORE
    if isinstance(node, dict):
        return {key: raised(value) for key, value in node.items()}
    if hasattr(node, "_fields"):
        return type(node)(*map(raised, node))
    return tuple(map(raised, node)) if isinstance(node, tuple) else node


def remade(record):
    return type(record).model_validate(marked(record.model_dump()))


def sentences(html):
    paragraphs = re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", str(html), re.DOTALL)
    texts = [unescape(" ".join(re.sub(r"<[^>]+>", "", one).split())) for one in paragraphs]
    return [one for text in texts for one in re.split(r"(?<=[.!?])\s+(?=[^a-z⟦]|⟦[A-Z])", text) if one]


def from_nothing(html):
    """Give the sentences of some HTML that hold no mark and no raised count."""
    return [
        one for one in sentences(html)
        if "⟦" not in one and "⟧" not in one and not re.search(r"\b1[,0]\d\d\d?\b", one) and one not in METHOD
    ]  # fmt: skip


@pytest.fixture(scope="module")
def programme():
    found = legacy.programme("qipp")
    return remade(found), raised(legacy.counts(found))


@pytest.fixture(scope="module")
def providers():
    pilot, records = independent.pilot(), independent.records("demo")
    cards = independent.cards(independent.joining(), definitions.audits(), programmes.programmes())
    worked = {
        "cover": raised(independent.cover(records)),
        "flows": raised(independent.flows(records, pilot.test.months)),
        "answers": raised(independent.analysis(independent.survey(), records)),
        "barriers": raised(independent.matrix(records)),
    }
    content = marked(pilot.model_dump()) | {
        "areas": {name: f"⟦{said}⟧" for name, said in pilot.areas.items()}
    }
    return type(pilot).model_validate(content), remade(records), cards, worked


@pytest.mark.parametrize("name", ["opening", "led", "kinds", "received"])
def test_of_a_closed_programme(programme, name):
    assert from_nothing(getattr(of_programme, name)(*programme)) == []


@pytest.mark.parametrize("name", ["assets", "unfinished"])
def test_of_counts_of_a_closed_programme(programme, name):
    assert from_nothing(getattr(of_programme, name)(programme[1])) == []


def test_of_what_is_to_be_learnt(programme):
    assert from_nothing(of_programme.lesson(programme[0])) == []


@pytest.mark.parametrize("name", ["scope", "uses", "areas", "categories", "history", "documents"])
def test_of_the_pilot(providers, name):
    assert from_nothing(getattr(of_providers, name)(providers[0])) == []


def test_of_the_records(providers):
    pilot, records, _, worked = providers
    real = records.model_copy(update={"synthetic": False})
    told = [
        of_providers.opening(pilot, real, worked["cover"], worked["flows"]),
        of_providers.barriers(worked["barriers"], real),
        of_providers.survey(worked["answers"]),
        of_providers.gathered(real),
    ]
    assert [from_nothing(one) for one in told] == [[]] * len(told)


def test_of_the_cards(providers):
    pilot, _, cards, _ = providers
    whole, fewer = (sentences(of_providers.joining(pilot, some)) for some in (cards, cards[1:]))
    changed = [one for one, other in zip(whole, fewer, strict=True) if one != other]
    assert [one for one in from_nothing(of_providers.joining(pilot, cards)) if one not in changed] == []


def test_of_the_test_of_the_data_flow(providers):
    pilot, _, _, worked = providers
    few, nearest = (number + MORE for number in (independent.RULE.largest_small, independent.RULE.nearest))
    rule = replace(independent.RULE, largest_small=few, nearest=nearest)
    told = of_providers.tested(worked["flows"], pilot, rule)
    months = f"all {pilot.test.months} months"
    assert [one for one in from_nothing(told) if months not in one] == []


def test_made_up_records_are_said_to_be_so_and_real_ones_are_not(providers):
    pilot, records, _, worked = providers
    for synthetic in (True, False):
        one = records.model_copy(update={"synthetic": synthetic})
        html = of_providers.opening(pilot, one, worked["cover"], worked["flows"])
        assert ("Synthetic data." in html) is synthetic


def test_a_sentence_told_from_nothing_is_found():
    assert from_nothing("<p>⟦Audits⟧ help. Everyone knows that. 1,005 of them.</p>") == [
        "Everyone knows that."
    ]


def test_without_records_sentences_say_so():
    pilot = independent.pilot()
    none = (
        independent.flows(None, 6),
        independent.analysis(independent.survey(), None),
        independent.matrix(None),
    )
    assert "Nobody has answered the survey." in of_providers.survey(none[1])
    assert "No barrier has been written down." in of_providers.barriers(none[2], None)
    assert "No records of providers are written down." in of_providers.gathered(None)
    assert "passed" not in of_providers.opening(pilot, None, independent.cover(None), none[0])


def test_the_programme_is_still_one_when_its_texts_are_marked(programme):
    assert isinstance(programme[0], Programme)
    assert programme[0].faults() == []
