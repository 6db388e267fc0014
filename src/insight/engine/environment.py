"""The environment that a warm process and its children live in."""

import hashlib
import json
from collections.abc import Mapping

PASSING = {"INSIGHT_WARM", "PWD", "OLDPWD", "SHLVL", "_", "COLUMNS", "LINES", "PYTEST_CURRENT_TEST"}
SET = {  # before anything is imported, unless they are set already
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",  # Arrow's memory would be tended by a thread
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",  # as kernels have it
}


def digest(environment: Mapping[str, str]) -> str:
    """Give a digest of an environment, without what changes from one shell to the next.

    >>> digest({"A": "1", "PWD": "/here"}) == digest({"A": "1", "PWD": "/there"})
    True
    """
    kept = sorted((name, value) for name, value in environment.items() if name not in PASSING)
    return hashlib.sha256(json.dumps(kept).encode()).hexdigest()
