"""A clock that is wrong: this process believes another time, whatever it asks."""

import datetime
import sys
import time

REAL = datetime.datetime


class AnyDay(type):
    """Any real day and time counts as one of ours."""

    def __instancecheck__(cls, one):
        return isinstance(one, REAL)

    def __subclasscheck__(cls, kind):
        return issubclass(kind, REAL)


class Wrong(REAL, metaclass=AnyDay):
    """A day and time, of which now is another."""

    @classmethod
    def now(cls, tz=None):
        return REAL.fromtimestamp(time.time(), tz)

    @classmethod
    def utcnow(cls):
        return REAL.fromtimestamp(time.time(), datetime.UTC).replace(tzinfo=None)

    @classmethod
    def today(cls):
        return REAL.fromtimestamp(time.time())


def set_to(seconds: float) -> None:
    """Set the clock of this process, in seconds since 1970; it goes on from there."""
    real, ns = time.time, time.time_ns
    ahead = seconds - real()
    parts = {name: getattr(time, name) for name in ("localtime", "gmtime")}
    time.time = lambda: real() + ahead
    time.time_ns = lambda: ns() + int(ahead * 1e9)
    for name, part in parts.items():
        setattr(time, name, lambda given=None, part=part: part(time.time() if given is None else given))
    was = datetime.datetime
    datetime.datetime = Wrong
    skipped = ("pandas", "numpy", "pyarrow", __name__)  # which tell the kinds of things by their classes
    for module in [one for name, one in sys.modules.items() if one and not name.startswith(skipped)]:
        for name, value in list(vars(module).items()):
            if value is was:
                setattr(module, name, Wrong)
