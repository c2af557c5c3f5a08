"""The picture of agreement shows every answer, and the means of tenths with enough of them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from interviewer.bench.grading_plot import Tenth, reliability, svg

MANY = [(0.2, 0.31)] * 6 + [(0.6, 0.35)] * 2 + [(1.0, 1.0)] * 9 + [(0.5, 0.55)] * 3


def test_a_tenth_with_few_answers_has_no_mean_and_full_marks_belong_to_the_last():
    (low, high) = reliability(MANY)
    assert (low.score, low.people) == (pytest.approx(0.32), pytest.approx(0.3))
    assert (low.answers, low.error) == (8, pytest.approx(0.0655, abs=1e-4))
    assert high == Tenth(1.0, 1.0, 0.0, 9)


def test_each_set_is_a_panel_with_a_dot_an_answer_and_names_are_text():
    drawn = ElementTree.fromstring(svg({"a <b>": MANY, "c": MANY[:3]}))
    dots = [e for e in drawn.iter() if e.tag.endswith("circle") and e.get("r") == "1.6"]
    assert len(dots) == len(MANY) + 3
    assert any((e.text or "").startswith("a <b>, 20") for e in drawn.iter())


def test_only_large_sets_have_a_line_in_the_panel_of_reliability():
    drawn = ElementTree.fromstring(svg({"large": MANY * 10, "small": MANY}))
    names = [e.text for e in drawn.iter() if e.tag.endswith("text")]
    assert names.count("large") == 1
    assert names.count("small") == 0
