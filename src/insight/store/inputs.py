"""The files that sources and population facts name: found below the data folder, and the right ones."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from insight import areas, definitions, paths, places, sources
from insight.definitions import Source
from insight.definitions.population import Residents
from insight.definitions.source import File
from insight.errors import MissingInput, WrongChecksum
from insight.fetching import Fetcher, Kind
from insight.places import Place
from insight.sources import Input

SENT_AS: dict[str, Kind] = {"delimited": "csv", "spreadsheet": "workbook"}


def found(source: Source, data: Path | None, fetcher: Fetcher) -> list[Input]:
    """Give a source's files, each of the right checksum: below the data folder, or fetched from the web."""
    if not sources.needs_files(source):
        return []
    if sources.is_live(source):
        return sources.ask(source, fetcher)
    link = f" The publisher's page is {source.link}." if source.link else ""
    where, whose = f"params/sources/{source.id}.yml", f"The source {source.id}"
    sent_as = SENT_AS.get(source.kind, "file")
    at = below(source.files, data, where, whose, fetcher=fetcher, sent_as=sent_as, link=link)
    return [Input(place, file.path) for place, file in zip(at, source.files, strict=True)]


def understood() -> int:
    """Read what every source and register asks, fetching nothing; count the registers."""
    for source in definitions.sources().values():
        sources.understand(source)
    registers = definitions.registers()
    for register in registers.values():
        sources.understand(register)
    return len(registers)


def below(
    files: Sequence[File | Residents],
    data: Path | None,
    where: str,
    whose: str,
    *,
    fetcher: Fetcher,
    sent_as: Kind = "csv",
    link: str = "",
) -> list[Place]:
    """Give files below the data folder or at URLs, or refuse what is missing or of another checksum.

    What stands at an address of the web is fetched, and is then a file of this machine.
    """
    away = {
        file.path: fetcher.get(file.path, sent_as, sha256=file.sha256).path
        for file in files
        if places.is_web(file.path)
    }
    at = iter(_here([file for file in files if file.path not in away], data, where, whose, link))
    return [away[file.path] if file.path in away else next(at) for file in files]


def _here(
    files: Sequence[File | Residents], data: Path | None, where: str, whose: str, link: str
) -> list[Place]:
    if data is None and not all(places.is_url(file.path) for file in files):
        raise MissingInput(f"{whose} is read from files. Say which folder they lie in with --data DIR.")
    found = [places.place(file.path, data, where=where) for file in files]
    missing = [file.path for file, at in zip(files, found, strict=True) if not places.exists(at)]
    if missing:
        raise MissingInput.rows(
            f"{whose} needs files that are not below {data}:",
            missing,
            f"Put them there, or mend 'files' in {where}.{link}",
        )
    for file, at in zip(files, found, strict=True):
        _is_the_file(at, file.path, file.sha256, where)
    return found


def found_shares(source: Source, data: Path | None) -> Path | None:
    """Give the file of shares by which a source spreads its trusts, if it does, of the right checksum."""
    spread = source.shares
    if spread is None or spread.file is None:
        return None
    where = f"params/sources/{source.id}.yml"
    needed = f"The source {source.id} spreads its trusts by the file of shares {spread.file}."
    if data is None:
        raise MissingInput(f"{needed} Say which folder it lies in with --data DIR.")
    path = paths.inside(spread.file, data, where=where)
    if not path.is_file():
        raise MissingInput(f"{needed} It is not below {data}. Put it there, or mend 'roll_up' in {where}.")
    _is_the_file(path, spread.file, spread.sha256, where)
    return path


def read_shares(source: Source, path: Path) -> pd.DataFrame:
    """Read the shares by which a source spreads its trusts."""
    spread = source.roll_up["trust"]
    names = (spread.columns.trust, spread.columns.icb, spread.columns.share)
    return areas.read_shares(path, names=names, on=spread.on)


def _is_the_file(path: Place, name: str, expected: str | None, where: str) -> None:
    digest = sources.digest(path)
    if expected is not None and digest != expected.lower():
        raise WrongChecksum(
            f"{name} is not the file that {where} describes: its SHA-256 is {digest}, and "
            f"{expected} was expected. Fetch the file again. If its publisher has replaced it, check "
            "what has changed, then write the new sum and publication date there. Nothing was stored."
        )
