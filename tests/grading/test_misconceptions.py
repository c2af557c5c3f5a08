"""A known misconception is found in an answer, and not where only its words stand otherwise."""

from __future__ import annotations

import pytest

from interviewer.grading.misconceptions import joined_as_right
from interviewer.grading.text import fold


def _joined_as_right(right: str, wrong: str, said: str) -> bool:
    folded = [fold(text).text for text in (right, wrong, said)]
    return joined_as_right(folded[:1], *folded[1:])


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            "Stacks serve calls, queues serve buffers.",
            "Queues serve calls, stacks serve buffers.",
            "calls need stacks while buffers need queues",
        ),
        (
            "文件用 TCP，视频用 UDP。",
            "视频用 TCP，文件用 UDP。",
            "视频一般走 UDP",
        ),
    ],
)
def test_words_that_stand_together_as_in_a_key_point_state_no_misconception(
    right: str, wrong: str, said: str
) -> None:
    assert _joined_as_right(right, wrong, said)
    assert not _joined_as_right(right, wrong, wrong)


def test_words_of_which_a_misconception_makes_no_other_use_say_nothing() -> None:
    right, wrong = "Garbage is collected in cycles.", "Files are closed when the disk is full."
    assert not _joined_as_right(right, wrong, "a full disk closes files")
