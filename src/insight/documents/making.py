"""Documents made side by side, each put in its place only when it is finished."""

import multiprocessing
import traceback
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from datetime import datetime
from itertools import groupby

from insight import paths
from insight.definitions import Edition
from insight.documents.packing import OLDEST
from insight.documents.plan import KINDS, Document, folder, keep, stale
from insight.errors import DocumentFailed, InsightError
from insight.machine import processors
from insight.pages import Page, read
from insight.writing import alone, sweep, write

Failures = dict[str, str]  # a document's name -> why it could not be made
Report = Callable[[str], None]
AGAIN = 20  # tasks of one process, which then makes room for a new one


def make(
    edition: Edition,
    documents: Sequence[Document],
    *,
    workers: int | None = None,
    report: Report = print,
    wait: Callable[[], None] = lambda: None,
) -> Failures:
    """Make documents; give why some could not be made. One failure never stops the rest.

    documents : as `plan` gives them. workers : processes; one for each processor when not given.
    report : told the name of each page that is done. wait : called when others make pages, a book or
    documents of this edition, before waiting for them; what they made is not made again. An earlier
    document goes first, so that none that failed leaves last month's in its place.
    """
    _refuse_clock()
    failures: Failures = {}
    waited: list[bool] = []

    def waiting() -> None:
        waited.append(True)
        wait()

    with alone(paths.work_lock(edition.id), waiting):
        sweep(folder(edition.id))
        wanted = stale(documents, edition) if waited else documents
        for name, failed in _done(edition, _tasks(wanted), workers or processors()):
            failures |= failed
            report(name)
    return failures


def _refuse_clock() -> None:
    """Refuse a clock that stands before what archives can hold: the libraries that write them would fail."""
    now = datetime.now()  # noqa: DTZ005  as archives have it
    if now.timetuple()[:6] < OLDEST:
        raise DocumentFailed(
            f"The clock of this computer says that it is {now:%Y-%m-%d}, and an office file cannot hold a "
            "time before 1980. Set the clock, and run the command again. The documents there are were left."
        )


def failed(failures: Failures, total: int) -> DocumentFailed:
    """Give the error that names every document that could not be made."""
    rows = [f"{name}: {why}" for name, why in failures.items()]
    return DocumentFailed.rows(
        f"{len(failures)} of {total} documents could not be made:",
        rows,
        "The others are there. Mend the page, or make it again with insight run, and run this once more.",
    )


def tidy(edition: Edition, wanted: Sequence[Document]) -> list[str]:
    """Take away documents of pages that the edition no longer has; give their names.

    wanted : documents of all pages it has. Other kinds of the same pages stay, and so does the volume.
    """
    home = folder(edition.id)
    known = {home / edition.id, *(document.place.with_suffix("") for document in wanted)}
    gone = [
        path
        for path in sorted(home.rglob("*"))
        if path.suffix.removeprefix(".") in KINDS and path.with_suffix("") not in known
    ]
    for path in gone:
        path.with_name(f".{path.name}.json").unlink(missing_ok=True)
        path.unlink()
    return [str(path.relative_to(home)) for path in gone]


def _tasks(documents: Sequence[Document]) -> list[tuple[Document, ...]]:
    """Give the documents page by page, so that a page is read once for all kinds."""
    return [tuple(some) for _, some in groupby(documents, key=lambda document: document.pages)]


def _done(
    edition: Edition, tasks: Sequence[tuple[Document, ...]], many: int
) -> Iterator[tuple[str, Failures]]:
    if min(many, len(tasks)) <= 1:
        for some in tasks:
            yield some[0].name, _work(edition, some)
        return
    context = multiprocessing.get_context("spawn")  # typst's threads do not live through a fork
    with ProcessPoolExecutor(min(many, len(tasks)), mp_context=context, max_tasks_per_child=AGAIN) as pool:
        doing: dict[Future[Failures], str] = {
            pool.submit(_work, edition, some): some[0].name for some in tasks
        }
        try:
            for done in as_completed(doing):
                yield doing[done], done.result()
        except BrokenProcessPool as error:
            raise DocumentFailed(
                "A process that made documents ended before its time, most often for want of memory. "
                "Run the command again, with fewer --jobs: it makes what is missing."
            ) from error
        finally:
            for waiting in doing:
                waiting.cancel()


def _work(edition: Edition, documents: Sequence[Document]) -> Failures:
    """Make the documents of one page."""
    failures: Failures = {}
    for document in documents:
        document.record.unlink(missing_ok=True)
        document.place.unlink(missing_ok=True)
    try:
        pages = [read(path) for path in documents[0].pages]
    except InsightError as error:
        return {document.name: str(error) for document in documents}
    for document in documents:
        try:
            write(document.place, made(pages, document, edition))
            keep(document, edition)
        except InsightError as error:
            failures[document.name] = str(error)
        except OSError:  # a disk that is full is full for all
            raise
        except Exception:  # a fault of ours costs one document, and keeps its traceback
            failures[document.name] = traceback.format_exc()
    return failures


def made(pages: Sequence[Page], document: Document, edition: Edition) -> bytes:
    """Give the content of one document. Raises DocumentFailed when it cannot be made."""
    from insight.documents import ods, pdf, slides, word, xlsx  # a process of its own loads them

    if document.volume:
        return pdf.volume(pages, edition)
    ways = {
        "pdf": pdf.page_pdf,
        "docx": word.page_docx,
        "pptx": slides.page_pptx,
        "xlsx": xlsx.page_xlsx,
        "ods": ods.page_ods,
    }
    return ways[document.kind](pages[0], edition)
