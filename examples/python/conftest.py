"""Gives each test a scope of one server, which pytest-xdist's workers share if BROWNOUT_URL names it."""

import json
import os
import re
from pathlib import Path
from uuid import uuid4

import pytest

from brownout import Brownout, serve


@pytest.fixture(scope="session")
def brownout_server():
    if os.environ.get("BROWNOUT_URL"):
        yield Brownout()
    else:
        with serve("--seed", os.environ.get("BROWNOUT_SEED", "brownout")) as server:
            yield server


@pytest.fixture
def brownout(brownout_server, request):
    """The faults and the journal of one test. A test that fails leaves its incident in .brownout/."""
    # Two tests can have names that differ only in characters that no scope can have.
    with brownout_server.scope(f"{request.node.nodeid}-{uuid4().hex[:8]}") as scope:
        yield scope
        if getattr(request.node, "failed", False):
            file = Path(".brownout") / f"{re.sub(r'[^A-Za-z0-9_.-]+', '-', request.node.nodeid)}.json"
            file.parent.mkdir(mode=0o700, exist_ok=True)
            (file.parent / ".gitignore").write_text("*\n")
            file.touch(mode=0o600)
            file.write_text(json.dumps(scope.incident()))
            print(f"Replay: npx brownout serve --replay {file}")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    outcome = yield
    if outcome.get_result().failed:
        item.failed = True
