"""One page of every kind in a built site, looked at in a browser: the faults of each kind, by check.

python benchmarks/pages_checked.py [SITE] [--every]

SITE is a folder with index.html, _build/demo/html unless another is named. Pages are looked at
light and dark, 1280 and 375 pixels wide. A table counts faults by check and kind of page; each
fault that differs is listed below it, the first ten of a check and kind unless --every is said.
Ends with 1 if there is any.
"""

import sys
import time
from pathlib import Path

from scratch import PROJECT

sys.path.insert(0, str(PROJECT / "tests"))

ELSEWHERE = {"9": "PDF and Word", "10": "made again, nothing changes"}
SHOWN = 10


def main(site: Path, *, every: bool) -> int:
    """Print the table and the faults; give 1 if there is any, else 0."""
    from browser.checked import CHECKS, checked
    from browser.chromium import opened
    from browser.kinds import kinds
    from browser.serving import served

    began, pages, found = time.perf_counter(), kinds(site), {}
    with opened() as browser, served(site) as home:
        for kind, path in pages.items():
            found[kind] = checked(browser, site, home, path)
            faults = sum(map(len, found[kind].values()))
            print(f"{time.perf_counter() - began:5.0f} s  {faults:3} faults  {kind} ({path})", flush=True)
    print()
    _table({**CHECKS, **ELSEWHERE}, found)
    total = 0
    for kind, faults in found.items():
        for name, lines in faults.items():
            total += len(lines)
            _list(f"{name}, {kind} ({pages[kind]})", lines, len(lines) if every else SHOWN)
    print(f"{total} faults in {len(pages)} kinds of page, {time.perf_counter() - began:.0f} s.")
    return int(total > 0)


def _table(checks: dict[str, str], found: dict[str, dict[str, list[str]]]) -> None:
    print(f"{'check':<40}" + "".join(f"{number:>4}" for number in range(1, len(found) + 1)))
    for name, words in checks.items():
        counts = [faults.get(name) for faults in found.values()]
        shown = "".join(f"{len(lines):>4}" if lines else "   ." for lines in counts if lines is not None)
        print(f"{name:<6}{words:<34}{shown or '   elsewhere'}")
    print("  ".join(f"{number} {kind}" for number, kind in enumerate(found, 1)) + "\n")


def _list(heading: str, lines: list[str], most: int) -> None:
    if not lines:
        return
    told = list(dict.fromkeys(lines))
    print(f"{heading}: {len(lines)}")
    for line in told[:most]:
        print(f"  {line[:220]}")
    if len(told) > most:
        print(f"  and {len(told) - most} more")


if __name__ == "__main__":
    named = [word for word in sys.argv[1:] if not word.startswith("--")]
    folder = Path(named[0]) if named else PROJECT / "_build/demo/html"
    sys.exit(main(folder.resolve(), every="--every" in sys.argv))
