"""The track follows the grades, whatever happens to them."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from interviewer.bench.simulated import sittings
from interviewer.calibration import calibration
from interviewer.cards import CardStatus, KeyPoint
from interviewer.choosing import known_from
from interviewer.grade import Verdict
from interviewer.history.store import Store
from interviewer.rating import ratings_of
from interviewer.report import answered_count, report_of, session_score
from interviewer.schedule import memory_of, reviews_of
from interviewer.session import Kind
from tests.making import NOON, card, grade, session, turn, verdict

DAY = timedelta(days=1)
CARDS = [
    card(f"Question {number}?", key_points=(KeyPoint(f"A{number}", 2.0), KeyPoint(f"B{number}")))
    for number in range(8)
]


@pytest.fixture
def store(place):
    with Store(place) as opened:
        opened.put_cards([(each, CardStatus.ACTIVE) for each in CARDS], origin="notes")
        yield opened


def _two_weeks(seed=1):
    return list(sittings(CARDS, days=14, last=NOON, a_day=4, again=8, seed=seed))


def _replayed(store):
    return memory_of(reviews_of(store.sessions()))


def _answer(store, number, said, *, session_id="s1", score=50.0, when=NOON, **fields):
    put = turn(number, id=f"{session_id}-{number}", **fields)
    store.put_turn(session_id, put)
    store.record_answer(put.id, put.id, "an answer", when)
    store.put_grade(put.id, grade(score, verdict("A", said)), when)


def test_memories_are_those_of_a_full_replay(store):
    store.track.take_over(_two_weeks())
    assert store.track.memories() == _replayed(store)
    assert len(store.track.memories()) == len(CARDS)


def test_what_is_known_of_a_learner_is_that_of_a_full_replay(store):
    store.track.take_over(_two_weeks())
    known = known_from(store, CARDS, NOON)
    assert known.memories == _replayed(store)
    assert known.ratings == ratings_of(reviews_of(store.sessions()), CARDS)


def test_many_who_ask_at_once_are_told_the_same(store):
    everyone = threading.Barrier(6)

    def ask(_number):
        everyone.wait()
        return store.track.memories()

    for number in range(10):
        session_id = f"s{number}"
        store.put_session(session(id=session_id))
        _answer(store, 1, Verdict.COVERED, session_id=session_id, when=NOON + number * DAY)
        with ThreadPoolExecutor(6) as pool:
            told = list(pool.map(ask, range(6)))
        assert told == [_replayed(store)] * 6


def test_a_report_beside_what_it_needs_is_that_beside_all_sittings(store):
    store.track.take_over(_two_weeks())
    cards = {each.id: each for each in CARDS}
    every = store.sessions()
    assert len(every) > 10
    for sitting in every:
        beside = store.beside(sitting)
        assert report_of(sitting, cards, beside) == report_of(sitting, cards, every)
    assert store.beside(every[-1]) == []


def test_a_history_written_step_by_step_gives_the_same(store):
    for sitting in _two_weeks():
        store.put_session(replace(sitting, turns=()))
        for held in sitting.turns:
            store.put_turn(sitting.id, held)
            store.record_answer(held.id, held.id, held.answer, held.answered)
            store.put_grade(held.id, held.grade, held.answered)
            assert store.track.memories() == _replayed(store)


def test_a_follow_up_replaces_what_its_question_showed(store):
    store.put_session(session())
    _answer(store, 1, Verdict.MISSING, score=20.0)
    assert store.track.memories()["c1"]["A"].verdict is Verdict.MISSING
    _answer(store, 2, Verdict.COVERED, score=90.0, kind=Kind.FOLLOW_UP, target="A")
    assert store.track.memories()["c1"]["A"].verdict is Verdict.COVERED
    assert store.track.memories()["c1"]["A"].reviews == 1
    assert [result.score for result in store.track.results(NOON - DAY)] == [90.0]


def test_confidence_is_held_against_the_score_of_the_first_answer(store):
    store.track.take_over(_two_weeks())
    found = store.track.calibration()
    wanted = calibration(store.sessions())
    assert list(found) == list(wanted)
    assert {said: held.n for said, held in found.items()} == {s: w.n for s, w in wanted.items()}
    assert all(held.mean == pytest.approx(wanted[said].mean) for said, held in found.items())


def test_grading_an_old_answer_again_changes_what_is_remembered(store):
    store.track.take_over(_two_weeks())
    store.track.memories()
    first = store.sessions()[-1].turns[0]
    wrong = grade(0.0, *(replace(v, verdict=Verdict.CONTRADICTED) for v in first.grade.points))
    store.put_grade(first.id, wrong, NOON)
    assert store.track.memories() == _replayed(store)


def test_an_answer_that_could_not_be_graded_leaves_no_track(store):
    store.put_session(session())
    _answer(store, 1, Verdict.MISSING, score=None)
    assert store.track.memories() == {}
    assert store.track.results(NOON - DAY) == []


def test_an_older_history_is_read_once_more_when_first_asked_for(store, place):
    for sitting in _two_weeks():
        store.track.take_over([sitting])
    before = store.track.memories()
    store.close()
    with store._database.begin() as connection:
        for statement in (
            "DROP TABLE reviews", "DROP TABLE memories", "DROP INDEX turns_by_time",
            "DELETE FROM migrations WHERE name = 'm002_reviews'",
        ):  # fmt: skip
            connection.execute(text(statement))
    with Store(place) as again:
        assert again.track.memories() == before


def test_answers_are_counted_from_a_day_on_and_skipped_questions_are_not(store):
    store.put_session(session())
    _answer(store, 1, Verdict.COVERED, when=NOON - 3 * DAY)
    _answer(store, 2, Verdict.COVERED, when=NOON + timedelta(minutes=59))
    store.put_turn("s1", turn(3))
    store.skip("t3")
    assert store.track.answers(NOON - DAY) == [(NOON + timedelta(minutes=45), 1)]
    assert sum(count for _, count in store.track.answers(NOON - 9 * DAY)) == 2


def test_the_list_of_sittings_says_what_the_sittings_say(store):
    store.track.take_over(_two_weeks())
    store.put_session(session(plan=("c1", "c2"), topics=("Python",)))
    listed = {row.id: row for row in store.track.sittings()}
    assert [row.id for row in store.track.sittings()] == [s.id for s in store.sessions()]
    for whole in store.sessions():
        row = listed[whole.id]
        assert (row.started, row.finished) == (whole.started, whole.finished)
        assert (row.topics, row.questions) == (whole.topics, len(whole.plan))
        assert row.answered == answered_count(whole)
        assert row.score == pytest.approx(session_score(whole))
