"""Reads exported files back with other programs and compares what they tell, cell by cell.

usage: check_exports.py ALERTBOOK FOLDER [--spark]

Python's csv reads CSV, DuckDB (and Spark, if asked for) Parquet, jq lines of JSON, LibreOffice CSV under two locales where it is
installed. The cells of CSV's data dialect are what all others are compared with.
"""

import csv
import datetime
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

EVENTS = 800
NO_DAY = "__HIVE_DEFAULT_PARTITION__"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>{locale}</value></prop></item>
</oor:items>
"""

csv.field_size_limit(1 << 30)


def fail(text):
    sys.exit(f"check_exports: {text}")


def same(what, found, expected):
    if found != expected:
        fail(f"{what}: {found!r:.400}, expected {expected!r:.400}")


class Store:
    """A data folder filled with generated events, some of them hostile."""

    def __init__(self, alertbook, folder):
        self.alertbook = alertbook
        self.environment = {**os.environ, "ALERTBOOK_DATA_DIR": str(folder / "data")}
        self.run("demo", "--events", EVENTS)

    def run(self, *words):
        command = [self.alertbook, *(str(word) for word in words)]
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def export(self, *words, full=True):
        columns = ["--columns", "full"] if full else []
        answer = json.loads(self.run("ExportSuspEvents", *columns, "--zone", "UTC", *words))
        return Path(self.run("exports", "path", answer["Id"]).strip().strip('"'))


def read_csv(path, encoding):
    with open(path, encoding=encoding, newline="") as file:
        head, *rows = csv.reader(file)
    return head, rows


def check_csv(store):
    """Both dialects and languages: the same rows, with a heading each; the cells of the data dialect."""
    cells = {}
    for language in ("zh", "en"):
        _, data = read_csv(store.export("--dialect", "data", "--Lang", language), "utf-8")
        path = store.export("--dialect", "excel", "--Lang", language)
        head, excel = read_csv(path, "utf-8-sig")
        same("rows of CSV", (len(data), len(excel)), (EVENTS, EVENTS))
        same("widths of CSV", {len(row) for row in [head, *data, *excel]}, {len(head)})
        for plain, shown in zip(data, excel, strict=True):
            for one, other in zip(plain, shown, strict=True):
                # Times are told with their zone in the one and in the heading in the other.
                same("a cell", other, one.replace("T", " ").removesuffix("+00:00") if one.endswith("+00:00") else one)
        cells[language] = data
    return cells


def as_text(value):
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.timezone.utc).isoformat(timespec="seconds")
    return str(value)


def unguarded(cell):
    return cell.removeprefix("'")


def same_cells(program, found, expected):
    same(f"rows that {program} reads", len(found), len(expected))
    for row, (one, other) in enumerate(zip(found, expected, strict=True)):
        for cell, text in zip(one, other, strict=True):
            if unguarded(as_text(cell).replace("\0", "\ufffd")) != unguarded(text):
                fail(f"{program}, row {row}: {cell!r}, expected {text!r}")


def check_parquet(store, expected):
    """One file has the cells of CSV; a folder of days has the same rows, each under its day."""
    path = store.export("--format", "parquet", "--Lang", "en")
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    found = connection.execute(f"SELECT * FROM read_parquet('{path}')").fetchall()
    same_cells("DuckDB", found, expected)
    codecs = connection.execute(f"SELECT DISTINCT compression FROM parquet_metadata('{path}')").fetchall()
    same("compression", codecs, [("ZSTD",)])

    folder = store.export("--format", "parquet", "--partition-by", "day", "--Lang", "en")
    query = f"SELECT day::VARCHAR, lastTime FROM read_parquet('{folder}/*/*.parquet', hive_partitioning = true)"
    rows = connection.execute(query).fetchall()
    for day, moment in rows:
        same("day", day, None if moment is None else as_text(moment)[:10])
    same("rows of the folder", len(rows), len(expected))
    return path, folder


def check_spark(path, folder, expected):
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.master("local[1]").config("spark.sql.session.timeZone", "UTC").getOrCreate()
    found = [list(row) for row in spark.read.parquet(str(path)).collect()]
    same_cells("Spark", found, expected)
    daily = spark.read.parquet(str(folder))
    same("rows of the folder that Spark reads", daily.count(), len(expected))
    same("column of days", daily.columns[-1], "day")
    spark.stop()


def check_json(store, expected):
    """jq reads every line; the events in it are those of CSV."""
    ids = {row[0] for row in expected}
    for format, query in (
        ("ndjson", 'select(has("EventStatus")) | .Id | tostring'),
        ("ocsf", ".finding_info.uid"),
    ):
        path = store.export("--format", format, full=False)
        told = subprocess.run(["jq", "-r", query, path], check=True, capture_output=True, text=True).stdout.split("\n")
        found = {uid.rsplit("/", 1)[-1] for uid in told if uid}
        # An event held in two languages has a line for each.
        same(f"ids that jq reads of {format}", [exact(found) - exact(ids), exact(ids) - exact(found)], [set(), set()])


def exact(ids):
    """Those that a jq before 1.7 does not round."""
    return {uid for uid in ids if int(uid) < 1 << 53}


def check_libreoffice(store, folder, expected):
    """Under a Chinese and an English locale every cell of CSV arrives as text, and nothing runs."""
    path = store.export("--dialect", "excel", "--Lang", "en")
    for locale in ("zh-CN", "en-US"):
        profile, out = folder / f"profile-{locale}", folder / f"again-{locale}"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(PROFILE.format(locale=locale), encoding="utf-8")
        text_columns = "/".join(f"{number}/2" for number in range(1, len(expected[0]) + 1))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", f"--infilter=CSV:44,34,76,1,{text_columns}",
             "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", out, path],
            check=True, capture_output=True,
        )  # fmt: skip
        (again,) = out.iterdir()
        _, rows = read_csv(again, "utf-8-sig")
        same(f"rows of LibreOffice under {locale}", len(rows), len(expected))
        same("ids", [row[0] for row in rows], [row[0] for row in expected])
        names = [row[1] for row in rows]
        same(f"names under {locale}", [clean(name) for name in names], [clean(row[1]) for row in expected])


def clean(text):
    """Without what a spreadsheet cannot hold."""
    return "".join(sign for sign in text if sign >= " " and sign != "\ufffd").strip()


def main():
    alertbook, folder = sys.argv[1], Path(sys.argv[2])
    store = Store(alertbook, folder)
    cells = check_csv(store)
    path, days = check_parquet(store, cells["en"])
    check_json(store, cells["en"])
    told = ["csv", "DuckDB", "jq"]
    if "--spark" in sys.argv:
        check_spark(path, days, cells["en"])
        told.append("Spark")
    if shutil.which("soffice"):
        check_libreoffice(store, folder, cells["en"])
        told.append("LibreOffice")
    print(f"{EVENTS} events read back by {', '.join(told)}")


if __name__ == "__main__":
    main()
