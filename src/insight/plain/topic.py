"""What good care for one condition looks like, and how it stands in England, for everyone."""

import pandas as pd

from insight.formats import Html, compiled, opened, render
from insight.formats.rows import as_records, is_synthetic, newest, peers
from insight.plain.area import FOR_ANYONE, MADE_UP, RESULTS, SAID, dates
from insight.plain.numbers import alone, between
from insight.plain.words import Words, words, written

MORE = compiled("""\
<p>{{ dates }}
<a href="insight:audit_topic={{ audit }}">The full page</a> gives every result, and says how sure we are.</p>
""")
NEEDED = ["metric", "value", "unit", "decimals", "target"]
RANGE = {"icb": "From area to area", "trust": "From trust to trust"}  # the first that has results is told


NOT_YET = "Nobody has yet put this topic in plain words. The full page, below, says what there is."


def about(findings: pd.DataFrame, audit: str) -> Html:
    """Say what the condition is and what is looked at; that nobody has put it plainly, where nobody has."""
    lead = said.about if (said := _said(audit)) else NOT_YET
    return opened(lead, synthetic=MADE_UP if is_synthetic(findings) else "")


def good_care(audit: str) -> Html:
    """Say what good care looks like, one sentence for each standard the audit looks at."""
    said = _said(audit)
    return render(SAID, said=list(dict.fromkeys(one.good for one in said.metrics.values())) if said else [])


def ask(audit: str) -> Html:
    """Give questions people can ask about their own care."""
    said = _said(audit)
    own = [one.ask for one in said.metrics.values()] if said else []
    return render(SAID, said=list(dict.fromkeys([*own, *FOR_ANYONE])))


def england(findings: pd.DataFrame, audit: str) -> Html:
    """Tell England's newest figures, the aim where one is known, and how far areas lie apart."""
    said = _said(audit)
    plain = said.metrics if said else {}
    rows = newest(findings, None)
    rows = rows[rows["metric"].isin(plain) & rows["value"].notna()]
    shown = [
        {"result": {"said": plain[row.metric]}, "beside": _told(row, findings)}
        for row in as_records(rows, NEEDED)
    ]
    return render(RESULTS, results=shown, nothing="There are no figures for England as a whole.")


def more(findings: pd.DataFrame, audit: str) -> Html:
    """Say when the numbers are of, and lead to the audit's full page."""
    return render(MORE, dates=dates(newest(findings, None)), audit=audit)


def _said(audit: str) -> Words | None:
    return words(audit) if written(audit) else None


def _told(row, findings: pd.DataFrame) -> str:
    places = int(row.decimals) if pd.notna(row.decimals) else 1
    said = f"In England, {alone(row.value, row.unit, places)}."
    if pd.notna(row.target) and row.unit == "%":
        aim = alone(row.target, row.unit, places, beside=row.value)
        said += f" The aim is {aim.removeprefix('about ')}."
    return said + _range(row, findings, places)


def _range(row, findings: pd.DataFrame, places: int) -> str:
    """Say how far apart the lowest and highest of an audit's areas are; some of that is chance."""
    for level in RANGE:
        rows = peers(findings, level)
        values = rows.loc[rows["metric"] == row.metric, "value"].dropna()
        if len(values) > 1:
            return (
                f" {RANGE[level]} it runs {between(values.min(), values.max(), row.unit, places, row.value)}."
            )
    return ""
