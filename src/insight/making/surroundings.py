"""What a page is made among: the environment that it inherits, and who is told how far it is."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from insight import paths

Step = Callable[[int, int], None]  # the number of a cell that begins, of how many


@contextmanager
def surroundings(clock: int) -> Iterator[None]:
    """Set what a kernel inherits, so that a page does not depend on who makes it or when.

    clock : the time that pages believe it is, in seconds since 1970.
    """
    before = dict(os.environ)
    os.environ.pop("MPLBACKEND", None)
    os.environ.update(
        INSIGHT_ROOT=str(paths.root()),
        IPYTHONDIR=str(paths.build() / "ipython"),
        JUPYTER_PREFER_ENV_PATH="1",
        OMP_NUM_THREADS="1",
        OPENBLAS_NUM_THREADS="1",
        PYTHONHASHSEED="0",
        SOURCE_DATE_EPOCH=str(clock),
    )
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
