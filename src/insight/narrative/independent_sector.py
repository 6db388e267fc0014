"""What is said of independent providers in national audits, from files and from counts of their rows."""

from typing import Any

from insight.formats import Html, capital, compiled, day, listed, opened, plural, render, sentences, uncapital
from insight.formats.numerals import spelt
from insight.narrative.sentences import sentence

SYNTHETIC = (
    "Synthetic data. The providers on this page and their records are made up to show what it can do. "
    "What is told of the pilot, and of joining an audit, is from published sources."
)
WITHHELD = (
    "Shares are not shown where they are of {} operations or fewer, and operations are rounded to the "
    "nearest {}, so that nobody can be recognised."
)
LISTED = compiled("""\
<ul>
{% for name, said in items %}
<li><strong>{{ name }}</strong>: {{ said }}.</li>
{% endfor %}
</ul>
""")
SEVERE = {"stops": "that stop it"}


def opening(pilot: Any, records: Any, cover: Any, flows: Any) -> Html:
    """Say what is covered, what stands in the way and that it can be overcome; then what records show.

    pilot, records, cover, flows : as the room gives them; records are None where nothing is written down.
    """
    lead = (
        f"{capital(pilot.scope.inside)}, belongs in national audits and {pilot.scope.outside} does not: "
        f"barriers of {spelt(len(pilot.areas))} kinds keep independent providers out, and taking part in "
        f"full in the {pilot.comparator.name} shows that they can be overcome."
    )
    more = [
        f"This page tells of {pilot.title}, led by {pilot.led_by} and paid for by {pilot.funded_by}. "
        f"Source: {pilot.source}."
    ]
    if records is not None:
        more.append(
            "Providers here give NHS-funded care that an audit is about in "
            f"{plural(cover.eligible, 'case')}; in {cover.taking_part} of them the audit holds some of it. "
            f"{plural(flows.passed, 'test')} of {len(flows.tests)} of the data flow passed."
        )
    made_up = SYNTHETIC if records is not None and records.synthetic else ""
    return opened(lead, more, synthetic=made_up)


def scope(pilot: Any) -> Html:
    """Say which care is covered and which is not, and that no figure here is of the latter."""
    said = (
        f"Inside the programme: {pilot.scope.inside}. Outside it: {pilot.scope.outside}. "
        f"{sentence(pilot.scope.both)} No figure of coverage here is of {pilot.scope.outside}."
    )
    return sentences([said, sentence(pilot.comparator.said)])


def uses(pilot: Any) -> Html:
    """Say what taking part is for, and how results reach the regulator."""
    items = [(capital(one.use), one.said.rstrip(".")) for one in pilot.uses]
    return render(LISTED, items=items) + sentences([sentence(pilot.route)])


def areas(pilot: Any) -> Html:
    """Give the four areas that barriers are in."""
    return render(LISTED, items=[(capital(area), said) for area, said in pilot.areas.items()])


def categories(pilot: Any) -> Html:
    """Give the four categories of what the pilot found, which are another list."""
    return render(LISTED, items=[(one.title, one.about) for one in pilot.categories])


def history(pilot: Any) -> Html:
    """Say who sat in the Steering Group, by class, and why the work paused."""
    pauses = [
        f"{one.name}, {one.when}. {one.note}" for one in pilot.history if one.kind == "pause" and one.note
    ]
    return sentences([f"The Steering Group had {listed(pilot.steering_group)} in it.", *pauses])


def barriers(found: Any, records: Any) -> Html:
    """Say how many barriers were written down, how severe they are, and who can act on most."""
    if not found.total:
        return sentences(["No barrier has been written down."])
    severe = listed(f"{number} {SEVERE.get(name, name)}" for name, number in found.severities.items())
    most = max(found.owners.values())
    who = listed(f"the {name}" for name, number in found.owners.items() if number == most)
    return sentences(
        [
            f"On record {'is' if found.total == 1 else 'are'} {plural(found.total, 'barrier')} of "
            f"{plural(len(records.providers), 'provider')}: {severe}. The one who can act is most often "
            f"{who}: for {most} of {found.total}."
        ]
    )


def survey(found: Any) -> Html:
    """Say how many providers answered, and in which area most of them name a barrier."""
    if not found.responses:
        return sentences(["Nobody has answered the survey."])
    most = max(one.providers for one in found.areas)
    if not most:
        return sentences([f"{plural(found.responses, 'provider')} answered, and none named a barrier."])
    where = [one.area for one in found.areas if one.providers == most]
    areas, each = ("area", "") if len(where) == 1 else ("areas", " each")
    return sentences(
        [
            f"{plural(found.responses, 'provider')} answered. Most widely named are barriers of the {areas} "
            f"{listed(where)}: by {most} of {found.responses}{each}. A question left out is counted as not "
            "answered, never as no barrier."
        ]
    )


def tested(flows: Any, pilot: Any, rule: Any) -> Html:
    """Say how the pilot tested the flow of data, how a test is passed here, and how many were.

    rule : by which few operations are withheld and others rounded (see disclosure.Policy).
    """
    test = pilot.test
    said = [
        f"The pilot tested the flow of data to {plural(test.audits, 'audit')} over "
        f"{plural(test.months, 'month')}, with {test.sample}. {sentence(test.note)}",
        f"Here a test is passed when there are data of all {plural(test.months, 'month')} and every field "
        "is filled as often as the audit needs.",
        WITHHELD.format(rule.largest_small, rule.nearest),
    ]
    if flows.tests:
        ways = ((flows.passed, "passed"), (flows.failed, "failed"), (flows.untold, "cannot be told"))
        told = listed(f"{number} {word}" for number, word in ways if number)
        said.append(f"Of {plural(len(flows.tests), 'test')}, {told}.")
    return sentences(said)


def documents(pilot: Any) -> Html:
    """Say which documents the source names and which we added."""
    named = listed(f"the {one.title.lower()}" for one in pilot.documents if one.named_by == "source")
    ours = listed(f"the {uncapital(one.title)}" for one in pilot.documents if one.named_by == "ours")
    return sentences([f"The source names {named}. We added {ours}."])


def joining(pilot: Any, cards: Any) -> Html:
    """Say what is eligible in every audit, and of how many cards each part is known."""
    parts = ("governance", "items", "cost")
    known = {part: sum(bool(card.parts[part]) for card in cards) or "none" for part in parts}
    return sentences(
        [
            f"In every audit, {pilot.scope.inside}, is eligible as far as the audit is about it; "
            f"{pilot.scope.outside} is "
            f"not. Of {plural(len(cards), 'card')}, {known['items']} say what is asked, "
            f"{known['governance']} on what "
            f"ground data are held, and {known['cost']} what taking part costs. Ask the audit for what is "
            "missing."
        ]
    )


def gathered(records: Any) -> Html:
    """Say where the records come from, and how old they are."""
    if records is None:
        return sentences(["No records of providers are written down. The page shows what they would tell."])
    return sentences([f"Records of providers: {records.about}, gathered by {day(records.gathered)}."])
