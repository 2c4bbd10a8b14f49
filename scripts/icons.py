"""Packs pictures of one icon into a Windows icon file: icons.py OUT.ico PICTURE.png...

A picture is kept as the PNG it is, which Windows reads since Vista. The first one is what Tauri shows in the title bar.
"""

import struct
import sys
from pathlib import Path

HEADER = struct.Struct("<HHH")
ENTRY = struct.Struct("<BBBBHHII")
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size_of(picture):
    """Width and height, which every PNG tells in its first chunk."""
    if not picture.startswith(PNG_SIGNATURE):
        sys.exit("not a PNG")
    return struct.unpack(">II", picture[16:24])


def packed(pictures):
    """The icon file: a header, one entry for each picture, the pictures."""
    offset = HEADER.size + ENTRY.size * len(pictures)
    entries = []
    for picture in pictures:
        width, height = size_of(picture)
        # 256 does not fit into a byte and is written as 0.
        entries.append(ENTRY.pack(width % 256, height % 256, 0, 0, 1, 32, len(picture), offset))
        offset += len(picture)
    return b"".join([HEADER.pack(0, 1, len(pictures)), *entries, *pictures])


if __name__ == "__main__":
    out, *names = sys.argv[1:]
    Path(out).write_bytes(packed([Path(name).read_bytes() for name in names]))
