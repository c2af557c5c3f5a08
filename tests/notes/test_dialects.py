"""The forms of note apps are read as questions with their answers."""

from __future__ import annotations

import pytest

from interviewer.notes.dialects import plain_labels
from interviewer.notes.importing import parse_text

CALLOUTS = """# Git

> [!question] What is a detached HEAD?
> HEAD names a commit.
> No branch moves with it.

> [!faq]- 什么是暂存区？
> 下一次提交的内容。
"""
ADMONITIONS = """# SQL

??? question "What does a left join keep?"

    Every row of the left table.

??? note "什么是回表？"
    再查一次主键。
"""
CONTAINERS = """# 前端

### 什么是防抖？

::: details 查看答案
停下来以后才执行。
:::

### 什么是节流？

::: tip 答案
每段时间最多一次。
:::
"""
SEPARATED = """#flashcards/os

What does a scheduler choose?
?
The thread that runs next.
<!--SR:!2025-02-01,3,259-->

Name the two kinds
of links
??
Hard and symbolic.
"""
OUTLINE = """tags:: #go

- 语言
  collapsed:: true
  - DONE 1、切片是什么？
    collapsed:: true
    - 指针、长度、容量。
  - ==`2、通道有什么用？`==
    - 在协程间传值。
  - TODO 3、什么是逃逸分析？
"""
TALK = """## 现场

**面试官**：缓存为什么快？

**我**：数据在内存里。

**面试官：** 满了怎么办？

**我：** 淘汰一部分。
先淘汰最久没用的。
"""
SIDES = """Front: What is a tombstone in a hash table?
Back: A mark where a key was deleted.

Front: 什么是负载因子？
Back: 元素数除以桶数。
"""
WIDE = """１．什么是堆？
完全二叉树。
２．什么是跳表？
"""

READ: dict[str, tuple[str, list[tuple[str, str | None]]]] = {
    "callouts": (
        CALLOUTS,
        [
            (
                "What is a detached HEAD?",
                "HEAD names a commit.\nNo branch moves with it.",
            ),
            ("什么是暂存区？", "下一次提交的内容。"),
        ],
    ),
    "admonitions": (
        ADMONITIONS,
        [
            ("What does a left join keep?", "Every row of the left table."),
            ("什么是回表？", "再查一次主键。"),
        ],
    ),
    "containers": (
        CONTAINERS,
        [("什么是防抖？", "停下来以后才执行。"), ("什么是节流？", "每段时间最多一次。")],
    ),
    "separated": (
        SEPARATED,
        [
            ("What does a scheduler choose?", "The thread that runs next."),
            ("Name the two kinds of links", "Hard and symbolic."),
        ],
    ),
    "outline": (
        OUTLINE,
        [
            ("切片是什么？", "指针、长度、容量。"),
            ("通道有什么用？", "在协程间传值。"),
            ("什么是逃逸分析？", None),
        ],
    ),
    "talk": (
        TALK,
        [
            ("缓存为什么快？", "数据在内存里。"),
            ("满了怎么办？", "淘汰一部分。\n先淘汰最久没用的。"),
        ],
    ),
    "sides": (
        SIDES,
        [
            ("What is a tombstone in a hash table?", "A mark where a key was deleted."),
            ("什么是负载因子？", "元素数除以桶数。"),
        ],
    ),
    "wide numbers": (WIDE, [("什么是堆？", "完全二叉树。"), ("什么是跳表？", None)]),
}


@pytest.mark.parametrize("form", sorted(READ))
def test_a_note_apps_form_is_read_with_its_answers(form: str) -> None:
    text, expected = READ[form]
    cards = parse_text(text, f"{form}.md").cards
    assert [(card.question, card.reference) for card in cards] == expected


@pytest.mark.parametrize("form", sorted(READ))
def test_every_form_keeps_its_lines(form: str) -> None:
    text = READ[form][0]
    assert plain_labels(text).count("\n") == text.count("\n")


def test_text_without_such_forms_stays_as_it_is() -> None:
    text = '## What is `a ?? b`?\n\n> a quote\n\n```\n??? note "no"\n```\n'
    assert plain_labels(text) == text


def test_forms_inside_code_are_left_alone() -> None:
    text = "# A\n\n```\n::: details 答案\n:::\n```\n\n::: details 答案\nyes\n:::\n"
    assert plain_labels(text).startswith("# A\n\n```\n::: details 答案\n:::\n```\n")


def test_one_mention_of_an_interviewer_is_no_talk() -> None:
    text = "## What does the interviewer want?\n\nInterviewer: asks twice.\n"
    assert plain_labels(text) == text


DECK = """---
card_id: one
---
What is the **mode** of a sample?
---
- the value seen most often
- there may be several
---
card_id: two
tags: maths
---
## What is the median?
---
The value in the middle.
---
card_id: three
---
What is a quantile?
"""


def test_cards_between_bars_lose_their_keys_and_keep_both_sides() -> None:
    parsed = parse_text(DECK, "deck.md")
    assert [(card.question, card.reference) for card in parsed.cards] == [
        (
            "What is the **mode** of a sample?",
            "- the value seen most often\n- there may be several",
        ),
        ("What is the median?", "The value in the middle."),
        ("What is a quantile?", None),
    ]


def test_front_matter_and_two_rules_are_no_deck_of_cards() -> None:
    text = "---\ntitle: x\n---\n\n## What is RAII?\n\nNote: scopes\n\n---\n\n## What is SFINAE?\n\nsubstitution\n"
    assert plain_labels(text) == text


def test_numbered_pairs_without_colons_are_told_apart() -> None:
    text = "Q1 What is a fork?\nA1 A copy of a process.\n\nQ2 What is a zombie?\nA2 A process not waited for.\n"
    assert [(card.question, card.reference) for card in parse_text(text).cards] == [
        ("What is a fork?", "A copy of a process."),
        ("What is a zombie?", "A process not waited for."),
    ]


@pytest.mark.parametrize("mark", ["> {}", "*{}*", "_{}_"])
def test_quoted_and_slanted_questions_lose_their_marks(mark: str) -> None:
    asked = ("What is a fork?", "What is a zombie?", "What is an orphan?")
    text = "".join(f"{mark.format(one)}\n\nSome process.\n\n" for one in asked)
    assert [card.question for card in parse_text(text).cards] == list(asked)
