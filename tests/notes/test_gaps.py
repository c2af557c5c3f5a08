"""Questions beside those of the winning marker: headings, lost numbers, bare terms, tabs."""

from __future__ import annotations

import pytest

from interviewer.notes.importing import parse_text, read_bytes


def cards(text: str, name: str = "notes.md") -> list[tuple[str, str | None]]:
    return [(card.question, card.reference) for card in read_bytes(text.encode(), name).cards]


def test_headings_that_ask_before_the_first_number_are_questions() -> None:
    text = (
        "# 准备\n\n## 自我介绍怎么说？\n\n一分钟以内。\n\n## 为什么换工作？\n\n说实话。\n\n"
        "1. 什么是锁？\n\n互斥。\n\n2. 什么是信号量？\n\n计数。\n\n3. 什么是端口？\n\n一个数字。\n"
    )
    assert [question for question, _ in cards(text)] == [
        "自我介绍怎么说？",
        "为什么换工作？",
        "什么是锁？",
        "什么是信号量？",
        "什么是端口？",
    ]


def test_a_question_that_lost_its_number_among_indented_answers_is_found() -> None:
    text = (
        "1. 什么是锁？\n   互斥的工具。\n2. 什么是信号量？\n   计数的工具。\n"
        "什么是管程？\n   锁和条件变量。\n3. 什么是屏障？\n   等所有人。\n"
    )
    assert ("什么是管程？", "锁和条件变量。") in cards(text)
    assert len(cards(text)) == 4


def test_a_question_that_lost_its_number_among_answers_of_one_line_is_found() -> None:
    text = (
        "1. What is a lock?\nIt excludes.\n2. What is a semaphore?\nIt counts.\nWhat is a monitor?\n"
        "A lock with conditions.\n3. What is a barrier?\nIt waits.\n4. What is a latch?\nIt opens.\n"
    )
    assert ("What is a monitor?", "A lock with conditions.") in cards(text)
    assert len(cards(text)) == 5


def test_what_an_answer_asks_itself_is_no_question() -> None:
    text = (
        "1. 三次握手\n先同步，再确认。\n为什么不是两次？\n因为旧连接。\n还有别的原因。\n"
        "2. 四次挥手\n两边各关一次。\n3. 慢启动\n窗口从小开始。\n每次翻倍。\n4. 重传\n超时以后。\n"
    )
    assert len(cards(text)) == 4


def test_lists_under_titles_without_blank_lines_are_all_questions() -> None:
    text = (
        "线程\n1. 什么是锁？\n2. 什么是信号量？\n3. 死锁的条件\n网络\n1. 什么是端口？\n"
        "2. 握手有几次？\n数据库\n1. 索引的作用\n2. 事务的特性\n"
    )
    parsed = parse_text(text)
    assert [card.topic for card in parsed.cards] == ["线程"] * 3 + ["网络"] * 2 + ["数据库"] * 2


def test_a_list_after_a_short_line_of_an_answer_stays_in_it() -> None:
    text = "1. 锁的种类\n两种\n1. 互斥\n2. 读写\n2. 什么是信号量？\n计数。\n3. 什么是屏障？\n等。\n"
    assert [question for question, _ in cards(text)] == [
        "锁的种类",
        "什么是信号量？",
        "什么是屏障？",
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_bare_terms_among_bare_questions_are_questions(between: str) -> None:
    asked = [
        "什么是堆？",
        "什么是栈？",
        "跳表",
        "红黑树为什么快？",
        "布隆过滤器",
        "讲讲B树",
        "哈希冲突怎么办",
    ]
    assert cards(between.join(asked)) == [(one, None) for one in asked]


def test_a_list_of_terms_with_a_few_questions_is_a_list_of_questions() -> None:
    text = (
        "一面\n类加载过程\n线程池参数有哪些\nvolatile\n\n二面\n索引失效\n缓存雪崩怎么办\n锁升级\n"
    )
    assert [question for question, _ in cards(text)] == [
        "类加载过程",
        "线程池参数有哪些",
        "volatile",
        "索引失效",
        "缓存雪崩怎么办",
        "锁升级",
    ]


def test_bold_terms_over_bullets_are_the_questions() -> None:
    text = (
        "# Notes\n\nA word first.\n\n**Overfitting**\n\n- The model fits noise\n- What helps: more data\n\n"
        "**Underfitting**\n\n- Too simple a model\n- How to mend it: more features\n\n"
        "**Momentum**\n\n- Keeps the direction\n- What it costs: one more vector\n"
    )
    assert [question for question, _ in cards(text)] == ["Overfitting", "Underfitting", "Momentum"]


def test_questions_in_bullets_under_bold_titles_stay_the_questions() -> None:
    text = "".join(
        f"**Part {part}**\n\n- What is a {part} tree?\n- How is a {part} tree balanced?\n\n"
        for part in "abc"
    )
    assert len(cards(text)) == 6


def test_numbers_with_a_tab_and_no_point_are_numbers() -> None:
    text = (
        "# Trees\n\n1\tWhat is a heap?\n\nA tree.\n\n2\tWhat is a trie?\n\nLetters.\n\n"
        "5\tHow to balance?\n\nRotate.\n"
    )
    assert cards(text) == [
        ("What is a heap?", "A tree."),
        ("What is a trie?", "Letters."),
        ("How to balance?", "Rotate."),
    ]
