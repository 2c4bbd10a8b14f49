"""Tells how large packages are and what of: package_sizes.py PACKAGES STAGE PROFILE

Limits stand in src-tauri/desktop/bundle/limits.json, in bytes. A release that is over one of them fails with the name of
the part; so does one that holds a part without a limit. Programs built for debugging are told, not judged.
"""

import json
import sys
from pathlib import Path

LIMITS = Path("src-tauri/desktop/bundle/limits.json")


def installed(stage, profile):
    """Part of the package -> bytes: each program, and each folder of what stands beside them."""
    parts = {
        "usr/bin/alertbook": (stage / "usr/bin/alertbook").stat().st_size,
        "usr/bin/alertbook-desktop": (stage / profile / "alertbook-desktop").stat().st_size,
    }
    for folder in sorted((stage / "usr/share").iterdir()):
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        parts[f"usr/share/{folder.name}"] = sum(sizes)
    return parts


def packed(packages):
    return {path.suffix[1:]: path.stat().st_size for path in sorted(packages.iterdir())}


def judged(kind, sizes, limits):
    """A line for each part, and what is wrong with it."""
    for part, size in sizes.items():
        limit = limits[kind].get(part)
        wrong = None
        if limit is None:
            wrong = f"{part} has no limit in {LIMITS}"
        elif size > limit:
            wrong = f"{part} is {size} bytes {kind}; the limit in {LIMITS} is {limit}"
        yield f"{part:36} {size / 1e6:9.2f} MB   limit {(limit or 0) / 1e6:7.2f} MB   {kind}", wrong


if __name__ == "__main__":
    packages, stage, profile = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    limits = json.loads(LIMITS.read_text(encoding="utf-8"))
    found = [*judged("packed", packed(packages), limits), *judged("installed", installed(stage, profile), limits)]
    print("\n".join(line for line, _ in found))
    problems = [wrong for _, wrong in found if wrong]
    if problems and profile == "release":
        sys.exit("\n".join(["too large:", *problems]))
