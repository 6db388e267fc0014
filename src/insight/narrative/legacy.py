"""What is said of a programme that closed: each sentence from its file, and from counts of its rows."""

from typing import Any

from insight.formats import Html, capital, compiled, day, listed, opened, plural, render, sentences
from insight.narrative.sentences import sentence

KINDS = compiled("""\
<ul>
{% for kind in kinds %}
<li><strong>{{ kind.name }}</strong>: {{ kind.said }} ({{ kind.claims }}).</li>
{% endfor %}
</ul>
""")


def opening(programme: Any, counts: Any) -> Html:
    """Say in a sentence what closed and what its claims are of; then from whom that is known.

    programme, counts : as `legacy.programme` and `legacy.counts` give them.
    """
    lead = (
        f"{programme.short} closed by {day(programme.closes)}: of {plural(counts.claims, 'claim')} from its "
        f"{plural(counts.workstreams, 'workstream')}, {counts.kinds['outcome'] or 'none'} told of outcomes "
        f"for patients and {counts.kinds['reach'] or 'none'} of reach."
    )
    more = [
        f"{programme.short} stands for {programme.stands_for}, a programme of the {programme.body}. "
        "Nothing told of it here is made up.",
        "All here are the programme's own claims, in our words with its figures. We did not check whether "
        f"they are true. Source: {programme.source}.",
    ]
    return opened(lead, more)


def led(programme: Any, counts: Any) -> Html:
    """Say how many people led the workstreams, and who led more than one."""
    several = [
        f"{name} led {plural(len(streams), 'workstream')}: {_quoted(streams)}."
        for name, streams in programme.leading.items()
        if len(streams) > 1
    ]
    said = f"{plural(counts.people, 'person', 'people')} led {plural(counts.workstreams, 'workstream')}."
    pairs = f"{plural(counts.with_two, 'workstream')} had two leads." if counts.with_two else ""
    return sentences([" ".join(words for words in (said, pairs, *several) if words)])


def kinds(programme: Any, counts: Any) -> Html:
    """Say how many claims of each kind there are, and how many figures are qualified and dated."""
    rows = [
        {"name": capital(kind), "said": said, "claims": plural(counts.kinds[kind], "claim")}
        for kind, said in programme.kinds.items()
    ]
    figures = (
        f"Of {plural(counts.claims, 'claim')}, {plural(counts.figures, 'figure')} can be given: "
        f"{counts.qualified or 'none'} with a word such as nearly or over, which is always shown, and "
        f"{counts.dated or 'none'} with a date."
    )
    return render(KINDS, kinds=rows) + sentences([figures])


def assets(counts: Any) -> Html:
    """Say of how many assets it is known what they are now."""
    marked = f"{counts.unverified or 'none'} {'is' if counts.unverified < 2 else 'are'} marked unverified"
    return sentences(
        [
            f"Of {plural(counts.assets, 'asset')} that the source names, what became of "
            f"{counts.sourced or 'none'} is known from a source; {marked}."
        ]
    )


def received(programme: Any, counts: Any) -> Html:
    """Say how many bodies received what was left, and where the source tells that only in passing."""
    passing = [one.title for one in programme.workstreams if one.stated == "in passing"]
    said = [
        f"{plural(counts.bodies, 'body', 'bodies')} received what the workstreams left, from "
        f"{day(programme.opens_next)} on."
    ]
    if passing:
        said.append(
            f"For {plural(counts.in_passing, 'workstream')} the source says so only in passing: "
            f"{_quoted(passing)}."
        )
    return sentences([" ".join(said)])


def unfinished(counts: Any) -> Html:
    """Say how much was left open, to somebody or nobody, with a date or without."""
    return sentences(
        [
            f"Of {plural(counts.unfinished, 'piece')} of work left open, {counts.owned or 'none'} "
            f"{'was' if counts.owned < 2 else 'were'} left to a named body, and {counts.due or 'none'} had a "
            "time by which to be done."
        ]
    )


def lesson(programme: Any) -> Html:
    """Say what is to be learnt from a measure that came to carry a payment."""
    chain = programme.chain
    return sentences([sentence(chain.lesson)] if chain else [])


def _quoted(titles: Any) -> str:
    return listed(f"“{title}”" for title in titles)
