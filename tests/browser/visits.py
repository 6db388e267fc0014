"""One page opened in one state, and everything it asked for or complained of."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route

INLINE = ("data:", "blob:", "about:")
FORGET = "localStorage.clear(); sessionStorage.clear();"
_idle: dict[tuple, list["Visit"]] = {}  # by browser, colours and scripts: windows that stand empty


@dataclass(frozen=True)
class State:
    """What a reader looks at a page with. width, height : of the window, in pixels."""

    name: str
    width: int
    height: int = 900
    dark: bool = False


DESKTOP, PHONE = State("desktop", 1280), State("phone", 375, 800)
DARK, DARK_PHONE = State("desktop dark", 1280, dark=True), State("phone dark", 375, 800, dark=True)
STATES = (DESKTOP, PHONE, DARK, DARK_PHONE)


@dataclass
class Visit:
    """A page that stands open. faults : what it asked for elsewhere, could not load or complained of."""

    page: Page
    home: str
    faults: list[str] = field(default_factory=list)
    loaded: list[str] = field(default_factory=list)

    def ours(self, address: str) -> bool:
        """Say whether an address lies in the site."""
        return address.startswith((self.home, *INLINE))

    def guard(self) -> None:
        """Stop what the page asks for from elsewhere from now on, and note it."""
        inside = "|".join(re.escape(start) for start in (self.home, *INLINE))
        self.page.context.unroute_all()
        self.page.context.route(re.compile(f"^(?!{inside})"), self._stop)

    def _stop(self, route: Route) -> None:
        self.faults.append(f"asks for {route.request.url}")
        route.abort()

    def empty(self) -> None:
        """Forget what the page left behind, and leave it."""
        with suppress(Exception):  # a page without an address of its own can keep nothing
            self.page.evaluate(FORGET)
        self.page.context.clear_cookies()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.loaded.clear()

    def go(self, address: str) -> None:
        """Open another page in the same window, with nothing noted of the one before.

        Raises FileNotFoundError where there is none.
        """
        if self.loaded:
            self.page.goto("about:blank")
        self.faults.clear()
        self.loaded.clear()
        answer = self.page.goto(address, wait_until="load")
        if answer is not None and answer.status >= 400:
            raise FileNotFoundError(f"There is no {address}.")

    def watch(self) -> None:
        """Note what goes wrong from now on."""
        self.page.on("request", lambda request: self.loaded.append(request.url))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.faults.append(f"stops with {error}"))

    def _failed(self, request: Request) -> None:
        left = request.failure == "net::ERR_ABORTED"  # the page was left before it came
        if self.ours(request.url) and not left:
            self.faults.append(f"cannot load {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"cannot load {response.url}: {response.status}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"says {message.text}")


@contextmanager
def visit(browser: Browser, address: str, state: State = DESKTOP, *, script: bool = True) -> Iterator[Visit]:
    """Open a page in a state of its own: no cookies, nothing remembered, nothing from outside the site.

    address : http:// or file://. script : whether the browser runs scripts at all. To open a window takes
    longer than to load a page, so one that has been emptied is used again, unless something went wrong in it.
    """
    parts = urlsplit(address)
    idle = _idle.setdefault((browser, state.dark, script), [])
    seen = idle.pop() if idle else _window(browser, state, script)
    try:
        seen.home = f"{parts.scheme}://{parts.netloc}/"
        seen.page.set_viewport_size({"width": state.width, "height": state.height})
        seen.page.emulate_media(media="null", color_scheme="dark" if state.dark else "light")
        seen.guard()
        seen.go(address)
        yield seen
        seen.empty()
    except BaseException:
        seen.page.context.close()
        raise
    idle.append(seen)


def _window(browser: Browser, state: State, script: bool) -> Visit:
    """Open an empty window, whose faults are noted."""
    context = browser.new_context(
        viewport={"width": state.width, "height": state.height},
        color_scheme="dark" if state.dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="en-GB",
    )
    seen = Visit(context.new_page(), "")
    seen.watch()
    return seen
