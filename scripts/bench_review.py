"""Reviewing, beside others that read the same events: DuckDB counts and groups a table of its own, Datasette shows pages of the
very database. Requests of a filter alone and of two together, each asked of everyone."""

import contextlib
import csv
import json
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

# What the window counts by, as columns of the table that DuckDB is given.
FACETS = [
    "level", "handled", "status", "type", "subtype", "code", "kind", "asset_group", "cluster", "account", "tactic", "reviewed",
]
FILTERS = [
    "TRUE", "level = 3", "status = 1", "handled = 1", "kind = 'ECS'", "level = 3 AND status = 1", "level = 1 AND kind = 'ECS'",
    "type = 1 AND handled = 1", "level = 2 AND code IS NOT NULL", "cluster <> '' AND level = 3",
]
# The columns of the event table that Datasette can count by, and conditions in its own words.
PAGE_FACETS = ["level", "status", "code", "account", "alert_id", "target_id", "workload_id"]
PAGE_FILTERS = [
    {}, {"level__exact": "3"}, {"status__exact": "1"}, {"level__exact": "3", "status__exact": "1"}, {"code__notnull": "1"},
]

WIDE = """
SELECT event.level, event.status <> 1 AS handled, event.status, alert.type_key AS type, alert.en_sub_type AS subtype, event.code,
       coalesce(asset.kind, CASE WHEN target.instance_id GLOB 'i-*' THEN 'ECS' END) AS kind, asset.group_id AS asset_group,
       coalesce(nullif(workload.k8s_cluster_id, ''), workload.cluster_id) AS cluster, event.account, alert.tactics AS tactic,
       0 AS reviewed
FROM event JOIN alert USING (alert_id) JOIN target USING (target_id)
LEFT JOIN workload USING (workload_id) LEFT JOIN asset ON asset.uuid = target.uuid AND target.uuid <> ''
"""


def figures(times):
    ordered = sorted(times)
    return statistics.median(ordered) * 1000, ordered[(len(ordered) - 1) * 95 // 100] * 1000


def duckdb_times(store, rounds):
    """Median and 95th percentile, in milliseconds, of counting and of all facets."""
    import duckdb

    connection = duckdb.connect()
    with tempfile.TemporaryDirectory() as folder:
        cells = Path(folder, "review.csv")
        with cells.open("w", newline="", encoding="utf-8") as out:
            rows = sqlite3.connect(f"file:{store / 'alerts.db'}?mode=ro", uri=True).execute(WIDE)
            writer = csv.writer(out)
            writer.writerow(column[0] for column in rows.description)
            writer.writerows(rows)
        connection.execute(f"CREATE TABLE review AS SELECT * FROM read_csv('{cells}', header = true)")
    counts, facets = [], []
    for _ in range(rounds):
        for condition in FILTERS:
            start = time.perf_counter()
            connection.execute(f"SELECT count(*) FROM review WHERE {condition}").fetchall()
            counts.append(time.perf_counter() - start)
            start = time.perf_counter()
            for facet in FACETS:
                connection.execute(f"SELECT {facet}, count(*) FROM review WHERE {condition} GROUP BY 1").fetchall()
            facets.append(time.perf_counter() - start)
    return figures(counts), figures(facets)


class Datasette:
    """Datasette on the store's file, without its limits of time."""

    def __init__(self, store):
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
            self.port = free.getsockname()[1]
        settings = [word for name in ("sql_time_limit_ms", "facet_time_limit_ms") for word in ("--setting", name, "600000")]
        command = [str(Path(sys.executable).with_name("datasette")), "serve", "--immutable", str(store / "alerts.db")]
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), *settings], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        while self.process.poll() is None:
            with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", self.port))):
                return
            time.sleep(0.05)
        sys.exit("datasette did not start")

    def time_of(self, words):
        address = f"http://127.0.0.1:{self.port}/alerts/event.json?{urllib.parse.urlencode(words)}"
        start = time.perf_counter()
        with urllib.request.urlopen(address) as answer:
            json.load(answer)
        return time.perf_counter() - start

    def end(self):
        self.process.terminate()
        self.process.wait()


def datasette_times(store, words, rounds):
    """Median and 95th percentile, in milliseconds, of a page with facets, and of a page of a search."""
    site = Datasette(store)
    facets = [("_facet", facet) for facet in PAGE_FACETS]
    try:
        pages = [site.time_of([*condition.items(), *facets]) for _ in range(rounds) for condition in PAGE_FILTERS]
        searches = [site.time_of({"details__contains": word}) for _ in range(rounds) for word in words]
    finally:
        site.end()
    return figures(pages), figures(searches)


def measure(store, queries, rounds):
    """Rows of a table: what, ours, whose, theirs, the ratio of the 95th percentiles."""
    (counts, facets), words = duckdb_times(store, rounds), ["木马", "登录", "挖矿", "提权", "龘龘"]
    pages, searches = datasette_times(store, words, rounds)
    rows = [("work", "Alertbook, median and p95", "beside it", "median and p95", "ratio of p95")]
    for what, ours, whose, theirs in [
        ("count, single filters and two hundred by chance", "count", "DuckDB, count of its own table", counts),
        ("all twelve facets, each without its own filter", "all facets", "DuckDB, twelve GROUP BY of its own table", facets),
        ("all twelve facets, each without its own filter", "all facets", "Datasette, a page with seven facets", pages),
        ("first rows of a search", "first rows, search of two Chinese characters", "Datasette, a page of a search", searches),
    ]:
        own = max((queries[name] for name in queries if name.startswith(ours) and "search" not in name.removeprefix(ours)), key=lambda pair: pair[1])
        told = [f"{middle:.0f} and {high:.0f} ms" for middle, high in (own, theirs)]
        rows.append((what, told[0], whose, told[1], f"{own[1] / theirs[1]:.2f} ×"))
    return rows


if __name__ == "__main__":
    for row in measure(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text()), 3):
        print(row)
