"""The small process that reads a workbook for `workbooks`: it loads nothing else of ours.

It is given on its input what to read, and gives on its output the cells, or what is wrong, in words.
"""

import marshal
import sys


def main() -> None:
    """Read what was asked for."""
    asked = marshal.loads(sys.stdin.buffer.read())
    sys.path[:] = asked["paths"]
    _limit(asked["memory"], asked["seconds"])
    try:
        found = _read(asked)
    except MemoryError:
        found = {"fault": "it takes more memory than any workbook should"}
    except BaseException as error:  # the library has errors of its own, and some that are no Exception
        words = " ".join(str(error).split())[:200]
        found = {
            "fault": words if isinstance(error, Exception) and words else "it is not made as workbooks are"
        }
    sys.stdout.buffer.write(marshal.dumps(found))


def _limit(memory: int, seconds: int) -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(asked: dict) -> dict:
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(asked["path"])
    return {
        "names": book.sheet_names,
        "sheets": [_sheet(book, name, asked["cells"]) for name in asked["sheets"]],
    }


def _sheet(book, name: str, most: int) -> tuple:
    sheet = book.get_sheet_by_name(name)
    rows, columns = (last + 1 for last in sheet.end or (-1, -1))
    if rows * columns > most:
        raise ValueError(f"its sheet {name!r} is {rows:,} rows by {columns:,} columns")
    cells = [[_plain(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return name, cells, [tuple(map(tuple, each)) for each in sheet.merged_cell_ranges or ()]


def _plain(cell):
    """Give a cell as what can be handed over: text, a number or a truth; a time with its kind."""
    kind = type(cell).__name__
    if kind == "timedelta":
        return kind, str(cell.total_seconds())
    return (kind, cell.isoformat()) if kind in ("datetime", "date", "time") else cell


if __name__ == "__main__":
    main()
