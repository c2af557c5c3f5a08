"""Given which lines ask, the rest of the file falls into topics, answers and leftovers.

Knows nothing of how the questions were found. `lay_out(doc, questions, furniture)`
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from interviewer.notes.furniture import CLOSING
from interviewer.notes.lines import Document, Line, State, is_tag
from interviewer.notes.markers import Kind
from interviewer.notes.titles import (
    LINK_BEHIND,
    bare_title,
    decorated,
    lone_title,
    packed_title,
    parting_title,
    short_title,
)
from interviewer.notes.wording import is_closing, is_furniture, is_section_label, placeholder

LISTED = "?*"
_FEWEST_LISTED = 5
_OWN_LINE = frozenset({"::", "…:", "|"})
_RANKS = {"第一": 6, "一、": 7, "I.": 7, "（一）": 8}


class Block(NamedTuple):
    """A question at line `start`; its answer ends before `end`. `topic` is the heading path."""

    start: int
    end: int
    topic: tuple[str, ...]


def filled(doc: Document, block: Block) -> list[int]:
    """The lines below a block's question that are not blank."""
    return [i for i in range(block.start + 1, block.end) if not doc.lines[i].blank]


class Layout(NamedTuple):
    """The file under one idea of where its questions are; `left` gives why lines are in no block."""

    blocks: tuple[Block, ...]
    left: dict[int, str]


class Topics:
    """The headings in force, outermost first."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._path: tuple[str, ...] = ()

    def enter(self, rank: int, text: str) -> None:
        """A heading of this rank closes all of the same and lower standing."""
        self._open = [kept for kept in self._open if kept[0] < rank]
        self._open.append((rank, text))
        self._path = tuple(text for _, text in self._open if text)

    @property
    def path(self) -> tuple[str, ...]:
        return self._path

    @property
    def heading(self) -> int:
        """Level of the innermost Markdown heading in force, 0 for none."""
        return max((rank for rank, _ in self._open if rank <= 6), default=0)


def lay_out(doc: Document, questions: Mapping[int, str], furniture: Mapping[int, str]) -> Layout:
    """Cut the file at its questions (line index → marker), topics and furniture."""
    below = {index: doc.next_filled(index) for index in questions}
    packed = sum(i in questions for i in below.values()) >= 0.6 * len(questions)
    titles = _topic_lines(doc, questions, furniture, packed)
    count, told = len(questions), _told(doc, below, titles)
    bare = count >= 4 and told <= 0.25 * count
    last = max(questions, default=None)
    many = count >= 8 and told <= 0.1 * count + 1
    ends = many or _only_inside(doc, below, last)
    topics = Topics()
    blocks: list[Block] = []
    left: dict[int, str] = {}
    start: int | None = None
    path: tuple[str, ...] = ()

    def close(end: int) -> None:
        if start is not None:
            blocks.append(Block(start, end, path))

    folded, short = 0, False
    for index, line in enumerate(doc.lines):
        if index in questions:
            close(index)
            start, path, folded = index, topics.path, line.raw.count("<details")
            short = questions[index] in _OWN_LINE
            continue
        if line.blank:
            continue
        rank = 0
        if line.heading or index in titles:
            rank = _closing_rank(doc, index, start, titles, topics, furniture)
        if rank:
            close(index)
            start = None
            closing = furniture.get(index) == CLOSING
            left[index] = CLOSING if closing else _enter(topics, line, rank, index in titles)
        elif start is not None and (
            (short and _ends_alone(doc, questions, start, index))
            or (bare and _signs_off(doc, start, index))
            or (line.layers and line.indent < doc.lines[start].indent and _left(doc, start, line))
            or (ends and start == last and _remarks(doc, start, index, many))
        ):
            close(index)
            start = None
            left[index] = furniture.get(index, "text between the questions")
        elif start is None:
            left[index] = furniture.get(index) or _why_left(line, bool(blocks))
        elif "</details" in line.raw and doc.lines[start].layer(Kind.SUMMARY):
            folded -= 1
            if folded < 0 or not _folded_goes_on(doc, index):
                close(index + 1)
                start = None
    close(len(doc.lines))
    return Layout(tuple(blocks), left)


def _folded_goes_on(doc: Document, index: int) -> bool:
    after = doc.next_filled(index)
    return after < len(doc.lines) and "</details" in doc.lines[after].raw


def _why_left(line: Line, after: bool) -> str:
    if line.state is State.RULE:
        return "a rule"
    if line.prose and is_tag(line.raw):
        return "an HTML tag"
    return "text between the questions" if after else "text before the first question"


def _enter(topics: Topics, line: Line, rank: int, leads: bool) -> str:
    if line.heading and not leads and (is_furniture(line.text) or is_closing(line.text)):
        topics.enter(rank, "")
        return "a heading of a part without questions"
    topics.enter(rank, title_text(line))
    return "a topic heading"


def title_text(line: Line) -> str:
    """A topic as written, without numerals, marks and the colon at its end."""
    text = re.sub(r"</?\w[^>]*>|^\[\[?\W*\]?\]\([^)]*\)", "", line.text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text).strip().strip("*_").strip()
    return text.rstrip(":： \t").strip() or line.raw.strip("#* \t:：\u3000").strip()


def _ends_alone(doc: Document, questions: Mapping[int, str], start: int, index: int) -> bool:
    """Whether a one-line card (`::`, a table row) ends here: unindented text goes on after it."""
    line = doc.lines[index]
    return (
        questions[start] == "|"
        or doc.blank_before(index)
        or (line.indent <= doc.lines[start].indent and line.state is not State.CODE)
    )


def _left(doc: Document, start: int, line: Line) -> bool:
    """Whether an item of an outer list ends the inner list that a question stands in."""
    inner = doc.lines[start].layers
    return bool(inner) and {inner[0].kind, line.layers[0].kind} <= {Kind.NUMBER, Kind.BULLET}


def _remarks(doc: Document, start: int, index: int, many: bool) -> bool:
    """Whether a line says something after the last question of a list; of one that is not long
    or has answers, only a paragraph of its own."""
    line, asked = doc.lines[index], doc.lines[start]
    if not many and not doc.blank_before(index):
        return False
    marked = any(layer.kind not in (Kind.BOLD, Kind.LEAD) for layer in line.layers)
    plain = line.prose and not marked and bool(asked.layers) and not asked.heading
    return plain and line.indent <= asked.indent and line.asks < 0.5


def _only_inside(doc: Document, below: Mapping[int, int], last: int | None) -> bool:
    """Whether a list is so written that no entry before the last has text at its own depth below."""
    if len(below) < _FEWEST_LISTED:
        return False
    for one, after in below.items():
        if after == len(doc.lines) or after in below or one == last:
            continue
        if doc.lines[after].indent <= doc.lines[one].indent and not doc.lines[after].heading:
            return False
    return True


def _told(doc: Document, below: Mapping[int, int], titles: Mapping[int, int]) -> int:
    """How many questions have a line below that is not the next one or a title."""
    answers = [i for i in below.values() if i < len(doc.lines) and i not in below]
    return sum(i not in titles and not doc.lines[i].heading for i in answers)


def _signs_off(doc: Document, start: int, index: int) -> bool:
    """Whether a rule parts a line from a bare question: it closes the list and answers nothing."""
    return doc.next_filled(start) < index and _after_rule(doc, index)


def _closing_rank(
    doc: Document,
    index: int,
    start: int | None,
    titles: Mapping[int, int],
    topics: Topics,
    furniture: Mapping[int, str],
) -> int:
    """Rank of the topic that this line opens, 0 when it opens none."""
    line = doc.lines[index]
    if index in titles:
        return titles[index]
    level = line.heading
    if not level or line.layer(Kind.REPLY):
        return 0
    if start is None:
        return level
    asked = doc.lines[start].heading
    if asked:
        if furniture.get(index) == CLOSING:
            return level
        sums_up = is_closing(line.text) and doc.titles[line.text] == 1
        same = level == asked and (sums_up or is_furniture(line.text))
        return level if level < asked or same else 0
    ends = furniture.get(index) == CLOSING or _after_rule(doc, index)
    return level if level <= topics.heading or ends else 0


def _after_rule(doc: Document, index: int) -> bool:
    """Whether a rule stands over a heading: what follows is no longer part of the list above."""
    before = doc.last_filled(index)
    return before >= 0 and doc.lines[before].state is State.RULE


def _topic_lines(
    doc: Document, questions: Mapping[int, str], furniture: Mapping[int, str], packed: bool
) -> dict[int, int]:
    """Lines that are no questions and lead straight to one: index → rank (1..6 as headings).

    `packed`: most questions have the next one right behind them, so that few have an answer.
    """
    titles: dict[int, int] = {}
    counted = _counted_topics(doc, questions)
    following: int | None = None
    ruled = False
    for index in range(len(doc.lines) - 1, -1, -1):
        line = doc.lines[index]
        if line.blank:
            continue
        if index not in questions and index not in furniture and line.prose:
            leads = following is not None and (following in questions or following in titles)
            rank = counted.get(index, 0) or (
                _rank(doc, index, following, questions)
                or (7 if packed and parting_title(doc, index, following, questions) else 0)
                if leads and following is not None and (line.heading or not ruled)
                else 0
            )
            if rank:
                titles[index] = rank
        ruled = ruled or line.state is State.RULE
        if line.state is not State.RULE and index not in furniture:
            following, ruled = index, False
    return titles


def _counted_topics(doc: Document, questions: Mapping[int, str]) -> dict[int, int]:
    """Lines counted 一、 or 第一章 are topics when most of them have questions below."""
    found: dict[int, int] = {}
    asked = sorted(questions)
    counted: dict[str, list[int]] = {style: [] for style in _RANKS}
    for i in doc.marked:
        line = doc.lines[i]
        if line.heading or line.indent >= 4 or len(line.text) > 40 or i in questions:
            continue
        for layer in line.layers[:2]:
            style = layer.style[:2] if layer.style[0] in "第I" else layer.style
            if layer.kind is Kind.NUMBER and style in counted:
                counted[style].append(i)
    for style, rank in _RANKS.items():
        places = counted[style]
        if not places:
            continue
        ends = [*places[1:], len(doc.lines)]
        holding = sum(
            bisect_left(asked, a) < bisect_left(asked, b) for a, b in zip(places, ends, strict=True)
        )
        direct = sum(doc.next_filled(p) in questions for p in places)
        if holding >= 0.6 * len(places) and direct >= 0.3 * len(places):
            found.update(dict.fromkeys(places, rank))
    return found


def _rank(doc: Document, index: int, following: int, questions: Mapping[int, str]) -> int:
    """Rank of a line that stands right before a question or a topic; 0 when it is no title."""
    line = doc.lines[index]
    if line.heading:
        asked = doc.lines[following].heading
        return line.heading if not asked or line.heading < asked else 0
    asked_line = doc.lines[following]
    if line.layers and line.layers[0].kind is Kind.SUMMARY and line.asks < 0.6 and not line.tail:
        return 7
    # Most lines right before a question are the last of an answer: what is cheap tells them first.
    if asked_line.indent <= line.indent:
        if line.layers and line.layers[0].kind is Kind.BULLET:
            return 0
        listed = index - 1 in questions or questions.get(following) == LISTED
        if not listed and not doc.blank_before(index):
            return 0
    if line.tail or line.layer(Kind.REPLY) or line.layer(Kind.ASK) or placeholder(line.text):
        return 0
    if len(line.text) > 100:
        return 0
    text = LINK_BEHIND.sub("", line.text) if "](" in line.text else line.text
    longest = 40 if text == line.text and not decorated(line) else 48
    if not 0 < len(text) <= longest or is_section_label(text) or line.asks >= 0.8:
        return 0
    if asked_line.heading:
        return 0
    if line.layers and line.layers[0].kind is Kind.BULLET:
        return 9 + line.indent // 2 if asked_line.indent > line.indent else 0
    if line.layers and line.layers[0].kind is Kind.NUMBER and not line.layer(Kind.BOLD):
        return 8 + line.indent // 2 if asked_line.indent > line.indent else 0
    if not line.layers and not asked_line.layers and asked_line.indent > line.indent:
        return 8 + line.indent // 2
    if not doc.blank_before(index):
        if questions.get(following) == LISTED and short_title(doc, index):
            return 7
        first = any(y.kind is Kind.NUMBER and y.value == 1 for y in asked_line.layers)
        listed = index - 1 in questions and following in questions
        return 7 if first and listed and packed_title(doc, index, index - 1) else 0
    if line.layer(Kind.BOLD) or (questions.get(following) == LISTED and short_title(doc, index)):
        return 7
    over = following == index + 1 and not asked_line.layers
    if over and (short_title(doc, index) or decorated(line)):
        return 7
    return 7 if bare_title(doc, index, following) or lone_title(doc, index, questions) else 0
