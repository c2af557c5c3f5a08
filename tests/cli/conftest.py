"""Commands run in this process, as a shell would run them."""

from __future__ import annotations

import os
import sys

import pytest

from interviewer.cli import main


@pytest.fixture
def run(monkeypatch, capfdbinary):
    """Run a command in this process; gives (exit code, stdout, stderr)."""
    before = dict(os.environ)

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["interviewer", *arguments])
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    yield call
    os.environ.clear()
    os.environ.update(before)
