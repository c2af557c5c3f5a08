"""Plans a sitting: what the history says about the learner, and the cards chosen by it.

Joins the store with the pure parts (schedule, rating, selection). Knows no model.
`planned(store, cards, 5, seed=1, now=now)`
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from rapidfuzz import fuzz

from interviewer.cards import Card, normalised
from interviewer.grade import Verdict
from interviewer.history.store import Store
from interviewer.manner import Mode
from interviewer.phrasing.aspect import aspect
from interviewer.rating import ratings_of
from interviewer.selection import Alike, Choice, Known, Seen, choose

MOST_NEW = 500
EVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Planned:
    """A card that was chosen, and those of its points (their texts) that were said last time."""

    choice: Choice
    held: tuple[str, ...]


def known_from(store: Store, cards: Sequence[Card], now: datetime) -> Known:
    """What every sitting so far says about the learner, at `now` (UTC)."""
    scores = store.track.results(EVER)
    return Known(store.track.memories(), ratings_of(scores, cards), now)


def planned(
    store: Store,
    cards: Sequence[Card],
    count: int,
    *,
    seed: int,
    now: datetime,
    mode: Mode = Mode.INTERVIEW,
    near: Alike | None = None,
) -> list[Planned]:
    """Up to `count` cards in the order of asking, each with a reason that gives nothing away.

    `near` is the likeness of two cards in meaning (0..1), where it is known.
    """
    seen = store.seen()
    cards = sampled(cards, seen, seed)
    known = known_from(store, cards, now)

    def likeness(one: Card, other: Card) -> float:
        return max(alike(one, other), 0.0 if near is None else near(one, other))

    chosen = choose(cards, seen, count, seed, known=known, mode=mode, alike=likeness)
    return [Planned(_named(choice), _held(choice.card, known)) for choice in chosen]


def sampled(cards: Sequence[Card], seen: Mapping[str, Seen], seed: int) -> Sequence[Card]:
    """Every card that was asked before, and a random part of very many new ones.

    Every card is compared with what was chosen before it. Among hundreds of new cards there is
    one that fits, and no sitting can tell that there were a hundred thousand.
    """
    new = [card for card in cards if card.id not in seen]
    if len(new) <= MOST_NEW:
        return cards
    asked = [card for card in cards if card.id in seen]
    return [*asked, *random.Random(seed).sample(new, MOST_NEW)]


def alike(one: Card, other: Card) -> float:
    """Likeness of two questions by their words in any order, 0..1."""
    return fuzz.token_sort_ratio(normalised(one.question), normalised(other.question)) / 100


def _held(card: Card, known: Known) -> tuple[str, ...]:
    points = known.memories.get(card.id, {})
    return tuple(text for text, memory in points.items() if memory.verdict is Verdict.COVERED)


def _named(choice: Choice) -> Choice:
    reason = choice.reason
    about = None if reason.point is None else aspect(reason.point, choice.card.question)
    return replace(choice, reason=replace(reason, about=about))
