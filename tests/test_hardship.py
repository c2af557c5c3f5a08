"""Bad days: full disk, folder that cannot be written, a clock set back, two writers at once.

Each on the real store; what was acknowledged before is there afterwards.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from interviewer import locations
from interviewer.cards import CardStatus, Lang
from interviewer.choosing import planned
from interviewer.errors import StoreError
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.parts import Parts
from interviewer.schedule import memory_of, reviews_of
from interviewer.settings import Settings
from tests.fakes import WordEmbedder
from tests.making import NOON, card, session, turn

AS_ORDINARY_USER = ["setpriv", "--bounding-set", "-dac_override"] if os.getuid() == 0 else []


@pytest.fixture
def path(tmp_path):
    return tmp_path / "store.sqlite3"


def _asked(store: Store) -> None:
    store.put_session(session())
    store.put_turn("s1", turn())
    store.put_turn("s1", turn(2))


def test_a_full_disk_is_said_and_costs_only_the_answer_that_was_not_acknowledged(path):
    with Store(path) as store:
        _asked(store)
        assert store.record_answer("t1", "c1", "kept", NOON)
        # SQLite's own limit gives the same error as the disk itself.
        with store._database.engine.begin() as connection:
            pages = connection.execute(text("PRAGMA page_count")).scalar_one()
            connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        with pytest.raises(StoreError, match="full"):
            store.record_answer("t2", "c2", "x" * 100_000, NOON)
    with Store(path) as after:
        kept, open_turn = after.session("s1").turns
        assert (kept.answer, open_turn.answer) == ("kept", None)
        assert after.record_answer("t2", "c2", "x" * 100_000, NOON)


def test_a_folder_that_cannot_be_written_is_one_clear_sentence(tmp_path):
    """Root, whom no folder refuses, gives up that right first."""
    home = tmp_path / "home"
    home.mkdir()
    Store(home / "interviewer.sqlite3").close()
    home.chmod(0o555)
    run = subprocess.run(
        [*AS_ORDINARY_USER, sys.executable, "-m", "interviewer", "history"],
        env={**os.environ, "INTERVIEWER_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    home.chmod(0o755)
    assert run.returncode == 1
    assert run.stderr.startswith("interviewer: ")
    assert run.stderr.count("\n") == 1
    assert "INTERVIEWER_HOME" in run.stderr


def test_a_clock_set_back_loses_nothing_and_keeps_the_order_of_questions(path):
    one, other = card("What is a closure?"), card("What is a generator?")
    times = iter([NOON, NOON - timedelta(days=400)] + [NOON - timedelta(days=399)] * 50)
    with Store(path) as store:
        store.put_cards([(c, CardStatus.ACTIVE) for c in (one, other)], origin="notes")
        grader = Grader(WordEmbedder())
        program = Interviewer(store, lambda: grader, lambda: None, lambda: next(times))
        sitting = program.advance(program.start([one, other], count=2, seed=1).id)
        while sitting.finished is None:
            program.answer(sitting.id, sitting.current.id, sitting.current.id, "It keeps things.")
            sitting = program.advance(sitting.id)
        assert [t.number for t in sitting.turns] == list(range(1, len(sitting.turns) + 1))
        assert all(t.grade is not None for t in sitting.turns)
        before = NOON - timedelta(days=800)
        memories = memory_of(reviews_of(store.sessions()))
        assert set(memories) == {one.id, other.id}
        assert len(planned(store, [one, other], 2, seed=1, now=before)) == 2


def test_a_clock_behind_the_history_is_said(home, capsys):
    with Store(locations.store_file()) as store:
        store.put_session(session(started=datetime.now(UTC) + timedelta(days=2)))
    with Parts(Settings(), use_llm=False) as parts:
        assert parts.store.latest() is not None
        assert "clock" in parts.notices(Lang.EN)[0]
        assert "时钟" in parts.notices(Lang.ZH)[0]
    assert "clock" in capsys.readouterr().err


def test_a_damaged_history_is_said_and_the_program_goes_on(home, capsys):
    home.mkdir()
    locations.store_file().write_bytes(b"no database" * 999)
    with Parts(Settings(), use_llm=False) as parts:
        assert parts.store.sessions() == []
        assert "damaged" in parts.notices(Lang.EN)[0]
    assert "damaged" in capsys.readouterr().err
    assert list(home.glob("*.damaged-*"))


def test_a_history_that_another_program_holds_for_long_is_said_and_left_alone(path):
    with Store(path) as store:
        _asked(store)
        with store._database.engine.connect() as connection:
            connection.execute(text("PRAGMA busy_timeout = 10"))
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="another program"):
                store.record_answer("t1", "c1", "waits", NOON)
            other.execute("ROLLBACK")
        assert store.record_answer("t1", "c1", "waits", NOON)


WRITE = """
import sys
from pathlib import Path
from interviewer.history.postgres import Server
from interviewer.history.store import Store
from tests.making import NOON, turn
name, at, *schema = sys.argv[1:]
with Store(Server(at).history(*schema) if schema else Path(at)) as store:
    for n in range(60):
        print(int(store.record_answer(f"t{n}", f"{name}-{n}", name, NOON)))
"""


def test_two_programs_that_answer_the_same_questions_keep_each_answer_once(place, request):
    with Store(place) as store:
        store.put_session(session())
        for n in range(60):
            store.put_turn("s1", turn(n))
    where = [str(place)]
    if not isinstance(place, Path):
        where = [request.getfixturevalue("postgres").url, place.name]
    both = [
        subprocess.Popen(
            [sys.executable, "-c", WRITE, name, *where], stdout=subprocess.PIPE, text=True
        )
        for name in ("one", "two")
    ]
    told = [process.communicate()[0].split() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert [int(a) + int(b) for a, b in zip(*told, strict=True)] == [1] * 60
    with Store(place) as store:
        kept = [t.answer for t in store.session("s1").turns]
    assert kept == ["one" if first == "1" else "two" for first in told[0]]


def test_two_windows_that_move_on_at_once_get_one_question(place):
    cards = [card(f"What is thing {n}?") for n in range(3)]
    with Store(place) as store:
        store.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        program = Interviewer(store, lambda: Grader(WordEmbedder()), lambda: None, lambda: NOON)
        sitting = program.start(cards, count=2, seed=1)
        assert store.ask(sitting.id, turn(1, cards[0].id, id="first"))
        assert not store.ask(sitting.id, turn(1, cards[1].id, id="second"))
        assert [t.id for t in program.advance(sitting.id).turns] == ["first"]


def test_no_error_text_carries_an_answer(path):
    with Store(path) as store, pytest.raises(Exception, match="FOREIGN KEY") as caught:
        store.put_turn("no such sitting", turn(question="secret words"))
    assert "secret words" not in str(caught.value)
