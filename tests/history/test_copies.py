"""Daily copies of the history, and what becomes of a damaged file: set aside, never overwritten."""

from __future__ import annotations

import multiprocessing
from datetime import timedelta

import pytest

from interviewer.errors import StoreError
from interviewer.history.copies import KEPT, copies_in, keep_daily, opened
from interviewer.history.store import Store
from tests.making import NOON, session, turn


@pytest.fixture
def path(tmp_path):
    return tmp_path / "interviewer.sqlite3"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copies"


def _answered(path, number: int = 1) -> None:
    with Store(path) as store:
        store.put_session(session())
        store.put_turn("s1", turn(number))
        store.record_answer(f"t{number}", f"c{number}", f"answer {number}", NOON)


def _answers(path) -> list[str]:
    with Store(path) as store:
        return [t.answer for s in store.sessions() for t in s.turns]


def _damage_middle(path) -> None:
    """Pages broken, the head sound: what a failing disk leaves."""
    data = bytearray(path.read_bytes())
    for start in range(4096, len(data), 4096):
        data[start : start + 2000] = b"\x55" * 2000
    path.write_bytes(data)


def test_a_copy_of_each_day_is_made_and_the_last_seven_are_kept(path, folder):
    _answered(path)
    for day in range(KEPT + 3):
        now = NOON + timedelta(days=day)
        assert keep_daily(path, folder, now) is not None
        assert keep_daily(path, folder, now + timedelta(hours=1)) is None
    held = copies_in(folder)
    assert [copy.name for copy in held][:2] == [
        "interviewer-2026-01-14.sqlite3",
        "interviewer-2026-01-13.sqlite3",
    ]
    assert len(list(folder.iterdir())) == KEPT
    assert _answers(held[0]) == ["answer 1"]


def test_a_copy_is_made_while_the_store_is_open_and_holds_what_was_just_written(path, folder):
    with Store(path) as store:
        store.put_session(session())
        store.put_turn("s1", turn())
        store.record_answer("t1", "c", "fresh", NOON)
        copy = keep_daily(path, folder, NOON)
    assert _answers(copy) == ["fresh"]


def test_an_unfinished_copy_of_a_killed_process_is_no_copy_and_is_cleared_away(path, folder):
    _answered(path)
    folder.mkdir()
    (folder / ".interviewer-2026-01-05.sqlite3.1.part").write_bytes(b"half")
    assert copies_in(folder) == []
    keep_daily(path, folder, NOON)
    assert len(list(folder.iterdir())) == 1


def test_a_damaged_history_is_not_copied_and_pushes_no_sound_copy_out(path, folder):
    _answered(path)
    good = keep_daily(path, folder, NOON)
    _damage_middle(path)
    with pytest.raises(StoreError, match="daily copy"):
        keep_daily(path, folder, NOON + timedelta(days=1))
    assert list(folder.iterdir()) == [good]


@pytest.mark.parametrize("damage", [_damage_middle, lambda p: p.write_bytes(b"no database" * 999)])
def test_a_damaged_history_is_set_aside_and_the_last_copy_takes_its_place(path, folder, damage):
    _answered(path)
    copy = keep_daily(path, folder, NOON)
    damage(path)
    damaged = path.read_bytes()
    store, recovery = opened(path, folder, NOON)
    store.close()
    assert _answers(path) == ["answer 1"]
    assert recovery.copy == copy
    assert recovery.aside.read_bytes() == damaged


def test_a_damaged_copy_is_passed_over_for_the_next_sound_one(path, folder):
    _answered(path)
    sound = keep_daily(path, folder, NOON)
    later = keep_daily(path, folder, NOON + timedelta(days=1))
    _damage_middle(later)
    _damage_middle(path)
    store, recovery = opened(path, folder, NOON)
    store.close()
    assert recovery.copy == sound
    assert _answers(path) == ["answer 1"]


def test_without_a_copy_a_new_history_is_begun_beside_the_damaged_one(path, folder):
    path.write_bytes(b"no database" * 999)
    store, recovery = opened(path, folder, NOON)
    with store:
        assert store.sessions() == []
    assert recovery.copy is None
    assert recovery.aside.read_bytes() == b"no database" * 999


def test_damage_a_second_time_overwrites_nothing(path, folder):
    for number in range(2):
        path.write_bytes(b"damage %d" % number * 999)
        opened(path, folder, NOON + timedelta(seconds=number))[0].close()
    assert len(list(path.parent.glob("*.damaged-*"))) == 2


def _open_at_once(path, folder, barrier) -> None:
    barrier.wait()
    opened(path, folder, NOON)[0].close()


def test_two_programs_that_find_the_damage_at_once_set_it_aside_once(path, folder):
    _answered(path)
    keep_daily(path, folder, NOON)
    _damage_middle(path)
    spawn = multiprocessing.get_context("spawn")
    barrier = spawn.Barrier(2)
    both = [spawn.Process(target=_open_at_once, args=(path, folder, barrier)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    assert len(list(path.parent.glob("*.damaged-*Z"))) == 1
    assert _answers(path) == ["answer 1"]


def test_a_sound_history_is_left_alone(path, folder):
    _answered(path)
    store, recovery = opened(path, folder, NOON)
    store.close()
    assert recovery is None
    assert not list(path.parent.glob("*.damaged-*"))
