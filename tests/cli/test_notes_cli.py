"""What an import says while it embeds, and when it is broken off."""

from __future__ import annotations

import json
import signal

import pytest

from interviewer import locations
from interviewer.adapters.embedder import SentenceEmbedder
from interviewer.cli.notes import counted
from interviewer.history.store import Store
from interviewer.library import BATCH

_CARDS = 3 * BATCH


def test_progress_gives_count_and_time_left_every_two_seconds(
    capsys: pytest.CaptureFixture[str],
) -> None:
    times = iter([0.0, 1.0, 2.5, 3.0, 10.0])
    progress = counted(lambda: next(times))
    for done in (10, 25, 30, 100):
        progress(done, 100)
    assert capsys.readouterr().err.splitlines() == [
        "embedded 25 of 100 cards, about 8 s left",
        "embedded 100 of 100 cards",
    ]


def test_an_import_of_a_moment_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    times = iter([0.0, 0.5, 1.0])
    progress = counted(lambda: next(times))
    progress(64, 80)
    progress(80, 80)
    assert capsys.readouterr().err == ""


@pytest.fixture(autouse=True)
def _heeded():
    """Ctrl-C reaches these tests also where they run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def importing(tmp_path, run):
    """Import the same notes in this process; gives (exit code, stdout, stderr)."""
    path = tmp_path / "notes.md"
    text = "\n".join(f"## What does valve {n} do?\n\nIt opens pipe {n}.\n" for n in range(_CARDS))
    path.write_text(text, encoding="utf-8")

    return lambda: run("import", str(path), "--json")


def _with_ctrl_c_in_batch(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """A real SIGINT while this batch is embedded."""
    encode, calls = SentenceEmbedder.encode, iter(range(1, 100))

    def interrupted(self, texts):
        if next(calls) == number:
            signal.raise_signal(signal.SIGINT)
        return encode(self, texts)

    monkeypatch.setattr(SentenceEmbedder, "encode", interrupted)


@pytest.mark.model
def test_ctrl_c_while_importing_says_what_is_stored_and_the_next_import_does_the_rest(
    home, importing, monkeypatch
):
    with monkeypatch.context() as patched:
        _with_ctrl_c_in_batch(patched, 2)
        code, out, err = importing()
    assert code == 130
    assert out == ""
    assert f"{_CARDS} cards from notes are stored" in err
    assert f"{_CARDS - BATCH} are not embedded yet" in err
    assert "nothing is stored twice" in err
    assert "Traceback" not in err
    code, out, _ = importing()
    again = json.loads(out)
    assert code == 0
    assert (again["added"], again["unchanged"]) == (0, _CARDS)
    assert again["embedded"] == _CARDS - BATCH
    assert json.loads(importing()[1])["embedded"] == 0


def test_ctrl_c_before_anything_is_stored_says_so(home, importing, monkeypatch):
    def interrupted(self, *_, **__):
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(Store, "put_cards", interrupted)
    code, _, err = importing()
    assert code == 130
    assert "before anything was stored" in err
    monkeypatch.undo()
    monkeypatch.setenv("INTERVIEWER_HOME", str(home))
    with Store(locations.store_file()) as store:
        assert store.cards() == []
