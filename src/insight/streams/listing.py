"""The index of streams, which readers filter by topic and by audience, and what is known of each."""

from collections import Counter
from collections.abc import Sequence

from insight import audiences
from insight.formats import (
    Html,
    Lines,
    capital,
    compiled,
    folded,
    linked,
    listed,
    opened,
    plural,
    render,
    sentences,
    table,
    uncapital,
)
from insight.streams.cells import ACCESS, NOT_KNOWN, PUBLIC, known, when
from insight.streams.stream import Fact, Stream

INDEX = ["Stream", "Topic", "For whom", "Kind", "Are ICB results public?", "How it is reached"]
HEADED = compiled("<h3>{{ words }}</h3>\n{{ cards }}\n")
FROM = compiled("{{ words }} ({{ source }})")
FACT = compiled('{{ words }}{% if link %} <a href="{{ link }}">{{ label }}</a>{% endif %}')


def answer(streams: Sequence[Stream]) -> Html:
    """Say how many streams there are, and of how many anyone can open results for ICBs."""
    audits = [one for one in streams if one.kind == "audit"]
    count = Counter(one.icb_level_public for one in audits)
    lead = (
        f"Of {plural(len(audits), 'national audit and review', 'national audits and reviews')}, "
        "results for integrated care boards (ICBs) can be opened by anyone for "
        f"{count['yes'] or 'none'}, only behind a login for {count['restricted'] or 'none'} and not at all "
        f"for {count['no'] or 'none'}; for {count[None] or 'none'} this is not known."
    )
    others = len(streams) - len(audits)
    below = f"Beside them stand {plural(others, 'other stream')}: portals, dashboards and the like."
    return opened(lead, [below])


def index(streams: Sequence[Stream]) -> Html:
    """Give every stream on a line: topic, for whom, kind, whether ICB results are public, and access.

    The first cell leads to our own page on the audit, where there is one.
    """
    titles = {one.id: one.title for one in audiences.audiences()}
    cells = [
        (
            linked(_name(one), f"insight:audit={one.audit}" if one.audit else None),
            one.topic,
            ", ".join(titles.get(name, name) for name in one.audiences),
            one.kind,
            PUBLIC[one.icb_level_public],
            ACCESS[one.access],
        )
        for one in streams
    ]
    return table(Lines(cells, INDEX), "Every stream. Filter by a topic, an audience or any other word.")


def cards(streams: Sequence[Stream]) -> Html:
    """Give all that is known of each stream, under its kind; what is not known is said to be so."""
    made = Html("")
    for words, chosen in _parts(streams).items():
        shown = [{"summary": _summary(one), "table": card(one)} for one in chosen]
        made += render(HEADED, words=words, cards=folded(shown)) if shown else ""
    return made


def card(stream: Stream) -> Html:
    """Give what is known of one stream: a line for each question, however little is known."""
    one = stream
    cells = [
        ("What it holds", one.holds),
        ("Who holds it", known(one.holder)),
        ("Specialty", known(one.specialty)),
        ("Units it is about", known(listed(one.units))),
        ("Levels of geography", known(listed(one.geography))),
        ("How often", _cited(one, "frequency", known(one.frequency))),
        ("From the end of the data to publication", _lag(one)),
        (
            "How it is reached",
            f"{capital(ACCESS[one.access])}. {one.route}." if one.route else ACCESS[one.access],
        ),
        ("Licence", _cited(one, "licence", known(one.licence))),
        ("Contact", _cited(one, "contact", _contact(one))),
        ("Are ICB results public?", _public(one)),
        ("On results for ICBs", known(one.icb_note)),
        ("Link", linked("its page", one.link) if one.link else NOT_KNOWN),
        ("Last checked", when(one.checked)),
        ("Where this is from", known(one.source)),
    ]
    return table(Lines(cells, ["Question", "What is known"]), f"{one.name}.")


def missing(streams: Sequence[Stream]) -> Html:
    """Count what is not known of streams, so that nobody takes a blank for an answer."""
    fields = {
        "licence": "a licence", "contact": "a mailbox or a page to ask through",
        "example": "a lag that could be counted",
        "frequency": "how often they come", "link": "a link",
    }  # fmt: skip
    count = {field: sum(getattr(one, field) is None for one in streams) for field in fields}
    parts = [f"{fields[field]} for {plural(number, 'stream')}" for field, number in count.items() if number]
    what = f"what was not found: {listed(parts)}" if parts else "all of this was found"
    return sentences([f"Of {plural(len(streams), 'stream')}, {what}."])


def _parts(streams: Sequence[Stream]) -> dict[str, list[Stream]]:
    """Part streams as readers look for them."""
    return {
        "Audits and data sets with a page here": [one for one in streams if one.audit],
        "Other national audits and reviews": [
            one for one in streams if one.kind == "audit" and not one.audit
        ],
        "Portals, dashboards and the like": [one for one in streams if one.kind != "audit" and not one.audit],
    }


def _name(one: Stream) -> str:
    return f"{one.name} ({one.short})" if one.short and one.short != one.name else one.name


def _summary(one: Stream) -> str:
    return f"{_name(one)}: {uncapital(one.topic)}"


def _lag(one: Stream) -> Html | str:
    lag = one.example
    if lag is None:
        return NOT_KNOWN
    words = f"{plural(lag.months, 'month')}, as in {lag.what}"
    return render(FROM, words=words, source=linked(lag.source, lag.link))


def _cited(one: Stream, fact: Fact, words: object) -> object:
    """Give what is said of a fact, with its own source where it has one."""
    cited = one.cited.get(fact)
    return render(FROM, words=words, source=linked(cited.source, cited.link)) if cited else words


def _contact(one: Stream) -> Html | str:
    if one.contact and "@" in one.contact:
        return linked(one.contact, f"mailto:{one.contact}")
    if one.contact:
        return linked("a page to ask through", one.contact)
    return f"{NOT_KNOWN}: ask through its site" if one.link else NOT_KNOWN


def _public(one: Stream) -> Html | str:
    if one.icb_level_public == "yes":
        return render(FACT, words=f"{capital(PUBLIC['yes'])}:", link=one.link, label="open them")
    return capital(PUBLIC[one.icb_level_public])
