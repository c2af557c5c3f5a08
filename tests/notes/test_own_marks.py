"""Marks of a file's own before its questions, and numbers that hardly count, are understood."""

from __future__ import annotations

import pytest

from interviewer.notes.importing import parse_text
from interviewer.notes.ownmarks import own_mark

ASKED = (
    ("What is a fork?", "It copies a process."),
    ("Explain zombies", "Nobody waits for them."),
    ("什么是孤儿进程？", "父进程先退出。"),
    ("信号和管道的区别", "一个只是通知。"),
)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "mark", ["❓ {}", "★{}", "⭐ {}", "=={}==", "<u>{}</u>", "*{}*", "> {}", "> **{}**", "{}. {}"]
)
def test_a_mark_of_the_files_own_carries_the_questions(mark: str, between: str) -> None:
    text = ""
    for number, (asked, told) in enumerate(ASKED, 1):
        head = f"{number}\\. {asked}" if mark.count("{}") > 1 else mark.format(asked)
        text += f"{head}{between}{told}{between}"
    cards = parse_text(f"# Processes\n\n{text}").cards
    assert [(card.question, card.reference) for card in cards] == list(ASKED)


def test_a_mark_among_the_words_goes_around_none_of_them() -> None:
    assert own_mark("*a* b *c*") is None
    assert own_mark("<u>a</u> and <u>b</u>") is None
    assert own_mark("== and ===") is None
    assert own_mark("★ > *what*?") == ("★>*", "what?")


def test_pictures_before_the_points_of_an_answer_are_no_questions() -> None:
    text = "".join(
        f"## What is part {n}?\n\n✅ quick to build\n✅ easy to read\n❌ hard to change\n\n"
        for n in "abc"
    )
    assert len(parse_text(text).cards) == 3


DISORDER = (1, 2, 4, 3, 3, 7)


@pytest.mark.parametrize("below", ["", "记在这里。\n", "记在这里。\n1. 快\n2. 省\n"])
def test_questions_whose_numbers_leap_and_repeat_are_all_found(below: str) -> None:
    text = "\n".join(f"{n}. 什么是第{at}种结构？\n{below}" for at, n in enumerate(DISORDER))
    cards = parse_text(text).cards
    assert [card.question for card in cards] == [f"什么是第{at}种结构？" for at in range(6)]
    assert all((card.reference or "") == below.strip() for card in cards)
