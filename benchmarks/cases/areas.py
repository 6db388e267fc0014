"""Statistics of many areas together, or of one area's ages."""

import pandas as pd

from cases.case import case
from insight.statistics.comparison.chance import chance
from insight.statistics.comparison.empirical_null import empirical_null
from insight.statistics.comparison.false_discovery import false_discovery
from insight.statistics.comparison.homogeneity import homogeneity
from insight.statistics.comparison.quintile import quintile
from insight.statistics.funnels import cqc, shmi
from insight.statistics.funnels.flags import flags
from insight.statistics.funnels.overdispersion import additive, overdispersion
from insight.statistics.intervals.median_binomial import median_binomial
from insight.statistics.peers.peer_median import peer_median
from insight.statistics.standardised.direct import direct
from insight.statistics.standardised.indirect import indirect, indirect_rate
from invented_rows import AGES, UNITS, group
from plain import areas as plain

PEERS = [[(place + step) % UNITS for step in range(1, 11)] for place in range(UNITS)]
SIMILAR = pd.DataFrame(
    [(place, peer) for place, peers in enumerate(PEERS) for peer in peers], columns=["area", "peer"]
)

AREAS = [
    case("quintile", "value", lambda d: quintile(d.value, group(d, UNITS)), plain.quintile, UNITS),
    case(
        "false_discovery", "p", lambda d: false_discovery(d.p, group(d, UNITS)), plain.false_discovery, UNITS
    ),
    case("chance", "p", lambda d: chance(d.p, group(d, UNITS)).found, plain.chance, UNITS),
    case(
        "empirical_null",
        "value",
        lambda d: empirical_null(d.value, group(d, UNITS)),
        plain.empirical_null,
        UNITS,
    ),
    case(
        "homogeneity",
        "x n",
        lambda d: homogeneity(d.x, d.n, group(d, UNITS)).p_likelihood_ratio,
        plain.homogeneity,
        UNITS,
    ),
    case(
        "overdispersion",
        "value",
        lambda d: overdispersion(d.value, group(d, UNITS)).phi,
        plain.overdispersion,
        UNITS,
    ),
    case(
        "additive",
        "value se",
        lambda d: additive(d.value, d.se, None, group(d, UNITS)).tau_squared,
        plain.additive,
        UNITS,
    ),
    case(
        "shmi.estimate",
        "seen expected",
        lambda d: shmi.estimate(d.seen, d.expected, by=group(d, UNITS)).tau_squared,
        plain.shmi_estimate,
        UNITS,
    ),
    case(
        "cqc.estimate",
        "seen expected",
        lambda d: cqc.estimate(d.seen, d.expected, by=group(d, UNITS)).tau_squared,
        plain.cqc_estimate,
        UNITS,
    ),
    case(
        "funnels.flags",
        "x n",
        lambda d: flags("proportion", d.x, d.n, by=group(d, UNITS)).exact_tail,
        plain.flags,
        UNITS,
    ),
    case(
        "median_binomial",
        "value",
        lambda d: median_binomial(d.value, group(d, UNITS)).upper,
        plain.median_binomial,
        UNITS,
    ),
    case(
        "direct",
        "x n m",
        lambda d: direct(d.x, d.n, d.m, group(d, AGES)).upper,
        plain.direct,
        AGES,
    ),
    case(
        "indirect",
        "x n y m",
        lambda d: indirect(d.x, d.n, d.y, d.m, group(d, AGES)).upper,
        plain.indirect,
        AGES,
    ),
    case(
        "indirect_rate",
        "x n y m",
        lambda d: indirect_rate(d.x, d.n, d.y, d.m, group(d, AGES)).upper,
        plain.indirect_rate,
        AGES,
    ),
    case(
        "peer_median",
        "value",
        lambda d: peer_median(d.value, d.row % UNITS, SIMILAR, series=group(d, UNITS)).value,
        plain.peer_median,
        UNITS,
        PEERS,
    ),
]
