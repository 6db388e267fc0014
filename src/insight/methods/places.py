"""Examples about places and people: similar places, parts and wholes, small numbers."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.drawing.palette import BAND, FOCUS, INK, OTHERS
from insight.disclosure import POLICIES, Policy, protect
from insight.disclosure.attack import bounds
from insight.disclosure.release import Sheet
from insight.formats import grid
from insight.methods.example import BARE, ROW, Example, between, intervals, labelled, limits, percent
from insight.statistics.peers.peer_median import peer_median
from insight.statistics.peers.people_gap import people_gap
from insight.statistics.peers.similar import similar
from insight.statistics.proportion import proportion


def matched() -> Example:
    """Say what it would mean to match the median of similar places."""
    draw_ = np.random.default_rng(11)
    names = [f"Place {number}" for number in range(1, 21)]
    facts = pd.DataFrame(draw_.normal(size=(20, 3)), index=names, columns=["age", "deprivation", "size"])
    n = pd.Series(draw_.integers(800, 1600, 20), index=names)
    x = pd.Series(draw_.binomial(n, np.clip(draw_.normal(0.66, 0.03, 20), 0, 1)), index=names)
    values = proportion(x, n)
    here = str(values["value"].idxmin())
    peers = similar(facts)
    middle = peer_median(values["value"], names, peers)
    one = people_gap(x, n, middle[["value", "lower", "upper"]], better="higher").loc[here]
    alike = peers.loc[peers["area"] == here, "peer"]
    median = middle.loc[[here]].rename(index={here: "Median of the ten"})

    def draw(axes: Axes) -> None:
        low, centre, high = (100 * middle[name].to_dict()[here] for name in ("lower", "value", "upper"))
        axes.axvspan(low, high, color=BAND, linewidth=0)
        axes.axvline(centre, color=INK, linewidth=1)
        others = 100 * values["value"].loc[alike].to_numpy(dtype=float)
        axes.plot(others, np.zeros(len(others)), "o", color=OTHERS, markeredgecolor=INK, markersize=6)
        own = 100 * values["value"].loc[[here]].to_numpy(dtype=float)
        axes.plot(own, np.zeros(1), "D", color=FOCUS, markersize=7)
        axes.set(yticks=[], ylim=(-1, 1))
        labelled(axes, "% in the place (diamond) and in the ten most like it (circles)", "")

    return Example(
        words=f"{here} has {x[here]:,} of {n[here]:,} people, {percent(values.loc[here, 'value'])}. The "
        f"median of the ten places most like it is {percent(middle.loc[here, 'value'])}. Had it matched "
        f"them, {one['value']:.0f} (95% interval {one['lower']:.0f} to {one['upper']:.0f}) more people would "
        f"have had the outcome: {one['word']}.",
        title="A place, its ten most similar places, their median and its interval",
        alt=f"The place lies below the median of similar places, whose interval is "
        f"{percent(middle.loc[here, 'lower'])} to {percent(middle.loc[here, 'upper'])}.",
        table=limits(pd.concat([values.loc[[here, *alike]], median]), "Place"),
        draw=draw,
        height=50,
    )


def shared_out() -> Example:
    """Make an area from trusts whose patients come from several areas."""
    trusts = pd.DataFrame(
        {"x": [700, 380, 90], "n": [1000, 500, 150], "share": [0.85, 0.30, 0.02]}, index=["P", "Q", "R"]
    )
    x, n = ((trusts["share"] * trusts[name]).sum() for name in ("x", "n"))
    area = proportion([x], [n]).set_index(pd.Index(["The area, by shares"]))
    found = pd.concat([proportion(trusts["x"], trusts["n"]).rename(index="Trust {}".format), area])
    parts = ", ".join(
        f"{percent(share, 0)} of trust {name}’s patients" for name, share in trusts["share"].items()
    )
    average = proportion(trusts["x"], trusts["n"])["value"].mean()
    return Example(
        words=f"An area has {parts}. Counts are weighted and added: {x:.1f} of {n:.1f}, which is "
        f"{between(area.iloc[0])}. An average of the three percentages would have been {percent(average)}, "
        f"and wrong.",
        title="Three trusts and the area that is made of parts of them (%)",
        alt=f"Three trusts' shares and that of the area, {percent(area['value'].iloc[0])}, near that of the "
        f"trust most of "
        "its patients go to.",
        table=limits(found, "Trust or area"),
        draw=intervals(found),
        height=ROW * 4,
        bottom=BARE,
    )


def small_numbers() -> Example:
    """Protect four counts, and let the attacker at them."""
    rule = POLICIES["hes"]
    counts = pd.DataFrame({"numerator": [4, 23, 38, 65], "denominator": [60, 80, 120, 260]}).astype("Int64")
    sheet = Sheet(rule)
    whole = sheet.shown("all", 27)
    parts = [sheet.small("A"), sheet.shown("B", 23)]
    sheet.total(whole, parts)
    told = bounds(sheet.release(), rule).loc[parts[0]]
    shown = _shown(counts, rule)
    words = ", ".join("withheld" if pd.isna(count) else f"{count:.0f}" for count in shown)

    x = np.arange(0, 31)
    to_thirty = pd.DataFrame({"numerator": x, "denominator": x + 300}).astype("Int64")

    def draw(axes: Axes) -> None:
        seen = _shown(to_thirty, rule)
        axes.plot(
            x, seen.astype("Float64").to_numpy(dtype=float, na_value=np.nan), "o", color=FOCUS, markersize=4.5
        )
        axes.axvspan(0.5, 7.5, color=BAND, linewidth=0)
        labelled(axes, "True count", "Count shown (none where shaded: withheld)")

    return Example(
        words=f"Counts of 4, 23, 38 and 65 are shown as {words}. But were 27 people published in all, and 23 "
        f"of them in B, then A could be worked out: at least {told['lower']:.0f} and at most "
        f"{told['upper']:.0f}. The attacker finds "
        "such a count before anything is published, and another one is withheld with it.",
        title="What the rule of Hospital Episode Statistics shows",
        alt="Counts of 1 to 7 are not shown; others are shown to the nearest 5.",
        table=grid(
            [
                (str(count), "withheld" if pd.isna(one) else f"{one:.0f}")
                for count, one in zip(range(31), _shown(to_thirty, rule), strict=True)
            ],
            ["True count", "Shown as"],
        ),
        draw=draw,
    )


def _shown(counts: pd.DataFrame, rule: Policy) -> pd.Series:
    no, yes = pd.Series(False, index=counts.index), pd.Series(True, index=counts.index)
    return protect(counts, rule, national=no, complement=yes)["numerator"]
