"""What a page says first about a trust: who it is, which audits it takes part in, whom its results count."""

from typing import Any

import pandas as pd

from insight.formats import Html, bare, compiled, interval, listed, plural, render, sentences
from insight.formats.rows import as_records, is_synthetic, newest
from insight.formats.verdicts import tally
from insight.narrative.sentences import SYNTHETIC, sentence

OPENING = compiled("""\
{% if synthetic %}
<p class="insight-synthetic"><strong>{{ synthetic }}</strong></p>
{% endif %}
<p class="insight-lead">{{ name }} is {{ kind }}
{%- if board %}, based in <a href="insight:icb={{ code }}">{{ board }}</a>{% endif %}. {{ lead }}</p>
{% if whom %}
<p>{{ whom }}</p>
{% endif %}
""")
SETTINGS = {
    "treatment": "the people it treats, wherever they live",
    "residence": "people by where they live",
}
HEAD = ("takes part", "took part before", "did not take part", "not said", "not applicable")
TOLD = {
    "took part before": "It took part before, and not in the newest period, in",
    "did not take part": "A published list says that it did not take part in",
    "not said": "These data do not say whether it should take part in",
    "not applicable": "Not applicable, as no trust of its kind has results or a published list says so:",
}
CASES = [
    "audit_short", "cases", "cases_lower", "cases_upper", "cases_withheld", "cases_period", "cases_at_least",
    "cases_unit", "cases_decimals",
]  # fmt: skip


def provider(findings: pd.DataFrame, trust: Any) -> Html:
    """Say who a trust is, where it is based, how its results lie against England's, and whom they count.

    findings : the trust page's slice. trust : as `providers.trust` gives it.
    """
    rows = newest(findings, trust.code)
    lead = "No audit in this edition has results for it."
    if len(rows):
        audits = plural(rows["audit"].nunique(), "audit or programme", "audits and programmes")
        lead = f"Its results: {tally(rows['verdict'])}, of {plural(len(rows), 'metric')} of {audits}."
    board = rows["parent_name"].dropna().astype(str).unique().tolist()
    code = rows["parent"].dropna().astype(str).unique().tolist()
    return render(
        OPENING,
        synthetic=SYNTHETIC if is_synthetic(findings) else "",
        name=trust.name,
        kind=f"{'an' if trust.sector[:1] in 'aeiou' else 'a'} {trust.sector} trust"
        if trust.sector
        else "a trust",
        board=board[0] if board and code else "",
        code=code[0] if code else "",
        lead=lead,
        whom=_whom(rows),
    )


def participation(rows: pd.DataFrame) -> Html:
    """Say in which audits a trust takes part, in which it does not and on whose word, and of how many cases.

    rows : as `providers.participation` gives them.
    """
    named = {
        status: rows.loc[rows["status"] == status, "audit_short"].astype(str).tolist() for status in HEAD
    }
    part, away = named["takes part"], named["not applicable"]
    open_to = len(rows) - len(away)
    said = [f"It takes part in {len(part)} of the {plural(open_to, 'audit')} that may be open to it."]
    if not open_to:
        said = ["No audit that publishes by trust is known to be open to it."]
    said += [f"{words} {listed(named[status])}." for status, words in TOLD.items() if named[status]]
    return sentences([*said, *_cases(rows)])


def _whom(rows: pd.DataFrame) -> str:
    """Say whether results count people by where they are treated or by where they live."""
    counts = rows["setting"].value_counts()
    if counts.empty:
        return ""
    if len(counts) == 1:
        return f"All {plural(len(rows), 'metric counts', 'metrics count')} {SETTINGS[counts.index[0]]}."
    parts = [
        f"{plural(int(n), 'metric counts', 'metrics count')} {SETTINGS[kind]}"
        for kind, n in zip(map(str, counts.index), counts, strict=True)
    ]
    return sentence("; ".join(parts))


def _cases(rows: pd.DataFrame) -> list[str]:
    """Give the share of its cases that each audit holds, and count the audits that publish none."""
    mine = rows[rows["status"] == "takes part"]
    told = mine[mine["cases_period"].notna()]
    said = [_held(row) for row in as_records(told, CASES)]
    silent = len(mine) - len(told)
    if silent:
        of = f"the other {plural(silent, 'audit')}" if said else plural(silent, "audit")
        said.append(f"What share of its cases {of} hold{'s' if silent == 1 else ''} is not published.")
    return said


def _held(row: Any) -> str:
    least = f"{row.cases_at_least:.0%} is the least for its outliers to be told"
    if pd.isna(row.cases):
        why = sentence(str(row.cases_withheld))
        return f"{row.audit_short}, case ascertainment in {row.cases_period}: no figure. {why}"
    value = bare(row.cases, row.cases_unit, row.cases_decimals)
    ends = interval(row.cases_lower, row.cases_upper, row.cases_unit, row.cases_decimals)
    short = "enough" if row.cases >= row.cases_at_least else "too few"
    held = f"{row.audit_short} holds {value} of its cases in {row.cases_period} (95% interval {ends})"
    return f"{held}, {short}: {least}."
