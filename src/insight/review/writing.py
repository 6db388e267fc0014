"""Files that appear whole or not at all."""

import os
from pathlib import Path


def write(path: Path, text: str) -> None:
    """Write a file beside its place, then put it there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f"{path.name}.half-{os.getpid()}")
    half.write_text(text, encoding="utf-8")
    half.replace(path)
