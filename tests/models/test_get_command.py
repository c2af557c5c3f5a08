"""`interviewer models get` as it is typed, against a hub on this machine that HF_ENDPOINT names."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys

import pytest

from interviewer.models.catalogue import entry
from tests.models.test_fetch import NAME, Hub

# More than the hub's library holds in memory before it writes.
LARGE = b"GGUF" + bytes(range(256)) * 90_000


@pytest.fixture
def hub():
    opened = Hub()
    opened.content, opened.etag = LARGE, hashlib.sha256(LARGE).hexdigest()
    yield opened
    opened.go_on.set()
    opened.close()


def _command(hub, home):
    plain = {k: v for k, v in os.environ.items() if "proxy" not in k.lower()}
    return {
        "args": [sys.executable, "-m", "interviewer", "models", "get", NAME],
        "env": {
            **plain,
            "HF_ENDPOINT": hub.url,
            "HF_HUB_DISABLE_XET": "1",
            "INTERVIEWER_HOME": str(home),
        },
        "stdout": subprocess.PIPE,
        "stderr": subprocess.PIPE,
    }


def test_a_download_whose_program_was_killed_goes_on_at_the_next_command(hub, home):
    hub.stall_after = 15_000_000
    with subprocess.Popen(**_command(hub, home)) as first:
        assert hub.stalled.wait(120)
        # What was sent has to be on the disk before the kill, to be worth keeping.
        folder = home / "models" / NAME
        while not any(f.stat().st_size > 9_000_000 for f in folder.glob("*.part")):
            assert first.poll() is None
        first.kill()
        first.communicate()
    assert not (folder / entry(NAME).file).exists()
    done = subprocess.run(**_command(hub, home), timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    file = folder / entry(NAME).file
    assert done.stdout.decode().strip() == str(file)
    assert file.read_bytes() == LARGE
    (start,) = re.fullmatch(r"bytes=(\d+)-", hub.ranges[-1]).groups()
    assert int(start) > 9_000_000
    assert [f.name for f in folder.iterdir() if f.suffix == ".part"] == []
    assert f"models use {file}" in done.stderr.decode()


def test_a_damaged_file_and_an_unknown_name_are_one_line_with_what_to_do(hub, home):
    hub.etag = "0" * 64
    done = subprocess.run(**_command(hub, home), timeout=120, check=False)
    assert done.returncode == 1
    *_, last = done.stderr.decode().strip().splitlines()
    assert "damaged" in last
    assert "again" in last
    assert "Traceback" not in done.stderr.decode()
    assert not (home / "models" / NAME / entry(NAME).file).exists()
