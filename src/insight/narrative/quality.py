"""What the data of an edition can and cannot bear, audit by audit."""

from collections import Counter

import pandas as pd

from insight.formats import Html, age, bare, compiled, listed, plural, render
from insight.formats.quality import Known, Quality, quality
from insight.formats.rows import is_synthetic
from insight.narrative.inequality import NAMES
from insight.narrative.lists import Item, Part, lists
from insight.narrative.sentences import SYNTHETIC, sentence

OPENING = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<p class="insight-lead">{{ lead }}</p>
{% if cautions %}
<ul>
{% for words in cautions %}
<li>{{ words }}</li>
{% endfor %}
</ul>
{% endif %}
""")


def data_quality(findings: pd.DataFrame) -> Html:
    """Say of how many audits the data are sound, and what stands against the others'.

    findings : all of an edition's.
    """
    found = quality(findings)
    sound = sum(not one.cautions for one in found)
    lead = (
        f"Of {plural(len(found), 'audit or programme', 'audits and programmes')}, the data of "
        f"{sound or 'none'} need no caution. The others are fit for asking questions, with these in mind."
    )
    if sound == len(found):
        lead = f"The data of all {len(found)} audits and programmes need no caution."
    kinds = Counter(_kind(words) for one in found for words in one.cautions)
    cautions = [f"{plural(number, 'audit')}: {words}." for words, number in kinds.most_common()]
    return render(
        OPENING, synthetic=SYNTHETIC if is_synthetic(findings) else "", lead=lead, cautions=cautions
    )


def data_by_audit(findings: pd.DataFrame) -> Html:
    """Tell what the data of each audit are like, those with most to keep in mind first."""
    found = sorted(quality(findings), key=lambda one: -len(one.cautions))
    return lists([Part("", [_item(one) for one in found], first=len(found))])


def _item(one: Quality) -> Item:
    said = [_newest(one), _coverage(one), _missing(one), *_groups(one), *_reached(one)]
    notes = [sentence(f"keep in mind: {listed(one.cautions)}")] if one.cautions else []
    return Item(f"{one.topic} ({one.short})", " ".join(words for words in said if words), notes=notes)


def _newest(one: Quality) -> str:
    old = "" if one.age is None else f", {age(one.age)}"
    early = f"; {bare(one.provisional, '%', 0)} of these are provisional" if one.provisional else ""
    return f"Newest data: {one.period}{old}{early}."


def _coverage(one: Quality) -> str:
    if not one.boards[1]:
        return (
            "No results by ICB." if not one.trusts[1] else f"Results for {one.trusts[0]} trusts, none by ICB."
        )
    part = f", {one.partial} of them only in part" if one.partial else ""
    return f"Results for {one.boards[0]} of {one.boards[1]} ICBs{part}."


def _missing(one: Quality) -> str:
    said = f"{bare(one.withheld, '%', 0)} of figures are withheld or were not published"
    if one.withheld_groups is None:
        return f"{said}; none is by group."
    return f"{said}, and {bare(one.withheld_groups, '%', 0)} of those by group."


def _groups(one: Quality) -> list[str]:
    return [_known(NAMES[by], known) for by, known in one.known.items() if known is not None]


def _known(name: str, known: Known) -> str:
    low, high, least = bare(known[0], "%", 0), bare(known[1], "%", 0), "at least " * known[2]
    ends = low if low == high else f"{low} to {high}"
    return f"The {name} of {least}{ends} of people is known."


def _reached(one: Quality) -> list[str]:
    pairs = (
        (one.ascertained, "of the cases there should be reached the audit"),
        (one.takes_part, "of the units that should take part do"),
        (one.complete, "of records are complete"),
    )
    return [
        f"{listed(bare(share, '%', 0) for share in shares)} {words}." for shares, words in pairs if shares
    ]


def _kind(caution: str) -> str:
    """Give a caution without its own number, so that those of one kind count together."""
    return "the newest data are a year old or more" if caution.endswith("months old") else caution
