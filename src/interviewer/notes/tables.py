"""Markdown tables whose rows are cards: `| Question | Answer |`.

Knows lines; a table inside an answer is none of these. `table_cards(doc, path, stem)`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from interviewer.cards import Card, Source
from interviewer.notes.assembly import assemble
from interviewer.notes.layout import Layout, Topics, title_text
from interviewer.notes.lines import Document, State
from interviewer.notes.markers import Kind, peel
from interviewer.notes.rows import Roles, roles
from interviewer.notes.sections import Sections
from interviewer.notes.wording import placeholder, question_score

_ASKS = 0.7
_NO_TEXT = frozenset({State.CODE, State.FRONT, State.COMMENT})
_CELL = re.compile(r"(?<!\\)\|")
_ANCHOR = re.compile(r"\]\(#")
_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)]*\)")


class TableCards(NamedTuple):
    """Cards of all tables of a file, with where everything else went."""

    cards: list[Card]
    spans: list[tuple[int, int]]
    layout: Layout
    confidence: float


def cells(text: str) -> list[str]:
    """The cells of one row, `<br>` as line breaks."""
    row = text.strip()
    row = row[1:] if row.startswith("|") else row
    row = row[:-1] if row.endswith("|") and not row.endswith("\\|") else row
    return [
        re.sub(r"<br\s*/?>", "\n", cell.replace("\\|", "|")).strip() for cell in _CELL.split(row)
    ]


def table_cards(doc: Document, path: str, stem: str) -> TableCards | None:
    """Cards of the tables with a question column; None unless they make up most of the file."""
    tables = [
        (start, end, found) for start, end in _tables(doc) if (found := _roles(doc, start, end))
    ]
    if not tables or not _carried(doc, tables):
        return None
    out = TableCards([], [], Layout((), {}), 0.9)
    topics = Topics()
    rows = {i: (start, found) for start, end, found in tables for i in range(start, end)}
    for i, line in enumerate(doc.lines):
        if i in rows:
            _row(doc, i, *rows[i], topics, path, stem, out)
        elif line.heading:
            topics.enter(line.heading, title_text(line))
            out.layout.left[i] = "a topic heading"
        elif not line.blank:
            out.layout.left[i] = "text between the tables"
    return out if out.cards else None


def _carried(doc: Document, tables: Sequence[tuple[int, int, Roles]]) -> bool:
    """Whether tables make up most of a file, or hold more of what asks than the rest of it."""
    inside = {i for start, end, _ in tables for i in range(start, end)}
    filled = sum(not line.blank and line.state not in _NO_TEXT for line in doc.lines)
    if len(inside) >= 0.5 * filled:
        return True
    asked = [
        row[found.question]
        for start, end, found in tables
        for line in doc.lines[start + 2 : end]
        if len(row := cells(line.text)) > found.question
    ]
    asking = sum(question_score(one) >= _ASKS for one in asked)
    beside = sum(line.asks >= _ASKS for line in doc.lines if line.layers)
    return len(inside) >= 0.25 * filled and asking >= 0.7 * len(asked) and asking > beside


def _tables(doc: Document) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    start = None
    for i, line in enumerate([*doc.lines, None]):
        inside = line is not None and line.state is State.TABLE
        if inside and start is None:
            start = i
        if not inside and start is not None:
            found.append((start, i))
            start = None
    return found


def _roles(doc: Document, start: int, end: int) -> Roles | None:
    rows = [cells(line.text) for line in doc.lines[start:end]]
    found = roles(rows[0])
    if found is None or len(rows) < 3:
        return None
    found = found if found.answers else _remarked(rows, found)
    if not found.answers:
        return None
    anchors = sum(bool(_ANCHOR.search(line.text)) for line in doc.lines[start:end])
    return None if anchors > 0.5 * (end - start) else found


_REMARK = re.compile(r"备注|附注|notes?|remarks?|comments?", re.I)


def _remarked(rows: Sequence[Sequence[str]], found: Roles) -> Roles:
    """Roles in a table of questions that has nothing but remarks beside them."""
    asking = sum(question_score(row[found.question]) for row in rows[2:] if len(row) > 1)
    beside = [i for i, name in enumerate(rows[0]) if _REMARK.fullmatch(name.strip("* "))]
    return found._replace(answers=tuple(beside[:1] if asking >= _ASKS * len(rows[2:]) else ()))


def _asked(cell: str) -> str:
    """The question in a cell, without a number before it."""
    text = _LINK.sub(r"\1", cell).strip("*_ ")
    counted = peel(text)
    return counted.text if [y.kind for y in counted.layers] == [Kind.NUMBER] else text


def _row(
    doc: Document,
    i: int,
    start: int,
    found: Roles,
    topics: Topics,
    path: str,
    stem: str,
    out: TableCards,
) -> None:
    line = doc.lines[i]
    if i < start + 2:
        out.layout.left[i] = "the head of a table"
        return
    row = cells(line.text)
    question = _asked(row[found.question]) if found.question < len(row) else ""
    if not question:
        out.layout.left[i] = "a row without a question"
        return
    answers = [row[k] for k in found.answers if k < len(row) and row[k] and not placeholder(row[k])]
    own = row[found.topic] if found.topic is not None and found.topic < len(row) else ""
    topic = " / ".join([*topics.path, *([own] if own else [])]) or stem
    out.cards.append(
        assemble(topic, question, Sections("\n\n".join(answers)), Source(path, line.number))
    )
    out.spans.append((line.number, line.number))
