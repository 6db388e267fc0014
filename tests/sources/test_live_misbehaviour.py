"""Every source on the web, with every way a service misbehaves, comes to the outcome that is promised.

Run with -s to see the table. After each misbehaviour the service behaves again, and what it then gives must
be the same as ever: nothing bad was kept.
"""

import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme

import recorded
import replay
from insight import definitions, sources
from insight.definitions.source import File
from insight.errors import BadAnswer, MissingInput, UnsafeAddress, WrongChecksum
from insight.fetching import Fetcher, Manners, Shelf
from insight.store import inputs
from misbehaving import MISBEHAVIOURS, MOST, endless, for_everyone, renamed, round_again, widened

pytestmark = recorded.needed
MANNERS = Manners(per_second=0, tries=2, silence=0.2, whole=0.5, connect=5, most_bytes=MOST)
SMALL = ("RM3", "QOX", "QWO", "QNQ")  # organisations enough for two pages of each kind


def few():
    """A few organisations, so that the table is made quickly."""
    every = [recorded.trust(), *recorded.icbs()]
    return [each for each in every if each["OrgId"]["extension"] in SMALL]


def by_address(name, file):
    """A source whose file is named by its address; its checksum is not written down."""
    source = definitions.source(name)
    return source.model_copy(update={"files": (File(path=f"{recorded.REAL['files']}/{file}"),)})


def ods():
    return definitions.registers()["ods"].model_copy(
        update={"ask": {"page": 2, "roles": [{"type": "icb", "primary": "RO261", "also": "RO318"}]}}
    )


SOURCES = {
    # name: (the definition, what the service answers)
    "CVDPREVENT": (lambda: definitions.source("cvdprevent_live"), recorded.cvdprevent),
    "Fingertips": (lambda: definitions.source("smoking_live"), recorded.fingertips),
    "ODS": (ods, lambda: recorded.ods(few())),
    "Open Geography": (lambda: definitions.registers()["ons_icb_2023"], recorded.open_geography),
    "CSV by address": (lambda: by_address("perinatal_2023", "perinatal.csv"), recorded.files),
    "XLSX by address": (lambda: by_address("cvdprevent_june_2024", "cvdprevent.xlsx"), recorded.files),
}
RENAMED = {
    # source: (the column or key, its new name, what is promised)
    "CVDPREVENT": ("Numerator", "Count", MissingInput),
    "Fingertips": ("Area Code", "AreaCode", MissingInput),
    "ODS": ("OrgId", "OrganisationId", BadAnswer),
    "Open Geography": ("features", "items", BadAnswer),
    "CSV by address": ("OrganisationName", "Organisation", MissingInput),
}
NOT_TEXT = {"XLSX by address"}  # its columns cannot be changed by changing bytes
ENDLESS = {  # the ODS does not say that more follows, so an empty page is its end
    ("ODS", "pages in a circle"): round_again,
    ("Open Geography", "pages in a circle"): round_again,
    ("Open Geography", "an empty page, and more"): endless,
}


@pytest.fixture(scope="module")
def table():
    """Gather what came of everything; print it at the end."""
    cells: dict[str, dict[str, str]] = {}
    yield cells
    wide = max(map(len, cells))
    print(f"\n\n{'':{wide}}  " + "  ".join(f"{name:16}" for name in SOURCES))
    for misbehaviour, row in cells.items():
        print(f"{misbehaviour:{wide}}  " + "  ".join(f"{row.get(name, '-'):16}" for name in SOURCES))


@pytest.fixture(scope="module")
def module_server():
    with replay.serving() as found:
        yield found


@pytest.fixture
def server(module_server, monkeypatch):
    monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(module_server.address))
    module_server.answers.clear()
    return module_server


@pytest.fixture
def fetching(tmp_path):
    """Give a function that makes a fetcher, and the seconds that were to be waited."""
    waits = []

    def make():
        return Fetcher(manners=MANNERS, shelf=Shelf(tmp_path / "answers"), sleep=waits.append)

    return make, waits


def taken(source, fetcher):
    """Fetch a source; give the name and the checksum of each file that came."""
    with fetcher:
        if isinstance(source, definitions.Register):
            found = sources.ask(source, fetcher)
        else:
            found = inputs.found(source, None, fetcher)
        return [(each.name, sources.digest(each.place)) for each in found]


def used(source, fetcher):
    """Fetch a source and read its rows."""
    if isinstance(source, definitions.Register):
        return sources.rows(source, fetcher)
    return sources.fetch(None, source, inputs.found(source, None, fetcher))[0]


def spoilt(answers, done):
    """Give a service's answers, each spoilt."""
    return {
        path: done(reply if callable(reply) else lambda asked, r=reply: r) for path, reply in answers.items()
    }


def outcome(error):
    return f"{type(error).__name__} ({error.exit_code})"


@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("what", MISBEHAVIOURS)
def test_a_misbehaving_service_does_no_harm(server, fetching, table, name, what):
    make, waits = fetching
    define, answers = SOURCES[name]
    source, misbehaviour = define(), MISBEHAVIOURS[what]
    server.answers |= spoilt(answers(), misbehaviour.done)
    if misbehaviour.promise is None:
        came = taken(source, make())
        table.setdefault(what, {})[name] = "as ever"
        assert not misbehaviour.waited or max(waits) >= misbehaviour.waited
    else:
        with pytest.raises(misbehaviour.promise, match=misbehaviour.words or None) as refused:
            taken(source, make())
        table.setdefault(what, {})[name] = outcome(refused.value)
        paragraph = str(refused.value)
        assert "Traceback" not in paragraph and paragraph.endswith(".")
        came = None
    server.answers |= answers()
    after = taken(source, make())
    assert after and (came is None or came == after)


@pytest.mark.parametrize("name", RENAMED)
def test_a_column_that_is_needed_and_gone_is_refused_in_one_paragraph(server, fetching, table, name):
    define, answers = SOURCES[name]
    old, new, promise = RENAMED[name]
    server.answers |= spoilt(answers(), renamed(old, new))
    with pytest.raises(promise, match=old) as refused:
        used(define(), fetching[0]())
    table.setdefault("a needed column is renamed", {})[name] = outcome(refused.value)
    assert new in str(refused.value)


@pytest.mark.parametrize("name", sorted(set(SOURCES) - NOT_TEXT))
def test_a_column_nobody_knows_does_not_matter(server, fetching, table, name):
    define, answers = SOURCES[name]
    server.answers |= answers()
    before = used(define(), fetching[0]())
    server.answers |= spoilt(answers(), for_everyone(widened))
    after = used(define(), fetching[0]())
    hashes = [column for column in ("file_hash",) if column in before]
    assert after.drop(columns=hashes).equals(before.drop(columns=hashes))
    table.setdefault("a new column", {})[name] = "as ever"


@pytest.mark.parametrize("name, what", ENDLESS)
def test_pages_that_never_end_are_refused(server, fetching, table, name, what):
    done = ENDLESS[name, what]
    define, answers = SOURCES[name]
    server.answers |= {
        path: done(reply) if path in (recorded.ORD, recorded.LAYER) else reply
        for path, reply in answers().items()
    }
    with pytest.raises(BadAnswer, match="round in a circle|says that more follows") as refused:
        taken(define(), fetching[0]())
    table.setdefault(what, {})[name] = outcome(refused.value)


@pytest.mark.parametrize("name", ["CSV by address", "XLSX by address"])
def test_a_file_with_another_checksum_than_is_written_down_is_refused(server, fetching, table, name):
    define, answers = SOURCES[name]
    source = define()
    right = definitions.source(source.id).files[0].sha256
    server.answers |= answers()
    for sum, promise in {"0" * 64: WrongChecksum, right: None}.items():
        pinned = source.model_copy(update={"files": (source.files[0].model_copy(update={"sha256": sum}),)})
        if promise:
            with pytest.raises(promise, match="Nothing was kept") as refused:
                taken(pinned, fetching[0]())
        else:
            assert taken(pinned, fetching[0]()) == [(source.files[0].path, right)]
    table.setdefault("another checksum", {})[name] = outcome(refused.value)


def certified(days):
    """Give a context for a server on this machine, its certificate lasting so many days, and its root."""
    root = trustme.CA()
    ends = datetime.now(UTC) + timedelta(days=days)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    root.issue_cert("localhost", not_before=ends - timedelta(days=30), not_after=ends).configure_cert(context)
    return root, context


@pytest.fixture(scope="module")
def expired():
    root, context = certified(-1)
    with replay.serving(context) as found:
        yield root, found


@pytest.fixture(scope="module")
def lasting():
    root, context = certified(1)
    with replay.serving(context) as found:
        yield root, found


@pytest.mark.parametrize("name", SOURCES)
def test_an_expired_certificate_is_refused_and_a_lasting_one_is_not(
    expired, lasting, fetching, table, monkeypatch, tmp_path, name
):
    define, answers = SOURCES[name]
    for (root, server), promise in ((expired, UnsafeAddress), (lasting, None)):
        root.cert_pem.write_to_path(str(tmp_path / "root.pem"))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))
        monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(server.address))
        server.answers |= answers()
        if promise is None:
            assert taken(define(), fetching[0]())
            continue
        with pytest.raises(promise, match="certificate has expired") as refused:
            taken(define(), fetching[0]())
        assert server.asked == []
        table.setdefault("an expired certificate", {})[name] = outcome(refused.value)


def test_a_server_that_nobody_vouches_for_is_refused(lasting, fetching, monkeypatch):
    monkeypatch.setenv("INSIGHT_STAND_INS", recorded.through(lasting[1].address))
    with pytest.raises(UnsafeAddress, match="cannot prove who it is .*SSL_CERT_FILE"):
        taken(SOURCES["CSV by address"][0](), fetching[0]())
