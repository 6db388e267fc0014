"""Findings of one metric through time, with a recommendation between two periods, all invented."""

from datetime import date

import numpy as np
import pandas as pd

from insight.recommendations import Ask, Asked, Document, Recommendation
from invented_findings import HERE, finding, frame

METRIC = "nela_theatre"  # a metric of the project; its numbers here are invented
FIRST = pd.Period("2022Q3", "Q")
MADE = date(2025, 1, 1)
STEADY = 0.6 + 0.01 * np.random.default_rng(4).standard_normal(16)
RISEN = STEADY + 0.15 * (np.arange(16) >= 10)


def ask(published=MADE, metrics=(METRIC,), synthetic=False):
    """Give an ask of a document of a day."""
    one = Ask(who="The ICB", what="Act", metrics=metrics)
    recommendation = Recommendation(number="1", audience=("ICBs",), summary="Act.", asks=(one,))
    document = Document(
        id="act_now", title="Act now", body="Us", published=published, kind="audit report",
        synthetic=synthetic, recommendations=(recommendation,),
    )  # fmt: skip
    return Asked(one, recommendation, document)


def quarters(values, area=HERE, **changes):
    """Give a row of findings a quarter; a change given as a list has one of each row's own."""
    rows = []
    for place, value in enumerate(values):
        when = FIRST + place
        own = {name: each[place] if isinstance(each, list) else each for name, each in changes.items()}
        days = {"period_start": when.start_time.normalize(), "period_end": when.end_time.normalize()}
        words = {"metric": METRIC, "title": "In theatre in time", "period": str(when)}
        rows.append(finding(area, None if value is None else float(value), **{**words, **days, **own}))
    return frame(rows)
