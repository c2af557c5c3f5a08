"""The full stack, killed at random: the served page in a browser, the model's process, an import."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.ui.driving import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(900)]

KILLS = 10


def test_ten_kills_of_the_full_stack_lose_no_acknowledged_answer_and_double_none():
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the full stack was not killed")
    command = [sys.executable, "-m", "tests.crash.full", "--kills", str(KILLS), "--seed", "1"]
    run = subprocess.run(command, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    tally = json.loads(run.stdout.splitlines()[-1])
    assert (tally["lost"], tally["double"]) == (0, 0)
    assert tally["answers sent"] == KILLS
    assert tally["answers acknowledged"] > 0
    done = ("kills of the server", "kills of the model's process", "kills of an import")
    assert sum(tally.get(name, 0) for name in done) >= KILLS
