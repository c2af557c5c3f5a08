"""At least 500 attacks of twelve kinds in both languages, the same every time."""

from __future__ import annotations

from collections import Counter

import pytest

from interviewer.bench.attack_building import KINDS, build
from interviewer.bench.attack_wordings import wordings
from interviewer.bench.attacks import attacks
from interviewer.bench.datasets import load_pack
from interviewer.grade import PASS_MARK
from interviewer.grading.grader import Grader
from interviewer.grading.rubric import Rubric
from tests.fakes import WordEmbedder

RUBRIC = Rubric.from_texts(
    "What is the difference between a stack and a queue?",
    [
        "A stack is last in, first out and works at the top only. "
        "A queue is first in, first out and is served at the front."
    ],
)
TEMPLATED = ("symbols", "dont_know", "injected", "padding", "echo_wrong", "wrong_language")


def test_the_pack_gives_500_attacks_of_all_kinds_in_both_languages() -> None:
    found = attacks(load_pack("test"), "report")
    assert len(found) >= 500
    assert {(a.kind, a.lang) for a in found} == {(k, lang) for k in KINDS for lang in ("en", "zh")}
    assert min(Counter(a.kind for a in found).values()) >= 20


def test_the_same_attacks_come_every_time() -> None:
    gold = load_pack("test")[:60]
    assert [a.answer for a in attacks(gold, "report")] == [
        a.answer for a in attacks(gold, "report")
    ]


@pytest.mark.parametrize("kind", TEMPLATED)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_wordings_that_are_fitted_on_are_never_reported_on(kind: str, lang: str) -> None:
    assert set(wordings(kind, lang, "fit")).isdisjoint(wordings(kind, lang, "report")) or (
        kind == "injected"
    )


def test_a_negated_reference_denies_every_sentence() -> None:
    text = build(RUBRIC, "negated", "report", 0, [RUBRIC])
    assert text is not None
    assert text.count("not") == 2


def test_swapped_sides_stand_in_each_other_s_place() -> None:
    text = build(RUBRIC, "swapped", "report", 0, [RUBRIC])
    assert text is not None
    assert text.startswith("A queue is last in, first out")


@pytest.mark.parametrize("kind", ["symbols", "dont_know", "question_copy", "injected"])
def test_attacks_without_content_never_pass(kind: str) -> None:
    grader = Grader(WordEmbedder())
    for turn in range(8):
        text = build(RUBRIC, kind, "fit", turn, [RUBRIC])
        assert text is not None
        assert (grader.grade(RUBRIC, text).score or 0) < PASS_MARK
