"""The last look at a finished site: nothing in it tells a figure that is withheld."""

from pathlib import Path

from insight.definitions import Edition
from insight.disclosure.published import leaks, unread
from insight.errors import SmallNumbersTold
from insight.findings.load import load

FURNITURE = "_static/"  # what the theme brings: the same whatever was found


def nothing_told(edition: Edition, site: Path) -> None:
    """Raise SmallNumbersTold when a file of a site has a number where a withheld finding is named.

    site : a folder of finished files. Words, tables, attributes, charts and data files are
    read alike; a file of a kind that cannot be read is refused as well, unless it is the theme's.
    """
    rows = load(edition.id)
    if rows["withheld"].isna().all():
        return
    closed = [name for name in unread(site) if not name.startswith(FURNITURE)]
    if closed:
        raise SmallNumbersTold.rows(
            f"{len(closed)} files of {edition.id} are of kinds that cannot be looked through:",
            closed,
            "Take them out of the site; the one that stands was left as it is.",
        )
    found = leaks(site, rows)
    if len(found):
        raise SmallNumbersTold.rows(
            f"{len(found)} withheld figures of {edition.id} can be read in its pages:",
            [f"{row.file}, {row.where}: {row.text}" for row in found.itertuples()],
            f"Make the pages again with `insight run {edition.id}`. Where that does not help, mend what "
            "writes them. The site that stands was left as it is.",
        )
