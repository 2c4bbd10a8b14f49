"""Installs a package in a clean Debian, works with it as an ordinary user, upgrades it, removes it.

    check_install.py --base PACKED --root FOLDER --sources FILE --archives FOLDER --package DEB --previous DEB --version V --fixtures FOLDER

`scripts/test-install` prepares all of that and gives this program a mount namespace of its own.
"""

import argparse
import csv
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

from root import HOME, PERSON, Failure, Root, check
from state import differences, state
from window import Window, free_port, wait_for

DATA = ".local/share/alertbook"
POLICY = '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}\n'


def say(text):
    print(f"-- {time.strftime('%H:%M:%S')} {text}", flush=True)


def display():
    """A display on this machine; what runs in the clean root reaches it without any program for it in there."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-noreset", "-ac"]
    server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    check(number, "Xvfb did not start")
    return server, f":{number}"


def end(process):
    """Asks a program to end and waits until it has."""
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=30)


def alertbook(root, *words):
    """The answer of the installed command line, as the ordinary user."""
    return json.loads(root.ask("alertbook", *words))


def installs_with_what_it_declares(root, package, version):
    root.install(root.place(package, "alertbook.deb"))
    check(root.ask("alertbook", "--version") == f"alertbook {version}\n", "the command line tells another version")
    check(root.ask("alertbook-desktop", "--version") == f"alertbook-desktop {version}\n", "the window tells another version")
    for program in ("alertbook", "alertbook-desktop"):
        check("not found" not in root.ask("ldd", f"/usr/bin/{program}"), f"{program} lacks a library")
    for size in (16, 24, 32, 48, 64, 128, 256, 512):
        icon = root.folder / f"usr/share/icons/hicolor/{size}x{size}/apps/alertbook-desktop.png"
        check(icon.exists(), f"{icon} is missing")
    refused = root.ask("alertbook-desktop", expect=1)
    check(refused == "" and not root.home(DATA).exists(), "without a display something was made")


def window_opens_with_nothing_else_installed(root, screen, log):
    window = root.start("alertbook-desktop", log=log, DISPLAY=screen)
    wait_for((root.home(DATA) / "alerts.db").exists, "the window opens its store", window)
    # Processes of others are not seen here. The name is cut, as the system cuts it.
    page = ["pgrep", "-x", "WebKitWebProces"]
    wait_for(lambda: subprocess.run(page, stdout=subprocess.DEVNULL, check=False).returncode == 0, "the web view", window)
    check(window.poll() is None, "the window went away")
    end(window)


def csv_rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))[1:]


def main_job_by_clicks(root, screen, log):
    """First start in the system's language, demo events, a filter, an export; the file is there and holds what was asked for."""
    port = free_port()
    driver = root.start("WebKitWebDriver", f"--port={port}", log=log, DISPLAY=screen, TAURI_WEBVIEW_AUTOMATION="true", LC_ALL="zh_CN.UTF-8")
    wait_for(lambda: subprocess.run(["bash", "-c", f"</dev/tcp/127.0.0.1/{port}"], stderr=subprocess.DEVNULL, check=False).returncode == 0, "the driver", driver)
    window = Window(port, "/usr/bin/alertbook-desktop", [])
    window.until("document.querySelector('[data-testid=first-demo]').checkVisibility()")
    language = window.run("return document.documentElement.lang")
    check(language.startswith("zh"), f"on a Chinese system the first start speaks {language}")
    window.click("[data-testid=first-demo]")
    window.until("document.querySelectorAll('[data-testid=grid-row][data-id]').length > 5")
    window.until("document.querySelector('[data-testid=notice][data-state=good]')")
    while window.run("return document.querySelector('[data-testid=notice-dismiss]') !== null"):
        window.click("[data-testid=notice-dismiss]")
    window.click("[data-testid=filter-Levels] input[value=serious]")
    window.until("document.querySelector('[data-testid=chip][data-parameters=Levels]')")
    window.until("!document.querySelector('[data-testid=count]').matches('.waiting')")
    window.click("[data-testid=export-button]")
    window.until("document.querySelector('[data-testid=notice-open]')")
    window.close()
    end(driver)

    (record,) = alertbook(root, "exports", "list")
    path = root.ask("alertbook", "exports", "path", record["id"]).strip()
    check(path.startswith(f"{HOME}/{DATA}/exports/"), f"the export is elsewhere: {path}")
    rows = csv_rows(root.folder / path.lstrip("/"))
    counted = alertbook(root, "DescribeSuspEvents", "--Levels", "serious", "--PageSize", "1")["TotalCount"]
    check(0 < len(rows) == record["rows"] == counted, f"{len(rows)} rows, {record['rows']} told, {counted} counted")
    hashed = hashlib.sha256((root.folder / path.lstrip("/")).read_bytes()).hexdigest()
    check(hashed == record["sha256"], "the file is not what its record says")


def manual_and_completions(root):
    for page, word in (("alertbook", "--data-dir"), ("alertbook-ExportSuspEvents", "--Levels"), ("alertbook-desktop", "ALERTBOOK_DATA_DIR")):
        text = root.ask("man", "-P", "cat", page, MANWIDTH="100")
        check(word in text.replace("\u2010", "-"), f"man {page} does not tell {word}")
    script = """
        . /usr/share/bash-completion/completions/alertbook
        complete -p alertbook >/dev/null
        COMP_WORDS=(alertbook ExportSuspEvents --Levels ""); COMP_CWORD=3
        _alertbook alertbook "" --Levels
        echo "${COMPREPLY[*]}"
    """
    check("serious" in root.ask("bash", "-c", script).split(), "completion does not offer serious")


def state_of(root, *folder):
    return state(lambda *words: alertbook(root, *folder, *words))


def verify_exports(root, told, *folder):
    for export in told["exports"]:
        root.ask("alertbook", *folder, "exports", "verify", export["id"])


def upgrade_keeps_a_filled_store(root, previous, package, version):
    root.install("--allow-downgrades", root.place(previous, "previous.deb"))
    root.ask("rm", "-rf", f"{HOME}/{DATA}")
    alertbook(root, "demo", "--events", "3000")
    alertbook(root, "ExportSuspEvents", "--Dealed", "N")
    before = state_of(root)
    check(len(before["exports"]) == 1 and before["facets"], "the store was not filled")
    root.install(root.place(package, "alertbook.deb"))
    check(root.ask("alertbook", "--version") == f"alertbook {version}\n", "the upgrade did not arrive")
    found = list(differences(before, state_of(root)))
    check(not found, f"the upgraded program tells something else of the same store: {found}")
    verify_exports(root, before)


def stores_of_releases_open(root, fixtures, version):
    """Data folders that released programs made, each opened by the installed one."""
    for packed in sorted(Path(fixtures).glob("*/data.zip")):
        name = packed.parent.name
        place = root.home(f"store-{name}")
        zipfile.ZipFile(packed).extractall(place)
        folder = f"{HOME}/store-{name}"
        root.run("chown", "-R", f"{PERSON}:{PERSON}", folder)
        expected = json.loads((packed.parent / "expected.json").read_text(encoding="utf-8"))
        found = list(differences(expected, state_of(root, "--data-dir", folder)))
        check(not found, f"the store of {name} tells something else under {version}: {found}")
        verify_exports(root, expected, "--data-dir", folder)
        say(f"the store of {name} opens, and its exports are what they were")


def leaves(root):
    """Removal keeps data; purging removes the machine's settings and says so."""
    files = {path: path.read_bytes() for path in root.home(DATA).rglob("*") if path.is_file() and "logs" not in path.parts}
    check(len(files) > 2, "there is nothing to keep")

    def check_kept(after):
        check({path: path.read_bytes() for path in files if path.exists()} == files, f"people's data changed: {after}")

    policy = root.folder / "etc/alertbook/policy.json"
    policy.parent.mkdir()
    policy.write_text(POLICY, encoding="utf-8")
    root.run("apt-get", "remove", "-y", "-q", "alertbook")
    for path in ("usr/bin/alertbook", "usr/bin/alertbook-desktop", "usr/share/applications/Alertbook.desktop"):
        check(not (root.folder / path).exists(), f"{path} stayed")
    check(policy.exists(), "removal took the machine's settings")
    check_kept("removal")
    told = root.run("apt-get", "purge", "-y", "-q", "alertbook")
    check("/etc/alertbook/policy.json" in told, f"purging does not say what it removes:\n{told}")
    check("~/.local/share/alertbook" in told, f"purging does not say what it leaves:\n{told}")
    check(not policy.parent.exists(), "purging left the machine's settings")
    check_kept("purging")


def run(given):
    root = Root(given.root, given.base, given.archives)
    log_file = Path(given.root).with_suffix(".log")
    with open(log_file, "w", encoding="utf-8") as log:
        say("the clean root is brought up to date")
        root.update(given.sources)
        say("apt installs the package in a clean root")
        installs_with_what_it_declares(root, given.package, given.version)
        server, screen = display()
        try:
            say("the window opens for an ordinary user, with nothing else installed")
            window_opens_with_nothing_else_installed(root, screen, log)
            root.ask("rm", "-rf", f"{HOME}/{DATA}")
            say("programs for testing are added: a driver of the web view, man")
            root.install("webkit2gtk-driver", "man-db")
            root.keep_archives()
            say("the main job, by clicks")
            main_job_by_clicks(root, screen, log)
        finally:
            end(server)
    say("manual pages and completions")
    manual_and_completions(root)
    say(f"upgrade from {Path(given.previous).name}")
    upgrade_keeps_a_filled_store(root, given.previous, given.package, given.version)
    stores_of_releases_open(root, given.fixtures, given.version)
    say("removal and purging")
    leaves(root)
    say("installed, started, used, upgraded, removed")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    for option in ("base", "root", "sources", "archives", "package", "previous", "version", "fixtures"):
        parser.add_argument(f"--{option}", required=True)
    arguments = parser.parse_args()
    try:
        run(arguments)
    except Failure as failure:
        sys.exit(f"failed: {failure}\nwhat the programs wrote: {Path(arguments.root).with_suffix('.log')}")
