"""A new audit, a new source and a new area are files of data: dropped in, they are in the book."""

import shutil
import textwrap
from pathlib import Path

import pytest

from insight import book, definitions, findings, run, store

PROJECT = Path(__file__).parents[1]
FILES = {
    "params/audits/kites.yml": """
        {name: National Audit of Kite Safety, short: NAKS, topic: Kite safety, provider: An invented college,
        about: Made up to show that an audit is a file., cadence: yearly, levels: [England, icb],
        setting: residence, metrics: [{id: kites_line, title: Kites with a sound line,
        outcome: flown on a sound line,
        subject: kites, why: Lines break., numerator: kites with a sound line, denominator: kites looked at,
        unit: "%", statistic: proportion, better: higher, type: process, dimension: safety, stage: prevention,
        owner: invented team, review: 2027-03-31, prompt: Who checks the lines?}]}
        """,
    "params/sources/kite_table.yml": """
        {title: Kites by area, publisher: The invented kite office, licence: CC0, published: 2026-05-01,
        kind: delimited, files: [{path: kites.csv}], area: {column: area},
        level: {column: level, names: {nation: england, board: icb}},
        period: {column: year, format: financial_year},
        measures: [{metric: kites_line, columns: {numerator: sound, denominator: seen}}]}
        """,
    "params/areas/lundy-areas.csv": """
        code,start,end,type,name,short_name,parent,sector,note,source
        QLY,2026-04-01,,icb,NHS Lundy Integrated Care Board,Lundy,Y58,,invented,invented
        """,
    "params/editions/kites.yml": """
        {title: Kites, sources: [kite_table], audits: [kites], geography_date: 2026-04-01, as_at: 2026-06-30,
        areas: [QLY, QT6]}
        """,
    "kites.csv": """
        area,level,year,sound,seen
        E92000001,nation,2025/26,6000,10000
        QT6,board,2025/26,300,500
        QLY,board,2025/26,4000,5000
        """,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The book of a project to which only the files above were added."""
    home = tmp_path_factory.mktemp("kites")
    for name in ("params", "notebooks", "book"):
        shutil.copytree(PROJECT / name, home / name, ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    for name in ("_config.yml", "CHANGELOG.md"):
        shutil.copy(PROJECT / name, home)
    for name, text in FILES.items():
        (home / name).write_text(textwrap.dedent(text).strip() + "\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INSIGHT_ROOT", str(home))
        edition = definitions.edition("kites")
        store.fetch(edition, home)
        findings.make(edition)
        assert not run.make(edition, run.plan(edition), workers=2)
        book.bind(edition)
    return home / "_build" / "kites" / "html"


@pytest.mark.slow
def test_a18_the_new_area_has_a_page_with_its_figure(site):
    page = (site / "reports" / "icb_insight" / "qly.html").read_text()
    assert "Lundy" in page and "80.0%" in page and "better than England" in page


@pytest.mark.slow
def test_a18_the_new_audit_has_a_page(site):
    page = (site / "reports" / "audit_topic" / "kites.html").read_text()
    assert "Kite safety" in page and "60.0%" in page


@pytest.mark.slow
def test_the_new_source_is_named_with_its_publisher_and_licence(site):
    page = (site / "data.html").read_text()
    assert "Kites by area" in page and "The invented kite office" in page and "CC0" in page


@pytest.mark.slow
def test_the_landing_page_lists_the_new_area_and_audit(site):
    page = (site / "index.html").read_text()
    assert "Lundy" in page and "Kite safety" in page
