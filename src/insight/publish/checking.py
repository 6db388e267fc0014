"""Every check of a site made, its pages side by side, and all faults told together."""

import hashlib
import json
import multiprocessing
import sys
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import Any

from lxml.etree import LxmlError

from insight.definitions import Edition
from insight.errors import UnfitToPublish
from insight.machine import processors
from insight.publish.checks import checks, name_of, rule_of, with_part
from insight.publish.page import Facts, Page
from insight.publish.site import Site
from insight.writing import sweep, write

FEW = 4  # pages that are sooner looked at here than by workers, who must be started
SHOWN = 10
HERE = Path(__file__).parent
Faults = dict[str, list[str]]  # by the name of the check
Seen = tuple[Facts, Faults]


def check_all(edition: Edition, folder: Path, known: Path | None = None) -> None:
    """Make every check of a copied site. Raises UnfitToPublish with all faults, the first ten of each check.

    known : a file that remembers what was found on a page of the same bytes by the same checks.
    """
    found = faults(folder, known)
    if not any(found.values()):
        return
    total = sum(map(len, found.values()))
    lines = [f"{edition.id} is not fit to publish: {total} faults. What is served was left as it was."]
    for check in checks():
        each = found.get(name_of(check), [])
        if each:
            lines.append(f"{name_of(check)} ({len(each)}): {rule_of(check)}")
            lines += [f"  {fault}" for fault in each[:SHOWN]]
            lines += [f"  and {len(each) - SHOWN} more"] * (len(each) > SHOWN)
    lines.append(
        "Mend what these pages are made of: notebooks/ and the charts and tables they show for reports/, "
        f"book/ for the others. Then insight build {edition.id}, and publish again."
    )
    raise UnfitToPublish("\n".join(lines))


def faults(folder: Path, known: Path | None = None) -> Faults:
    """Give every fault of a site, by check; a fault begins with the file it is in."""
    files = frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    pages = sorted(name for name in files if name.endswith(".html"))
    seen = _seen(folder, pages, known)
    site = Site(folder, files, {name: facts for name, (facts, _) in seen.items()})
    found: Faults = {}
    for page, (_, own) in seen.items():
        for check, each in own.items():
            found.setdefault(check, []).extend(f"{page}, {fault}" for fault in each)
    for check, module in with_part("faults_between"):
        found.setdefault(check, []).extend(module.faults_between(site))
    return found


def look(path: Path) -> Seen:
    """Give what is known of one page and, by check, what is wrong with it."""
    source = path.read_bytes()
    try:
        page = Page(source)
    except (UnicodeDecodeError, LxmlError, ValueError) as error:
        return Facts("", "", (), (), (), len(source)), {"validity": [f"it cannot be read: {error}"]}
    return page.facts, {name: list(check.faults(page)) for name, check in with_part("faults")}


def _seen(folder: Path, pages: Sequence[str], known: Path | None) -> dict[str, Seen]:
    """Look at every page, but for those of bytes that were looked at before."""
    digests = {page: hashlib.sha256((folder / page).read_bytes()).hexdigest() for page in pages}
    remembered = _remembered(known)
    wanted = [page for page in pages if digests[page] not in remembered]
    for page, seen in zip(wanted, _look_at([folder / page for page in wanted]), strict=True):
        remembered[digests[page]] = seen
    kept = {digest: remembered[digest] for digest in digests.values()}
    if known is not None and wanted:
        _remember(known, kept)
    return {page: kept[digests[page]] for page in pages}


def _look_at(paths: Sequence[Path]) -> Iterable[Seen]:
    if len(paths) < FEW or processors() < 2:
        return map(look, paths)
    return _beside(paths)


def _beside(paths: Sequence[Path]) -> Iterator[Seen]:
    """Look at pages in processes of their own, one for each processor."""
    methods = multiprocessing.get_all_start_methods()
    context: Any = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        heavy = [name for name in ("insight.cli", __name__) if name in sys.modules]
        context.set_forkserver_preload(heavy)
    with ProcessPoolExecutor(processors(), mp_context=context) as pool:
        yield from pool.map(look, paths)


def _remembered(known: Path | None) -> dict[str, Seen]:
    """Give what was found by the same checks before."""
    if known is None:
        return {}
    try:
        rows = json.loads(known.read_text(encoding="utf-8"))
        if rows["checks"] != _checks():
            return {}
        return {digest: (_facts(row), faults) for digest, (row, faults) in rows["pages"].items()}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


def _remember(known: Path, seen: dict[str, Seen]) -> None:
    rows = {digest: (asdict(facts), faults) for digest, (facts, faults) in sorted(seen.items())}
    sweep(known.parent)
    write(known, json.dumps({"checks": _checks(), "pages": rows}))


def _facts(row: dict[str, Any]) -> Facts:
    lists: dict[str, Any] = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
    return Facts(**(row | lists))


def _checks() -> str:
    """Give a digest of the checks themselves and of what they read pages with."""
    found = hashlib.sha256("".join(map(metadata.version, ("lxml", "tinyhtml5"))).encode())
    for path in sorted(HERE.rglob("*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()
