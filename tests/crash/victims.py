"""What a process is killed at: a sitting, an import, a migration, a backup, a restore.

Each runs for ever, or nearly so, and writes to a pipe what it did: `sent` before an answer is
given to the program, `kept` when the program has said that it is on the disk.
"""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from interviewer import backup, locations
from interviewer.cards import CardStatus, KeyPoint
from interviewer.grading.grader import Grader
from interviewer.history import migrations
from interviewer.history.copies import keep_daily
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.library import Library
from interviewer.session import Session
from tests.fakes import DictIndex, WordEmbedder
from tests.making import card

Tell = Callable[..., None]

TEXT = "A stack gives back last what was put in first. Push adds on top. Pop removes from the top."
POINTS = tuple(KeyPoint(f"{part}.", 1) for part in TEXT.rstrip(".").split(". "))
SOME = [
    card(f"What does a stack do, case {n}?", "Structures", reference=TEXT, key_points=POINTS)
    for n in range(6)
]
MANY = [
    card(f"What does a queue do, case {n}?", "Queues", reference=TEXT, key_points=POINTS)
    for n in range(300)
]
STEPS = str(Path(__file__).parent / "steps")


def teller(pipe: int) -> Tell:
    """Writes one line a call, whole or not at all."""
    return lambda *words: os.write(pipe, ("\t".join(words) + "\n").encode()) and None


def sit(tell: Tell) -> None:
    """Go on with the open sitting, then hold one after the other, with every answer sent twice."""
    with Store(locations.store_file()) as store:
        store.put_cards([(c, CardStatus.ACTIVE) for c in SOME], origin="notes")
        grader = Grader(WordEmbedder())
        program = Interviewer(store, lambda: grader, lambda: None)
        for _ in itertools.count():
            session = store.open_session() or program.start(SOME, count=3)
            tell("sitting", session.id)
            session = program.advance(session.id)
            while session.finished is None:
                session = _one_answer(program, session, tell)


def _one_answer(program: Interviewer, session: Session, tell: Tell) -> Session:
    turn = session.current
    assert turn is not None
    words = f"Push adds on top, {uuid.uuid4().hex}."
    tell("sent", turn.id, words)
    program.answer(session.id, turn.id, words, words)
    tell("kept", turn.id, words)
    # A double click, or a browser that tries again.
    program.answer(session.id, turn.id, words, words)
    program.grade(session.id)
    for _ in program.critique(session.id, turn.id):
        pass
    return program.advance(session.id)


def take_notes(tell: Tell) -> None:
    """Import the same notes in two editions in turn."""
    with Store(locations.store_file()) as store:
        index = DictIndex()
        library = Library(store, lambda: index, WordEmbedder)
        tell("begun")
        for number in itertools.count():
            library.take(SOME + (MANY if number % 2 == 0 else MANY[::2]), origin="notes")


def migrate(tell: Tell) -> None:
    """Bring the store to a form that has one step more."""
    migrations.__path__.append(STEPS)
    tell("begun")
    Store(locations.store_file()).close()
    tell("done")


def back_up(tell: Tell) -> None:
    """Write one backup after the other, and the daily copy as if each were another day."""
    tell("begun")
    for day in itertools.count():
        made = backup.make(locations.home().parent / f"{uuid.uuid4().hex}.zip", datetime.now(UTC))
        tell("made", str(made))
        now = datetime.fromtimestamp(86_400 * (day + 1), UTC)
        keep_daily(locations.store_file(), locations.copies_folder(), now)


def restore(tell: Tell) -> None:
    """Put the same backup back again and again."""
    tell("begun")
    for _ in itertools.count():
        backup.restore(locations.home().parent / "good.zip", datetime.now(UTC))


VICTIMS: dict[str, Callable[[Tell], None]] = {
    "sitting": sit,
    "import": take_notes,
    "migration": migrate,
    "backup": back_up,
    "restore": restore,
}
