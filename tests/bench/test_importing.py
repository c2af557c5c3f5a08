"""The notes that importing is measured with."""

from __future__ import annotations

from interviewer.bench.importing import notes_of
from interviewer.cards import Lang
from interviewer.notes.importing import parse_text


def test_the_measured_notes_hold_as_many_cards_as_asked_for_each_its_own() -> None:
    cards = parse_text(notes_of(500, None), "notes.md").cards
    assert len(cards) == 500
    assert len({card.id for card in cards}) == 500
    assert all(card.reference for card in cards)


def test_notes_of_one_language_are_measured_alone() -> None:
    cards = parse_text(notes_of(80, Lang.ZH), "notes.md").cards
    assert {card.lang for card in cards} <= {Lang.ZH, Lang.MIXED}
