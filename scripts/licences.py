"""Writes the licences of everything that the programs hold: licences.py OUT [TARGET]

Rust crates are those that cargo links into the two programs for the target, with the licence files of their sources;
the front end's packages are those that package.json names as its dependencies, and what these bring along. A text that
many share stands once. A package without a text has that of another one from the same repository; without such a one its
licence must be one whose text stands here.
"""

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

PROGRAMS = ("alertbook-desktop", "alertbook-cli")
FILES = re.compile(r"^(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)
# Folders of a source that do not come into a program.
ASIDE = {"tests", "test", "benches", "examples", "docs", "doc", "node_modules", ".git", "fuzz", "ci"}
CODE = {".rs", ".js", ".ts", ".svelte", ".json", ".html", ".c", ".h"}
OWN_TEXTS = {"MIT": Path("LICENSE-MIT"), "Apache-2.0": Path("LICENSE-APACHE")}


def cargo_metadata(target):
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    return json.loads(subprocess.run(command, check=True, capture_output=True).stdout)


def linked_crates(metadata):
    """The packages of others that are linked into a program, not those that only build or test it."""
    packages = {package["id"]: package for package in metadata["packages"]}
    macros = {identity for identity, package in packages.items() if package["targets"][0]["kind"] == ["proc-macro"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    waiting = [identity for identity, package in packages.items() if package["name"] in PROGRAMS]
    seen = set(waiting)
    while waiting:
        for dependency in nodes[waiting.pop()]["deps"]:
            linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if linked and dependency["pkg"] not in seen | macros:
                seen.add(dependency["pkg"])
                waiting.append(dependency["pkg"])
    others = [packages[identity] for identity in seen if packages[identity]["source"]]
    return [
        (
            f"{package['name']} {package['version']}",
            package["license"],
            Path(package["manifest_path"]).parent,
            package["repository"],
        )
        for package in others
    ]


def shipped_packages():
    """The front end's dependencies with theirs, as npm laid them out."""
    lock = json.loads(Path("ui/package-lock.json").read_text(encoding="utf-8"))["packages"]
    waiting = list(lock[""]["dependencies"])
    seen = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        waiting += lock[f"node_modules/{name}"].get("dependencies", {})
    for name in seen:
        entry = lock[f"node_modules/{name}"]
        yield f"{name} {entry['version']} (npm)", entry.get("license"), Path("ui/node_modules") / name, None


def texts_in(folder):
    """The licence files of a source, also those of code that it brings along."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if FILES.match(path.name) and path.is_file() and path.suffix not in CODE and not ASIDE.intersection(inside):
            yield "/".join(inside), path.read_text(encoding="utf-8", errors="replace").strip()


def page(packages):
    texts, users, lines, without = {}, {}, [], []
    neighbours = {repository: folder for _, _, folder, repository in packages if repository and any(texts_in(folder))}
    for name, licence, folder, repository in sorted(packages):
        if not licence:
            sys.exit(f"{name} does not tell its licence")
        lines.append(f"{name}: {licence}")
        found = list(texts_in(folder)) or list(texts_in(neighbours.get(repository, folder)))
        if not found:
            without.append((name, licence))
        for place, text in found:
            key = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
            texts[key] = text
            users.setdefault(key, []).append(f"{name} ({place})")
    for name, licence in without:
        if not any(known in licence for known in OWN_TEXTS):
            sys.exit(f"{name} brings no text of its licence {licence}")
    parts = ["Alertbook holds the following libraries, under these licences.\n", "\n".join(lines)]
    parts.append("SQLite, in libsqlite3-sys: public domain\nThe Rust standard library: Apache-2.0 OR MIT")
    for key in sorted(users, key=lambda key: users[key]):
        parts.append("\n".join(["=" * 80, *users[key], "-" * 80, texts[key]]))
    for licence, path in OWN_TEXTS.items():
        these = [name for name, told in without if licence in told] + ["the Rust standard library"]
        head = [f"{licence}, of those that bring no text of their own:", ", ".join(these)]
        text = re.sub(r"^Copyright \(c\) .*$", "Copyright (c) the authors of each", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        parts.append("\n".join(["=" * 80, *head, "-" * 80, text.strip()]))
    return "\n\n".join(parts) + "\n"


def host():
    told = subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout
    return re.search(r"^host: (.+)$", told, re.MULTILINE)[1]


if __name__ == "__main__":
    out, *target = sys.argv[1:]
    every = [*linked_crates(cargo_metadata(target[0] if target else host())), *shipped_packages()]
    Path(out).write_text(page(every), encoding="utf-8")
    print(f"{len(every)} libraries in {out}")
