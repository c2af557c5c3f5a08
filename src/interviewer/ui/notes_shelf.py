"""Which cards the list of the Notes room shows, and what is doubtful about them.

Knows nothing of the screen. `shelf(parts.library, Wanted(topic="Python"))`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from interviewer.cards import Card, CardStatus
from interviewer.editing import Held
from interviewer.library import Library
from interviewer.notes.audit import Doubt, Finding, audit
from interviewer.notes.parsed import ParsedFile


class State(StrEnum):
    """What of the library is listed."""

    ALL = "all"
    UNANSWERED = "unanswered"
    CHANGED = "changed"
    DOUBTFUL = "doubtful"
    RETIRED = "retired"


class From(StrEnum):
    """Whose cards are listed."""

    NOTES = "notes"
    PACK = "pack"


@dataclass(frozen=True)
class Wanted:
    """A choice of cards; empty text stands for any."""

    words: str = ""
    topic: str = ""
    lang: str = ""
    state: State = State.ALL
    origin: From = From.NOTES


def shelf(library: Library, wanted: Wanted) -> list[Held]:
    """The cards of a choice, in the order of import."""
    origins = library.store.origins()
    held = [
        (card, status)
        for card, status in library.store.cards(retired=True)
        if origins[card.id] == wanted.origin and _fits(card, status, wanted)
    ]
    if wanted.state is State.DOUBTFUL:
        doubts = doubts_of(library)
        return [(card, status) for card, status in held if card.id in doubts]
    return held


def topics(library: Library, origin: From) -> list[str]:
    """The topics of the cards in use, in the order of import."""
    return list(dict.fromkeys(card.topic for card in library.of(origin)))


def doubts_of(library: Library) -> Mapping[str, tuple[Finding, ...]]:
    """Card id → what is doubtful about it, for the learner's notes. Open questions are not."""
    return _doubts(tuple(library.of(From.NOTES)), tuple(library.of(From.PACK)))


# An audit takes seconds for a large library; it is the same until a card changes.
@lru_cache(maxsize=1)
def _doubts(cards: tuple[Card, ...], pack: tuple[Card, ...]) -> Mapping[str, tuple[Finding, ...]]:
    at = {(card.source.path, card.source.line): card.id for card in cards}
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in audit(_files(cards), pack):
        card_id = at.get((finding.path, finding.line))
        if card_id is not None and finding.kind is not Doubt.UNANSWERED:
            found[card_id].append(finding)
    return {card_id: tuple(findings) for card_id, findings in found.items()}


def _files(cards: Sequence[Card]) -> list[ParsedFile]:
    groups: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        groups[card.source.path].append(card)
    return [ParsedFile(path, "", "", tuple(group), (), "", 1.0) for path, group in groups.items()]


def _fits(card: Card, status: CardStatus, wanted: Wanted) -> bool:
    retired = status is CardStatus.RETIRED
    if retired is not (wanted.state is State.RETIRED):
        return False
    if wanted.state in (State.UNANSWERED, State.CHANGED) and status.value != wanted.state.value:
        return False
    text = f"{card.question}\n{card.reference or ''}".casefold()
    return (
        (not wanted.topic or card.topic == wanted.topic)
        and (not wanted.lang or card.lang.value == wanted.lang)
        and all(word in text for word in wanted.words.casefold().split())
    )
