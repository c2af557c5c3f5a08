"""Grades of a sitting's answers: read ahead or not, they are the same."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.assessing import Assessor
from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.grade import Status
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.line import Line
from interviewer.manner import Manner, Mode
from tests.fakes import WordEmbedder
from tests.making import NOON, card

POINTS = (
    KeyPoint("A stack gives back last what was put in first.", 3),
    KeyPoint("Pop removes from the top.", 2),
)
FIRST, LATER = "Pop removes from the top.", "A stack gives back last what was put in first."


class Counting(WordEmbedder):
    """Counts how often it is asked for tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = 0

    def tokens(self, texts):
        self.asked += 1
        return super().tokens(texts)


@pytest.fixture
def store(place):
    reference = " ".join(point.text for point in POINTS)
    stack = card("What does a stack do?", "Structures", reference=reference, key_points=POINTS)
    with Store(place) as opened:
        opened.put_cards([(stack, CardStatus.ACTIVE)], origin="notes")
        yield opened


def _program(store, embedder):
    made = Grader(embedder)
    return Interviewer(store, lambda: made, lambda: None, lambda: NOON)


def _begun(program, **options):
    cards = [held for held, _ in program.store.cards()]
    session = program.start(cards, count=1, lang=Lang.EN, seed=1, **options)
    return program.advance(session.id)


def test_an_answer_read_ahead_is_graded_the_same_without_the_model(store):
    embedder = Counting()
    program = _program(store, embedder)
    session = _begun(program)
    program.read_ahead(session.id, session.current.id, FIRST)
    asked = embedder.asked
    assert asked
    program.answer(session.id, session.current.id, "click", FIRST)
    assert program.has_read(session.id)
    graded = program.grade(session.id).current.grade
    assert embedder.asked == asked
    cold = Grader(WordEmbedder()).grade(
        program.assessor.rubric(store.card(session.current.card_id)), FIRST
    )
    assert replace(graded, seconds=0) == replace(cold, seconds=0)


def test_a_later_answer_is_read_ahead_alone_and_with_what_was_said_before(store):
    embedder = Counting()
    program = _program(store, embedder)
    session = _begun(program)
    program.answer(session.id, session.current.id, "click", FIRST)
    session = program.advance(session.id)
    program.read_ahead(session.id, session.current.id, LATER)
    asked = embedder.asked
    program.answer(session.id, session.current.id, "click 2", LATER)
    assert program.has_read(session.id)
    assert program.grade(session.id).current.grade.score > 80
    assert embedder.asked == asked


def test_another_answer_than_the_one_read_ahead_is_read_when_it_is_sent(store):
    program = _program(store, WordEmbedder())
    session = _begun(program)
    program.read_ahead(session.id, session.current.id, LATER)
    program.answer(session.id, session.current.id, "click", FIRST)
    assert not program.has_read(session.id)
    assert program.grade(session.id).current.grade.status is not Status.NOT_GRADED


@pytest.mark.parametrize("text", ["", "  ", "x " * 4000])
def test_nothing_and_what_nobody_types_are_not_read_ahead(store, text):
    embedder = Counting()
    program = _program(store, embedder)
    session = _begun(program)
    program.read_ahead(session.id, session.current.id, text)
    assert embedder.asked == 0


def test_an_exam_which_grades_at_its_end_reads_nothing_ahead(store):
    embedder = Counting()
    program = _program(store, embedder)
    session = _begun(program, manner=Manner(mode=Mode.EXAM))
    program.read_ahead(session.id, session.current.id, FIRST)
    assert embedder.asked == 0


def test_what_stood_in_the_box_of_another_question_is_not_read(store):
    embedder = Counting()
    program = _program(store, embedder)
    session = _begun(program)
    program.read_ahead(session.id, "another", FIRST)
    assert embedder.asked == 0


def test_while_the_grader_serves_somebody_nothing_is_read_ahead(store):
    embedder = Counting()
    made, line = Grader(embedder), Line()
    program = Interviewer(store, lambda: made, lambda: None, lambda: NOON, grading=line)
    session = _begun(program)
    turn = replace(session.current, answer=FIRST)
    with line:
        Assessor(store, lambda: made, line).read_ahead(session, turn)
    assert embedder.asked == 0
