"""Every page of an edition, sentence by sentence, beside its findings."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pandas as pd

from insight import findings, spotlights
from insight.errors import UnprovedNumber
from insight.formats import plural
from insight.formats.rows import ENGLAND
from insight.machine import processors
from insight.pages import reading
from insight.pages.blocks import Block, Bullets, Figure, Folded, Paragraph
from insight.proof.known import Known
from insight.proof.numbers import numbers
from insight.proof.registers import registered
from insight.proof.worked import counted
from insight.proof.written import written

SHOWN = 10  # of what is wrong
ALWAYS = ("95%", "1,000,000")  # what every interval of ours is; the smallest chance that is told
LOADS: Mapping[str, Callable[..., pd.DataFrame]] = {
    "findings": findings.load,
    "signals": findings.load_signals,
    "series": findings.load_series,
    "gaps": findings.load_gaps,
    "improved": findings.load_improved,
    "people": findings.load_people,
}


@dataclass(frozen=True)
class Unproved:
    """A number that a page tells and its findings do not hold."""

    page: str
    number: str
    sentence: str


def prove(pages: Iterable[Path]) -> Iterator[tuple[Path, int, list[Unproved]]]:
    """Give, for each finished page, how many numbers its prose tells, and those its findings do not hold.

    Tables and drawings are made of the findings themselves; here it is words that are read: paragraphs,
    lists, and what stands for a picture for those who cannot see it. What people wrote into the notebook
    is not read, nor are numbers within names, periods and units. Findings are read once for pages that
    follow one another and are about the same.
    """
    of_subject = lru_cache(maxsize=1)(_of_subject)
    for page in pages:
        shown = reading.read(page, written=False)
        told = list(_texts(shown.blocks))
        found = known(shown.parameters | {"report": page.parent.name}, of_subject)
        count, missing = 0, []
        for sentence in told:
            text = found.without_names(sentence)
            for number in numbers(text):
                count += 1
                if number.text not in ALWAYS and not found.holds(number, sentence):
                    missing.append(Unproved(f"{page.parent.name}/{page.stem}", number.text, sentence))
        yield page, count, missing


def proved(pages: Iterable[Path]) -> dict[Path, int]:
    """Give how many numbers each finished page tells in words, all of which are in its findings.

    Pages are read by as many processes as there are processors. Raises UnprovedNumber when some are
    not, with the first ten and where they stand.
    """
    told, missing = {}, []
    for page, count, wrong in _all(pages):
        told[page] = count
        missing += wrong
    if missing:
        shown = "\n".join(f"  {one.page}: {one.number} in: {_around(one)}" for one in missing[:SHOWN])
        where = plural(len({one.page for one in missing}), "page")
        raise UnprovedNumber(
            f"{plural(len(missing), 'number')} told in words on {where}, of {sum(told.values()):,} on "
            f"{plural(len(told), 'page')}, cannot be found in the findings of those pages"
            f"{f'. The first {SHOWN}' if len(missing) > SHOWN else ''}:\n{shown}\n"
            "Either the sentence is wrong, or the pages are older than the findings: run insight run again."
        )
    return told


def _all(pages: Iterable[Path]) -> Iterator[tuple[Path, int, list[Unproved]]]:
    """Prove pages side by side: those of one name, which are about the same, after one another."""
    in_order = sorted(pages, key=lambda page: (page.stem, page))
    alike = [list(of) for _, of in groupby(in_order, key=lambda page: page.stem)]
    with ProcessPoolExecutor(processors(), get_context("forkserver")) as pool:
        for found in pool.map(_some, alike):
            yield from found


def _some(pages: Iterable[Path]) -> list[tuple[Path, int, list[Unproved]]]:
    return list(prove(pages))


def _around(one: Unproved) -> str:
    place = max(0, one.sentence.find(one.number) - 60)
    return f"… {one.sentence[place : place + 120]} …"


def known(given: Mapping[str, Any], of_subject: Callable[..., Known] | None = None) -> Known:
    """Give what is known of what a page is about.

    given : its parameters, and its kind as `report`. of_subject : what gives the part that pages about the
    same share, which may remember it.
    """
    if register := registered(given):  # of findings it tells what they did since, and nothing else
        area = given.get("icb") or given.get("trust")
        return Known({"since": register.since}, str(area) if area else None, register.told)
    subject = {name: given.get(name) for name in ("icb", "trust", "audit", "theme")}
    told = written(given)
    told = told._replace(counts=told.counts | counted(given))
    return (of_subject or _of_subject)(str(given["edition"]), **subject).beside(told)


def _of_subject(edition: str, *, icb: Any, trust: Any, audit: Any, theme: Any) -> Known:
    area = icb or trust
    wanted = {"area": area, "audit": audit}
    parts = {name: load(edition, **wanted) for name, load in LOADS.items()}
    parts["layout"] = findings.load_layout(edition)
    if icb:
        parts["peers"] = findings.load_peers(edition, area=str(area))
    if theme:  # a spotlight works these out of what it is given
        of = parts["findings"], parts["gaps"]
        worked = {"slopes": spotlights.slopes(*of), "avoidable": spotlights.avoidable(*of)}
        parts |= {name: rows.assign(area=ENGLAND, area_type="England") for name, rows in worked.items()}
    return Known(parts, str(area) if area else None)


def _texts(blocks: Iterable[Block]) -> Iterator[str]:
    """Give every sentence, item and description of a picture."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield "".join(run.text for run in block.runs)
        elif isinstance(block, Bullets):
            yield from ("".join(run.text for run in item) for item in block.items)
        elif isinstance(block, Figure):
            yield block.alt
        elif isinstance(block, Folded):
            yield block.summary
            yield from _texts(block.blocks)
