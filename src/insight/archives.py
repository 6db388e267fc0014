"""Archives that people hand over, such as Word documents: none may unpack without bound."""

import zipfile
import zlib
from pathlib import Path

from insight.errors import BadData

MOST = 512 * 2**20  # bytes that all parts of an archive may unpack to; the largest real ones have a tenth
PARTS = 10_000  # that an archive may hold
BLOCK = 2**20
DAMAGED = (zipfile.BadZipFile, EOFError, ValueError, OSError, zlib.error)


def refuse_bomb(path: Path) -> None:
    """Refuse an archive that unpacks to more than `MOST`, or to more than it says.

    path : any file; one that is no archive, or is damaged otherwise, is left to its own reader. Each part is
    unpacked once, a block at a time, and kept nowhere. Raises BadData.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError):
        return
    with archive as packed:
        parts = packed.infolist()
        if len(parts) > PARTS or sum(part.file_size for part in parts) > MOST:
            raise BadData(
                f"{path.name} would unpack to more than {MOST // 2**20:,} MiB or {PARTS:,} parts, which no "
                "workbook or document of ours does. Do not open it: ask whoever sent it what it is. Nothing "
                "was read."
            )
        for part in parts:
            try:
                with packed.open(part) as unpacked:
                    while unpacked.read(BLOCK):  # to its end, where its size and its sum are checked
                        pass
            except RuntimeError:  # locked, or packed in a way that is not known here: its reader will say so
                continue
            except DAMAGED as error:
                raise BadData(
                    f"{path.name} holds a part, {part.filename!r}, that does not unpack to what it says "
                    f"({error}). Open it in the program it came from and save it again. Nothing was read."
                ) from error
