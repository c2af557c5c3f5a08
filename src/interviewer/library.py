"""The library: cards in the store, their vectors in the index, both kept in step.

Knows the store, the index and the embedder only by their interfaces.
`library.take(files, origin="notes")`
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field

from interviewer import handwork
from interviewer.cards import Card, CardStatus
from interviewer.editing import Edit
from interviewer.errors import InputError
from interviewer.history.store import Store
from interviewer.notes.reimport import ImportPlan, plan_import
from interviewer.ports import CardIndex, Embedder
from interviewer.selection import Alike

BATCH = 64
_NEIGHBOURS = 5
_MARKS = "by_hand"

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Drift:
    """Where index and store differ: ids of cards without a vector of theirs, and the reverse."""

    missing: tuple[str, ...]
    gone: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.missing or self.gone)


@dataclass(frozen=True)
class Library:
    """Cards and their vectors. `index` and `embedder` are made at first use: they are slow."""

    store: Store
    index: Callable[[], CardIndex]
    embedder: Callable[[], Embedder]
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, cards: Sequence[Card], *, origin: str) -> ImportPlan:
        """Bring cards in, or in again: unchanged and edited ones keep their history.

        `origin` is "pack" or "notes"; cards of one are never matched with the other's.
        What was edited by hand stays while the notes say the same as before. The vectors
        follow with `sync`.
        """
        with self._lock:
            plan, marks = self._planned(cards, origin)
            held = {card.id: (card, status) for card, status in self.store.cards()}
            fresh = [(card, _status(card)) for card in plan.added]
            edited = [(card, CardStatus.CHANGED) for _, card in plan.changed]
            moved = [
                (card, held[card.id][1])
                for card in plan.unchanged
                if card.source != held[card.id][0].source
            ]
            self.store.put_cards([*fresh, *edited, *moved], origin=origin)
            self.store.retire([card.id for card in plan.retired])
            self.store.put_fact(_MARKS, marks)
        return plan

    def plan(self, cards: Sequence[Card], *, origin: str) -> ImportPlan:
        """What `take` would do. Stores nothing."""
        return self._planned(cards, origin)[0]

    def replaced(self, plan: ImportPlan) -> tuple[Card, ...]:
        """Cards edited by hand that a plan would overwrite, as their notes changed as well."""
        return handwork.replaced(plan, self._marks())

    def of(self, origin: str) -> list[Card]:
        """The cards in use of one origin, in the order of import."""
        origins = self.store.origins()
        return [card for card in self.cards() if origins[card.id] == origin]

    def _planned(self, cards: Sequence[Card], origin: str) -> tuple[ImportPlan, dict[str, str]]:
        return handwork.reconciled(plan_import(self.of(origin), cards), self._marks())

    def _marks(self) -> dict[str, str]:
        return self.store.fact(_MARKS) or {}

    def apply(self, edit: Edit) -> None:
        """Carry out an edit made by hand. The vectors follow with `follow`.

        Raises InputError when a card is no longer as the edit found it.
        """
        with self._lock:
            if any(self.store.held(card.id) != (card, status) for card, status in edit.before):
                raise InputError(
                    "This card was changed in another window meanwhile, so nothing was saved. "
                    "Copy what you typed, then choose the card again to see it as it is now."
                )
            origins = self.store.origins()
            own = origins[edit.before[0][0].id]
            self.store.put_fact(_MARKS, handwork.marked(self._marks(), edit))
            for name in sorted({own, *origins.values()}):
                part = [held for held in edit.after if origins.get(held[0].id, own) == name]
                self.store.put_cards(part, origin=name)

    def cards(self) -> list[Card]:
        """Every card in use, in the order of import."""
        return [card for card, _ in self.store.cards()]

    def sync(self, progress: Progress | None = None) -> int:
        """Embed what the index lacks, forget what it should not have; returns cards embedded.

        `progress` is told (cards done, cards in all).
        """
        self.index().remove(self.drift().gone)
        done = 0
        for done, total in self.embed(self.cards()):
            if progress is not None:
                progress(done, total)
        return done

    def drift(self) -> Drift:
        """What `sync` would mend."""
        wanted = {card.id: card.content_hash for card in self.cards() if card.references}
        stored = self.index().hashes()
        missing = (card_id for card_id in wanted if stored.get(card_id) != wanted[card_id])
        return Drift(tuple(missing), tuple(card_id for card_id in stored if card_id not in wanted))

    def embed(self, cards: Sequence[Card]) -> Iterator[tuple[int, int]]:
        """Embed, batch by batch, those of some cards that the index lacks.

        Gives (cards done, cards in all) after each batch; while one is stored the next is
        being embedded, and no more than those two are held. Who leaves off in the middle
        lets `follow` forget what was embedded and not stored.
        """
        stored = self.index().hashes()
        todo = [c for c in cards if c.references and stored.get(c.id) != c.content_hash]
        # Texts of like length share a batch of the model, which pads them to one length.
        todo.sort(key=lambda card: (card.lang, len(card.question) + len(card.reference or "")))
        index, embedder = self.index(), self.embedder()
        with ThreadPoolExecutor(1, "storing vectors") as storing:
            kept: Future[None] | None = None
            for start in range(0, len(todo), BATCH):
                part = todo[start : start + BATCH]
                vectors = embedder.encode([embedded_text(card) for card in part])
                if kept is not None:
                    kept.result()
                    yield start, len(todo)
                ids, hashes = [card.id for card in part], [card.content_hash for card in part]
                kept = storing.submit(index.put, ids, hashes, vectors)
            if kept is not None:
                kept.result()
                yield len(todo), len(todo)

    def follow(self, ids: Sequence[str]) -> None:
        """Bring the vectors of these cards up to date; those not in use are forgotten."""
        wanted = set(ids)
        used = [card for card in self.cards() if card.id in wanted and card.references]
        self.index().remove(sorted(wanted - {card.id for card in used}))
        for _ in self.embed(used):
            pass

    def likeness(self, cards: Sequence[Card]) -> Alike:
        """How near two of these cards are in meaning: their cosine (0..1), 0 where not embedded."""
        vectors = self.index().vectors([card.id for card in cards])

        def alike(one: Card, other: Card) -> float:
            if one.id not in vectors or other.id not in vectors:
                return 0.0
            return max(0.0, float(vectors[one.id] @ vectors[other.id]))

        return alike

    def nearest_card(self, text: str) -> tuple[Card, float] | None:
        """The card nearest in meaning to a text, with the cosine; None in an empty library."""
        vector = self.embedder().encode([text])[0]
        for card_id, cosine in self.index().nearest(vector, _NEIGHBOURS):
            # While an import is under way the index knows cards that are not in the library yet.
            with suppress(InputError):
                return self.store.card(card_id), cosine
        return None


def embedded_text(card: Card) -> str:
    """What of a card is embedded: the question and its reference answer."""
    return f"{card.question}\n{card.reference or ''}"


def _status(card: Card) -> CardStatus:
    return CardStatus.ACTIVE if card.references else CardStatus.UNANSWERED
