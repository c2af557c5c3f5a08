"""What people write down after an interview: bare lines, remarks around them, hasty numbers."""

from __future__ import annotations

from interviewer.notes.importing import read_bytes

POST = """某公司一面
一个小时左右，面试官人很好，全程不紧张
项目：
聊一下做过的项目
为什么用消息队列
语言基础：
基本类型有哪些
装箱和拆箱
抽象类和接口有什么区别（只答了一半，后来想起来还有别的）
线程池的参数有哪些
数据库：
为什么用这种树（秒
有哪些索引
反问
2024-01-02 03:04:05
"""


def found(text: str) -> list[tuple[str, str, str | None]]:
    parsed = read_bytes(text.encode(), "post.txt")
    return [(card.topic, card.question, card.reference) for card in parsed.cards]


def test_bare_lines_between_remarks_under_words_with_colons_are_the_questions() -> None:
    asked = found(POST)
    assert [topic for topic, _, _ in asked] == ["项目"] * 2 + ["语言基础"] * 4 + ["数据库"] * 2
    assert not any(reference for _, _, reference in asked[:-1])


def test_a_number_that_leaps_far_in_the_only_list_is_the_next_question() -> None:
    text = "1.自我介绍\n2.实习的收获\n3.慢查询怎么优化\n9.索引有几层\n10.加索引的原则\n15.左边第一个更小的数\n"
    assert len(found(text)) == 6


def test_a_list_counted_on_inside_an_answer_leaps_into_no_question() -> None:
    text = "1. 什么是锁？\n有三种\n1. 互斥\n2. 读写\n8. 别的\n2. 什么是屏障？\n等所有人。\n"
    assert [question for _, question, _ in found(text)] == ["什么是锁？", "什么是屏障？"]


def test_a_remark_after_many_bare_questions_is_the_answer_to_none() -> None:
    text = "".join(f"{n}. 什么是第{n}种锁？\n" for n in range(1, 11))
    asked = found(f"{text}忘记录音了，可能有遗漏\n一个小时后就没有消息了\n")
    assert len(asked) == 10
    assert asked[-1][2] is None


def test_the_answer_to_the_last_of_a_few_questions_stays_its_answer() -> None:
    assert (
        found("1. 什么是锁？\n2. 什么是屏障？\n3. 什么是栅栏？\n等所有人到齐。\n")[-1][2]
        == "等所有人到齐。"
    )
