"""A small invented edition, with groups in two quarters and small numbers in some, for tests of its data."""

import shutil
import textwrap
from pathlib import Path

import pytest

from insight import definitions, findings, store

PROJECT = Path(__file__).parents[2]
AUDIT = """
    {name: Invented audit, short: INV, topic: Invented care, provider: An invented college, about: Made up.,
    cadence: quarterly, levels: [England, icb, trust], setting: treatment,
    metrics: [{id: inv_seen, title: Seen within a day, outcome: seen within a day, why: Delay harms.,
    numerator: seen, denominator: referred, unit: "%", statistic: proportion, better: higher,
    target: {kind: aspiration, value: 0.9, source: invented, verified: true}, type: process,
    dimension: effectiveness, stage: acute, owner: team, review: 2027-03-31, prompt: "Why?"}]}
    """
SOURCE = """
    {title: "=Invented, table", publisher: Invented publisher, licence: Open Government Licence v3.0,
    published: 2024-09-26, synthetic: true, kind: delimited, files: [{path: table.csv}], area: {column: area},
    level: {column: level, names: {E: england, I: icb, T: trust}}, period: {column: quarter, format: quarter},
    measures: [{metric: inv_seen, columns: {numerator: x, denominator: n}}],
    breakdowns: [{breakdown: all, where: {group: all}},
    {breakdown: sex, where: {group: [Female, Male]}, group: {column: group}}]}
    """
EDITION = """
    {title: Invented edition, sources: [table], audits: [inv], geography_date: 2024-06-30, as_at: 2024-12-31}
    """
ROWS = """
    area,level,quarter,group,x,n
    E92000001,E,2023-Q4,all,5200,10000
    E92000001,E,2024-Q1,all,5301,10000
    QWO,I,2023-Q4,all,300,500
    QWO,I,2023-Q4,Female,205,300
    QWO,I,2023-Q4,Male,95,200
    QWO,I,2024-Q1,all,340,510
    QWO,I,2024-Q1,Female,210,300
    QWO,I,2024-Q1,Male,130,210
    QOX,I,2024-Q1,all,3,500
    RR8,T,2024-Q1,all,150,250
    R0A,T,2024-Q1,all,140,260
    """


def write(path: Path, text: str) -> None:
    """Write a file of a project, less the margin its text has here."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(textwrap.dedent(text).strip() + "\n")


def invented(folder: Path, patch: pytest.MonkeyPatch) -> definitions.Edition:
    """Lay the project out, make its findings, and give its edition."""
    shutil.copytree(PROJECT / "params" / "areas", folder / "params" / "areas")
    write(folder / "_config.yml", "title: invented")
    write(folder / "params" / "audits" / "inv.yml", AUDIT)
    write(folder / "params" / "sources" / "table.yml", SOURCE)
    write(folder / "params" / "editions" / "first.yml", EDITION)
    write(folder / "table.csv", ROWS)
    patch.setenv("INSIGHT_ROOT", str(folder))
    edition = definitions.edition("first")
    store.fetch(edition, folder)
    findings.make(edition)
    return edition
