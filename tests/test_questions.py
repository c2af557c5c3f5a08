"""Wordings are ready when they are needed, and never waited for long."""

from __future__ import annotations

import threading

import pytest

from interviewer.cards import KeyPoint
from interviewer.grade import PointVerdict, Verdict
from interviewer.phrasing.phrased import PhrasedBy
from interviewer.questions import FIRST_PATIENCE_SECONDS, PATIENCE_SECONDS, Questions
from tests.making import card, session, turn
from tests.scripted import ScriptedChat

POINTS = (
    KeyPoint("Push adds on top of the stack.", 3),
    KeyPoint("Pop removes the newest item.", 2),
)
STACK = card(
    "What does a stack do?",
    reference="Push adds on top of the stack. Pop removes the newest item.",
    key_points=POINTS,
)
NEXT = card("What does a queue do?")
MODELS_WORDS = "What exactly does push do with a stack?"


def _begun():
    return session(turn(1, STACK.id), plan=(STACK.id, NEXT.id))


def _prepared(*replies):
    questions, model = Questions(), ScriptedChat(*replies)
    questions.prepare(_begun(), STACK, [NEXT], model)
    assert questions.settled(10)
    return questions, model


def _target(verdict, **fields):
    return PointVerdict(POINTS[0], verdict, **fields)


def test_follow_ups_on_the_two_heaviest_points_and_the_next_question_are_prepared():
    questions, model = _prepared(MODELS_WORDS, "Which item comes off first?", "And a queue?")
    assert len(model.asked) == 3
    for place, told in enumerate((POINTS[0].text, POINTS[1].text, NEXT.question)):
        assert told in model.asked[place][-1].content
    made = questions.follow_up(_begun(), STACK, _target(Verdict.MISSING), None)
    assert (made.text, made.by) == (MODELS_WORDS, PhrasedBy.MODEL)


def test_words_for_a_point_left_out_serve_one_that_was_half_said():
    questions, _ = _prepared(MODELS_WORDS, "", "")
    half = _target(Verdict.PARTIAL, quote="it adds things", start=0, end=14)
    assert questions.follow_up(_begun(), STACK, half, None).text == MODELS_WORDS


@pytest.mark.parametrize("verdict", [Verdict.PARTIAL, Verdict.CONTRADICTED])
def test_words_that_say_that_nothing_was_said_do_not_serve_one_that_was(verdict):
    questions, _ = _prepared("You have not mentioned where a stack adds. Where is it?", "", "")
    said = _target(verdict, quote="it adds below", start=0, end=13)
    made = questions.follow_up(_begun(), STACK, said, None)
    assert "it adds below" in made.text
    assert made.by is PhrasedBy.COMPOSED


def test_what_is_ready_is_not_worded_again():
    questions, model = _prepared(MODELS_WORDS, "Which item comes off first?", "And a queue?")
    questions.prepare(_begun(), STACK, [NEXT], model)
    assert questions.settled(10)
    assert len(model.asked) == 3


def test_rubrics_are_read_before_anything_is_worded():
    order = []

    class Noting(ScriptedChat):
        def stream(self, messages, **options):
            order.append("worded")
            return super().stream(messages, **options)

    questions = Questions()
    questions.prepare(
        _begun(), STACK, [], Noting("", ""), first=lambda model: order.append("rubric")
    )
    assert questions.settled(10)
    assert order == ["rubric", "worded", "worded"]


class Slow(ScriptedChat):
    """Says nothing until it is cancelled."""

    def __init__(self):
        super().__init__()
        self.cancelled = threading.Event()

    def cancel(self, thread):
        self.cancelled.set()

    def stream(self, messages, **options):
        assert self.cancelled.wait(10)
        yield ""


def test_between_an_answer_and_the_next_question_nobody_waits_for_the_model():
    assert PATIENCE_SECONDS < 0.15 < FIRST_PATIENCE_SECONDS
    model = Slow()
    made = Questions().main(_begun(), NEXT, model)
    assert made.by is PhrasedBy.COMPOSED
    assert model.cancelled.wait(10)


def test_preparing_is_stopped_at_once_by_real_work():
    questions, model = Questions(), Slow()
    questions.prepare(_begun(), STACK, [NEXT], model)
    questions.stop()
    assert questions.settled(10)
    assert model.cancelled.wait(10)


def test_a_server_that_has_not_answered_yet_is_not_waited_for():
    class Deaf(ScriptedChat):
        go = threading.Event()

        def stream(self, messages, **options):
            assert self.go.wait(10)
            yield "too late"

    model = Deaf()
    made = Questions().main(_begun(), NEXT, model)
    model.go.set()
    assert made.by is PhrasedBy.COMPOSED
    assert "longer than 0.12 seconds" in made.refused


def test_a_model_that_never_was_quick_enough_is_not_asked_in_a_hurry():
    questions, model = Questions(patience=0.0), ScriptedChat(MODELS_WORDS, "", "And a queue?")
    questions.prepare(_begun(), STACK, [NEXT], model)
    assert questions.settled(10)
    asked = len(model.asked)
    # Taken once; from now on the wording is a new one.
    assert questions.main(_begun(), NEXT, model).by is PhrasedBy.MODEL
    made = questions.main(_begun(), NEXT, model)
    assert (made.by, len(model.asked)) == (PhrasedBy.COMPOSED, asked)
    assert "longer than 0 seconds" in made.refused
