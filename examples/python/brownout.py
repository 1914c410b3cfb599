"""Controls a running `brownout serve`. One file without dependencies, for Python 3.9 or newer: copy it next to your tests.

    with serve("--seed", "tuesday") as server:
        with Brownout(server.url).scope("test-1") as brownout:
            brownout.inject("overloaded:first=2,for=openai")
            client = OpenAI(base_url=brownout.base_url("openai"), api_key="none")
            ...
            assert len(brownout.calls()) == 3
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from contextlib import contextmanager
from typing import Any, Iterator, Optional, Sequence, Union
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import ProxyHandler, Request, build_opener

Fault = Union[str, "dict[str, Any]"]
Recipe = Union[str, "dict[str, Any]"]

# A proxy of the environment does not know the server of this machine.
_opener = build_opener(ProxyHandler({}))


class BrownoutError(Exception):
    """The server refused a request, or no server answers."""


class Brownout:
    """The control of a server, or of one scope of it."""

    def __init__(self, url: Optional[str] = None, scope: Optional[str] = None, token: Optional[str] = None):
        """
        :param url: default: `BROWNOUT_URL` in the environment, else http://127.0.0.1:4600
        :param scope: the faults, the answers, the seed and the journal of one test. Default: those of the server itself
        :param token: the token that the server was started with. Default: `BROWNOUT_TOKEN` in the environment
        """
        self.url = (url or os.environ.get("BROWNOUT_URL") or "http://127.0.0.1:4600").rstrip("/")
        self.name = scope
        self._token = token or os.environ.get("BROWNOUT_TOKEN")

    def scope(self, name: str) -> Brownout:
        """Returns the control of a scope. Characters that no name can have become `-`."""
        return Brownout(self.url, re.sub(r"[^A-Za-z0-9_.-]+", "-", name)[-100:], self._token)

    def __enter__(self) -> Brownout:
        """Begins a fresh run with what the server began with."""
        self.reset()
        return self

    def __exit__(self, *_error: object) -> None:
        """Ends the scope."""
        self.end()

    def base_url(self, provider: str) -> str:
        """Returns what an SDK takes as its base URL."""
        urls = self.state()["baseUrls"]
        if provider not in urls:
            raise BrownoutError(f'No provider "{provider}" is served. Expected one of: {", ".join(urls)}.')
        return urls[provider]

    def state(self) -> dict[str, Any]:
        """Returns the seed, the faults, the counts and the base URLs."""
        return self._send("GET", "")

    def inject(self, *faults: Fault) -> list[dict[str, Any]]:
        """Injects faults, such as "overloaded:first=2,for=openai", after those that are active."""
        return self._send("POST", "/faults", {"faults": list(faults)})["faults"]

    def remove(self, which: Union[str, int, None] = None) -> list[dict[str, Any]]:
        """Removes a fault by its id, all of a name, or all: they fire on no later call."""
        return self._send("DELETE", "/faults" if which is None else f"/faults/{quote(str(which), safe='')}")["removed"]

    def play(self, *recipes: Recipe) -> list[dict[str, Any]]:
        """Plays recipes, such as "one-bad-hour:speed=60", from now on."""
        return self._send("POST", "/recipes", {"recipes": list(recipes)})["faults"]

    def begin(
        self,
        faults: Sequence[Fault] = (),
        recipes: Sequence[Recipe] = (),
        seed: Union[str, int, None] = None,
        answers: Optional[Sequence[dict[str, Any]]] = None,
    ) -> dict[str, Any]:
        """Begins a fresh run in which only these faults and recipes are active. Without a seed or answers, those before stay."""
        given = {"faults": list(faults), "recipes": list(recipes), "seed": seed, "answers": answers}
        return self._send("PUT", "/scenario", {name: value for name, value in given.items() if value is not None})

    def reset(self) -> dict[str, Any]:
        """Begins a fresh run with what the server began with."""
        return self._send("DELETE", "/scenario")

    def journal(self) -> dict[str, Any]:
        """Returns the journal, in its stable form."""
        return self._send("GET", "/journal")

    def calls(self) -> list[dict[str, Any]]:
        """Returns the calls, in the order in which they arrived."""
        return self._send("GET", "/journal?last=1000000")["calls"]

    def reset_journal(self) -> dict[str, Any]:
        """Forgets all calls. Seed, answers and faults stay; faults count from the start."""
        return self._send("DELETE", "/journal")

    def incident(self, prompts: str = "keep") -> dict[str, Any]:
        """Returns the incident, which `brownout serve --replay` replays. `prompts="hash"` replaces prompts by digests."""
        return self._send("GET", f"/incident?prompts={quote(prompts)}")

    def end(self) -> None:
        """Ends the scope, and forgets what happened in it. Does nothing without a scope."""
        if self.name is not None:
            self._send("DELETE", f"/scopes/{quote(self.name)}")

    def _send(self, method: str, path: str, body: Optional[dict[str, Any]] = None) -> Any:
        headers = {"content-type": "application/json"} if body is not None else {}
        if self.name is not None:
            headers["x-brownout-scope"] = self.name
        if self._token:
            headers["authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/__brownout{path}", data, headers, method=method)
        try:
            with _opener.open(request) as response:
                return json.load(response)
        except HTTPError as error:
            raise BrownoutError(self._message_of(error)) from error
        except URLError as error:
            message = f'No server answers at {self.url}. Start one with "npx brownout serve", or name another URL.'
            raise BrownoutError(message) from error

    def _message_of(self, error: HTTPError) -> str:
        text = error.read().decode(errors="replace")
        if "x-brownout" in error.headers:
            return f"{self.url} is the URL of a provider. Expected that of its server."
        try:
            return json.loads(text)["error"]["message"]
        except (ValueError, KeyError, TypeError):
            return f"{self.url} is not a brownout server: it answered {error.code} {text[:80]}"


@contextmanager
def serve(*options: str, command: Sequence[str] = ("npx", "brownout")) -> Iterator[Brownout]:
    """Runs `brownout serve` at a free port, with its options, and stops it in the end."""
    words = [*command, "serve", "--port", "0", *options]
    # A group of its own, since npx does not pass signals on.
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as server:
        try:
            yield Brownout(_url_printed_by(server, words))
        finally:
            if server.poll() is None:
                os.killpg(server.pid, signal.SIGTERM)
            if server.stdout is not None:
                server.stdout.read()


def _url_printed_by(server: subprocess.Popen[str], words: Sequence[str]) -> str:
    url = None
    for line in server.stdout or ():
        found = re.search(r"(https?://[^/\s]+)/openai/v1|at (https?://[^\s,]+)", line)
        url = url or (found and (found[1] or found[2]))
        if line.startswith("# ready") and url:
            return url
    raise BrownoutError(f"{' '.join(words)} ended before it was ready.")
