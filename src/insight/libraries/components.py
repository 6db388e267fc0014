"""Libraries that are pinned, with the licence that each one says it has."""

import re
from importlib import metadata
from pathlib import Path
from typing import Literal, NamedTuple

from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from insight.libraries.record import MadeWith

PIN = re.compile(r"([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+))?")
UNKNOWN = "not said"
SPDX = {  # what people write, as SPDX calls it
    "Apache 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
LONGEST = 60  # letters of a licence's name; what is longer is its text


class Component(NamedTuple):
    """A library that makes a site, or something that comes with one."""

    name: str
    version: str
    licence: str
    kind: Literal["library", "shipped"]
    about: str
    needs: tuple[str, ...] = ()  # names of others


def components(lock: Path, known: MadeWith) -> list[Component]:
    """Give every library that a lock pins for this machine, by name, then what comes with a site.

    lock : as pip reads it. A library that is not installed here has no known licence.
    """
    pinned = _pinned(lock.read_text(encoding="utf-8"))
    found = [_library(name, version, pinned) for name, version in sorted(pinned.items())]
    shipped = [Component(one.name, one.version, one.licence, "shipped", one.does) for one in known.shipped]
    return found + shipped


def _pinned(text: str) -> dict[str, str]:
    """Give versions by name, of the lines that count for this machine."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        pin = PIN.match(line)
        if pin and (pin[3] is None or Marker(pin[3].strip()).evaluate()):
            found[canonicalize_name(pin[1])] = pin[2]
    return found


def _library(name: str, version: str, pinned: dict[str, str]) -> Component:
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Component(name, version, UNKNOWN, "library", "")
    said = " ".join(_field(about, "Summary").split())
    wanted = [Requirement(each) for each in metadata.requires(name) or ()]
    needs = {
        canonicalize_name(each.name)
        for each in wanted
        if each.marker is None or each.marker.evaluate({"extra": ""})
    }
    return Component(name, version, _licence(about), "library", said, tuple(sorted(needs & pinned.keys())))


def _licence(about: metadata.PackageMetadata) -> str:
    """Give a licence as a library says it: as an expression, else by its kinds, else in its own words."""
    if expression := _field(about, "License-Expression"):
        return expression
    kinds = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier") or () if "License ::" in each]
    named = [SPDX.get(kind, kind) for kind in kinds if kind != "OSI Approved"]
    first = next(iter(_field(about, "License").strip().splitlines()), "")
    if not named and first and len(first) <= LONGEST:
        named = [SPDX.get(first, first)]
    return ", ".join(dict.fromkeys(named)) or UNKNOWN


def _field(about: metadata.PackageMetadata, name: str) -> str:
    return str(about[name] or "") if name in about else ""
