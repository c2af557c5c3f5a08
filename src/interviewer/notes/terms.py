"""Texts as sets of terms, weighed by how rare they are among some texts.

Knows English words and pairs of Chinese characters; no meaning. `terms("什么是 GIL")`
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z][a-z0-9+#]*|\d+(?:\.\d+)?|[\u3400-\u9fff]+")
_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "to",
        "in",
        "on",
        "is",
        "are",
        "be",
        "and",
        "or",
        "for",
        "with",
        "as",
        "by",
        "at",
        "it",
        "its",
        "this",
        "that",
        "what",
        "why",
        "how",
        "do",
        "does",
        "did",
        "when",
        "which",
        "who",
        "can",
        "you",
        "would",
        "i",
        "we",
        "they",
        "from",
        "not",
        "no",
        "if",
        "than",
        "then",
        "so",
        "into",
        "each",
        "one",
    ]
)


@lru_cache(maxsize=50_000)
def terms(text: str) -> frozenset[str]:
    """English words without endings and function words, numbers, and Chinese bigrams."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if "\u3400" <= word[0] <= "\u9fff":
            found.update(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        elif word not in _COMMON:
            found.add(_stem(word))
    return frozenset(found)


def _stem(word: str) -> str:
    if len(word) > 5:
        for end in ("ing", "ed", "ly"):
            if word.endswith(end):
                return word[: -len(end)]
        if word.endswith(("sses", "xes", "ches", "shes")):
            return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def sentences(text: str) -> list[str]:
    """Sentences and lines of a text, without list marks."""
    plain = re.sub(r"```.*?```", " ", text, flags=re.S)
    parts = re.findall(r"[^。！？!?；;\n]+[。！？!?；;]?", re.sub(r"\.\s", ".\n", plain))
    bare = (re.sub(r"^\s*(?:[-*+]|\d+[.、)）])\s*", "", part).strip() for part in parts)
    return [part for part in bare if re.search(r"\w", part)]


class Rarity:
    """Weights of terms: the fewer of the given texts hold one, the heavier."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._count: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._texts = 0
        for text in texts:
            self._texts += 1
            self._count.update(terms(text))

    def weight(self, term: str) -> float:
        """Inverse document frequency, log((1 + n) / (1 + count)) + 0.1."""
        known = self._weights.get(term)
        if known is None:
            known = math.log((1 + self._texts) / (1 + self._count[term])) + 0.1
            self._weights[term] = known
        return known

    def total(self, wanted: Iterable[str]) -> float:
        """The weight of all these terms together."""
        return sum(map(self.weight, wanted))

    def share(self, wanted: Iterable[str], given: frozenset[str]) -> float:
        """Share (0..1) of the weight of `wanted` that `given` holds; 0 for no terms."""
        total = held = 0.0
        for term in wanted:
            weight = self.weight(term)
            total += weight
            held += weight if term in given else 0.0
        return held / total if total else 0.0
