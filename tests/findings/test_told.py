"""A finished site in which a withheld figure can be read is not published."""

import pandas as pd
import pytest

from insight import findings
from insight.definitions import edition
from insight.disclosure import SMALL_NUMBER
from insight.errors import SmallNumbersTold
from insight.findings import told

DEMO = edition("demo")
PAGE = (
    "<html><body><h1>West Yorkshire</h1><h2>Hip fracture surgery on time</h2><table>"
    "<tr><th>Group</th><th>Value</th></tr>"
    "<tr><td>Female</td><td>80%</td></tr><tr><td>Male</td><td>{}</td></tr></table></body></html>"
)


def rows(male):
    about = {"metric": "on_time", "area": "QWO", "period": "2024/25", "title": "Hip fracture surgery on time"}
    names = {"short_name": "West Yorkshire", "area_name": "NHS West Yorkshire"}
    groups = [("Female", None), ("Male", male), ("all", None)]
    return pd.DataFrame([{**about, **names, "group": group, "withheld": why} for group, why in groups])


class Found:
    """Stands in for the digests of what an edition found."""

    def __init__(self, edition):
        self.edition = edition

    def digest(self):
        return f"of what {self.edition} found"


@pytest.fixture
def site(tmp_path, monkeypatch):
    kept, made = tmp_path / "findings", tmp_path / "site"
    kept.mkdir()
    made.mkdir()
    monkeypatch.setattr(told, "folder", lambda name: kept)
    monkeypatch.setattr(told, "Slices", Found)

    def lay_out(value, male=SMALL_NUMBER):
        monkeypatch.setattr(told, "load", lambda name: rows(male))
        (made / "page.html").write_text(PAGE.format(value))
        return made

    return lay_out


def test_a_number_where_a_withheld_figure_is_named_is_refused_with_its_page(site):
    with pytest.raises(
        SmallNumbersTold, match=r"1 withheld figures? of demo .*\n  page.html, .*: 75%"
    ) as refusal:
        findings.nothing_told(DEMO, site("75%"))
    assert refusal.value.exit_code == 22


def test_a_page_that_says_it_is_withheld_passes(site):
    findings.nothing_told(DEMO, site("withheld"))


def test_the_same_number_passes_where_nothing_is_withheld(site):
    findings.nothing_told(DEMO, site("75%", male=None))


def test_pictures_that_the_theme_brings_are_let_be(site):
    folder = site("withheld")
    (folder / "_static").mkdir()
    (folder / "_static" / "plus.png").write_bytes(b"PNG")
    findings.nothing_told(DEMO, folder)


def test_a_file_that_cannot_be_looked_through_is_refused_by_name(site):
    folder = site("withheld")
    (folder / "board.pdf").write_bytes(b"%PDF-1.7")
    with pytest.raises(SmallNumbersTold, match="board.pdf"):
        findings.nothing_told(DEMO, folder)
