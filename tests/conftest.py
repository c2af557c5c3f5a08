"""Every test has a data folder of its own, and no way out to the network but loopback."""

from __future__ import annotations

import os
import socket

import pytest

from interviewer.cli import set_environment
from tests.servers import new_schema, postgres_server

set_environment()

_connect = socket.socket.connect


def _loopback_only(self, address):
    host = address[0] if isinstance(address, tuple) else ""
    if self.family in (socket.AF_INET, socket.AF_INET6) and host not in ("127.0.0.1", "::1"):
        raise AssertionError(f"a test tried to connect to {address}")
    return _connect(self, address)


socket.socket.connect = _loopback_only  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The data folder of this test, empty."""
    folder = tmp_path / "home"
    monkeypatch.setenv("INTERVIEWER_HOME", str(folder))
    for name in [name for name in os.environ if name.startswith("INTERVIEWER_")]:
        if name != "INTERVIEWER_HOME":
            monkeypatch.delenv(name)
    return folder


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of this session's own."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def schema(postgres):
    """An empty place for a history in that PostgreSQL."""
    from interviewer.history.postgres import Server

    server = Server(postgres.url)
    yield server.history(new_schema())
    server.close()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request, tmp_path):
    """An empty place for a history: a file, and a schema in a real PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / "home" / "store.sqlite3"
    return request.getfixturevalue("schema")
