"""The numbers a page may tell: those of its findings, by metric and area, and how many of each kind."""

import re
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property

import numpy as np
import pandas as pd

from insight.formats import day
from insight.formats.rows import ENGLAND
from insight.formats.signals import ENOUGH
from insight.formats.words import MONTHS
from insight.proof.counting import counted, held, once, years
from insight.proof.numbers import Number
from insight.proof.written import NONE, Written

SPREAD = "all areas"  # in place of an area: how far apart they lie
NAMES = ("title", "outcome")  # how a sentence names a metric
PLACES = ("short_name", "area_name", "label")  # and an area
DIGIT = re.compile(r"\d")
ALL_NUMBER = re.compile(r"[-−+.,%\d\s]+")
MEASURED = re.compile(
    r"^(value|lower|upper|england|target|centre|before|error_bound|revised_from|region_value|reference_value)"
    r"|^(absolute|sii|change|peer|detectable|near|y[01]$)|_limit$"
)  # columns in a metric's own unit
SHARES = ("known", "known_limit", "stability", "fraction", "fraction_lower", "fraction_upper")  # of anything
NOW, PAST, GROUPS, PAST_GROUPS = "now", "past", "groups", "past groups"  # what rows are of
GROUPED = re.compile(r"depriv|ethnic|fifth|Asian|Black|White|Mixed|group|SII|gap", re.IGNORECASE)
EARLIER = re.compile(
    r"\b(since|through time|trend|earlier|former|over time|has (?:improved|worsened|risen|fallen))\b",
    re.IGNORECASE,
)
QUARTERS = (0, 0.25, 0.5, 0.75, 1)
NOTHING = np.empty(0)
LARGEST = 1e15  # beyond it nothing is told
TWO = ("deprivation", "ethnicity")  # breakdowns that pages count together
MANY_AREAS = re.compile(r"\b(ICBs|trusts|areas|ranges?|half|median|[Ff]rom (?:area|trust) to)\b")
DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
EVERY = re.compile(r"\b[Ii]n every (10,000|1,000|100|10)\b")  # of so many people, as in plain words
METHOD = re.compile(  # what is said of how results are worked out, the same on every page
    rf"fewer than {ENOUGH} points|1 in 20 of those"
    rf"|With {ENOUGH} points or more since the last break.*once in 500 times"
    r"|in 95 of 100 series in which nothing happens|about 10 of 100 such series are called changed and not 5"
)
CHANCES = ("exact_tail", "adjusted_tail", "p", "q", "chance", "earlier_level", "level")


class Known:
    """What is known of one page's findings.

    parts : what each of findings' ways of loading gave, by name. area : the area the page is about.
    written : what people wrote about the page's subject.
    """

    def __init__(self, parts: Mapping[str, pd.DataFrame], area: str | None = None, written: Written = NONE):
        self.written = written
        self.parts = {name: rows.reset_index(drop=True) for name, rows in parts.items() if len(rows)}
        self.own = {ENGLAND, area} if area else {ENGLAND}  # areas that no sentence need name

    def beside(self, written: Written) -> "Known":
        """Give the same findings beside what people wrote for another page of theirs."""
        for name in ("counts", "of_metrics", "_past", "_metrics", "_areas", "_words"):
            getattr(self, name)  # worked out once, for all that are beside it
        other = copy(self)
        other.written = written
        for name in ("_days", "_written_shares", *["_words"] * (written.texts != self.written.texts)):
            vars(other).pop(name, None)
        return other

    def holds(self, number: Number, text: str) -> bool:
        """Say whether a number in a text can be what the text says it is."""
        if number.whole and number.value in self.counts | self.written.counts:
            return True
        if number.value in (self._written_shares if number.percent else self.written.numbers):
            return True
        every = EVERY.search(text)
        if every and not number.percent:  # so many in every 1,000 are a tenth as many per cent
            part = 100 / float(every[1].replace(",", ""))
            number = replace(number, value=part * number.value, within=part * number.within)
        return any(_near(values, number) for values in self._values(number, text))

    def without_names(self, text: str) -> str:
        """Give a text without the names and periods in it that hold numbers themselves."""
        text = DAY.sub(lambda found: " … " if found[0] in self._days else found[0], text)
        for known in (self._words, EVERY, METHOD):
            text = known.sub(" … ", text) if known else text
        return text

    def _values(self, number: Number, text: str) -> Iterator[np.ndarray]:
        """Give the numbers of each metric and area a text names; of all metrics when it names none.

        Those of groups only where it names groups, those of the past only where it names a time.
        """
        metrics = {metric for name, known in self._metrics.items() if name in text for metric in known}
        areas = {area for name, known in self._areas.items() if name in text for area in known}
        areas |= self.own | ({SPREAD} if MANY_AREAS.search(text) else set())
        groups, past = bool(GROUPED.search(text)), self._tells_of_the_past(text)
        kinds = [NOW, *[GROUPS] * groups, *[PAST] * past, *[PAST_GROUPS] * (groups and past)]
        for metric in metrics or self.of_metrics:
            for area in areas:
                for kind in kinds:
                    shares, plain = self.of_metrics.get(metric, {}).get((area, kind), (NOTHING, NOTHING))
                    yield from (shares,) if number.percent else (shares, plain)
        if number.percent:
            yield self._of_places

    def _tells_of_the_past(self, text: str) -> bool:
        return bool(EARLIER.search(text)) or any(period in text for period in self._past)

    @cached_property
    def _days(self) -> set[str]:
        """Give the days that findings or people name, as they are told."""
        columns = [rows[name] for rows in self.parts.values() for name in rows.select_dtypes(["datetime"])]
        return {day(one) for column in columns for one in column.dropna().unique()} | self.written.days

    @cached_property
    def _written_shares(self) -> frozenset[float]:
        return frozenset(round(100 * value, 6) for value in self.written.numbers)

    @cached_property
    def _of_places(self) -> np.ndarray:
        """Give the shares that are of areas, whatever is measured there, in per cent."""
        parts = [rows for rows in self.parts.values() if "metric" not in rows]
        return _told([100 * rows[name].to_numpy(float) for rows in parts for name in SHARES if name in rows])

    @cached_property
    def of_metrics(self) -> dict[str, dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]]:
        """Give what is known of each metric: of an area, now, in the past or of groups; shares apart."""
        pieces: dict[str, dict[tuple[str, str], list[tuple[np.ndarray, np.ndarray]]]] = {}
        for rows in self.parts.values():
            if not {"metric", "area"} <= {*rows.columns}:
                continue
            (shares, plain), kinds = _numeric(rows), _kinds(rows)
            for key, where in rows.groupby(
                [rows["metric"].astype(str), rows["area"].astype(str), kinds]
            ).indices.items():
                metric, area, kind = map(str, key)  # type: ignore[call-overload]
                pieces.setdefault(metric, {}).setdefault((area, kind), []).append(
                    (shares[where], plain[where])
                )
            for metric, place, share, more in (
                _worked(rows) if {"latest", "breakdown"} <= {*rows.columns} else ()
            ):
                pair = (100 * more, more[:0]) if share else (more[:0], more)
                pieces[metric].setdefault(place, []).append(pair)
        return {
            metric: {
                key: (_told(pair[0] for pair in found), _told(pair[1] for pair in found))
                for key, found in of.items()
            }
            for metric, of in pieces.items()
        }

    @cached_property
    def _past(self) -> set[str]:
        """Give the names of periods that are not the newest of anything."""
        pairs = [
            (rows["period"].astype(str), _kinds(rows).isin([NOW, GROUPS]))
            for rows in self.parts.values()
            if "period" in rows
        ]
        newest = {period for periods, now in pairs for period in periods[now].unique()}
        return {period for periods, _ in pairs for period in periods.unique()} - newest

    @cached_property
    def counts(self) -> set[float]:
        """Give how many rows, metrics, areas, groups and so on there are of every kind, and the years."""
        found: set[float] = set()
        for rows in (part for part in self.parts.values() if "metric" in part):
            newest = rows[rows["latest"].astype(bool)] if "latest" in rows else rows
            mine = newest["area"].isin(self.own - {ENGLAND})
            whole = newest["breakdown"] == "all" if "breakdown" in newest else newest["area"].notna()
            found |= years(rows) | held(rows) | {float(len(rows)), float(len(newest))}
            parts = [newest[whole], newest[mine & whole], newest[mine]]
            for column in ("value", "q", "verdict"):
                there = newest[whole & newest[column].notna()] if column in newest else newest[:0]
                parts += [of for _, of in there.groupby("area_type", observed=True)]
            groups = newest[mine & ~whole]
            for of in (groups, groups[groups["breakdown"].isin(TWO)]) if "breakdown" in groups else ():
                found |= {float(len(of)), float(of["value"].isna().sum())}
            for part in parts:
                found |= counted(part) if len(part) else set()
        return found

    @cached_property
    def _metrics(self) -> dict[str, set[str]]:
        return self._named("metric", NAMES)

    @cached_property
    def _areas(self) -> dict[str, set[str]]:
        return self._named("area", PLACES)

    def _named(self, what: str, by: Iterable[str]) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for rows in self.parts.values():
            for name in by:
                if {name, what} <= {*rows.columns}:
                    pairs = rows[[name, what]].astype(object).dropna().drop_duplicates()
                    for word, code in zip(pairs[name], pairs[what].astype(str), strict=True):
                        found.setdefault(word, set()).add(code)
        return found

    @cached_property
    def _words(self) -> re.Pattern[str] | None:
        words = set(self.written.texts)
        for rows in self.parts.values():
            for name in rows.select_dtypes(["object", "category", "string"]):
                words |= {word for word in rows[name].dropna().unique() if isinstance(word, str)}
        told = {form for word in words if DIGIT.search(word) for form in (word, word.rstrip("."))}
        told = {word for word in told if not ALL_NUMBER.fullmatch(word)}
        if not told:
            return None
        longest = "|".join(re.escape(word) for word in sorted(told, key=len, reverse=True))
        return re.compile(rf"(?<![\w.,])(?:{longest})(?!\w|[.,]\d)", re.IGNORECASE)


def _kinds(rows: pd.DataFrame) -> pd.Series:
    """Say of each row whether it is of now, of the past, or of a group of people."""
    newest = rows["latest"].astype(bool) if "latest" in rows else pd.Series("signal" not in rows, rows.index)
    of_group = rows["breakdown"].astype(str) != "all" if "breakdown" in rows else pd.Series(False, rows.index)
    return pd.Series(
        np.select([of_group & newest, newest, of_group], [GROUPS, NOW, PAST_GROUPS], PAST), rows.index
    )


def _numeric(rows: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Give the shares of some rows, in per cent, and their other numbers; chances also as one in so many."""
    plain = rows.select_dtypes(["number"]).astype(float)
    measured = [name for name in map(str, plain) if MEASURED.search(name)]
    share = (rows["unit"].astype(str) == "%").to_numpy()[:, None]
    chances = plain[[name for name in CHANCES if name in plain]]
    others = pd.concat([plain.drop(columns=[*measured, *chances]), 1 / chances.replace(0, np.nan)], axis=1)
    values = plain[measured].to_numpy()
    known = 100 * plain[[name for name in SHARES if name in plain]].to_numpy()
    told = np.concatenate([np.where(share, np.nan, values), others.to_numpy()], axis=1)
    return np.concatenate([np.where(share, 100 * values, np.nan), known], axis=1), told


def _told(pieces: Iterable[np.ndarray]) -> np.ndarray:
    """Give numbers in order, each once."""
    values = np.concatenate([NOTHING, *(piece.ravel() for piece in pieces)])
    return once(values[np.abs(values) < LARGEST])


def _near(values: np.ndarray, number: Number) -> bool:
    room = number.within * (1 + 1e-6) + 1e-9
    for value in {number.value, -number.value}:
        first = np.searchsorted(values, value - room)
        if first < len(values) and values[first] <= value + room:
            return True
    return False


def _worked(rows: pd.DataFrame) -> Iterator[tuple[str, tuple[str, str], bool, np.ndarray]]:
    """Give what is told of several values of a metric at once: where it is told, and whether it is of shares.

    Of each kind of area, the ends and quarters of its newest values; of England, how far each earlier value
    lies from the newest.
    """
    rows = rows[(rows["breakdown"] == "all") & rows["value"].notna()]
    newest = rows[rows["latest"].astype(bool)]
    for key, of in newest.groupby(["metric", "area_type"], observed=True):
        values = of["value"].astype(float)
        yield str(key[0]), (SPREAD, NOW), bool((of["unit"] == "%").all()), np.quantile(values, QUARTERS)
    for metric, of in rows[rows["area"] == ENGLAND].groupby("metric", observed=True):
        now = newest.loc[(newest["area"] == ENGLAND) & (newest["metric"] == metric), "value"].astype(float)
        if len(now):
            moved = now.iloc[0] - of["value"].to_numpy(float)
            yield str(metric), (ENGLAND, PAST), bool((of["unit"] == "%").all()), moved
