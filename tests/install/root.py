"""A clean Debian in a folder, and what happens in it.

Must run in a mount namespace of its own (scripts/test-install sees to that): what is mounted here goes with the process.
"""

import os
import shutil
import subprocess
from pathlib import Path

PERSON = "person"
HOME = f"/srv/{PERSON}"


class Failure(Exception):
    """A check that did not hold."""


def check(holds, told):
    """Goes on only if something holds."""
    if not holds:
        raise Failure(told)


class Root:
    """The folder of a system, made from a packed one."""

    def __init__(self, folder, packed, archives):
        self.folder = Path(folder)
        self.archives = Path(archives)
        self.folder.mkdir(parents=True)
        subprocess.run(["tar", "-xf", packed, "-C", folder], check=True)
        subprocess.run(["mount", "-t", "proc", "proc", self.folder / "proc"], check=True)
        subprocess.run(["mount", "--rbind", "/dev", self.folder / "dev"], check=True)
        shutil.copy("/etc/resolv.conf", self.folder / "etc/resolv.conf")
        # No service starts in here.
        refusal = self.folder / "usr/sbin/policy-rc.d"
        refusal.write_text("#!/bin/sh\nexit 101\n")
        refusal.chmod(0o755)
        # Nor is it kept beyond this run, so that nothing has to wait for the disk.
        (self.folder / "etc/dpkg/dpkg.cfg.d/unsafe-io").write_text("force-unsafe-io\n")
        self._take_archives()
        self.run("useradd", "--create-home", "--home-dir", HOME, "--shell", "/bin/bash", PERSON)

    def _packages(self):
        return self.folder / "var/cache/apt/archives"

    def _take_archives(self):
        self.archives.mkdir(parents=True, exist_ok=True)
        for file in self.archives.glob("*.deb"):
            shutil.copy(file, self._packages())

    def keep_archives(self):
        """Keeps what was fetched for the next run."""
        for file in self._packages().glob("*.deb"):
            if not (self.archives / file.name).exists():
                shutil.copy(file, self.archives)

    @staticmethod
    def _environment(extra):
        kept = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
        plain = {"PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
        return {**kept, **plain, **extra}

    def command(self, *words):
        """A command inside."""
        return ["chroot", str(self.folder), *map(str, words)]

    def as_person(self, *words):
        """A command inside, of an ordinary user."""
        return self.command("runuser", "-u", PERSON, "--", *words)

    def run(self, *words, expect=0):
        """What a command of root's prints."""
        return self._finish(self.command(*words), {}, expect)

    def ask(self, *words, expect=0, **extra):
        """What a command of the ordinary user's prints on standard output."""
        home = {"HOME": HOME, "USER": PERSON, "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
        return self._finish(self.as_person(*words), {**home, **extra}, expect)

    def _finish(self, command, extra, expect):
        done = subprocess.run(
            command, env=self._environment(extra), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False
        )
        check(done.returncode == expect, f"{' '.join(command[2:])}: status {done.returncode}\n{done.stdout}\n{done.stderr}")
        return done.stdout

    def start(self, *words, log, **extra):
        """A program of the ordinary user's that goes on."""
        home = {"HOME": HOME, "USER": PERSON, "DBUS_SESSION_BUS_ADDRESS": "disabled:", "NO_AT_BRIDGE": "1"}
        return subprocess.Popen(
            self.as_person(*words), env=self._environment({**home, **extra}), stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )

    def install(self, *packages):
        """Installs packages of Debian, or files copied in, and nothing that is merely recommended."""
        return self.run("apt-get", "install", "-y", "-q", "--no-install-recommends", *packages)

    def update(self, sources):
        """Brings the system up to date from these archives."""
        shutil.copy(sources, self.folder / "etc/apt/sources.list")
        self.run("apt-get", "update", "-q", "--error-on=any")
        self.run("apt-get", "upgrade", "-y", "-q", "--no-install-recommends")

    def place(self, package, name):
        """Copies a package in; answers how apt names it."""
        shutil.copy(package, self.folder / "srv" / name)
        return f"/srv/{name}"

    def home(self, below=""):
        """A path in the person's home, seen from outside."""
        return self.folder / HOME.lstrip("/") / below
