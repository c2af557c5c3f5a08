"""Questions that no marker of their own announces: outlines, lists, keys at the end, numbering."""

from __future__ import annotations

import pytest

from interviewer.notes.importing import parse_text, read_bytes

Cards = list[tuple[str, str | None]]

KEY = """# Quiz

## Questions

1. What is paging?
2. What is thrashing?
3. What is a page fault?

## Answers

1. Memory in blocks of one size.
2. More swapping than work.
3. TODO
"""
DEPTHS = """* 语言
** 容器
*** 映射
**** 扩容机制
**** 冲突怎么办？
**** 为什么容量是2的幂
     取模可以用与运算
*** 列表
**** 切片和数组的区别
** 并发
*** 线程池有什么用
** 手写队列
"""
PARAGRAPHS = """Three parts follow. Each has a few questions. They go from easy to hard.

General
What is a spanning tree?

Describe the structure of a sparse matrix.

Contrast trees with forests.

Networks
Explain how routing works.

(Live) Shortest path

Why do packets get lost?
"""
TABBED = """基础
\t什么是张量
\t\t多维数组
\t什么是梯度
\t\t指向上升最快的方向
训练
\t学习率预热
\t\t开头从小到大
"""
CHAPTERS = """# 1 系统

## 1.1 进程与线程

进程拥有资源。

## 1.2 协程是什么

在用户态调度。

# 2 网络

## 2.1 三次握手

### 过程

一来一回再确认。

### 为什么不是两次

旧连接会混进来。

## 2.2 等待状态的作用

等旧包消失。
"""
NUMBERED_TREE = """1. 图像
   1.1 什么是卷积？
       加权求和。
   1.2 什么噪声用中值滤波？
       椒盐噪声。
2. 特征
   2.1 什么是角点？
       两个方向都变化。
"""
TASKS = """## 数据库

#### 基础
- [ ] 索引的结构、类型
- [ ] 死锁原因
- [ ]

#### 引擎
- [ ] 两种引擎的结构是怎么样的，有什么优点
- [ ] 手写两阶段提交
"""
TOPICS_WITH_COLONS = """# Rust

• 所有权、借用
• 引用与指针的区别
• 动态分发：虚表、胖指针
• 宏的展开
"""
DEFINED = """## Measures

**Precision**: share of what was found that is right.

**Recall**: share of what is right that was found.

**F1**: the harmonic mean of both.
"""
PICTURES = """# 缓存

## 1. ✅ 什么是穿透？

查不存在的键。

## 2. ⭐ 什么是雪崩？

键同时过期。
"""
CLOSED = """## 1. What does a pipe do?

It joins two commands.

## 2. What does `tee` do?

It writes twice.

#### More of these: [the other questions](https://example.org/more)

[![badge](https://example.org/b.svg)](https://example.org)
"""

READ: dict[str, tuple[str, str, Cards]] = {
    "answers at the end": (
        "a.md",
        KEY,
        [
            ("What is paging?", "Memory in blocks of one size."),
            ("What is thrashing?", "More swapping than work."),
            ("What is a page fault?", None),
        ],
    ),
    "headings of any depth": (
        "b.org",
        DEPTHS,
        [
            ("扩容机制", None),
            ("冲突怎么办？", None),
            ("为什么容量是2的幂", "取模可以用与运算"),
            ("切片和数组的区别", None),
            ("线程池有什么用", None),
            ("手写队列", None),
        ],
    ),
    "paragraphs that ask": (
        "c.txt",
        PARAGRAPHS,
        [
            ("What is a spanning tree?", None),
            ("Describe the structure of a sparse matrix.", None),
            ("Contrast trees with forests.", None),
            ("Explain how routing works.", None),
            ("(Live) Shortest path", None),
            ("Why do packets get lost?", None),
        ],
    ),
    "an outline by tabs": (
        "d.txt",
        TABBED,
        [
            ("什么是张量", "多维数组"),
            ("什么是梯度", "指向上升最快的方向"),
            ("学习率预热", "开头从小到大"),
        ],
    ),
    "numbered chapters": (
        "e.md",
        CHAPTERS,
        [
            ("进程与线程", "进程拥有资源。"),
            ("协程是什么", "在用户态调度。"),
            (
                "三次握手",
                "### 过程\n\n一来一回再确认。\n\n### 为什么不是两次\n\n旧连接会混进来。",
            ),
            ("等待状态的作用", "等旧包消失。"),
        ],
    ),
    "numbers that name their place": (
        "f.txt",
        NUMBERED_TREE,
        [
            ("什么是卷积？", "加权求和。"),
            ("什么噪声用中值滤波？", "椒盐噪声。"),
            ("什么是角点？", "两个方向都变化。"),
        ],
    ),
    "a list of tasks": (
        "g.md",
        TASKS,
        [
            ("索引的结构、类型", None),
            ("死锁原因", None),
            ("两种引擎的结构是怎么样的，有什么优点", None),
            ("手写两阶段提交", None),
        ],
    ),
    "topics with colons": (
        "h.md",
        TOPICS_WITH_COLONS,
        [
            ("所有权、借用", None),
            ("引用与指针的区别", None),
            ("动态分发：虚表、胖指针", None),
            ("宏的展开", None),
        ],
    ),
    "terms in bold": (
        "i.md",
        DEFINED,
        [
            ("Precision", "share of what was found that is right."),
            ("Recall", "share of what is right that was found."),
            ("F1", "the harmonic mean of both."),
        ],
    ),
    "pictures before the words": (
        "j.md",
        PICTURES,
        [("什么是穿透？", "查不存在的键。"), ("什么是雪崩？", "键同时过期。")],
    ),
    "links that close the file": (
        "k.md",
        CLOSED,
        [
            ("What does a pipe do?", "It joins two commands."),
            ("What does `tee` do?", "It writes twice."),
        ],
    ),
}


@pytest.mark.parametrize("shape", sorted(READ))
def test_questions_and_answers_are_found_in(shape: str) -> None:
    name, text, expected = READ[shape]
    cards = read_bytes(text.encode(), name).cards
    assert [(card.question, card.reference) for card in cards] == expected


@pytest.mark.parametrize("shape", sorted(READ))
def test_every_filled_line_is_in_a_card_or_reported(shape: str) -> None:
    name, text, _ = READ[shape]
    parsed = read_bytes(text.encode(), name)
    named = {one.line for one in parsed.reported}
    inside = {n for first, last in parsed.spans for n in range(first, last + 1)}
    assert {n for n, line in enumerate(text.split("\n"), 1) if line.strip()} <= named | inside


def test_stars_that_grade_a_question_stay_in_it() -> None:
    parsed = parse_text("## 1. Make an array (★☆☆)\n\n`ones(3)`\n\n## 2. Sum it (★★☆)\n\n`sum`\n")
    assert [card.question for card in parsed.cards] == ["Make an array (★☆☆)", "Sum it (★★☆)"]


def test_a_column_that_names_a_choice_gives_the_choice() -> None:
    text = (
        "QuestionID,QuestionText,OptionA,OptionB,CorrectAnswer\n"
        "1,哪种排序稳定？,快速,归并,B\n2,哪种结构先进先出？,队列,栈,A\n"
    )
    cards = read_bytes(text.encode(), "quiz.csv").cards
    assert [(card.question, card.reference) for card in cards] == [
        ("哪种排序稳定？", "归并"),
        ("哪种结构先进先出？", "队列"),
    ]


def test_a_list_with_some_bold_items_is_one_list_under_its_titles() -> None:
    text = (
        "# 常考\n\n> 少即是多。\n\n## 进程（重要！）\n- **进程和线程的区别**（从资源、调度上答）\n"
        "- 进程的状态\n- 同步的方式\n\n"
        "## 死锁\n- 死锁是什么？怎么解决？\n- 检测和恢复\n\n"
        "## 内存\n- 虚拟内存\n- 为什么要换页\n- 置换算法\n\n## 去哪找？\n\n"
        "- [《一本书》](https://example.org/1)\n- [《二本书》](https://example.org/2)\n"
    )
    found = read_bytes(text.encode(), "n.md").cards
    assert [(card.topic, card.question) for card in found] == [
        ("常考 / 进程（重要！）", "进程和线程的区别（从资源、调度上答）"),
        ("常考 / 进程（重要！）", "进程的状态"),
        ("常考 / 进程（重要！）", "同步的方式"),
        ("常考 / 死锁", "死锁是什么？怎么解决？"),
        ("常考 / 死锁", "检测和恢复"),
        ("常考 / 内存", "虚拟内存"),
        ("常考 / 内存", "为什么要换页"),
        ("常考 / 内存", "置换算法"),
    ]


def test_a_spaced_list_may_leap_and_later_lists_may_have_bullets() -> None:
    text = (
        "Recap\n=====\n\nBasics\n------\n\n1. What is a mean?\n\n2. What is a median?\n\n9. Why prefer one?\n\n"
        "Three things\n------------\n\n* Name 3 kinds of charts\n* Name 3 mistakes\n\n"
        "Cleaning\n--------\n\n* How do you fill gaps?\n* Explain 2 ways to scale.\n"
    )
    assert len(read_bytes(text.encode(), "n.rst").cards) == 7
