"""Lines that read like titles over what follows: short, unmarked, asking nothing.

Knows lines and those beside them; nothing of topics. `short_title(scan("Heaps"), 0)`
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from interviewer.notes.lines import Document, Line
from interviewer.notes.markers import Kind
from interviewer.notes.wording import is_furniture, is_section_label, placeholder

LINK_BEHIND = re.compile(r"\s*[:：]?\s*\[[^\]]*\]\([^)]*\)\s*$")
# Ends of sentences and clauses, which few titles have.
_STOPS = re.compile(r"[,，。；;.!！?？]")
_ANNOUNCES = re.compile(r"如下|包括|分为|以下|following")
_NAMES_QUESTIONS = re.compile(r"(?:\w Questions|\w(?:面试题|面试问题|常见问题))[:：]?$")
_COUNTED = re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]+\s*(?:\d{1,2}|[A-Z])[.)]\s")
_PICTURE = re.compile(r"\s*[\U0001f300-\U0001faff\u2600-\u27bf]")


def decorated(line: Line) -> bool:
    """Whether a line opens with a picture and asks nothing, as titles do."""
    return _PICTURE.match(line.raw) is not None and line.asks < 0.6


def _plain(line: Line, longest: int, asks: float) -> bool:
    """Whether a line is a few unmarked words that end no sentence and ask less than this."""
    return (
        line.prose
        and not line.layers
        and len(line.text) <= longest
        and line.asks < asks
        and not _STOPS.search(_COUNTED.sub("", line.text))
    )


def short_title(doc: Document, index: int) -> bool:
    """Whether a line reads like a title over what follows: short, unmarked, asking nothing."""
    line = doc.lines[index]
    return (
        _plain(line, 40, 0.6)
        and len(line.text.split()) <= 5
        and (doc.blank_before(index) or _leads(line.text))
    )


def _leads(text: str) -> bool:
    """Whether a few words name what follows: `java基础：`, `Spring Boot Questions`."""
    few = len(text) <= 16 and text.endswith((":", "："))
    return bool(_NAMES_QUESTIONS.search(text)) or (few and not _ANNOUNCES.search(text))


def packed_title(doc: Document, index: int, last: int) -> bool:
    """Whether a short unmarked line stands right between an item of one list and the next list."""
    line = doc.lines[index]
    return index == last + 1 and line.indent <= doc.lines[last].indent and _plain(line, 24, 0.8)


def parting_title(doc: Document, index: int, following: int, questions: Mapping[int, str]) -> bool:
    """Whether a short line by itself parts two lists of questions."""
    before = doc.last_filled(index)
    led = before in questions or (before >= 0 and doc.lines[before].heading > 0)
    outside = doc.lines[index].indent <= min(
        doc.lines[i].indent for i in (max(before, 0), following)
    )
    return led and outside and following in questions and _short_line(doc, index)


def lone_title(doc: Document, index: int, questions: Mapping[int, str]) -> bool:
    """A short line by itself between an answer and a question, in a file that opens with one,
    or with a picture before it."""
    if doc.last_filled(index) in questions:
        return False
    if decorated(doc.lines[index]):
        return _short_line(doc, index, _LONGEST_LONE)
    return _short_line(doc, index) and _short_line(doc, doc.next_filled(-1))


_LONGEST_LONE = 40


def _short_line(doc: Document, index: int, longest: int = 24) -> bool:
    line = doc.lines[index]
    return (
        _plain(line, longest, 0.6)
        and not re.search(r"[:：]", line.text)
        and doc.blank_before(index)
        and (index + 1 == len(doc.lines) or doc.lines[index + 1].blank)
    )


def bare_title(doc: Document, index: int, following: int) -> bool:
    """Whether an unmarked line is a topic: `C++:`, or short and followed by a list from 1."""
    line = doc.lines[index]
    if line.layers or line.indent > 3 or not doc.blank_before(index):
        return False
    text = LINK_BEHIND.sub("", line.text) if "](" in line.text else line.text
    linked = text != line.text
    if (
        len(text) > 48
        or (len(text) > 40 and not linked)
        or is_section_label(text)
        or is_furniture(text)
        or placeholder(text)
        or line.asks >= 0.8
    ):
        return False
    first = any(
        layer.kind in (Kind.NUMBER, Kind.ASK) and layer.value == 1
        for layer in doc.lines[following].layers
    )
    if text.endswith((":", "：")):
        return not re.search(r"[,，。；;]", text) and not _ANNOUNCES.search(text)
    plain = not re.search(r"[,，。；;.!！?？:：]", text)
    return first and plain and (linked or len(text) <= 24 or decorated(line))
