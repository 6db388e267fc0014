"""A PostgreSQL server of our own, in a folder that goes away, where Debian's programs are installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NONE = "PostgreSQL is not here: Debian's package is called postgresql, and .ci/postgres installs it"
PASSWORD = "hush?&/@ it's"  # of everybody, with what must be written otherwise in an address
SETTINGS = "fsync=off synchronous_commit=off full_page_writes=off shared_buffers=32MB max_connections=30"


@dataclass(frozen=True)
class Cluster:
    """A server that listens on loopback and in its folder."""

    programs: Path
    folder: Path
    port: int

    def address(self, database: str = "postgres", user: str = "postgres") -> str:
        """Give the address of a database, by its socket, where nobody needs a password."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}&port={self.port}"

    def over_the_network(self, database: str = "postgres", user: str = "postgres") -> str:
        """Give the address of a database on loopback, where everybody needs one."""
        return f"postgresql+psycopg://{user}@127.0.0.1:{self.port}/{database}"

    def control(self, *words: str) -> None:
        """Have pg_ctl do something."""
        run(self.programs / "pg_ctl", "-D", self.folder / "data", "-w", *words)

    def start(self) -> None:
        """Start the server."""
        settings = [f"port={self.port}", f"unix_socket_directories={self.folder}", *SETTINGS.split()]
        options = " ".join(f"-c {one}" for one in (*settings, "listen_addresses=127.0.0.1"))
        self.control("-l", str(self.folder / "log"), "-o", options, "start")


def programs() -> Path | None:
    """Give the folder of the newest PostgreSQL that is installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def run(*words: object) -> None:
    """Run a program of PostgreSQL, as the user postgres where we are root, which it refuses to serve."""
    as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*as_postgres, *map(str, words)], cwd="/", capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"


@contextmanager
def running() -> Iterator[Cluster]:
    """Give a server, which is stopped and taken away in the end."""
    at = programs()
    assert at is not None
    folder = Path(tempfile.mkdtemp(prefix="insight-postgres-"))  # a socket's path must be short
    secret = folder / "password"
    secret.write_text(PASSWORD)
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, "postgres")
    folder.chmod(0o755)
    rules = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={secret}", "--username=postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        cluster = Cluster(at, folder, free.getsockname()[1])
    try:
        run(at / "initdb", "-D", folder / "data", "-E", "UTF8", "--locale=C.UTF-8", "-N", *rules)
        cluster.start()
        yield cluster
    finally:
        if (folder / "data" / "postmaster.pid").is_file():
            cluster.control("-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)
