"""Whether an answer is of the kind that was asked for, and all of it."""

import csv
import json
import re
import zipfile
from pathlib import Path
from typing import Literal

from insight.errors import BadAnswer

Kind = Literal["csv", "json", "workbook", "file"]  # `file`: anything but a web page
UNSAID = {"", "application/octet-stream", "binary/octet-stream", "application/x-download", "text/plain"}
TYPES: dict[Kind, set[str]] = {
    "csv": UNSAID | {"text/csv", "application/csv", "text/tab-separated-values", "application/vnd.ms-excel"},
    "json": UNSAID | {"application/json", "text/json", "application/geo+json", "application/vnd.geo+json"},
    "workbook": UNSAID
    | {
        "application/zip",
        "application/vnd.ms-excel",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.ms-excel.sheet.binary.macroenabled.12",
    },
}
PAGES = ("text/html", "application/xhtml+xml")
WORDS = {"csv": "a table (CSV)", "json": "JSON", "workbook": "a workbook", "file": "a file"}
PAGE = re.compile(  # what may be passed over is never gone back into (*+)
    rb"\s*+(?:<!--(?:(?!-->).)*+-->\s*+)*+<(!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
TITLE = re.compile(r"<title(?=[\s>])[^<>]*>(?P<words>[^<]*(?:<(?!/?title)[^<]*)*)</title>", re.IGNORECASE)
HEAD = 64 * 1024  # bytes looked at to tell what an answer is
OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"  # XLS, which has no list of its parts at its end


class CutOff(Exception):  # caught here in the room: it is tried again
    """An answer ends before it is complete."""


def refuse_type(address: str, content_type: str | None, kind: Kind) -> None:
    """Refuse an answer whose declared type is another than was asked for, before it is read."""
    declared, allowed = _declared(content_type), TYPES.get(kind)
    if declared in PAGES:
        return  # told better once the page's title is known
    if (
        allowed is not None
        and declared not in allowed
        and not (kind == "json" and declared.endswith("+json"))
    ):
        raise BadAnswer(
            f"{address} sent {declared!r} where {WORDS[kind]} was asked for. The service has changed what "
            "it gives there: look at the address in a browser, then mend it in params/sources. Nothing was "
            "kept."
        )


def check(path: Path, address: str, content_type: str | None, kind: Kind) -> None:
    """Refuse an answer that is a web page, or no such file; raise CutOff for one that is not all there."""
    with path.open("rb") as file:
        start = file.read(HEAD)
        raw = start + file.read() if kind in ("csv", "json") else b""
    if _declared(content_type) in PAGES or PAGE.match(start.removeprefix(b"\xef\xbb\xbf")):
        raise BadAnswer(
            f"{address} sent a web page{_titled(start)} where {WORDS[kind]} was asked for. Services do this "
            "when they are down for repair or have moved: look at the address in a browser, and fetch again "
            "later. Nothing was kept."
        )
    if not start.strip() and kind != "file":
        raise CutOff("nothing came")
    if kind == "csv":
        _csv(raw)
    elif kind == "json":
        _json(raw)
    elif kind == "workbook":
        _workbook(path, start, address)


def _declared(content_type: str | None) -> str:
    """Give a declared type without what follows it, such as the letters it is written in; '' for none."""
    return (content_type or "").split(";")[0].strip().lower()


def _titled(start: bytes) -> str:
    found = TITLE.search(start.decode("utf-8", "replace"))
    words = " ".join(re.sub(r"<[^<>]*>", " ", found["words"]).split()) if found else ""
    printable = "".join(letter for letter in words if letter.isprintable())[:80]
    return f" ({printable!r})" if printable else ""


def _csv(raw: bytes) -> None:
    """Tell a table that was cut off: a quote that is never closed, or a short last row without its end."""
    if raw.count(b'"') % 2:
        raise CutOff("a quoted cell is never closed")
    if not raw or raw.endswith((b"\n", b"\r", b"\n\0")):
        return
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return  # of another encoding: whoever reads it says so
    first, last = text[: text.find("\n")], text[text.rfind("\n") + 1 :]
    delimiter = max(",;\t|", key=first.count)
    try:
        header, ending = (next(csv.reader([line], delimiter=delimiter), []) for line in (first, last))
    except csv.Error:
        return  # whoever reads it says what is wrong
    if len(ending) < len(header) and last != first:
        raise CutOff(f"its last row has {len(ending)} cells of {len(header)}, and no end of line")


def _json(raw: bytes) -> None:
    try:
        json.loads(raw)
    except UnicodeDecodeError as error:
        raise CutOff(f"it is not UTF-8 text from byte {error.start} on") from error
    except ValueError as error:
        raise CutOff(f"its JSON does not close ({error})") from error
    except RecursionError as error:
        raise CutOff("its JSON is nested too deeply to be read") from error


def _workbook(path: Path, start: bytes, address: str) -> None:
    if start.startswith(OLD_WORKBOOK):
        return
    if not start.startswith(b"PK"):
        raise BadAnswer(
            f"{address} sent something that is no workbook. Look at the address in a browser, then mend it, "
            "or the 'kind', in params/sources. Nothing was kept."
        )
    try:
        with zipfile.ZipFile(path) as parts:
            parts.infolist()
    except zipfile.BadZipFile as error:
        raise CutOff(f"the workbook has no end ({error})") from error
