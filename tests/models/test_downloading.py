"""A download that is watched, stopped and gone on with, in a process of its own."""

from __future__ import annotations

import hashlib
import os
import threading

import pytest

from interviewer import locations
from interviewer.errors import InputError
from interviewer.models import downloading
from interviewer.models.catalogue import entry
from interviewer.models.downloading import Downloads, Phase, State
from interviewer.models.fetch import arrived, is_whole
from tests.models.test_fetch import NAME, Hub

CONTENT = b"GGUF" + bytes(range(256)) * 20_000


@pytest.fixture
def hub(monkeypatch):
    for name in [name for name in os.environ if "proxy" in name.lower()]:
        monkeypatch.delenv(name)
    opened = Hub()
    opened.content, opened.etag = CONTENT, hashlib.sha256(CONTENT).hexdigest()
    monkeypatch.setenv("HF_ENDPOINT", opened.url)
    monkeypatch.setenv("HF_HUB_DISABLE_XET", "1")
    yield opened
    opened.go_on.set()
    opened.close()


@pytest.fixture
def downloads():
    made = Downloads()
    yield made
    made.stop()


def _ended(downloads: Downloads) -> State:
    """How the download ends. Its process is waited for by the thread that reads it."""
    for thread in threading.enumerate():
        if getattr(thread, "_target", None) == downloads._watch:
            thread.join(120)
    assert downloads.state is not None
    return downloads.state


def test_a_download_is_stopped_at_once_and_goes_on_where_it_was(hub, downloads, home):
    hub.stall_after = 3_000_000
    downloads.start(NAME)
    assert hub.stalled.wait(120)
    while arrived(NAME, locations.models_folder()) < 2_500_000:
        assert downloads.state.running
    with pytest.raises(InputError, match=NAME):
        downloads.start("qwen3-8b")
    downloads.stop()
    assert _ended(downloads).phase is Phase.STOPPED
    kept = arrived(NAME, locations.models_folder())
    assert kept >= 2_500_000
    assert not is_whole(home / "models" / NAME)
    hub.go_on.set()
    downloads.start(NAME)
    done = _ended(downloads)
    assert (done.phase, done.done, done.total) == (Phase.DONE, len(CONTENT), len(CONTENT))
    assert (home / "models" / NAME / entry(NAME).file).read_bytes() == CONTENT
    assert hub.ranges[-1] == f"bytes={kept}-"


def test_a_hub_that_cannot_be_reached_fails_with_what_to_do(hub, downloads, monkeypatch):
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")
    downloads.start(NAME)
    state = _ended(downloads)
    assert state.phase is Phase.FAILED
    assert "online" in state.error
    assert "again" in state.error


def test_a_process_that_dies_is_a_failure_and_not_a_wait_without_end(downloads, monkeypatch):
    monkeypatch.setattr(downloading.sys, "executable", "/bin/false")
    downloads.start(NAME)
    state = _ended(downloads)
    assert state.phase is Phase.FAILED
    assert "again" in state.error


def test_the_time_left_follows_the_rate_of_the_latest_seconds(home):
    now = iter([0.0, 10.0, 40.0, 50.0])
    downloads = Downloads(clock=lambda: next(now))
    state = State(NAME)
    assert downloads._further(state, 0, 1000).seconds_left is None
    assert downloads._further(state, 500, 1000).seconds_left == 10
    assert downloads._further(state, 530, 1000).seconds_left == pytest.approx(470)
    assert downloads._further(state, 1000, 1000).phase is Phase.CHECKING
