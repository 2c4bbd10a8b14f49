"""Writes the cells of a CSV into one constant-memory sheet of XlsxWriter, as src-tauri/export/examples/plain_workbook.rs
does in Rust. Prints the seconds that writing took; reading the CSV is not counted.

usage: bench_xlsxwriter.py IN.csv OUT.xlsx
"""

import csv
import datetime
import sys
import time
from itertools import islice

import xlsxwriter

TIMES = (8, 9)
BATCH = 1000


def cells(record):
    for column in TIMES:
        if record[column]:
            try:
                record[column] = datetime.datetime.fromisoformat(record[column])
            except ValueError:
                pass  # the heading
    return record


def write_row(sheet, row, record, date):
    for column, cell in enumerate(record):
        if isinstance(cell, datetime.datetime):
            sheet.write_datetime(row, column, cell, date)
        elif cell:
            sheet.write_string(row, column, cell)


def main():
    csv.field_size_limit(sys.maxsize)
    book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
    sheet, date = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    row, taken = 0, 0.0
    with open(sys.argv[1], encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        while batch := [cells(record) for record in islice(reader, BATCH)]:
            start = time.perf_counter()
            for record in batch:
                write_row(sheet, row, record, date)
                row += 1
            taken += time.perf_counter() - start
    start = time.perf_counter()
    book.close()
    print(taken + time.perf_counter() - start)


if __name__ == "__main__":
    main()
