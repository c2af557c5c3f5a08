"""Answers made of a reference's own words: whether a word is turned to its opposite, or the order lost.

Works where a reference is one short sentence and leaves nothing else to hold an answer to.
Knows nothing of scores. `turned("a queue is first in, first out", "a queue is last in, first out")`
→ what clashes
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

from interviewer.grading.frequency import adjacency, symbols
from interviewer.grading.polarity import Opposition, denials, opposite
from interviewer.grading.swaps import JOINING, WORD
from interviewer.grading.terms import STOP_EN, stem

_SMALL = frozenset(
    ["a", "an", "the", "it", "its", "is", "are", "be", "that", "的", "是", "了", "它"]
)
_FEWEST = 3
_OWN = 0.99
_KEPT, _USUAL = 0.5, 0.6


def turned(reference: str, answer: str, free: str = "") -> Opposition | None:
    """The word of a folded statement for which another one has the opposite, all else being the same.

    Small words and those of `free`, usually the question, are passed over. Two words turned around
    cancel out: last in, last out is first in, first out.
    """
    if len(denials(reference)) != len(denials(answer)):
        return None
    passed_over = {*_words(free), *_SMALL}
    first, second = (
        [w for w in _words(text) if w not in passed_over] for text in (reference, answer)
    )
    if len(second) < _FEWEST:
        return None
    flips = []
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        one, other = first[a:b], second[c:d]
        if kind == "replace" and (pair := _opposite(one, other)):
            flips.append(pair)
        elif kind != "equal":
            return None
    return flips[0] if len(flips) % 2 else None


def disordered(reference: str, question: str, answer: str) -> bool:
    """Whether a folded answer has only words of reference and question, in an order that is of neither.

    Neighbours may stand as in the reference or the question, on either side of an "and", or as
    they usually do in the language.
    """
    said = symbols(answer)
    if len(said) <= _FEWEST or not _made_of(said, {*symbols(reference), *symbols(question)}):
        return False
    known = {pair for text in (reference, question) for pair in pairwise(symbols(text))}
    strange = [
        near
        for pair, near in zip(pairwise(said), adjacency(said), strict=True)
        if pair not in known and not {*pair} & JOINING
    ]
    few_kept = len(strange) > (1 - _KEPT) * (len(said) - 1)
    return few_kept and sum(strange) < _USUAL * len(strange)


def _made_of(said: list[str], known: set[str]) -> bool:
    own = sum(word in known or word in STOP_EN for word in said)
    return own >= _OWN * len(said) and any(w in known and w not in STOP_EN for w in said)


def _opposite(one: list[str], other: list[str]) -> Opposition | None:
    """Both sides of a difference, when they are opposites as whole words or in their last ones."""
    chinese = any(w > "\u3000" for w in one)
    first, second = ("" if chinese else " ").join(one), ("" if chinese else " ").join(other)
    return Opposition(first, second) if opposite(first, second) else None


def _words(text: str) -> list[str]:
    return [stem(word) for word in WORD.findall(text)]
