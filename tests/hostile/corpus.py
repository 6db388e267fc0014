"""The hundred hostile inputs of corpus.yml, each with a mark of its own."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from ruamel.yaml import YAML

RESULT = "55433"  # what 7919*7 comes to: it is on no page unless something worked it out
CANARY = "canary-7391"  # what canary.txt holds
AWAY = "evil.invalid"
SHORT = 40  # letters of a text in the name of a test


class Entry(NamedTuple):
    """One hostile input. Its text, or the function of hostile_files that makes it as a file or a name."""

    mark: str
    family: str
    name: str
    place: str
    text: str
    file: str


@cache
def entries() -> tuple[Entry, ...]:
    """Give all of them, in order."""
    written = YAML(typ="safe", pure=True).load((Path(__file__).parent / "corpus.yml").read_text("utf-8"))
    found = [(family, name, about) for family, some in written.items() for name, about in some.items()]
    return tuple(
        Entry(
            f"zq{number:03}",
            family,
            name,
            about["place"],
            about.get("text", "").replace("ZQ", f"zq{number:03}"),
            about.get("file", ""),
        )
        for number, (family, name, about) in enumerate(found, 1)
    )


def texts() -> tuple[Entry, ...]:
    """Give those that are words, and can stand wherever words can."""
    return tuple(entry for entry in entries() if entry.text)


def files() -> tuple[Entry, ...]:
    """Give those that are files, names or values."""
    return tuple(entry for entry in entries() if entry.file)


def families() -> list[str]:
    """Give the families, in order."""
    return list(dict.fromkeys(entry.family for entry in entries()))
