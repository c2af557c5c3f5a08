"""Items placed against the cards of a library: what the command line and the page both do.

`items, cards = placed(parts.library, data, "answers.md")`
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from interviewer.batch.aligning import Nearest, align
from interviewer.batch.items import Item
from interviewer.batch.known import Known
from interviewer.batch.reading import read_answers
from interviewer.cards import Card
from interviewer.library import Library

_CANDIDATES = 5


def placed(library: Library, data: bytes, name: str) -> tuple[list[Item], dict[str, Card]]:
    """The items of a file with their cards, and every card by id.

    The learner's own cards come before the pack's. Raises InputError when no item is found.
    """
    cards = [*library.of("notes"), *library.of("pack")]

    by_id = {card.id: card for card in cards}
    items = read_answers(data, name, Known(cards))
    return align(items, cards, _nearest(library, by_id)), by_id


def _nearest(library: Library, cards: Mapping[str, Card]) -> Nearest:
    """Compares with card and reference, and with the question alone: a question that is only
    said in other words is near to that, and far from a long reference."""

    @cache
    def synced() -> int:
        # Only when something has to be found by meaning: the vectors may not be made yet.
        return library.sync()

    def nearest(text: str) -> tuple[Card, float] | None:
        synced()
        vector = library.embedder().encode([text])[0]
        # While an import is under way the index knows cards that are not in the library yet.
        near = [
            (cards[card_id], cosine)
            for card_id, cosine in library.index().nearest(vector, _CANDIDATES)
            if card_id in cards
        ]
        if not near:
            return None
        asked = library.embedder().encode([card.question for card, _ in near]) @ vector
        return max(
            (
                (card, max(cosine, (cosine + float(alike)) / 2))
                for (card, cosine), alike in zip(near, asked, strict=True)
            ),
            key=lambda found: found[1],
        )

    return nearest
