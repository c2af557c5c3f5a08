"""How long the Progress room takes to read a long history: 100,000 answers of two years.

Writes to a store of its own that is deleted afterwards. `interviewer bench progress`
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from interviewer.bench.simulated import sittings
from interviewer.cards import Card, CardStatus
from interviewer.history.store import Store
from interviewer.pack import read_pack
from interviewer.progress.overview import Progress, progress_of
from interviewer.session import Session

TURNS = 100_000
DAYS = 730
CARDS = 1_000
LOOKS = 5
_LAST = datetime(2026, 6, 1, 18, tzinfo=UTC)


def run(drawn: Callable[[Progress], str]) -> dict[str, Any]:
    """Milliseconds a look, right after a sitting and without one; the times of the rest.

    `drawn` makes what the screen shows of it.
    """
    cards = _cards()
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "long.sqlite3") as store:
        store.put_cards([(card, CardStatus.ACTIVE) for card in cards], origin="pack")
        turns = _fill(store, cards)
        first = _seconds(store.track.memories)
        after, still, drawing = [], [], []
        for number in range(LOOKS):
            now = _LAST + timedelta(days=number + 1)
            _practise(store, cards, number, now)
            look = partial(progress_of, store, now=now, zone=UTC)
            after.append(_seconds(look))
            still.append(_seconds(look))
            drawing.append(_seconds(partial(drawn, look())))
        year = _seconds(partial(progress_of, store, now=_LAST, zone=UTC, span=365))
        listed = _seconds(store.track.sittings)
    return {
        "turns": turns,
        "cards": len(cards),
        "after_a_sitting_ms": round(1000 * median(after), 1),
        "again_ms": round(1000 * median(still), 1),
        "a_year_ms": round(1000 * year, 1),
        "drawn_ms": round(1000 * median(drawing), 1),
        "list_of_sittings_ms": round(1000 * listed, 1),
        "read_anew_seconds": round(first, 2),
    }


def _cards() -> list[Card]:
    """The pack's cards, over and over under other ids, until there are enough."""
    pack = read_pack().all
    copies = (
        replace(card, id=f"{card.id[:12]}{copy:04d}") for copy in range(CARDS) for card in pack
    )
    return list(islice(copies, CARDS))


def _fill(store: Store, cards: list[Card]) -> int:
    """Sittings until there are enough turns; returns how many there are."""
    made: list[Session] = []
    turns = 0
    a_day = round(TURNS / (DAYS * 4 / 5) / 1.6)
    for session in sittings(cards, days=2 * DAYS, last=_LAST, a_day=a_day, again=len(cards)):
        made.append(session)
        turns += len(session.turns)
    while turns - len(made[0].turns) >= TURNS:
        turns -= len(made.pop(0).turns)
    store.track.take_over(made)
    return turns


def _practise(store: Store, cards: list[Card], number: int, now: datetime) -> None:
    """One more sitting, kept step by step as an interview does."""
    (session,) = sittings(cards, days=1, last=now - timedelta(hours=1), a_day=10, seed=number)
    session = replace(session, id=f"late{number}")
    store.put_session(session)
    for turn in session.turns:
        named = replace(turn, id=f"late{number}-{turn.number}")
        store.put_turn(session.id, named)
        assert turn.answer is not None
        assert turn.grade is not None
        store.record_answer(named.id, named.id, turn.answer, now)
        store.put_grade(named.id, turn.grade, now)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
