"""One page opened in one state, and everything it asked for or complained of."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, Route

INLINE = ("data:", "blob:", "about:")


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

    def decide(self, route: Route) -> None:
        """Let a request through when it stays in the site; else stop it and note it."""
        if self.ours(route.request.url):
            route.continue_()
        else:
            self.faults.append(f"asks for {route.request.url}")
            route.abort()

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

    address : http:// or file://. script : whether the browser runs scripts at all.
    """
    parts = urlsplit(address)
    context = browser.new_context(
        viewport={"width": state.width, "height": state.height},
        color_scheme="dark" if state.dark else "light",
        java_script_enabled=script,
        reduced_motion="reduce",
        locale="en-GB",
    )
    try:
        seen = Visit(context.new_page(), f"{parts.scheme}://{parts.netloc}/")
        context.route("**/*", seen.decide)
        seen.watch()
        seen.go(address)
        yield seen
    finally:
        context.close()
