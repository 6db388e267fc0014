"""An executed notebook made into a page: titled, its code hidden, and the same on every machine."""

import json
import re
from pathlib import Path

from nbformat import NotebookNode

from insight.making.job import Job
from insight.markup import markdown, plain, seen

ADDRESS = re.compile(r"<[^<>]* at 0x[0-9a-f]+>")  # what Python shows for an object it cannot show


def as_page(executed: NotebookNode, job: Job, *, root: Path) -> NotebookNode:
    """Give the page of an executed notebook.

    executed : the notebook as papermill leaves it; it is changed. root : the project's
    folder, whose path is taken out of whatever was printed.

    The title stands in cell 0. Cells that show nothing are hidden whole, the rest lose their
    code. Times, warnings, machine paths and memory addresses are gone, and cell ids count
    from 0, so that two runs give the same bytes.
    """
    _give_title(executed.cells[0], job)
    for number, cell in enumerate(executed.cells):
        cell["id"] = f"cell-{number}"
        tags = [tag for tag in cell.metadata.get("tags", []) if not tag.startswith(("papermill", "for-"))]
        if cell.cell_type == "code":
            cell.outputs = [clean for output in cell.outputs if (clean := _clean(output, str(root)))]
            tags.append("remove-input" if cell.outputs else "remove-cell")
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
    executed.metadata = NotebookNode(
        kernelspec={"name": "python3", "display_name": "Python 3", "language": "python"},
        language_info={"name": "python"},
        myst={"html_meta": {"description": seen(f"{' '.join(job.title.split())}. {job.subtitle}.")}},
    )
    executed.nbformat, executed.nbformat_minor = 4, 5
    return executed


def written(page: NotebookNode) -> str:
    """Give a page as it stands in its file: a notebook of format 4, each cell on a line of its own."""
    cells = ",\n".join(_json(cell) for cell in page.cells)
    rest = _json({name: content for name, content in page.items() if name != "cells"})
    return f'{{"cells": [\n{cells}\n],\n{rest.removeprefix("{")}\n'


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True)


def _give_title(cell: NotebookNode, job: Job) -> None:
    rest = cell.source.strip().partition("\n")[2]
    edition = f'<p class="insight-edition">{plain(job.subtitle)}</p>'
    cell.source = "\n\n".join(part for part in (f"# {markdown(job.title)}", edition, rest.strip()) if part)


def _clean(output: NotebookNode, root: str) -> NotebookNode | None:
    """Give an output fit for a page, or None for one that is not for readers."""
    if output.output_type == "stream":
        return None if output.name == "stderr" else _without(output, root)
    data = output.get("data", {})
    if len(data) > 1:
        data.pop("text/plain", None)  # the same thing said again, for a terminal
    if ADDRESS.search(data.get("text/plain", "")):
        return None
    output.metadata = NotebookNode()
    return _without(output, root)


def _without(output: NotebookNode, root: str) -> NotebookNode:
    if "text" in output:
        output.text = seen(output.text.replace(root, "."))
    for kind, content in output.get("data", {}).items():
        if isinstance(content, str):
            output.data[kind] = seen(content.replace(root, "."))
    return output
