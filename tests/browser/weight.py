"""What a reader downloads to see a page: itself, its styles and scripts, as a server would pack them."""

import gzip
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

MOST = 250_000  # bytes
FONTS = (".woff2", ".woff", ".ttf", ".otf")


def weight(site: Path, loaded: Iterable[str]) -> int:
    """Give the bytes of what was loaded, packed, other than fonts.

    loaded : the addresses a visit to one page of a served site asked for.
    """
    names = {unquote(urlsplit(address).path).lstrip("/") for address in loaded if address.startswith("http")}
    paths = [site / name for name in sorted(names) if not name.endswith(FONTS)]
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths if path.is_file())


def too_heavy(site: Path, loaded: Iterable[str]) -> list[str]:
    """Say how heavy a page is, if that is more than 250 kB."""
    found = weight(site, loaded)
    return [f"{found / 1000:,.0f} kB packed, and 250 is the most"] if found > MOST else []
