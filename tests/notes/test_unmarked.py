"""Questions without markers, and lists that change their marker, are all found."""

from __future__ import annotations

from interviewer.notes.importing import parse_text, read_bytes
from interviewer.notes.lines import scan

FRAMED = """Notes for the talk
-------------------------HEAPS--------------------------
What is a heap?
Explain sift-down in your own words.
How do you merge two heaps?
When is a heap better than a sorted list?
========= Graphs =========
Basic Questions
1️⃣ What is a bridge?
2️⃣ How do you find one?

🛠 Harder Questions
3️⃣ What is a block tree?
Describe how it is built.
"""
COMPANIES = """甲公司：
\t栈和队列有什么区别？

\t哈希冲突怎么处理？处理的代价是什么

\t讲讲布隆过滤器

乙公司（外包）：
\t
\t什么是跳表？

\t红黑树的应用场景

\t
"""
SECTIONS = """## 面经

**2020/1/1 by someone**

**岗位**：后端

### 一、算法

- [ ] **数组里的逆序对怎么数**

  归并时顺便数

- [ ] **q42 接雨水**

- [ ] **两个栈实现队列**

- [ ] **找出第 k 大的数**

- [ ] **判断链表有没有环**

- [ ] **括号匹配**

### 二、手写

1. **读写锁计算**

2. **线程池的实现**

   注意拒绝策略

### 三、问答

+ **进程和线程的区别**

  资源和调度

- **会用调试器吗**？

- **内存泄漏怎么查**
"""
HASTY = """* 一面
** 1.什么是索引
帮助查找的结构
** 2.什么是回表
再查一次主键
** 3，SQL 慢了，问我是否真的会查原因。
看执行计划
"""


def cards(text: str, name: str = "notes.md") -> list[tuple[str, str, str | None]]:
    parsed = read_bytes(text.encode(), name)
    return [(card.topic, card.question, card.reference) for card in parsed.cards]


def test_a_file_of_nothing_but_questions_gives_a_card_a_line() -> None:
    assert cards(FRAMED, "notes.txt") == [
        ("HEAPS", "What is a heap?", None),
        ("HEAPS", "Explain sift-down in your own words.", None),
        ("HEAPS", "How do you merge two heaps?", None),
        ("HEAPS", "When is a heap better than a sorted list?", None),
        ("Graphs / Basic Questions", "What is a bridge?", None),
        ("Graphs / Basic Questions", "How do you find one?", None),
        ("Graphs / 🛠 Harder Questions", "What is a block tree?", None),
        ("Graphs / 🛠 Harder Questions", "Describe how it is built.", None),
    ]


def test_words_framed_by_dashes_are_a_heading_and_a_rule_is_none() -> None:
    doc = scan("----- Trees -----\n\n-----\n\na ---- b\n")
    assert [doc.lines[i].text for i in doc.headings] == ["Trees"]


def test_indented_questions_under_short_titles_are_the_questions() -> None:
    assert cards(COMPANIES, "notes.txt") == [
        ("甲公司", "栈和队列有什么区别？", None),
        ("甲公司", "哈希冲突怎么处理？处理的代价是什么", None),
        ("甲公司", "讲讲布隆过滤器", None),
        ("乙公司（外包）", "什么是跳表？", None),
        ("乙公司（外包）", "红黑树的应用场景", None),
    ]


def test_bold_items_are_questions_under_every_kind_of_list() -> None:
    found = cards(SECTIONS)
    assert [question for _, question, _ in found] == [
        "数组里的逆序对怎么数",
        "接雨水",
        "两个栈实现队列",
        "找出第 k 大的数",
        "判断链表有没有环",
        "括号匹配",
        "读写锁计算",
        "线程池的实现",
        "进程和线程的区别",
        "会用调试器吗？",
        "内存泄漏怎么查",
    ]
    assert [reference for _, _, reference in found if reference] == [
        "归并时顺便数",
        "注意拒绝策略",
        "资源和调度",
    ]


def test_a_number_with_a_chinese_comma_counts_on() -> None:
    assert [question for _, question, _ in cards(HASTY, "notes.org")] == [
        "什么是索引",
        "什么是回表",
        "SQL 慢了，问我是否真的会查原因。",
    ]


def test_a_second_question_without_a_mark_belongs_to_the_first() -> None:
    (card,) = parse_text("1. What is a saga? How does it undo a step\n").cards
    assert card.question == "What is a saga? How does it undo a step"
    assert card.reference is None


def test_a_listed_question_that_asks_less_plainly_is_no_answer() -> None:
    text = (
        "What is a trie?\nHow large does it get?\nGive two uses.\nName a rival.\n"
        "Two words on suffix trees.\nWhat is a suffix array?\nWhy is it smaller?\n"
    )
    found = cards(text, "notes.txt")
    assert len(found) == 7
    assert all(reference is None for _, _, reference in found)


def test_a_part_of_short_paragraphs_that_ask_is_read_beside_numbered_questions() -> None:
    text = (
        "## 问过的\n\n1. 什么是进程\n\n   运行中的程序\n\n2. 什么是线程\n\n   调度的单位\n\n"
        "## 没问过的\n\n最长回文串\n\n手写快排\n\n为什么要用锁\n\n抛硬币的期望怎么算\n\n  答：3 次\n\n堆排序\n"
    )
    assert [(question, reference) for _, question, reference in cards(text)] == [
        ("什么是进程", "运行中的程序"),
        ("什么是线程", "调度的单位"),
        ("最长回文串", None),
        ("手写快排", None),
        ("为什么要用锁", None),
        ("抛硬币的期望怎么算", "3 次"),
        ("堆排序", None),
    ]


def test_a_number_that_lost_its_point_counts_on() -> None:
    text = "SHELL\n\n1. What is a pipe?\n2  What is a job\n3. What is the difference between = and ==\n"
    assert [question for _, question, _ in cards(text, "notes.txt")] == [
        "What is a pipe?",
        "What is a job",
        "What is the difference between = and ==",
    ]


def test_an_underlined_title_right_after_a_list_is_a_topic() -> None:
    first = "* Stack v.s. heap\n* Class v.s. struct\n* Inline function\n* Copy constructor\n"
    second = "* Debugger v.s. profiler\n* What is a linker\n* Build cache\n"
    found = cards(f"Basics\n======\n{first}Tools\n=====\n{second}")
    assert [topic for topic, _, _ in found] == ["Basics"] * 4 + ["Tools"] * 3


def test_a_label_with_a_dash_right_behind_its_number_asks() -> None:
    text = "**Q1- What is a leaf?**\n\nA node without children.\n\n**Q2. What is a root?**\n\nThe top.\n"
    assert [question for _, question, _ in cards(text)] == ["What is a leaf?", "What is a root?"]


def test_questions_with_answers_indented_under_some_are_all_found() -> None:
    text = (
        "what are slots\nwhat are weak references. Examples\nImplement a ring buffer\n"
        "How to make a class at runtime\n    with type(name, bases, fields)\n"
        "__init__ and its use. What if it returns a value?\nWhy are strings immutable?\n"
        "\tThey can be keys.\n\tThey can be shared.\nwhat is a frozen set\n"
    )
    found = cards(text, "notes.txt")
    assert [reference for _, _, reference in found if reference] == [
        "with type(name, bases, fields)",
        "They can be keys.\nThey can be shared.",
    ]
    assert len(found) == 7


def test_questions_apart_with_answers_indented_under_some_are_all_found() -> None:
    text = (
        "what is boot order\n\nwhat is an interrupt?\n\nWhat is an ISR?\n\tA routine.\n\tIt is short.\n\n"
        "What is latency? How is it cut?\n   \tTime until the ISR runs.\nwhat is a watchdog??\n\tA timer.\n\n"
        "what is volatile?\n\nexplain masking\n\tint *p;\n\tint *q;\n"
    )
    assert [(question, reference) for _, question, reference in cards(text, "notes.txt")] == [
        ("what is boot order", None),
        ("what is an interrupt?", None),
        ("What is an ISR?", "A routine.\nIt is short."),
        ("What is latency? How is it cut?", "Time until the ISR runs."),
        ("what is a watchdog??", "A timer."),
        ("what is volatile?", None),
        ("explain masking", "int *p;\nint *q;"),
    ]


def test_lists_that_begin_again_under_a_linked_title_are_all_questions() -> None:
    text = (
        "Basics of Go : [Answers](basics.md)\n1. What is a slice?\n2. What is a map?\n3. What is a rune?\n\n"
        "Concurrency in Go : [Answers](more.md)\n1. What is a channel?\n2. Explain select.\n3. Why mutexes?\n"
    )
    assert [(topic, question) for topic, question, _ in cards(text)][2:4] == [
        ("Basics of Go : Answers", "What is a rune?"),
        ("Concurrency in Go : Answers", "What is a channel?"),
    ]


def test_a_title_with_a_picture_right_over_a_question_is_no_part_of_it() -> None:
    text = "".join(
        f"🧠 Part {part}: things, more & others (Q1-Q3)\nWhat is {part} one?\n\nHow does {part} two work?\n\n"
        f"Explain {part} three.\n\n"
        for part in ("A", "B")
    )
    found = cards(text)
    assert len(found) == 6
    assert all(reference is None for _, _, reference in found)


def test_a_last_question_with_a_link_in_it_closes_no_file() -> None:
    text = (
        "# CV\n\n#### 1) Implement [flood fill](https://example.org/fill).\n\n"
        "#### 2) How does [optical flow](https://example.org/flow) work?\n"
    )
    assert len(cards(text)) == 2


def test_a_file_judged_by_a_part_of_its_lines_gives_every_question_of_the_whole() -> None:
    asked = [
        f"{n}、什么是第{n}种结构？\n保存数据的方式。\n1. 查找快\n2. 插入慢\n\n"
        for n in range(1, 4001)
    ]
    found = cards("一、结构\n\n" + "".join(asked), "notes.txt")
    assert len(found) == 4000
    assert found[3999] == ("结构", "什么是第4000种结构？", "保存数据的方式。\n1. 查找快\n2. 插入慢")


def test_points_that_every_answer_lists_are_no_table_of_contents() -> None:
    for points in ("1. 优点\n2. 缺点", "- 优点：\n  快\n- 缺点：\n  费内存"):
        text = "".join(f"{n}、第{n}种结构有什么特点？\n{points}\n\n" for n in range(1, 6))
        found = cards(text, "notes.txt")
        assert len(found) == 5
        assert all("缺点" in (reference or "") for _, _, reference in found)


def test_questions_that_are_links_to_their_answers_are_questions() -> None:
    asked = ("什么是进程？", "进程的基本操作", "什么是信号", "为什么需要线程", "如何处理死锁")
    text = "## 系统\n\n" + "".join(f"{n}.[{one}](os/{n}.md)\n\n" for n, one in enumerate(asked, 1))
    assert [question for _, question, _ in cards(text)] == list(asked)


def test_a_list_of_links_that_ask_nothing_holds_no_question() -> None:
    text = (
        "# Go\n\n## What is a map?\n\nA table.\n\n## What is a slice?\n\nA view.\n\n## More\n\n"
        "1. [The tour](https://a.org)\n2. [The blog](https://b.org)\n3. [The spec](https://c.org)\n"
    )
    assert [question for _, question, _ in cards(text)][:2] == [
        "What is a map?",
        "What is a slice?",
    ]
    assert not any("tour" in question for _, question, _ in cards(text))
