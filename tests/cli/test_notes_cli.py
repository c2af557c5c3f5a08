"""What an import says while it embeds."""

from __future__ import annotations

import pytest

from interviewer.cli.notes import counted


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
