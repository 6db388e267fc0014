"""Seconds a page, peak memory and growth of binding a book, beside jupyter-book's default configuration.

Pages are those of an edition that has been run (the demonstration edition unless EDITION says
otherwise), copied under other names. For each size: bound from nothing, bound again when nothing
changed and when one page did, and `jupyter-book build` over the same files. The worked examples of
the methods page are made beforehand, as they are made again only when code changes.

python benchmarks/assembly.py [PAGES ...] [--default MOST] [--edition EDITION]

MOST : the largest size that is built with the default configuration too, which grows with the square
of the pages. Default: 50 200 500 1500 pages, MOST 200.
"""

import argparse
import json
import math
import shutil
import tempfile
from pathlib import Path

from measure import measure
from scratch import copy_project

PROJECT = Path(__file__).parents[1]
BIND = "from insight import book, definitions; book.bind(definitions.edition({0!r}))"
STAGE = (
    "from insight import book, definitions; from insight.book import stage; "
    "stage.stage(definitions.edition({0!r}), book.pages({0!r}))"
)
DEFAULT = (
    "import subprocess, sys; from pathlib import Path; "
    "program = Path(sys.executable).with_name('jupyter-book'); "
    "subprocess.run([program, 'build', {0!r}], check=True, stdout=subprocess.DEVNULL)"
)
PLAIN = 'title: Plain\nonly_build_toc_files: true\nexecute: {execute_notebooks: "off"}\n'
WAYS = ("bound from nothing", "one page changed", "nothing changed", "jupyter-book's default")


def write_project(home: Path, edition: str, size: int, examples: Path | None) -> None:
    """Copy the project, with `size` pages that are those of the edition over and over."""
    copy_project(home)
    made, copies = PROJECT / "_build" / edition, home / "_build" / edition
    rows = json.loads((made / "pages.json").read_text())
    rows = [row for row in rows if (made / "book/reports" / row["report"] / f"{row['name']}.ipynb").is_file()]
    listed = []
    for number in range(size):
        turn, row = divmod(number, len(rows))
        copy = rows[row] | {"name": f"{rows[row]['name']}-{turn}"}
        path = Path("book/reports") / copy["report"]
        (copies / path).mkdir(parents=True, exist_ok=True)
        shutil.copy(made / path / f"{rows[row]['name']}.ipynb", copies / path / f"{copy['name']}.ipynb")
        listed.append(copy)
    (copies / "pages.json").write_text(json.dumps(listed))
    if examples:
        shutil.copy(examples, copies / "examples.json")


def change_one(home: Path) -> None:
    """Add a word to a page in the middle of the book."""
    pages = sorted(home.glob("_build/*/book/reports/*/*.ipynb"))
    rows = json.loads(pages[len(pages) // 2].read_text())
    told = next(cell for cell in reversed(rows["cells"]) if cell["cell_type"] == "markdown")
    told["source"] = "".join(told["source"]) + "\n\nQuincunx.\n"
    pages[len(pages) // 2].write_text(json.dumps(rows, indent=1))


def timed(home: Path, edition: str, *, default: bool) -> dict[str, dict[str, float]]:
    """Give seconds and peak memory of each way to bind one project."""
    found = {WAYS[0]: measure(BIND.format(edition), home)}
    change_one(home)
    found[WAYS[1]] = measure(BIND.format(edition), home)
    found[WAYS[2]] = measure(BIND.format(edition), home)
    if default:
        plain = home / "plain"
        shutil.copytree(
            home / "_build" / edition / "book", plain, ignore=shutil.ignore_patterns("conf.py", "_templates")
        )
        (plain / "_config.yml").write_text(PLAIN)
        found[WAYS[3]] = measure(DEFAULT.format(str(plain)), home)
    return found


def columns(step: dict[str, float], size: int) -> str:
    """Give what was measured as the columns of a line."""
    wall, cpu = step["seconds"], step["cpu"]
    return f"{wall:>9.1f}{wall / size:>10.3f}{cpu:>9.1f}{cpu / size:>12.3f}{step['mib']:>10.0f}"


def growth(seconds: dict[int, float]) -> tuple[float, float]:
    """Give a and b of seconds = a * pages ** b, by least squares on logarithms.

    >>> [round(number, 6) for number in growth({10: 5, 100: 50, 1000: 500})]
    [0.5, 1.0]
    """
    points = [(math.log(pages), math.log(each)) for pages, each in seconds.items()]
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    b = sum((u - x) * (v - y) for u, v in points) / sum((u - x) ** 2 for u, _ in points)
    return math.exp(y - b * x), b


def say(found: dict[int, dict[str, dict[str, float]]]) -> None:
    """Print the law each way grows by, and how the default compares where both were measured.

    On a machine that others use, processor seconds tell more than those of the clock.
    """
    for way in WAYS:
        for name in ("seconds", "cpu"):
            spent = {size: steps[way][name] for size, steps in found.items() if way in steps}
            if len(spent) > 1:
                a, b = growth(spent)
                print(f"{way:<24} {name} = {a:.4f} * pages ^ {b:.2f}")
    for size, steps in found.items():
        if WAYS[3] in steps:
            wall, cpu = (steps[WAYS[3]][name] / steps[WAYS[0]][name] for name in ("seconds", "cpu"))
            print(f"{size} pages: the default takes {wall:.1f} times as long, {cpu:.1f} in processor time")


def main() -> None:
    """Print a line per size and way, then the laws."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("pages", nargs="*", type=int, default=[50, 200, 500, 1500])
    asked.add_argument("--default", type=int, default=200, metavar="MOST")
    asked.add_argument("--edition", default="demo")
    told = asked.parse_args()
    heads = f"{'seconds':>9}{'s a page':>10}{'cpu s':>9}{'cpu a page':>12}{'peak MiB':>10}"
    print(f"{'pages':>6}  {'way':<24}{heads}")
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        examples = Path(folder) / "examples.json"
        write_project(Path(folder) / "first", told.edition, 1, None)
        measure(STAGE.format(told.edition), Path(folder) / "first")
        shutil.copy(Path(folder) / "first" / "_build" / told.edition / "examples.json", examples)
        for size in told.pages:
            home = Path(folder) / str(size)
            write_project(home, told.edition, size, examples)
            found[size] = timed(home, told.edition, default=size <= told.default)
            shutil.rmtree(home)
            for way, step in found[size].items():
                print(f"{size:>6}  {way:<24}{columns(step, size)}", flush=True)
    say(found)


if __name__ == "__main__":
    main()
