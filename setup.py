"""What pyproject.toml cannot say: the archive of sources is the same bytes wherever it is built."""

import gzip
import os
import tarfile
import time
from pathlib import Path

from setuptools import setup
from setuptools.command.sdist import sdist


class Settled(sdist):
    """An archive whose entries are in order, of nobody, and of one time: SOURCE_DATE_EPOCH, else now."""

    def make_archive(self, base_name, format, root_dir=None, base_dir=None, **other):
        """Write the archive; give its path."""
        if format != "gztar":
            return super().make_archive(base_name, format, root_dir, base_dir, **other)
        clock = int(os.environ.get("SOURCE_DATE_EPOCH", time.time()))

        def settled(entry: tarfile.TarInfo) -> tarfile.TarInfo:
            entry.uid = entry.gid = 0
            entry.uname = entry.gname = ""
            entry.mtime, entry.mode = clock, 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
            return entry

        name = Path(f"{base_name}.tar.gz")
        name.parent.mkdir(parents=True, exist_ok=True)
        with (
            name.open("wb") as file,
            gzip.GzipFile("", "wb", fileobj=file, mtime=clock) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            archive.add(base_dir, filter=settled)  # which adds what is in a folder in the order of names
        return str(name)


setup(cmdclass={"sdist": Settled})
