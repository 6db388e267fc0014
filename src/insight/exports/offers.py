"""What a site may offer for download: the data of its edition, each file just as it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from insight import definitions
from insight.definitions import Edition
from insight.exports.fields import TITLES
from insight.exports.made_up import mark
from insight.exports.making import current, files, folder
from insight.exports.package import DESCRIPTION
from insight.markup import slug

PLACE = "data"  # in the site
KINDS = {"csv": "CSV", "parquet": "Parquet", "ods": "ODS", "xlsx": "Excel", "zip": "ZIP", "json": "JSON"}
WHOLE, DICTIONARY, SCHEMA = "Everything in one archive", "Data dictionary", "Schema of the findings"
ABOUT = "Description of the package (Frictionless)"


@dataclass(frozen=True)
class Offer:
    """One file a site offers. `about` is what it is about, such as icb=QWO; '' when that is everything."""

    path: Path
    sha256: str
    title: str
    kind: str
    about: str = ""

    @property
    def words(self) -> str:
        """Give what a link to it says."""
        return f"{self.title} ({self.kind}, {size(self.path.stat().st_size)})"


def offers(edition: Edition, icb: str | None = None) -> dict[str, Offer]:
    """Give what may be offered, by its name in the site; nothing when the data are not those of now.

    icb : the code of an ICB, for a site with the pages about it alone: its own data and the small
    tables beside them.
    """
    if not current(edition):
        return {}
    known = {name: _offer(name, digest, edition) for name, digest in files(edition.id).items()}
    wanted = {name: one for name, one in known.items() if icb is None or _of_board(name, one, icb)}
    return {f"{PLACE}/{name}": one for name, one in wanted.items()}


def size(count: int) -> str:
    """Give the size of a file for readers.

    >>> size(812), size(24_696), size(58_069_889)
    ('1 kB', '25 kB', '58.1 MB')
    """
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(round(count / 1e3), 1)} kB"


def _offer(name: str, digest: str, edition: Edition) -> Offer:
    stem, kind = name.split("/")[-1].rsplit(".", 1)
    stem = stem.removesuffix(mark(edition))
    path = folder(edition.id) / name
    if name.startswith("icb/"):
        board = _boards(edition)[stem]
        return Offer(path, digest, f"Findings of {board['short_name']}", KINDS[kind], f"icb={board['area']}")
    if name.startswith("topics/"):
        audit = _audits(edition)[stem]
        return Offer(path, digest, f"Data tables: {audit.topic}", KINDS[kind], f"audit={audit.id}")
    titles = TITLES | {"dictionary": DICTIONARY, "findings.schema": SCHEMA, DESCRIPTION.split(".")[0]: ABOUT}
    return Offer(path, digest, titles.get(stem, WHOLE), KINDS[kind])


def _of_board(name: str, one: Offer, icb: str) -> bool:
    """Say whether a site of one ICB offers a file: its own, and the tables that explain it."""
    small = one.about == "" and one.title not in (WHOLE, ABOUT, TITLES["findings"])
    return one.about == f"icb={icb}" or small


def _boards(edition: Edition) -> Mapping[str, dict]:
    rows = pd.read_parquet(folder(edition.id) / f"areas{mark(edition)}.parquet")
    return {slug(row["area"]): row for row in rows[rows["area_type"] == "icb"].to_dict("records")}


def _audits(edition: Edition) -> Mapping[str, definitions.Audit]:
    return {slug(audit.id): audit for audit in definitions.audits_of(edition)}
