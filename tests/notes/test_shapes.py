"""Hand-counted expectations for note files of many shapes: every question and its answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.notes.importing import read_file
from interviewer.notes.parsed import ParsedFile

DATA = Path(__file__).parent / "data"

# File → (topic, question, words of its answer or None), in order.
EXPECTED: dict[str, list[tuple[str, str, str | None]]] = {
    "q-and-a.txt": [
        ("q-and-a", "What does a compiler front end do?", "It also reports syntax errors."),
        (
            "q-and-a",
            "What is the difference between parsing and lexing, and why are they kept apart?",
            "Lexing makes tokens",
        ),
        ("q-and-a", "Linker?", None),
        ("q-and-a", "什么是中间表示？", "优化在它上面做"),
        ("q-and-a", "Name two optimisations.", "2. dead code elimination"),
    ],
    "contents-headings.md": [
        ("Networking / Transport", "What does TCP guarantee?", "Duplicate acknowledgements"),
        ("Networking / Transport", "When is UDP the better choice?", "2. The application"),
        ("Networking / Naming", "How is a name resolved?", "from the root down"),
    ],
    "numbered-bold.md": [
        ("Testing / Basics", "What is a unit test?", "1. fast\n2. repeatable"),
        ("Testing / Basics", "What does a fake do that a mock does not?", "it works"),
        ("Testing / Advanced", "Explain property testing.", "**Property**: must hold"),
        ("Testing / Advanced", "What is a flaky test?", None),
    ],
    "folded.md": [
        ("Shell", "What does a pipe connect?", "Standard output"),
        ("Shell", "What do these redirections do?\n* `2>&1`\n* `<<EOF`", "the second feeds"),
        ("Shell / Jobs", "How do you put a job in the background?", "`bg`"),
        ("Shell / Jobs", "What does nohup do?", None),
    ],
    "dashes.md": [
        ("Git", "什么是快进合并", "目标分支没有新提交，指针直接前移"),
        ("Git", "rebase", "+ 历史是一条线"),
        ("Git", "cherry-pick 和 merge 的区别", None),
        ("Docker", "镜像分层", "每条指令一层，只读"),
        ("Docker", "多阶段构建", None),
    ],
    "flashcards.txt": [
        (
            "DB / Indexes",
            "What is a B-tree?",
            "A **balanced** tree with many keys a node.\nShallow.",
        ),
        ("DB", "What is a write-ahead log?", "Then to the pages."),
        ("DB", "[…] keeps several versions of a row.", "MVCC keeps several versions"),
        ("OS", "什么是死锁？", "<互相等待>"),
    ],
    "questions.csv": [
        ("Maths", "What is a gradient?", "pointing uphill"),
        ("Maths", "What is a Hessian?", None),
        ("ML", "What is bagging, and why does it help?", "averaging lowers the variance"),
    ],
    "one-line.txt": [
        ("one-line", "What is a vector clock?", "A counter for each node, to order events."),
        ("one-line", "What is a quorum?", "A number of replicas that must agree."),
        ("one-line", "什么是脑裂？", "集群分成几块，各自选主。"),
        ("one-line", "租约", "在期限内独占某个资源"),
        ("one-line", "raft 和 paxos 的区别", None),
        ("one-line", "What is gossip, and how fast does it spread?", None),
    ],
    "chapters.txt": [
        ("编译", "词法分析做什么", "把字符切成记号。"),
        ("编译", "LL 和 LR 的区别", "（2）LR 自底向上"),
        ("编译", "寄存器分配", None),
        ("链接", "静态链接和动态链接", "动态的在加载时解析"),
        ("链接", "什么是重定位？", "把符号地址填进代码。"),
    ],
    "outline.org": [
        ("Lisp", "What is a macro?", "* not a heading"),
        ("Lisp", "Tail calls", None),
        ("Scheme", "Continuations", "[a page](https://example.org)"),
    ],
    "table.md": [
        ("Graphs", "What is a spanning tree?", "It has n - 1 edges."),
        ("Graphs", "What is a DAG?", "without cycles"),
        ("Graphs", "拓扑排序是什么？", None),
    ],
    "mixed-levels.md": [
        ("Concurrency", "What is a race condition?", "depends on timing"),
        ("Concurrency / Locks", "What is a spin lock?", "looping"),
        ("Concurrency / Locks", "What is a read-write lock?", "Many readers"),
        ("Concurrency / Lock-free code", "What is compare-and-swap?", "still the expected one"),
        ("Concurrency / Lock-free code", "ABA", None),
    ],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_question_is_found_with_its_own_answer(name: str) -> None:
    parsed = read_file(DATA / name)
    assert [(card.topic, card.question) for card in parsed.cards] == [
        (topic, question) for topic, question, _ in EXPECTED[name]
    ]
    for card, (_, _, words) in zip(parsed.cards, EXPECTED[name], strict=True):
        assert card.reference is None if words is None else words in (card.reference or "")


@pytest.mark.parametrize("name", sorted({*EXPECTED, "messy-notes.txt"}))
def test_every_filled_line_is_in_a_card_or_reported(name: str) -> None:
    parsed = read_file(DATA / name)
    named = {one.line for one in parsed.reported}
    inside = {n for first, last in parsed.spans for n in range(first, last + 1)}
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    assert {n for n, line in enumerate(lines, 1) if line.strip()} <= named | inside


@pytest.fixture(scope="module")
def messy() -> ParsedFile:
    return read_file(DATA / "messy-notes.txt")


def test_messy_notes_give_every_question_and_topic(messy: ParsedFile) -> None:
    assert len(messy.cards) == 20
    assert sum(card.reference is not None for card in messy.cards) == 11
    assert messy.topics == ["后端基础", "OS base", "go", "Rust"]
    assert messy.questions_at == "1."


def test_an_empty_number_is_reported_and_no_question(messy: ParsedFile) -> None:
    assert [(one.line, one.why) for one in messy.warnings] == [(72, "a marker without a question")]


def test_a_list_inside_an_answer_stays_in_it(messy: ParsedFile) -> None:
    answer = messy.cards[5].reference or ""
    assert answer.startswith("https 多一层 TLS")
    assert "1. 多了握手的往返; 2. 加解密要 cpu." in answer
    assert answer.endswith("So 长连接可以摊薄这个开销.")


def test_a_tab_indented_list_gives_a_key_point_an_item(messy: ParsedFile) -> None:
    card = messy.cards[1]
    assert [point.text for point in card.key_points] == [
        "RDB 定时做快照, 恢复快, 可能丢最后几分钟",
        "AOF 追加写命令, 丢得少, 文件大",
        "混合持久化, 先快照再追加",
    ]
    assert card.reference is not None
    assert all(card.reference[p.start : p.end] == p.text for p in card.key_points)


def test_an_answer_on_the_question_line_is_split_at_the_colon(messy: ParsedFile) -> None:
    card = messy.cards[13]
    assert card.question == "channel 和锁"
    assert card.reference == "传数据用 channel, 护状态用锁 [go 的格言]"


def test_the_shapes_are_told_apart_by_name() -> None:
    at = {name: read_file(DATA / name).questions_at for name in EXPECTED}
    assert at["folded.md"] == "<summary>"
    assert at["q-and-a.txt"] == "Q:"
    assert at["contents-headings.md"] == "###"
    assert at["chapters.txt"] == "1、"
