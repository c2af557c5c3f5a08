"""Tells sentences from terms strung together or words in a shuffled order.

Knows nothing of meaning. `coherence("the cat sat on the mat")` → about 1.3.
"""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.frequency import adjacency, symbols
from interviewer.grading.terms import STOP_EN

# Below these a text is shuffled; few words may lie low by chance.
_SHUFFLED, _SHUFFLED_SHORT, _SHORT = 0.45, 0.0, 25
_FEWEST = 8
_SEPARATOR = re.compile(r"[,;、/|\n\t]|\s-\s")
_CODE = re.compile(r"[a-z_]\w*\s*\([^()]*\)\s*[;{]|[;{}]\s*[a-z_]\w*\s*\(")
_AGAIN = 0.15
_VERB_ZH = re.compile(
    r"[是为有会能可让使把被将用指按做改加减变放取存算求防避免不在从到对比通过需要由当若如则就]"
)


def coherence(text: str) -> float:
    """Mean mutual information of neighbouring words, in nats: sentences about 0.6 to 2.2.

    Shuffled words lie about 0; 1 for texts too short to tell.
    """
    found = _neighbours(text)
    return float(found.mean()) if len(found) else 1.0


def disorder(text: str) -> float:
    """Share of neighbouring words that chance would put together as often; .2 if too short."""
    found = _neighbours(text)
    return float((found < 0).mean()) if len(found) else 0.2


def _neighbours(text: str) -> NDArray[np.float32]:
    """`adjacency` of words of one script: terms inside a text of another script tell nothing."""
    found = symbols(text)
    if len(found) < _FEWEST:
        return np.zeros(0, dtype=np.float32)
    script = np.array([s > "\u3000" for s in found])
    values = adjacency(found)[script[:-1] == script[1:]]
    return values if len(values) >= _FEWEST - 1 else np.zeros(0, dtype=np.float32)


def is_keyword_list(text: str, reference: str) -> bool:
    """Whether a text strings terms together where the reference speaks in sentences."""
    found = symbols(text)
    if len(found) < _FEWEST or _is_formula(text):
        return False
    if not _has_order(found) and coherence(text) < (
        _SHUFFLED if len(found) >= _SHORT else _SHUFFLED_SHORT
    ):
        return True
    return _speaks(reference) >= 0.1 and _speaks(text) < 0.08 and _length_of_parts(found, text) <= 3


def _has_order(found: list[str]) -> bool:
    """Neighbours that come again together: rare words in an order of their own, not shuffled."""
    pairs = list(pairwise(found))
    return len(pairs) - len(set(pairs)) >= _AGAIN * len(pairs)


def _speaks(text: str) -> float:
    """Share of words that carry grammar: what lists of terms lack."""
    found = symbols(text)
    if not found:
        return 0.0
    grammar = sum(1 for s in found if s in STOP_EN or (s > "\u3000" and _VERB_ZH.match(s)))
    return grammar / len(found)


def _length_of_parts(found: list[str], text: str) -> float:
    """Mean number of words between separators."""
    return len(found) / (len([p for p in _SEPARATOR.split(text) if p.strip()]) or 1)


def _is_formula(text: str) -> bool:
    """Calls and statements, or more digits and operators than words: code or mathematics."""
    if len(_CODE.findall(text)) >= 2:
        return True
    marks = len(re.findall(r"[\d=+\-*/^()\[\]{}<>_&|%$\\;:.]", text))
    return marks > 0.3 * len(text.replace(" ", ""))
