"""What the audit finds in notes, and what it leaves alone."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from rapidfuzz import fuzz

from interviewer.notes.audit import Doubt, Finding, audit
from interviewer.notes.importing import parse_text
from interviewer.notes.terms import Rarity

PACK = parse_text(
    "# DL\n\n## What does leaky ReLU change about ReLU?\n\n"
    "Negative inputs keep a small slope, usually 0.01.\n\n"
    "### Common misconceptions\n- “Leaky ReLU halves negative inputs, so -10 becomes -5.” — "
    "The usual slope is 0.01.\n",
    "pack.md",
).cards


def found(*texts: str) -> list[Finding]:
    files = [parse_text(text, f"{name}.md") for name, text in zip("abc", texts, strict=False)]
    return list(audit(files, PACK))


def test_open_questions_and_empty_numbers_are_named_with_their_line() -> None:
    got = found("# Go\n\n1. What is a map?\n\n2. What is a slice?\nA view of an array.\n\n3.\n")
    assert [(f.line, f.kind) for f in got] == [(3, Doubt.UNANSWERED), (8, Doubt.EMPTY)]


def test_a_word_for_an_answer_is_near_empty_and_a_formula_is_not() -> None:
    got = found("## What is a map?\na table\n\n## What is the area of a circle?\n$\\pi r^2$\n")
    assert [(f.line, f.kind) for f in got] == [(1, Doubt.NEAR_EMPTY)]


def test_one_question_with_two_answers_is_a_contradiction_across_files() -> None:
    got = found(
        "## Is a Go map safe for concurrent use?\nNo, guard it with a mutex.\n",
        "## Is a Go map safe for concurrent use?\nIt can be written from many goroutines at once.\n",
    )
    assert [(f.path, f.kind) for f in got] == [("b.md", Doubt.CONTRADICTING)]
    assert "a.md:1" in got[0].why


def test_the_same_card_twice_is_a_duplicate() -> None:
    text = "## What is a channel?\nA typed pipe between goroutines.\n"
    assert [f.kind for f in found(text, text)] == [Doubt.DUPLICATED]


def test_a_denied_sentence_contradicts() -> None:
    got = found(
        "## What is a slice?\nA slice shares memory with its array.\n\n"
        "## How are slices copied?\nA slice does not share memory with its array.\n"
    )
    assert [(f.line, f.kind) for f in got] == [(4, Doubt.CONTRADICTING)]


def test_swapped_answers_are_named() -> None:
    got = found(
        "## What is garbage collection?\nThe mutex lock guards a critical section.\n\n"
        "## What does a mutex lock guard?\nIt reclaims objects by garbage collection.\n"
    )
    assert [f.kind for f in got] == [Doubt.OFF_QUESTION, Doubt.OFF_QUESTION]


def test_a_known_misconception_is_named_with_the_reason() -> None:
    got = found(
        "## How do ReLU and leaky ReLU differ?\nLeaky ReLU halves negative values: -10 becomes -5.\n"
    )
    assert [f.kind for f in got] == [Doubt.KNOWN_WRONG]
    assert "The usual slope is 0.01." in got[0].why


def test_what_the_pack_says_itself_is_not_wrong() -> None:
    assert not found("## What is leaky ReLU?\nNegative inputs keep a small slope, usually 0.01.\n")


def test_meaning_finds_a_misconception_in_other_words() -> None:
    notes = parse_text(
        "## How do ReLU and leaky ReLU differ?\nInputs below zero become half as large; negative.\n"
    )
    assert not audit([notes], PACK)

    def similarity(one: str, other: str) -> float:
        return 0.9 if "halves" in one and "half as large" in other else 0.1

    assert [f.kind for f in audit([notes], PACK, similarity)] == [Doubt.KNOWN_WRONG]


class Counting:
    """Stands for a comparison and counts how often it is made."""

    def __init__(self, compare: Callable[..., float]) -> None:
        self.compare = compare
        self.count = 0

    def __call__(self, *given: object, **named: object) -> float:
        self.count += 1
        return self.compare(*given, **named)


def _comparisons(cards: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many pairs of texts an audit of so many cards compares, by letters and by terms."""
    chance = random.Random(7)
    parts = ["cache", "queue", "parser", "index", "lock", "buffer", "router", "codec", "filter"]
    does = ["keeps", "drops", "orders", "copies", "merges", "checks", "never delays", "bounds"]

    def sentence() -> str:
        return f"The {chance.choice(parts)} {chance.choice(does)} the {chance.choice(parts)} first."

    text = "".join(
        f"## How does {chance.choice(parts)} {at} treat a {chance.choice(parts)}?\n\n"
        f"{sentence()}\n{sentence()}\n{sentence()}\n\n"
        for at in range(cards)
    )
    files = [parse_text(text, "many.md")]
    assert len(files[0].cards) == cards
    letters, words = Counting(fuzz.ratio), Counting(Rarity.share)
    monkeypatch.setattr(fuzz, "ratio", letters)
    monkeypatch.setattr(Rarity, "share", lambda *given: words(*given))
    audit(files, PACK)
    monkeypatch.undo()
    return letters.count + words.count


def test_twice_the_cards_take_about_twice_the_comparisons(monkeypatch: pytest.MonkeyPatch) -> None:
    few, many = (_comparisons(cards, monkeypatch) for cards in (250, 500))
    assert many < 2.6 * few
