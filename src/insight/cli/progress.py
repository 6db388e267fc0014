"""What a command says while it works: lines, and a bar that shows how far a step has come."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from insight.markup import said


@contextmanager
def progress(words: str, total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal, and nothing anywhere else; give what moves it one step."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns,
        TextColumn("{task.fields[now]}", markup=False),
        console=console,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task(words, total=total, now="")
        yield lambda now: bar.update(task, advance=1, now=said(now))


def waiting(what: str) -> Callable[[], None]:
    """Give what says that another process is at work on the same, before waiting for it."""
    return lambda: say(f"Another run of {what} is at work: waiting for it to end.")


def say(*lines: object) -> None:
    """Print lines, each as it comes, also where nobody sits; what a terminal would obey is spelt out."""
    for line in lines:
        print(said(line), flush=True)
