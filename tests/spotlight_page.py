"""The pages of the spotlight notebook, made of an invented spotlight: what each of its cells shows."""

import ast

import nbformat

from insight import paths, spotlights


def shown(monkeypatch, page: spotlights.Spotlight, theme: str = "cardiovascular") -> list[tuple[str, str]]:
    """Run every cell of the notebook on a spotlight; give each cell's source with the HTML it shows."""
    monkeypatch.setattr(spotlights, "load", lambda edition, *, theme: page)
    names: dict = {}
    found = []
    for cell in nbformat.read(paths.notebooks() / "inequality_spotlight.ipynb", as_version=4).cells:
        html = cell.source if cell.cell_type == "markdown" else _run(cell.source, names)
        found.append((cell.source, html))
        if "parameters" in cell.metadata.get("tags", []):
            names["theme"] = theme
    return found


def text(cells: list[tuple[str, str]], call: str) -> str:
    """Give what the cells that begin with a call show."""
    return "\n".join(html for source, html in cells if source.startswith(call))


def _run(source: str, names: dict) -> str:
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)._repr_html_() if last else ""
