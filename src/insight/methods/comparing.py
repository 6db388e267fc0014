"""Examples of figures held against a target, England, each other, or chance."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from scipy.special import ndtr

from insight.charts.drawing.palette import BAD, BAND, FOCUS, INK, MUTED, OTHERS
from insight.formats import grid
from insight.methods.example import BARE, ROW, Example, between, intervals, labelled, limits, percent
from insight.statistics.comparison.benchmark import benchmark
from insight.statistics.comparison.chance import chance
from insight.statistics.comparison.detectable import detectable
from insight.statistics.comparison.difference import difference
from insight.statistics.comparison.false_discovery import false_discovery
from insight.statistics.comparison.homogeneity import homogeneity
from insight.statistics.comparison.quintile import quintile
from insight.statistics.comparison.ratio import ratio
from insight.statistics.proportion import proportion


def against_england() -> Example:
    """Compare three areas with England's figure."""
    england = 0.62
    found = proportion([345, 61, 110], [500, 100, 210])
    words = benchmark(found, england, "higher")
    found.index = pd.Index([f"{name}: {word}" for name, word in zip("ABC", words, strict=True)])
    each = ". ".join(
        f"Area {name}, {between(row)}" for name, row in zip(found.index, found.itertuples(), strict=True)
    )
    return Example(
        words=f"England's figure is {percent(england, 0)} and higher is better. {each}.",
        title="Three areas and England's figure, the dashed line (%)",
        alt=f"Of three 95% intervals one lies above England's {percent(england, 0)}, one includes it and one "
        f"lies below.",
        table=limits(found, "Area and verdict"),
        draw=intervals(found, line=england),
        height=ROW * 3,
        bottom=BARE,
    )


def fifths() -> Example:
    """Share 42 areas out among fifths, two ways."""
    value = np.sort(np.random.default_rng(4).normal(62, 6, 42)) / 100
    named = {"Fingertips": quintile(value), "OHID": quintile(value, rule="ohid")}
    sizes = {rule: ", ".join(map(str, place.value_counts().sort_index())) for rule, place in named.items()}
    place = named["Fingertips"].to_numpy(dtype=int)

    def draw(axes: Axes) -> None:
        for fifth in range(1, 6):
            here = place == fifth
            fill = FOCUS if fifth % 2 else "white"
            axes.plot(
                np.flatnonzero(here), 100 * value[here], "o", color=FOCUS, markersize=5, markerfacecolor=fill
            )
            axes.text(
                np.flatnonzero(here).mean(), 100 * value[here].max() + 4, str(fifth), ha="center", color=INK
            )
        axes.set(xticks=[], ylim=(100 * value.min() - 3, 100 * value.max() + 9))
        labelled(axes, "42 areas, in order", "%")

    return Example(
        words=f"42 areas cannot be shared out evenly. By Fingertips' rule the fifths hold "
        f"{sizes['Fingertips']} areas; by OHID's rule for deprivation, {sizes['OHID']}.",
        title="Which fifth each of 42 areas is in",
        alt=f"{len(value)} values in order, from {percent(value[0])} to {percent(value[-1])}, in five "
        f"groups of {sizes['Fingertips']}.",
        table=grid(
            [
                (str(order), percent(here), str(one), str(other))
                for order, (here, one, other) in enumerate(zip(value, *named.values(), strict=True), 1)
            ],
            ["Area, in order", "Value", *(f"Fifth by {rule}" for rule in named)],
        ),
        draw=draw,
    )


def two_groups() -> Example:
    """Give the difference and the ratio of two shares."""
    counts = {"Group A, 56 of 70": (56, 70), "Group B, 48 of 80": (48, 80)}
    groups = proportion(*zip(*counts.values(), strict=True)).set_index(pd.Index(counts))
    first, second = (groups.iloc[[place]].reset_index(drop=True) for place in (0, 1))
    apart = difference(first, second)
    times = ratio([56], [70], [48], [80]).iloc[0]
    found = pd.concat([groups, apart.set_index(pd.Index(["A less B, in percentage points"]))])
    return Example(
        words=f"56 of 70 people in one group and 48 of 80 in another. The difference is "
        f"{between(apart.iloc[0], sign='')} percentage points, and the ratio "
        f"{between(times, 2, scale=1, sign='')}.",
        title="Two shares (%) and the difference between them (points)",
        alt=f"The intervals of the two shares overlap, yet that of their difference, "
        f"{percent(apart['lower'][0])} to {percent(apart['upper'][0])}, leaves out 0.",
        table=limits(found, "Shares (%) and their difference (points)", sign=""),
        draw=intervals(found, line=0.0),
        height=ROW * 3,
        bottom=BARE,
    )


def all_alike() -> Example:
    """Test whether five areas share one figure."""
    x, n = np.array([62, 48, 155, 88, 30]), np.array([100, 90, 210, 150, 60])
    found = proportion(x, n).set_index(pd.Index(list("ABCDE")))
    test = homogeneity(x, n).loc["all"]
    return Example(
        words=f"Five areas have {percent(x.sum() / n.sum())} together. The likelihood ratio is "
        f"{test['likelihood_ratio']:.1f} on {test['df']:.0f} degrees of freedom: were they all alike, areas "
        f"would differ so much with a probability of {test['p_likelihood_ratio']:.4f}. "
        f"{percent(test['i_squared'], 0)} of the variation is more than chance would make (I²).",
        title="Five areas and the figure of all together (%)",
        alt=f"Five shares with 95% intervals around a line at {percent(x.sum() / n.sum())}.",
        table=limits(found, "Area"),
        draw=intervals(found, line=x.sum() / n.sum()),
        height=ROW * 5,
        bottom=BARE,
    )


def smallest_difference() -> Example:
    """Give how far from a target an area must be before it is probably flagged."""
    people = np.array([25, 50, 100, 200, 400, 800, 1600])
    found = detectable(people, 0.62)
    few, many = found.iloc[0], found.iloc[-1]

    def draw(axes: Axes) -> None:
        axes.fill_between(people, 100 * found["lower"], 100 * found["upper"], color=BAND, linewidth=0)
        axes.axhline(62, color=INK, linewidth=1, linestyle=(0, (3, 2)))
        axes.set(xscale="log", ylim=(20, 100))
        axes.set_xticks(people, [f"{n:,}" for n in people])
        axes.minorticks_off()
        labelled(axes, "People in the area", "True value (%)")

    return Example(
        words=f"The target is 62%. An area with 25 people is flagged four times in five only if its true "
        f"value is below {percent(few['lower'], 0)} or above {percent(few['upper'], 0)}; with 1,600 people, "
        f"below {percent(many['lower'], 0)} or above {percent(many['upper'], 0)}.",
        title="True values that would probably not be flagged (shaded)",
        alt=f"A shaded band around the target of 62%: from {percent(few['lower'], 0)} to "
        f"{percent(few['upper'], 0)} with 25 people, and from {percent(many['lower'], 0)} to "
        f"{percent(many['upper'], 0)} with 1,600.",
        table=grid(
            [
                (f"{n:,}", percent(lower), percent(upper))
                for n, lower, upper in zip(people, found["lower"], found["upper"], strict=True)
            ],
            ["People in the area", "Flagged if truly below", "Flagged if truly above"],
        ),
        draw=draw,
    )


def many_tests() -> Example:
    """Look for differences in 400 places, of which 20 are real."""
    draws = np.random.default_rng(7)
    z = draws.normal(size=400) + np.where(np.arange(400) < 20, 4.0, 0.0)
    p = pd.Series(2 * ndtr(-np.abs(z)))
    counted, q = chance(p).iloc[0], false_discovery(p)
    real = int((q[:20] <= 0.05).sum())
    order, found = np.sort(p), int((q <= 0.05).sum())

    def draw(axes: Axes) -> None:
        rank = np.arange(1, 61)
        kept = order[:60] <= order[found - 1]
        axes.plot(rank, 0.05 * rank / 400, color=INK, linewidth=1, linestyle=(0, (3, 2)))
        axes.plot(rank[kept], order[:60][kept], "^", color=BAD, markeredgecolor=INK, markersize=5)
        axes.plot(rank[~kept], order[:60][~kept], "o", color=OTHERS, markersize=4)
        labelled(axes, "The 60 smallest of 400 probabilities, in order", "p")
        axes.annotate(
            "0.05 × rank ÷ 400", (60, 0.0075), (0, 6), textcoords="offset points", ha="right", color=MUTED
        )

    return Example(
        words=f"Of 400 tests, 20 are of areas that really differ. {counted['found']:.0f} lie beyond the 95% "
        f"limits, where chance alone would put {counted['expected']:.0f}. With the false discovery rate held "
        f"at 5%, {found} are left, of which {real} are real.",
        title="Smallest probabilities first, and the line that decides",
        alt=f"{found} of the 60 smallest probabilities, marked by triangles, are kept: those up to the last "
        f"one that lies below a "
        "rising line.",
        table=_ranked(order[:60], found),
        draw=draw,
    )


def _ranked(smallest: np.ndarray, kept: int) -> pd.DataFrame:
    """Give the smallest probabilities as a table, with the line each is held against."""
    cells = [
        (str(rank), _probability(p), _probability(0.05 * rank / 400), "yes" if rank <= kept else "no")
        for rank, p in enumerate(smallest, 1)
    ]
    return grid(cells, ["Rank", "Probability", "0.05 × rank ÷ 400", "Kept"])


def _probability(p: float) -> str:
    """Give a probability to six decimals; one that would be nought then is said to be below the smallest."""
    return f"{p:.6f}" if p >= 5e-7 else "below 0.000001"
