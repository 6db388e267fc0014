"""The browser the site is looked at with: the machine's own Chromium, when it has one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NONE = "There is no Chromium here: install one, or say where it is with INSIGHT_CHROMIUM."


def where() -> str | None:
    """Give the path of Chromium, or None. INSIGHT_CHROMIUM says where it is in place of the usual names."""
    said = os.environ.get("INSIGHT_CHROMIUM")
    return said or next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def opened() -> Iterator[Browser]:
    """Open a browser without a window. Raises FileNotFoundError where there is none."""
    path = where()
    if path is None:
        raise FileNotFoundError(NONE)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox"] if root else [],  # Chromium's sandbox will not start for root
        )
        yield browser
        browser.close()
