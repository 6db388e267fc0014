"""Two finished pages, or two editions, compared."""

import multiprocessing
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path

from insight import pages
from insight.errors import NothingToCompare
from insight.machine import processors
from insight.pages import Page
from insight.review.changes import Change, Comparison, PageChanges, one_sided, place
from insight.review.facts import Facts, facts_of
from insight.review.grids import table_changes
from insight.review.notebooks import code_changes
from insight.review.parts import parts
from insight.review.pictures import picture_changes
from insight.review.reasons import Reasons
from insight.review.sentences import sentence_changes

FEW = 8  # pairs of pages for which another process is not worth starting


def compare(old: Path, new: Path) -> Comparison:
    """Compare two pages, or two folders of pages, whichever they are.

    Raises NothingToCompare where one is a page and the other a folder, or there is nothing to read.
    """
    if old.is_dir() and new.is_dir():
        return compare_editions(old, new)
    for side, other in ((old, new), (new, old)):
        if not side.exists():
            raise NothingToCompare(
                f"There is nothing at {side}. Name two finished pages (.ipynb) or two folders of them, "
                "such as _build/demo."
            )
        if side.is_dir():
            raise NothingToCompare(f"{side} is a folder and {other} is a page. Name two of a kind.")
    return compare_pages(pages.read(old), pages.read(new))


def compare_pages(old: Page, new: Page, facts: tuple[Facts, Facts] | None = None) -> Comparison:
    """Compare two finished pages.

    facts : what each was made of; as recorded beside the pages when not given.
    """
    return Comparison(place(old.path), place(new.path), (_pair(old, new, facts),))


def compare_editions(old: Path, new: Path) -> Comparison:
    """Compare the pages of two editions: folders with pages, at any depth, or builds such as _build/demo.

    Pages are one when report and file name are. Those that are the same byte for byte are not read, and
    are titled by their names. Raises NothingToCompare for a folder without pages.
    """
    before, after = _found(old), _found(new)
    names = sorted({*before, *after})
    both = [name for name in names if name in before and name in after]
    differ = [name for name in both if before[name].read_bytes() != after[name].read_bytes()]
    pairs = dict(zip(differ, _pairs([(before[name], after[name]) for name in differ]), strict=True))
    compared = []
    for name in names:
        if name in pairs:
            compared.append(replace(pairs[name], name=name))
        elif name in both:
            compared.append(PageChanges(name, name, before[name], after[name], ()))
        else:
            how = "removed" if name in before else "added"
            compared.append(_alone(name, (before if name in before else after)[name], how))
    return Comparison(place(old), place(new), tuple(compared))


def _pairs(pairs: Sequence[tuple[Path, Path]]) -> list[PageChanges]:
    """Compare pairs of pages, in processes side by side where there are many."""
    workers = min(processors(), len(pairs) // FEW)
    if workers < 2:
        return [_read_pair(pair) for pair in pairs]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return list(pool.map(_read_pair, pairs, chunksize=4))


def _read_pair(pair: tuple[Path, Path]) -> PageChanges:
    return _pair(pages.read(pair[0]), pages.read(pair[1]))


def _pair(old: Page, new: Page, facts: tuple[Facts, Facts] | None = None) -> PageChanges:
    made_of = facts or (facts_of(old.path), facts_of(new.path))
    names = (old.title, new.title)
    codes = (str(old.parameters.get("icb", "")), str(new.parameters.get("icb", "")))
    before, after = parts(old), parts(new)
    found: list[Change] = [
        *table_changes(before.tables, after.tables, names),
        *sentence_changes(before.sentences, after.sentences, names),
        *picture_changes(before.figures, after.figures, names, codes),
        *code_changes(old.path, new.path),
    ]
    reasons = Reasons(old, new, made_of)
    return PageChanges(_name(old.path), new.title, old.path, new.path, tuple(map(reasons.told, found)))


def _alone(name: str, path: Path, how: str) -> PageChanges:
    """Give a page that only one side has, as one change."""
    page = pages.read(path)
    because = "the page was not there before" if how == "added" else "the page is no longer there"
    change = one_sided(how, page.title, kind="page", what=name, because=because)
    old, new = (path, None) if how == "removed" else (None, path)
    return PageChanges(name, page.title, old, new, (change,))


def _found(folder: Path) -> dict[str, Path]:
    """Give the pages of a folder by their names; of a build, those of its book."""
    if not folder.is_dir():
        raise NothingToCompare(f"{folder} is no folder of pages. Name one, such as _build/demo.")
    book = folder / "book" / "reports"
    top = book if book.is_dir() else folder
    found: dict[str, Path] = {}
    for path in sorted(top.rglob("*.ipynb")):
        found[path.relative_to(top).with_suffix("").as_posix()] = path
    if not found:
        raise NothingToCompare(
            f"There are no finished pages (.ipynb) below {folder}. Make them with insight run, or name "
            "another folder."
        )
    return found


def _name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"
