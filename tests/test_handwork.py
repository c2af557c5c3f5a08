"""Edits by hand against importing the same notes again: through the real library."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer import editing
from interviewer.cards import CardStatus, Source
from interviewer.errors import InputError
from interviewer.history.store import Store
from interviewer.library import Library
from tests.fakes import DictIndex, WordEmbedder
from tests.making import card

LONG = "It is a lock.\n\nExtensions can release it."


@pytest.fixture
def library(tmp_path):
    index = DictIndex()
    with Store(tmp_path / "store.sqlite3") as store:
        yield Library(store, lambda: index, WordEmbedder)


@pytest.fixture
def notes(library):
    """Two cards of one file, in the library."""
    cards = [
        card("What is the GIL?", reference=LONG),
        card("What is a list?", source=Source("notes.md", 9)),
    ]
    library.take(cards, origin="notes")
    return cards


def edit(library, one, reference="It is a mutex."):
    held = library.store.held(one.id)
    made = editing.rewrite(
        held, topic=one.topic, question=one.question, reference=reference, points=""
    )
    library.apply(made)
    return made


def statuses(library):
    return {one.question: status for one, status in library.store.cards(retired=True)}


def test_importing_the_same_notes_again_keeps_an_edit(library, notes):
    edit(library, notes[0])
    plan = library.take(notes, origin="notes")
    assert plan.changed == ()
    assert library.store.card(notes[0].id).reference == "It is a mutex."


def test_notes_that_changed_themselves_win_and_say_so_first(library, notes):
    edit(library, notes[0])
    newer = [replace(notes[0], reference="It is a lock in CPython."), notes[1]]
    plan = library.plan(newer, origin="notes")
    assert [one.id for one in library.replaced(plan)] == [notes[0].id]
    library.take(newer, origin="notes")
    assert library.store.card(notes[0].id).reference == "It is a lock in CPython."


def test_an_edit_after_the_notes_won_is_kept_as_well(library, notes):
    edit(library, notes[0])
    newer = [replace(notes[0], reference="It is a lock in CPython."), notes[1]]
    library.take(newer, origin="notes")
    edit(library, notes[0], "Once more by hand.")
    library.take(newer, origin="notes")
    assert library.store.card(notes[0].id).reference == "Once more by hand."


def test_a_card_retired_by_hand_stays_retired(library, notes):
    library.apply(editing.retire(library.store.held(notes[0].id)))
    plan = library.take(notes, origin="notes")
    assert plan.added == ()
    assert statuses(library)["What is the GIL?"] is CardStatus.RETIRED


def test_a_card_gone_from_its_file_comes_back_with_it(library, notes):
    library.take(notes[1:], origin="notes")
    library.take(notes, origin="notes")
    assert statuses(library)["What is the GIL?"] is CardStatus.ACTIVE


def test_a_split_outlives_importing_the_same_notes(library, notes):
    held = library.store.held(notes[0].id)
    library.apply(editing.split(held, LONG.index("Ext"), "Who can release the GIL?"))
    library.take(notes, origin="notes")
    assert statuses(library)["Who can release the GIL?"] is CardStatus.CHANGED
    assert library.store.card(notes[0].id).reference == "It is a lock."


def test_a_merge_outlives_importing_the_same_notes(library, notes):
    one, two = (library.store.held(note.id) for note in notes)
    library.apply(editing.merge(one, two))
    library.take(notes, origin="notes")
    assert statuses(library)["What is a list?"] is CardStatus.RETIRED
    assert library.store.card(notes[0].id).reference.startswith(LONG)


def test_undoing_leaves_no_trace_for_the_next_import(library, notes):
    done = edit(library, notes[0])
    library.apply(done.undone)
    newer = [replace(notes[0], reference="It is a lock in CPython."), notes[1]]
    assert library.replaced(library.plan(newer, origin="notes")) == ()
    assert statuses(library)["What is the GIL?"] is CardStatus.ACTIVE


def test_notes_that_took_an_edit_over_hold_the_card_again(library, notes):
    edit(library, notes[0])
    taken_over = [library.store.card(notes[0].id), notes[1]]
    assert library.take(taken_over, origin="notes").changed == ()
    library.take(notes, origin="notes")
    assert library.store.card(notes[0].id).reference == LONG


def test_an_edit_of_a_card_that_changed_meanwhile_is_refused(library, notes):
    stale = editing.retire(library.store.held(notes[0].id))
    edit(library, notes[0])
    with pytest.raises(InputError, match="another window"):
        library.apply(stale)
    assert statuses(library)["What is the GIL?"] is CardStatus.CHANGED


def test_vectors_follow_an_edit(library, notes):
    library.sync()
    done = edit(library, notes[0])
    library.follow([one.id for one, _ in done.after])
    assert library.index().rows[notes[0].id][0] == done.after[0][0].content_hash
    library.apply(editing.retire(library.store.held(notes[0].id)))
    library.follow([notes[0].id])
    assert set(library.index().rows) == {notes[1].id}


def test_leaving_off_while_embedding_leaves_the_library_as_it_was(library):
    fresh = [card(f"Question {number}?") for number in range(100)]
    steps = library.embed(fresh)
    assert next(steps) == (64, 100)
    steps.close()
    assert library.cards() == []
    assert library.nearest_card("Question 1?") is None
    library.follow([one.id for one in fresh])
    assert library.index().rows == {}


def test_a_card_that_moved_in_its_file_knows_its_new_line(library, notes):
    moved = [replace(notes[0], source=Source("notes.md", 40)), notes[1]]
    library.take(moved, origin="notes")
    assert library.store.card(notes[0].id).source.line == 40
