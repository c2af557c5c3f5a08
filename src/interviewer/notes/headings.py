"""Ideas of which headings carry the questions: those of one level, or those over no other.

Knows headings and what stands under them, not which idea is right. `headings(doc, {})`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from interviewer.notes.idea import Idea
from interviewer.notes.lines import Document, Line
from interviewer.notes.markers import Kind, counting
from interviewer.notes.wording import is_furniture, is_section_label


def headings(doc: Document, furniture: Mapping[int, str]) -> Iterator[Idea]:
    """Every idea of this kind; some may pick no line."""
    marked = [i for i in doc.headings if i not in furniture]
    for level in sorted({doc.lines[i].heading for i in marked}):
        places = list(_at_level(doc, marked, level))
        proper = [i for i in places if doc.lines[i].heading == level]
        chosen = places if 2 * len(proper) >= len(places) else proper
        yield Idea("#" * level, 0.6 if _inside_counted(doc, marked, level) else 0.85, tuple(chosen))

    leaves = _untitled(doc, marked, tuple(_leaves(doc, marked)))
    bare = sum(_stands_alone(doc, i) for i in leaves)
    if len({doc.lines[i].heading for i in leaves}) > 1:
        if 2 * bare >= len(leaves):
            yield Idea("#*", 1.0, leaves)
        elif _outline(doc, marked, leaves):
            yield Idea("#*", 0.85, leaves)


def _untitled(doc: Document, marked: list[int], leaves: tuple[int, ...]) -> tuple[int, ...]:
    """The leaves without the title of the file, which stands over nothing and asks nothing."""
    first = doc.lines[leaves[0]] if leaves else None
    above = first is not None and all(doc.lines[i].heading > first.heading for i in leaves[1:])
    titled = first is not None and leaves[0] == marked[0] and above and first.asks < _TITLE_ASKS
    return leaves[1:] if titled and len(leaves) > 1 else leaves


_TITLE_ASKS = 0.6
_ENTRIES = 3


def _outline(doc: Document, marked: list[int], leaves: tuple[int, ...]) -> bool:
    """Whether all text stands under leaves, and the leaves of every level ask, as in an outline
    of which some parts have no topics."""
    known = set(leaves)
    inner = [i for i in marked if i not in known]
    text = [i for i in inner[1:] if not _stands_alone(doc, i)]
    levels: dict[int, list[Line]] = defaultdict(list)
    for i in leaves:
        if doc.lines[i].heading:
            levels[doc.lines[i].heading].append(doc.lines[i])
    alike = len({_mostly_counted(some) for some in levels.values()}) == 1
    return (
        alike
        and not text
        and all(sum(line.asks for line in some) >= 0.5 * len(some) for some in levels.values())
    )


def _stands_alone(doc: Document, index: int) -> bool:
    """Whether nothing but another heading, or the end, comes after a heading."""
    after = doc.next_filled(index)
    return after == len(doc.lines) or doc.lines[after].heading > 0


def _leaves(doc: Document, marked: list[int]) -> Iterator[int]:
    """Headings of any level that stand over no other heading, as an outline of questions has them;
    of one that only stands over a list that asks, the entries of the list."""
    for at, i in enumerate(marked):
        line = doc.lines[i]
        leaf = at + 1 == len(marked) or doc.lines[marked[at + 1]].heading <= line.heading
        named = line.layer(Kind.REPLY) or is_section_label(line.text) or is_furniture(line.text)
        if leaf and not named:
            yield from _asking_list(doc, i) or [i]


def _asking_list(doc: Document, index: int) -> list[int]:
    """The entries under a heading that asks nothing, where all of them ask; else nothing."""
    entries: list[int] = []
    after = doc.next_filled(index)
    while after < len(doc.lines) and not doc.lines[after].heading:
        line = doc.lines[after]
        if not line.layers or line.layers[0].kind not in (Kind.BULLET, Kind.NUMBER):
            return []
        entries.append(after)
        after = doc.next_filled(after)
    asks = sum(doc.lines[i].asks for i in entries)
    found = doc.lines[index].asks < 0.8 and len(entries) >= _ENTRIES
    return entries if found and asks >= 0.7 * len(entries) else []


def _inside_counted(doc: Document, marked: list[int], level: int) -> bool:
    """Whether headings of this level only divide numbered headings that read like questions."""
    over = [line for i in marked if (line := doc.lines[i]).heading == level - 1]
    own = [line for i in marked if (line := doc.lines[i]).heading == level]
    return (
        len(over) >= 3
        and _mostly_counted(over)
        and not _mostly_counted(own)
        and sum(line.asks for line in over) >= 0.5 * len(over)
    )


def _at_level(doc: Document, marked: list[int], level: int) -> Iterator[int]:
    """Headings of one level, and asking headings elsewhere that no question contains."""
    inside = 0
    counted = _mostly_counted([doc.lines[i] for i in marked if doc.lines[i].heading == level])
    for at, i in enumerate(marked):
        line = doc.lines[i]
        own = line.heading
        if inside and own > inside:
            continue
        inside = 0
        if line.layer(Kind.REPLY) or _over_label(doc, i):
            continue
        if is_furniture(line.text) or is_section_label(line.text):
            inside = own if own >= level else 0
            continue
        leaf = at + 1 == len(marked) or doc.lines[marked[at + 1]].heading <= own
        if own == level:
            if counted and not _is_counted(line) and line.asks < 0.6:
                continue
            direct = doc.next_filled(i)
            holds = not leaf and direct == marked[at + 1]
            if holds and not (counted and _is_counted(line)) and _container(doc, marked, at):
                continue
        elif own < level:
            if not leaf or line.asks < 0.8:
                continue
        elif line.asks < 0.6:
            continue
        inside = own
        yield i


def _over_label(doc: Document, index: int) -> bool:
    """Whether the question itself stands below, labelled, and the heading only names it."""
    after = doc.next_filled(index)
    below = doc.lines[after] if after < len(doc.lines) else None
    named = below is not None and below.layer(Kind.ASK) is not None and bool(below.text)
    return named and doc.lines[index].asks < 1


def _is_counted(line: Line) -> bool:
    return counting(line.layers) is not None


def _mostly_counted(lines: list[Line]) -> bool:
    """Whether questions are numbered here, so that a heading without a number is part of an answer."""
    return sum(map(_is_counted, lines)) >= 0.6 * len(lines)


def _container(doc: Document, marked: list[int], at: int) -> bool:
    """A heading that asks nothing, without text of its own, over headings that do ask."""
    own = doc.lines[marked[at]]
    if own.asks >= 0.6:
        return False
    scores = []
    for i in marked[at + 1 :]:
        below = doc.lines[i]
        if below.heading <= own.heading:
            break
        if below.heading == own.heading + 1:
            scores.append(below.asks)
    return len(scores) >= 2 and sum(scores) / len(scores) >= 0.6
