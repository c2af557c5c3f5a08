"""Notes copied from pages: marks around whole lines, links among entries, numbers on lines alone."""

from __future__ import annotations

from interviewer.notes.importing import read_bytes

Cards = list[tuple[str, str | None]]


def cards(text: str, name: str = "notes.md") -> Cards:
    return [(card.question, card.reference) for card in read_bytes(text.encode(), name).cards]


def test_questions_in_code_marks_count_by_the_number_inside() -> None:
    text = (
        "It was late when I wrote this down, and nobody had asked me to.\n\n"
        "`1) Who are you?`<br>\nSomebody who waits.\nAnd then waits more.\n\n"
        "`2) What do you seek in five years from now?`<br>\nA chair.\n\n"
        "`3) Why us?`<br>\nYou wrote back. Few do. Here we sit.\n"
    )
    assert cards(text) == [
        ("Who are you?", "Somebody who waits.\nAnd then waits more."),
        ("What do you seek in five years from now?", "A chair."),
        ("Why us?", "You wrote back. Few do. Here we sit."),
    ]


def test_bold_in_emphasis_and_emphasis_in_bold_are_one_mark() -> None:
    text = (
        "# 构建\n\n**_什么是缓存?_**\n\n```\n存下来再用\n```\n\n_**启动代码在哪里?**_\n\n```sh\nrun\n```\n\n"
        "一般在入口文件中(见目录)\n\n_**为什么不在构建时联网?**_\n\n网络不稳时, 构建会失败\n\n"
        "_**构建工具的顶级类是什么?**_\n\nRunner, 它先读配置再跑任务\n"
    )
    assert [question for question, _ in cards(text)] == [
        "什么是缓存?",
        "启动代码在哪里?",
        "为什么不在构建时联网?",
        "构建工具的顶级类是什么?",
    ]


def test_an_entry_that_is_a_link_asks_as_those_beside_it() -> None:
    text = (
        "1. Tell me about a bug that you are proud of.\n2. What would you build next?\n"
        "3. [What is the event loop?](https://example.org/loop)\n"
        "    * [a talk on it](https://example.org/talk)\n"
        "4. [What happens on a page load?](https://example.org/load)\n5. Do you have a question?\n\n"
        "**The last one counts.** Always bring one,\nfor they will wait for it.\n"
    )
    assert cards(text) == [
        ("Tell me about a bug that you are proud of.", None),
        ("What would you build next?", None),
        ("What is the event loop?", "[a talk on it](https://example.org/talk)"),
        ("What happens on a page load?", None),
        ("Do you have a question?", None),
    ]


def test_numbers_on_lines_of_their_own_count_what_follows() -> None:
    text = (
        "Questions for operators\nRead them twice.\n\n"
        "1\nWhat is a runbook?\nReference answer\nSteps for a known trouble.\n"
        "2\nTell me about an outage that you ended.\nReference answer\nA disk was full. I freed it.\n"
        "3\nHow do you find a leak?\nReference answer\nBy two heaps, an hour apart.\n"
    )
    assert cards(text, "page.txt") == [
        ("What is a runbook?", "Steps for a known trouble."),
        ("Tell me about an outage that you ended.", "A disk was full. I freed it."),
        ("How do you find a leak?", "By two heaps, an hour apart."),
    ]


def test_counted_questions_in_table_cells_lose_their_numbers() -> None:
    text = (
        "---\ntitle: x\ndate: y\ntags: z\n---\n\n## Testers\n\n"
        "| **Scene Question** | **Best Answer (Tester)** |\n| --- | --- |\n"
        "| **1\\. It fails for a client alone. What now?** | Compare both machines. |\n"
        "| **2\\. How would you test a lift?** | By floors, load and time. |\n"
        "| **3\\. A bug is called none.** | Show the steps again. |\n"
    )
    assert cards(text) == [
        ("It fails for a client alone. What now?", "Compare both machines."),
        ("How would you test a lift?", "By floors, load and time."),
        ("A bug is called none.", "Show the steps again."),
    ]


def test_where_answers_begin_on_the_line_a_short_one_may_go_on_below() -> None:
    text = (
        "1. 开关能用小数吗？不可以\n\n2. 大端时最低的字节是？0x12\n\n   高位在前。\n\n"
        "3. 静态变量放在哪里：静态区\n\n4. 申请的内存在哪里？堆\n"
    )
    assert cards(text) == [
        ("开关能用小数吗？", "不可以"),
        ("大端时最低的字节是？", "0x12\n高位在前。"),
        ("静态变量放在哪里", "静态区"),
        ("申请的内存在哪里？", "堆"),
    ]


def test_a_counted_title_with_a_picture_ends_an_answer() -> None:
    text = (
        "What does spawn do?\n\nIt starts a task.\n\nIs a task a thread?\n\nNo. Many share one.\n\n"
        "📂 B. Pipes (2)\n\nWhat happens on a closed pipe?\n\nA write fails.\n\n"
        "What happens on an empty pipe?\n\nA read waits.\n"
    )
    found = cards(text)
    assert found[1] == ("Is a task a thread?", "No. Many share one.")
    assert len(found) == 4


def test_what_a_page_repeats_after_every_answer_is_no_answer() -> None:
    text = "".join(
        f"⚙️\nQ{n}. What is part {n}?\nA. It turns wheel {n}, slowly.\nMid\n" for n in range(1, 6)
    )
    assert cards(text, "page.txt") == [
        (f"What is part {n}?", f"It turns wheel {n}, slowly.") for n in range(1, 6)
    ]


def test_short_lines_set_apart_over_text_ask() -> None:
    text = (
        "随记\n\n动画\n\n改位置会让整页重排,所以慢得多。\n\n改变换只动自己的一层。\n\n原型\n\n"
        "实例共用的东西放在原型上,省得每个实例都放一份。\n\n错误的几种\n\n  1. 写错了语法\n  2. 名字不存在\n"
        "  3. 类型不对\n\n从输入地址到看见页面\n\n  1. 先找到地址\n\n    再建立连接\n\n  2. 再要文件\n"
    )
    asked = [question for question, _ in cards(text, "page.txt")]
    assert asked == ["动画", "原型", "错误的几种", "从输入地址到看见页面"]


def test_drawn_outlines_that_ask_are_lists_and_drawn_folders_are_none() -> None:
    drawn = (
        "```\n├── Trees\n│   ├── What is a heap?\n│   └── How is one sorted?\n"
        "└── Graphs\n    └── Why visit twice?\n```\n"
    )
    assert [question for question, _ in cards(drawn)] == [
        "What is a heap?",
        "How is one sorted?",
        "Why visit twice?",
    ]
    folders = "## What lies where?\n\n```\n├── src\n│   └── main.py\n└── docs\n```\n\n## Why so?\n\nBy use.\n"
    assert "├── src" in str(cards(folders)[0][1])


def test_links_within_the_file_ask_when_nothing_there_answers_them() -> None:
    text = (
        "## Simple ones\n1. [What is the id of the first user?](#first)\n2. [How do you list all files?](#list)\n"
        "3. [Which command removes a folder?]()\n* How do you search in files?\n* What is a pipe?\n"
        "* What does a shell do?\n* Where do logs lie?\n"
    )
    assert len(cards(text)) == 7
    answered = "- [What is a pipe?](#p)\n- [What is a fork?](#f)\n- [What is a shell?](#s)\n\n"
    answered += "".join(f"## What is a {it}?\n\nText.\n\n" for it in ("pipe", "fork", "shell"))
    assert len(cards(answered)) == 3


def test_a_wide_space_parts_a_question_from_its_answer() -> None:
    text = "- 明文和密文的区别　有没有加密\n- 端口是什么\n- 为什么四次挥手\n"
    assert cards(text)[0] == ("明文和密文的区别", "有没有加密")


def test_a_quoted_question_ends_before_what_to_say() -> None:
    text = (
        '"How do you share out work?" Discuss how you weigh what people can do.\n\n'
        '"What are you proud of?" It sounds easy, but it is not.\n\n"Why here?" / "Why now?"\n'
    )
    found = cards(text, "page.txt")
    assert found[0] == ('"How do you share out work?"', "Discuss how you weigh what people can do.")
    assert found[2] == ('"Why here?" / "Why now?"', None)


def test_the_last_line_of_a_copied_page_is_no_answer() -> None:
    text = "1. What leaks?\nCycles do.\n\n2. What ends them?\nA weak link.\n\n\nComments\n"
    assert cards(text)[-1] == ("What ends them?", "A weak link.")


def test_a_question_goes_on_to_its_bracket_when_an_answer_is_labelled() -> None:
    text = (
        "* What did you learn?\n* Tell me what you work with. (System,\n  tools and so on.)\n"
        "Answer: A pen.\n* Why us?\n* What is a proxy?\n"
    )
    assert cards(text)[1] == (
        "Tell me what you work with. (System, tools and so on.)",
        "A pen.",
    )


def test_a_file_of_comments_or_quotes_reads_as_what_they_hold() -> None:
    lines = ["1. 网络模型", "2. 什么是索引？", "3. 怎么优化慢查询？", "4. 缓存怎么设计？"]
    for mark in ("// ", "> "):
        assert len(cards("".join(f"{mark}{line}\n" for line in lines))) == 4


def test_questions_inside_a_found_list_only_ask_further() -> None:
    text = (
        "<details>\n<summary>What is a hull?</summary>\nThe body.\n</details>\n\n"
        "<details>\n<summary>What is a mast?</summary>\nIt holds the sail.\n</details>\n\n"
        "- What is a boom for?\n- Can you name the ropes?\n    - What is a sheet for?\n"
        "    - What is a halyard for?\n- How do you stop?\n"
    )
    assert [question for question, _ in cards(text)][2:] == [
        "What is a boom for?",
        "Can you name the ropes?",
        "How do you stop?",
    ]


def test_an_outer_item_ends_the_inner_list_that_asks() -> None:
    text = (
        "1. 自我介绍\n2. 项目\n   - 难点是什么？\n   - 怎么解决的？\n3. 数据库\n   - 什么是事务？\n"
        "   - 索引有哪些？\n4. 反问\n"
    )
    assert ("索引有哪些？", None) in cards(text)


def test_a_bare_line_over_lettered_choices_asks() -> None:
    text = (
        "## 选择题：消息\n\n关于消息，以下说法正确的是：\n\nA. 先进后出\nB. 先进先出\n\n"
        "<details>\n<summary>答案</summary>\n\n**答案：B**\n</details>\n\n## 问答题\n\n"
        "**问题：消息为什么会泄漏？**\n\n<details>\n<summary>参考答案</summary>\n\n被占着。\n</details>\n"
    )
    assert len(cards(text)) == 2
