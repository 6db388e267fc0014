"""A server for tests, on a free port, with a stand-in for what makes pages, and someone who asks it."""

import asyncio
import http.client
import re
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlencode

from insight.serve import app
from insight.serve.server import Server, listening

STAND_IN = (sys.executable, str(Path(__file__).parent / "serve" / "stand_in.py"))
NOTED = (
    "# NAME",
    'icb = "QWO"  # ICB code\nedition = "tiny"\nnote = "as it is"  # what to remember\n'
    "limit = 0.5  # a fraction\nadults = True\nmany = [1, 2]",
    "print(icb)",
)


class Answer:
    """What a server answered."""

    def __init__(self, response: http.client.HTTPResponse):
        self.status, self.headers = response.status, response.headers
        self.bytes = response.read()
        self.text = self.bytes.decode()


class Site:
    """A server in a thread, and someone who asks it."""

    def __init__(self, edition, command=STAND_IN, **limits):
        self.app = app(edition, command, **limits)
        self.runs = self.app.state.runs
        self.listener = listening(0)
        self.port = self.listener.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        ready = threading.Event()
        self.server = Server(self.app, ready.set)
        self.thread = threading.Thread(target=lambda: asyncio.run(self.server.serve([self.listener])))
        self.thread.start()
        assert ready.wait(60)

    def close(self):
        self.server.should_exit = True
        self.thread.join(60)
        self.listener.close()

    def ask(self, method, path, body=None, **headers):
        """Ask as a browser at this machine would, but for the headers given; None leaves one out."""
        sent = {"Host": f"127.0.0.1:{self.port}"}
        if method == "POST":
            sent["Origin"] = self.address
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        data = urlencode(body).encode() if isinstance(body, dict | list) else body or b""
        for name, value in ({"Content-Length": str(len(data))} | sent).items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(data)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def get(self, path, **headers):
        return self.ask("GET", path, **headers)

    def post(self, path, body, **headers):
        return self.ask("POST", path, body, **headers)

    @property
    def token(self):
        return re.search(r'name="token" value="(\w+)"', self.get("/").text)[1]

    def start(self, note="changes", icb="QWO"):
        """Begin a run of the report with a note; give its address."""
        form = {"token": self.token, "report": "noted", "icb": icb, "note": note}
        answer = self.post("/runs", form)
        assert answer.status == 303, answer.text
        return answer.headers["Location"]

    def cancel(self, address):
        return self.post(f"{address}/cancel", {"token": self.token})

    def found(self, address):
        """Give the run that has an address."""
        return self.runs.found[address.rpartition("/")[2]]

    def until(self, address, *states):
        """Wait until a run is in one of some states; give it."""
        run, end = self.found(address), time.monotonic() + 120
        while run.state not in states:
            assert time.monotonic() < end, f"still {run.state}: {run.said}"
            time.sleep(0.02)
        return run


def alive(pid: int) -> bool:
    """Tell whether a process is there and has not ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
