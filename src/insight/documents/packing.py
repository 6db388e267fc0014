"""Office files with the same bytes each time: they are archives, whose entries are dated."""

import io
import re
from datetime import UTC, datetime
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

OLDEST = (1980, 1, 1, 0, 0, 0)  # the first time that an archive can hold
DATED = re.compile(
    rb"(<(dcterms:created|dcterms:modified|meta:creation-date|dc:date)\b[^>]*>)[^<]*(</\2>)",
)
WITHIN = (".xlsx",)  # archives inside archives


def settled(content: bytes, clock: int) -> bytes:
    """Give an office file with every time in it set. clock : seconds since 1970.

    The entries keep their order; one called mimetype stays first and as it is, as OpenDocument asks.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(made, "w") as new:
        for entry in old.infolist():
            held = _dated(entry.filename, old.read(entry), clock)
            info = ZipInfo(entry.filename, OLDEST)
            info.compress_type = ZIP_STORED if entry.filename == "mimetype" else ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            new.writestr(info, held)
    return made.getvalue()


def _dated(name: str, held: bytes, clock: int) -> bytes:
    if name.endswith(WITHIN):
        return settled(held, clock)
    if name in ("docProps/core.xml", "meta.xml"):
        time = datetime.fromtimestamp(clock, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return DATED.sub(lambda found: found[1] + time + found[3], held)
    return held
