"""What a last look at the blocks of a file mends: titles over lists, lost numbers, bare tasks."""

from __future__ import annotations

from interviewer.notes.importing import read_bytes

Cards = list[tuple[str, str | None]]


def cards(text: str, name: str = "notes.md") -> Cards:
    return [(card.question, card.reference) for card in read_bytes(text.encode(), name).cards]


def asked(text: str, name: str = "notes.md") -> list[str]:
    return [question for question, _ in cards(text, name)]


def test_a_list_that_asks_under_a_title_counts_beside_headings_that_ask() -> None:
    text = (
        "# Prep\n\n## Boats\n1. What is a keel?\n   It holds the course.\n2. What is a jib?\n"
        "3. Why tack?\n\n## What is a reef?\nA part of the sail taken in.\n\n"
        "## How does a winch work?\nIt turns.\n\n## What is a cleat?\nIt holds a rope.\n"
    )
    assert cards(text)[:3] == [
        ("What is a keel?", "It holds the course."),
        ("What is a jib?", None),
        ("Why tack?", None),
    ]
    assert len(cards(text)) == 6


def test_a_number_in_another_style_fills_the_gap_in_the_counting() -> None:
    text = (
        "### 1. What is a kiln?\nAn oven.\n\n### 2. What is slip?\nThin clay.\n\n"
        "**3. What is glaze?**\nGlass.\n\n### 4. What is bisque?\nFired once.\n"
    )
    assert cards(text)[2] == ("What is glaze?", "Glass.")
    assert len(cards(text)) == 4


def test_numbered_points_of_an_answer_fill_no_gap() -> None:
    text = (
        "### 1. What is a kiln?\n\n1) heat\n2) time\n3) air\n\n### 3. What is slip?\nThin clay.\n\n"
        "### 4. What is glaze?\nGlass.\n"
    )
    assert len(cards(text)) == 3


def test_bare_lines_under_the_rounds_of_an_interview_ask() -> None:
    text = (
        "## 某厂\n\n### 某厂一面\n锁和信号量的区别\n索引为什么用树\n手撕：反转链表\n\n"
        "### 某厂二面\n项目深挖\n缓存持久化\n垃圾回收\n"
    )
    assert asked(text) == [
        "锁和信号量的区别",
        "索引为什么用树",
        "手撕：反转链表",
        "项目深挖",
        "缓存持久化",
        "垃圾回收",
    ]


def test_tasks_one_a_line_under_bare_titles_ask() -> None:
    text = (
        "Strings\n-------\nReverse a word\nFind the longest run (of one letter)\nRotate by k places\n\n"
        "Trees\n-----\nDetermine whether one is balanced\nMerge two of them\nMorris walk\n"
    )
    assert len(cards(text)) == 6


def test_short_lines_under_terms_are_answers() -> None:
    text = (
        "## Stack\nlast in, first out\nused for calls\ngrows and shrinks\n\n"
        "## Queue\nfirst in, first out\nused for jobs\nmay be a ring\n"
    )
    assert [question for question, _ in cards(text)] == ["Stack", "Queue"]


def test_a_title_over_titles_is_no_question() -> None:
    text = (
        "## 复习\n\n### 基础\n\n* ## 1 页面的启动方式\n\n有四种,都写在清单里\n\n* ## 2 卡住的原因\n"
        "> 在主线程里做重活\n\n* ## 3.内存泄漏\n> 用不着的还被占着\n"
    )
    assert "复习" not in asked(text)


def test_a_paragraph_that_opens_without_a_question_mark_asks_like_the_others() -> None:
    text = (
        "What are you after?\n-be broad\n-be short\n\nWho are you?\n-be short\n\nWhat did you break?\n-own it\n\n"
        "Strong and weak sides\n-tell what you do about them\n\nWhy us?\n-say what you like, do you?\n"
    )
    assert cards(text, "prep.txt")[3] == ("Strong and weak sides", "-tell what you do about them")
    assert len(cards(text, "prep.txt")) == 5


def test_a_line_that_bids_between_answers_is_a_question_of_its_own() -> None:
    text = (
        "What is a lens?\nGlass that bends light.\nWhy does a prism split light?\nEach colour bends apart.\n"
        "Explain focus and depth.\nLight meets at a point.\nWhat is glare? Give one case.\nA low sun.\n"
        "What is a filter?\nIt holds some light back.\n"
    )
    assert asked(text, "cards.txt") == [
        "What is a lens?",
        "Why does a prism split light?",
        "Explain focus and depth.",
        "What is glare? Give one case.",
        "What is a filter?",
    ]


def test_what_names_a_part_under_every_question_is_no_question() -> None:
    text = "".join(
        f"What is tool {n} for?\nWhat to listen for:\n- names a use of {n}\n- knows a limit\n"
        for n in range(1, 5)
    )
    assert asked(text, "page.txt") == [f"What is tool {n} for?" for n in range(1, 5)]
