"""A small invented project in a folder of its own: one audit, one source, one edition, one data file."""

import shutil
import textwrap
from pathlib import Path

from insight import definitions

TESTS = Path(__file__).parent
DATA = TESTS / "data"
SHARED = TESTS.parents[1] / "shared" / "data"

SOURCE = """
    title: An invented table
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: care.csv}]
    area: {column: code, names: {England: E92000001}}
    level: {column: level, names: {ICB: icb, National: england}}
    period: {column: period, format: quarter}
    measures:
      - metric: naic_seen
        columns: {numerator: seen, denominator: referred, value: share, lower: lower, upper: upper}
    scale: 100
    decimals: 1
    breakdowns:
      - {breakdown: all, where: {group: All}}
      - {breakdown: sex, where: {group: [Female, Male]}, group: {column: group}}
    suppressed: {values: ["*"]}
"""
CATEGORIES = """
    title: An invented table of categories
    publisher: An invented publisher
    licence: CC0
    published: 2024-09-26
    kind: delimited
    files: [{path: categories.csv}]
    read: {delimiter: ";"}
    area: {column: code}
    level: {value: trust}
    period: {column: period, format: financial_year}
    measures:
      - metric: naic_seen
        categories:
          {dimension: thing, category: category, count: number, of: [Asked, Asking],
           numerator: ["Yes"], denominator: ["Yes", "No"]}
    suppressed: {values: ["*"]}
    rounded_to: 5
"""
EDITION = """
    title: An invented edition
    sources: [table]
    audits: [naic]
    geography_date: 2024-06-30
    as_at: 2024-12-31
"""


def build(folder, monkeypatch, *, source=SOURCE, edition=EDITION):
    """Build the project, point INSIGHT_ROOT at it, and give its folder; data lie in `data`."""
    shutil.copytree(TESTS.parent / "params" / "areas", folder / "params" / "areas")
    (folder / "_config.yml").write_text("title: invented\n")
    write(folder / "params/audits/naic.yml", (DATA / "naic.yml").read_text())
    write(folder / "params/sources/table.yml", textwrap.dedent(source))
    write(folder / "params/editions/first.yml", textwrap.dedent(edition))
    (folder / "data").mkdir()
    shutil.copy(DATA / "invented_care.csv", folder / "data" / "care.csv")
    shutil.copy(DATA / "invented_categories.csv", folder / "data" / "categories.csv")
    monkeypatch.setenv("INSIGHT_ROOT", str(folder))
    return folder


def write(path, text):
    """Write a file and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def source_of(text):
    """Give the Source that YAML text describes, in the project built last."""
    from insight import paths

    write(paths.params() / "sources" / "table.yml", textwrap.dedent(text))
    return definitions.source("table")
