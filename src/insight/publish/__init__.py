"""The last checks of a site, then the atomic switch to it where it is served."""

from importlib import import_module

__all__ = ["FEWEST", "Published", "check", "served", "publish", "roll_back"]


def __getattr__(name: str):
    if name in __all__:  # looked up when asked for, as those who only check pages need little
        return getattr(import_module("insight.publish.publishing"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
