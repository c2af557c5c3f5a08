"""A grade in the terminal says whose judgement it is."""

from __future__ import annotations

from interviewer.cli.output import grade_lines
from interviewer.grade import Judge
from tests import making


def test_a_grade_names_the_model_that_had_a_say_or_why_it_had_none():
    counted = making.grade(70.0, judge=Judge("tiny", 0.25))
    assert "tiny has a say of 25% in it" in grade_lines(counted)
    failed = making.grade(70.0, judge=Judge("tiny", 0.0, "the process ended"))
    assert "without the say of tiny: the process ended" in grade_lines(failed)
    unheard = making.grade(70.0, judge=Judge("tiny"))
    assert not [line for line in grade_lines(unheard) if "tiny" in line]
