"""Every example of the methods page, by the section it belongs to."""

from collections.abc import Callable
from functools import cache

from insight.methods import comparing, covered, estimates, funnelling, inequality, places, through_time
from insight.methods.example import Example

SECTIONS: dict[str, Callable[[], Example]] = {
    "benchmark": comparing.against_england,
    "quintiles": comparing.fifths,
    "proportion": estimates.proportions,
    "rate": estimates.rates,
    "standardised-rate": estimates.standardised_rates,
    "standardised-ratio": estimates.standardised_ratios,
    "mean": estimates.means,
    "median": estimates.medians,
    "difference": comparing.two_groups,
    "homogeneity": comparing.all_alike,
    "trend": through_time.trend,
    "funnel": funnelling.funnel,
    "over-dispersion": funnelling.overdispersed,
    "detectable": comparing.smallest_difference,
    "multiplicity": comparing.many_tests,
    "ladder": funnelling.ladder,
    "spc": through_time.control,
    "run-chart": through_time.run,
    "gaps": inequality.gaps,
    "slope-index": inequality.slope,
    "concentration": inequality.gathering,
    "attributable": inequality.preventable,
    "narrowing": through_time.closing,
    "interrupted": through_time.jumped,
    "people-gap": places.matched,
    "disclosure": places.small_numbers,
    "roll-up": places.shared_out,
    "coverage": covered.coverage,
}


@cache
def examples() -> dict[str, str]:
    """Give the HTML of every example, by the label of its section."""
    return {name: str(make().html(name)) for name, make in SECTIONS.items()}
