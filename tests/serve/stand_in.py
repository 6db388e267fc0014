"""Stands in for the command that makes a page: quick, or as slow and as wrong as a test needs.

    python stand_in.py PAGE -p name=value ... --out FOLDER --progress

The page's `note` says how it behaves: slow, stubborn, fails, crashes, same; else it changes something.
"""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat

CELLS = 4


def main() -> None:
    page, out = Path(sys.argv[1]), Path(sys.argv[sys.argv.index("--out") + 1])
    given = dict(sys.argv[at + 1].split("=", 1) for at, word in enumerate(sys.argv) if word == "-p")
    manner = given.get("note", "")
    out.mkdir()
    (out / "pids").write_text(f"{os.getpid()}\n")
    if manner == "fails":
        print("a warning\ninsight: cell 4 of board.ipynb stopped with <b>no beds</b>.", file=sys.stderr)
        sys.exit(20)
    if manner == "crashes":
        raise RuntimeError("a fault of ours")
    if manner == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        child = subprocess.Popen(["sleep", "600"])
        (out / "pids").write_text(f"{os.getpid()}\n{child.pid}\n")
    for cell in range(1, CELLS + 1):
        print(f"cell {cell} of {CELLS}", file=sys.stderr, flush=True)
        if manner in ("slow", "stubborn") and cell == 2:
            time.sleep(600)
        if manner == "steady":
            time.sleep(1)
    notebook = nbformat.read(page, as_version=4)
    said = "\n\n".join(f"{name} is {value}" for name, value in given.items())
    notebook.cells.append(nbformat.v4.new_markdown_cell(f"## What was given\n\n{said}"))
    nbformat.write(notebook, out / "page.ipynb")
    changes = [] if manner == "same" else [{"was": "1", "is": "2"}]
    (out / "changes.json").write_text(json.dumps({"kinds": {"number": len(changes)}}))
    (out / "changes.html").write_text("<!doctype html><title>Changes</title><body><h1>What changed</h1>")
    sys.exit(0 if manner == "same" else 1)


if __name__ == "__main__":
    main()
