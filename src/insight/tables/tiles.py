"""A map of tiles: every ICB as one of the same size, with its value and which side of England's it is on."""

import pandas as pd

from insight.formats import Html, bare, compiled, render
from insight.formats.rows import as_records, captioned, newest, peers
from insight.formats.verdicts import SIGNS, tally, word

SHOWN = [
    "metric",
    "area",
    "value",
    "lower",
    "upper",
    "unit",
    "decimals",
    "verdict",
    "title",
    "period",
    "better",
]
MAP = compiled("""\
<figure class="insight-figure insight-map" id="map-{{ name }}">
<p class="insight-map-title" id="map-{{ name }}-title">{{ title }}</p>
<ul class="insight-tiles" aria-labelledby="map-{{ name }}-title">
{% for tile in tiles %}
<li class="insight-tile insight-{{ tile.look }} insight-column-{{ tile.column }} insight-row-{{ tile.row }}">
<a href="insight:icb={{ tile.area }}" title="{{ tile.name }}">
<span class="insight-tile-name">{{ tile.label }}</span>
<span class="insight-tile-value"><span aria-hidden="true">{{ tile.sign }}</span> {{ tile.value }}\
<span class="insight-unseen">, {{ tile.words }}</span></span></a></li>
{% endfor %}
</ul>
<p class="insight-tile-key">
{% for look, sign, words in key %}
<span class="insight-tile-{{ look }}"><span aria-hidden="true">{{ sign }}</span> {{ words }}</span>
{% endfor %}
</p>
<figcaption>{{ caption }}</figcaption>
</figure>
""")
WORDS = {
    "better": "better than England",
    "similar": "similar to England",
    "worse": "worse than England",
    "lower": "lower than England",
    "higher": "higher than England",
    "not compared": "not compared",
}


def tiles(findings: pd.DataFrame, layout: pd.DataFrame, metric: str | None = None) -> Html:
    """Give a map of one headline metric, each tile a link to its ICB's page; '' when there is none.

    findings : of every ICB. layout : their tiles, as `findings.load_layout` gives. metric : the one to be
    drawn; where it has no figure for ICBs, or is not given, the headline metric that most ICBs have a
    comparison for, one with a better direction if there is any; of several, the one that counts most people.
    Words stand beside every colour and sign.
    """
    rows = _chosen(peers(findings, "icb"), set(layout["area"]), metric)
    if rows.empty:
        return render("")
    own = {row.area: row for row in as_records(rows, SHOWN)}
    few = rows["decimals"].min()  # the same for every tile, so that a map reads evenly
    found = [_tile(tile, own.get(tile.area), few) for tile in as_records(layout, list(layout.columns))]
    first = next(iter(own.values()))
    england = newest(findings, None)
    england = england[england["metric"] == first.metric]
    value = "".join(
        f" England {bare(row.value, row.unit, row.decimals)}." for row in as_records(england, SHOWN)
    )
    looks = [look for look in WORDS if look in {tile["look_word"] for tile in found}]
    told = tally(rows["verdict"])
    caption = captioned(f"{told[:1].upper()}{told[1:]}, each by its whole 95% interval.{value}", rows)
    return render(
        MAP,
        name=str(first.metric).replace("_", "-"),
        title=f"{first.title}, {first.period}",
        tiles=sorted(found, key=lambda tile: (tile["row"], tile["column"])),
        key=[(look.replace(" ", "-"), SIGNS[look], WORDS[look]) for look in looks],
        caption=caption,
    )


def _chosen(rows: pd.DataFrame, areas: set[str], metric: str | None) -> pd.DataFrame:
    """Give the rows of the metric to be drawn."""
    wanted = rows[(rows["metric"] == metric) & rows["value"].notna() & rows["area"].isin(areas)]
    if len(wanted):
        return wanted
    rows = rows[rows["headline"].astype(bool) & rows["value"].notna() & rows["area"].isin(areas)]
    judged = rows[rows["better"] != "neither"]
    rows = judged if len(judged) else rows
    if rows.empty:
        return rows
    names = rows["metric"].astype(str)
    compared = rows["verdict"].notna().groupby(names).sum()
    people = rows["denominator"].fillna(0).groupby(names).sum()
    order = pd.DataFrame({"compared": compared, "people": people}).reset_index()
    best = order.sort_values(["compared", "people", "metric"], ascending=[False, False, True]).iloc[0]
    return rows[names == best["metric"]]


def _tile(tile, row, decimals: int) -> dict[str, object]:
    look = word(row.verdict) if row is not None else "not compared"
    return {
        "area": tile.area,
        "label": tile.label,
        "name": tile.name,
        "column": tile.column,
        "row": tile.row,
        "look": look.replace(" ", "-"),
        "look_word": look,
        "sign": SIGNS[look],
        "value": bare(row.value, row.unit, decimals) if row is not None else "no figure",
        "words": WORDS[look],
    }
