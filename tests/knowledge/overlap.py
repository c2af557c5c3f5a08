"""How much of one text stands in another, and how alike two texts are, by words alone.

Knows nothing of the pack. `share("A dead neuron stays dead.", reference)` → 0..1
"""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher
from functools import cache

_HAN = re.compile(r"[\u3400-\u9fff]+")
_WORD = re.compile(r"[a-z][a-z0-9_+#]*|\d+(?:\.\d+)?")
_TOKEN = re.compile(r"[a-z0-9_]+|[\u3400-\u9fff]")
_ENDING = re.compile(r"(?:ations?|ing|ies|ied|es|ed|ly|s|e|y)$")
_SMALL_WORDS = """
a an and any are as at be been but by can do does for from had has have how if in into is it its
may more most much must no not of off on one only or other over same so some such than that the
their them then there these they this those to up very was what when where which while who why
will with would you your because each every both between without under also about after all
before itself let make made makes need needs own rather too use used uses
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_SMALL_HAN = re.compile(r"[的了是在和与或而也就都要会能可以把被对从到用为让使它这那有个一不]")


@cache
def grams(text: str) -> frozenset[str]:
    """Content words with their endings cut off, numbers, and pairs of neighbouring Han characters."""
    folded = unicodedata.normalize("NFKC", text).lower()
    words = {
        _ENDING.sub("", w) if len(w) > 4 else w for w in _WORD.findall(folded) if w not in _SMALL
    }
    pairs = {
        piece[i : i + 2]
        for run in _HAN.findall(folded)
        for piece in _SMALL_HAN.split(run)
        for i in range(len(piece) - 1)
    }
    return frozenset(words | pairs)


def share(text: str, other: str) -> float:
    """Share (0..1) of the grams of `text` that stand in `other`; 0 when it has none."""
    mine = grams(text)
    return len(mine & grams(other)) / len(mine) if mine else 0.0


def tokens(text: str) -> list[str]:
    """Words, numbers and single Han characters, in order, punctuation dropped."""
    return _TOKEN.findall(unicodedata.normalize("NFKC", text).lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    """Every run of `length` neighbouring tokens."""
    found = tokens(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def longest_run(text: str, other: str) -> int:
    """Number of tokens in the longest run that both texts hold."""
    match = SequenceMatcher(None, tokens(text), tokens(other), autojunk=False)
    return match.find_longest_match().size


def likeness(text: str, other: str) -> float:
    """Dice coefficient (0..1) of the two sets of grams."""
    a, b = grams(text), grams(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0
