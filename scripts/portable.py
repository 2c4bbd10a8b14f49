"""Packs a folder that runs from wherever it is put: portable.py OUT.zip FILE...

A file may be given as PATH=NAME. Beside the programs lies an empty file, `alertbook-portable`: where they find it, they
keep everything in a folder `data` beside themselves.
"""

import sys
import zipfile
from pathlib import Path

FOLDER = "Alertbook"
MARKER = "alertbook-portable"


def pack(out, files):
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        packed.writestr(f"{FOLDER}/{MARKER}", "")
        for given in files:
            path, _, name = given.partition("=")
            packed.write(path, f"{FOLDER}/{name or Path(path).name}")


if __name__ == "__main__":
    pack(sys.argv[1], sys.argv[2:])
