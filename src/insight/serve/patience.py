"""How long a connection may take to ask: whoever opens many and says little keeps nobody else out."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SECONDS = 20.0  # for the first line and the headers of the first request; later ones have uvicorn's own limit


class Patient(H11Protocol):
    """HTTP as uvicorn speaks it, that hangs up on a connection whose first request does not come."""

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._waiting = self.loop.call_later(SECONDS, self._hang_up)

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._waiting.cancel()
        super().connection_lost(exc)

    def _hang_up(self) -> None:
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


async def within(seconds: float, work: Any) -> Any:
    """Give what work comes to; raises TimeoutError when it takes longer."""
    async with asyncio.timeout(seconds):
        return await work
