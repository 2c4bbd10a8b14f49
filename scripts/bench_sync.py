"""Measures a sync from the stand-in cloud: calls, memory, the processor's time, and what is spent waiting for answers."""

import json
import os
import shutil
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

EVENTS = 20_000
FEW = 5_000
PAGE = 100
LATENCY_MS = 20
LANES = 4


@contextmanager
def cloud(standin, events):
    """A stand-in cloud with so many events; it ends when its standard input does."""
    command = [standin, "--events", str(events), "--latency-ms", str(LATENCY_MS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.stdin.close()


def sync(alertbook, folder, facts, *flags):
    """Runs one sync without a limit of calls; gives its answer, seconds, seconds of the processor and peak memory."""
    keys = {"ALIBABA_CLOUD_ACCESS_KEY_ID": facts["keyId"], "ALIBABA_CLOUD_ACCESS_KEY_SECRET": facts["secret"]}
    command = [alertbook, "--data-dir", folder, "sync", "--environment", "--endpoint", facts["endpoint"], "--rate", "0"]
    out = folder.with_suffix(".json")
    with open(out, "wb") as file:
        start = time.perf_counter()
        child = os.posix_spawn(
            command[0],
            [str(word) for word in [*command, *flags]],
            os.environ | keys,
            file_actions=[(os.POSIX_SPAWN_DUP2, file.fileno(), 1)],
        )
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
    answer = json.loads(out.read_text(encoding="utf-8"))
    out.unlink()
    if status != 0:
        raise SystemExit(f"a sync failed: {answer}")
    return answer, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def first_sync(alertbook, standin, events):
    """A first sync into a new store: what `sync` gives, what the cloud was asked, and a second sync's calls."""
    folder = Path("bench-data") / "sync"
    shutil.rmtree(folder, ignore_errors=True)
    with cloud(standin, events) as facts:
        first = sync(alertbook, folder, facts)
        with urllib.request.urlopen(facts["endpoint"] + "/_standin/counters") as counters:
            actions = json.load(counters)["actions"]
        second = sync(alertbook, folder, facts)
    shutil.rmtree(folder)
    return first, actions, second[0]["Calls"]


def measure(alertbook, standin):
    """The rows of the table."""
    (answer, seconds, processor, memory), actions, again = first_sync(alertbook, standin, EVENTS)
    few = first_sync(alertbook, standin, FEW)[0][3]
    calls = answer["Calls"]
    lists = sum(count for action, count in actions.items() if action != "DescribeSuspEvents")
    floor = EVENTS // PAGE + lists
    ideal = calls * LATENCY_MS / 1000 / LANES
    waiting = answer["Waited"] / 1000 / LANES / seconds
    return [
        ("a sync", "measured", "beside it", "ratio"),
        ("calls of a first sync", calls, f"pages and lists: {floor}", f"{calls / floor:.2f} ×"),
        ("calls per 1 000 events", f"{calls * 1000 / EVENTS:.1f}", "", ""),
        ("calls of a second sync, nothing new", again, "", ""),
        ("time", f"{seconds:.2f} s", f"calls × {LATENCY_MS} ms / {LANES}: {ideal:.2f} s", f"{seconds / ideal:.2f} ×"),
        ("share spent waiting for answers", f"{waiting:.0%}", "", ""),
        ("time of the processor", f"{processor:.2f} s", "", ""),
        (
            "peak memory",
            f"{memory / 2**20:.0f} MiB",
            f"with {FEW:,} events: {few / 2**20:.0f} MiB".replace(",", " "),
            f"{memory / few:.2f} ×",
        ),
    ]
