"""Every sentence about recommendations, sessions, streams and the evaluation is told from a field.

A sentence is words of a record, or one that says how the page works, or one of the sentences written here, in
which … stands for what a field fills: words of a record, a name, a number, a day, and nothing else.
"""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from insight import actions, areas, definitions, evaluation, findings, local, narrative, streams
from insight import recommendations as tracking
from insight.definitions.strict import read
from insight.formats.signals import RULES
from insight.recommendations.lifecycle import MOVES
from insight.sessions import (
    agenda,
    form,
    guests,
    guides,
    invited,
    opening,
    preread,
    prompts,
    signals,
    standing,
)
from insight.sessions.telling import KINDS
from test_told_from_fields import sentences

PARAMS = Path(__file__).parents[1] / "params"
FOLDERS = (
    "streams", "sessions", "evaluation", "actions", "invited", "local", "audits", "programmes", "plain",
    "organisations", "recommendations", "responses", "themes",
)  # fmt: skip
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
DAY = re.compile(rf"\W*(\d{{1,2}} )?({MONTHS})( to ({MONTHS}))?( \d{{4}})?")
JOINS = {"and", "to", "of", "in", "by", "as", "stand", "stands", "from", "none", "an", "a", "the"}
UNITS = {  # and the words that stand beside numbers and names
    "percentage", "points", "point", "hours", "days", "interval", "months", "years", "made", "up", "found",
    "was", "is", "were", "are",
}  # fmt: skip
PLACES = ("QWO", "QOX", "QHM")
EDITION = "demo"
METHOD = {
    # recommendations
    "Recommendations and answers are given in short words of our own; the documents say more.",
    "What is said here of where recommendations stand with ICBs is synthetic: made up, to show what can be "
    "written.",
    "Not evidenced means that nothing which shows it is on our record, not that it was not done.",
    "Association is not cause: that figures moved after a recommendation does not show that it moved them.",
    "Nor is a change that was not detected a change that did not happen: with few periods only a large one "
    "can be told from chance.",
    "Synthetic data.",
    "Every number on this page is made up to show what the page can do.",
    "It says nothing about real care.",
    # streams
    "No public list of all hospitals with their networks was found.",
    # sessions
    "Synthetic data: made up, and says nothing about real care.",
    "An outlier: it passed every check.",
    "What it asks comes from this edition's results.",
    "The log is a workbook.",
    "Whoever sends you this pack has it, with what is recorded filled in.",
    "Send it back when you have added to it.",
    "You are told of every row that cannot be used, and nothing is kept until all can.",
    "The next edition's page shows how each action stands on its day.",
    "Written locally, not found by an audit.",
    "Made up, to show what can be written here: nobody wrote or agreed it.",
    "No action has been written down yet.",
    "The form below is where to begin.",
    "No answer has come back yet.",
    "Those that do will stand in the ICB's report as local context.",
    "Somebody comes in every role.",
    "Easily got wrong",
    "Try it.",
    "More on the page of methods.",
    # questions asked of every result of a kind
    "First: are the data right, and are our patients unlike others?",
    "Which of us could change this, and are they in the room?",
    "What do we do that others could learn, and is it so at every site?",
    "What made the difference, and how do we keep it?",
    "Who is missing out, and who has asked them why?",
    "What is in the way, and who could move it?",
    # the evaluation
    "No session has been held yet.",
}
TOLD = """
Of … recommendation(s), … on ….
Of 0 recommendations, none stands anywhere on ….
Of … recommendations in … documents, … on ….
Of … promise(s) in the answers, … was found and … are not evidenced here; the time of … of these has passed.
Of … promise(s) in the answers, … was found and … is not evidenced here; the time of … of these has passed.
Of … promise(s) in the answers, … were found and … is not evidenced here; the time of … of these has passed.
Of … promise(s) in the answers, … were found and … are not evidenced here; the time of … of these has passed.
The answer to … points at others: what it takes from there is marked as inherited, and never copied.
The answers to … point at others: what they take from there is marked as inherited, and never copied.
… recommendations ask something of ICBs; on …, … of them are overdue here and … fall due within three months.
… recommendations ask something of ICBs; on …, … of them is overdue here and … falls due within three months.
This ICB has written nothing of … of them.
Overdue: it was due on …, … months ago.
Due on …, in … days.
Recommendation …, to …, asks: ….
Recommendation …, which probably shares the cells of … in the source and so its audience, …, asks: ….
Its document was published in ….
Its document was published on ….
It bears on … metric(s).
It belongs with ….
It leans on the ….
It stands as: ….
It stands as: … since …, as shown by ….
It stands as: … since …, as shown by … (made up, to show what can be written).
Of what was done the answer says: ….
Of what was done it adds to …, from which it inherits.
Of what was done it says only where to look: inherited from ….
Of what was done nothing is recorded.
Of what would come next the answer says: ….
Of what would come next it says only where to look: inherited from ….
Of what would come next nothing is recorded.
The answer names as partners ….
Promised: …; ….
Promised: …, in the source's words “…” (overdue: it was due by …, … years ago); ….
Of … series that can be judged, … changed after a recommendation that names the metric: … for the better.
Of … series that can be judged, … changed after a recommendation that names the metric: … for the worse.
Of … series that can be judged, none changed after a recommendation that names the metric.
About … would be called changed by chance.
… more cannot be judged.
… ▲ better In … this changed for the better after … (… periods before and … after, to …).
… ▼ worse In … this changed for the worse after … (… periods before and … after, to …).
In … this did not detectably change after … (… periods before and … after, to …).
In … it cannot be told whether this changed after …: there is no figure of it here.
In … it cannot be told whether this changed after …: … points after it, where … are needed.
In … it cannot be told whether this changed after …: … point after it, where … are needed.
In … it cannot be told whether this changed after …: … points before it, where … are needed.
In … it cannot be told whether this changed after …: … points before it, where … are needed and … points after it, where … are needed.
The first period after stands … above the line before, gone on (…); the slope from each quarter to the next is … higher than before (…).
The first period after stands … above the line before, gone on (…); the slope from each quarter to the next is … lower than before (…).
The first period after stands … below the line before, gone on (…); the slope from each quarter to the next is … higher than before (…).
The first period after stands … below the line before, gone on (…); the slope from each quarter to the next is … lower than before (…).
Control limits set by the … periods before pick out no later period.
Control limits set by the … periods before pick out …, which is high: ….
Control limits set by the … periods before pick out …, which is low: ….
Of … national audits and reviews, results for … (ICBs) can be opened by anyone for …, only behind a login for … and not at all for …; for … this is not known.
Beside them stand … other streams: portals, dashboards and the like.
Of … streams, what was not found: a licence for … streams, a mailbox or a page to ask through for … streams, a lag that could be counted for … streams, how often they come for … streams and a link for … streams.
Which ICBs each … overlaps is not known.
Which … overlap it is not known.
No public list of all hospitals with their trusts is held here; for one that is missing, find its trust above.
Audits that publish by …: ….
For … of … audits and data sets, results are published for … as an ICB; the others are … for England alone.
Anyone can open the ICB results of … of these … sets.
… has … result(s) to ask about, … result(s) to learn from and … overdue action(s) to ask after.
… has … result(s) to ask about and … result(s) to learn from.
This pack is for a session of … minutes.
…: … here against … in England, clearly … (…).
…: has improved, by more than usual movement (…).
…: has become worse, by more than usual movement (…).
…: the most deprived fifth do clearly worse (…).
…: an action, overdue by … day(s) (…).
From: ….
Of … action(s), on …: ….
Longest overdue, by … day(s): ….
… to … minutes, ….
… answer(s) came back; the ICB's report shows them as local context.
By question: “…” ….
By question: “…
…” … and “…” ….
Nobody comes yet as ….
The newest action in the log began on ….
One of your own: ….
Of … measurements that … questions will need, none has been collected.
The questions were declared on …, before anything was collected.
The plan had … milestones, from … to …; on what day it was reached is public for ….
When the slip was told, on …, the day of … had come.
… barriers: ….
… enablers: ….
Of … comments, … left out.
By theme: ….
"""  # noqa: E501


def texts(node):
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from (str(name), *texts(value))
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts(value)


def words(text):
    return " ".join(text.split())


def bare(text):
    return words(text).strip(" .,;:“”‘’()").lower()


@pytest.fixture(scope="module")
def known():
    """Every text of the records, whole and sentence by sentence, and every name and fixed word."""
    found = {*MOVES, *actions.action.STATES, *tracking.audiences(synthetic=True).values()}
    for folder in FOLDERS:
        for path in sorted((PARAMS / folder).rglob("*.*")):
            if path.suffix == ".yml":
                found |= set(texts(read(path)))
            elif path.suffix == ".csv":
                with path.open(encoding="utf-8") as file:
                    found |= {cell for row in csv.reader(file) for cell in row}
    for kind in ("icb", "trust"):
        for area in areas.known(kind, at=date(2026, 4, 1)):
            found |= {area.short_name, area.code}
    found |= {metric.title for metric in definitions.metrics().values()}
    found |= {audit.short for audit in definitions.audits().values()}
    found |= set(RULES.values()) | set(KINDS.values())
    whole = {words(one) for one in found}
    return {bare(part) for one in whole for part in (one, *re.split(r"(?<=[.!?;])\s+", one))}


def left_over(slot, known):
    """Give what of a slot's words no field holds: not a record's text, a name, a number or a day."""
    while slot:
        ends = [end for end in range(len(slot), 2, -1) if not slot[end : end + 1].isalnum()]
        at = next((end for end in ends if bare(slot[:end]) in known), 0)
        if at:
            slot = slot[at:]
            continue
        if day := DAY.match(slot):
            slot = slot[day.end() :]
            continue
        word, slot = re.match(r"(\W*[\w’'&-]*)(.*)", slot, re.DOTALL).groups()
        plain = word.strip(" .,;:“”()[]#→%−–\n")
        number = re.fullmatch(r"[\d.,/%−–-]*", plain)
        if plain and not number and bare(plain) not in JOINS | UNITS | known:
            return plain
        if not word:
            slot = slot[1:]
    return ""


PATTERNS = [
    re.compile(re.escape(line).replace(r"\(s\)", "s?").replace("…", "(.+?)"))
    for line in TOLD.strip().splitlines()
]


def untraced(html, known):
    """Give the sentences of some HTML that are told from nothing, each with why."""
    found = []
    for sentence in map(words, sentences(html)):
        title, _, number = sentence.removesuffix(", made up").rpartition(", ")  # of the source document
        if sentence in METHOD or bare(sentence) in known:
            continue
        if bare(title) in known and not left_over(number, known):
            continue
        matches = [match for pattern in PATTERNS if (match := pattern.fullmatch(sentence))]
        why = [
            next(filter(None, (left_over(slot, known) for slot in match.groups())), "") for match in matches
        ]
        if "" not in why:
            found.append((sentence, why))
    return found


@pytest.mark.parametrize("document", sorted(path.stem for path in (PARAMS / "recommendations").glob("*.yml")))
def test_of_a_document_of_recommendations(document, known):
    tracked = tracking.of_document(document, EDITION)
    for told in (narrative.tracked, narrative.stories, narrative.from_source):
        assert untraced(told(tracked), known) == []


@pytest.mark.parametrize("audience", tracking.audiences(synthetic=True))
def test_of_an_audience(audience, known):
    tracked = tracking.of_audience(audience, EDITION)
    for told in (narrative.tracked, narrative.stories, narrative.from_source):
        assert untraced(told(tracked), known) == []


@pytest.mark.parametrize("icb", PLACES)
def test_of_what_is_asked_of_an_icb_and_what_its_figures_did(icb, known):
    tracked = tracking.of_board(icb, EDITION)
    measured = tracking.since(findings.load(EDITION, area=icb), tracked.asked, icb)
    for told in (narrative.asked_of, narrative.due_soon, narrative.stories):
        assert untraced(told(tracked), known) == []
    assert untraced(narrative.since(measured), known) == []


@pytest.mark.parametrize("icb", PLACES)
def test_of_a_session_pack(icb, known):
    found = findings.load(EDITION, area=icb)
    tests, gaps = (load(EDITION, area=icb) for load in (findings.load_signals, findings.load_gaps))
    log, here = actions.log(icb, EDITION), local.record(icb, EDITION)
    signs = signals(found, tests, gaps, log, icb, EDITION)
    told = [
        opening(signs, found, icb), standing(signs), prompts(signs), actions.since(log, EDITION), agenda(),
        preread(here), guests(invited(icb, EDITION)), form(log), guides(signs, log),
    ]  # fmt: skip
    assert [untraced(one, known) for one in told] == [[]] * len(told)


@pytest.mark.parametrize("icb", PLACES)
def test_of_who_reports_what_for_an_icb(icb, known):
    told = [tell(EDITION, icb) for tell in (streams.patch_answer, streams.who, streams.patch, streams.trusts)]
    assert [untraced(one, known) for one in told] == [[]] * len(told)


def test_of_the_guide_to_streams(known):
    every = streams.streams()
    told = [tell(every) for tell in (streams.answer, streams.index, streams.missing, streams.cards)]
    told += [tell(EDITION) for tell in (streams.crosswalks, streams.by_trust, streams.by_hospital)]
    assert [untraced(one, known) for one in told] == [[]] * len(told)


@pytest.mark.parametrize("name", ["answer", "plan", "slipped", "barriers", "log", "case_study"])
def test_of_the_evaluation(name, known):
    assert untraced(getattr(evaluation, name)(), known) == []


def test_of_the_events(known):
    assert untraced(evaluation.register(tracking.documents()), known) == []


INVENTED = {
    "a claim that no record holds": "<p>This ICB leads the country in everything it does.</p>",
    "a word of its own in a slot": "<p>This ICB has written nothing of several of them.</p>",
    "a cause": "<p>In West Yorkshire this changed for the better because of it.</p>",
}


@pytest.mark.parametrize("html", INVENTED.values(), ids=INVENTED)
def test_a_sentence_told_from_nothing_is_found_out(html, known):
    assert len(untraced(html, known)) == 1
