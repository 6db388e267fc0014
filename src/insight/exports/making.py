"""An edition's data written in one folder, which appears whole or not at all."""

import io
import json
import os
import shutil
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from insight import definitions, findings, paths
from insight.definitions import Edition
from insight.documents.packing import OLDEST
from insight.exports import dictionary, rows, tables
from insight.exports.fields import TABLES
from insight.exports.made_up import mark
from insight.exports.package import DESCRIPTION, SCHEMA, as_json, described, schema
from insight.exports.workbooks import workbook
from insight.exports.writing import as_csv, as_parquet
from insight.markup import slug
from insight.writing import DRAFT, alone, sweep, write

RECORD = "data.json"  # beside the folder: what the data were made from, and each file with its digest
LIBRARIES = ("pandas", "pyarrow", "xlsxwriter", "odfdo")
BEFORE = "data.before"  # the last data, while the new ones take their place
ROOMS = ("exports", "documents", "formats")  # whose code shapes the files, as these do:
FILES = ("markup.py",)
Files = dict[str, bytes]


def folder(edition: str) -> Path:
    """Give where the data of an edition are put."""
    return paths.build() / edition / "data"


def files(edition: str) -> dict[str, str]:
    """Give the data files of an edition that are there, each with the digest it was written with."""
    try:
        return json.loads((folder(edition).parent / RECORD).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError):
        return {}


def current(edition: Edition) -> bool:
    """Tell whether the data are those that would be written now."""
    try:
        told = json.loads((folder(edition.id).parent / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    home = folder(edition.id)
    there = told["files"] and all((home / name).is_file() for name in told["files"])
    return bool(there) and told["made_from"] == _made_from(edition)


def make(
    edition: Edition,
    *,
    report: Callable[[str], None] = lambda part: None,
    wait: Callable[[], None] = lambda: None,
) -> Path:
    """Write the data of an edition: tables, their dictionary, a workbook for each topic; give their folder.

    report : told the name of each part that is done. wait : called when others make pages, a book or
    data of this edition, before waiting for them. The same findings give the same bytes.

    Raises MissingInput when nothing has been fetched, SmallNumbersTold when a finding that is
    withheld has a number; what was there before stands until the new data are whole.
    """
    with alone(paths.work_lock(edition.id), wait):
        _recover(folder(edition.id))
        findings.make(edition)
        if not current(edition):
            _put(edition, *_made(edition, report))
    return folder(edition.id)


def _made(edition: Edition, report: Callable[[str], None]) -> tuple[str, Files]:
    """Give what the data are made from, and every file of them."""
    made_from = _made_from(edition)
    end, held = mark(edition), tables_of(edition)
    report("tables")
    data = _tables(held, end)
    kinds = {path: path.split("/")[-1].split(".")[0].removesuffix(end) for path in data}
    for icb, own in _by_icb(held).items():
        parts = {f"icb/{slug(icb)}{end}.{ending}": content for ending, content in own.items()}
        kinds |= dict.fromkeys(parts, "findings")
        data |= parts
    report("boards")
    about = {
        DESCRIPTION: described(edition, map(definitions.source, edition.sources), data, kinds),
        f"dictionary{end}.csv": dictionary.as_csv(),
        SCHEMA: as_json(schema("findings", alone=True)),
    }
    books = _books(edition, held, end, report)
    packed = {f"insight-{edition.id}-data{end}.zip": _zipped(about | data)}
    return made_from, about | data | books | packed


def tables_of(edition: Edition) -> dict[str, pd.DataFrame]:
    """Give the tables of an edition's data by name, with the columns of TABLES and no withheld figure.

    Raises MissingInput and SmallNumbersTold as `make` does.
    """
    found, reasons = rows.table(edition)
    return {
        "findings": found,
        "metrics": tables.metrics(edition, found),
        "areas": tables.areas(edition, found),
        "sources": tables.sources(edition),
        "reasons": reasons,
    }


def _tables(held: dict[str, pd.DataFrame], end: str) -> Files:
    made: Files = {}
    for name, table in held.items():
        made[f"{name}{end}.csv"] = as_csv(table, TABLES[name])
        made[f"{name}{end}.parquet"] = as_parquet(table, TABLES[name])
    return made


def _by_icb(held: dict[str, pd.DataFrame]) -> dict[str, Files]:
    """Give the findings of each ICB and of the trusts within it."""
    of, places = held["findings"], held["areas"]
    boards = of.loc[of["area_type"] == "icb", "area"].unique()
    parent = places.set_index("area")["parent"]
    own = of["area"].where(of["area_type"] == "icb", of["area"].map(parent))
    return {
        icb: {"csv": as_csv(part, TABLES["findings"]), "parquet": as_parquet(part, TABLES["findings"])}
        for icb, part in of.groupby(own, sort=True)
        if icb in set(boards)
    }


def _books(edition: Edition, held: dict[str, pd.DataFrame], end: str, report: Callable[[str], None]) -> Files:
    """Give a workbook for each topic that anything was found about, for both kinds of program."""
    from insight.documents.ods import book_ods
    from insight.documents.xlsx import book_xlsx

    made: Files = {}
    of_audit = dict(list(held["findings"].groupby("audit", sort=False)))
    for audit in definitions.audits_of(edition):
        if audit.id in of_audit:
            told = workbook(audit, edition, held, of_audit[audit.id])
            made[f"topics/{slug(audit.id)}{end}.ods"] = book_ods(told, edition)
            made[f"topics/{slug(audit.id)}{end}.xlsx"] = book_xlsx(told, edition)
        report(audit.id)
    return made


def _zipped(wanted: Files) -> bytes:
    """Give files in one archive, with the same bytes each time."""
    made = io.BytesIO()
    with ZipFile(made, "w") as pack:
        for name, content in wanted.items():
            entry = ZipInfo(name, OLDEST)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            pack.writestr(entry, content)
    return made.getvalue()


def _put(edition: Edition, made_from: str, wanted: Files) -> None:
    """Write all files beside their place, then move them there together; the record of them comes last."""
    home = folder(edition.id)
    draft, before = home.with_name(f"{home.name}{DRAFT}{os.getpid()}"), home.with_name(BEFORE)
    record = home.parent / RECORD
    try:
        for name, content in wanted.items():
            (draft / name).parent.mkdir(parents=True, exist_ok=True)
            (draft / name).write_bytes(content)
        record.unlink(missing_ok=True)
        if home.exists():
            home.replace(before)
        draft.replace(home)
        digests = {name: sha256(content).hexdigest() for name, content in sorted(wanted.items())}
        write(record, json.dumps({"made_from": made_from, "files": digests}, indent=1))
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _recover(home)


def _recover(home: Path) -> None:
    """Clear away after a writing that was cut short; the last data come back, if they were moved away."""
    before = home.with_name(BEFORE)
    if before.is_dir() and not home.exists():
        before.replace(home)
    shutil.rmtree(before, ignore_errors=True)
    sweep(home.parent)


def _made_from(edition: Edition) -> str:
    known = [definitions.source(name).model_dump(mode="json") for name in edition.sources]
    held = [findings.Slices(edition.id).digest(), edition.model_dump(mode="json"), known, _code()]
    return sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()


@cache
def _code() -> str:
    """Give a digest of the code and the libraries that write data."""
    found = sha256(str([(name, metadata.version(name)) for name in LIBRARIES]).encode())
    home = Path(__file__).parents[1]
    found_in = [path for room in ROOMS for path in (home / room).glob("*.py")]
    for path in sorted([*(home / name for name in FILES), *found_in]):
        found.update(f"{path.relative_to(home)} ".encode() + path.read_bytes())
    return found.hexdigest()
