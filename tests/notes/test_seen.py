"""Shapes met in public notes, each in words of our own: what asks is told from what stands around."""

from __future__ import annotations

from interviewer.notes.importing import read_bytes

Cards = list[tuple[str, str | None]]


def cards(text: str, name: str = "notes.md") -> Cards:
    return [(card.question, card.reference) for card in read_bytes(text.encode(), name).cards]


def asked(text: str, name: str = "notes.md") -> list[str]:
    return [question for question, _ in cards(text, name)]


def test_sentences_that_take_turns_with_questions_are_their_answers() -> None:
    text = (
        "Basics\nWhat is a fork?\n\nExplain how it copies a process.\nWhat is a zombie?\n\n"
        "Discuss who waits for it.\nWhat is an orphan?\n\nHighlight who adopts it.\n"
    )
    assert cards(text) == [
        ("What is a fork?", "Explain how it copies a process."),
        ("What is a zombie?", "Discuss who waits for it."),
        ("What is an orphan?", "Highlight who adopts it."),
    ]


def test_shortcodes_of_a_page_builder_fold_answers() -> None:
    text = (
        '---\ntitle: "x"\n---\n\n{{< details "什么是脏读？" >}}\n读到没提交的数据。\n{{< /details >}}\n\n'
        '{{% expand "什么是幻读？" %}}\n- 行数变了\n- 间隙锁可防\n{{% /expand %}}\n'
    )
    assert cards(text) == [
        ("什么是脏读？", "读到没提交的数据。"),
        ("什么是幻读？", "- 行数变了\n- 间隙锁可防"),
    ]


def test_a_table_of_questions_with_remarks_gives_a_card_a_row() -> None:
    text = (
        "# 反过来问\n\n先想好三个。\n\n1. 少问能查到的。\n2. 多听少说。\n\n## 团队\n\n| 问题 | 备注 |\n|---|---|\n"
        "| 团队有多少人？ | 开场 |\n| 谁来定方案？ | 要紧 |\n| 多久发一次版？ | 常问 |\n"
    )
    assert cards(text) == [
        ("团队有多少人？", "开场"),
        ("谁来定方案？", "要紧"),
        ("多久发一次版？", "常问"),
    ]


def test_a_table_of_troubles_inside_an_answer_holds_no_cards() -> None:
    text = (
        "## 怎么排查？\n\n| 问题 | 办法 |\n|---|---|\n| 内存涨 | 看堆 |\n| 卡顿 | 看锁 |\n\n"
        "## 怎么预防？\n\n多做压测。\n\n## 怎么上线？\n\n先放一小部分。\n"
    )
    assert asked(text) == ["怎么排查？", "怎么预防？", "怎么上线？"]


def test_a_number_right_before_an_amount_is_a_number() -> None:
    text = "1.介绍信号量\n2.3个线程怎么轮流打印\n3.10个线程加一万次得多少\n4.什么是屏障\n"
    assert asked(text) == [
        "介绍信号量",
        "3个线程怎么轮流打印",
        "10个线程加一万次得多少",
        "什么是屏障",
    ]


def test_the_time_of_writing_is_no_answer() -> None:
    text = (
        "甲公司一面\n1.什么是锁\n2.什么是屏障\n2024-01-02 03:04:05\n\n"
        "乙公司一面\n1.什么是堆\n2.什么是栈\n2024-01-03 03:04:05\n"
    )
    assert [reference for _, reference in cards(text, "notes.txt")] == [None] * 4


def test_bullets_of_advice_are_no_questions_beside_a_list_that_asks() -> None:
    text = (
        "# Talks\n\n### Advice\n- Be brief about the facts.\n- Keep to the point.\n- Say what you did.\n\n"
        "### Asked\n- What did you lead?\n- How did it end?\n- Tell me about a time you were wrong.\n"
    )
    assert asked(text) == [
        "What did you lead?",
        "How did it end?",
        "Tell me about a time you were wrong.",
    ]


def test_a_labelled_question_below_a_heading_is_the_question() -> None:
    text = (
        "## 一面\n\n### 1. 自我介绍\n问：请介绍一下自己\n\n### 2. 项目\n问：做过什么项目？\n答：一个搜索。\n\n"
        "### 3. 基础\n\n1. 什么是死锁？\n2. 线程有哪些状态？\n3. 协程和线程的区别\n"
    )
    assert cards(text) == [
        ("请介绍一下自己", None),
        ("做过什么项目？", "一个搜索。"),
        ("什么是死锁？", None),
        ("线程有哪些状态？", None),
        ("协程和线程的区别", None),
    ]


def test_headings_of_two_levels_with_all_the_text_are_the_questions() -> None:
    text = (
        "# 网页\n\n## 标签\n\n### 图片的两个属性有什么区别\n\n一个提示，一个替代。\n\n### 空元素有哪些？\n\n换行。\n\n"
        "## 语义化的理解\n\n用对的标签。\n\n## 内嵌页面有哪些缺点\n\n阻塞加载。\n\n## 怎么画圆？\n\n用圆角。\n"
    )
    assert asked(text) == [
        "图片的两个属性有什么区别",
        "空元素有哪些？",
        "语义化的理解",
        "内嵌页面有哪些缺点",
        "怎么画圆？",
    ]


def test_a_title_over_an_outline_of_bare_questions_is_none_of_them() -> None:
    text = "# 题目整理\n\n# 更多\n> 来自各处\n\n## 甲\n\n#### 1. [什么是桥接？](https://a.org/1)\n\n#### 2. [值类别](https://a.org/2)\n\n"
    text += "## 乙\n\n#### 1. [怎么禁止堆上分配](https://a.org/3)\n\n#### 2. [手写队列](https://a.org/4)\n"
    assert asked(text) == ["什么是桥接？", "值类别", "怎么禁止堆上分配", "手写队列"]


def test_what_a_rule_parts_from_a_bare_list_is_no_answer() -> None:
    text = (
        "## Asked\n\n- What is a heap?\n- What is a trie?\n- What is a rope?\n- What is a ring?\n\n"
        "---\n\n*Answer with a story.*\n"
    )
    assert cards(text)[-1] == ("What is a ring?", None)


def test_a_remark_in_brackets_after_the_question_mark_still_asks() -> None:
    text = (
        "有哪些设计原则？（后端常问，别的岗位不怎么问，不用太细）\n● 封装\n● 继承\n"
        "常用的模式？（只说用过的，没有用过的就不要多说了）\n"
        "● 工厂\n● 单例\n怎么选？\n● 看场合\n"
    )
    assert len(cards(text, "notes.txt")) == 3


def test_lists_under_titles_with_pictures_go_on_though_a_number_is_repeated() -> None:
    text = "Basics\n1. What is a pod?\n2. How is a node drained?\n\n"
    text += "🟢 Storage & Networks inside a Cluster\n1. What is a claim?\n2. How does a service find a pod?\n\n"
    text += "🟢 Pipelines\n1. What is a runner?\n2. How is a secret kept?\n"
    text += "2. Write a small pipeline.\n3. What is a cache?\n"
    assert len(cards(text)) == 8


def test_numbers_that_leap_under_one_heading_do_not_swallow_the_next_heading_s_list() -> None:
    text = "## Topics\n\n### Boxes\n1. What is a box?\n2. Explain layers.\n9. How is a box kept small?\n\n"
    text += "### Fleets\n1. What is a fleet?\n2. Explain its parts.\n15. How does it grow?\n"
    assert len(cards(text)) == 6


def test_a_long_dash_by_itself_is_a_rule_and_a_picture_before_the_first_label_a_topic() -> None:
    text = "🔹 boxes (basics)\n\nQ1. what is an image?\n- answer: a plan.\n\n⸻\n\n"
    text += "Q2. what is a layer?\n- answer: a step.\n\n⸻\n\n"
    text += "🔹 fleets (basics)\n\nQ1. what is a pod?\n- answer: a few boxes.\n"
    found = read_bytes(text.encode(), "notes.md").cards
    assert [card.topic for card in found] == ["🔹 boxes (basics)"] * 2 + ["🔹 fleets (basics)"]
    assert not any("⸻" in (card.reference or "") for card in found)


def test_short_lines_between_lists_without_answers_are_topics() -> None:
    text = "### 面经\n\n报文\n\n- 报文的内容\n- 序号是固定的吗\n\n握手和挥手\n\n- 握手的过程\n- 为什么要等一会儿\n"
    text += "- 为什么是四次\n- 队列\n- 中途能带数据吗\n- 丢了怎么办\n\n安全\n\n- 洪水攻击\n"
    found = read_bytes(text.encode(), "notes.md").cards
    assert [card.topic for card in found] == (
        ["面经 / 报文"] * 2 + ["面经 / 握手和挥手"] * 6 + ["面经 / 安全"]
    )
    assert not any(card.reference for card in found)


def test_a_list_that_asks_under_a_heading_among_bare_headings_is_a_list_of_questions() -> None:
    text = (
        "## 体系\n### 协议是什么？\n### 为什么分层？\n### 应用层\n\n## 接口\n### 模型\n### 复用\n\n"
    )
    text += "## 常见题\n- 为什么是三次？\n- 为什么关的时候是四次？\n- 断了怎么办？\n"
    assert len(asked(text)) == 8


def test_what_a_list_is_for_and_what_to_read_are_no_questions() -> None:
    designs = [f"Design a {one}" for one in ("limiter", "chat", "map", "shop", "queue", "cache")]
    text = "# Designs\n* A curated list for you.\n* Aimed at large firms.\n* It helps you to prepare!\n\n"
    text += "# Asked\n" + "".join(f"* {one}\n" for one in designs) + "\n# Reading\n\n"
    text += "* [A primer](https://a.org) by A.\n* [A talk](https://b.org) by B.\n"
    assert asked(text) == designs


def test_a_list_copied_with_its_page_s_indentation_is_read_as_without_it() -> None:
    text = "    什么是死锁？\n    如何避免死锁？\n    简述银行家算法\n    什么是活锁？\n    自旋锁有什么用？\n"
    assert asked(text, "notes.txt") == [
        "什么是死锁？",
        "如何避免死锁？",
        "简述银行家算法",
        "什么是活锁？",
        "自旋锁有什么用？",
    ]


def test_code_below_shifted_lines_keeps_its_own_depth() -> None:
    text = (
        "  ## What is a loop?\n\n  ```\n  while on:\n      turn()\n  ```\n\n  ## What is a jump?\n"
    )
    assert cards(text) == [
        ("What is a loop?", "```\nwhile on:\n    turn()\n```"),
        ("What is a jump?", None),
    ]


def test_a_long_list_that_begins_again_without_a_title_is_no_answer() -> None:
    short = "1. Where did you work?\n   - at a mill\n\n2. Why did you leave?\n   - it closed\n\n"
    terms = [
        "What is a valve",
        "How do pumps work",
        "Pipes",
        "How does a dam work",
        "Locks",
        "Weirs",
    ]
    terms += ["Why are there tides", "What is a sluice", "How does a mill work", "Canals"]
    long = "\n".join(f"{number}. {term}" for number, term in enumerate(terms, start=1))
    assert asked(short + long + "\n14. Ponds\n") == [
        "Where did you work?",
        "Why did you leave?",
        *terms,
        "Ponds",
    ]


def test_quotes_that_count_are_questions_over_folded_answers() -> None:
    folded = "<details>\n<summary>答案</summary>\n{}\n</details>\n\n"
    text = (
        f"> 1、水泵为什么要排气\n{folded.format('气会让泵空转。')}"
        f"> 2、水泵的密封\n{folded.format('用填料或机械密封。')}"
        f"> 3、为什么会有水锤？\n{folded.format('阀门关得太快。')}"
    )
    assert [reference for _, reference in cards(text)] == [
        "气会让泵空转。",
        "用填料或机械密封。",
        "阀门关得太快。",
    ]


def test_packed_titles_that_name_questions_are_topics() -> None:
    text = (
        "Pump Questions\nWhat is a seal?\nHow is a pump primed?\nExplain suction lift\n"
        "Valve Questions\nWhat is a gate valve?\nWhy do valves leak?\nExplain a check valve\n"
    )
    read = read_bytes(text.encode(), "notes.txt").cards
    assert [(card.topic, card.question) for card in read][2:4] == [
        ("Pump Questions", "Explain suction lift"),
        ("Valve Questions", "What is a gate valve?"),
    ]


def test_rounds_of_an_interview_are_topics_over_lists_of_points() -> None:
    text = (
        "**一面**\n---\n1. 自我介绍；\n1. 反转链表；\n1. 讲讲归并排序；\n1. 说说堆和栈的区别\n\n"
        "**二面**\n---\n1. 项目介绍；\n1. 最小生成树；\n1. 写出二分查找；\n1. 索引为什么快？\n"
    )
    read = read_bytes(text.encode(), "notes.md").cards
    assert [card.topic for card in read] == ["一面"] * 4 + ["二面"] * 4


def test_a_bold_question_that_was_never_closed_asks_as_the_others_do() -> None:
    text = "**What is a lathe?**\n\nIt turns.\n\n**What is a mill?\n\nIt cuts.\n\n**What is a drill?**\n\nIt bores.\n"
    assert cards(text) == [
        ("What is a lathe?", "It turns."),
        ("What is a mill?", "It cuts."),
        ("What is a drill?", "It bores."),
    ]
