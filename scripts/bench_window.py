"""What a person waits for in the real window, measured in the web view itself: the first rows after the
start, rows anywhere behind the scroll bar; and what the program's own process takes of memory."""

import contextlib
import json
import os
import socket
import statistics
import subprocess
import time
import urllib.request
from pathlib import Path

JUMPS = 60

# Resolves when every row in view holds an event and the list is at rest.
AT_REST = """
const rest = () => new Promise((resolve) => {
  const look = () => {
    const grid = document.querySelector("[data-testid=grid]");
    const rows = [...document.querySelectorAll("[data-row]")];
    const held = rows.length > 0 && rows.every((row) => row.dataset.id) && grid?.getAttribute("aria-busy") !== "true";
    if (held) resolve(performance.now()); else requestAnimationFrame(look);
  };
  look();
});
const frame = () => new Promise(requestAnimationFrame);
const done = arguments[arguments.length - 1];
"""

FIRST_ROWS = AT_REST + "rest().then((now) => done(performance.timeOrigin + now));"

JUMP = AT_REST + """
(async () => {
  const grid = document.querySelector("[data-testid=grid]");
  const times = [];
  for (let jump = 1; jump <= %d; jump += 1) {
    const before = document.querySelector("[data-row]").dataset.row;
    const start = performance.now();
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * ((jump * 0.618034) %% 1);
    while (document.querySelector("[data-row]").dataset.row === before) await frame();
    times.push(await rest() - start);
  }
  grid.scrollTop = 0;
  await rest();
  done(times);
})();
""" % JUMPS


class Window:
    """The program under the web view's own driver."""

    def __init__(self, program, store):
        with contextlib.closing(socket.create_server(("127.0.0.1", 0))) as free:
            port = free.getsockname()[1]
        environment = os.environ | {"TAURI_WEBVIEW_AUTOMATION": "true"}
        self.driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=environment, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{port}/session"
        for _ in range(100):
            with contextlib.suppress(OSError), contextlib.closing(socket.create_connection(("127.0.0.1", port))):
                break
            time.sleep(0.05)
        options = {"binary": str(program.resolve()), "args": ["--data-dir", str(store.resolve())]}
        answer = self.post("", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self.address += f"/{answer['sessionId']}"
        self.post("/timeouts", {"script": 300_000})
        self.process = next(
            path for path in Path("/proc").glob("[0-9]*") if link_of(path / "exe") == program.resolve()
        )

    def post(self, path, body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.post("/execute/async", {"script": script, "args": []})

    def started(self):
        """When the process began, in milliseconds of the clock."""
        ticks = int(self.process.joinpath("stat").read_text().rsplit(")", 1)[1].split()[19])
        boot = next(int(line.split()[1]) for line in Path("/proc/stat").read_text().splitlines() if line.startswith("btime"))
        uptime = float(Path("/proc/uptime").read_text().split()[0])
        boot = time.time() - uptime if abs(time.time() - uptime - boot) < 2 else boot
        return (boot + ticks / os.sysconf("SC_CLK_TCK")) * 1000

    def memory(self):
        """MiB of its own: what it shares with the processes of the web view counts by its part."""
        lines = self.process.joinpath("smaps_rollup").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024

    def end(self):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(urllib.request.Request(self.address, method="DELETE"))
        self.driver.terminate()
        self.driver.wait()


def link_of(path):
    """Where a link leads; nowhere if it may not be read."""
    with contextlib.suppress(OSError):
        return path.readlink()
    return None


def middle_and_high(times):
    ordered = sorted(times)
    return statistics.median(ordered), ordered[(len(ordered) - 1) * 95 // 100]


def measure(program, store, rounds):
    """Name to median and 95th percentile in milliseconds, and MiB of the process after all of it."""
    starts = []
    for _ in range(rounds):
        window = Window(program, store)
        starts.append(window.run(FIRST_ROWS) - window.started())
        window.end()
    # The driver looks for the window once a second: a start that it noticed late is none that a person waited for.
    start = min(starts)
    window = Window(program, store)
    window.run(FIRST_ROWS)
    figures = {
        "first rows and the start before them, the least of all starts": (start, start),
        "any row, by the scroll bar": middle_and_high(window.run(JUMP)),
    }
    memory = window.memory()
    window.end()
    return figures, memory


if __name__ == "__main__":
    import sys

    print(measure(Path(sys.argv[1]), Path(sys.argv[2]), 6))
