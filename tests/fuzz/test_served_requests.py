"""Requests to the local app: every address by every method, with the form's own fields and anything else.

Never a fault of ours (500), never a file from outside, never a run that a person did not ask for, and what is
asked for reaches the command as text and nothing else.
"""

import re
from functools import cache
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

import miniature
from fuzz import hostile
from fuzz.asked import PORT, ask
from fuzz.promise import examples, scratch, survives, within
from insight.making import declared
from insight.review.asked import values
from insight.serve import app
from insight.serve.choices import choose, reports
from served_site import NOTED

HOST = (b"host", f"127.0.0.1:{PORT}".encode())
FORM = (b"content-type", b"application/x-www-form-urlencoded")
PATHS = ("/", "/runs", "/runs/{}", "/runs/{}/events", "/runs/{}/cancel", "/runs/{}/page", "/runs/{}/changes",
         "/runs/{}/files/{}", "/about/{}", "/{}")  # fmt: skip
LEADING_OUT = (
    "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd",
    "..%252f..%252fetc%252fpasswd", "..\\..\\etc",
    "%5c..%5c", "/etc/passwd", "//etc/passwd", "%00", "page.ipynb%00.html", "a%0d%0aSet-Cookie:x=1", "..;/",
    "....//",
    "%c0%ae%c0%ae/", "%uff0e%uff0e/", "．．/", "insight.css/../../_config.yml", "C:\\windows",
    "file:///etc/passwd", "~root",
    "page.html", "page.ipynb", "methods", "insight.css", "serve.js", "<script>alert(1)</script>", "%",
    "%zz", "?", "#",
)  # fmt: skip
INJECTED = (
    '"; import os; os.system("x") #', "'''", '"""', "\\", "\\\"", "__import__('os').system('x')", "{icb!r}",
    "${HOME}", "$(id)",
    "`id`", "; id", "| id", "&& id", "-p", "--out=x", "--kernel", "=", "a=b", "\u2028x", "\u202e", "\x00",
    "\n", "＂", "\ufeff",
    "QWO", "QOX", "True", "0.5", "1e999", "nan", "1_0", "٣", "0x1", "9" * 199, "9" * 400, "é", "\U0001f4a9",
    "..", ".", "~", "%s",
)  # fmt: skip


class Started(Exception):
    """A run would have begun."""


@cache
def site():
    """Give an edition's app that begins no run, and its edition; the folder is laid out once."""
    folder = scratch() / "served"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        miniature.project(folder, patch, reports=["board"])
        miniature.write_notebook(folder, "noted", *NOTED)
        edition = miniature.edition(folder, reports=["noted", "topic", "pair"])
        miniature.pretend_run(edition)
        made = app(edition, ("/bin/false",))
        token = re.search(rb'name="token" value="(\w+)"', ask(made, "GET", b"/", headers=[HOST]).body)[1]
    made.state.runs.start = _refuse
    return folder, edition, made, token


def _refuse(choice):
    raise Started


def asked(method: str, path: bytes, **given):
    """Ask the app, which may open only what is its own."""
    folder, _, made, _ = site()
    with within(folder):
        try:
            return survives(ask, made, method, path, **given)
        except Started:
            return None


segments = st.sampled_from(LEADING_OUT) | hostile.words.map(
    lambda words: quote_plus(words.encode("utf-8", "replace"))
)
fields = st.sampled_from(
    ["report", "icb", "audit", "note", "limit", "adults", "set-against", "edition", "token", "many", "out"]
)
said = st.sampled_from(INJECTED) | hostile.words | st.sampled_from(["noted", "topic", "pair"])


def form(given, token: bytes) -> bytes:
    """Give a form as a browser sends it."""
    pairs = [
        f"{quote_plus(name)}={quote_plus(value.encode('utf-8', 'replace'))}" for name, value in given.items()
    ]
    return "&".join(["token=" + token.decode(), *pairs]).encode()


@examples(80)
@given(
    method=st.sampled_from(["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT",
    "GET\0"]),
    path=st.sampled_from(PATHS), parts=st.lists(segments, min_size=2, max_size=2),
    query=st.binary(max_size=12), body=st.binary(max_size=40),
)  # fmt: skip
def test_every_address_by_every_method(method, path, parts, query, body):
    for part in parts:
        path = path.replace("{}", part, 1)
    answer = asked(method, path.encode(), query=query, headers=[HOST, FORM], body=body)
    assert answer is not None and answer.status < 500
    assert b"root:" not in answer.body and b"Traceback" not in answer.body
    assert "content-security-policy" in {name.lower() for name in answer.headers}
    if answer.status == 200 and method == "GET":
        assert path.split("?")[0].strip("/") in ("", "insight.css", "serve.css", "serve.js"), path


@examples(80)
@given(given=st.dictionaries(fields, said, max_size=6), right=st.booleans())
def test_every_field_of_a_form(given, right):
    _, edition, _, token = site()
    given.pop("token", None)
    answer = asked("POST", b"/runs", headers=[HOST, FORM], body=form(given, token if right else b"0" * 32))
    if answer is None:
        assert right, "a run began without the token"
        return
    assert answer.status in (400, 403) and (right or answer.status == 403)
    assert b"<script>alert" not in answer.body


@examples(80)
@given(
    note=said, limit=said, adults=st.sampled_from(["", "True", "False"]), icb=st.sampled_from(["QWO", "QOX"])
)
def test_what_is_chosen_reaches_a_notebook_as_a_value_of_its_kind(note, limit, adults, icb):
    folder, edition, _, _ = site()
    with within(folder):
        report = reports(edition)["noted"]
        chosen = survives(choose, report, {"icb": icb, "note": note, "limit": limit, "adults": adults})
        if isinstance(chosen, Exception):
            return
        notebook = report.jobs[0].notebook

        class Made:
            parameters: dict = {}

        made = values(Made(), notebook, chosen.parameters)
        known = declared(notebook)
    assert set(made) <= set(known)
    assert all(type(made[name]) is type(known[name]) for name in made)
    assert made.get("note", note.strip()) == note.strip() or not note.strip()


@examples(60)
@given(
    name=st.sampled_from(["host", "origin", "sec-fetch-site", "sec-fetch-mode", "content-type",
    "content-length", "referer",
                          "x-forwarded-host", "x-http-method-override", "upgrade", "transfer-encoding",
                          "range", "accept"]),
    value=st.binary(max_size=20) | st.sampled_from([b"evil.example", b"null", b"websocket", b"cross-site",
    b"bytes=0-,0-,0-"]),
    method=st.sampled_from(["GET", "POST"]),
)  # fmt: skip
def test_any_header(name, value, method):
    _, _, _, token = site()
    sent = [HOST, FORM, (name.encode(), value)]
    answer = asked(method, b"/" if method == "GET" else b"/runs", headers=sent, body=form({}, token))
    assert answer is not None and answer.status < 500


@pytest.mark.parametrize("host", [b"evil.example", b"127.0.0.1.evil.example:8100",
b"localhost:8100@evil.example", b"[::1]:8100",
                                  b"0.0.0.0:8100", b"127.1:8100", b"LOCALHOST:8100", b"127.0.0.1:8100 ",
                                  b"localhost.:8100"])  # fmt: skip
def test_names_that_look_like_this_machines_own(host):
    answer = asked("GET", b"/", headers=[(b"host", host)])
    assert answer.status == 403 and b"token" not in answer.body
    twice = asked("GET", b"/", headers=[HOST, (b"host", host)])
    assert twice.status == 403
