"""How alike two short texts are by their characters, and which of many texts are alike.

Knows no meaning: for that an embedder is needed. `alike("What is RAII?", "what's RAII")`
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from rapidfuzz import fuzz

from interviewer.cards import normalised

_MOST_SHARING = 200
_GRAMS_TRIED = 8
# Of the texts that share such a run with one, those that share the most are compared with it.
_MOST_COMPARED = 40


def alike(one: str, other: str) -> float:
    """Likeness of two texts, 0..1: 1 minus the share of characters to be edited."""
    return fuzz.ratio(normalised(one), normalised(other)) / 100


def near_pairs(
    first: Sequence[str], second: Sequence[str], least: float
) -> list[tuple[int, int, float]]:
    """Pairs (index in first, index in second, likeness) of at least `least`.

    Only texts that share a rare run of characters are compared, so the time is nearly
    linear in the number of texts.
    """
    if not first or not second:
        return []
    folded = [normalised(text) for text in first]
    sharing: dict[str, list[int]] = defaultdict(list)
    same: dict[str, list[int]] = defaultdict(list)
    for index, text in enumerate(folded):
        for gram in _grams(text):
            sharing[gram].append(index)
        same[text].append(index)
    found: list[tuple[int, int, float]] = []
    for at, raw in enumerate(second):
        text = normalised(raw)
        shared = (g for g in _grams(text) if any(folded[i] != text for i in sharing.get(g, ())[:2]))
        rare = sorted(shared, key=lambda g: (len(sharing[g]), g))[:_GRAMS_TRIED]
        held = [sharing[g] for g in rare if len(sharing[g]) <= _MOST_SHARING]
        likely = Counter(chain.from_iterable(held)).most_common(_MOST_COMPARED)
        others = dict.fromkeys([*same.get(text, ())[:_MOST_SHARING], *(i for i, _ in likely)])
        shortest, longest = _lengths(len(text), least)
        for i in others:
            if shortest <= len(folded[i]) <= longest:
                score = fuzz.ratio(folded[i], text, score_cutoff=100 * least) / 100
                if score >= least and score > 0:
                    found.append((i, at, score))
    return found


def _lengths(length: int, least: float) -> tuple[float, float]:
    """The lengths that a text so alike to one of `length` can have."""
    if least <= 0:
        return 0.0, math.inf
    return length * least / (2 - least) - 1, length * (2 - least) / least + 1


def _grams(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(max(1, len(text) - 2))}
