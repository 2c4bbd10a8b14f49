"""Starts the stand-in as a program and turns its handles."""

import json
import subprocess
import urllib.parse
import urllib.request


class StandIn:
    """A running stand-in; ends with the `with` block."""

    def __init__(self, program, *options):
        self.process = subprocess.Popen(
            [program, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self.about = json.loads(self.process.stdout.readline())
        self.endpoint = self.about["endpoint"]
        self.host = self.endpoint.removeprefix("http://")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def look(self, handle):
        """What a handle tells."""
        with urllib.request.urlopen(f"{self.endpoint}/_standin/{handle}") as answer:
            return answer.read().decode()

    def lines(self, handle):
        """What a handle tells line by line."""
        return [json.loads(line) for line in self.look(handle).splitlines() if line]

    def turn(self, handle, **values):
        """Changes something."""
        query = urllib.parse.urlencode(values)
        request = urllib.request.Request(f"{self.endpoint}/_standin/{handle}?{query}", method="POST")
        with urllib.request.urlopen(request) as answer:
            return json.loads(answer.read())

    def truth(self):
        """What a store must hold: records by kind, as (account, zh, en)."""
        kinds = {"event": [], "group": [], "asset": [], "cluster": [], "container": []}
        for line in self.lines("truth"):
            kinds[line["kind"]].append((line["account"], line["zh"], line["en"]))
        return kinds
