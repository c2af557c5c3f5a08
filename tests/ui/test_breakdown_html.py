"""What a score is made of is said in sentences that agree with the verdicts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer.cards import KeyPoint, Lang
from interviewer.grade import Gate, Grade, PointVerdict, Status, Verdict
from interviewer.ui.breakdown_html import breakdown

HEAVY, LIGHT, OTHER = KeyPoint("a", 3.0), KeyPoint("b", 1.0), KeyPoint("c", 1.0)


def _grade(*verdicts: Verdict) -> Grade:
    points = tuple(
        PointVerdict(point, verdict)
        for point, verdict in zip((HEAVY, LIGHT, OTHER), verdicts, strict=False)
    )
    parts = (("coverage", 0.7), ("correctness", 0.8))
    return Grade(Status.GRADED, score=70.0, similarity=0.61, points=points, breakdown=parts)


def test_each_part_has_its_figure_and_a_sentence():
    html = breakdown(_grade(Verdict.COVERED, Verdict.PARTIAL, Verdict.MISSING), Lang.EN, "k")
    assert "Coverage 70%" in html.replace("</b>", "").replace("<b>", "")
    assert "1 of 3 key points made, 1 half made" in html
    assert "Nothing you said was found to go against" in html
    assert "61%" in html


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ((Verdict.COVERED, Verdict.CONTRADICTED), "above 78"),
        ((Verdict.CONTRADICTED, Verdict.COVERED), "above 45"),
        ((Verdict.COVERED, Verdict.CONTRADICTED, Verdict.CONTRADICTED), "above 45"),
    ],
)
def test_a_contradiction_names_the_cap_that_it_sets(verdicts, said):
    assert said in breakdown(_grade(*verdicts), Lang.EN, "k")


def test_the_parts_are_told_in_chinese():
    assert "2 个要点中答到 1 个" in breakdown(
        _grade(Verdict.COVERED, Verdict.MISSING), Lang.ZH, "k"
    )


def test_what_a_gate_stopped_has_no_parts():
    gated = replace(_grade(Verdict.MISSING), gates=(Gate.EMPTY,))
    assert breakdown(gated, Lang.EN, "k") == ""
