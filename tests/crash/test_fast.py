"""200 kills of the real store and interview process: nothing acknowledged is lost or doubled."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest


@pytest.mark.timeout(600)
def test_two_hundred_kills_lose_no_acknowledged_answer_and_double_none():
    """In a process of its own: forking is for processes with one thread."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.crash.fast", "--kills", "200", "--seed", "7"],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    tally = json.loads(run.stdout.splitlines()[-1])
    print(tally)
    assert tally["kills"] >= 200
    assert (tally["lost"], tally["double"]) == (0, 0)
    assert tally["answers acknowledged"] > 50
    assert tally["killed between sending and acknowledging"] > 0
    assert tally["sittings taken up again"] > 50
