"""Reads CHANGELOG.md for what a release needs of it.

    changelog.py notes VERSION       the section of a version, as text of a release; "Unreleased" is a version, too
    changelog.py appstream VERSION   every version as <release> elements
    changelog.py debian VERSION      every version as a Debian changelog

VERSION is that of the workspace: what is not released yet is called by it. Sections are headed "## 1.2.3 - 2026-11-30"
or "## Unreleased"; their points are Markdown lists.
"""

import os
import re
import sys
import textwrap
import time
from datetime import datetime, timezone
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

HEADING = re.compile(r"^## (?P<version>Unreleased|\d+\.\d+\.\d+)(?: - (?P<date>\d{4}-\d\d-\d\d))?$", re.MULTILINE)
UNRELEASED = "Unreleased"
MAINTAINER = "The Alertbook contributors"


def sections(text):
    """(version, date or None, body) of each section, the newest first."""
    found = list(HEADING.finditer(text))
    strange = [line for line in re.findall(r"^## .*$", text, re.MULTILINE) if not HEADING.fullmatch(line)]
    if strange:
        sys.exit(f"CHANGELOG.md: a heading that is no version: {strange[0]}")
    ends = [heading.start() for heading in found[1:]] + [len(text)]
    for heading, end in zip(found, ends):
        version, date = heading["version"], heading["date"]
        if (version == UNRELEASED) != (date is None):
            sys.exit(f"CHANGELOG.md: a released version has a date, and nothing else has one: {heading[0]}")
        yield version, date, text[heading.end() : end].strip()


def points(body):
    """The points of a section as lines without Markdown's line breaks and code marks."""
    joined = re.sub(r"\n +", " ", body)
    return [line[2:].replace("`", "") for line in joined.splitlines() if line.startswith("- ")]


def moment(date):
    """The time of a release; of what is not released, that of the commit, so that two builds agree."""
    if date is None:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", time.time())), timezone.utc)
    return datetime.fromisoformat(date).replace(tzinfo=timezone.utc)


def notes(found, wanted):
    bodies = [body for version, _, body in found if version == wanted]
    if not bodies:
        sys.exit(f"CHANGELOG.md has no section {wanted}")
    if not points(bodies[0]):
        sys.exit(f"CHANGELOG.md: the section {wanted} says nothing")
    return bodies[0] + "\n"


def appstream(found, current):
    lines = []
    for version, date, body in found:
        kind = "" if date else ' type="development"'
        lines.append(f'    <release version="{current if date is None else version}" date="{moment(date):%Y-%m-%d}"{kind}>')
        lines += ["      <description>", "        <ul>"]
        lines += [f"          <li>{escape(point)}</li>" for point in points(body)]
        lines += ["        </ul>", "      </description>", "    </release>"]
    return "\n".join(lines) + "\n"


def debian(found, current):
    entries = []
    for version, date, body in found:
        told = "\n".join(textwrap.fill(point, 78, initial_indent="  * ", subsequent_indent="    ") for point in points(body))
        suite = "stable" if date else "UNRELEASED"
        entries.append(
            f"alertbook ({current if date is None else version}) {suite}; urgency=medium\n\n{told}\n\n"
            f" -- {MAINTAINER} <>  {format_datetime(moment(date))}\n"
        )
    return "\n".join(entries)


if __name__ == "__main__":
    form, version = sys.argv[1:]
    forms = {"notes": notes, "appstream": appstream, "debian": debian}
    known = list(sections(Path("CHANGELOG.md").read_text(encoding="utf-8")))
    sys.stdout.write(forms[form](known, version))
