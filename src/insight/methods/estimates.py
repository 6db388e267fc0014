"""Examples of figures with their intervals."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from insight.charts.drawing.palette import BAND, FOCUS, INK
from insight.formats import grid
from insight.methods.example import BARE, ROW, Example, between, intervals, labelled, limits, percent
from insight.statistics.count import count
from insight.statistics.intervals.median_binomial import median_binomial
from insight.statistics.mean import mean
from insight.statistics.proportion import proportion
from insight.statistics.rate import rate
from insight.statistics.standardised.direct import direct
from insight.statistics.standardised.indirect import indirect


def proportions() -> Example:
    """Give four shares of three in ten, and one of nobody, with Wilson's interval."""
    cases = {
        "3 of 10 people": (3, 10),
        "30 of 100": (30, 100),
        "300 of 1,000": (300, 1000),
        "0 of 20": (0, 20),
    }
    found = proportion(*zip(*cases.values(), strict=True)).set_index(pd.Index(cases))
    ten, hundred, none = (found.loc[name] for name in ("3 of 10 people", "30 of 100", "0 of 20"))
    return Example(
        words=f"30 of 100 people is {between(hundred)}. 3 of 10 is the same share and far less certain: "
        f"{between(ten)}. Nobody of 20 is {percent(none['value'], 0)}, but as much as "
        f"{percent(none['upper'])} would not be a surprise.",
        title="The fewer people, the wider the interval (%)",
        alt=f"Four shares with 95% intervals: 3 of 10 reaches from {percent(ten['lower'])} to "
        f"{percent(ten['upper'])}, 30 of 100 from {percent(hundred['lower'])} to "
        f"{percent(hundred['upper'])}.",
        table=limits(found, "People counted"),
        draw=intervals(found),
        height=ROW * len(found),
        bottom=BARE,
    )


def rates() -> Example:
    """Give rates of no, few and many events: the interval is exact below 10, Byar's from 10."""
    events = [0, 4, 9, 10, 65]
    found = rate(events, [1000] * 5, per=1000).set_index(pd.Index([f"{x} in 1,000 births" for x in events]))
    none, many = found.iloc[0], found.iloc[-1]
    upper = count([0])["upper"].iloc[0]
    return Example(
        words=f"65 deaths in 1,000 births is a rate of {between(many, 1, scale=1, sign='')} for every 1,000. "
        f"With no death the interval still reaches {none['upper']:.2f}, as −ln 0.025 = {upper:.2f}.",
        title="Events for every 1,000, exact below 10 and Byar's from 10",
        alt=f"Five rates with 95% intervals, from none in 1,000 (up to {none['upper']:.1f}) to 65 "
        f"({many['lower']:.1f} to {many['upper']:.1f}).",
        table=limits(found, "Events", scale=1, sign=""),
        draw=intervals(found, scale=1),
        height=ROW * len(found),
        bottom=BARE,
    )


def standardised_rates() -> Example:
    """Compare two places whose crude rates differ because one has older people."""
    ages = pd.DataFrame(
        {
            "place": ["Younger place"] * 3 + ["Older place"] * 3,
            "events": [20, 45, 60, 6, 45, 180],
            "people": [20_000, 15_000, 5_000, 6_000, 15_000, 15_000],
            "standard": [12_000, 10_000, 6_000] * 2,
        }
    )
    sums = ages.groupby("place")[["events", "people"]].sum()
    crude = rate(sums["events"], sums["people"], per=100_000).rename(index="{}, crude".format)
    even = direct(ages["events"], ages["people"], ages["standard"], ages["place"]).rename(
        index="{}, standardised".format
    )
    found = pd.concat([crude, even[["value", "lower", "upper"]]]).sort_index(ascending=False)
    old, young = (even.loc[f"{name} place, standardised"] for name in ("Older", "Younger"))
    crudely = crude["value"].round(0).astype(int).tolist()
    return Example(
        words=f"Of two places with the same rates at each age, one has many more old people. Their crude "
        f"rates are {crudely[0]} and {crudely[1]} for every 100,000; directly standardised they are "
        f"{between(old, 0, scale=1, sign='')} and {between(young, 0, scale=1, sign='')}.",
        title="Events for every 100,000 people, before and after standardising",
        alt=f"Crude rates of {crudely[0]} and {crudely[1]} become {old['value']:.0f} and "
        f"{young['value']:.0f} "
        "once both places are given the same ages.",
        table=limits(found, "Place and rate", scale=1, sign=""),
        draw=intervals(found, scale=1),
        height=ROW * len(found),
        bottom=BARE,
    )


def standardised_ratios() -> Example:
    """Hold events seen against those expected."""
    ages = pd.DataFrame({"seen": [4, 18, 43], "people": [9_000, 6_000, 4_000]})
    reference = pd.DataFrame({"events": [400, 2_000, 8_000], "people": [1_000_000, 800_000, 900_000]})
    one = indirect(ages["seen"], ages["people"], reference["events"], reference["people"], None).iloc[0]
    found = pd.DataFrame([one[["value", "lower", "upper"]].astype(float)], index=["This place"])
    return Example(
        words=f"{one['observed']:.0f} events were seen where {one['expected']:.1f} would have been at "
        f"England's rate for each age: a ratio of {between(one, 2, scale=1, sign='')}. Above 1 is more than "
        f"expected.",
        title="Events seen, for each one expected",
        alt=f"A ratio of {one['value']:.2f}, with a 95% interval from {one['lower']:.2f} to "
        f"{one['upper']:.2f}, "
        "beside a line at 1.",
        table=limits(found, "Place", scale=1, decimals=2, sign=""),
        draw=intervals(found, scale=1, line=1.0),
        height=2 * ROW,
        bottom=BARE,
    )


def means() -> Example:
    """Give a mean over few and over many people."""
    found = mean([12.4, 12.4], [8, 200], [5.1, 5.1]).set_index(pd.Index(["8 people", "200 people"]))
    few, many = found.iloc[0], found.iloc[1]
    return Example(
        words=f"A mean stay of 12.4 days with a standard deviation of 5.1: over 8 people it is "
        f"{between(few, 1, scale=1, sign='')}, over 200 it is {between(many, 1, scale=1, sign='')}.",
        title="Mean length of stay (days)",
        alt=f"The interval over 8 people reaches from {few['lower']:.1f} to {few['upper']:.1f} days, over "
        f"200 from {many['lower']:.1f} to {many['upper']:.1f}.",
        table=limits(found, "Mean over", scale=1, sign=" days"),
        draw=intervals(found, scale=1),
        height=ROW * 2,
        bottom=BARE,
    )


def medians() -> Example:
    """Find a median and its interval among the values themselves."""
    days = np.array([2, 3, 3, 4, 5, 5, 6, 7, 7, 8, 9, 11, 12, 15, 19, 24, 38])
    one = median_binomial(days).iloc[0]
    below = int((days < one["lower"]).sum())

    def draw(axes: Axes) -> None:
        axes.axvspan(one["lower"], one["upper"], color=BAND, linewidth=0)
        axes.plot(days, np.zeros(len(days)), "|", color=FOCUS, markersize=16, markeredgewidth=1.6)
        axes.axvline(one["value"], color=INK, linewidth=1)
        axes.set(yticks=[], ylim=(-1, 1))
        labelled(axes, "Days waited by each person", "")

    return Example(
        words=f"{len(days)} people waited between {days.min()} and {days.max()} days. Half waited at most "
        f"{one['value']:.0f}. The interval is read off the values themselves: leaving out {below} at either "
        f"end, {one['lower']:.0f} to {one['upper']:.0f} days.",
        title="Every person's wait, the median and its 95% interval",
        alt=f"Marks for {len(days)} waits; the median is {one['value']:.0f} days, its interval "
        f"{one['lower']:.0f} to {one['upper']:.0f}.",
        table=grid(
            [(f"Person {place}", f"{wait}") for place, wait in enumerate(days, 1)], ["Person", "Days waited"]
        ),
        draw=draw,
        height=50,
    )
