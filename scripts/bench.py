"""Measures Alertbook, DuckDB and sqlite3 at the same work, side by side, and writes docs/benchmarks.md.

A figure is the wall time of a whole process, started anew; for DuckDB, which runs inside of Python, that of the
statement alone. The best of the rounds counts, for everyone alike. Ratios are what matters: they hold on other machines, times do not.
"""

import argparse
import contextlib
import json
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import bench_review
import bench_sync
import bench_window

PAGE = Path("docs/benchmarks.md")

# The eleven columns of an export, as sqlite3 would have to be asked for them.
SQLITE_QUERY = """
SELECT event.id, alert.zh_name, event.details, event.level, event.status,
       target.internet_ip || ' ' || target.intranet_ip, target.instance_name, description.body,
       datetime(event.last_time + 28800, 'unixepoch'), datetime(event.operate_ts / 1000 + 28800, 'unixepoch'), event.notes
FROM event
JOIN alert USING (alert_id) JOIN target USING (target_id) JOIN description USING (description_id)
ORDER BY event.sort_ts DESC, event.id DESC;
"""

READ_JSON = "read_json('{file}', format = 'newline_delimited', maximum_object_size = 16777216)"

DUCKDB_COLUMNS = """
SELECT Id, Name, array_to_string(list_transform(Details, lambda d: d.NameDisplay || ': ' || d.Value), '; ') AS Details,
       Level, EventStatus, concat_ws(' ', InternetIp, IntranetIp) AS Ip, InstanceName, "Desc", LastTime,
       make_timestamp(OperateTime * 1000) AS OperateTime,
       array_to_string(list_transform(EventNotes, lambda n: n.Note), '; ') AS Note
"""

def run(command, output=os.devnull):
    """Runs a command to its end; gives its wall time in seconds and its peak memory in bytes."""
    with open(output, "wb") as out:
        start = time.perf_counter()
        child = os.posix_spawn(
            shutil.which(command[0]) or command[0],
            [str(word) for word in command],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, out.fileno(), 1)],
        )
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
    if status != 0:
        sys.exit(f"failed: {' '.join(str(word) for word in command)}")
    return seconds, usage.ru_maxrss * 1024


def best(rounds, command, output=os.devnull):
    """The least time of the rounds, and the most memory."""
    results = [run(command, output) for _ in range(rounds)]
    return min(result[0] for result in results), max(result[1] for result in results)


def duckdb(database, statement):
    """The seconds that DuckDB takes for one statement, in a process of its own."""
    program = (
        "import duckdb, sys, time; connection = duckdb.connect(sys.argv[1]); start = time.perf_counter();"
        "connection.execute(sys.argv[2]); connection.close(); print(time.perf_counter() - start)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", program, database, statement], check=True, capture_output=True, text=True
    )
    return float(answer.stdout.split()[-1])  # a progress bar may stand before it


def fresh(path):
    """Removes what an earlier run left."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
    return path


def measure_import(alertbook, folder, rounds):
    """Import of the events with all indexes, against DuckDB reading the same file into a bare table."""
    store, table = folder / "store", folder / "import.duckdb"
    events = folder / "events.ndjson"
    statement = f"CREATE TABLE event AS SELECT * FROM {READ_JSON.format(file=events)}"
    ours, theirs = [], []
    for _ in range(rounds):
        fresh(store)
        ours.append(run([alertbook, "--data-dir", store, "import", events])[0])
        fresh(table)
        theirs.append(duckdb(table, statement))
    for assets in sorted(folder.glob("*-[0-9]*.json")):
        run([alertbook, "--data-dir", store, "import", assets])
    fresh(table)
    return min(ours), min(theirs)


def measure_export(alertbook, folder, rounds):
    """CSV of the eleven columns by each program, from its own store, and our memory."""
    store, out, table = folder / "store", folder / "out", fresh(folder / "export.duckdb")
    duckdb(table, f"CREATE TABLE event AS {DUCKDB_COLUMNS} FROM {READ_JSON.format(file=folder / 'events.ndjson')}")
    copy = f"COPY event TO '{folder / 'duckdb.csv'}' (HEADER)"
    fresh(out).mkdir()
    ours, memory = best(rounds, [alertbook, "--data-dir", store, "ExportSuspEvents", "--out", out])
    small = best(rounds, [alertbook, "--data-dir", store, "ExportSuspEvents", "--PageSize", 1, "--out", out])[1]
    theirs = min(duckdb(table, copy) for _ in range(rounds))
    shell = best(rounds, ["sqlite3", "-readonly", "-csv", store / "alerts.db", SQLITE_QUERY], folder / "sqlite.csv")[0]
    for left in (out, table, folder / "duckdb.csv", folder / "sqlite.csv"):
        fresh(left)
    return ours, theirs, shell, memory - small


def filters_of_a_share(store, share):
    """Requests that select about that share of a store's events: of one alert name, all over it; and of one stretch of time."""
    with contextlib.closing(sqlite3.connect(f"file:{store / 'alerts.db'}?mode=ro", uri=True)) as connection:
        (total,) = connection.execute("SELECT count(*) FROM event").fetchone()
        wanted = int(total * share)
        (name,) = connection.execute(
            "SELECT zh_name FROM alert JOIN event USING (alert_id) GROUP BY 1 ORDER BY abs(count(*) - ?) LIMIT 1", (wanted,)
        ).fetchone()
        moment = "SELECT datetime(sort_ts / 1000 + 28800, 'unixepoch') FROM event ORDER BY sort_ts DESC LIMIT 1 OFFSET ?"
        end, start = (connection.execute(moment, (offset,)).fetchone()[0] for offset in (total // 2, total // 2 + wanted))
    return total, {"one alert name": ["--Name", name], "one stretch of time": ["--TimeStart", start, "--TimeEnd", end]}


def measure_filtered(alertbook, folder, rounds):
    """CSV of about 1 % of the events: of what, which share, and its time."""
    store, out = folder / "store", folder / "out"
    total, filters = filters_of_a_share(store, 0.01)
    for what, parameters in filters.items():
        fresh(out).mkdir()
        ours = best(rounds, [alertbook, "--data-dir", store, "ExportSuspEvents", "--out", out, *parameters])[0]
        manifest = json.loads(next(out.glob("*.manifest.json")).read_text(encoding="utf-8"))
        yield what, manifest["RowsWritten"] / total, ours
    fresh(out)


def measure_parquet(alertbook, folder, rounds):
    """Parquet of the eleven columns by each program, from its own store, both packed by zstd; and the bytes of each."""
    store, out, table = folder / "store", folder / "out", fresh(folder / "export.duckdb")
    duckdb(table, f"CREATE TABLE event AS {DUCKDB_COLUMNS} FROM {READ_JSON.format(file=folder / 'events.ndjson')}")
    copied = folder / "duckdb.parquet"
    copy = f"COPY event TO '{copied}' (FORMAT parquet, COMPRESSION zstd)"
    fresh(out).mkdir()
    export = [alertbook, "--data-dir", store, "ExportSuspEvents", "--out", out, "--format", "parquet"]
    ours, memory = best(rounds, export)
    size = next(out.glob("*.parquet")).stat().st_size
    small = best(rounds, [*export, "--PageSize", 1])[1]
    theirs = min(duckdb(table, copy) for _ in range(rounds))
    sizes = size, copied.stat().st_size
    for left in (out, table, copied):
        fresh(left)
    return ours, theirs, sizes, memory - small


def measure_records(alertbook, decompress, folder, rounds):
    """NDJSON of all records, against reading and decompressing them on as many threads."""
    store, out = folder / "store", folder / "out"
    fresh(out).mkdir()
    export = [alertbook, "--data-dir", store, "ExportSuspEvents", "--out", out, "--format", "ndjson"]
    ours = best(rounds, export)[0]
    answers = [subprocess.run([decompress, store / "alerts.db"], check=True, capture_output=True, text=True) for _ in range(rounds)]
    fresh(out)
    return ours, min(float(answer.stdout) for answer in answers)


def measure_workbook(alertbook, plain, folder, rounds):
    """XLSX of the eleven columns, and the same cells by one thread of each library, reading them not counted."""
    store, out = folder / "store", folder / "out"
    fresh(out).mkdir()
    export = [alertbook, "--data-dir", store, "ExportSuspEvents", "--out", out]
    run([*export, "--dialect", "excel"])
    (cells,) = out.glob("*.csv")
    cells = cells.rename(folder / "cells.csv")
    ours, memory = best(rounds, [*export, "--format", "xlsx"])
    small = best(rounds, [*export, "--format", "xlsx", "--PageSize", 1])[1]

    def told(command):
        answer = subprocess.run([*command, cells, fresh(folder / "plain.xlsx")], check=True, capture_output=True, text=True)
        return float(answer.stdout)

    theirs = min(told([plain]) for _ in range(rounds))
    python = told([sys.executable, Path(__file__).with_name("bench_xlsxwriter.py")])
    for left in (out, cells, folder / "plain.xlsx"):
        fresh(left)
    return ours, theirs, python, memory - small


def measure_queries(queries, folder, rounds):
    """What the window waits for, in one running program: name to median and 95th percentile in milliseconds."""
    command = [queries, folder / "store", str(rounds * 7)]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


def table(rows):
    """A Markdown table; the first row is its head."""
    head, *body = [[str(cell) for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def seconds(value):
    return f"{value:.2f} s"


def megabytes(count):
    return f"{count / 1_000_000:.0f} MB"


def ratio(ours, theirs):
    return f"{ours / theirs:.2f} ×"


def section(programs, size, rounds):
    alertbook = programs.alertbook
    folder = Path("bench-data") / str(size)
    ours, theirs = measure_import(alertbook, folder, rounds)
    rows = [("work", "Alertbook", "beside it", "time", "ratio")]
    rows.append(("import, all indexes", seconds(ours), "DuckDB read_json, no index", seconds(theirs), ratio(ours, theirs)))
    csv, duck, shell, memory = measure_export(alertbook, folder, rounds)
    rows.append(("CSV, 11 columns", seconds(csv), "DuckDB COPY", seconds(duck), ratio(csv, duck)))
    rows.append(("CSV, 11 columns", seconds(csv), "sqlite3 -csv, same database", seconds(shell), ratio(csv, shell)))
    for what, share, part in measure_filtered(alertbook, folder, rounds):
        rows.append((f"CSV, {share:.1%} of them, by {what}", seconds(part), "CSV of all", seconds(csv), ratio(part, csv)))
    book, plain, python, book_memory = measure_workbook(alertbook, programs.plain, folder, rounds)
    rows.append(("XLSX, 11 columns", seconds(book), "rust_xlsxwriter, constant memory, one thread", seconds(plain), ratio(book, plain)))
    rows.append(("XLSX, 11 columns", seconds(book), "XlsxWriter for Python, constant memory", seconds(python), ratio(book, python)))
    lake, copied, (ours_size, theirs_size), lake_memory = measure_parquet(alertbook, folder, rounds)
    rows.append(("Parquet, 11 columns, zstd", seconds(lake), "DuckDB COPY", seconds(copied), ratio(lake, copied)))
    rows.append(("size of the Parquet", megabytes(ours_size), "DuckDB COPY", megabytes(theirs_size), ratio(ours_size, theirs_size)))
    records, decompressed = measure_records(alertbook, programs.decompress, folder, rounds)
    rows.append(("NDJSON, all records", seconds(records), "decompressing them, nothing else", seconds(decompressed), ratio(records, decompressed)))
    database = (folder / "store" / "alerts.db").stat().st_size
    source = (folder / "events.ndjson").stat().st_size
    rows.append(("size of the database", megabytes(database), "the NDJSON", megabytes(source), ratio(database, source)))
    times = measure_queries(programs.queries, folder, rounds)
    review = bench_review.measure(folder / "store", times, rounds)
    memory = (
        f"An export of all events takes {max(memory, 0) / 2**20:.0f} MiB more memory than an export of one as CSV, "
        f"{max(book_memory, 0) / 2**20:.0f} MiB as XLSX, {max(lake_memory, 0) / 2**20:.0f} MiB as Parquet.\n"
    )
    parts = [table(rows), memory, waits("in the running program", times), table(review), window_figures(programs, folder, rounds)]
    return f"## {size:,} events\n\n".replace(",", " ") + "\n".join(parts)


def waits(what, times):
    """A table of medians and 95th percentiles."""
    rows = [(name, f"{median:.1f} ms", f"{high:.1f} ms") for name, (median, high) in times.items()]
    return table([(what, "median", "p95"), *rows])


def window_figures(programs, folder, rounds):
    """What the real window makes a person wait for."""
    times, memory = bench_window.measure(programs.desktop, folder / "store", max(rounds, 6))
    return waits("in the real window", times) + f"\nThe program's own process took {memory:.0f} MiB after that.\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alertbook", required=True, type=Path)
    parser.add_argument("--queries", required=True, type=Path)
    parser.add_argument("--desktop", required=True, type=Path)
    parser.add_argument("--plain", required=True, type=Path)
    parser.add_argument("--decompress", required=True, type=Path)
    parser.add_argument("--standin", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("sizes", nargs="+", type=int)
    options = parser.parse_args()
    sections = [section(options, size, options.rounds) for size in options.sizes]
    sections.append(
        f"## A sync of {bench_sync.EVENTS:,} events\n\n".replace(",", " ")
        + "From the stand-in cloud on the same machine, without a limit of calls.\n\n"
        + table(bench_sync.measure(options.alertbook, options.standin))
    )
    sizes = " ".join(str(size) for size in options.sizes)
    head = (
        "# Benchmarks\n\n"
        f"Written by `make bench SIZES=\"{sizes}\"` on {os.cpu_count()} cores, {platform.system()} {platform.machine()}. "
        f"Best of {options.rounds}; ratios below 1 mean that Alertbook is quicker.\n\n"
    )
    PAGE.write_text(head + "\n".join(sections), encoding="utf-8")
    print(PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
