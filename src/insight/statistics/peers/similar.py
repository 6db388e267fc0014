"""Areas that are alike in their population, by a declared distance, and how sure the choice is."""

import numpy as np
import pandas as pd

from insight.errors import InsightError

DECLARED = "as declared"
COLUMNS = ["area", "peer", "rank", "distance"]


def similar(facts: pd.DataFrame, *, count: int = 10, weights=None) -> pd.DataFrame:
    """Give each area the others most like it.

    facts : a row per area, indexed by area, and a column per fact about its population (share
    aged 65 and over, deprivation score, log of size ...), in any units. count : how many peers.
    weights : by column, how much each fact matters (1 if not given; 0 leaves it out).

    Returns a DataFrame of `count` rows an area, by area and rank: area, peer, rank from 1 for the
    most alike, distance, in standard deviations of the facts between areas. Equally distant areas
    are taken in order. An area that lacks a fact has no peers and is nobody's; there are fewer
    rows where there are too few areas. A fact that is the same everywhere changes nothing. Raises
    InsightError for an area that stands twice, a fact that is no number, a weight that is
    negative or of no fact.

    >>> facts = pd.DataFrame({"aged": [0.10, 0.11, 0.20, 0.24]}, index=["A", "B", "C", "D"])
    >>> similar(facts, count=1)[["area", "peer"]].values.tolist()
    [['A', 'B'], ['B', 'A'], ['C', 'D'], ['D', 'C']]

    Source: Euclidean distance on standardised facts, as NHS RightCare and ONS area
    classifications use; the facts are named by whoever calls.
    """
    _check(facts, weights, count)
    complete = facts.astype("Float64").astype(float).dropna().sort_index()
    if len(complete) < 2 or complete.shape[1] == 0:
        return pd.DataFrame(
            {"area": [], "peer": [], "rank": np.array([], int), "distance": np.array([], float)}
        )
    spread = complete.std(ddof=0)
    weight = pd.Series(weights, dtype=float).reindex(complete.columns).fillna(1.0)
    scale = np.where(
        spread > 1e-12 * complete.abs().max(), np.sqrt(weight / spread.where(spread > 0, 1) ** 2), 0
    )
    apart = _distances(((complete - complete.mean()) * scale).to_numpy())
    count = min(count, len(complete) - 1)
    nearest = np.argsort(apart, axis=1, kind="stable")[:, :count]
    names = complete.index.to_numpy()
    rows = np.arange(len(names))[:, None]
    columns = [
        np.repeat(names, count), names[nearest].ravel(),
        np.tile(np.arange(1, count + 1), len(names)), apart[rows, nearest].ravel(),
    ]  # fmt: skip
    return pd.DataFrame(dict(zip(COLUMNS, columns, strict=True)))


def choices(facts: pd.DataFrame, *, count: int = 10, weights=None, families=None) -> pd.DataFrame:
    """Give the peers of every area as declared, and again with each fact left out in turn.

    facts, count, weights : as for `similar`. families : by column, the family it belongs to, such
    as all shares of ethnic groups; a family is left out as one. Facts of no family are their own.

    Returns a DataFrame: choice ("as declared", "without ethnicity" ...), area, peer, rank,
    distance. The same areas take part in every choice. With one family there is only one choice.
    """
    _check(facts, weights, count)
    facts = facts.astype("Float64").astype(float).dropna()
    family = pd.Series(
        {column: (families or {}).get(column, column) for column in facts.columns}, dtype=object
    )
    found = {DECLARED: similar(facts, count=count, weights=weights)}
    for name in family.unique() if family.nunique() > 1 else []:
        kept = family.index[family != name]
        some = {column: weight for column, weight in dict(weights or {}).items() if column in kept}
        found[f"without {name}"] = similar(facts[kept], count=count, weights=some)
    return pd.concat(found, names=["choice"]).reset_index("choice").reset_index(drop=True)


def stability(facts: pd.DataFrame, *, count: int = 10, weights=None, families=None) -> pd.DataFrame:
    """Give how often each peer is chosen when each fact is left out in turn.

    Arguments are those of `choices`. Returns a DataFrame, by area and peer: area, peer, rank among
    the declared peers (missing if it is none), and stability, the share of leave-one-out choices
    that hold it, from 0 to 1 (missing if nothing could be left out).

    >>> facts = pd.DataFrame({"aged": [1, 2, 4, 8], "poor": [1, 2, 9, 3]}, index=["A", "B", "C", "D"])
    >>> stability(facts, count=1).query("area == 'C'").values.tolist()
    [['C', 'B', 1.0, 0.5], ['C', 'D', nan, 0.5]]
    """
    every = choices(facts, count=count, weights=weights, families=families)
    declared = every[every["choice"] == DECLARED].set_index(["area", "peer"])["rank"].astype(float)
    others = every[every["choice"] != DECLARED]
    tries = others["choice"].nunique()
    held = others.groupby(["area", "peer"]).size() / (tries or np.nan)
    both = pd.DataFrame({"rank": declared, "stability": held}).sort_index()
    both["stability"] = both["stability"].fillna(0.0) if tries else np.nan
    return both.reset_index()


def _distances(place: np.ndarray) -> np.ndarray:
    """Give the distance of every area from every other, endless from itself."""
    square = np.zeros((len(place), len(place)))
    for fact in place.T:
        square += (fact[:, None] - fact[None, :]) ** 2
    np.fill_diagonal(square, np.inf)
    return np.sqrt(square)


def _check(facts: pd.DataFrame, weights, count: int) -> None:
    twice = facts.index[facts.index.duplicated()].tolist()
    if twice:
        raise InsightError(f"Areas {twice[:10]} stand twice among the facts. Keep one row for each area.")
    words = [name for name in facts if not pd.api.types.is_numeric_dtype(facts[name])]
    if words:
        raise InsightError(f"Facts {words[:10]} are not numbers. Leave them out, or make them numbers.")
    if np.isinf(facts.astype("Float64").astype(float).to_numpy()).any():
        raise InsightError("A fact about an area is without end. Leave it missing, or mend it.")
    given = dict(weights or {})
    wrong = [name for name, weight in given.items() if name not in facts or not 0 <= weight < np.inf]
    if wrong:
        raise InsightError(f"Weights of {wrong[:10]} are below 0 or of no fact. Known facts: {list(facts)}.")
    if count < 1:
        raise InsightError(f"{count} similar areas were asked for. Ask for 1 or more.")
