"""Seconds and peak memory of each step of the demonstration edition.

python benchmarks/demo_edition.py [EDITION]
"""

import sys

from measure import measure
from scratch import project

STEPS = {
    # step: the Python that does it
    "fetch": "from insight import definitions, store; store.fetch(definitions.edition({0!r}))",
    "findings": "from insight import definitions, findings; findings.make(definitions.edition({0!r}))",
    "run": "from insight.cli import app; app(['run', {0!r}], standalone_mode=False)",
    "book": "from insight.cli import app; app(['book', {0!r}], standalone_mode=False)",
}


def main(edition: str = "demo") -> None:
    """Print a line per step, measured in a fresh copy of the project."""
    with project(store=False) as copy:
        print(f"{'step':<10}{'seconds':>9}{'peak MiB':>10}{'share':>8}")
        found = {step: measure(code.format(edition), copy) for step, code in STEPS.items()}
        total = sum(step["seconds"] for step in found.values())
        for name, step in found.items():
            print(f"{name:<10}{step['seconds']:>9.1f}{step['mib']:>10.0f}{step['seconds'] / total:>8.0%}")
        pages = len(list((copy / "_build").rglob("reports/*/*.ipynb")))
        print(f"{pages} pages, {found['run']['seconds'] / max(pages, 1):.2f} s a page")


if __name__ == "__main__":
    main(*sys.argv[1:])
