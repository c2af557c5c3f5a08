"""Finds the card whose question a text is, by its words alone.

Knows no meaning. `Known(cards).card("what is RAII")`
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from interviewer.cards import Card, normalised
from interviewer.notes.likeness import near_pairs

# Two questions of the library itself may be as alike as .85 and ask different things.
ALIKE = 0.88
_FIRST = re.compile(r"[^?？]+[?？](?=\s*\S)")


class Known:
    """The questions of some cards. Of equal ones the first card counts, one with a reference before
    one without."""

    def __init__(self, cards: Sequence[Card]) -> None:
        ordered = sorted(cards, key=lambda card: not card.references)
        self._by_text: dict[str, Card] = {}
        for card in ordered:
            self._by_text.setdefault(normalised(card.question), card)
        self._by_beginning = _beginnings(self._by_text.values())

    def card(self, text: str) -> Card | None:
        """The card with exactly this question, case, width and punctuation aside."""
        folded = normalised(text)
        return self._by_text.get(folded) if folded else None

    def alike(self, texts: Sequence[str]) -> list[Card | None]:
        """For each text the card whose question differs from it by a few characters, or None.

        Numbers must be the same: L1 is not L2. A text that is the first of a card's questions, and of
        no other card's, is that card's too.
        """
        asked = list(self._by_text)
        best: list[tuple[float, Card | None]] = [(0.0, None)] * len(texts)
        for i, at, score in near_pairs(asked, texts, ALIKE):
            if score > best[at][0] and _digits(asked[i]) == _digits(texts[at]):
                best[at] = (score, self._by_text[asked[i]])
        begun = (self._by_beginning.get(normalised(text)) for text in texts)
        return [card or first for (_, card), first in zip(best, begun, strict=True)]


def _beginnings(cards: Iterable[Card]) -> dict[str, Card]:
    """The first question of those that ask several, where only one card begins so."""
    found: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        first = _FIRST.match(card.question.strip())
        if first:
            found[normalised(first[0])].append(card)
    return {text: several[0] for text, several in found.items() if len(several) == 1}


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", normalised(text))
