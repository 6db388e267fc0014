"""What a child tells: the messages a kernel would send, in the order they happened."""

import io
import os
from multiprocessing.connection import Connection
from typing import Any

from jupyter_client.session import Session

FULL = 1 << 20  # characters of a stream that are sent without waiting for more


class Messages(Session):
    """A session whose messages go over a connection."""

    def __init__(self, connection: Connection):
        super().__init__(key=b"")
        self.connection = connection

    def send(self, stream, msg_or_type, content=None, *_, **__) -> None:
        """Send a message, as a shell's display hook and publisher do."""
        if isinstance(msg_or_type, dict):
            self.tell(msg_or_type["msg_type"], msg_or_type["content"])
        else:
            self.tell(msg_or_type, content)

    def tell(self, kind: str, content: Any) -> None:
        """Send one message."""
        self.connection.send((kind, content))


class Stream(io.TextIOBase):
    """Standard output or error: what Python writes, and what anything writes to the descriptor.

    The descriptor leads to a file in memory, so no thread is needed to read it. Text is kept
    until it is flushed: before each display, at the end of a cell, or when there is much.
    """

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, messages: Messages, name: str, descriptor: int):
        self.messages, self.name, self.descriptor = messages, name, descriptor
        self.written: list[str] = []
        self.size = 0
        self.below = os.memfd_create(name)
        os.dup2(self.below, descriptor)
        self.read_to = 0

    def write(self, text: str) -> int:
        """Keep text to be told."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.fstat(self.below).st_size > self.read_to:
            self._take()
        self.written.append(text)
        self.size += len(text)
        if self.size > FULL:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Tell what has been written."""
        if os.fstat(self.below).st_size > self.read_to:
            self._take()
        if self.size:
            text = "".join(self.written)
            self.written, self.size = [], 0
            self.messages.tell("stream", {"name": self.name, "text": text})

    def fileno(self) -> int:
        """Give the descriptor, for programs that a cell starts."""
        return self.descriptor

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def isatty(self) -> bool:
        """Say that no one sits before it."""
        return False

    def _take(self) -> None:
        """Take over what came by way of the descriptor."""
        size = os.fstat(self.below).st_size
        text = os.pread(self.below, size - self.read_to, self.read_to).decode("utf-8", "replace")
        self.read_to = size
        self.written.append(text)
        self.size += len(text)
