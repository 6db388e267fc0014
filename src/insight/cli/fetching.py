"""The verb that fetches, and what is said about what came from the web."""

from collections.abc import Sequence
from pathlib import Path

from insight import definitions, findings, store
from insight.cli import options
from insight.cli.app import app
from insight.cli.progress import progress, say, waiting
from insight.definitions import Edition
from insight.fetching import Answer, Fetcher
from insight.fetching.shelf import now
from insight.formats import plural
from insight.writing import alone, sweep


@app.command()
def fetch(
    name: options.Name,
    data: options.Data = None,
    dry_run: options.Dry = False,
    offline: options.Offline = False,
) -> None:
    """Fetch, read, check and store the data of EDITION, and work out its findings.

    insight fetch cvdprevent-june-2024 --data ../shared/data
    """
    edition = definitions.edition(name)
    if dry_run:
        say(*(f"{source}: {definitions.source(source).title}" for source in edition.sources))
        return
    fetched(edition, data, offline)


def fetched(edition: Edition, data: Path | None, offline: bool) -> None:
    """Fetch, check and store an edition's data, work out its findings, and say what came from the web."""
    with Fetcher(offline=offline) as fetcher, progress("Reading sources", len(edition.sources)) as step:
        store.fetch(edition, data, lambda words, done, total: step(words), fetcher, waiting(edition.id))
    say(*of_answers(fetcher))
    findings_of(edition)


def findings_of(edition: Edition) -> None:
    """Work out the findings of an edition, unless they are there."""
    sweep(store.folder(edition.id))
    if findings.made(edition):
        return
    with alone(store.lock(edition.id), waiting(edition.id)):
        if findings.made(edition):
            return
        with progress("Working out findings", len(definitions.audits_of(edition))) as step:
            findings.make(edition, report=step)


def of_answers(fetcher: Fetcher) -> list[str]:
    """Say how many answers were used and how old they are, who stood in, and what has been revised."""
    answers = fetcher.answers
    if not answers:
        return []
    oldest = min(answers, key=lambda answer: answer.version.checked).version
    web = [answer for answer in answers if answer.version.rows is None]
    what = plural(len(answers), "answer")
    age = f"the oldest {oldest.age(now())}, as of {oldest.checked}"
    lines = [f"Offline: {what} from before, {age}."] if fetcher.offline else _online(web)
    tables = [answer for answer in answers if answer not in web]
    if tables and not fetcher.offline:
        rows = sum(answer.version.rows or 0 for answer in tables)
        lines.append(f"{plural(len(tables), 'table')} of a database, {rows:,} rows.")
    instead = sorted({answer.version.through for answer in answers if answer.version.through})
    if instead:
        servers = sorted({"/".join(address.split("/")[:3]) for address in instead})
        lines.append(f"Not the services themselves answered, but {', '.join(servers)} (INSIGHT_STAND_INS).")
    for revision in fetcher.revisions:
        lines += revision.lines()
    return lines


def _online(web: Sequence[Answer]) -> list[str]:
    same = sum(answer.version.fetched != answer.version.checked for answer in web)
    unchanged = f", {same} of them unchanged since an earlier fetch" if same else ""
    return [f"{plural(len(web), 'answer')} from the web{unchanged}."] if web else []
