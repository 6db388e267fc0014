"""The synthetic national data set with known answers.

Nothing in it was measured. It resembles published audit data in size, spread and shape, and
every effect planted in it is listed in its answer key. It is drawn by the seed of the edition;
every audit and metric has random numbers of its own, so adding one leaves the others as they were.
"""

import hashlib
import json

import pandas as pd

from insight.definitions import Edition, Source
from insight.demo import truths
from insight.demo.make import blocks
from insight.demo.plan import Plan, plans
from insight.demo.population import places
from insight.demo.rows import rows
from insight.demo.truths import Truth
from insight.observations import COLUMNS

__all__ = ["answer_key", "observations"]

DECIMALS = {"%": 1, "people": 0, "operations": 0, "hospitals": 0}  # others 1; ratios and rates 2


def observations(edition: Edition, source: Source) -> pd.DataFrame:
    """Give the synthetic observations of every audit of an edition.

    edition : gives the seed, the audits and the day on which it looks. source : gives each
    metric's level, spread, cases and area levels under `calibration`.

    Returns the columns of observations.COLUMNS. Counts are exact: small numbers are for the
    edition's policy to hide. `file` names an audit's imaginary file, which says that it is
    synthetic; `row` is the row in it. Raises BadDefinition for a calibration that cannot be used.
    """
    found = plans(edition, source)
    key = truths.answer_key(found, edition.seed)
    audits = dict.fromkeys(plan.audit.id for plan in found)
    made = [_file([plan for plan in found if plan.audit.id == audit], key, edition.seed) for audit in audits]
    if not made:
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in COLUMNS.items()})
    table = pd.concat(made, ignore_index=True)
    return table.assign(source=source.id, rounded_to=1, published_status=None)[list(COLUMNS)].astype(COLUMNS)


def answer_key(edition: Edition, source: Source) -> pd.DataFrame:
    """Give every truth planted in the observations of an edition.

    Returns kind, metric, area, area_type, period, breakdown, group and truth: a number in the
    metric's own unit, a share, or words. See truths.KINDS for what each kind means.
    """
    key = truths.answer_key(plans(edition, source), edition.seed)
    return pd.DataFrame(key, columns=truths.Truth._fields)


def _file(own: list[Plan], key: list[Truth], seed: int) -> pd.DataFrame:
    """Give the rows of one audit, as if they stood in a file of their own."""
    about = {plan.metric.id: [truth for truth in key if truth.metric == plan.metric.id] for plan in own}
    table = rows((plan, block) for plan in own for block in blocks(plan, about[plan.metric.id], seed))
    audit = own[0].audit.id
    return table.assign(
        audit=audit,
        decimals=table["metric"].map({plan.metric.id: _decimals(plan) for plan in own}),
        file=f"synthetic-{audit}",
        file_hash=_digest(own, about, seed),
        row=range(1, len(table) + 1),
    )


def _decimals(plan: Plan) -> int:
    return DECIMALS.get(plan.metric.unit, 2 if plan.kind == "rate" or plan.metric.unit == "ratio" else 1)


def _digest(own: list[Plan], about: dict[str, list[Truth]], seed: int) -> str:
    """Give the SHA-256 of everything an audit's numbers are made from."""
    numbers = ("level", "spread", "sd", "cases", "per", "area_levels", "releases")
    made_from = [
        seed,
        str(own[0].profile),
        [[plan.metric.id, *(str(getattr(plan, name)) for name in numbers)] for plan in own],
        about,
        places().to_csv(index=False),
    ]
    return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()
