"""A connection that says little, or a form that never ends, keeps nobody else waiting."""

import socket

import pytest

from insight.serve import app as served
from insight.serve import patience


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(patience, "SECONDS", 0.5)
    monkeypatch.setattr(served_module(), "SLOWEST", 0.5)


def served_module():
    import sys

    return sys.modules[served.__module__]


def opened(site, said: bytes) -> socket.socket:
    made = socket.create_connection(("127.0.0.1", site.port), timeout=60)
    made.sendall(said)
    return made


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "])
def test_a_request_that_does_not_come_is_not_waited_for(site, said):
    with opened(site, said) as connection:
        assert connection.recv(100) == b""
    assert site.get("/").status == 200


def test_as_many_idle_connections_as_are_allowed_give_way(site):
    idle = [opened(site, b"GET / HT") for _ in range(70)]
    for connection in idle:
        while connection.recv(4096):
            pass
        connection.close()
    assert site.get("/").status == 200


def test_a_form_that_never_ends_is_given_up(site):
    head = (
        f"POST /runs HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nOrigin: {site.address}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ntoken="
    )
    with opened(site, head.encode()) as connection:
        assert b"408" in connection.recv(100)
