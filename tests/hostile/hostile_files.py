"""Hostile files, names and values, each tried where the product takes it, and where nothing guards it.

A function of the name corpus.yml gives takes a folder; it gives `guarded` and `unguarded`. The first must
come to nothing: it gives None, or what went wrong. The second must do harm, and tells whether it did.
"""

import ast
import json
import pickle
import re
import resource
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import nbformat
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from lxml import etree
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from python_calamine import CalamineWorkbook
from ruamel.yaml import YAML

import miniature
import workbooks
from hostile.corpus import CANARY
from hostile.detectors import of_html
from insight import definitions, paths, run
from insight.archives import MOST
from insight.definitions import Source, strict
from insight.errors import InsightError
from insight.making import Job
from insight.making.page import as_page, written
from insight.recommendations import reading
from insight.review import comparing, side_by_side
from insight.sessions import forms
from insight.sources import parquet, spreadsheet

HOME = Path(__file__).parents[2]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LAUGHS = 7  # entities, each ten of the one before
MEMORY = 2 * 2**30


class Tried(NamedTuple):
    """What the product does with a hostile file, and what happens where nothing guards."""

    guarded: Callable[[], str | None]
    unguarded: Callable[[], bool]


def refused(action: Callable[[], object]) -> str | None:
    """Give what is wrong with how something was refused: None when it was, by a paragraph."""
    try:
        action()
    except InsightError as error:
        return None if len(str(error)) < 2000 else "a message as long as a book"
    return "it was not refused"


def path_upwards(folder: Path) -> Tried:
    (folder / "data").mkdir()
    (folder / "secret.csv").write_text(CANARY)
    name = "../secret.csv"
    return Tried(
        lambda: refused(lambda: paths.inside(name, folder / "data", where="a source")),
        lambda: CANARY in (folder / "data" / name).read_text(),
    )


def path_whole(folder: Path) -> Tried:
    secret = folder / "secret.csv"
    secret.write_text(CANARY)
    return Tried(
        lambda: refused(lambda: paths.inside(str(secret), folder / "data", where="a source")),
        lambda: CANARY in (folder / "data" / str(secret)).read_text(),
    )


def path_parameter(folder: Path) -> Tried:
    edition = definitions.edition("demo")
    code = "../../../../escaped"
    place = lambda: (paths.build() / "demo" / "book" / "reports" / "icb_board" / f"{code}.ipynb").resolve()  # noqa: E731
    return Tried(
        lambda: refused(lambda: run.one(edition, "icb_board", {"icb": code})),
        lambda: not place().is_relative_to(paths.build() / "demo" / "book"),
    )


def path_dots(folder: Path) -> Tried:
    text = (HOME / "params" / "editions" / "demo.yml").read_text()
    (folder / "...yml").write_text(text)
    return Tried(
        lambda: refused(lambda: definitions.edition(folder / "...yml")),
        lambda: (paths.build() / (folder / "...yml").stem).resolve() == paths.root(),
    )


def _yaml(folder: Path, text: str, harm: Callable[[object], bool]) -> Tried:
    path = folder / "a.yml"
    path.write_text(text)
    ran = folder / "ran"

    def guarded() -> str | None:
        wrong = refused(lambda: strict.read(path))
        return wrong or ("it ran" if ran.exists() else None)

    return Tried(guarded, lambda: harm(YAML(typ="unsafe").load(text)) or ran.exists())


def yaml_object(folder: Path) -> Tried:
    made = folder / "ran"
    return _yaml(folder, f"a: !!python/object/apply:os.mkdir [{str(made)!r}]\n", lambda found: made.exists())


def yaml_module(folder: Path) -> Tried:
    return _yaml(folder, "a: !!python/name:os.system\n", lambda found: callable(found["a"]))


def yaml_aliases(folder: Path) -> Tried:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, LAUGHS - 1)]
    text = "\n".join(lines)
    tried = _yaml(
        folder, "\n".join([*lines, f"b: [{', '.join([f'*a{LAUGHS - 2}'] * 100)}]"]), lambda found: True
    )
    grown = lambda: len(json.dumps(YAML(typ="safe", pure=True).load(text))) > 1000 * len(text)  # noqa: E731
    return Tried(tried.guarded, grown)


def yaml_deep(folder: Path) -> Tried:
    text = f"a: {'[' * 3000}{']' * 3000}\n"
    (folder / "a.yml").write_text(text)

    def unguarded() -> bool:
        with pytest.raises(RecursionError):
            YAML(typ="safe", pure=True).load(text)
        return True

    return Tried(lambda: refused(lambda: strict.read(folder / "a.yml")), unguarded)


def _source() -> Source:
    about = definitions.source(next(iter(definitions.sources())))
    return about.model_copy(update={"read": about.read.model_copy(update={"sheet": None, "header": 1})})


def zip_bomb_workbook(folder: Path) -> Tried:
    path = folder / "a.xlsx"
    workbooks.xlsx(path, {"One": [["a"]]})
    block = b"0" * 2**20
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/worksheets/sheet2.xml", "w") as part,
    ):
        for _ in range(MOST // len(block) + 1):
            part.write(block)
    size = sum(entry.file_size for entry in zipfile.ZipFile(path).infolist())
    return Tried(
        lambda: refused(lambda: spreadsheet.read(path, _source())),
        lambda: size > MOST and path.stat().st_size < size / 100,
    )


def zip_lying_form(folder: Path) -> Tried:
    path, content = folder / "form.xlsx", b"0" * 5_000_000
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", content)
    raw, true = bytearray(path.read_bytes()), struct.pack("<I", len(content))
    while (at := raw.find(true)) >= 0:
        raw[at : at + 4] = struct.pack("<I", 100)
    path.write_bytes(raw)
    says = zipfile.ZipFile(path).infolist()[0].file_size
    held = bytes(raw)[30 + len("xl/workbook.xml") :]
    return Tried(
        lambda: refused(lambda: forms.returned(path, "QWO")),
        lambda: len(zlib.decompressobj(-15).decompress(held)) > 1000 * says,
    )


def _document(folder: Path, doctype: str, words: str) -> tuple[Path, bytes]:
    """Write a Word document whose only table says words, under a document type of its own."""
    cells = "".join(
        f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>" for cell in ("1", words, "Trusts", "Done.")
    )
    heads = "".join(
        f"<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>"
        for cell in ("No.", "Recommendation", "Target audience", "Action taken")
    )
    body = f"<w:tbl><w:tr>{heads}</w:tr><w:tr>{cells}</w:tr></w:tbl>"
    text = f'<?xml version="1.0"?>{doctype}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    path = folder / "a.docx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", text)
    return path, text.encode()


def _open(text: bytes) -> str:
    careless = etree.XMLParser(resolve_entities=True, load_dtd=True, no_network=False, huge_tree=True)
    return "".join(etree.fromstring(text, careless).itertext())


def _read(path: Path, told: Callable[[str], bool]) -> str | None:
    """Read a document as pages do; give what it told that it should not."""
    try:
        found = reading.read(path)
    except InsightError:
        return None
    said = found.text + repr(found.table)
    return "it told too much" if told(said) else None


def xml_bomb_document(folder: Path) -> Tried:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, LAUGHS))
    path, text = _document(folder, f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}]>', f"Do &l{LAUGHS - 1}; well.")
    return Tried(
        lambda: _read(path, lambda said: len(said) > 10_000),
        lambda: len("".join(ElementTree.fromstring(text).itertext())) > 10**6,
    )


def xml_reads_a_file(folder: Path) -> Tried:
    (folder / "canary.txt").write_text(CANARY)
    way = (folder / "canary.txt").as_uri()
    path, text = _document(folder, f'<!DOCTYPE x [<!ENTITY c SYSTEM "{way}">]>', "Do &c; well.")
    return Tried(lambda: _read(path, lambda said: CANARY in said), lambda: CANARY in _open(text))


READS = """
import sys
from python_calamine import CalamineWorkbook
CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python(skip_empty_area=False)
"""


def far_cell_workbook(folder: Path) -> Tried:
    path = folder / "a.xlsx"
    workbooks.xlsx(path, {"One": [["a"], ["b"]]})
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = re.sub(rb'r="A2"', b'r="XFD1048576"', parts[sheet]).replace(
        b'<row r="2"', b'<row r="1048576"'
    )
    with zipfile.ZipFile(path, "w") as packed:
        for name, held in parts.items():
            packed.writestr(name, held)

    def unguarded() -> bool:
        limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))  # noqa: E731
        command = [sys.executable, "-c", READS, str(path)]
        return subprocess.run(command, preexec_fn=limit, capture_output=True, check=False).returncode != 0

    assert CalamineWorkbook.from_path(path).sheet_names == ["One"]
    return Tried(lambda: refused(lambda: spreadsheet.read(path, _source())), unguarded)


class Runs:
    """What makes a folder when it is unpickled."""

    def __init__(self, place: Path):
        self.place = str(place)

    def __reduce__(self):
        import os

        return os.mkdir, (self.place,)


def _pickled(folder: Path, schema: Callable[[bytes], pa.Schema]) -> Tried:
    ran = folder / "ran"
    held = pickle.dumps(Runs(ran))
    path = folder / "a.parquet"
    pq.write_table(pa.table([pa.array(["QWO"])], schema=schema(held)), path)

    def guarded() -> str | None:
        grid = parquet.read(path, _source())
        wrong = None if grid.cells.to_numpy().tolist() == [["area"], ["QWO"]] else "it was read otherwise"
        return "it ran" if ran.exists() else wrong

    def unguarded() -> bool:
        found = pq.read_schema(path)
        about = {**(found.metadata or {}), **(found.field(0).metadata or {})}
        pickle.loads(next(value for value in about.values() if value.startswith(b"\x80")))
        return ran.exists()

    return Tried(guarded, unguarded)


def pickle_in_metadata(folder: Path) -> Tried:
    return _pickled(
        folder, lambda held: pa.schema([pa.field("area", pa.string())], metadata={"pandas_": held})
    )


def pickle_in_extension(folder: Path) -> Tried:
    name = {"ARROW:extension:name": "arrow.py_extension_type"}
    return _pickled(
        folder,
        lambda held: pa.schema(
            [pa.field("area", pa.string(), metadata=name | {"ARROW:extension:metadata": held})]
        ),
    )


def notebook_parameter(folder: Path) -> Tried:
    ran = folder / "ran"
    value = f'QWO"\nimport os; os.mkdir({str(ran)!r})\nx = "\\'
    path = folder / "n.ipynb"
    path.write_text(json.dumps(miniature.notebook("# N", 'icb = "QWO"')))

    def guarded() -> str | None:
        names: dict = {}
        for cell in parameterize_notebook(load_notebook_node(str(path)), {"icb": value}).cells[1:]:
            for line in ast.parse(cell.source).body:
                if not (isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant)):
                    return f"a line that is no value: {ast.unparse(line)}"
            exec(cell.source, names)
        return "it ran" if ran.exists() else None if names["icb"] == value else "it is another value"

    def unguarded() -> bool:
        exec(f'icb = "{value}\\"', {})
        return ran.exists()

    return Tried(guarded, unguarded)


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.__ran=1"><desc>{}</desc><script>1</script></svg>'
)


FIGURE = """<figure class="insight-figure insight-trend">{}<figcaption>x</figcaption></figure>
<table><caption>x</caption><tbody><tr><th>a</th><td>&lt;b onclick=1&gt;{}</td></tr></tbody></table>"""


def notebook_outputs(folder: Path) -> Tried:
    """Tell what a comparison shows of a finished page that somebody sent."""
    made = []
    for name in ("old", "new"):
        shown = FIGURE.format(DRAWING.format(name), name)
        output = nbformat.v4.new_output("execute_result", {"text/html": shown})
        cells = [nbformat.v4.new_markdown_cell("# N"), nbformat.v4.new_code_cell("x", outputs=[output])]
        path = folder / name / "board" / "qwo.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        made.append(path)

    def guarded() -> str | None:
        page = side_by_side.as_html(comparing.compare(*made))
        assert "default-src 'none'" in page
        return "; ".join(of_html(page)) or None if "old" in page else "nothing was compared"

    return Tried(guarded, lambda: bool(of_html(DRAWING)))


def notebook_metadata(folder: Path) -> Tried:
    hostile = {
        "title": "<script>1</script>",
        "kernelspec": {"name": "x", "display_name": "x", "argv": ["sh"]},
        "widgets": {"a": "<b>"},
    }
    executed = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# N")], metadata=hostile)
    kept = json.dumps(executed.metadata)
    job = Job(
        report="b",
        report_title="B",
        name="n",
        title="T",
        subtitle="S",
        notebook=folder,
        page=folder,
        draft=folder,
    )

    def guarded() -> str | None:
        page = written(as_page(executed, job, root=folder))
        nbformat.reads(page, as_version=4)
        return next((word for word in ("<script", "argv", "widgets") if word in page), None)

    return Tried(guarded, lambda: "<script" in kept and "argv" in kept)
