"""What appeals teach: their own card and point, until they are undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from interviewer.appeal import Appeal, Kind, Plea, Refusal, Taught, learned, taught
from interviewer.appealing import appeal, undo
from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.grading.grader import Grader
from interviewer.grading.rubric import Rubric
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from tests.fakes import WordEmbedder
from tests.making import NOON, card

STACK = "A stack gives back last what was put in first. Push adds on top."
POINTS = (
    KeyPoint("A stack gives back last what was put in first.", 2),
    KeyPoint("Push adds on top.", 1),
)
ALIAS = Plea(POINTS[1].text, "Insert adds on top of it.", "push", "insert")
WORDING = Plea(POINTS[1].text, "New things go above the others.")


def _made(plea: Plea, card_id: str = "a", **changes: object) -> Appeal:
    return replace(Appeal(card_id, card_id, "turn", plea, None, NOON), **changes)


@pytest.fixture
def stack():
    return card("What does a stack do?", "Structures", reference=STACK, key_points=POINTS)


@pytest.fixture
def store(place, stack):
    with Store(place) as opened:
        other = card("What is a queue?", "Structures", reference=STACK, key_points=POINTS)
        opened.put_cards([(c, CardStatus.ACTIVE) for c in (stack, other)], origin="notes")
        yield opened


@pytest.fixture
def interviewer(store):
    grader = Grader(WordEmbedder())
    return Interviewer(store, lambda: grader, lambda: None, lambda: NOON)


def _answered(interviewer, stack, text):
    session = interviewer.start([stack], count=1, lang=Lang.EN, seed=1)
    session = interviewer.advance(session.id)
    interviewer.answer(session.id, session.current.id, "click", text)
    return interviewer.grade(session.id)


def test_two_names_make_an_alias_and_a_bare_quote_a_precedent():
    assert (_made(ALIAS).kind, _made(WORDING).kind) == (Kind.ALIAS, Kind.PRECEDENT)


def test_a_card_is_taught_by_its_own_appeals_alone():
    log = [_made(ALIAS, "a"), _made(WORDING, "b")]
    assert taught(log, "a") == Taught(aliases=(("push", "insert"),))
    assert taught(log, "b") == Taught(precedents=((WORDING.point, WORDING.quote),))


def test_refused_and_undone_appeals_teach_nothing():
    log = [
        _made(ALIAS, refusal=Refusal.OFF_POINT),
        _made(WORDING, undone=NOON + timedelta(days=1)),
    ]
    assert taught(log, "a") == Taught()


def test_what_was_taught_goes_into_the_card_that_the_notes_could_hold(stack):
    known = Taught((("push", "insert"),), ((WORDING.point, WORDING.quote),))
    wiser = learned(stack, known)
    assert wiser.aliases == (("push", "insert"),)
    assert wiser.reference == f"{STACK}\n\n- {WORDING.quote}"
    assert learned(stack, Taught()) == stack


def test_the_store_keeps_the_log_and_what_was_undone(store, stack):
    made = _made(ALIAS, stack.id)
    store.put_appeal(made)
    undone = replace(made, undone=NOON)
    store.put_appeal(undone)
    assert store.appeals() == store.appeals(stack.id) == [undone]
    assert store.appeals("another") == []


def test_a_precedent_covers_its_point_where_the_words_stand(stack):
    rubric = Rubric.of(stack).with_taught(Taught(precedents=((WORDING.point, WORDING.quote),)))
    grader = Grader(WordEmbedder())
    answer = f"It gives back last what was put in first. {WORDING.quote}"
    before = grader.grade(Rubric.of(stack), answer)
    after = grader.grade(rubric, answer)
    assert before.points[1].verdict is not Verdict.COVERED
    assert after.points[1].verdict is Verdict.COVERED
    assert after.points[1].quote == WORDING.quote.rstrip(".")
    assert after.fingerprint != before.fingerprint


@pytest.mark.parametrize(
    "around", ["It is not true that {}", "{} is wrong.", "并不是：{}", "说“{}”是错误的"]
)
def test_a_precedent_in_a_denial_counts_for_nothing(stack, around):
    words = "new things go above the others"
    rubric = Rubric.of(stack).with_taught(Taught(precedents=((WORDING.point, words),)))
    grade = Grader(WordEmbedder()).grade(rubric, f"A stack holds things. {around.format(words)}")
    assert grade.points[1].verdict is not Verdict.COVERED


def test_a_granted_appeal_regrades_its_answer_and_an_undo_takes_it_back(interviewer, stack):
    said = "A stack gives back last what was put in first. Insert adds on top of it."
    session = _answered(interviewer, stack, said)
    turn = session.current
    granted = Appeal("x", stack.id, turn.id, ALIAS, None, NOON)
    interviewer.store.put_appeal(granted)
    again = interviewer.grade_again(session.id, turn.id)
    assert again.current.grade.fingerprint != turn.grade.fingerprint
    undo(interviewer, "x")
    back = interviewer.store.session(session.id).current.grade
    assert (back.score, back.fingerprint) == (turn.grade.score, turn.grade.fingerprint)


def test_a_refused_appeal_is_in_the_log_and_changes_no_grade(interviewer, stack):
    session = _answered(interviewer, stack, "A stack gives back last what was put in first.")
    before = session.current.grade
    plea = Plea(POINTS[1].text, "these words were never said")
    made, after = appeal(interviewer, session.id, session.current.id, plea)
    assert made.refusal is Refusal.NOT_SAID
    assert [one.refusal for one in interviewer.store.appeals()] == [Refusal.NOT_SAID]
    assert after.current.grade == before


def test_an_undo_of_what_does_not_hold_says_so(interviewer):
    with pytest.raises(InputError, match="no appeal"):
        undo(interviewer, "nothing")
