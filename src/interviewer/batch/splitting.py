"""A pasted document cut into questions and answers.

What opens a record is decided for the whole document, so that nothing inside an answer
can open one by itself:

1. One kind of marker carries the records (`Q:`, numbers, headings of one level, bold…), the
   one that explains the document best. Markers of any other kind belong to the answer.
2. Where records are numbered, the numbers must count up. One that does not is part of the
   answer; of two with the same number the later one counts, as the earlier one stands in
   the answer before it.
3. Where they are neither numbered nor labelled, a line must read like a question or be one
   of the library; any other heading belongs to the answer. A question that stands twice is
   kept twice, and both say so.
4. Code blocks, comments and tables never open a record.

Knows nothing of cards but which questions there are. `split(text, Known(cards))`
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from interviewer.batch.items import Item
from interviewer.batch.known import Known
from interviewer.notes.body import Habits, reply_at, split_body
from interviewer.notes.layout import Block
from interviewer.notes.lines import Document, Line, scan
from interviewer.notes.markers import Kind
from interviewer.notes.structure import Structure, infer
from interviewer.notes.wording import question_score

# As in the importer: from here on a line reads rather like a question than not.
_READS_AS_QUESTION = 0.6
# Labels of answers that notes do not have.
_LABEL = re.compile(
    r"(?:my|student'?s?)\s+answer\s*[:：]\s*|(?:我的|学生)(?:回答|答案)\s*[:：]\s*", re.I
)
_HEADINGS = ("a topic heading", "a heading of a part without questions")


def split(text: str, known: Known) -> list[Item]:
    """The items of a text in order; empty when no question is found in it."""
    doc = scan(text.replace("\r\n", "\n").replace("\r", "\n"))
    structure = infer(doc)
    starts = _starts(doc, structure, known)
    ends = [*starts[1:], len(doc.lines)][: len(starts)]
    blocks = [
        Block(start, _end(doc, structure, end), ()) for start, end in zip(starts, ends, strict=True)
    ]
    labelled = sum(reply_at(doc, block) is not None for block in blocks)
    items = [
        _item(doc, block, structure.marks, replies=labelled * 2 >= len(blocks)) for block in blocks
    ]
    return _noted_twice(_answers_only(items, doc, blocks, known), doc, starts)


def _starts(doc: Document, structure: Structure, known: Known) -> list[int]:
    """Indices of the lines that open a record."""
    found = [block.start for block in structure.layout.blocks]
    first = next((i for i in found if structure.marks.get(i) == structure.mark), None)
    if first is not None:
        kind = _kind(doc.lines[first])
        found = [i for i in found if _kind(doc.lines[i]) is kind]
    plain = [i for i, line in enumerate(doc.lines) if line.prose and known.card(line.raw)]
    sure = sum(known.card(doc.lines[i].text) is not None for i in found)
    if len(plain) > max(2 * sure, len(found) // 2):
        return plain
    numbered = [i for i in found if _number(doc.lines[i]) is not None]
    if len(numbered) * 2 > len(found):
        return _counting(doc, numbered, known)
    if any(doc.lines[i].layer(Kind.ASK) for i in found):
        return found
    asking = [i for i in found if _asks(doc.lines[i], known)]
    return asking if len(asking) * 2 >= len(found) else found


def _kind(line: Line) -> Kind | None:
    return line.layers[0].kind if line.layers else None


def _number(line: Line) -> int | None:
    """The number that a record carries: "3." or "Q3"."""
    for kind in (Kind.ASK, Kind.NUMBER):
        layer = line.layer(kind)
        if layer is not None and layer.value > 0:
            return layer.value
    return None


def _asks(line: Line, known: Known) -> bool:
    return known.card(line.text) is not None or line.asks >= _READS_AS_QUESTION


def _counting(doc: Document, found: Sequence[int], known: Known) -> list[int]:
    """Those of the numbered lines that count up; a new count may begin at 1."""
    numbers = [_number(doc.lines[i]) or 0 for i in found]
    last_place = {number: at for at, number in enumerate(numbers)}
    kept: list[int] = []
    last = 0
    for at, number in enumerate(numbers):
        if number == last and len(kept) > 1:
            kept[-1] = found[at]
        elif number == last + 1 or (number > last and last_place.get(last + 1, -1) < at):
            kept.append(found[at])
            last = number
        elif number == 1 and last > 1 and _asks(doc.lines[found[at]], known):
            kept.append(found[at])
            last = 1
    return kept


def _end(doc: Document, structure: Structure, end: int) -> int:
    """Where an answer ends: before the topic headings that lead on to the next question."""
    while end > 0:
        line = doc.lines[end - 1]
        if not line.blank and structure.layout.left.get(end - 1) not in _HEADINGS:
            break
        end -= 1
    return end


def _item(doc: Document, block: Block, marks: Mapping[int, str], *, replies: bool) -> Item:
    line = doc.lines[block.start]
    body = split_body(doc, block, marks.get(block.start, "?"), {}, Habits(replies=replies))
    question = body.question.removeprefix(">").strip()
    answer = _LABEL.sub("", body.answer.strip())
    return Item(line.number, question, answer, _number(line))


def _answers_only(
    items: Sequence[Item], doc: Document, blocks: Sequence[Block], known: Known
) -> list[Item]:
    """What was taken for a question and is none, as nothing answers it, is itself the answer."""
    asking = [
        known.card(item.question) is not None or question_score(item.question) >= _READS_AS_QUESTION
        for item in items
    ]
    numbered = bool(items) and all(item.number is not None for item in items)
    bare = numbered and sum(asking) * 2 < len(items)
    given = []
    for item, block, asks in zip(items, blocks, asking, strict=True):
        if not asks and (bare or not item.answer) and item.number is not None:
            lines = [line.raw for line in doc.lines[block.start + 1 : block.end]]
            whole = "\n".join([doc.lines[block.start].text, *lines]).strip()
            given.append(replace(item, question="", answer=whole))
        else:
            given.append(item)
    return given


def _noted_twice(items: Sequence[Item], doc: Document, starts: Sequence[int]) -> list[Item]:
    """Say of questions that stand twice under bare headings where the other one is."""
    if any(doc.lines[i].layer(Kind.ASK) for i in starts):
        return list(items)
    places: dict[str, list[int]] = defaultdict(list)
    for item in items:
        if item.question:
            places[item.question].append(item.line)
    return [
        replace(item, note=_twice(item, places[item.question]))
        if len(places[item.question]) > 1
        else item
        for item in items
    ]


def _twice(item: Item, lines: Sequence[int]) -> str:
    others = ", ".join(str(line) for line in lines if line != item.line)
    return f"the same question also stands on line {others}"
