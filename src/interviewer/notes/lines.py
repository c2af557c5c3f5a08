"""A text cut into lines, each with its markers and whether it is prose, code or something else.

Knows nothing of questions. `scan("# Python\n\n1. What is the GIL?")`
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interviewer.notes.markers import Kind, Layer, Peeled, peel
from interviewer.notes.wording import question_score


class State(StrEnum):
    """What a line is part of."""

    BLANK = "blank"
    PROSE = "prose"
    CODE = "code"
    MATH = "math"
    COMMENT = "comment"
    FRONT = "front matter"
    TABLE = "table"
    RULE = "rule"


class Line(NamedTuple):
    """One line; `number` is 1-based, `indent` in columns (a tab is four), `heading` 0 to 6.

    `blank` and `prose` repeat the state: they are asked millions of times of a large file.
    """

    number: int
    raw: str
    indent: int
    state: State
    layers: tuple[Layer, ...] = ()
    text: str = ""
    tail: str = ""
    heading: int = 0
    blank: bool = False
    prose: bool = False

    def layer(self, kind: Kind) -> Layer | None:
        """The marker of this kind, or None."""
        for layer in self.layers:
            if layer.kind is kind:
                return layer
        return None

    @property
    def asks(self) -> float:
        """How much the line's text reads like a question, 0..1."""
        return question_score(self.text) if self.prose else 0.0


@dataclass(frozen=True)
class Document:
    """All lines of a text, in order, with the indices of headings and of lines with markers, and
    the unmarked texts with a colon that stand there over and over: names of parts of answers."""

    lines: tuple[Line, ...]
    headings: tuple[int, ...]
    marked: tuple[int, ...]
    titles: Counter[str]
    labels: frozenset[str] = frozenset()

    def next_filled(self, index: int) -> int:
        """Index of the next non-blank line after `index`, or the number of lines."""
        index += 1
        while index < len(self.lines) and self.lines[index].blank:
            index += 1
        return index

    def last_filled(self, index: int) -> int:
        """Index of the last non-blank line before `index`, or -1."""
        index -= 1
        while index >= 0 and self.lines[index].blank:
            index -= 1
        return index

    def blank_before(self, index: int) -> bool:
        """Whether a blank line, a heading or the start of the text stands before."""
        return index == 0 or self.lines[index - 1].blank or self.lines[index - 1].heading > 0


_FENCE = re.compile(r"(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})([^`]*)$")
_RULE = re.compile(r"(?:[-*_=~]\s*){3,}$|[─━═—–]{3,}$|[⸺⸻]+$")
_KEYED = re.compile(r"[\w-]+\s*:|\s|-\s|#")
_SETEXT = re.compile(r"(?:={3,}|-{3,})\s*$")
_FRAMED = re.compile(r"([-=*_~─━—])\1{3,}\s*([^\s\-=*_~─━—|](?:[^|]*[^\s\-=*_~─━—|])?)\s*\1{4,}$")
_CODE_ENDS = frozenset(";{}:\\")
_CODE_END = re.compile(r"(?:[;{}]|\):|\)\s*->.*:|\\)$")
_CODE_BEGINNING = re.compile(
    r"(?:def|class|import|from\s+\w[\w.]*\s+import|return|print\(|for\s.+:$|"
    r"while\s.+:$|if\s.+:$|else:|try:|with\s.+:$|@\w+|#include|using\s+namespace|int\s+\w+|void\s+\w+|"
    r"\$\s|>>>\s)|[\w.\[\]\"']++\s*(?:=|\+=|-=)\s*\S|[\w.]++\([^)]*\)$"
)


def scan(text: str) -> Document:
    """Cut a text into lines. Fences and formulas that never close count as plain text."""
    raws = _shifted_back(text.split("\n"))
    states = _states(raws)
    lines = [_line(i, raw, state) for i, (raw, state) in enumerate(zip(raws, states, strict=True))]
    _mark_setext(lines, [i for i, state in enumerate(states) if state is State.RULE])
    if "|" in text:
        _mark_tables(lines)
    if "#" in text:
        _mark_comments(lines)
    return _document(lines)


def _shifted_back(raws: list[str]) -> list[str]:
    """The lines without the white space that every one of them begins with, as a copied page has,
    or the mark of a comment or a quote."""
    first = next((raw for raw in raws if raw.strip()), "")
    for mark in ("//", ">"):
        if first.startswith(mark) and all(raw.startswith(mark) for raw in raws if raw.strip()):
            raws = [raw[len(mark) :] for raw in raws]
    if next((raw for raw in raws if raw.strip()), "")[:1] not in _SPACE:
        return raws
    filled = [raw for raw in raws if raw.strip()]
    first = filled[0][: len(filled[0]) - len(filled[0].lstrip(" \t"))]
    width = next(n for n in range(len(first), -1, -1) if _all_begin(filled, first[:n]))
    return [raw[width:] for raw in raws] if width else raws


def _all_begin(raws: Sequence[str], begin: str) -> bool:
    return all(raw.startswith(begin) for raw in raws)


def thinned(doc: Document, most: int) -> Document:
    """The document itself, or of one with more lines runs from its beginning to its end."""
    count = len(doc.lines)
    if count <= most:
        return doc
    runs = 12
    kept: list[Line] = []
    for run in range(runs):
        at = run * (count - most // runs) // (runs - 1)
        start = next((i for i in range(at, min(at + 200, count)) if doc.blank_before(i)), at)
        kept += doc.lines[start : start + most // runs]
    return _document(kept)


_COLONS = frozenset(":：")
_OFTEN = 3


def _document(lines: Sequence[Line]) -> Document:
    headings = tuple(i for i, line in enumerate(lines) if line.heading)
    often = Counter(y.text for y in lines if y.text[-1:] in _COLONS and y.prose and not y.layers)
    return Document(
        tuple(lines),
        headings,
        tuple(i for i, line in enumerate(lines) if line.layers),
        Counter(lines[i].text for i in headings),
        frozenset(text for text, count in often.items() if count >= _OFTEN),
    )


def columns(raw: str) -> int:
    """Width of a line's indentation in columns; a tab goes to the next multiple of four."""
    if raw[:1] not in _WHITE:
        return 0
    if raw[0] == " " and (rest := raw.lstrip(" "))[:1] not in _WHITE:
        return len(raw) - len(rest)
    width = 0
    for char in raw:
        if char == "\t":
            width += 4 - width % 4
        elif char == " ":
            width += 1
        elif char == "\u3000":
            width += 2
        else:
            break
    return width


_SPACE = frozenset(" \t")
_WHITE = frozenset(" \t\u3000")
_OPENS = frozenset("$\\<")
_DASHES = frozenset("-*_=~─━═—–⸺⸻")


def _states(raws: list[str]) -> list[State]:
    closers = _Closers(raws)
    states: list[State] = []
    fenced = any("```" in raw or "~~~" in raw for raw in raws)
    index = 0
    while index < len(raws):
        stripped = raws[index].strip()
        if not stripped:
            states.append(State.BLANK)
            index += 1
            continue
        may_open = stripped[0] in _OPENS or index == 0
        if may_open or (fenced and ("```" in stripped or "~~~" in stripped)):
            end, state = _opaque(closers, index, stripped)
            if end > index:
                states += [state] * (end - index)
                index = end
                continue
        ruled = _in_dashes(stripped) and _RULE.match(stripped)
        states.append(State.RULE if ruled else State.PROSE)
        index += 1
    return states


def _in_dashes(stripped: str) -> bool:
    """Whether a line begins and ends as a rule does; of most bullets only the beginning does."""
    return stripped[0] in _DASHES and stripped[-1] in _DASHES


class _Closers:
    """Finds where a block ends, in time linear in the file however many blocks never end."""

    def __init__(self, raws: list[str]) -> None:
        self._raws = raws
        self._found: dict[str, list[int]] = {}

    def end(self, index: int, closing: str, limit: int) -> int:
        """Index past the first line after `index` that matches; `index` when too far off."""
        if closing not in self._found:
            match = re.compile(closing).match
            self._found[closing] = [i for i, raw in enumerate(self._raws) if match(raw)]
        places = self._found[closing]
        at = bisect_right(places, index)
        return places[at] + 1 if at < len(places) and places[at] - index <= limit else index

    def front_matter(self) -> int:
        """Index past the `key: value` lines between two `---` at the top; 0 without them."""
        end = self.end(0, r"(?:---|\.\.\.)\s*$", 200)
        body = [raw for raw in self._raws[1 : end - 1] if raw.strip()]
        return end if end > 1 and all(_KEYED.match(raw) for raw in body) else 0


def _opaque(closers: _Closers, index: int, stripped: str) -> tuple[int, State]:
    """End of the code, formula, comment or front matter that opens here; `index` if none does."""
    first = stripped[0]
    if "```" in stripped or "~~~" in stripped:
        fence = _FENCE.match(stripped)
        if fence:
            closing = rf"\s*{fence[1][0]}{{{min(len(fence[1]), 9)},}}\s*$"
            return closers.end(index, closing, 5000), State.CODE
    elif first == "$" and stripped.startswith("$$"):
        whole = stripped.count("$$") >= 2
        return index + 1 if whole else closers.end(index, r".*\$\$", 200), State.MATH
    elif first == "\\" and stripped.startswith("\\["):
        whole = "\\]" in stripped
        return index + 1 if whole else closers.end(index, r".*\\\]", 200), State.MATH
    elif first == "<" and stripped.startswith("<!--"):
        if "-->" in stripped:
            whole = stripped.endswith("-->") and stripped.count("<!--") == 1
            return (index + 1 if whole else index), State.COMMENT
        return closers.end(index, r".*-->\s*$", 1000), State.COMMENT
    elif index == 0 and stripped == "---":
        return closers.front_matter(), State.FRONT
    return index, State.PROSE


def _line(index: int, raw: str, state: State) -> Line:
    if state is State.BLANK:
        return Line(index + 1, raw, 0, state, blank=True)
    indent = columns(raw)
    stripped = raw.strip()
    if state is not State.PROSE:
        return Line(index + 1, raw, indent, state, (), stripped)
    framed = _FRAMED.match(stripped) if _in_dashes(stripped) else None
    if framed and len(framed[2]) <= 60:
        layer = Layer(Kind.HEADING, "#", 1)
        return Line(index + 1, raw, indent, state, (layer,), framed[2], "", 1, prose=True)
    peeled = peel(stripped)
    if indent >= 4 and peeled.layers and peeled.layers[0].kind is Kind.HEADING:
        peeled = Peeled((), stripped)
    layers, text, tail = peeled
    level = 0
    for layer in layers:
        if layer.kind is Kind.HEADING:
            level = max(level, layer.value)
    return Line(index + 1, raw, indent, state, layers, text, tail, level, False, True)


def _mark_setext(lines: list[Line], rules: list[int]) -> None:
    """A lone line underlined by === or --- is a heading; the underline becomes a rule."""
    for i in rules:
        under = lines[i]
        if i == 0 or not _SETEXT.match(under.text) or under.indent > 3:
            continue
        title = lines[i - 1]
        over = lines[i - 2] if i > 1 else None
        listed = over is not None and under.text[0] == "=" and bool(over.layers)
        alone = over is None or over.blank or over.state is State.RULE or listed
        plain = not title.layers or title.layers[0].kind in (Kind.NUMBER, Kind.ASK, Kind.BOLD)
        if title.prose and alone and plain and len(title.text) <= 120 and not title.tail:
            level = 1 if under.text[0] == "=" else 2
            layer = Layer(Kind.HEADING, "#" * level, level)
            lines[i - 1] = title._replace(layers=(layer, *title.layers), heading=level)


def _mark_tables(lines: list[Line]) -> None:
    """Rows under a |---|---| line, and the row above it, are a table."""
    for i in range(1, len(lines)):
        if "|" not in lines[i].raw:
            continue
        text = lines[i].raw.strip()
        if "-" not in text or not re.fullmatch(r"[\s|:+-]+", text):
            continue
        if "|" not in lines[i - 1].raw or lines[i - 1].state not in (State.PROSE, State.TABLE):
            continue
        at = i - 1
        while at < len(lines) and "|" in lines[at].raw and lines[at].state is not State.CODE:
            old = lines[at]
            lines[at] = Line(old.number, old.raw, old.indent, State.TABLE, (), old.raw.strip())
            at += 1


def _mark_comments(lines: list[Line]) -> None:
    """`# …` right beside lines of unfenced code is a comment, not a heading."""
    for i, line in enumerate(lines):
        if not line.heading or not line.raw.lstrip().startswith("#"):
            continue
        beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
        if any(n.prose and not n.heading and looks_like_code(n.raw) for n in beside):
            lines[i] = Line(line.number, line.raw, line.indent, State.CODE, (), line.raw.strip())


_TAGS = re.compile(
    r"(?:</?(?:details|summary|p|div|br|ol|ul|blockquote|hr|b|strong|i|em|span|center)\b[^>]*>\s*)+",
    re.I,
)


def is_tag(raw: str) -> bool:
    """Whether a line holds nothing but HTML tags that open or close blocks."""
    stripped = raw.strip()
    return stripped[:1] == "<" and _TAGS.fullmatch(stripped) is not None


def looks_like_code(raw: str) -> bool:
    """Whether an unfenced line reads like program text."""
    stripped = raw.strip()
    if len(stripped) > 300:  # no line of a program; a search would cost as much as the rest
        return stripped[-1] in ";{}"
    if stripped[-1:] in _CODE_ENDS and _CODE_END.search(stripped):
        return True
    return _CODE_BEGINNING.match(stripped) is not None
