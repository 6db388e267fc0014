"""Whether the pages of the demonstration say what was planted in its data, and claim nothing else.

    python benchmarks/answers_on_pages.py _build/demo/book/reports

Each planted effect that a page can tell in words is looked for on the page that should tell it, by the
title of its metric, the name of its area and the words of its kind. Then every outlier that a page about
an ICB claims is looked for among what was planted. Prints both, kind by kind; exits with 1 when a
planted effect is nowhere told.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

from insight import areas, definitions, findings
from insight.demo import plan, truths
from insight.demo.truths import Truth
from insight.pages import reading
from insight.pages.blocks import Block, Bullets, Folded, Heading, Paragraph, Table

EDITION = "demo"
BETTER, WORSE = "Outliers for the better", "Outliers for the worse"
EITHER = "where neither direction is better"
CLAIMED = "It is an outlier"
CHANCE = 0.0027  # how often a result lies beyond the outer limits by chance
Told = tuple[str, str]  # the heading it stands under, what is told


def main(home: Path) -> int:
    """Look for every truth on its page, and for every claim among the truths."""
    edition = definitions.edition(EDITION)
    planned = list(plan.plans(edition, definitions.source(edition.sources[0])))
    key = truths.answer_key(planned, edition.seed)
    titles = {metric.id: metric.title for metric in definitions.metrics().values()}
    audit_of = {each.metric.id: each.audit.id for each in planned}
    told: Counter[str] = Counter()
    kept: Counter[str] = Counter()
    tabled: Counter[str] = Counter()
    wanted: Counter[str] = Counter()
    missed = []
    for truth in key:
        pages = list(_pages(home, truth, audit_of, edition.geography_date))
        if not pages:
            continue
        wanted[truth.kind] += 1
        lines = [line for page in pages for line in _lines(page)]
        about = [line for line in lines if _about(truth, titles[truth.metric], line, edition.geography_date)]
        if any(words in part for line in about for part in line for words in WORDS[truth.kind]):
            told[truth.kind] += 1
        elif any(words in part for line in about for part in line for words in KEPT) or (
            truth.kind == "deprivation gap" and any(UNCLEAR.search(line[1]) for line in lines)
        ):
            kept[truth.kind] += 1
        elif any(TABLED.search(line[1]) for line in about):
            tabled[truth.kind] += 1
        else:
            missed.append(truth)
    print(f"{'planted':32} {'told':>5} {'held back, with why':>20} {'in a table alone':>17} {'of':>5}")
    for kind, number in wanted.items():
        print(f"{kind:32} {told[kind]:5} {kept[kind]:20} {tabled[kind]:17} {number:5}")
    for truth in missed:
        print(f"Not told: {truth.kind}, {truth.metric}, {truth.area}, {truth.truth}")
    _claims(home, key, titles, edition.geography_date)
    return bool(missed)


def _pages(home: Path, truth: Truth, audit_of: dict[str, str], day: date) -> Iterator[Path]:
    """Give the pages that should tell of a truth; none for one that no page tells in words."""
    names = []
    if truth.kind in (*truths.KINDS,) and truth.area_type == "icb":
        names = [f"icb_insight/{truth.area.lower()}"]
    elif truth.area_type == "trust":
        parent = areas.get(truth.area, day).parent or ""
        names = [
            f"trust/{truth.area.lower()}",
            f"icb_insight/{parent.lower()}",
            f"audit_topic/{_slug(audit_of[truth.metric])}",
        ]
    elif truth.kind in WORDS:
        names = [f"audit_topic/{_slug(audit_of[truth.metric])}"]
    if truth.kind in WORDS:
        yield from (path for name in names if (path := home / f"{name}-synthetic.ipynb").is_file())


KEPT = ("not an outlier", "not called", "stopped", "too few", "few people")  # how a page holds back, and why
TABLED = re.compile(r"\b[1-6] of 7: ")  # how high a result climbed, in a table of tests alone
UNCLEAR = re.compile(r"gaps? by deprivation that can be told, none is clear")
WORDS = {  # what a sentence about each kind says besides the metric
    "positive outlier": (BETTER, EITHER),
    "negative outlier": (WORSE, EITHER),
    "step change": ("since the period that ended in",),
    "trend": ("since the period that ended in",),
    "series break": ("break", "definition"),
    "deprivation gap": ("Most deprived fifth minus least deprived fifth",),
    "did not take part": ("not take part",),
    "low ascertainment": ("ascertainment",),
}


def _about(truth: Truth, title: str, line: Told, day: date) -> bool:
    """Say whether a line names a truth's metric and area; a page about a trust need not name it."""
    named = truth.area == truths.ENGLAND or areas.get(truth.area, day).short_name in line[1]
    return title in line[1] and (named or truth.area_type == "trust")


def _claims(home: Path, key: list[Truth], titles: dict[str, str], day: date) -> None:
    """Print the outliers that ICBs' pages claim, of ICBs and of their trusts, and those nobody planted."""
    planted = {
        (_board(truth, day), _whose(truth, day), titles[truth.metric])
        for truth in key
        if "outlier" in truth.kind
    }
    claims: dict[str, int] = {"icb": 0, "trust": 0}
    others: list[tuple[str, str, str]] = []
    for page in sorted((home / "icb_insight").glob("*.ipynb")):
        for _, text in _lines(page):
            known = [title for title in titles.values() if text.startswith(title)]
            if CLAIMED in text and known:
                trust = re.search(r"  At (.+?), ", text)
                one = (page.stem.split("-")[0], trust[1] if trust else "", max(known, key=len))
                claims["trust" if trust else "icb"] += 1
                others += [] if one in planted else [one]
    signals = findings.load_signals(EDITION)
    for level, number in claims.items():
        own = signals[(signals["kind"] == "others") & (signals["area_type"] == level) & signals["p"].notna()]
        wrong = [one for one in others if bool(one[1]) == (level == "trust")]
        print(
            f"{number} outliers of level {level} are claimed on pages about ICBs; {len(wrong)} of them were "
            f"not planted: {len(wrong) / len(own):.2%} of {len(own):,} tests; 3 standard deviations give "
            f"{CHANCE:.2%}."
        )
        for code, _, title in wrong[:20]:
            print(f"  {code.upper()}: {title}")


def _board(truth: Truth, day: date) -> str:
    code = truth.area if truth.area_type == "icb" else areas.get(truth.area, day).parent
    return str(code).lower()


def _whose(truth: Truth, day: date) -> str:
    """Give the name of a trust; '' for a board."""
    return areas.get(truth.area, day).short_name if truth.area_type == "trust" else ""


def _slug(audit: str) -> str:
    return audit.replace("_", "-")


@cache
def _lines(page: Path) -> list[Told]:
    return list(_told(reading.read(page).blocks, [""]))


def _told(blocks: Iterable[Block], heading: list[str]) -> Iterator[Told]:
    for block in blocks:
        if isinstance(block, Heading):
            heading[0] = block.text
        elif isinstance(block, Paragraph):
            yield heading[0], "".join(run.text for run in block.runs)
        elif isinstance(block, Bullets):
            yield from ((heading[0], "".join(run.text for run in item)) for item in block.items)
        elif isinstance(block, Table):
            yield from (
                (heading[0], " ".join([block.caption, row.group or "", *row.cells])) for row in block.rows
            )
        elif isinstance(block, Folded):
            yield heading[0], block.summary
            yield from _told(block.blocks, heading if "more" in block.summary else [block.summary])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
