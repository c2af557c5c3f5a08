"""A last look at the blocks of a file: titles taken for questions, and numbers that are missing.

Knows blocks and the lines in them, not how their marker won. `second_look(doc, layout, marks)`
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from interviewer.notes.layout import LISTED, Block, Layout, filled
from interviewer.notes.lines import Document, Line, State
from interviewer.notes.markers import Kind, counting, written

_ASKS = 0.6
_ASKS_PLAINLY = 0.8
_ASKS_AT_ALL = 0.35
_BIDDING = 0.75
_TOPICAL = 0.2
_FEWEST = 3
_LONGEST_BARE = 90
_LONGEST_LEAP = 6
_MANY = 500
_TASK = re.compile(
    r"(?:find|determine|remove|reverse|implement|count|check|merge|insert|move|detect|print|delete|swap|"
    r"sort|convert|rotate|solve|手撕|手写|实现|反转|求)",
    re.I,
)


def second_look(doc: Document, layout: Layout, marks: Mapping[int, str]) -> dict[int, str]:
    """The questions' lines with their markers, mended; equal to `marks` where nothing is amiss."""
    mended = dict(marks)
    for i in (*_paragraphs(doc, layout, marks), *_bidden(doc, layout, marks)):
        mended[i] = "?"
    mended.update(_after_list(doc, layout))
    titles = [b for b in layout.blocks if b.end > b.start + 1 and _names(doc.lines[b.start])]
    bare = _bare_lists(doc, titles)
    for block in titles:
        listed = bare.get(block.start) or _listed_under(doc, block)
        if listed:
            del mended[block.start]
            mended.update(dict.fromkeys(listed, written(doc.lines[listed[0]].layers) or LISTED))
        elif _only_titles(doc, block):
            del mended[block.start]
    counted = any(_value(doc.lines[block.start]) for block in layout.blocks[:_MANY])
    if len(mended) == len(marks) and counted:
        for one, other in pairwise(layout.blocks):
            if other.start > one.start + 1 and doc.lines[other.start].layers:
                mended.update(dict.fromkeys(_left_out(doc, one, other), marks[one.start]))
    return mended


def _listed_under(doc: Document, block: Block) -> list[int]:
    """The entries of a list that asks, right under a line that only names it."""
    title = doc.lines[block.start]
    first = doc.next_filled(block.start)
    if first >= block.end or not doc.lines[first].layers or title.tail:
        return []
    while first < block.end and _over(doc.lines[first]):
        first = doc.next_filled(first)
    if first >= block.end or not doc.lines[first].layers or doc.lines[first].asks < _ASKS:
        return []
    style, indent = written(doc.lines[first].layers), doc.lines[first].indent
    entries = [
        i
        for i in range(first, block.end)
        if doc.lines[i].indent == indent and written(doc.lines[i].layers) == style
    ]
    asks = [doc.lines[i].asks for i in entries]
    many = len(entries) >= _FEWEST and min(asks) >= _ASKS_AT_ALL
    return entries if many and sum(asks) >= _ASKS_PLAINLY * len(asks) else []


def _after_list(doc: Document, layout: Layout) -> dict[int, str]:
    """A list of other marks that asks, right after the last entry of one whose answers are none."""
    if len(layout.blocks) < _FEWEST:
        return {}
    *others, last = layout.blocks
    inside = filled(doc, last)
    lines = [doc.lines[i] for i in inside]
    depth = doc.lines[last.start].indent
    alone = not any(filled(doc, b) for b in others[-_FEWEST:])
    if not alone or len(inside) < _FEWEST or any(y.asks < 1 or y.indent != depth for y in lines):
        return {}
    return {i: written(doc.lines[i].layers) for i in inside} if all(y.layers for y in lines) else {}


def _bare_lists(doc: Document, titles: Sequence[Block]) -> dict[int, list[int]]:
    """Short lines without marks, one a question, under headings that ask nothing, by the heading:
    under the name of a round or a topic, or, all over the file, lines that set tasks."""
    found = {b.start: lines for b in titles if (lines := _bare_lines(doc, b))}
    every = [doc.lines[i] for lines in found.values() for i in lines]
    if len(every) < _FEWEST * len(found):
        return {}
    tasks = sum(line.asks >= _ASKS or _TASK.match(line.text) is not None for line in every)
    if tasks >= 0.4 * len(every):
        return found
    topical = [i for i in found if 0 < doc.lines[i].asks <= _TOPICAL]
    asking = {i: sum(doc.lines[j].asks for j in found[i]) / len(found[i]) for i in topical}
    return {i: found[i] for i in topical if asking[i] >= _ASKS_AT_ALL}


def _bare_lines(doc: Document, block: Block) -> list[int]:
    title = doc.lines[block.start]
    first = doc.next_filled(block.start)
    if not title.heading or title.tail or first >= block.end or doc.lines[first].layers:
        return []
    lines = [i for i in filled(doc, block) if doc.lines[i].state is not State.RULE]
    return lines if all(_bare(doc.lines[i]) for i in lines) else []


def _bare(line: Line) -> bool:
    said = line.text.endswith(("。", ".", "；", ";", ":", "："))
    return line.prose and not line.layers and len(line.text) <= _LONGEST_BARE and not said


def _only_titles(doc: Document, block: Block) -> bool:
    """Whether a heading that asks nothing has headings below it and no text."""
    below = doc.next_filled(block.start)
    if not doc.lines[block.start].heading or below >= block.end or not doc.lines[below].heading:
        return False
    inside = filled(doc, block)
    return all(doc.lines[i].heading for i in inside)


def _names(line: Line) -> bool:
    return line.asks < _ASKS and not line.layer(Kind.ASK) and not line.layer(Kind.SUMMARY)


def _over(line: Line) -> bool:
    """Whether a line is a heading, or all bold, that asks nothing."""
    alone = line.heading > 0 or [y.kind for y in line.layers] == [Kind.BOLD]
    return alone and _names(line) and not line.layer(Kind.REPLY)


def _left_out(doc: Document, block: Block, following: Block) -> Iterator[int]:
    """Lines in a block that bear, in another style, the numbers between this one and the next."""
    value, after = _value(doc.lines[block.start]), _value(doc.lines[following.start])
    indent = doc.lines[block.start].indent
    if not value or not 1 < after - value <= _LONGEST_LEAP:
        return
    for i in range(block.start + 1, block.end):
        line = doc.lines[i]
        if line.layers and _value(line) == value + 1 and line.indent <= indent:
            if line.asks < _ASKS or line.layer(Kind.REPLY):
                return
            value += 1
            yield i


def _paragraphs(doc: Document, layout: Layout, marks: Mapping[int, str]) -> Iterator[int]:
    """Lines over a paragraph's answer, where every question opens a paragraph that holds its answer."""
    asked = [b for b in layout.blocks if marks[b.start] == "?"]
    some = asked[:_MANY]
    opening = sum(doc.blank_before(b.start) for b in some)
    closed = [b for b in some if not any(_opens(doc, b, i) for i in range(b.start + 1, b.end))]
    if len(some) < _FEWEST or min(opening, len(closed)) < 0.75 * len(some):
        return
    for block in asked:
        yield from (i for i in range(block.start + 1, block.end) if _opens(doc, block, i))


_BIDS = re.compile(
    r"(?:explain|describe|compare|define|discuss|name|list|give|differentiate|tell|walk|write)\b",
    re.I,
)


def _bidden(doc: Document, layout: Layout, marks: Mapping[int, str]) -> Iterator[int]:
    """Lines that bid rather than ask, right between two answers, where bare questions stand so."""
    asked = [b for b in layout.blocks if marks[b.start] == "?"]
    some = asked[:_MANY]
    packed = sum(not doc.blank_before(b.start) for b in some)
    if len(some) < _FEWEST or packed < 0.6 * len(some):
        return
    for block in asked:
        for i in range(block.start + 2, block.end - 1):
            line = doc.lines[i]
            if _bids(line) and not doc.lines[i + 1].blank:
                yield i


def _bids(line: Line) -> bool:
    if line.layers or line.indent or len(line.text) > _LONGEST_BARE:
        return False
    return ("?" in line.text or _BIDS.match(line.text) is not None) and line.asks >= _BIDDING


def _opens(doc: Document, block: Block, index: int) -> bool:
    """Whether a bare line after a blank one has the beginning of an answer right below it."""
    line = doc.lines[index]
    below = doc.lines[index + 1] if index + 1 < block.end else line
    return (
        doc.lines[index - 1].blank
        and not line.layers
        and _bare(line)
        and line.asks >= _ASKS_AT_ALL
        and line.indent == doc.lines[block.start].indent
        and not below.blank
        and below.raw[:1] == doc.lines[min(block.start + 1, len(doc.lines) - 1)].raw[:1]
        and not below.raw[:1].isalnum()
    )


def _value(line: Line) -> int:
    """The number that a line is counted with, 0 for none."""
    number = counting(line.layers)
    return number.value if number else 0
