"""What machines that make pages together have in common: a folder, or a URL that fsspec can write to."""

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import fsspec

from insight import paths

# The time of every file of a bundle, so that the same files give the same bytes.
FIXED = (1980, 1, 1, 0, 0, 0)


class Share:
    """A place that every machine of a run can read and write.

    url : a folder that all of them see under one name, or a URL of fsspec's: s3://, abfs://, gcs://.
    """

    def __init__(self, url: str):
        self.url = url
        self.system, self.top = fsspec.core.url_to_fs(url)

    def has(self, name: str) -> bool:
        """Say whether there is a file of this name."""
        return bool(self.system.exists(self._at(name)))

    def read(self, name: str) -> bytes:
        """Give a file's content."""
        return bytes(self.system.cat_file(self._at(name)))

    def write(self, name: str, content: bytes) -> None:
        """Write a file, whole or not at all."""
        place = self._at(name)
        self.system.makedirs(place.rpartition("/")[0], exist_ok=True)
        half = f"{place}.half-{os.getpid()}-{os.urandom(4).hex()}"
        self.system.pipe_file(half, content)
        self.system.mv(half, place)

    def names(self, folder: str) -> set[str]:
        """Give the names of the files in a folder."""
        place = self._at(folder)
        if not self.system.exists(place):
            return set()
        return {str(path).rpartition("/")[2] for path in self.system.ls(place, detail=False)}

    def _at(self, name: str) -> str:
        return f"{str(self.top).rstrip('/')}/{name}"


def send(share: Share, beside: Iterable[Path]) -> str:
    """Put what pages are made from where every machine finds it; give its name.

    beside : folders and files below the project's folder, such as the findings. The notebooks, the
    definitions and the configuration go with them. What is there already is not sent again.
    """
    root, packed = paths.root(), io.BytesIO()
    wanted = [root / "_config.yml", *_files(paths.params()), *_files(paths.notebooks())]
    for place in beside:
        wanted += _files(place) if place.is_dir() else [place]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as bundle:
        for path in sorted(set(wanted)):
            bundle.writestr(zipfile.ZipInfo(path.relative_to(root).as_posix(), FIXED), path.read_bytes())
    content = packed.getvalue()
    name = f"bundles/{hashlib.sha256(content).hexdigest()[:32]}.zip"
    if not share.has(name):
        share.write(name, content)
    return name


def received(share: Share, name: str) -> Path:
    """Give a folder of this machine that holds what `send` put there."""
    home = Path(tempfile.gettempdir()) / f"insight-{os.getuid()}" / Path(name).stem
    if not home.is_dir():
        half = home.with_name(f"{home.name}.half-{os.getpid()}")
        half.mkdir(parents=True, mode=0o700)
        with zipfile.ZipFile(io.BytesIO(share.read(name))) as bundle:
            bundle.extractall(half)
        try:
            half.rename(home)
        except OSError:  # another process of this machine was sooner
            shutil.rmtree(half)
    return home


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
