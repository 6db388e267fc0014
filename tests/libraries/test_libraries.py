"""What a site is made with is told whole, in words and in a bill that programs read."""

import json
import re
from fnmatch import fnmatch
from importlib import metadata
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import miniature
from insight import book, libraries
from insight.cli import offering
from insight.libraries import Component
from insight.libraries.licences import asks
from insight.libraries.page import PLACE, page

HOME = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-test.lock")
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(\[[^]]*\])?==\S+")


def pins(lock):
    """Give each pin of a lock with the lines that belong to it."""
    found, held = [], []
    for line in (HOME / lock).read_text().splitlines():
        if PIN.match(line):
            held = [line]
            found.append(held)
        elif held and not line.lstrip().startswith("#"):
            held.append(line)
    return found


@pytest.fixture(scope="module")
def found():
    return libraries.components(HOME / "requirements.lock", libraries.made_with())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_names_the_digests_of_its_files(lock):
    some = pins(lock)
    assert len(some) > 100
    for lines in some:
        assert any(re.search(r"--hash=sha256:[0-9a-f]{64}\b", line) for line in lines), lines[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_pins_and_nothing_else(lock):
    for line in (HOME / lock).read_text().splitlines():
        assert PIN.match(line) or re.match(r"^\s*(#|--hash=sha256:|$)", line), line


def test_what_installs_asks_for_the_digests():
    assert "--require-hashes" in (HOME / ".ci" / "install").read_text()


def test_every_library_that_is_pinned_and_installed_is_there_with_its_version(found):
    known = {one.name: one for one in found if one.kind == "library"}
    assert len(known) > 100
    for name in ("pandas", "sphinx", "jupyter-book", "pypandoc-binary"):
        assert known[name].version == metadata.version(name)
    assert "appnope" not in known  # pinned for another system


def test_no_licence_is_unknown_that_nobody_looked_up(found):
    notes = libraries.made_with().notes
    assert [one.name for one in found if one.licence == "not said" and one.name not in notes] == []


def test_the_bill_is_cyclonedx_names_everything_and_is_the_same_each_time(found):
    made = libraries.bill(found, version="0.1.0", clock=1_790_000_000)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.decode()) is None
    told = json.loads(made)
    assert {one["name"] for one in told["components"]} == {one.name for one in found}
    assert all(one["licenses"] for one in told["components"])
    assert made == libraries.bill(found, version="0.1.0", clock=1_790_000_000)
    assert made != libraries.bill(found[1:], version="0.1.0", clock=1_790_000_000)
    needs = {one["ref"]: set(one.get("dependsOn", ())) for one in told["dependencies"]}
    [pandas] = [ref for ref in needs if ref.startswith("pkg:pypi/pandas@")]
    assert any(ref.startswith("pkg:pypi/numpy@") for ref in needs[pandas])


def test_a_bill_that_is_no_cyclonedx_is_found_out(found):
    made = libraries.bill(found[:1], version="0.1.0", clock=1_790_000_000).decode()
    assert (
        JsonStrictValidator(SchemaVersion.V1_6).validate_str(made.replace('"library"', '"thing"')) is not None
    )


def test_the_page_tells_each_of_them_and_what_its_licence_asks(found):
    text = page(found, libraries.made_with().notes)
    for one in found:
        assert f">{one.version}<" in text
    assert "pandoc, a program under GPL-2.0-or-later" in text
    assert "Copyleft by file: changes to its own files have to be shared." in text
    assert f'href="{PLACE}"' in text


def test_words_of_a_library_are_only_words():
    hostile = Component("<b>x</b>", "1", "```\n# y", "library", "<script>1</script>")
    text = page([hostile], {})
    assert "<script>" not in text and "<b>" not in text and text.count("\n````{raw} html\n") >= 1


LICENCES = {
    "GPL-2.0-or-later": "Copyleft: what contains it",
    "LGPL-3.0-only": "Copyleft of a library",
    "AGPL-3.0": "over a network",
    "GNU General Public License (GPL)": "Copyleft: what contains it",
    "MPL-2.0": "by file",
    "OFL-1.1": "A font",
    "not said": "does not say",
}


@pytest.mark.parametrize("licence, words", LICENCES.items())
def test_a_licence_that_asks_for_more_says_what(licence, words):
    assert words in asks(licence)


@pytest.mark.parametrize("licence", ["MIT", "BSD-3-Clause", "Apache-2.0", "ISC", "PSF-2.0"])
def test_one_that_asks_for_nothing_more_says_nothing(licence):
    assert asks(licence) == ""


def test_a_project_without_pins_tells_nothing(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["alone"])
    assert offering.made_with(edition) == {} and offering._bill(edition) == {}


@pytest.mark.slow
def test_every_file_that_a_site_loads_is_told_and_the_bill_can_be_taken(tmp_path, monkeypatch):
    edition = miniature.project(tmp_path, monkeypatch, reports=["alone"])
    for name in ("requirements.lock", "params/libraries"):
        (tmp_path / name).symlink_to(HOME / name)
    miniature.pretend_run(edition)
    site = book.bind(edition, told=offering.made_with(edition), offered=offering._bill(edition)).parent
    patterns = [pattern for one in libraries.made_with().shipped for pattern in one.files]
    files = [
        path.relative_to(site).as_posix()
        for path in site.rglob("*")
        if path.suffix in (".js", ".css", ".woff2", ".ttf", ".png", ".svg")
    ]
    assert files and [name for name in files if not any(fnmatch(name, each) for each in patterns)] == []
    assert json.loads((site / PLACE).read_text())["bomFormat"] == "CycloneDX"
    assert "What this site is made with" in (site / "index.html").read_text()
    assert PLACE in (site / "libraries.html").read_text()
