"""Notebooks and the values handed to them, spoiled."""

import json

from hypothesis import given
from hypothesis import strategies as st

import miniature
from fuzz import hostile
from fuzz.promise import examples, scratch, survives
from insight.making import declared, heading, parameters
from insight.making.notebook import place, read
from insight.review.asked import _like, values
from insight.serve.document import document

GIVEN = (
    'icb = "QWO"  # ICB code\nlimit = 0.5\nmany = [1, 2]\nadults = True\ncount = 5\nabout: dict = {"a": 1}'
)
WRITTEN = miniature.notebook("# NAME\n\n## A part", GIVEN, "print(icb)")
RAW = json.dumps(WRITTEN).encode()
number = iter(range(10**9))


def understood(raw: bytes):
    """Ask a notebook everything that is asked of one before it runs."""
    path = scratch() / f"notebook-{next(number)}.ipynb"
    path.write_bytes(raw)
    for ask in (read, place, parameters, declared, heading):
        survives(ask, path)
    path.unlink()


def test_a_notebook_is_understood_when_nothing_is_spoiled():
    path = scratch() / "whole.ipynb"
    path.write_bytes(RAW)
    assert declared(path)["limit"] == 0.5 and heading(path) == "Whole"


@examples()
@given(raw=hostile.bytes_of(RAW))
def test_bytes_of_a_notebook(raw):
    understood(raw)


@examples()
@given(tree=hostile.tree_of(WRITTEN))
def test_parts_of_a_notebook(tree):
    understood(hostile.as_json(tree))


@examples()
@given(cell=hostile.bytes_of(GIVEN.encode()).map(lambda raw: raw.decode("utf-8", "replace")) | hostile.words)
def test_what_a_cell_of_parameters_says(cell):
    understood(json.dumps(miniature.notebook("# NAME", f"a=1\n{cell}")).encode())


class Made:
    """A page that was made with nothing."""

    parameters: dict = {}


@examples(150)
@given(name=st.sampled_from(["icb", "limit", "many", "adults", "count", "about"]) | hostile.words,
text=hostile.words
       | st.sampled_from(["[" * 500 + "]" * 500, "(" * 90 + ")" * 90, "{[]: 1}", "1 if 1 else 2",
       "__import__('os').system('ls')",
                          "b'\\xff'", "-" * 3000 + "1", "1+" * 3000 + "1", "{1: 2}", "[1, 'a']", "...",
                          "1_0", "٣"]))  # fmt: skip
def test_values_that_are_given(name, text):
    path = scratch() / "values.ipynb"
    path.write_bytes(RAW)
    made = survives(values, Made(), path, {name: text})
    if isinstance(made, dict):
        assert all(type(value) in (str, float, list, bool, int, dict) for value in made.values())


def test_a_value_is_never_run():
    for text in ("__import__('os').getcwd()", "[].__class__", "exec('1')", "lambda: 1"):
        try:
            assert _like([1], text) is None
        except ValueError:
            continue


@examples()
@given(source=hostile.words, shown=hostile.words)
def test_finished_pages_as_html(source, shown):
    path = scratch() / "finished.ipynb"
    made = miniature.notebook("# NAME", "a = 1", "print(1)")
    made["cells"][0]["source"] = source
    made["cells"][2]["outputs"] = [
        {"output_type": "display_data", "data": {"text/html": f"<h2>{shown}</h2>"}, "metadata": {}}
    ]
    path.write_text(json.dumps(made))
    survives(document, path, places={})
