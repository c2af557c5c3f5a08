"""Marks the places that decide a key point: in an answer and in the reference it is held against.

Each mark names the points it stands for, so that the page can light up both texts together.
`highlighted(answer, grade.points, key="q1")`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

from rapidfuzz import fuzz

from interviewer.grade import PointVerdict, Verdict
from interviewer.ui.markup import markdown

# Below this likeness (0..100) no sentence of a reference is taken to say a point.
_ALIKE = 60
_WEIGHTIEST = (Verdict.CONTRADICTED, Verdict.COVERED, Verdict.PARTIAL)
_BLOCK = re.compile(r"<(p|li)>((?:(?!</?(?:p|li|ul|ol|pre)\b).)*)</\1>", re.DOTALL)
_SENTENCE_END = re.compile(r"(?<=[.!?。！？；])(?=[^<>]*(?:<|$))(?:\s+|(?<=[。！？；]))")
_TAG = re.compile(r"<[^>]*>")


def light(key: str, *numbers: int) -> str:
    """The attribute that ties a mark or a list item to the points it stands for."""
    names = " ".join(f"{key}-{number}" for number in numbers)
    return f' data-light="{escape(names)}"' if key else ""


def highlighted(
    answer: str, points: Sequence[PointVerdict], key: str = "", *, start: int = 0
) -> str:
    """The answer, escaped, with the quotes marked by verdict; marks are never nested.

    `answer` is the part of the graded text that begins at `start`.
    """
    spans = [
        (max(0, verdict.start - start), min(len(answer), verdict.end - start), number)
        for number, verdict in enumerate(points)
        if verdict.start is not None and verdict.end is not None
    ]
    spans = [span for span in spans if span[0] < span[1]]
    cuts = sorted({0, len(answer), *(at for span in spans for at in span[:2])})
    parts = []
    for begin, end in pairwise(cuts):
        inside = [number for first, last, number in spans if first <= begin and end <= last]
        parts.append(_piece(escape(answer[begin:end]), points, inside, key))
    return "".join(parts)


def _piece(text: str, points: Sequence[PointVerdict], inside: list[int], key: str) -> str:
    if not inside or not text:
        return text
    kinds = {points[number].verdict for number in inside}
    name = next(kind for kind in (*_WEIGHTIEST, Verdict.MISSING) if kind in kinds)
    return f'<mark class="{name}"{light(key, *inside)}>{text}</mark>'


def reference_marked(reference: str, points: Sequence[PointVerdict], key: str) -> str:
    """The reference as HTML, with the sentence that says each point marked."""
    texts = tuple(verdict.point.text for verdict in points)
    parts, said = _placed(reference, texts)
    shown = []
    for at, part in enumerate(parts):
        inside = [number for number, place in enumerate(said) if place == at]
        shown.append(_piece(part, points, inside, key))
    return "".join(shown)


@lru_cache(maxsize=256)
def _placed(reference: str, texts: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The rendered reference in pieces, and for each text the piece that says it, or -1."""
    parts: list[str] = []
    sentences: list[int] = []
    whole = markdown(reference)
    at = 0
    for block in _BLOCK.finditer(whole):
        parts.append(whole[at : block.start(2)])
        for sentence in _sentences(block[2]):
            sentences.append(len(parts))
            parts.append(sentence)
        at = block.end(2)
    parts.append(whole[at:])
    plain = {n: _TAG.sub("", parts[n]).strip() for n in sentences}
    return tuple(parts), tuple(_place(escape(text), plain) for text in texts)


def _sentences(block: str) -> list[str]:
    """A block's HTML cut after its sentences, never inside a tag pair."""
    pieces: list[str] = []
    at = 0
    for end in _SENTENCE_END.finditer(block):
        piece = block[at : end.end()]
        if piece.count("</") * 2 == piece.count("<"):
            pieces.append(piece)
            at = end.end()
    return [*pieces, block[at:]] if at < len(block) else pieces


def _place(text: str, sentences: dict[int, str]) -> int:
    best, likeness = -1, float(_ALIKE)
    for number, sentence in sentences.items():
        if len(sentence) * 3 < len(text):
            continue
        alike = max(fuzz.ratio(text, sentence), fuzz.token_set_ratio(text, sentence))
        if alike > likeness:
            best, likeness = number, alike
    return best
