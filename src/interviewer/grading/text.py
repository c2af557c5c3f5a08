"""Folded text: one form for matching, with a map back to the characters the learner typed.

Knows nothing of languages or meaning. `fold("Ａ…").span(0, 1)` gives original offsets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters of other scripts that look like Latin ones; NFKC leaves them alone.
_LOOKALIKE = str.maketrans("аеорсухіјѕԁһӏοανικρτυ", "aeopcyxijsdhloavikptu")
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[。!?;\n]+|\.(?=\s|$|[^\x00-\x7f])|(?<=[a-z]{3})\.(?=[a-z]{4})")
_LIST_MARK = re.compile(r"\s*(?:[-*•·]\s+|\(?\d{1,2}\s*[.)、:](?!\d)\s*|[a-h]\)\s*)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|eq|dr|mr)|\b[a-z]|^\s*\d{1,2}|\n\s*\d{1,2})$"
)
_CLAUSE_END = re.compile(
    r"[,:—]|\s-\s|、(?=.{6})|\b(?:but|whereas|while|although|though|however|and then)\b"
    r"|(?:但是|但|然而|而是|而(?!且)|(?<![译通跑学打])不过|虽然|尽管)"
)


@dataclass(frozen=True)
class Span:
    """Half-open range of code points of a folded text."""

    start: int
    end: int


@dataclass(frozen=True)
class Folded:
    """`text` is the folded form; character i of it came from `original[starts[i]:ends[i]]`."""

    original: str
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original of folded characters start:end, which must not be empty."""
        return self.starts[start], max(self.ends[start:end])

    def keep(self, lines: Sequence[Sequence[Span]]) -> Folded:
        """The same text with only these parts left; those of one line with a blank between."""
        text: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for line in lines:
            for place, span in enumerate(line):
                if text:
                    text.append(" " if place else "\n")
                    starts.append(self.starts[span.start])
                    ends.append(self.starts[span.start])
                text.append(self.text[span.start : span.end])
                starts.extend(self.starts[span.start : span.end])
                ends.extend(self.ends[span.start : span.end])
        return Folded(self.original, "".join(text), starts, ends)


def fold(text: str) -> Folded:
    """NFKC, case folded, look-alike letters made Latin, invisible characters removed."""
    if text.isascii():
        return Folded(text, text.lower(), range(len(text)), range(1, len(text) + 1))
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = _fold_cluster(text[start:end])
        out.append(piece)
        starts.extend([start] * len(piece))
        ends.extend([end] * len(piece))
    return Folded(text, _unmask("".join(out)), starts, ends)


def sentences(text: str) -> list[Span]:
    """Sentences and list items of a folded text, without marks and blanks around them."""
    found: list[Span] = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _ABBREVIATION.search(
            text[max(0, match.start() - 6) : match.start()]
        ):
            continue
        _add(found, text, start, match.start())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def clauses(text: str, span: Span) -> list[Span]:
    """Parts of a sentence between commas, colons and words that turn the sense."""
    found: list[Span] = []
    start = span.start
    for match in _CLAUSE_END.finditer(text, span.start, span.end):
        _add(found, text, start, match.start())
        start = match.start() if match.group().isalnum() else match.end()
    _add(found, text, start, span.end)
    return found


def clause_texts(text: str) -> list[str]:
    """The clauses of all sentences of a folded text, as they are written."""
    return [text[c.start : c.end] for s in sentences(text) for c in clauses(text, s)]


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    mark = _LIST_MARK.match(text, start, end)
    if mark:
        start = mark.end()
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """A character with the combining marks after it, so that e + ´ meets é."""
    start = 0
    for index in range(1, len(text)):
        if not unicodedata.combining(text[index]):
            yield start, index
            start = index
    if text:
        yield start, len(text)


@lru_cache(maxsize=8192)
def _fold_cluster(cluster: str) -> str:
    if all(unicodedata.category(c) == "Cf" for c in cluster):
        return ""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())


def _unmask(text: str) -> str:
    """Look-alikes become Latin, one for one, only in words that also hold a Latin letter."""

    def latin(match: re.Match[str]) -> str:
        word = match.group()
        if word.isascii() or not any("a" <= c <= "z" for c in word):
            return word
        return word.translate(_LOOKALIKE)

    return _LETTER_RUN.sub(latin, text)
