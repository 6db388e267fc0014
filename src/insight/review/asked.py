"""What a reader asks a page to be made with: found, understood, or refused."""

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from insight import paths
from insight.errors import BadValue, MissingInput, UnknownName
from insight.making import declared
from insight.pages import Page

KINDS = {int: "a whole number", float: "a number", bool: "True or False", str: "text", list: "a list",
         tuple: "a list", dict: "names and values"}  # fmt: skip
ALWAYS = ("icb", "audit", "edition")  # what says which page it is
TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def page_named(name: str | Path) -> Path:
    """Give the file of a finished page: a path, or a name as `insight list` shows it.

    The edition may stand before it (demo/icb_insight/qwo), and must where two editions have made a page
    of that name. The part `-synthetic` may be left out. Raises MissingInput where there is no such page.
    """
    path = Path(name)
    if path.suffix == ".ipynb":
        if path.is_file():
            return path
        raise MissingInput(f"There is no page {path}. `insight list EDITION` lists the pages of an edition.")
    words = str(name).strip("/").split("/")
    edition, report, own = [*["*"] * (3 - len(words)), *words][-3:]
    for ending in ("", "-synthetic"):
        found = sorted(paths.build().glob(f"{edition}/book/reports/{report}/{own}{ending}.ipynb"))
        if len(found) > 1:
            listed = ", ".join(sorted(f"{one.parents[3].name}/{one.parent.name}/{one.stem}" for one in found))
            raise MissingInput(f"{name} may be one of several pages: {listed}. Name one of these.")
        if found:
            return found[0]
    raise MissingInput(
        f"No page called {name} has been made. `insight list EDITION` lists the pages of an edition, "
        "and insight run makes them; or give the path of a finished page (.ipynb)."
    )


def values(page: Page, notebook: Path, given: Mapping[str, str]) -> dict[str, Any]:
    """Give what to hand a notebook: what the page was made with, and what is given instead.

    given : texts, made into the kind of value that the notebook declares. What the page has as the
    notebook declares it is left to the notebook.

    Raises UnknownName for a name the notebook does not declare, BadValue for texts of another kind.
    """
    known = declared(notebook)
    for name in given:
        if name not in known:
            raise UnknownName.among("parameter", name, known=known, where=notebook.name)
    kept = {
        name: value
        for name, value in page.parameters.items()
        if name in known and (name in ALWAYS or value != known[name])
    }
    faults: list[str] = []
    for name, text in given.items():
        try:
            kept[name] = _like(known[name], text)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            kind = KINDS.get(type(known[name]), "another kind of value")
            faults.append(
                f"{name}: {text[:200]!r} is not {kind}, as {name} = {known[name]!r} in {notebook.name} is"
            )
    if faults:
        raise BadValue.rows("What is given cannot be used:", faults, "Nothing was made.")
    return {name: kept[name] for name in known if name in kept}


def _like(declared: object, text: str) -> object:
    """Give a text as a value of the kind of another.

    >>> _like(0.95, "0.9"), _like(5, "6"), _like(True, "no"), _like("QWO", "123"), _like([1], "[2, 3]")
    (0.9, 6, False, '123', [2, 3])
    """
    if declared is None or isinstance(declared, str):
        return text
    if isinstance(declared, bool):
        if text.strip().lower() not in TRUTHS:
            raise ValueError
        return TRUTHS[text.strip().lower()]
    if isinstance(declared, int | float):
        return type(declared)(text)
    found = ast.literal_eval(text)
    if type(found) is not type(declared):
        raise ValueError
    return found
