"""How entries are worded decides whether a list asks, whatever its bullets and its title."""

from __future__ import annotations

from interviewer.notes.importing import read_bytes
from interviewer.notes.wording import question_score


def asked(text: str) -> list[str]:
    return [card.question for card in read_bytes(text.encode(), "notes.md").cards]


def test_a_list_that_asks_under_a_foreword_is_no_part_of_the_foreword() -> None:
    text = (
        "# 备忘（二）\n\n# 前言\n\n这里只记内存，难易不分。\n\n1.内存怎么布局？- 👌\n2.有哪些管理办法？- 👌\n"
        "3.计数怎么用？- 👌\n4.循环引用怎么解开？- ❌\n"
    )
    assert len(asked(text)) == 4


def test_chinese_bidding_asks_though_a_full_stop_ends_it() -> None:
    assert question_score("解释泛型怎样擦除类型。") >= 0.7
    assert question_score("讨论值类型对速度的影响。") >= 0.7
    assert question_score("解释器一行一行地跑代码。") < 0.5
    assert question_score("请求先到网关。") < 0.5


def test_a_section_may_have_another_bullet_and_a_lone_entry() -> None:
    text = (
        "## 题目\n\n#### 语言\n\n先要懂类型。常问的有：\n\n* 解释泛型怎样擦除类型。\n\n  * 编译时定下，运行时不留。\n\n"
        "* 讨论值类型对速度的影响。\n\n  * 放在栈上，快。\n\n* 闭包怎样捕获变量？\n\n  * 按引用。\n\n"
        "#### 运行时\n\n旧代码里还常见。常问的有：\n\n- 消息怎样派发，与调用有何不同？\n\n  - 跑起来才定。\n"
    )
    assert asked(text) == [
        "解释泛型怎样擦除类型。",
        "讨论值类型对速度的影响。",
        "闭包怎样捕获变量？",
        "消息怎样派发，与调用有何不同？",
    ]


def test_a_title_counted_as_the_list_below_it_is_no_question() -> None:
    text = "**1. Basics**\n\n" + "".join(f"{n}. **What is part {n}?**\n" for n in range(1, 7))
    assert len(asked(text)) == 6


def test_contributors_under_a_linked_title_are_no_questions() -> None:
    text = (
        "# Questions\n\n#### [[⬆]](#toc) <a name='people'>Contributors:</a>\n\n* [ann](https://example.org/a)\n"
        "* [bob](https://example.org/b)\n* [cy](https://example.org/c)\n* Dee\n\n"
        "#### [[⬆]](#toc) <a name='all'>General:</a>\n\n* What did you learn this week?\n"
        "* Tell me about your last project.\n* What is a proxy?\n"
    )
    assert len(asked(text)) == 3
