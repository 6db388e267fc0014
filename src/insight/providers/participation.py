"""Which audits a trust takes part in, as far as the data and published lists say."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from insight import paths
from insight.definitions.outliers import Ascertainment
from insight.definitions.strict import build, read
from insight.providers.published import published
from insight.providers.trust import sectors, trust

TAKES_PART, TOOK_PART = "takes part", "took part before"
DID_NOT, NOT_APPLICABLE, NOT_SAID = "did not take part", "not applicable", "not said"
STATUSES = (TAKES_PART, TOOK_PART, DID_NOT, NOT_SAID, NOT_APPLICABLE)  # in the order they are told
COLUMNS = [
    "audit", "topic", "audit_short", "status", "why", "metrics", "shown", "period", "cases", "cases_lower",
    "cases_upper", "cases_withheld", "cases_period", "cases_at_least", "cases_unit", "cases_decimals",
]  # fmt: skip
HEADS = ["audit", "topic", "audit_short", "audit_levels"]
OWN = [
    "audit", "metric", "period", "period_end", "latest", "value", "lower", "upper", "unit", "decimals",
    "withheld",
]  # fmt: skip
HOSPITALS = ("trust", "hospital")  # levels at which an audit publishes for those who give care
NO_CODE = -2  # of no word, not even of a missing one


def participation(edition: str, findings: pd.DataFrame, code: str) -> pd.DataFrame:
    """Give a row for each audit that publishes by trust or hospital: whether a trust takes part, and why so.

    edition : its name. findings : a trust page's slice. code : of the trust. The columns are
    those of COLUMNS, with case ascertainment where the audit has a metric of it.

    It `takes part` when there are results of it in the newest period, withheld or not, and
    `took part before` when they are only of an earlier one. Without results, a published list
    may say that it `did not take part` or that the audit is `not applicable`. Otherwise the
    audit is `not applicable` when no trust of its sector has results, and `not said` when some have:
    it may not give this care, or may not have taken part. Absence alone is never called that.
    """
    whole = _is(findings, "breakdown", "all")
    mine = _is(findings, "area", code)
    own = _by_audit(findings, whole & mine, OWN)
    of_trusts = whole & _is(findings, "area_type", "trust") & findings["latest"].to_numpy(bool)
    others = _by_audit(findings, of_trusts & ~mine, ["audit", "area"])
    listed, kind = _listed(edition, code), trust(edition, code).sector
    of_kind = {name for name, sector in sectors(edition).items() if sector == kind}
    found = []
    for first in _heads(findings):
        audit = str(first.audit)
        here, theirs = own.get(audit, []), {row.area for row in others.get(audit, [])}
        if not here and not theirs and not _publishes(str(first.audit_levels)):
            continue
        told = _with_results(here) or listed.get(audit) or _without(theirs, of_kind, kind)
        named = {"audit": audit, "topic": first.topic, "audit_short": first.audit_short}
        found.append({"metrics": 0, "shown": 0, **named, **told, **_cases(here, audit)})
    found.sort(key=lambda row: STATUSES.index(row["status"]))
    return pd.DataFrame(found, columns=COLUMNS)


def _with_results(here: Sequence[Any]) -> dict[str, Any]:
    """Give the status of a trust with results in an audit; nothing for one without."""
    now = [row for row in here if row.latest]
    if now:
        last = max(now, key=lambda row: row.period_end)
        shown = sum(pd.notna(row.value) for row in now)
        return {"status": TAKES_PART, "why": "", "period": last.period, "metrics": len(now), "shown": shown}
    if here:
        last = max(here, key=lambda row: row.period_end)
        why = f"Its last results are of {last.period}; newer ones of other trusts are there."
        return {"status": TOOK_PART, "why": why, "period": last.period}
    return {}


def _without(theirs: set[str], of_kind: set[str], kind: str) -> dict[str, Any]:
    """Give the status of a trust without results. theirs : trusts with them; of_kind : of its own sector."""
    alike = len(theirs & of_kind)
    if not theirs:
        return {"status": NOT_SAID, "why": "These data hold no results for any trust."}
    if kind and not alike:
        return {"status": NOT_APPLICABLE, "why": f"No {kind} trust has results in this audit."}
    among = f"{alike} {kind}" if kind else str(len(theirs))
    why = f"{among} trusts have results; that this one has none may mean that it does not give this care."
    return {"status": NOT_SAID, "why": why}


def _listed(edition: str, code: str) -> dict[str, dict[str, Any]]:
    """Give the audits of which a published list says that a trust has no part, and what it says."""
    found = {}
    for one in published(edition):
        made_up = "Synthetic list: " if one.synthetic else ""
        for status, named in ((DID_NOT, one.did_not_take_part), (NOT_APPLICABLE, one.not_applicable)):
            for absence in (absence for absence in named if absence.trust == code):
                note = f" {absence.note}" if absence.note else ""
                source = f"{made_up}{one.title} ({one.publisher}, {_spoken(one.published)})"
                why = f"{source}, for {absence.period}.{note}"
                found[absence.audit] = {"status": status, "why": why}
    return found


def _cases(here: Sequence[Any], audit: str) -> dict[str, Any]:
    """Give what share of a trust's cases an audit holds, where it has a metric of that."""
    rule = _ascertainment(audit) if here else None
    rows = [row for row in here if rule and row.metric == rule.metric and row.latest]
    if rule is None or not rows:
        return {}
    [row] = rows
    return {
        "cases": row.value, "cases_lower": row.lower, "cases_upper": row.upper,
        "cases_withheld": row.withheld, "cases_period": row.period,
        "cases_at_least": rule.at_least, "cases_unit": row.unit, "cases_decimals": row.decimals,
    }  # fmt: skip


def _ascertainment(audit: str) -> Ascertainment | None:
    """Give an audit's rule of how many cases are enough, if it has one; no more of its file is looked at."""
    path = paths.params() / "audits" / f"{audit}.yml"
    written = read(path).get("outliers", {}).get("ascertainment") if path.is_file() else None
    return build(Ascertainment, written, where=path) if written else None


def _spoken(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _publishes(levels: str) -> bool:
    return bool({level.strip().lower() for level in levels.split(",")} & set(HOSPITALS))


def _heads(findings: pd.DataFrame) -> Iterator[Any]:
    """Give the first row of each audit, in the order they stand."""
    codes = pd.factorize(findings["audit"])[0]
    firsts = np.unique(codes, return_index=True)[1]
    return findings[HEADS].take(np.sort(firsts)).itertuples(index=False)


def _is(findings: pd.DataFrame, column: str, word: str) -> np.ndarray:
    words = findings[column].array
    if isinstance(words, pd.Categorical):
        return words.codes == (words.categories.get_loc(word) if word in words.categories else NO_CODE)
    return (findings[column] == word).to_numpy(bool)


def _by_audit(findings: pd.DataFrame, chosen: np.ndarray, columns: list[str]) -> dict[str, list[Any]]:
    """Give some columns of the rows that are chosen, audit by audit."""
    rows = findings[columns].take(chosen.nonzero()[0])
    found: dict[str, list[Any]] = {}
    for row in rows.itertuples(index=False):
        found.setdefault(str(row.audit), []).append(row)
    return found
