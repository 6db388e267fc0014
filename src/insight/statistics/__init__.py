"""One statistic per file; the file's name is the name YAML uses."""

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules


@cache
def names() -> frozenset[str]:
    """Give the name of every statistic a metric can name: the files in this folder, not its subfolders."""
    return frozenset(module.name for module in iter_modules(__path__) if not module.ispkg)


def get(name: str) -> Callable:
    """Give the function a statistic's file holds under its own name."""
    return getattr(import_module(f"{__name__}.{name}"), name)
