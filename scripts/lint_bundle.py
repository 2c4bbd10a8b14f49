"""Checks Tauri's configuration, alone and with each overlay, against the schema that comes with Tauri's command line.

Every file that a configuration names must be there, unless scripts/installer makes it.
"""

import json
import sys
from pathlib import Path

import jsonschema

SCHEMA = Path("ui/node_modules/@tauri-apps/cli/config.schema.json")
MAIN = Path("tauri.conf.json")
BUNDLE = Path("src-tauri/desktop/bundle")
# What is laid over the main file, in this order.
OVERLAYS = {
    "linux": ["linux.json"],
    "windows": ["windows.json"],
    "windows, offline": ["windows.json", "windows-offline.json"],
    "macos": ["macos.json"],
}


def merged(under, over):
    """What Tauri makes of two files: objects are joined, anything else is replaced (RFC 7396)."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    return {**under, **{key: merged(under.get(key), value) for key, value in over.items()}}


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


def named_files(value):
    """Every path of the project in a configuration."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from named_files(key)
            yield from named_files(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from named_files(inner)
    elif isinstance(value, str) and value.startswith(("src-tauri/", "LICENSE")):
        yield value


def findings(name, configuration, validator):
    for error in validator.iter_errors(configuration):
        yield f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message}"
    for path in named_files(configuration):
        if not Path(path).exists():
            yield f"{name}: {path} does not exist"


if __name__ == "__main__":
    schema = read(SCHEMA)
    rules = jsonschema.validators.validator_for(schema)(schema)
    wrong = list(findings("main", read(MAIN), rules))
    for name, files in OVERLAYS.items():
        configuration = read(MAIN)
        for file in files:
            configuration = merged(configuration, read(BUNDLE / file))
        wrong += findings(name, configuration, rules)
    used = {file for files in OVERLAYS.values() for file in files} | {"limits.json"}
    wrong += [f"{path} is not checked" for path in BUNDLE.glob("*.json") if path.name not in used]
    sys.exit("\n".join(wrong) if wrong else 0)
