"""Counts given away by what adds up: each attack writes down what is published of true counts.

An attack takes a book, into which it puts true counts, and gives the one attacked. The book
shows them unguarded (small counts left out, all else exact) or as our policy has it.
"""

import numpy as np
import pandas as pd

from insight.disclosure import SMALL_NUMBER, protect
from insight.disclosure.release import Sheet


class Book:
    """What is published of some true counts, guarded or not."""

    def __init__(self, rule, *, guarded, public=True):
        self.sheet, self.rule, self.guarded = Sheet(rule, public=public), rule, guarded
        self.truth = {}

    def put(self, name, count, *, national=False, cost=None):
        """Publish a count as the rule allows; unguarded, all but small counts exactly."""
        cell = self._shown(name, count, national, {} if cost is None else {"cost": cost})
        self.truth[cell] = count
        return cell

    def _shown(self, name, count, national, more):
        small = 1 <= count <= self.rule.largest_small and not (national and self.rule.national_exempt)
        if not self.guarded or (national and self.rule.national_exempt):
            unclear = small and not self.rule.hides  # the diabetes audit's 5
            if unclear:
                return self.sheet.shown(name, self.rule.small_shown, step=self.rule.nearest, **more)
            return self.sheet.small(name, **more) if small else self.sheet.shown(name, count, **more)
        counts = pd.DataFrame({"numerator": [count], "denominator": [10**6]}, dtype="Int64")
        flag = pd.Series([False])
        [shown] = protect(counts, self.rule, national=flag, complement=flag).itertuples(index=False)
        if shown.withheld == SMALL_NUMBER:
            return self.sheet.small(name, **more)
        return self.sheet.shown(name, int(shown.numerator), step=self.rule.nearest, **more)

    def unpublished(self, name, count):
        cell = self.sheet.unknown(name)
        self.truth[cell] = count
        return cell

    def whole(self, name, parts, **more):
        """Publish the sum of some counts."""
        cell = self.put(name, sum(self.truth[part] for part in parts), **more)
        self.sheet.total(cell, parts)
        return cell

    def share(self, x, n, places):
        """Publish a percentage: guarded, only of counts that are shown, from them, with whole per cents."""
        if not self.guarded:
            self.sheet.share(x, n, round(100 * self.truth[x] / self.truth[n], places), places)


def one_gap_in_a_row(book):
    small = book.put("York", 3)
    book.whole("all", [small, book.put("Hull", 40), book.put("Leeds", 57)])
    return small


def complement(book):
    n, x = book.put("people", 100), book.put("with the outcome", 96)
    rest = book.put("without the outcome", 4)
    book.sheet.total(n, [x, rest])
    return rest


def sub_icb_from_its_icb(book):
    small = book.put("sub-ICB 03Q", 5)
    book.whole("ICB", [small, *(book.put(f"sub-ICB {k}", 60 + 11 * k) for k in range(3))])
    return small


def icb_from_its_region(book):
    small = book.put("ICB", 2)
    book.whole("region", [small, *(book.put(f"ICB {k}", 31 + 7 * k) for k in range(5))])
    return small


def region_from_england(book):
    small = book.put("region", 6)
    book.whole("England", [small, book.put("South", 41)], national=True)
    return small


def trust_from_its_icb(book):
    small = book.put("trust", 1)
    book.whole("ICB", [small, book.put("other trust", 88)])
    return small


def trusts_summed_past_their_icb(book):
    small = book.put("trust", 4)
    trusts = [small, book.put("trust B", 22), book.put("trust C", 38)]
    book.whole("region", trusts)
    icb = book.unpublished("ICB, not published", 26)
    book.sheet.total(icb, trusts[:2])
    return small


def footprints_of_42_and_36(book):
    old = book.put("old ICB A", 7)
    other = book.put("old ICB B", 45)
    book.whole("new ICB", [old, other])
    return old


def split_footprint(book):
    parts = [book.put(f"sub-ICB {k}", count) for k, count in enumerate((21, 5, 34))]
    book.whole("old ICB", parts)
    west, east = [book.unpublished(f"{side} part", count) for side, count in (("west", 26), ("east", 34))]
    book.sheet.total(west, parts[:2])
    book.sheet.total(east, parts[2:])
    new = book.put("new ICB with the west part", 26 + 61)
    book.sheet.total(new, [west, book.put("its other part", 61)])
    return parts[1]


def men_from_everybody(book):
    small = book.put("men", 3)
    book.whole("everybody", [small, book.put("women", 118)])
    return small


def unknown_ethnicity(book):
    small = book.put("ethnicity not known", 6)
    groups = zip(("White", "Asian", "Black", "Mixed", "Other"), (210, 62, 33, 12, 9), strict=True)
    book.whole("everybody", [small, *(book.put(name, count) for name, count in groups)])
    return small


def the_old_within_all_ages(book):
    old = book.put("aged 80 and over", 5)
    book.whole("all ages", [old, book.put("aged 79 or under", 143)])
    return old


def most_deprived_fifth(book):
    fifths = [book.put(f"fifth {k}", count) for k, count in enumerate((2, 19, 27, 33, 41), 1)]
    book.whole("all fifths", fifths)
    return fifths[0]


def ethnicity_by_deprivation(book):
    """Two tables of the same people: each alone is safe, together they are not."""
    cells = {(i, j): book.put(f"{i}, fifth {j}", count) for (i, j), count in {
        ("Asian", 1): 3, ("Asian", 2): 5, ("Black", 1): 24, ("Black", 2): 18}.items()}  # fmt: skip
    book.whole("Asian", [cells["Asian", 1], cells["Asian", 2]])
    book.whole("Black", [cells["Black", 1], cells["Black", 2]])
    book.whole("fifth 1", [cells["Asian", 1], cells["Black", 1]])
    book.whole("fifth 2", [cells["Asian", 2], cells["Black", 2]])
    return cells["Asian", 1]


def two_tables_that_overlap(book):
    young, old = book.put("men, young", 4), book.put("men, old", 30)
    women = [book.put("women, young", 52), book.put("women, old", 47)]
    book.whole("young", [young, women[0]])
    book.whole("men", [young, old])
    return young


def two_gaps_in_one_row(book):
    first = [book.put("a", 3), book.put("b", 7), book.put("c", 57)]
    second = [book.put("d", 25), book.put("e", 30), book.put("f", 45)]
    for one, other in zip(first, second, strict=True):
        book.whole(f"{one} and {other}", [one, other])
    return first[0]


def three_way_slice(book):
    cells = np.array([[[3, 22], [19, 31]], [[28, 17], [26, 44]]])
    put = {key: book.put(f"cell {key}", int(count)) for key, count in np.ndenumerate(cells)}
    for axis in range(3):
        for key in np.ndindex(2, 2):
            at = [(*key[:axis], end, *key[axis:]) for end in (0, 1)]
            book.whole(f"sum over {axis} at {key}", [put[at[0]], put[at[1]]])
    return put[0, 0, 0]


def quarters_of_a_year(book):
    quarters = [book.put(f"quarter {k}", count) for k, count in enumerate((14, 3, 11, 19), 1)]
    book.whole("year", quarters)
    return quarters[1]


def rolling_years(book):
    months = [book.unpublished(f"middle month {k}", 11) for k in range(11)]
    gone, new = book.put("month that fell out", 0), book.put("month that came in", 3)
    book.whole("rolling year to June", [gone, *months])
    book.whole("rolling year to July", [*months, new])
    return new


def nine_months_of_twelve(book):
    nine = book.put("April to December", 64)
    last = book.put("January to March", 6)
    book.whole("year", [nine, last])
    return last


def year_to_date(book):
    april, may = book.put("April", 21), book.put("May", 5)
    book.whole("April and May", [april, may])
    return may


def provisional_then_assured(book):
    """Records come late and are never taken out, and the number that came late is told."""
    early, late = book.put("provisional", 52), book.put("assured", 55)
    added = book.put("added since", 3)
    book.sheet.total(late, [early, added])
    return added


def england_less_the_others(book):
    icbs = [book.put(f"ICB {k}", count) for k, count in enumerate((4, 22, 36))]
    book.whole("England", icbs, national=True)
    return icbs[0]


def exact_parts_of_a_rounded_total(book):
    parts = [book.put("a", 7), book.put("b", 41)]
    book.whole("total", parts)
    return parts[0]


def two_ones(book):
    """A sum of 2 that is known: both are 1."""
    pair = [book.put("a", 1), book.put("b", 1)]
    book.whole("everybody", [*pair, book.put("c", 40)])
    return pair[0]


def two_sevens(book):
    """Only the public rule tells: two withheld counts add up to 14, so both are 7."""
    pair = [book.put("a", 7), book.put("b", 7)]
    book.whole("both", pair)
    return pair[1]


def shown_as_five(book):
    small = book.put("type 1", 2)
    book.whole("all types", [small, book.put("type 2", 93)])
    return small


def two_shown_as_five(book):
    pair = [book.put("type 1", 1), book.put("other types", 1)]
    book.whole("all types", [*pair, book.put("type 2", 93)])
    return pair[0]


def numerator_of_another_metric(book):
    """Those treated are the denominator of the next metric, where they are told."""
    small = book.put("treated", 4)
    follow_up = book.unpublished("treated, as the next metric has them", 4)
    book.sheet.fact(
        {small: 1.0, follow_up: -1.0}, 0.0, 0.0, "one metric's numerator is another's denominator"
    )
    book.whole("treated and not", [follow_up, book.put("not treated", 44)])
    return small


def percentage_and_denominator(book):
    n, x = book.put("people", 80), book.put("with the outcome", 3)
    book.sheet.fact({x: 1.0, n: -1.0}, -np.inf, 0.0, "nobody is counted twice")
    book.share(x, n, 1)
    return x


def percentage_with_four_decimals(book):
    """1 of 27 is the only share of at most 53 people that is 3.7037%."""
    n = book.unpublished("people, at most 53", 27)
    x = book.put("with the outcome", 1)
    book.sheet.fact({n: 1.0}, 1, 53, "there are at most 53 people")
    book.share(x, n, 4)
    return x


def share_of_england(book):
    small = book.put("ICB", 5)
    england = book.put("England", 2500, national=True)
    book.sheet.fact({small: 1.0, england: -1.0}, -np.inf, 0.0, "an ICB is part of England")
    book.share(small, england, 2)
    return small


def two_percentages_of_one_denominator(book):
    n = book.unpublished("people", 60)
    x, rest = book.put("with", 3), book.put("without", 57)
    book.sheet.total(n, [x, rest])
    book.share(x, n, 1)
    return x


def rank_order(book):
    """A table in order of the count tells which of two withheld ones is the larger."""
    first, second = book.put("the upper row", 7), book.put("the lower row", 6)
    book.whole("both", [first, second])
    if not book.guarded:  # ours stand in the order of their names
        book.sheet.fact({first: 1.0, second: -1.0}, 0.0, np.inf, "rows stand in order of the count")
    return first
