"""What an edition's findings tell an attacker, as one release."""

import numpy as np
import pandas as pd

from insight.disclosure.narrowing import narrow, system
from insight.disclosure.policies import SMALL_NUMBER, SO_OTHERS, Policy
from insight.disclosure.release import NOTHING, Release, could_be
from insight.disclosure.ties import Ties, of_areas, of_groups, of_periods, of_revisions, together

KEYS = ["metric", "area", "area_type", "breakdown", "group"]
PARTS = ["numerator", "denominator", "rest"]  # rest: the people counted who are not in the numerator
WORDS = {"numerator": "numerator", "denominator": "denominator", "rest": "denominator less numerator"}
NOBODY = "nobody was eligible"  # published: both counts are 0
LAST = 1e9  # added to the cost of a whole country's figure, which goes only where nothing else helps
ATTEMPTS = 25  # at leaving out sums that are not true of the data


def release_of(
    findings: pd.DataFrame,
    rule: Policy,
    *,
    parents: pd.DataFrame | None = None,
    complement: pd.Series | None = None,
    truth: pd.DataFrame | None = None,
) -> Release:
    """Give everything that findings say about people, as an attacker would write it down.

    findings : n rows as they are published: metric, area, area_type, period_start, period_end,
        breakdown, group, numerator, denominator, withheld; coverage, status, area_name,
        value, decimals and basis where there are any. parents : child and parent, codes of
        areas that add up, of whatever kinds: sub-ICBs to ICBs, ICBs to regions, regions to
        England, ICBs of one footprint to those of another. complement : True where the
        denominator less the numerator are people too (proportions), n of them; all unless
        given. truth : the true numerator and denominator, n rows, where they are known: the
        attacker never uses them, but a search that starts from them is far quicker.

    The unit of a count is the place of its row in `findings`. Rows of metrics that withhold
    nothing are left out. Groups are tied to everybody, areas to their parents, overlapping
    periods to their pieces, assured counts to provisional ones; a sum that what is published
    shows to be untrue is left out, as it would be by an attacker.
    """
    rows = _rows(findings, complement)
    for name in ("numerator", "denominator"):
        known = np.nan if truth is None else truth[name].astype("Float64").to_numpy(float, na_value=np.nan)
        rows[f"true_{name}"] = known
    rows = rows[rows["metric"].isin(_protected_metrics(rows, rule))]
    place = rows.index.to_numpy()
    rows = rows.reset_index(drop=True)
    periods, fresh = of_periods(rows)
    ties = [of_groups(rows), periods, of_revisions(rows)]
    ties += [] if parents is None else [of_areas(rows, parents)]
    everything = pd.concat([rows, fresh])
    everything["complement"] = everything["complement"].astype("boolean").fillna(False).astype(bool)
    cells = _cells(everything, rule, place)
    return _true(_with_facts(cells, everything, together(ties), place), rule)


def _rows(findings: pd.DataFrame, complement: pd.Series | None) -> pd.DataFrame:
    """Give the columns that matter, with a label in words; the index is the place."""
    given = findings.reset_index(drop=True)
    rows = given[[*KEYS, "withheld"]].astype(dict.fromkeys(KEYS, str))
    for name in ("numerator", "denominator"):
        rows[name] = given[name].astype("Float64").to_numpy(dtype=float, na_value=np.nan)
    rows["start"], rows["end"] = (pd.to_datetime(given[f"period_{name}"]) for name in ("start", "end"))
    rows["status"] = given["status"].astype(str) if "status" in given else "assured"
    covered = given["coverage"] if "coverage" in given else pd.Series("whole", index=given.index)
    rows["complete"] = covered.astype(object).fillna("whole").isin(["whole", "published"])
    rows["complement"] = True if complement is None else np.asarray(complement, dtype=bool)
    rows["value"] = given["value"].astype(float) if "value" in given else np.nan
    rows["places"] = (
        given["decimals"].astype("Float64").to_numpy(float, na_value=4.0) if "decimals" in given else 4.0
    )
    published = given["basis"] == "published" if "basis" in given else pd.Series(False, index=given.index)
    rows["own_value"] = (published & rows["value"].between(0, 1)).to_numpy(dtype=bool) & rows["complement"]
    area = given["area_name"].astype(str) if "area_name" in given else rows["area"]
    group = np.where(rows["breakdown"] == "all", "", ", " + rows["group"])
    ends = rows["end"].dt.strftime("%Y-%m-%d").fillna("").to_numpy(dtype=object)
    rows["label"] = (
        area.to_numpy(dtype=object) + group + ", " + rows["metric"].to_numpy(dtype=object) + " to " + ends
    )
    return rows


def _protected_metrics(rows: pd.DataFrame, rule: Policy) -> np.ndarray:
    if rule.hides:
        return rows.loc[rows["withheld"] == SMALL_NUMBER, "metric"].unique()
    shown = (rows["numerator"] == rule.small_shown) | (rows["denominator"] == rule.small_shown)
    return rows.loc[shown & (rule.largest_small > 0), "metric"].unique()


def _cells(rows: pd.DataFrame, rule: Policy, place: np.ndarray) -> pd.DataFrame:
    """Give three counts for each row: numerator, denominator, rest."""
    national = (rows["area_type"] == "england").to_numpy() & rule.national_exempt
    step = np.where(national, 1, rule.nearest)
    small = (rows["withheld"] == SMALL_NUMBER).to_numpy()
    nobody = (rows["withheld"] == NOBODY).to_numpy()
    others = (rows["withheld"] == SO_OTHERS).to_numpy() & ~national
    unit = np.append(place, np.full(len(rows) - len(place), NOTHING))
    frames = []
    for part in PARTS:
        shown = rows[part].to_numpy(dtype=float) if part in rows else np.full(len(rows), np.nan)
        shown = np.where(nobody, 0, shown)
        exact = shown % rule.nearest > 0  # a source that protects its own counts rounds them otherwise
        lower, upper = could_be(np.nan_to_num(shown), np.where(exact, 1, step), rule)
        known = ~np.isnan(shown)
        marked = known & ~rule.hides & (lower == 1) & (upper == rule.largest_small)
        whole = known if part != "rest" else ~np.isnan(rows["numerator"].to_numpy(dtype=float))
        people = rows["complement"].to_numpy() | (part != "rest")
        frame = {
            "lower": np.where(known, lower, 0.0),
            "upper": np.where(known, upper, np.inf),
            "shown": shown,
            "protected": small & people | marked,
            "roomy": (whole & (step > 1) & ~exact | others) & rule.hides & people,
            "truth": _truth(rows, part),
            "unit": unit,
            "cost": 1 + np.nan_to_num(rows["denominator"].to_numpy(dtype=float)),
        }
        frame["cost"] += np.where(national, LAST, 0)
        frame["cost"] = np.where(unit < 0, np.inf, frame["cost"])
        frames.append(pd.DataFrame(frame))
    cells = pd.concat(frames, keys=range(3)).swaplevel().sort_index(kind="stable").reset_index(drop=True)
    label = np.append(
        rows["label"].iloc[: len(place)].to_numpy(dtype=object),
        np.full(len(rows) - len(place), "unpublished"),
    )
    names = np.repeat(label, 3) + np.tile(
        np.array([f" ({WORDS[part]})" for part in PARTS], dtype=object), len(rows)
    )
    cells.insert(0, "name", names)
    return cells


def _truth(rows: pd.DataFrame, part: str) -> np.ndarray:
    x, n = (rows[f"true_{name}"].to_numpy(dtype=float) for name in ("numerator", "denominator"))
    return {"numerator": x, "denominator": n, "rest": n - x}[part]


def _with_facts(cells: pd.DataFrame, rows: pd.DataFrame, ties: Ties, place: np.ndarray) -> Release:
    """Write down that numerator and rest make the denominator, the ties of each, and published shares."""
    both = np.flatnonzero(rows["complement"])
    facts = [
        pd.DataFrame(
            {"words": "numerator and rest make up the denominator", "lower": 0.0, "upper": 0.0},
            index=range(len(both)),
        )
    ]
    terms = [
        _terms(np.arange(len(both)), 3 * both + part, by) for part, by in ((0, 1.0), (2, 1.0), (1, -1.0))
    ]
    offset = len(both)
    complement = rows["complement"].to_numpy()
    for part in range(3):
        tied = ties.terms
        if part == 2:  # rests are people only where every row of a sum has them
            lacking = tied.loc[~complement[tied["row"]], "tie"].unique()
            tied = tied[~tied["tie"].isin(lacking)]
        terms.append(
            _terms(offset + tied["tie"].to_numpy(), 3 * tied["row"].to_numpy() + part, tied["by"].to_numpy())
        )
        exact = ties.ties["exact"].astype(bool)
        facts.append(
            pd.DataFrame({"words": ties.ties["words"], "lower": np.where(exact, 0.0, -np.inf), "upper": 0.0})
        )
        offset += len(ties.ties)
    silent = pd.concat(facts, ignore_index=True).assign(unit=NOTHING)
    shares, share_terms = _shares(rows, place, offset)
    either = np.flatnonzero(rows["withheld"] == SMALL_NUMBER)
    options = 3 * either[:, None] + np.arange(3)
    options[~complement[either], 2] = -1
    return Release(
        cells,
        pd.concat([silent, shares], ignore_index=True),
        pd.concat([*terms, share_terms], ignore_index=True),
        options,
    )


def _shares(rows: pd.DataFrame, place: np.ndarray, offset: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Write down the percentages a publisher worked out from counts it did not round."""
    own = rows["own_value"].astype("boolean").fillna(False) & rows["value"].notna()
    here = np.flatnonzero(own)
    percent = 100 * rows["value"].to_numpy(dtype=float)[here]
    places = rows["places"].to_numpy(dtype=float)[here]
    half = 0.5 * 10.0**-places
    number = offset + np.arange(len(here))
    words = rows["label"].to_numpy(dtype=object)[here] + " as a percentage"
    facts = {"words": np.tile(words, 2), "unit": np.tile(place[here], 2)}
    facts["lower"] = np.repeat([-np.inf, 0.0], len(here))
    facts["upper"] = np.repeat([0.0, np.inf], len(here))
    terms = [_terms(number + side * len(here), 3 * here, 100.0) for side in (0, 1)]
    terms += [_terms(number, 3 * here + 1, -(percent + half))]
    terms += [_terms(number + len(here), 3 * here + 1, -(percent - half))]
    return pd.DataFrame(facts), pd.concat(terms, ignore_index=True)


def _terms(fact: np.ndarray, cell: np.ndarray, by: float | np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(
        {"fact": fact, "cell": cell, "coefficient": np.broadcast_to(np.asarray(by, dtype=float), len(fact))}
    )


def _true(release: Release, rule: Policy) -> Release:
    """Leave out facts that what is published contradicts."""
    for _ in range(ATTEMPTS):
        parts = system(release, rule.largest_small)
        narrow(parts)
        if not parts.impossible.size:
            break
        wrong = release.terms.loc[release.terms["cell"].isin(parts.impossible), "fact"].unique()
        release = Release(
            release.cells, release.facts, release.terms[~release.terms["fact"].isin(wrong)], release.either
        )
    return release
