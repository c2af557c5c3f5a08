"""Finds the card whose question a text is, by its words alone.

Knows no meaning. `Known(cards).card("what is RAII")`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.cards import Card, normalised
from interviewer.notes.likeness import near_pairs

# Two questions of the library itself may be as alike as .85 and ask different things.
ALIKE = 0.88


class Known:
    """The questions of some cards. Of equal ones the first card counts, one with a reference before
    one without."""

    def __init__(self, cards: Sequence[Card]) -> None:
        ordered = sorted(cards, key=lambda card: not card.references)
        self._by_text: dict[str, Card] = {}
        for card in ordered:
            self._by_text.setdefault(normalised(card.question), card)

    def card(self, text: str) -> Card | None:
        """The card with exactly this question, case, width and punctuation aside."""
        folded = normalised(text)
        return self._by_text.get(folded) if folded else None

    def alike(self, texts: Sequence[str]) -> list[Card | None]:
        """For each text the card whose question differs from it by a few characters, or None.

        Numbers must be the same: L1 is not L2.
        """
        asked = list(self._by_text)
        best: list[tuple[float, Card | None]] = [(0.0, None)] * len(texts)
        for i, at, score in near_pairs(asked, texts, ALIKE):
            if score > best[at][0] and _digits(asked[i]) == _digits(texts[at]):
                best[at] = (score, self._by_text[asked[i]])
        return [card for _, card in best]


def _digits(text: str) -> list[str]:
    return re.findall(r"\d+", normalised(text))
