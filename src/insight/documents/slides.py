"""A page as a summary for a board: what it says first, what stands out, and its main figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from insight.definitions import Edition
from insight.documents.deck import Deck
from insight.documents.packing import settled
from insight.documents.plots import Plot, plots
from insight.formats.numerals import spelt
from insight.pages import Block, Bullets, Figure, Heading, Page, Paragraph, words

MOST = 3  # charts of one figure
FIRST = 3  # sections whose words are on slides
UNDRAWN = 5  # the same of a page that has no figure
QUIET = ("edition", "synthetic")


@dataclass
class Section:
    """What stands under one heading of a page."""

    title: str
    points: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def page_pptx(page: Page, edition: Edition) -> bytes:
    """Give a page's summary as slides whose charts can be edited.

    Each chart is made of the figure's own table: what is no number stays out and is counted in a
    note. Every chart has the figure's alternative text. The same page gives the same bytes.
    """
    said = {block.kind: words(block.runs) for block in page.blocks if isinstance(block, Paragraph)}
    synthetic = said.get("synthetic", "")
    as_at = f"As at {edition.as_at.day} {edition.as_at:%B %Y}"
    deck = Deck(page.title, synthetic)
    deck.cover(page.title, [said.get("edition", ""), as_at, synthetic])
    opening, *sections = _sections(page)
    if opening.points:
        deck.points("In short", opening.points)
    worded = FIRST if any(section.figures for section in sections) else UNDRAWN
    for number, section in enumerate(sections):
        if number < worded and section.points:
            deck.points(section.title, section.points)
        for figure in _main(section.figures):
            _figure(deck, section.title, figure, page.title if "icb" in page.parameters else "")
    return settled(deck.content(), edition.clock)


def _sections(page: Page) -> list[Section]:
    """Give what stands before the first heading, then each section; what is folded stays on the page."""
    found = [Section("")]
    for block in page.blocks:
        if isinstance(block, Heading) and block.level <= 2:
            found.append(Section(block.text))
        elif isinstance(block, Figure):
            found[-1].figures.append(block)
        else:
            found[-1].points += _points(block)
    return found


def _points(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph) and block.kind not in QUIET:
        yield words(block.runs)
    elif isinstance(block, Bullets):
        yield from (words(item) for item in block.items)
    elif isinstance(block, Heading):
        yield block.text


def _main(figures: Sequence[Figure]) -> list[Figure]:
    """Give the first figure of each kind."""
    return list({figure.kind: figure for figure in reversed(figures)}.values())[::-1]


def _figure(deck: Deck, title: str, figure: Figure, here: str) -> None:
    found = plots(figure, here)
    if not found:
        deck.points(title, [figure.alt or figure.caption], notes=figure.caption)
        return
    for number, plot in enumerate(found[:MOST]):
        notes = list(_left_out(plot))
        if number == 0 and len(found) > MOST:
            notes.append(f"The page has {spelt(len(found) - MOST)} more charts of this kind here.")
        about = f"{title}: {plot.about or _subject(figure)}"
        deck.chart(about, plot, alt=figure.alt, caption=figure.caption, notes=notes)


def _subject(figure: Figure) -> str:
    """Give what a figure is about: the first sentence of its caption."""
    return figure.caption.removeprefix("Synthetic data. ").partition(". ")[0].rstrip(".")


def _left_out(plot: Plot) -> Iterator[str]:
    """Say what of a figure's table a chart leaves out."""
    told = (
        (plot.unfigured, "no figure; the page says why"),
        (plot.other_units, "a figure in another unit, which stands on the page"),
        (plot.not_shown, "a figure that is not shown here: these are the first and the last on the page"),
    )
    for count, why in told:
        if count:
            yield f"{spelt(count).capitalize()} {'row has' if count == 1 else 'rows have'} {why}."
