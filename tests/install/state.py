"""What a store tells and must go on telling, whichever version opens it.

    state.py PROGRAM DATA-FOLDER OUT     packs the folder as OUT/data.zip and writes OUT/expected.json

`ask` in here takes words of the command line and answers what it printed, read as JSON.
"""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

# Logs tell nothing that must stay; locks of processes belong to processes.
LEFT_OUT = {"logs", "owners"}
OF_EXPORTS = ("id", "fileName", "status", "format", "rows", "sha256")


def state(ask):
    """Counts of every kind, exports, reviewed events, and everything that is kept under a name."""
    return {
        "facets": [[line["facet"], line["value"], line["events"]] for line in ask("facets")],
        "reviewed": ask("DescribeSuspEvents", "--reviewed", "Y", "--PageSize", "1")["TotalCount"],
        "exports": [{key: export[key] for key in OF_EXPORTS} for export in ask("exports", "list")],
        "views": [view["name"] for view in ask("views", "list") if not view["shipped"]],
        "profiles": [profile["name"] for profile in ask("exports", "profiles", "list")],
        "presets": [preset["name"] for preset in ask("exports", "presets", "list")],
    }


def differences(expected, found):
    """What a store told once and does not tell now. A later version may count by more facets."""
    for key, value in expected.items():
        now = found[key]
        if key == "facets":
            yield from (f"facet {line}" for line in value if line not in now)
        elif now != value:
            yield f"{key}: {value} became {now}"


def pack(folder, out):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder)
            if path.is_file() and not LEFT_OUT.intersection(inside.parts):
                packed.write(path, inside)


if __name__ == "__main__":
    program, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])

    def asked(*words):
        done = subprocess.run([program, "--data-dir", folder, *words], check=True, capture_output=True, text=True)
        return json.loads(done.stdout)

    told = state(asked)
    (out / "expected.json").write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
    pack(folder, out / "data.zip")
