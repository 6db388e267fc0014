"""A server says where it is, ends when it is told to, and leaves nothing behind."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from insight import paths
from insight.errors import MissingInput, PortTaken
from insight.serve import serve
from insight.serve.server import listening
from served_site import STAND_IN, Site, alive

PROGRAM = """
import sys
from insight import definitions
from insight.serve import serve
serve(definitions.edition("tiny"), port=0, command=sys.argv[1:], ready=lambda said: print(said, flush=True))
"""


@pytest.fixture
def program(edition):
    """Start a server as a program of its own; give it, and the port it says it listens at."""
    source = str(Path(__file__).parents[2] / "src")
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *STAND_IN],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": source},
    )
    yield program, re.fullmatch(r"http://127\.0\.0\.1:(\d+)/\n", program.stdout.readline())[1]
    program.kill()
    program.communicate()


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_server_that_is_ended_ends_its_runs_and_leaves_nothing(program, edition, name):
    process, port = program
    elsewhere = Site.__new__(Site)
    elsewhere.port, elsewhere.address = int(port), f"http://127.0.0.1:{port}"
    address = elsewhere.start("slow")
    folder = paths.build() / "tiny" / "served"
    pids = folder / address.rpartition("/")[2] / "made" / "pids"
    while not (pids.is_file() and pids.read_text()):
        assert process.poll() is None
        time.sleep(0.05)
    pid = int(pids.read_text())
    assert alive(pid)
    process.send_signal(signal.Signals[name])
    _, said = process.communicate(timeout=120)
    assert not alive(pid)
    assert not folder.exists()
    assert "Traceback" not in said


def test_open_pages_do_not_keep_a_server_from_ending(site):
    import http.client

    address = site.start("slow")
    site.until(address, "running")
    reader = http.client.HTTPConnection("127.0.0.1", site.port, timeout=120)
    reader.request("GET", f"{address}/events")
    response = reader.getresponse()
    assert response.readline().startswith(b"data: ")
    site.close()
    assert not site.thread.is_alive()
    assert b'"ended": true' in response.read()
    reader.close()
    assert not site.runs.folder.exists()


def test_what_an_earlier_server_left_is_cleared_but_not_what_another_serves(edition):
    left = paths.build() / "tiny" / "served" / "left"
    left.mkdir(parents=True)
    (left / "page.ipynb").write_text("{}")
    first = Site(edition)
    try:
        assert not left.exists()
        address = first.start()
        run = first.until(address, "changed")
        second = Site(edition)
        second.close()
        assert run.folder.is_dir()
        assert first.get(f"{address}/page").status == 200
    finally:
        first.close()
    assert not left.parent.exists()


def test_a_port_that_is_taken_is_one_paragraph(edition):
    with listening(0) as taken:
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"Port {port} .* --port {port + 1}") as refused:
            serve(edition, port=port, ready=print)
    assert "\n" not in str(refused.value)
    assert refused.value.exit_code == PortTaken.exit_code not in (0, 1, 2, 10)


def test_an_edition_without_pages_is_not_served(edition):
    for page in (paths.build() / "tiny").rglob("*.ipynb"):
        page.unlink()
    with pytest.raises(MissingInput, match="insight build tiny"):
        serve(edition, port=0, ready=print)


def test_the_command_serves_the_edition_it_names(edition, monkeypatch, capsys):
    from typer.testing import CliRunner

    import insight.serve
    from insight import cli

    asked = {}

    def served(edition, *, port, browse, ready):
        asked.update(edition=edition.id, port=port, browse=browse)
        ready("http://127.0.0.1:9/")

    monkeypatch.setattr(insight.serve, "serve", served)
    said = CliRunner().invoke(cli.app, ["serve", "tiny", "--port", "9", "--no-open"])
    assert said.exit_code == 0
    assert said.stdout == "Tiny <edition> & sons: http://127.0.0.1:9/ (Ctrl+C closes it)\n"
    assert asked == {"edition": "tiny", "port": 9, "browse": False}
