"""What services on the web send, spoiled: answers, their headers, and where they lead."""

import json
from types import SimpleNamespace

import httpx
from hypothesis import given
from hypothesis import strategies as st

from fuzz import hostile
from fuzz.invented_project import project
from fuzz.promise import examples, scratch, survives, within
from insight.definitions import Register
from insight.fetching import Fetcher, Manners, Shelf
from insight.sources import cvdprevent, fingertips, ods, open_geography

MANNERS = Manners(per_second=0, tries=2, together=1, most_bytes=2**22)
BASE = "https://service.example"
REGISTER = {"id": "r", "title": "r", "publisher": "r", "licence": "r", "base": BASE}
RELATION = {"id": "RE5", "Status": "Active", "Date": [{"Type": "Operational", "Start": "2013-04-01"}],
            "Target": {"OrgId": {"extension": "Y63"}}}  # fmt: skip
ORGANISATION = {"Organisation": {
    "Name": "AN ICB", "Date": [{"Type": "Legal", "Start": "2022-07-01", "End": "2026-03-31"}],
    "Status": "Active",
    "OrgId": {"extension": "QWO"}, "Roles": {"Role": [{"id": "RO261", "primaryRole": True,
    "Date": [{"Type": "Legal"}]}]},
    "Rels": {"Rel": [RELATION]},
    "Succs": {"Succ": [{"Type": "Successor", "Date": [{"Type": "Legal", "Start": "2026-04-01"}],
    "Target": RELATION["Target"]}]},
}}  # fmt: skip
LISTED = {"Organisations": [{"OrgId": "QWO", "Name": "AN ICB"}, {"OrgId": "QOX", "Name": "ANOTHER"}]}
FEATURES = {"features": [{"attributes": {"ICB23CD": "E54000001", "ICB23NM": "An ICB"}},
                         {"properties": {"ICB23CD": "E54000002"}, "geometry": {"coordinates": [[[1, 2], [3,
                         4]]]}}],
            "exceededTransferLimit": False, "properties": {"exceededTransferLimit": False}}  # fmt: skip
PERIODS = {"timePeriodList": [{"TimePeriodID": 33, "TimePeriodName": "To March 2026"}]}
INDICATORS = {"indicatorList": [{"IndicatorID": 40, "IndicatorCode": "CVDP007HYP"}]}
ABOUT = b"Indicator ID,Indicator\r\n91547,Smoking\r\n"
TABLE = b"AreaCode,Numerator\r\nE54000001,3\r\n"
number = iter(range(10**9))


def answering(answers: dict[str, bytes], headers: dict[str, str] | None = None, status: int = 200) -> Fetcher:
    """Give a fetcher whose services answer by the beginning of the path; "" for any other."""

    def answer(request: httpx.Request) -> httpx.Response:
        body = next((answers[start] for start in answers if request.url.path.startswith(start)), b"nothing")
        sent = [
            (name.encode(), value.encode("latin-1", "replace")) for name, value in (headers or {}).items()
        ]
        return httpx.Response(status, headers=sent or None, content=body)

    shelf = Shelf(scratch() / "answers" / str(next(number)))
    return Fetcher(
        manners=MANNERS,
        shelf=shelf,
        client=httpx.Client(transport=httpx.MockTransport(answer)),
        sleep=lambda _: None,
    )


def asked(reader, what: dict, answers: dict[str, bytes]):
    """Ask a service, and read what came."""
    source = Register(**REGISTER, kind="ods", ask=what)

    def read():
        with answering(answers) as fetcher:
            found = reader.ask(source, reader.Ask(**what), fetcher)
            about = SimpleNamespace(
                id="r", read=SimpleNamespace(encoding="utf-8-sig", delimiter=",", header=1)
            )
            return [reader.read(each.place, about) for each in found]

    with within(project()):
        return survives(read, writes=True)


ROLES = {"roles": [{"type": "icb", "primary": "RO261"}], "page": 2}
PEOPLE = {"periods": ["To March 2026"], "levels": ["ICB"], "indicators": ["CVDP007HYP"]}


def test_services_are_understood_when_nothing_is_spoiled():
    last = hostile.as_json({"Organisations": []})
    answers = {"/organisations/": hostile.as_json(ORGANISATION), "/organisations": hostile.as_json(LISTED)}
    assert asked(ods, ROLES | {"page": 3}, answers)
    assert last and asked(open_geography, {"layer": "a", "page": 3}, {"": hostile.as_json(FEATURES)})


@examples()
@given(tree=hostile.tree_of(ORGANISATION), listed=st.just(LISTED) | hostile.tree_of(LISTED))
def test_organisations(tree, listed):
    answers = {"/organisations/": hostile.as_json(tree), "/organisations": hostile.as_json(listed)}
    asked(ods, ROLES, answers)


@examples()
@given(tree=hostile.tree_of(FEATURES), boundaries=st.booleans())
def test_features(tree, boundaries):
    asked(open_geography, {"layer": "a", "page": 2, "boundaries": boundaries}, {"": hostile.as_json(tree)})


@examples()
@given(
    periods=hostile.tree_of(PERIODS), indicators=hostile.tree_of(INDICATORS), table=hostile.bytes_of(TABLE)
)
def test_lists_and_tables_of_cvdprevent(periods, indicators, table):
    which = [hostile.as_json(each) for each in (periods, indicators)]
    asked(cvdprevent, PEOPLE, {"/timePeriod": which[0], "/indicator/list": which[1], "/indicator": table})


@examples()
@given(about=hostile.bytes_of(ABOUT), table=hostile.bytes_of(TABLE))
def test_tables_of_fingertips(about, table):
    asked(fingertips, {"indicators": ["91547"]}, {"/indicator_metadata": about, "/all_data": table})


@examples()
@given(raw=hostile.bytes_of(json.dumps(FEATURES).encode()))
def test_bytes_of_json(raw):
    asked(open_geography, {"layer": "a"}, {"": raw})


LINES = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=20)
HEADERS = ("content-type", "content-length", "content-range", "etag", "last-modified", "location",
"retry-after",
           "content-encoding", "set-cookie", "accept-ranges")  # fmt: skip


@examples(150)
@given(
    status=st.sampled_from([200, 206, 204, 301, 302, 304, 307, 400, 404, 416, 429, 500, 503, 299, 999]),
    headers=st.dictionaries(
        st.sampled_from(HEADERS),
        LINES | st.sampled_from([
            "²", "9" * 5000, "-1", "bytes 0-1/2", "bytes ²-1/2", "http://[::1", "//evil",
            "file:///etc/passwd", "javascript:1",
            "https://service.example/a", "\xff", "Wed, 99 Oct 99999 99:99:99 +9999", "1e999", "gzip", "br",
            "text/html", "text/csv",
            "Mon, 01 Jan 0001 00:00:00 GMT", "https://a b/", "https://xn--/", "?" * 100,
        ]),
    ),
    body=st.sampled_from([b"", b"a,b\n1,2\n", b"{}", b"<html>", b"PK\x03\x04", b"<!---->" * 40 + b"x",
    b'"' * 9]),
    kind=st.sampled_from(["csv", "json", "workbook", "file"]),
)  # fmt: skip
def test_headers_of_answers(status, headers, body, kind):
    def get():
        with answering({"": body}, headers, status) as fetcher:
            return fetcher.get(f"{BASE}/a", kind)

    with within(project()):
        survives(get, writes=True)


@examples()
@given(base=st.sampled_from(["", "http://", "https://", "https://a.example/"]), words=hostile.words)
def test_addresses(base, words):
    def get():
        with answering({"": b"a"}) as fetcher:
            return fetcher.get(base + words)

    with within(project()):
        survives(get, writes=True)
