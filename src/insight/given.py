"""Documents that a person gives in a folder of their own, each known by its title, not its file's name."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from insight import paths
from insight.errors import BadData, MissingInput

HEAD = 3000  # letters in which a document says its title
TAG = re.compile(r"<[^<>]*>")


def files(folder: str | Path, kinds: Collection[str]) -> list[Path]:
    """Give the files of some kinds in a folder, by name; none where no folder is named.

    folder : from the project's own folder on where it is no whole path. kinds : endings, such as .txt.
    Hidden files, and those that programs keep beside an open one, are passed over. Raises MissingInput for a
    folder that is not there.
    """
    if not str(folder):
        return []
    home = (paths.root() / folder).resolve()
    if not home.is_dir():
        raise MissingInput(
            f"There is no folder {home} to read your own documents from. Name the one that holds them, or "
            "none for pages without their words."
        )
    found = (path for path in sorted(home.iterdir()) if path.is_file() and path.name[0] not in ".~")
    return [path for path in found if path.suffix.lower() in kinds]


def text(path: Path) -> str:
    """Give a file's text: UTF-8, UTF-16 where it says so, or Windows' own letters.

    Raises BadData for a file that is no text.
    """
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in raw:
            raise BadData(
                f"{path.name} is not text, though its name says so. Save it again as text, CSV or HTML."
            ) from error
    return raw.decode("cp1252", errors="replace")


def is_titled(words: str, titles: Iterable[str]) -> bool:
    """Tell whether a document says one of some titles where titles stand.

    >>> is_titled("<h1>Our <b>first</b> report</h1> and more", ["Our first report"])
    True
    """
    head = plain(TAG.sub(" ", words[:HEAD]))
    return any(plain(title) in head for title in titles)


def plain(words: str) -> str:
    """Give words as they are compared: small letters, figures and &, one blank between them.

    >>> plain("Commissioners & suppliers:")
    'commissioners & suppliers'
    """
    return " ".join(re.findall(r"[a-z0-9&]+", words.casefold()))


def one_each(found: Iterable[tuple[str, Path]]) -> dict[str, Path]:
    """Give the file of each title. Raises BadData, with every file, for titles that several have."""
    by_title: dict[str, list[Path]] = {}
    for title, path in found:
        by_title.setdefault(title, []).append(path)
    twice = {title: some for title, some in by_title.items() if len(some) > 1}
    if twice:
        raise BadData.rows(
            "It cannot be told which of several documents of one title is meant:",
            [f"“{title}”: {', '.join(path.name for path in some)}" for title, some in twice.items()],
            f"Leave one of each in {next(iter(twice.values()))[0].parent}. Nothing was read.",
        )
    return {title: some[0] for title, some in by_title.items()}
