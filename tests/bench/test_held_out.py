"""What a fit says of unseen answers: attacks apart from people's answers, the worst ones first."""

from __future__ import annotations

from interviewer.bench.datasets import GradedAnswer, Scale
from interviewer.bench.fit_examples import Example
from interviewer.bench.held_out import Held, figures, pairs, worst
from interviewer.grade import Verdict
from interviewer.grading.fusion import Judged, Settled
from interviewer.grading.rubric import Rubric

RUBRIC = Rubric.from_texts("What is a queue?", ["First in, first out."])


def _held(people: float, score: float, attack: str = "", why: str | None = None) -> Held:
    answer = GradedAnswer(RUBRIC, f"said {people}", people * 5, people)
    settled = Settled((Judged(1.0, 0.5, Verdict.PARTIAL),), score, 0.0)
    return Held(Example("set", answer, None, attack), settled, why)


def test_attacks_count_as_passing_and_are_no_answers_to_agree_with():
    held = [_held(1.0, 90), _held(1.0, 50), _held(0.0, 70, "negated"), _held(1.0, 20, "reference")]
    found = figures(held, "set", Scale(5, 0.5))
    assert (found["n"], found["attacks_passing"], found["full_marks_passing"]) == (2, 1.0, 0.5)
    assert pairs(held) == {"set": [(1.0, 0.9), (1.0, 0.5)]}


def test_unsure_grades_and_others_each_have_their_share_of_large_errors():
    held = [_held(0.9, 60, why="because"), _held(0.9, 90, why="because"), _held(0.5, 60)]
    found = figures(held, "set", Scale(5, 0.5))
    assert (found["unsure_far_off"], found["others_far_off"]) == (0.5, 0.0)


def test_an_answer_stopped_by_a_gate_scores_nothing():
    stopped = Held(_held(0.4, 0).example, None)
    assert (stopped.share, stopped.off, stopped.passes) == (0.0, -0.4, False)


def test_the_worst_cases_come_first_and_say_what_was_judged():
    text = worst([_held(0.9, 80), _held(0.2, 90), Held(_held(1.0, 0).example, None)], count=2)
    first, second = text.split("## ")[1:]
    assert first.startswith("1. set: people 100, here 0")
    assert "stopped by a gate" in first
    assert "people 20, here 90" in second
    assert "verdicts: partial (First in, first out)" in second
