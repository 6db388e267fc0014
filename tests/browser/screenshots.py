"""Pictures of pages, kept for whoever looks a build over."""

import os
from pathlib import Path

from playwright.sync_api import Page

TALLEST = 12_000  # pixels: a longer page is kept as far as that


def folder() -> Path:
    """Give where pictures are kept: INSIGHT_SCREENSHOTS, else _build/screenshots in the project."""
    said = os.environ.get("INSIGHT_SCREENSHOTS")
    return Path(said) if said else Path(__file__).parents[2] / "_build" / "screenshots"


def keep(page: Page, kind: str, state: str) -> Path:
    """Keep a picture of a whole page; give its path."""
    path = folder() / f"{kind} {state}.png".replace(" ", "-")
    path.parent.mkdir(parents=True, exist_ok=True)
    size = page.evaluate("[document.documentElement.clientWidth, document.documentElement.scrollHeight]")
    clip = {"x": 0, "y": 0, "width": size[0], "height": min(size[1], TALLEST)}
    page.screenshot(path=path, full_page=True, clip=clip)
    return path
