"""Reads a workbook back with openpyxl and compares every cell with what it must show.

usage: check_with_openpyxl.py FOLDER, which holds hostile.xlsx and hostile.json.
"""

import datetime
import json
import sys
from pathlib import Path

import openpyxl
from openpyxl.utils.escape import unescape

MOST_UNITS = 32_767
MARK = " … [cut; the whole text is on the sheet “Long texts”]"
TIME_COLUMN = 8


def units(text):
    return len(text.encode("utf-16-le")) // 2


def shown(text):
    """What a cell holds of a text."""
    if units(text) <= MOST_UNITS:
        return text or None
    room = MOST_UNITS - units(MARK)
    kept = text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore")
    return kept + MARK


def read(cell):
    value = cell.value
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    # openpyxl leaves Excel's escapes as they stand.
    return unescape(value) if isinstance(value, str) else value


def main():
    folder = Path(sys.argv[1])
    expected = json.loads((folder / "hostile.json").read_text(encoding="utf-8"))
    for read_only in (False, True):
        book = openpyxl.load_workbook(folder / "hostile.xlsx", read_only=read_only)
        assert book.sheetnames == ["Index", "Events", "Long texts"], book.sheetnames
        rows = list(book["Events"].iter_rows())
        assert len(rows) == len(expected), (len(rows), len(expected))
        for number, (row, texts) in enumerate(zip(rows, expected)):
            row = list(row) + [None] * (len(texts) - len(row))
            for column, (cell, text) in enumerate(zip(row, texts)):
                value = None if cell is None else read(cell)
                assert value == shown(text), (number, column, value, text)
                if cell is not None and cell.value is not None:
                    kind = "d" if column == TIME_COLUMN and number else "s"
                    assert cell.data_type in (kind, "inlineStr"), (number, column, cell.data_type)
        whole = {}
        for _, row, column, _, text in book["Long texts"].iter_rows(min_row=2, values_only=True):
            whole[row, column] = whole.get((row, column), "") + unescape(text)
        headings = expected[0]
        for number, texts in enumerate(expected):
            for heading, text in zip(headings, texts):
                if units(text) > MOST_UNITS:
                    assert whole.pop((number + 1, heading)) == text, (number, heading)
        assert not whole, whole.keys()
    book = openpyxl.load_workbook(folder / "hostile.xlsx")
    events = book["Events"]
    assert events.freeze_panes == "A2" and events["A1"].font.bold
    assert events.auto_filter.ref == f"A1:K{len(expected)}", events.auto_filter.ref
    assert book.properties.title == "Security alerts" and "Urgent" in book.properties.subject
    print(f"{len(expected)} rows as they must be")


if __name__ == "__main__":
    main()
