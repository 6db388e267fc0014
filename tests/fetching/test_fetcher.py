"""An answer is fetched once, kept with where it came from, and asked again only for what has changed."""

import json
import threading

import pytest

import replay
from insight.errors import BadAnswer, NoAnswer, NotKept, Refused, WrongChecksum
from insight.fetching import Fetcher, Manners, Shelf, provenance
from replay import Reply

TABLE = b"area,count\nQWO,31\nQOX,28\n"
LATER = b"area,count\nQWO,33\nQOX,28\n"


def test_an_answer_is_a_file_with_a_record_of_where_it_came_from(server, fetcher):
    server.answers["/care.csv"] = replay.parts(TABLE, etag='"one"')
    answer = fetcher().get(f"{server.address}/care.csv", "csv")
    assert answer.path.read_bytes() == TABLE
    [told] = provenance([answer])
    assert told["asked"] == f"{server.address}/care.csv" and told["status"] == 200
    assert (told["etag"], told["bytes"]) == ('"one"', len(TABLE))
    assert told["sha256"] == answer.path.name and told["fetched"].endswith("+00:00")


def test_a_service_is_told_who_asks(server, fetcher, monkeypatch):
    monkeypatch.setenv("INSIGHT_CONTACT", "audit@icb.example")
    server.answers["/care.csv"] = Reply(TABLE)
    fetcher(Manners(per_second=0)).get(f"{server.address}/care.csv", "csv")
    assert server.asked[0].headers["user-agent"].startswith("Insight/")
    assert "audit@icb.example" in server.asked[0].headers["user-agent"]


def test_one_run_asks_once(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    one = fetcher()
    assert one.get(f"{server.address}/care.csv") == one.get(f"{server.address}/care.csv")
    assert server.count("/care.csv") == 1


def test_two_threads_that_want_one_answer_ask_once(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    one = fetcher()
    found = one.many([f"{server.address}/care.csv"] * 4)
    assert {answer.path for answer in found} == {found[0].path} and server.count("/care.csv") == 1


def test_the_next_run_asks_only_whether_it_has_changed(server, fetcher):
    server.answers["/care.csv"] = replay.parts(TABLE, etag='"one"')
    first = fetcher().get(f"{server.address}/care.csv", "csv")
    again = fetcher()
    second = again.get(f"{server.address}/care.csv", "csv")
    assert server.asked[1].headers["if-none-match"] == '"one"'
    assert second.path == first.path and again.revisions == []
    assert second.version.fetched == first.version.fetched <= second.version.checked


def test_a_changed_publication_is_a_revision_and_both_are_kept(server, fetcher):
    server.answers["/care.csv"] = replay.parts(TABLE)
    before = fetcher().get(f"{server.address}/care.csv", "csv")
    server.answers["/care.csv"] = replay.parts(LATER)
    later = fetcher()
    after = later.get(f"{server.address}/care.csv", "csv")
    [revision] = later.revisions
    assert (revision.taken_out, revision.put_in) == (("QWO,31",), ("QWO,33",))
    assert before.path.read_bytes() == TABLE and after.path.read_bytes() == LATER
    assert [v.sha256 for v in later.shelf.versions(before.asked)] == [before.path.name, after.path.name]
    assert revision.lines()[1:] == ["  - QWO,31", "  + QWO,33"]
    assert "1 line went and 1 came. Both versions are kept." in revision.lines()[0]


def test_the_same_content_from_a_server_without_validators_is_no_revision(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    for run in (fetcher(), fetcher()):
        run.get(f"{server.address}/care.csv", "csv")
        assert run.revisions == [] and len(run.shelf.versions(f"{server.address}/care.csv")) == 1
    assert server.count("/care.csv") == 2


def test_a_checksum_that_is_written_down_brings_back_the_version_it_is_of(server, fetcher):
    server.answers["/care.csv"] = replay.parts(TABLE)
    before = fetcher().get(f"{server.address}/care.csv", "csv")
    server.answers["/care.csv"] = replay.parts(LATER)
    fetcher().get(f"{server.address}/care.csv", "csv")
    for run in (fetcher(), fetcher(offline=True)):
        assert run.get(before.asked, "csv", sha256=before.version.sha256.upper()).path == before.path
    assert server.count("/care.csv") == 2


def test_offline_uses_what_is_kept_and_says_how_old_it_is(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    fetcher().get(f"{server.address}/care.csv", "csv")
    asked = len(server.asked)
    answer = fetcher(offline=True).get(f"{server.address}/care.csv", "csv")
    assert answer.path.read_bytes() == TABLE and len(server.asked) == asked
    from insight.fetching.shelf import now

    assert answer.version.age(now()) == "less than an hour old"


def test_offline_refuses_what_was_never_fetched(fetcher):
    with pytest.raises(NotKept, match="was never fetched on this machine, and --offline"):
        fetcher(offline=True).get("https://api.cvdprevent.nhs.uk/timePeriod")


@pytest.mark.parametrize("damage", ["cut short", "changed", "gone"])
def test_what_is_kept_but_damaged_is_fetched_again_and_never_used(server, fetcher, damage):
    server.answers["/care.csv"] = replay.parts(TABLE)
    path = fetcher().get(f"{server.address}/care.csv", "csv").path
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(TABLE[:-3] if damage == "cut short" else TABLE.replace(b"31", b"41"))
    with pytest.raises(NotKept, match="damaged"):
        fetcher(offline=True).get(f"{server.address}/care.csv", "csv")
    again = fetcher()
    assert again.get(f"{server.address}/care.csv", "csv").path.read_bytes() == TABLE
    assert again.revisions == []


def test_a_damaged_record_is_set_aside(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    shelf = fetcher().get(f"{server.address}/care.csv").path.parents[2]
    [record] = (shelf / "records").iterdir()
    record.write_text(record.read_text()[:40])
    assert fetcher().get(f"{server.address}/care.csv").path.read_bytes() == TABLE
    assert {path.suffix for path in (shelf / "records").iterdir()} == {".json", ".damaged"}


def test_what_broke_off_goes_on_where_it_stopped(server, fetcher):
    body = b"area,count\n" + b"QWO,31\n" * 50_000
    whole = replay.parts(body, etag='"one"')

    def breaks_off(asked):
        reply = whole(asked)
        reply.cut = 200_000
        return reply

    server.answers["/care.csv"] = replay.in_turn(breaks_off, whole)
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == body
    wanted = server.asked[1].headers
    assert wanted["if-range"] == '"one"' and 0 < int(wanted["range"][6:-1]) <= 200_000


def test_what_is_small_and_broke_off_is_asked_for_anew(server, fetcher):
    server.answers["/care.csv"] = replay.in_turn(
        Reply(TABLE, headers={"ETag": '"one"'}, cut=10), Reply(TABLE)
    )
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == TABLE
    assert "range" not in server.asked[1].headers


def test_what_broke_off_in_an_earlier_run_goes_on_too(server, fetcher):
    body = b"area,count\n" + b"QWO,31\n" * 50_000
    whole = replay.parts(body, etag='"one"')
    server.answers["/care.csv"] = Reply(body, headers={"ETag": '"one"'}, cut=200_000)
    with pytest.raises(NoAnswer, match="asked 3 times"):
        fetcher().get(f"{server.address}/care.csv", "csv")
    server.answers["/care.csv"] = whole
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == body
    assert "range" in server.asked[-1].headers


def test_the_rest_of_a_file_that_has_changed_meanwhile_is_not_joined_to_it(server, fetcher):
    old, new = b"area,count\n" + b"QWO,31\n" * 50_000, b"area,count\n" + b"QOX,99\n" * 50_000
    server.answers["/care.csv"] = replay.in_turn(
        Reply(old, headers={"ETag": '"one"'}, cut=200_000), replay.parts(new, etag='"two"')
    )
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == new


@pytest.mark.parametrize(
    "said", ["bytes 5-24/25", "bytes 0-24/25", "bytes 10-20/25", "letters 10-24/25", "bytes 10-24/*"]
)
def test_another_part_than_was_asked_for_is_not_joined(server, fetcher, said, monkeypatch):
    monkeypatch.setattr("insight.fetching.asking.WORTH_RESUMING", 0)

    def lying(asked):
        return Reply(TABLE[10:], status=206, headers={"Content-Range": said})

    begins = Reply(TABLE, headers={"ETag": '"one"'}, cut=10)
    server.answers["/care.csv"] = replay.in_turn(begins, lying, Reply(TABLE))
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == TABLE


def test_a_part_the_server_no_longer_has_is_asked_for_whole(server, fetcher, monkeypatch):
    monkeypatch.setattr("insight.fetching.asking.WORTH_RESUMING", 0)
    begins = Reply(TABLE, headers={"ETag": '"one"'}, cut=10)
    server.answers["/care.csv"] = replay.in_turn(begins, Reply(b"", status=416), Reply(TABLE))
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == TABLE


def test_several_answers_come_in_the_order_they_were_asked_for(server, fetcher):
    for number in range(20):
        server.answers[f"/{number}"] = Reply(b"count\n%d\n" % number)
    answers = fetcher().many([f"{server.address}/{number}" for number in range(20)], "csv")
    assert [answer.path.read_bytes() for answer in answers] == [b"count\n%d\n" % n for n in range(20)]


def test_of_several_answers_one_that_fails_is_told(server, fetcher):
    server.answers["/1"] = Reply(TABLE)
    with pytest.raises(Refused, match="404"):
        fetcher().many([f"{server.address}/{number}" for number in (1, 2)], "csv")


def test_two_that_want_one_address_at_once_keep_it_once(server, tmp_path):
    server.answers["/care.csv"] = Reply(TABLE)
    shelf, got = Shelf(tmp_path / "answers"), []

    def one():
        with Fetcher(manners=Manners(per_second=0), shelf=shelf) as fetcher:
            got.append(fetcher.get(f"{server.address}/care.csv", "csv").path.read_bytes())

    threads = [threading.Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [TABLE] * 6 and len(shelf.versions(f"{server.address}/care.csv")) == 1


def test_a_wrong_checksum_keeps_nothing(server, fetcher):
    server.answers["/care.csv"] = Reply(TABLE)
    one = fetcher()
    with pytest.raises(WrongChecksum, match="is not the file that was expected"):
        one.get(f"{server.address}/care.csv", "csv", sha256="0" * 64)
    assert one.shelf.versions(f"{server.address}/care.csv") == ()
    assert not list(one.shelf.folder.glob("content/*/*")) and not list(one.shelf.folder.glob("begun/*"))


def test_json_is_given_as_what_it_holds(server, fetcher):
    server.answers["/list"] = Reply(json.dumps({"a": [1]}).encode(), replay.JSON)
    assert fetcher().get(f"{server.address}/list", "json").json() == {"a": [1]}


def test_an_answer_packed_although_nobody_asked_for_it_is_unpacked(server, fetcher):
    import gzip

    server.answers["/care.csv"] = Reply(gzip.compress(TABLE), headers={"Content-Encoding": "gzip"})
    assert fetcher().get(f"{server.address}/care.csv", "csv").path.read_bytes() == TABLE
    assert server.asked[0].headers["accept-encoding"] == "identity"


def test_a_bomb_in_a_packed_answer_is_stopped_at_the_limit(server, fetcher):
    import gzip

    server.answers["/care.csv"] = Reply(gzip.compress(b"0" * 10**7), headers={"Content-Encoding": "gzip"})
    with pytest.raises(BadAnswer, match="where 100,000 are allowed"):
        fetcher().get(f"{server.address}/care.csv", "csv", most=100_000)
