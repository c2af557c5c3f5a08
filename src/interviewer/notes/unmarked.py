"""Ideas for questions that no marker of their own announces: cards on one line, lists of lines
that ask, outlines by depth, short lines over a paragraph.

Knows nothing of which idea is right. `unmarked(doc, {})`
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from interviewer.notes.idea import Idea
from interviewer.notes.layout import LISTED
from interviewer.notes.lines import Document, State, looks_like_code
from interviewer.notes.ownmarks import own_mark
from interviewer.notes.splitting import split_double_colon, split_term
from interviewer.notes.titles import decorated, short_title

_MARKED = 0.72
_QUOTED = 0.64
_DEPTH = "⇥"
_COUNTED_QUOTE = "> 1"
ASKING, TITLED, DOUBLE, TERMS, ALONE, APART = "?", "¶", "::", "…:", "¶?", "¶ ¶"
_PRIORS = {DOUBLE: 0.95, ASKING: 0.66, TITLED: 0.5, TERMS: 0.45, ALONE: 0.8, APART: 0.5}


def unmarked(
    doc: Document, furniture: Mapping[int, str], only: str | None = None
) -> Iterator[Idea]:
    """Every idea of this kind; some may pick no line. With `only`, those of that mark at least."""
    if only is None or only[0] == _DEPTH:
        yield from _outlined(doc, furniture)
    if only in (None, LISTED):
        yield from _listed(doc, furniture)
    if only != LISTED:
        yield from _by_lines(doc, furniture, only)


def _by_lines(doc: Document, furniture: Mapping[int, str], only: str | None) -> Iterator[Idea]:
    """Ideas whose lines show by themselves, or by what stands beside them, that they ask."""
    found: dict[str, list[int]] = {mark: [] for mark in _PRIORS}
    marked: dict[str, list[int]] = defaultdict(list)
    every = only is None or only in _PRIORS
    labels = doc.labels
    for i, line in enumerate(doc.lines):
        if not line.prose or i in furniture or line.heading:
            continue
        if "::" in line.raw and split_double_colon(line.text):
            found[DOUBLE].append(i)
        if line.layers or line.indent > 3 or (labels and line.text in labels):
            continue
        own = _counted_quote(own_mark(line.text))
        if not (every or (own and own[0] == only)) or looks_like_code(line.raw):
            continue
        if only in (None, TERMS) and split_term(line.text):
            found[TERMS].append(i)
        if own:
            marked[own[0]].append(i)
        for mark in _asking_as(doc, i) if every else ():
            found[mark].append(i)
    found[APART] = _over_text(doc, found[APART])
    for mark in (ASKING, ALONE):
        found[mark] = _without_replies(doc, found[mark])
    yield from (Idea(m, _QUOTED if m == ">" else _MARKED, tuple(p)) for m, p in marked.items())
    yield from (Idea(m, _PRIORS[m], tuple(p)) for m, p in found.items() if m != ALONE)
    if _list_alone(doc, found[ALONE]):
        yield Idea(ALONE, _PRIORS[ALONE], tuple(found[ALONE]))


_LONGEST_TITLE = 40
_QUOTES = frozenset('"“”')
# A bullet without a space behind it.
_POINTS = frozenset("-*")
_POINT = re.compile(r"[-*][^\W\d][^*]*$")
_FEWEST_APART = 3


def _over_text(doc: Document, places: list[int]) -> list[int]:
    """Short lines set apart that have text below them, and no further such line or heading."""
    apart = set(places)
    over = [
        i
        for i in places
        if (after := doc.next_filled(i)) < len(doc.lines)
        and after not in apart
        and not doc.lines[after].heading
    ]
    return over if len(over) >= _FEWEST_APART else []


def _counted_quote(own: tuple[str, str] | None) -> tuple[str, str] | None:
    """A quote that is also numbered has a mark of its own: `> 1、…`."""
    counted = own is not None and own[0] == ">" and own[1][:1].isdigit()
    return (_COUNTED_QUOTE, own[1]) if own and counted else own


def _list_alone(doc: Document, alone: Sequence[int]) -> bool:
    """Whether paragraphs of a line each are, most of them, a list that asks."""
    listed = sum(_follows(doc, a) == b for a, b in pairwise(alone))
    asked = sum(doc.lines[i].asks >= 0.75 for i in alone)
    return len(alone) > 2 and min(listed, asked) >= 0.6 * len(alone)


def _asking_as(doc: Document, index: int) -> Iterator[str]:
    """The marks under which an unmarked line asks."""
    line = doc.lines[index]
    asks = 0.0 if line.text[:1] in _POINTS and _POINT.match(line.text) else line.asks
    quoted = line.text[:1] in _QUOTES and line.text[-1] in _QUOTES
    if asks >= 1 or (asks >= 0.75 and (quoted or doc.blank_before(index))):
        yield ASKING
    if asks > 0.1 and _alone(doc, index):
        yield ALONE
    if asks >= 0.35 and len(line.text) <= 60 and doc.blank_before(index):
        below = doc.lines[index + 1] if index + 1 < len(doc.lines) else None
        if below is not None and not below.blank and below.state is not State.RULE:
            yield TITLED
        elif len(line.text) <= _LONGEST_TITLE:
            yield APART


def _alone(doc: Document, index: int) -> bool:
    """Whether a line is a paragraph of its own, but for a short title right above it, an answer
    indented under it, and the answer of the line before."""
    line = doc.lines[index]
    if index + 1 < len(doc.lines):
        below = doc.lines[index + 1]
        if not below.blank and below.indent <= line.indent:
            return False
    if doc.blank_before(index) or short_title(doc, index - 1):
        return True
    above = doc.lines[index - 1]
    return above.indent > line.indent or decorated(above)


def _follows(doc: Document, index: int) -> int:
    """Index of the next line that is not indented under this one."""
    after = doc.next_filled(index)
    while after < len(doc.lines) and doc.lines[after].indent > doc.lines[index].indent:
        after = doc.next_filled(after)
    return after


def _outlined(doc: Document, furniture: Mapping[int, str]) -> Iterator[Idea]:
    """Unmarked lines of one depth: most with deeper lines below, as outliners indent answers,
    or the deepest lines, where those above them only name topics."""
    depths: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(doc.lines):
        if line.prose and not line.layers and i not in furniture and not looks_like_code(line.raw):
            depths[line.indent].append(i)
    if len(depths) < 2:
        return
    for depth, places in depths.items():
        over = [i for i in places if _deeper_below(doc, i)]
        if len(over) >= 3 and len(over) >= 0.6 * len(places):
            yield Idea(_DEPTH * (1 + depth // 4), 0.6, tuple(places))
    deepest = max(depths)
    leaves = depths[deepest]
    above = [i for depth, places in depths.items() if depth < deepest for i in places]
    if (
        len(leaves) >= max(3, 2 * len(above))
        and _asking(doc, leaves) >= 0.6
        and _asking(doc, leaves) > _asking(doc, above) + 0.15
    ):
        yield Idea(_DEPTH * (1 + deepest // 4), 0.7, tuple(leaves))


def _asking(doc: Document, places: Sequence[int]) -> float:
    return sum(doc.lines[i].asks for i in places) / len(places) if places else 0.0


def _listed(doc: Document, furniture: Mapping[int, str]) -> Iterator[Idea]:
    """A file of nothing but questions, line under line, most without a marker, and of what
    is indented under them."""
    lines = [
        i
        for i, line in enumerate(doc.lines)
        if line.prose
        and line.indent <= 3
        and i not in furniture
        and not line.heading
        and not short_title(doc, i)
    ]
    asks = {i: doc.lines[i].asks for i in lines}
    asks.update({i: 0.0 for i in lines if doc.lines[i].text in doc.labels} if doc.labels else {})
    asking = [i for i in lines if asks[i] >= 0.5]
    lines = _without_remarks(lines, asking)
    terms = len(asking) > 1 and _terms_too(doc, lines, asks)
    if len(asking) < 2 or not (terms or _nothing_but_asked(doc, lines, asking, asks)):
        return
    # Amid so many, a line that asks less plainly asks too, unless it is long or set apart.
    known = set(asking)
    for before, i in pairwise(lines):
        close = before in known and all(_between(doc, j) for j in range(before + 1, i))
        if (close or terms) and len(doc.lines[i].text) <= _LONGEST_ASKED:
            known.add(i)
    yield Idea(LISTED, 1.0, tuple(sorted(known | set(lines[:1] if terms else ()))))


_REMARKS = 6


def _without_remarks(lines: list[int], asking: Sequence[int]) -> list[int]:
    """The lines, without a few that come before the first or after the last that asks."""
    if len(asking) < 5:
        return lines
    first, last = lines.index(asking[0]), lines.index(asking[-1])
    first = first if first <= _REMARKS else 0
    last = last if len(lines) - 1 - last <= _REMARKS else len(lines) - 1
    return lines[first : last + 1]


def _nothing_but_asked(
    doc: Document, lines: Sequence[int], asking: Sequence[int], asks: Mapping[int, float]
) -> bool:
    """Whether lines, most of which ask, are a list of questions and no text."""
    if _by_turns(doc, lines):
        return False
    plain = sum(not doc.lines[i].layers for i in asking)
    known = set(lines)
    packed = sum(i - 1 in known or i + 1 in known for i in asking)
    short = all(len(doc.lines[i].text) <= 160 for i in lines)
    most = 0.6 if short and packed >= 0.9 * len(asking) else 0.8
    return (
        len(asking) >= max(5, most * len(lines))
        and min(plain, packed) >= 0.5 * len(asking)
        and sum(asks[i] for i in asking) >= 0.75 * len(asking)
    )


def _by_turns(doc: Document, lines: Sequence[int]) -> bool:
    """Whether questions and sentences take turns, so that the sentences are answers."""
    asked = [doc.lines[i].text.rstrip().endswith(("?", "？")) for i in lines]
    said = [doc.lines[i].text.rstrip().endswith((".", "。")) for i in lines]
    turns = sum(a and b for a, b in zip(asked, said[1:], strict=False))
    return turns >= 3 and turns >= 0.8 * sum(asked)


def _without_replies(doc: Document, lines: list[int]) -> list[int]:
    """The lines, without the sentences that take turns with the questions."""
    if not _by_turns(doc, lines):
        return lines
    return [
        i
        for i in lines
        if not doc.lines[i].text.rstrip().endswith((".", "。"))
        or not doc.lines[doc.last_filled(i)].text.endswith(("?", "？"))
    ]


def _terms_too(doc: Document, lines: Sequence[int], asks: Mapping[int, float]) -> bool:
    """Whether short lines, one under another, are terms among a few questions."""
    known = set(lines)
    return (
        len(lines) >= 6
        and all(i - 1 in known or i + 1 in known for i in lines)
        and all(len(doc.lines[i].text) <= 40 and asks[i] >= 0.35 for i in lines)
        and not any(doc.lines[i].layers or looks_like_code(doc.lines[i].raw) for i in lines)
        and sum(asks[i] >= 0.75 for i in lines) >= 0.15 * len(lines)
    )


def _between(doc: Document, index: int) -> bool:
    """Whether a line parts no list of questions: blank, indented, or a short title."""
    line = doc.lines[index]
    return line.blank or line.indent > 3 or line.heading > 0 or short_title(doc, index)


_LONGEST_ASKED = 130


def paragraphs_asking(doc: Document, places: Sequence[int]) -> bool:
    """Whether lines in a row are a list of questions, each a short paragraph of its own, few
    of them with a marker."""
    bare = sum(not doc.lines[i].layers and doc.lines[i].indent < 2 for i in places)
    short = sum(_alone(doc, i) and len(doc.lines[i].text) <= 90 for i in places)
    strong = sum(doc.lines[i].asks >= 0.75 for i in places)
    return (
        len(places) >= 5
        and min(short, bare) >= 0.8 * len(places)
        and strong >= 0.2 * len(places)
        and _asking(doc, places) >= 0.4
    )


def _deeper_below(doc: Document, index: int) -> bool:
    after = doc.next_filled(index)
    return after < len(doc.lines) and doc.lines[after].indent > doc.lines[index].indent
