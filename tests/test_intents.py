"""What is not an answer: 200 and more phrases, and as many answers that begin like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.grade import Gate
from interviewer.grading.gates import gates
from interviewer.grading.text import fold
from interviewer.intents import Intent, intent_of

PHRASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "data/intents.tsv").read_text("utf-8").splitlines()
]
WISHES = [row for row in PHRASES if row[1] != "answer"]
ANSWERS = [row for row in PHRASES if row[1] == "answer"]


def test_the_list_holds_a_hundred_of_each_kind_and_language():
    for rows in (WISHES, ANSWERS):
        for lang in ("en", "zh"):
            assert len({text for written, _, text in rows if written == lang}) >= 100


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_at_least_97_in_100_intents_are_recognised(lang):
    rows = [(kind, text) for written, kind, text in WISHES if written == lang]
    wrong = [(kind, text, intent_of(text)) for kind, text in rows if intent_of(text) != kind]
    assert len(wrong) <= 0.03 * len(rows), wrong


def test_no_honest_answer_is_taken_for_an_intent():
    assert [(text, intent_of(text)) for _, _, text in ANSWERS if intent_of(text)] == []


def test_whoever_does_not_know_is_held_back_by_the_gate():
    reference = "a function that keeps the variables of the scope it was made in."
    for _, _, text in [row for row in WISHES if row[1] == Intent.DONT_KNOW]:
        assert gates(fold(text), 0, "what is a closure?", reference) == (Gate.DONT_KNOW,), text


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("I don't know, can you give me a hint?", Intent.HINT),
        ("不会，给个提示吧", Intent.HINT),
        ("I don't know. Next question.", Intent.DONT_KNOW),
        ("ＳＫＩＰ！", Intent.SKIP),
        ("/hint", Intent.HINT),
        ("/skip", Intent.SKIP),
        ("/stop", Intent.STOP),
    ],
)
def test_help_comes_before_giving_up_and_giving_up_before_going_on(text, intent):
    assert intent_of(text) is intent


def test_a_word_that_the_reference_has_as_code_is_an_answer():
    assert intent_of("pass", "The `pass` statement does nothing.") is None
    assert intent_of("next", "Call `next()` on the iterator.") is None
    assert intent_of("pass", "It is passed by reference.") is Intent.SKIP


def test_politeness_alone_and_nothing_at_all_are_no_intent():
    for text in ("", "  ", "thanks", "好的", "yes", "？"):
        assert intent_of(text) is None


def test_a_long_text_is_an_answer_however_it_is_made_up():
    assert intent_of("skip, " * 30) is None
