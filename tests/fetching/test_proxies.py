"""A proxy of the network is used where the environment names one, and not where it says not to."""

import replay
from insight.fetching import Manners
from replay import Asked, Reply


def through_proxy(monkeypatch, proxy, no_proxy=""):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", proxy.address)
    monkeypatch.setenv("NO_PROXY", no_proxy)


def test_the_proxy_is_asked_for_what_lies_outside(server, fetcher, monkeypatch):
    through_proxy(monkeypatch, server)
    asked = []

    def answer(request: Asked) -> Reply:
        asked.append(request)
        return Reply(b"a,b\n1,2\n")

    server.answers["/care.csv"] = answer
    got = fetcher(Manners(per_second=0)).get("http://publisher.example/care.csv", "csv")
    assert got.path.read_bytes() == b"a,b\n1,2\n"
    assert [request.headers["host"] for request in asked] == ["publisher.example"]


def test_what_needs_no_proxy_is_asked_directly(server, fetcher, monkeypatch):
    with replay.serving() as proxy:
        through_proxy(monkeypatch, proxy, no_proxy="127.0.0.1")
        server.answers["/care.csv"] = Reply(b"a,b\n1,2\n")
        fetcher(Manners(per_second=0)).get(f"{server.address}/care.csv", "csv")
        assert proxy.asked == [] and server.count("/care.csv") == 1
