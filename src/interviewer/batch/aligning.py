"""Gives each item of a document the card it is to be graded against.

By the words of its question first; then by meaning, through a function that is handed in;
then by number, where the numbers of the items already placed agree with the order of the
cards in one file or topic. Knows no model. `align(items, cards, nearest)`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from interviewer.batch.items import How, Item
from interviewer.batch.known import Known
from interviewer.cards import Card

# Below this likeness a text and a card are taken to be about different things.
NEAR = 0.55
# So much of an answer tells what it is about.
_BEGINNING = 600

Nearest = Callable[[str], tuple[Card, float] | None]


def align(items: Sequence[Item], cards: Sequence[Card], nearest: Nearest) -> list[Item]:
    """The items with their cards; `card_id` stays None where none fits.

    `nearest` gives the card nearest in meaning to a text, with the likeness (0..1). A card that one
    item names by its words is not given to another by meaning.
    """
    placed = _by_text(items, cards)
    taken = {item.card_id for item in placed}
    placed = [item if item.card_id else _by_meaning(item, nearest, taken) for item in placed]
    return _by_number(placed, cards)


def _by_text(items: Sequence[Item], cards: Sequence[Card]) -> list[Item]:
    known = Known(cards)
    ids = {card.id for card in cards}
    placed = []
    for item in items:
        card = known.card(item.question)
        if item.card_id in ids:
            placed.append(replace(item, how=How.NAMED))
        elif card is not None:
            placed.append(replace(item, card_id=card.id, how=How.TEXT))
        else:
            placed.append(replace(item, card_id=None))
    open_ = [at for at, item in enumerate(placed) if item.card_id is None and item.question]
    alike = known.alike([placed[at].question for at in open_])
    for at, card in zip(open_, alike, strict=True):
        if card is not None:
            placed[at] = replace(placed[at], card_id=card.id, how=How.LIKENESS)
    return placed


def _by_meaning(item: Item, nearest: Nearest, taken: set[str | None]) -> Item:
    text = item.question or item.answer[:_BEGINNING]
    found = nearest(text) if text.strip() else None
    if found is None or found[1] < NEAR or found[0].id in taken:
        return item
    return replace(item, card_id=found[0].id, how=How.MEANING)


def _by_number(items: Sequence[Item], cards: Sequence[Card]) -> list[Item]:
    """Place what is left by its number, if most numbered items placed so far are in that order."""
    left = [at for at, item in enumerate(items) if item.card_id is None and item.number]
    known = {item.number: item.card_id for item in items if item.card_id and item.number}
    if not left or len(known) < 2:
        return list(items)
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for card in cards:
        groups[card.source.path, ""].append(card.id)
        groups[card.source.path, card.topic].append(card.id)

    def agreeing(group: Sequence[str]) -> int:
        return sum(_at(group, number) == card_id for number, card_id in known.items())

    best = max(groups.values(), key=agreeing, default=[])
    placed = list(items)
    if agreeing(best) >= 2 and agreeing(best) * 2 > len(known):
        for at in left:
            card_id = _at(best, placed[at].number)
            # A question in words of its own that no card has is not the card of that number.
            if card_id is not None and not placed[at].question:
                placed[at] = replace(placed[at], card_id=card_id, how=How.NUMBER)
    return placed


def _at(group: Sequence[str], number: int | None) -> str | None:
    return group[number - 1] if number and number <= len(group) else None
