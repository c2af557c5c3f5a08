"""What the learner changed by hand, so that importing the same notes again keeps it.

For every card touched here a mark is kept: the content hash that the notes gave it, or
"" for a card that was made here. While the notes still say the same, the hand's version
stays; once they change, the notes win. Pure. `reconciled(plan, marks)`
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from interviewer.cards import Card, CardStatus
from interviewer.editing import Edit
from interviewer.notes.reimport import ImportPlan

Marks = Mapping[str, str]

MADE_HERE = ""


def marked(marks: Marks, edit: Edit) -> dict[str, str]:
    """The marks after an edit. One that brings a card back to what the notes say drops its mark."""
    new = dict(marks)
    before = {card.id: card for card, _ in edit.before}
    for card, status in edit.after:
        was = before.get(card.id)
        new.setdefault(card.id, was.content_hash if was else MADE_HERE)
        if new[card.id] == card.content_hash and status is not CardStatus.RETIRED:
            del new[card.id]
    return new


def reconciled(plan: ImportPlan, marks: Marks) -> tuple[ImportPlan, dict[str, str]]:
    """The plan without what would undo the hand's work, and the marks once it is carried out.

    Edited cards whose notes did not change stay as stored; cards retired by hand stay
    retired; cards made by hand are not taken for cards gone from their file.
    """
    stays = [old for old, new in plan.changed if marks.get(old.id) == new.content_hash]
    away = {card.id for card in plan.added if marks.get(card.id) == card.content_hash}
    edited = {card.id for card in stays}
    kept = replace(
        plan,
        added=tuple(card for card in plan.added if card.id not in away),
        unchanged=(*plan.unchanged, *stays),
        changed=tuple((old, new) for old, new in plan.changed if old.id not in edited),
        retired=tuple(card for card in plan.retired if marks.get(card.id) != MADE_HERE),
        near_duplicates=tuple(
            pair for pair in plan.near_duplicates if away.isdisjoint(card.id for card in pair)
        ),
    )
    # What the notes now say themselves, and what they replace, is the hand's no longer.
    said = {card.id for card in (*plan.unchanged, *kept.added)}
    said |= {old.id for old, _ in kept.changed}
    return kept, {card_id: mark for card_id, mark in marks.items() if card_id not in said}


def replaced(plan: ImportPlan, marks: Marks) -> tuple[Card, ...]:
    """Cards edited here that a plan replaces, because the notes changed as well."""
    return tuple(old for old, _ in plan.changed if old.id in marks)
