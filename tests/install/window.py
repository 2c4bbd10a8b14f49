"""The installed window, driven through WebDriver with nothing but Python."""

import json
import socket
import time
import urllib.error
import urllib.request

from root import check

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
PATIENCE = 90


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(condition, told, process=None, patience=PATIENCE):
    """Waits until something is true; answers it."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        found = condition()
        if found:
            return found
        check(process is None or process.poll() is None, f"{told}: the program ended")
        time.sleep(0.1)
    check(False, f"{told}: not within {patience} s")
    return None


class Window:
    """A window under a driver that listens on a port of this machine."""

    def __init__(self, port, program, arguments):
        self.base = f"http://127.0.0.1:{port}"
        options = {"binary": program, "args": arguments}
        started = self._send("POST", "/session", {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        self.base += f"/session/{started['sessionId']}"

    def _send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=PATIENCE) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            return check(False, f"{method} {path}: {error.read().decode()}")

    def run(self, script):
        """What a script returns."""
        return self._send("POST", "/execute/sync", {"script": script, "args": []})

    def until(self, condition):
        """Waits until an expression is true in the window; answers its value."""
        script = f"try {{ return {condition} }} catch {{ return null }}"
        try:
            return wait_for(lambda: self.run(script), condition)
        except Exception as error:
            raise type(error)(f"{error}\n{self.run('return document.body.innerText')}") from error

    def click(self, selector):
        """Clicks on an element as a person does, once it can be seen and used."""
        quoted = json.dumps(selector)
        self.until(f"document.querySelector({quoted}).checkVisibility() && !document.querySelector({quoted}).disabled")
        found = self._send("POST", "/element", {"using": "css selector", "value": selector})
        self._send("POST", f"/element/{found[ELEMENT]}/click", {})

    def close(self):
        """Closes the window."""
        self._send("DELETE", "")
