"""What an edition says first, about all its ICBs: few numbers, each with what it is a number of."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, compiled, group_in_words, plural, points, render, sentences
from insight.formats.rows import ENGLAND, as_records, is_synthetic
from insight.formats.signals import way
from insight.narrative.inequality import NAMES
from insight.narrative.lists import Item, Part, lists
from insight.narrative.outliers import NEEDED
from insight.narrative.sentences import SYNTHETIC, measured

MOST = 4  # outliers told on each side
GAP = ["title", "absolute", "unit", "group", "reference", "breakdown", "audit"]
GLANCE = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<dl class="insight-facts insight-glance">
{% for card in cards %}
<div class="insight-card-{{ card.look }}"><dt>{{ card.of }}</dt>
<dd><span class="insight-number">{{ card.number }}</span>
<span class="insight-words">{{ card.words }}</span></dd></div>
{% endfor %}
</dl>
""")
LINK = compiled('<a href="insight:{{ over }}={{ code }}">{{ words }}</a>')


def glance(tests: pd.DataFrame, gaps: pd.DataFrame, improved: pd.DataFrame) -> Html:
    """Give the edition's numbers of note on cards: outliers of ICBs, the clearest gap, what improved.

    tests, gaps, improved : all of an edition's, as findings load them. A card stands only where
    there is something to count.
    """
    cards = [*_outliers(tests), *_gap(gaps), *_improved(improved)]
    made_up = any(is_synthetic(rows) for rows in (tests, gaps) if "synthetic" in rows)
    return render(GLANCE, cards=cards, synthetic=SYNTHETIC if made_up else "")


def furthest(tests: pd.DataFrame) -> Html:
    """Tell the outliers among ICBs that lie furthest out, the better first, with links to their pages."""
    rows = _of_icbs(tests)
    claims = rows[rows["claim"].notna()]
    if claims.empty:
        return sentences(
            [f"Of {plural(len(rows), 'result')} of ICBs that could be tested, none is an outlier."]
        )
    far = claims["adjusted_z"].abs().sort_values(ascending=False, kind="stable").index
    claims = claims.loc[far]
    parts = []
    for word, called in (("better", "Furthest out for the better"), ("worse", "Furthest out for the worse")):
        side = claims[claims["direction"] == word]
        items = [_told(row) for row in as_records(side.head(MOST), [*NEEDED, "area", "audit"])]
        left = len(side) - len(items)
        parts.append(Part(f"{called}{f' ({len(items)} of {len(side)})' if left else ''}", items))
    return lists(parts)


def _of_icbs(tests: pd.DataFrame) -> pd.DataFrame:
    return tests[(tests["kind"] == "others") & (tests["area_type"] == "icb") & tests["p"].notna()]


def _outliers(tests: pd.DataFrame) -> list[dict[str, str]]:
    rows = _of_icbs(tests)
    if rows.empty:
        return []
    claims = rows["direction"][rows["claim"].notna()]
    words = f"of {plural(len(rows), 'result')} of ICBs tested, after all checks"
    cards = [
        {"of": "Outliers for the better", "number": str((claims == "better").sum()), "words": words},
        {"of": "Outliers for the worse", "number": str((claims == "worse").sum()), "words": words},
    ]
    return [card | {"look": look} for card, look in zip(cards, ("better", "worse"), strict=True)]


def _gap(gaps: pd.DataFrame) -> list[dict[str, str]]:
    """Give England's gap by deprivation that lies furthest from none, in widths of its own interval."""
    rows = gaps[(gaps["breakdown"] == "deprivation") & gaps["latest"] & (gaps["area"] == ENGLAND)]
    rows = rows[rows["withheld"].isna() & rows["clear"].astype("boolean").fillna(False).astype(bool)]
    rows = rows[rows["unit"] == "%"]
    if rows.empty:
        return []
    width = rows["absolute_upper"] - rows["absolute_lower"]
    order = (rows["absolute"].abs() / width).sort_values(ascending=False, kind="stable").index
    [row] = as_records(rows.loc[order[:1]], GAP)
    words = f"{row.title}: {group_in_words(str(row.group))} minus {group_in_words(str(row.reference))}"
    of = f"Clearest gap by {NAMES['deprivation']} in England"
    return [{"of": of, "number": points(row.absolute, row.unit), "words": words, "look": "similar"}]


def _improved(improved: pd.DataFrame) -> list[dict[str, str]]:
    rows = improved[improved["area_type"] == "icb"]
    if rows.empty:
        return []
    number = int(rows["improved"].astype(bool).sum())
    words = f"of {plural(len(rows), 'result')} of ICBs, from the worst fifth to the better half"
    return [{"of": "Improved most in a year", "number": str(number), "words": words, "look": "better"}]


def _told(row: Any) -> Item:
    board = render(LINK, over="icb", code=row.area, words=row.short_name)
    topic = render(LINK, over="audit", code=row.audit, words=row.title)
    goal = f"the target is {bare(row.target, row.unit, row.decimals)}"
    return Item(
        Html(f"{board}: {topic}"),  # noqa: S704  both are made of escaped words
        f"{measured(row)}; {goal}.",
        way(row),
        f"{row.audit_short}, {row.period}",
    )
