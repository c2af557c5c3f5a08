"""Cards changed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer import editing
from interviewer.cards import CardStatus, KeyPoint, Lang, Misconception, new_id
from interviewer.errors import InputError
from interviewer.notes.keypoints import key_points
from tests.making import card

REFERENCE = "It is a lock.\n\nIt protects the interpreter.\n\nExtensions can release it."


def noted(question="What is the GIL?", reference=REFERENCE, **fields):
    """A card as an import makes it, in use."""
    made = card(question, reference=reference, key_points=key_points(reference), **fields)
    return made, CardStatus.ACTIVE if reference else CardStatus.UNANSWERED


def rewritten(held, **texts):
    now = held[0]
    given = {
        "topic": now.topic,
        "question": now.question,
        "reference": now.reference or "",
        "points": editing.points_text(now.key_points),
        **texts,
    }
    return editing.rewrite(held, **given)


def test_a_rewritten_card_keeps_its_id_and_counts_as_changed():
    held = noted()
    new, status = rewritten(held, question="What does the GIL do?").after[0]
    assert new.id == held[0].id
    assert new.question == "What does the GIL do?"
    assert new.content_hash != held[0].content_hash
    assert status is CardStatus.CHANGED


def test_saving_what_was_not_touched_changes_nothing():
    assert rewritten(noted()).empty


def test_key_points_follow_a_new_reference_when_they_came_from_the_old_one():
    new, _ = rewritten(noted(), reference="One. Two things are here.").after[0]
    assert new.key_points == key_points("One. Two things are here.")


def test_key_points_written_by_hand_stay_when_the_reference_changes():
    own = (KeyPoint("a lock", 2.0),)
    held = replace(noted()[0], key_points=own), CardStatus.ACTIVE
    new, _ = rewritten(held, reference="A lock, and nothing else.").after[0]
    assert [(p.text, p.weight) for p in new.key_points] == [("a lock", 2.0)]


def test_key_points_are_read_one_a_line_with_their_weights():
    points = "- It is a lock.\n(3) It protects the interpreter.\n（0.5）另一点"
    new, _ = rewritten(noted(), points=points).after[0]
    assert [(p.text, p.weight) for p in new.key_points] == [
        ("It is a lock.", 1.0),
        ("It protects the interpreter.", 3.0),
        ("另一点", 0.5),
    ]


def test_key_points_that_stand_in_the_reference_know_where():
    new, _ = rewritten(noted(), points="(2) It protects the interpreter.").after[0]
    point = new.key_points[0]
    assert REFERENCE[point.start : point.end] == point.text


def test_a_key_point_that_begins_with_a_number_in_brackets_survives_saving():
    held = replace(noted()[0], key_points=(KeyPoint("(2) is a prime."),)), CardStatus.ACTIVE
    assert rewritten(held).empty


def test_emptied_key_points_are_taken_from_the_reference():
    held = replace(noted()[0], key_points=(KeyPoint("mine"),)), CardStatus.ACTIVE
    assert rewritten(held, points=" ").after[0][0].key_points == key_points(REFERENCE)


@pytest.mark.parametrize("line", ["(0) nothing", "(2)", "(101) too much"])
def test_a_weight_that_cannot_be_is_refused(line):
    with pytest.raises(InputError, match="no key point"):
        rewritten(noted(), points=line)


def test_a_question_cannot_be_emptied():
    with pytest.raises(InputError, match="needs a question"):
        rewritten(noted(), question="  ")


def test_a_card_without_its_reference_is_unanswered():
    new, status = rewritten(noted(), reference=" \n", points="").after[0]
    assert (new.reference, new.key_points, status) == (None, (), CardStatus.UNANSWERED)


def test_the_language_follows_the_text():
    new, _ = rewritten(noted(), question="什么是全局锁？", reference="它是一把锁。").after[0]
    assert new.lang is Lang.ZH


def test_an_open_question_with_a_reference_can_be_asked():
    held = noted(reference=None)
    new, status = editing.answered(held, "It is a lock.").after[0]
    assert new.references == ("It is a lock.",)
    assert new.key_points == key_points("It is a lock.")
    assert status is CardStatus.CHANGED


def test_an_empty_draft_cannot_be_accepted():
    with pytest.raises(InputError, match="empty"):
        editing.answered(noted(reference=None), " \n")


def test_merging_joins_the_answers_and_retires_the_second_card():
    wrong = Misconception("It is a queue.", "It is a lock.")
    one, two = (
        noted(),
        noted("What is the GIL for?", "It guards counters.", misconceptions=(wrong,)),
    )
    (kept, status), (gone, ended) = editing.merge(one, two).after
    assert kept.id == one[0].id
    assert kept.question == one[0].question
    assert kept.reference == f"{REFERENCE}\n\nIt guards counters."
    assert kept.misconceptions == (wrong,)
    assert (status, gone, ended) == (CardStatus.CHANGED, two[0], CardStatus.RETIRED)


def test_merging_equal_answers_writes_them_once():
    one, two = noted(), noted("What is the GIL for?")
    kept, _ = editing.merge(one, two).after[0]
    assert kept.reference == REFERENCE
    assert kept.key_points == one[0].key_points


def test_merging_an_open_question_with_an_answered_one_answers_it():
    kept, status = editing.merge(noted(reference=None), noted("What is a lock?")).after[0]
    assert kept.reference == REFERENCE
    assert status is CardStatus.CHANGED


def test_a_card_cannot_be_merged_with_itself():
    with pytest.raises(InputError, match="itself"):
        editing.merge(noted(), noted())


def test_splitting_shares_out_the_text_and_its_key_points():
    held = noted()
    at = REFERENCE.index("Extensions")
    (first, _), (second, _) = editing.split(held, at, "Who can release the GIL?").after
    assert first.id == held[0].id
    assert first.reference == "It is a lock.\n\nIt protects the interpreter."
    assert [p.text for p in first.key_points] == ["It is a lock.", "It protects the interpreter."]
    assert second.id == new_id("Python", "Who can release the GIL?")
    assert second.reference == "Extensions can release it."
    assert [(p.text, p.start) for p in second.key_points] == [("Extensions can release it.", 0)]


def test_a_part_without_key_points_takes_them_from_its_text():
    held = replace(noted()[0], key_points=(KeyPoint("mine"),)), CardStatus.ACTIVE
    second, _ = editing.split(held, REFERENCE.index("Ext"), "Who releases it?").after[1]
    assert second.key_points == key_points("Extensions can release it.")


@pytest.mark.parametrize("at", [0, len(REFERENCE), 10_000, -10_000])
def test_splitting_outside_the_reference_is_refused(at):
    with pytest.raises(InputError, match="inside"):
        editing.split(noted(), at, "Who releases it?")


def test_splitting_off_a_question_that_is_there_already_is_refused():
    taken = {new_id("Python", "Who releases it?")}
    with pytest.raises(InputError, match="already"):
        editing.split(noted(), REFERENCE.index("Ext"), "who releases it", taken)


def test_a_reference_can_be_cut_at_lines_and_key_points_but_not_in_code():
    text = "First. Second.\n\n- item one\n\n```\ncode\n```"
    places = editing.split_places(noted(reference=text)[0])
    assert [line for _, line in places] == ["Second.", "- item one", "```"]
    assert all(text[at:].startswith(line) for at, line in places)


def test_undoing_gives_the_cards_back_as_they_were():
    held = noted()
    for edit in (rewritten(held, question="Another?"), editing.retire(held)):
        assert edit.undone.after == (held,)


def test_undoing_a_split_retires_the_card_that_was_made():
    held = noted()
    edit = editing.split(held, REFERENCE.index("Ext"), "Who releases it?")
    made = edit.after[1][0]
    assert edit.undone.after == (held, (made, CardStatus.RETIRED))


def test_a_retired_card_comes_back_as_what_it_is():
    for held, status in (
        (noted(), CardStatus.ACTIVE),
        (noted(reference=None), CardStatus.UNANSWERED),
    ):
        retired = editing.retire(held).after[0]
        assert editing.restore(retired).after == ((held[0], status),)
