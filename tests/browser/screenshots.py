"""Pictures of pages, kept for whoever looks a build over, where INSIGHT_SCREENSHOTS says."""

import os
from pathlib import Path

from playwright.sync_api import Page

TALLEST = 12_000  # pixels: a longer page is kept as far as that


def keep(page: Page, kind: str, state: str) -> None:
    """Keep a picture of a whole page in the folder that INSIGHT_SCREENSHOTS names; none without it."""
    folder = os.environ.get("INSIGHT_SCREENSHOTS")
    if not folder:
        return
    path = Path(folder) / f"{kind} {state}.png".replace(" ", "-")
    path.parent.mkdir(parents=True, exist_ok=True)
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    page.screenshot(path=path, full_page=True, clip=clip)
