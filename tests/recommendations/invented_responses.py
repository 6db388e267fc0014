"""An invented document of recommendations and responses, written in every format the reader knows."""

import csv
from html import escape
from pathlib import Path

import docx
import xlsxwriter

HEADINGS = ["Ref", "Recommendation", "Lead", "Response", "Update"]
ROWS = [
    ["R1", "Name a lead for each audit.", "Medical director", "Leads were named in May.", "All but one."],
    ["R2", "Share results each quarter.", "Quality team", "See response to R1.", ""],
    ["R3", "Train staff in funnel plots.", "Education", "Two courses were held.", "A third is planned."],
]
SPLIT = "\n".join(
    [
        "**Responses to an invented review**",
        "",
        "No.\tRecommendations and audiences\t\tResponse\t",
        "\tRecommendation\tTarget audience\tAction taken\tNext steps",
        "1\tName a lead for each audit.\tTrusts\tLeads were named.\t<p>Ask each lead to report to the</p>",
        "",
        "Recommendations and audiences\t\t\t\tResponse\t\t",
        "No.\tRecommendation\tTarget audience\tAction taken\tNext steps",
        "\t\t\t\t<p>board twice a year.</p> <p>Say who stands in.</p>",
        "2\tShare results.\tTrusts\tSee the response 1\tSend them in spring.",
        "3\tTrain staff.\t\t\t",
    ]
)


def tabbed(folder: Path, text: str, name: str = "responses.txt") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def as_csv(folder: Path, headings=HEADINGS, rows=ROWS) -> Path:
    path = folder / "responses.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def as_html(folder: Path, headings=HEADINGS, rows=ROWS, around="{}") -> Path:
    path = folder / "responses.html"
    lines = [f"<tr>{''.join(f'<th>{escape(cell)}</th>' for cell in headings)}</tr>"]
    lines += [f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows]
    table = f"<table>{''.join(lines)}</table>"
    path.write_text(
        f"<!doctype html><title>Invented</title><h1>An invented review</h1>{around.format(table)}"
    )
    return path


def as_docx(folder: Path, headings=HEADINGS, rows=ROWS) -> Path:
    path = folder / "responses.docx"
    made = docx.Document()
    made.add_heading("An invented review")
    table = made.add_table(rows=0, cols=len(headings))
    for row in [headings, *rows]:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    made.save(path)
    return path


def as_xlsx(folder: Path, headings=HEADINGS, rows=ROWS, merged=()) -> Path:
    """merged : ranges as A1 notation with the words that stand in them."""
    path = folder / "responses.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Tracker")
    sheet.write(0, 0, "An invented review")
    for at, row in enumerate([headings, *rows], 2):
        for place, words in enumerate(row):
            sheet.write(at, place, words)
    for where, words in merged:
        sheet.merge_range(where, words)
    book.close()
    return path


WRITERS = {"csv": as_csv, "html": as_html, "docx": as_docx, "xlsx": as_xlsx}
