"""The staged book bound into a site: the same bytes each time, whole or not at all."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from pprint import pformat

from jsonschema import ValidationError
from jupyter_book.config import get_final_config
from ruamel.yaml import YAML

from insight import paths
from insight.book import heads, kept, shelf
from insight.book.corrected import Corrected
from insight.book.kept import Binding
from insight.book.offered import Offer, put
from insight.book.pages import Page, pages
from insight.definitions import Edition
from insight.errors import UNWRITABLE, BookFailed, CannotWrite
from insight.writing import alone, sweep

NOT_FOR_READERS = (
    ".buildinfo",
    "_sources",
    "objects.inv",
    "_static/locales",
    "_static/**/*.map",
    "_static/**/*.ttf",
    "_static/**/*webpack-macros.html",
    "_static/**/fontawesome.js",
    "_static/**/bootstrap.js*",
)
FEED = "feed.xml"  # at the top of the staged book, and of the site
AT_ONCE = "insight-theme.js"  # the one script that the layout loads itself, before a page is drawn
NOT_NEEDED = {
    "sphinx_comments",
    "sphinx_copybutton",
    "sphinx_design",
    "sphinx_thebe",
    "sphinx_togglebutton",
    "sphinx.ext.intersphinx",
}


def bind(
    edition: Edition,
    *,
    check: Callable[[Path], None] | None = None,
    told: Mapping[str, str] | None = None,
    offered: Mapping[str, Offer] | None = None,
    corrected: Corrected | None = None,
    icb: str | None = None,
    wait: Callable[[], None] = lambda: None,
) -> Path:
    """Bind an edition's pages into _build/<edition>/html; give the path of its index.html.

    check : looks at the finished site before it takes its place, and raises what is wrong with
    it. told : what else the book tells, as Markdown: `since`, what has changed since the edition
    before, `corrections`, and pages of their own such as `downloads`. offered : files for readers to
    download, by their names in the site. corrected : for each page, what it puts right. icb : the
    code of an ICB, for a site of its own with the pages about it alone, in
    _build/<edition>/sites/<icb>/html. wait : called when others make pages or a book of this edition,
    before waiting for them.

    Only pages that were made are bound, and only those that changed are made anew; the bytes
    are those of a book bound from nothing. The site is built elsewhere and moved, so the last
    good one stands until then. Raises MissingInput when no page has been made, BookFailed
    with what Sphinx said when there is so much as a warning.
    """
    with alone(paths.work_lock(edition.id), wait):
        home, found = paths.build() / edition.id, pages(edition.id)
        sweep(home)
        if icb is not None:
            found, home = shelf.own(found, home, icb), shelf.place(home, icb)
        kept.recover(home)
        _stage_and_bind(edition, home, found, check, told or {}, offered or {}, corrected or {})
    return home / kept.SITE / "index.html"


def _stage_and_bind(
    edition: Edition,
    home: Path,
    found: list[Page],
    check: Callable[[Path], None] | None,
    told: Mapping[str, str],
    offered: Mapping[str, Offer],
    corrected: Corrected,
) -> None:
    from insight.book.stage import stage  # here, as it loads tables, and Sphinx's own process loads this file

    folder = stage(edition, found, home=home, told=told, offered=offered, corrected=corrected)
    _write_conf(folder, edition)
    was = kept.last(home)
    now = Binding(
        made_with=kept.made_with(folder, edition.clock),
        sources=kept.sources(folder, was),
    )
    if was and was.same(now) and kept.site(home / "html") == was.site:
        if check is not None:
            check(home / "html")
    else:
        lent = was if was and was.made_with == now.made_with else None
        _bind(edition, home, lent, now, check, offered)


def _bind(
    edition: Edition,
    home: Path,
    was: Binding | None,
    now: Binding,
    check: Callable[[Path], None] | None,
    offered: Mapping[str, Offer],
) -> None:
    """Bind what changed since the last binding, or everything when there is none to lend from."""
    with tempfile.TemporaryDirectory(prefix=kept.WORK, dir=home) as name:
        work = Path(name)
        if was:
            kept.lend(home, work, was, now)
        _sphinx(work, home / "book", edition)
        _trim(work / "html")
        put(work / "html", offered)
        if (home / "book" / FEED).is_file():
            shutil.copy2(home / "book" / FEED, work / "html" / FEED)
        if check is not None:
            check(work / "html")
        kept.keep(home, work, now)


def _write_conf(folder: Path, edition: Edition) -> None:
    """Turn _config.yml into a conf.py: jupyter-book's own conversion, less what only adds scripts."""
    written = YAML(typ="safe").load((paths.root() / "_config.yml").read_text(encoding="utf-8"))
    command_line = {"latex_individualpages": False}
    try:
        config, _ = get_final_config(
            user_yaml=written, cli_config=command_line, sourcedir=folder, raise_on_invalid=True
        )
    except ValidationError as error:
        raise BookFailed(f"_config.yml is not what jupyter-book understands. Mend it:\n{error}") from error
    config["extensions"] = [name for name in config["extensions"] if name not in NOT_NEEDED]
    config["html_css_files"] = sorted(config.get("html_css_files", []))  # as no two file systems list them
    scripts = [name for name in sorted(config.get("html_js_files", [])) if name != AT_ONCE]
    config["html_js_files"] = [(name, {"defer": "defer"}) for name in scripts]
    config["html_context"] = config.get("html_context", {}) | {
        "insight_edition": edition.title,
        "insight_facts": heads.facts(edition),
        "insight_feed": FEED if (folder / FEED).is_file() else "",
    }
    lines = ["import insight  # before myst_nb, which would load what insight spares every process"]
    lines += [f"{name} = {pformat(value, width=100)}" for name, value in sorted(config.items())]
    kept.put(folder / kept.SETTINGS, ("\n".join(lines) + "\n").encode())


def _sphinx(work: Path, folder: Path, edition: Edition) -> None:
    """Run Sphinx in a process of its own, whose hashes and clock are fixed."""
    said = work / "warnings.txt"
    command = [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "--no-color"]
    command += ["-w", str(said), "-d", str(work / kept.DOCTREES), str(folder), str(work / "html")]
    fixed = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(edition.clock)}
    done = subprocess.run(command, env=os.environ | fixed, capture_output=True, text=True, check=False)
    if done.returncode:
        words = (said.read_text(encoding="utf-8") if said.is_file() else "") or done.stderr
        _refuse_full_disk(f"{words}\n{done.stderr}", work)
        lines = [line.replace(f"{folder}/", "") for line in words.strip().splitlines()]
        raise BookFailed.rows(
            f"The book of {edition.id} could not be bound. Sphinx said:",
            lines,
            "Mend the pages named: those in reports/ come from notebooks/, the others from book/.",
        )


def _refuse_full_disk(said: str, work: Path) -> None:
    """Tell a fault of the disk as one, where Sphinx was the one to meet it."""
    for number in sorted(UNWRITABLE):
        if f"[Errno {number}]" in said and (told := CannotWrite.told(OSError(number, "", str(work)))):
            raise told


def _trim(site: Path) -> None:
    """Take out what is not for readers, and escape headings in the search index, shown as they stand."""
    for pattern in NOT_FOR_READERS:
        for path in site.glob(pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    index = site / "searchindex.js"
    words = index.read_text(encoding="utf-8").replace("<", "&lt;").replace(">", "&gt;")
    index.write_text(words, encoding="utf-8")
