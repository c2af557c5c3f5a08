"""Importing again: histories stay with their cards, nothing is lost."""

from __future__ import annotations

from time import process_time

from interviewer.cards import Card
from interviewer.notes.importing import parse_text
from interviewer.notes.reimport import plan_import

NOTES = """# Go

## What is a channel?
A typed pipe between goroutines.

## What is a slice?
A view of an array with length and capacity.

## What does defer do?
It runs a call when the function returns.
"""


def cards(text: str, name: str = "go.md") -> tuple[Card, ...]:
    return parse_text(text, name).cards


def test_an_unchanged_import_changes_nothing() -> None:
    plan = plan_import(cards(NOTES), cards(NOTES))
    assert len(plan.unchanged) == 3
    assert not [*plan.added, *plan.changed, *plan.retired, *plan.duplicates, *plan.conflicts]


def test_an_edited_answer_keeps_the_id_and_is_marked_changed() -> None:
    old = cards(NOTES)
    plan = plan_import(old, cards(NOTES.replace("A typed pipe", "A buffered or unbuffered pipe")))
    ((before, after),) = plan.changed
    assert before.id == after.id == old[0].id
    assert "buffered" in (after.reference or "")


def test_a_reworded_question_keeps_the_id() -> None:
    old = cards(NOTES)
    plan = plan_import(old, cards(NOTES.replace("What is a slice?", "Explain slices")))
    assert [(a.id, b.question) for a, b in plan.changed] == [(old[1].id, "Explain slices")]
    assert old[1].id == plan.changed[0][1].id
    assert not plan.added
    assert not plan.retired


def test_a_reworded_question_keeps_its_id_when_others_come_and_go() -> None:
    old = cards(NOTES)
    edited = NOTES.replace("What is a slice?", "How does a slice refer to its array?")
    edited = edited.replace(
        "## What does defer", "## What is a map?\nA hash table.\n\n## What does defer"
    )
    plan = plan_import(old, cards(edited))
    assert [a.id for a, _ in plan.changed] == [old[1].id]
    assert [card.question for card in plan.added] == ["What is a map?"]


def test_a_card_moved_to_another_topic_keeps_its_id() -> None:
    old = cards(NOTES)
    plan = plan_import(old, cards(NOTES.replace("# Go\n", "# Golang\n")))
    assert {a.id for a, _ in plan.changed} == {card.id for card in old}


def test_a_removed_card_is_retired_and_other_files_are_left_alone() -> None:
    old = (*cards(NOTES), *cards("# C\n\n## What is a pointer?\nAn address.\n", "c.md"))
    plan = plan_import(old, cards(NOTES[: NOTES.index("## What does defer")]))
    assert [card.question for card in plan.retired] == ["What does defer do?"]


def test_the_same_card_in_two_files_is_merged() -> None:
    plan = plan_import([], (*cards(NOTES), *cards(NOTES, "copy.md")))
    assert len(plan.added) == 3
    assert len(plan.duplicates) == 3


def test_an_answered_card_wins_over_the_open_one() -> None:
    opened = cards("# Go\n\n## What is a channel?\n\n## What is a slice?\n", "open.md")
    plan = plan_import([], (*opened, *cards(NOTES)))
    assert [card.reference is None for card in plan.added] == [False, False, False]


def test_different_answers_to_one_question_are_a_conflict_and_both_stay() -> None:
    other = cards(
        NOTES.replace("It runs a call when the function returns.", "Nothing at all."), "b.md"
    )
    plan = plan_import([], (*cards(NOTES), *other))
    ((kept, rival),) = plan.conflicts
    assert kept.question == rival.question == "What does defer do?"
    assert len({card.id for card in plan.added}) == len(plan.added) == 4


def test_both_answers_of_a_conflict_keep_their_ids_at_the_next_import() -> None:
    other = cards(
        NOTES.replace("It runs a call when the function returns.", "Nothing at all."), "b.md"
    )
    both = (*cards(NOTES), *other)
    again = plan_import(plan_import([], both).added, both)
    assert len(again.unchanged) == 4
    assert not again.changed


def test_near_duplicates_are_listed() -> None:
    text = NOTES + "\n## What exactly is a channel?\nA queue.\n"
    ((one, two),) = plan_import([], cards(text)).near_duplicates
    assert {one.question, two.question} == {"What is a channel?", "What exactly is a channel?"}


def test_ten_thousand_cards_are_matched_in_seconds() -> None:
    words = ["mutex", "tensor", "closure", "socket", "kernel", "cursor", "branch"]
    text = "".join(
        f"\n## What is the {words[i % 7]} of {words[i // 7 % 7]} number {i}?\nIt is {i}.\n"
        for i in range(10_000)
    )
    old = cards("# Many\n" + text)
    new = cards("# Many\n" + text.replace("What is the mutex", "Explain the mutex"))
    started = process_time()
    plan = plan_import(old, new)
    assert process_time() - started < 20
    assert len(plan.changed) == len([c for c in old if "the mutex of" in c.question])
    assert not plan.added
    assert not plan.retired
