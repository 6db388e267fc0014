"""A small project of its own for a process that tries readers, laid out once."""

import shutil
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

import invented
from fuzz.promise import HERE, scratch
from insight.definitions import Source
from insight.definitions.strict import build

ABOUT = YAML(typ="safe", pure=True).load(invented.SOURCE)


@cache
def project() -> Path:
    """Give the folder of a project with our areas, an invented audit and room for data."""
    folder = scratch() / "project"
    (folder / "params").mkdir(parents=True)
    (folder / "params" / "areas").symlink_to(HERE / "params" / "areas")
    (folder / "_config.yml").write_text("title: invented\n")
    invented.write(folder / "params/audits/naic.yml", (invented.DATA / "naic.yml").read_text())
    (folder / "data").mkdir()
    shutil.copy(invented.DATA / "invented_care.csv", folder / "data" / "care.csv")
    return folder


def source(kind: str, name: str, **changes) -> Source:
    """Give the invented source, read from a file of a kind."""
    about = ABOUT | {"kind": kind, "files": [{"path": name}], "id": "table"} | changes
    return build(Source, about, where=project() / "params" / "sources" / "table.yml")
