"""What outlives the program: restart, double sending, damage, a store from the future."""

import dataclasses
import sqlite3

import pytest

from interviewer.cards import CardStatus
from interviewer.errors import InputError, NewerStoreError, StoreError
from interviewer.grade import Verdict
from interviewer.history.store import Store
from tests.making import NOON, card, grade, session, turn, verdict


@pytest.fixture
def path(tmp_path):
    return tmp_path / "home" / "store.sqlite3"


@pytest.fixture
def store(place):
    with Store(place) as opened:
        yield opened


def _asked(store):
    store.put_session(session())
    store.put_turn("s1", turn())


def test_cards_come_back_as_they_were(store):
    one = card(aliases=(("closure", "闭包"),))
    store.put_cards([(one, CardStatus.ACTIVE)], origin="notes")
    assert store.cards() == [(one, CardStatus.ACTIVE)]
    assert store.card(one.id) == one


def test_cards_keep_the_order_of_import(store):
    cards = [card(f"Q{n}?") for n in range(9)]
    store.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
    assert [c for c, _ in store.cards()] == cards


def test_cards_changed_by_another_program_are_read_anew(store, place):
    one, other = card("One?"), card("Other?")
    store.put_cards([(one, CardStatus.ACTIVE)], origin="notes")
    assert [c for c, _ in store.cards()] == [one]
    with Store(place) as second:
        second.put_cards([(other, CardStatus.ACTIVE)], origin="notes")
        assert [c for c, _ in store.cards()] == [one, other]
        second.retire([one.id])
    assert [c for c, _ in store.cards()] == [other]
    assert [c for c, _ in store.cards(retired=True)] == [one, other]


def test_a_list_of_cards_is_the_caller_s_own(store):
    store.put_cards([(card(), CardStatus.ACTIVE)], origin="notes")
    store.cards().clear()
    assert len(store.cards()) == 1


def test_a_retired_card_is_hidden_and_still_known_by_id(store):
    one = card()
    store.put_cards([(one, CardStatus.ACTIVE)], origin="notes")
    store.retire([one.id])
    assert store.cards() == []
    assert store.card(one.id) == one


def test_an_answer_is_there_after_a_restart(place):
    with Store(place) as first:
        _asked(first)
        first.record_answer("t1", "click-1", "my answer", NOON)
    with Store(place) as second:
        assert second.session("s1").current.answer == "my answer"


def test_an_answer_sent_twice_is_kept_once(store):
    _asked(store)
    assert store.record_answer("t1", "click-1", "first", NOON)
    assert not store.record_answer("t1", "click-1", "first", NOON)
    assert not store.record_answer("t1", "click-2", "second", NOON)
    assert store.session("s1").current.answer == "first"


def test_one_click_answers_one_question_only(store):
    _asked(store)
    store.put_turn("s1", turn(2))
    store.record_answer("t1", "click-1", "first", NOON)
    assert not store.record_answer("t2", "click-1", "first", NOON)


def test_a_skipped_question_takes_no_answer(store):
    _asked(store)
    store.skip("t1")
    assert not store.record_answer("t1", "click-1", "late", NOON)


def test_a_grade_with_its_evidence_comes_back_as_it_was(store):
    _asked(store)
    given = grade(66.5, verdict("p", Verdict.COVERED, 2, quote="ans", start=0, end=3))
    store.put_grade("t1", given, NOON)
    assert store.session("s1").current.grade == given


def test_a_new_grade_replaces_the_old(store):
    _asked(store)
    store.put_grade("t1", grade(None), NOON)
    store.put_grade("t1", grade(80), NOON)
    assert store.session("s1").current.grade.score == 80


def test_seen_tells_the_last_score_of_a_card(store):
    _asked(store)
    store.record_answer("t1", "click-1", "a", NOON)
    store.put_grade("t1", grade(42), NOON)
    assert store.seen()["c1"].score == 42
    assert store.seen()["c1"].when == NOON


def test_the_open_sitting_is_found_until_it_is_finished(store):
    store.put_session(session())
    assert store.open_session().id == "s1"
    store.put_session(dataclasses.replace(session(), finished=NOON))
    assert store.open_session() is None
    assert store.session("s1").finished == NOON


def test_an_unknown_sitting_or_card_is_a_clear_error(store):
    with pytest.raises(InputError, match="no interview nope"):
        store.session("nope")
    with pytest.raises(InputError, match="no card nope"):
        store.card("nope")


def test_a_store_from_a_newer_version_is_refused_and_left_alone(path):
    Store(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("INSERT INTO migrations VALUES ('m999_future', '2030-01-01')")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="newer version"):
        Store(path)
    assert path.read_bytes() == before
    raw.close()


def test_a_damaged_store_is_said_and_left_alone(path):
    path.parent.mkdir()
    path.write_bytes(b"this is not a database, " * 100)
    with pytest.raises(StoreError, match="damaged"):
        Store(path)
    assert path.read_bytes().startswith(b"this is not a database")


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match="INTERVIEWER_HOME"):
        Store(tmp_path / "file" / "store.sqlite3")


def test_a_time_without_a_zone_is_refused(store):
    _asked(store)
    with pytest.raises(ValueError, match="UTC"):
        store.record_answer("t1", "click-1", "a", NOON.replace(tzinfo=None))


def test_facts_are_remembered(place):
    with Store(place) as first:
        assert first.fact("note_read") is None
        first.put_fact("note_read", True)
    with Store(place) as second:
        assert second.fact("note_read") is True
