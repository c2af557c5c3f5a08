"""The notes given back: all cards as Markdown, edits as a diff against the notes they came from.

Knows nothing of the screen. `exported(parts.library)`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer import locations
from interviewer.appeal import learned, taught
from interviewer.cards import Card, new_id
from interviewer.errors import InputError, NotesError
from interviewer.library import Library
from interviewer.notes.encoding import decode
from interviewer.notes.importing import read_bytes
from interviewer.notes.parsed import ParsedFile
from interviewer.notes.reimport import plan_import
from interviewer.notes.render import render, unified_diff, write_back
from interviewer.ui.notes_intake import MARKS_FACT

# A diff of lines fits these only; in others a line is no part of the text as it was written.
_BY_LINES = ("text", "markdown")


@dataclass(frozen=True)
class Exported:
    """Files written for download; sources that got no diff, as they are gone or not plain text."""

    files: tuple[Path, ...]
    without_diff: tuple[str, ...]


def exported(library: Library) -> Exported:
    """Write all notes as Markdown, and a diff where an edit differs from its source.

    Raises InputError when there are no notes, or the files cannot be written.
    """
    cards = library.of("notes")
    if not cards:
        raise InputError("There are no notes of yours yet. Add some first.")
    changes, without = [], []
    for path in dict.fromkeys(card.source.path for card in cards):
        change = _diff(library, cards, path)
        if change is None:
            without.append(path)
        else:
            changes.append(change)
    written = {
        "notes.md": render(_by_topic(cards)),
        "notes.diff": "".join(changes),
        "learned.diff": _learned_diff(library, cards),
    }
    folder = locations.exports_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in written.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"The files cannot be written to {folder} ({error.strerror}). Free some space, or "
            "check that the folder may be written."
        ) from error
    files = tuple(folder / name for name, text in written.items() if text)
    return Exported(files, tuple(without))


def _by_topic(cards: Sequence[Card]) -> list[Card]:
    """Cards of one topic together: a topic is written once."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.topic, []).append(card)
    return [card for group in groups.values() for card in group]


def _diff(library: Library, cards: Sequence[Card], path: str) -> str | None:
    read = _read(library, path)
    if read is None:
        return None
    text, parsed = read
    after = write_back(text, _aligned(parsed, cards), _wanted(library, parsed, cards, path))
    return unified_diff(text, after, path)


def _read(library: Library, path: str) -> tuple[str, ParsedFile] | None:
    """The text that cards came from, and how it is read; None for one that is gone or has no lines."""
    source = _source(path)
    if source is None:
        return None
    mark = (library.store.fact(MARKS_FACT) or {}).get(path)
    try:
        parsed = read_bytes(source, path, mark)
    except NotesError:
        # Edited since into something unreadable: there is nothing to compare with.
        return None
    if parsed.format not in _BY_LINES:
        return None
    return decode(source).text.removeprefix("\ufeff"), parsed


def _learned_diff(library: Library, cards: Sequence[Card]) -> str:
    """What granted appeals taught, as a diff of the notes themselves: names under the terms of a
    card, accepted wordings below its answer."""
    appeals = library.store.appeals()
    told = {one.card_id for one in appeals if one.holds}
    out = []
    for path in dict.fromkeys(card.source.path for card in cards if card.id in told):
        read = _read(library, path)
        if read is not None:
            text, parsed = read
            aligned = _aligned(parsed, cards)
            wiser = {c.id: learned(c, taught(appeals, c.id)) for c in aligned.cards}
            out.append(unified_diff(text, write_back(text, aligned, wiser), path))
    return "".join(out)


def _source(path: str) -> bytes | None:
    """The copy taken when the notes were added through the page, else the file itself."""
    for place in (locations.notes_folder() / Path(path).name, Path(path)):
        if place.is_file():
            return place.read_bytes()
    return None


def _wanted(
    library: Library, parsed: ParsedFile, cards: Sequence[Card], path: str
) -> dict[str, Card]:
    """What the file should hold: what importing it again would leave, and cards made by hand."""
    plan = library.plan(parsed.cards, origin="notes")
    held = {card.id: card for card in cards}
    wanted = {card.id: held.get(card.id, card) for card in (*plan.unchanged, *plan.added)}
    wanted |= {new.id: new for _, new in plan.changed}
    gone = {card.id for card in plan.retired}
    made = [card for card in cards if card.source.path == path and card.id not in gone]
    return wanted | {card.id: card for card in made if card.id not in wanted}


def _aligned(parsed: ParsedFile, cards: Sequence[Card]) -> ParsedFile:
    """The file's cards under the ids they have in the library."""
    plan = plan_import(cards, parsed.cards)
    ids: dict[tuple[int, str], str] = {}
    by_text: dict[str, str] = {}
    for card in (*plan.added, *plan.unchanged, *(new for _, new in plan.changed)):
        text = new_id(card.topic, card.question)
        ids[card.source.line, text] = card.id
        by_text.setdefault(text, card.id)
    # A card that stands in the file twice was imported once: both places are that card.
    aligned = tuple(
        replace(card, id=ids.get((card.source.line, card.id), by_text.get(card.id, card.id)))
        for card in parsed.cards
    )
    return replace(parsed, cards=aligned)
