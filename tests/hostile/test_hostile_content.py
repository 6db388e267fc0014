"""A hundred hostile inputs do no harm in any output; without the guards each of them would be found out.

`pytest -s tests/hostile` prints how many of each family were tried in each kind of output.
"""

import io
import sys
from functools import cache

import pytest
from lxml import etree
from rich.console import Console

from hostile import outputs
from hostile.corpus import Entry, entries, families, files, texts
from hostile.detectors import DETECTORS
from hostile.outputs import HARM
from insight.cli.progress import progress

CANNOT_BE_MADE = (etree.XMLSyntaxError, ValueError, RuntimeError)  # no document at all is harm as well
every_output = pytest.mark.parametrize("kind", DETECTORS)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        yield outputs.made(tmp_path_factory.mktemp("hostile"), patch)


@cache
def fires(kind: str, entry: Entry) -> bool:
    """Tell whether the detector of an output finds a text out where nothing guards it."""
    if entry.family not in HARM[kind]:
        return False
    try:
        contents = outputs.without_guard(kind, entry)
        found = [one for content in contents for one in DETECTORS[kind](content)]
        return bool(found) or not any(entry.mark in outputs.words(kind, content) for content in contents)
    except CANNOT_BE_MADE:
        return True


def test_there_are_a_hundred_and_each_has_a_place_where_somebody_could_put_it():
    assert len(entries()) == 100 == len(texts()) + len(files())
    assert len({entry.text or entry.file for entry in entries()}) == 100
    assert all(entry.place and bool(entry.text) != bool(entry.file) for entry in entries())


@every_output
def test_no_text_does_harm(kind, made):
    contents = outputs.guarded(kind, made)
    assert [one for content in contents for one in DETECTORS[kind](content)] == []
    shown = "".join(outputs.words(kind, content) for content in contents)
    assert [entry for entry in texts() if entry.mark not in shown] == []  # they are there, as words


@every_output
def test_the_detector_finds_every_family_out_where_nothing_guards_it(kind):
    found = {entry.family for entry in texts() if fires(kind, entry)}
    assert found == HARM[kind]


def test_every_text_would_do_harm_somewhere_if_nothing_guarded_it():
    harmless = [entry for entry in texts() if not any(fires(kind, entry) for kind in DETECTORS)]
    assert harmless == []


def test_a_bar_shows_a_name_as_it_is(monkeypatch):
    shown = io.StringIO()
    here = sys.modules["insight.cli.progress"]
    monkeypatch.setattr(here, "Console", lambda stderr: Console(file=shown, force_terminal=True, width=200))
    with progress("Making [bold]pages[/bold]", 1) as step:
        step("[link=https://evil.invalid]board[/link]\x1b]0;x\x07")
    assert "[link=https://evil.invalid]board[/link]\\x1b]0;x\\x07" in shown.getvalue()
    assert "\x1b]" not in shown.getvalue()


def test_the_table_of_families_and_outputs_is_whole():
    """Print, for each family and output, how many texts were tried and how many would do harm unguarded."""
    print(f"\n{'family':<12}" + "".join(f"{kind:>12}" for kind in DETECTORS))
    for family in families():
        some = [entry for entry in texts() if entry.family == family]
        if some:
            cells = [f"{len(some)} ({sum(fires(kind, one) for one in some) or '-'})" for kind in DETECTORS]
            print(f"{family:<12}" + "".join(f"{cell:>12}" for cell in cells))
    print("Tried, all harmless (found out where nothing guards; - where nothing obeys such words).")
    assert set(DETECTORS) == set(HARM)
    assert set().union(*HARM.values()) == {entry.family for entry in texts()}


AT_WORK = ("script", "handler", "svg")  # families that a browser runs by itself


def looked_at(browser, show) -> list[str]:
    """Give what happens by itself when a page is shown: a script, a dialog, a request that leaves."""
    page, seen = browser.new_page(), []
    page.on("dialog", lambda one: (seen.append(f"a dialog: {one.message}"), one.dismiss()))
    page.on("request", lambda one: seen.append(f"asks {one.url}") if "//evil.invalid" in one.url else None)
    page.route("**://evil.invalid/**", lambda route: route.abort())
    show(page)
    page.wait_for_timeout(50)
    ran = page.evaluate("window.__ran")
    page.close()
    return seen + [f"{ran} ran"] * bool(ran)


def test_nothing_runs_or_leaves_when_a_browser_shows_a_page_of_every_text(made, browser):
    from insight import book

    site = book.bind(made.edition).parent
    for name in ("index", "reports/alone/words", "reports/alone/index", "reports/alone/script"):
        way = (site / f"{name}.html").as_uri()
        assert looked_at(browser, lambda page, way=way: page.goto(way)) == []


def test_a_browser_runs_each_of_them_where_nothing_guards_it(browser):
    quiet = []
    for entry in (one for one in texts() if one.family in AT_WORK):
        shown = outputs.without_guard("HTML page", entry)
        found = [looked_at(browser, lambda page, held=held: page.set_content(held)) for held in shown]
        quiet += [entry.name] * (not any(found))
    assert quiet == ["broken-tag"]  # which is for those who take tags out of a text, and leave one behind
