"""The picture of agreement shows every answer, and the means of tenths with enough of them."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from interviewer.bench.grading_plot import reliability, svg

MANY = [(0.2, 0.31)] * 6 + [(0.6, 0.35)] * 2 + [(1.0, 1.0)] * 9 + [(0.5, 0.55)] * 3


def test_a_tenth_with_few_answers_has_no_mean_and_full_marks_belong_to_the_last():
    (low, high) = reliability(MANY)
    assert low == (pytest.approx(0.32), pytest.approx(0.3), 8)
    assert high == (1.0, 1.0, 9)


def test_each_set_is_a_panel_with_a_dot_an_answer_and_names_are_text():
    drawn = ElementTree.fromstring(svg({"a <b>": MANY, "c": MANY[:3]}))
    dots = [e for e in drawn.iter() if e.tag.endswith("circle") and e.get("r") == "1.6"]
    assert len(dots) == len(MANY) + 3
    assert any((e.text or "").startswith("a <b>, 20") for e in drawn.iter())
