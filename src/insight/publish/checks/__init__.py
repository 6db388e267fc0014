"""One check per file. Its first line is the rule; `faults` looks at a page, `faults_between` at the site."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType


def checks() -> list[ModuleType]:
    """Give every check, by name: the files of this folder."""
    names = sorted(module.name for module in iter_modules(__path__))
    return [import_module(f"{__name__}.{name}") for name in names]


def name_of(check: ModuleType) -> str:
    """Give the name people use for a check: that of its file."""
    return check.__name__.rpartition(".")[2].replace("_", " ")


def rule_of(check: ModuleType) -> str:
    """Give the rule a check keeps, as a sentence."""
    return (check.__doc__ or "").splitlines()[0]


def with_part(part: str) -> Iterator[tuple[str, ModuleType]]:
    """Give the checks that have a function of this name, each with its own name."""
    for check in checks():
        if hasattr(check, part):
            yield name_of(check), check
