"""The kinds of page a site has, and one page of each to look at."""

from pathlib import Path


def kinds(site: Path) -> dict[str, str]:
    """Give the kinds of page, each with the path of one: of reports, the list and the longest page.

    site : the folder with index.html. A page people wrote is a kind of its own.
    """
    found = {"landing": "index.html"}
    found |= {path.stem: path.name for path in sorted(site.glob("*.html")) if path.stem != "index"}
    for folder in sorted((site / "reports").glob("*/")):
        pages = [path for path in folder.glob("*.html") if path.stem != "index"]
        longest = max(pages, key=lambda path: (path.stat().st_size, path.name))
        if (folder / "index.html").is_file():  # a report of one page has no list
            found[f"{folder.name} list"] = f"reports/{folder.name}/index.html"
        found[folder.name] = longest.relative_to(site).as_posix()
    return found


def pages(site: Path) -> list[str]:
    """Give the paths of all pages of a site."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
