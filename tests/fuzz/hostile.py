"""Valid things spoiled at a place, which gets further into a reader than noise does."""

import copy
import json
from typing import Any

from hypothesis import strategies as st

DEEP = 3000  # levels, more than Python's own limit
WORDS = (
    "", " ", "\0", "a\0b", "\r", "\n", "\ufeff", "\u202eabc", "\u2028", "\x1b[2J", "²", "٣", "１２", "½", "-",
    "--",
    "NaN", "nan", "inf", "-inf", "1e999", "-0", "1_000", "0x10", "1e5000", "9" * 30, "9" * 5000, "-1", "0",
    "1,2", "1,000,000", "83.2%", "%", "*", "=1+1", "../../etc/passwd", "/etc/passwd", "C:\\a", "~root",
    "file:///etc/passwd", "http://[::1", "http://a\nb", "https://e\u0301.example/%zz", "%s%n{0}{x.__class__}",
    "{{7*7}}", "__import__('os')", "<script>alert(1)</script>", "<a <a <a ", "<!--", "]]>", "&#x110000;",
    "&amp;&lt", "\"", "'", '"""', "'''", "\\", "\\u0000", "x" * 300, "a," * 300, "\t" * 50, "99999-99-99",
    "2024-02-30", "0000-00-00", "10000-01-01", "30/02/2024", "2024-13-01", "E99999999", "QWO", "true", "null",
    "é" * 3, "\U0010ffff", "ﬁ", "İ", "ß", "yes", "NO", "[", "]", "(", "(a+)+$", ".*", "\\d{1000}",
)  # fmt: skip
BYTES = (
    b"", b"\0", b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
    b"\r", b"\n",
    b"\r\r\n", b'"', b'""', b"'", b",", b";", b"\t", b"|", b"=", b"\x1a", b"\x1b[31m", b"&", b"<", b">",
    b"</", b"<!--",
    b"<![CDATA[", b"<!DOCTYPE a [", b"PK\x03\x04", b"PAR1", b"%", b"{", b"[", b"}" * 9, b"[" * 200,
    b"- " * 200,
    b"&a [*a]", b"*a", b"!!python/object:os.system", b"!!binary x", b"<<: *a", b"---\n", b"...\n", b"? ",
    b": ",
    b"%YAML 9.9\n", b"\\ud800", b"NaN", b"1e999", b"9" * 400, b"2024-02-30", b"0:0:99", b"~", b"null",
)  # fmt: skip
BOTTOMLESS = "lists in lists, thousands deep"  # becomes so once it is written as JSON
LONE = "\ud800"  # half a letter, which no file of UTF-8 can hold and JSON can


def _deep() -> list:
    """Give lists in lists, as deep as tests themselves can carry them."""
    made: list = []
    for _ in range(120):
        made = [made]
    return made


words = st.one_of(st.sampled_from(WORDS), st.text(max_size=12))
numbers = st.one_of(
    st.sampled_from([0, -1, 10**30, -(10**400), 1e308, float("nan"), float("inf"), 0.1, True, 2**63]),
    st.integers(-(10**6), 10**6),
)
values = st.one_of(
    words,
    numbers,
    st.sampled_from([None, [], {}, [[]], [None], {"": None}, {"id": "x"}, [{}], ["a", 1, None]]),
    st.just(LONE),
    st.builds(_deep),
    st.just(BOTTOMLESS),
    st.recursive(st.none() | words | numbers, lambda inner: st.lists(inner, max_size=3), max_leaves=4),
)


@st.composite
def bytes_of(draw: Any, valid: bytes, most: int = 4) -> bytes:
    """Give a file with up to so many of its places spoiled."""
    raw = valid
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(raw)))
        long = draw(st.sampled_from([0, 0, 1, 1, 2, 4, 16, 300]))
        part = raw[at : at + long]
        how = draw(st.sampled_from(["cut", "put", "flip", "again", "end"]))
        if how == "cut":
            raw = raw[:at] + raw[at + max(long, 1) :]
        elif how == "put":
            raw = raw[:at] + draw(st.sampled_from(BYTES) | st.binary(max_size=6)) + raw[at + long :]
        elif how == "flip":
            raw = raw[:at] + bytes(b ^ draw(st.integers(1, 255)) for b in raw[at : at + 1]) + raw[at + 1 :]
        elif how == "again":
            raw = raw[:at] + part * draw(st.sampled_from([2, 3, 50])) + raw[at + long :]
        else:
            raw = raw[:at]
    return raw


@st.composite
def rows_of(draw: Any, valid: list[list], most: int = 4) -> list[list]:
    """Give a table with up to so many cells, columns or rows spoiled."""
    rows = [list(row) for row in valid]
    for _ in range(draw(st.integers(1, most))):
        how = draw(st.sampled_from(["cell"] * 6 + ["column gone", "column twice", "columns swapped",
        "row again",
                                    "row gone", "short", "long"]))  # fmt: skip
        row = draw(st.integers(0, max(len(rows) - 1, 0)))
        if not rows or not rows[row]:
            break
        at = draw(st.integers(0, len(rows[row]) - 1))
        other = draw(st.integers(0, len(rows[row]) - 1))
        if how == "cell":
            rows[row][at] = draw(words)
        elif how == "column gone":
            rows = [each[:at] + each[at + 1 :] for each in rows]
        elif how == "column twice":
            rows = [each[: at + 1] + each[at:] for each in rows]
        elif how == "columns swapped":
            rows = [[*each[:at], *each[other : other + 1], *each[at + 1 :]] for each in rows]
        elif how == "row again":
            rows[row:row] = [list(rows[row])] * draw(st.sampled_from([1, 2, 40]))
        elif how == "row gone":
            del rows[row]
        elif how == "short":
            rows[row] = rows[row][:at]
        else:
            rows[row] += [draw(words)] * draw(st.sampled_from([1, 3, 300]))
    return rows


@st.composite
def tree_of(draw: Any, valid: Any, most: int = 3) -> Any:
    """Give names and values with up to so many of them spoiled, however deep they lie."""
    tree = copy.deepcopy(valid)
    for _ in range(draw(st.integers(1, most))):
        places = _places(tree)
        if not places:
            break
        inner, key = places[draw(st.integers(0, len(places) - 1))]
        how = draw(st.sampled_from(["value"] * 5 + ["gone", "renamed", "in a list", "other", "twice"]))
        if how == "value":
            inner[key] = copy.deepcopy(draw(values))
        elif how == "gone":
            del inner[key]
        elif how == "renamed" and isinstance(inner, dict):
            inner[draw(words)] = inner.pop(key)
        elif how == "in a list":
            inner[key] = [inner[key]]
        elif how == "other":
            there, name = places[draw(st.integers(0, len(places) - 1))]
            inner[key] = copy.deepcopy(there[name])
        elif isinstance(inner, list):
            inner.insert(key, copy.deepcopy(inner[key]))
    return tree


def as_json(tree: Any) -> bytes:
    """Give names and values as JSON, with what nests too deeply for Python to write."""
    deep = "[" * DEEP + "]" * DEEP
    return json.dumps(tree, default=str).replace(f'"{BOTTOMLESS}"', deep).encode()


def _places(tree: Any, level: int = 0) -> list[tuple[Any, Any]]:
    """Give every place of a value: what holds it, and its name there."""
    if level > 30 or not isinstance(tree, (dict, list)):
        return []
    keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
    return [place for key in keys for place in [(tree, key), *_places(tree[key], level + 1)]]
