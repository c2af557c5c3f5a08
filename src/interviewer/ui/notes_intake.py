"""Files dropped and text pasted in the page, read into cards; nothing is stored by reading.

Knows nothing of the screen. `taken = read(["upload/notes.md"], "", "", ""); keep(taken, store)`
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer import locations
from interviewer.cards import Card, Source
from interviewer.errors import InputError, NotesError
from interviewer.history.store import Store
from interviewer.notes.encoding import decode
from interviewer.notes.html import to_markdown
from interviewer.notes.importing import parse_text, read_bytes
from interviewer.notes.notebook import notebook_to_markdown
from interviewer.notes.parsed import ParsedFile
from interviewer.notes.pdf import pdf_to_text
from interviewer.notes.word import docx_to_markdown

MARKS_FACT = "questions_at"

_CONVERTED = {"docx": docx_to_markdown, "pdf": pdf_to_text}


@dataclass(frozen=True)
class Note:
    """One file or paste: its bytes, the lines that its cards point into, and what was read."""

    data: bytes
    lines: tuple[str, ...]
    parsed: ParsedFile


@dataclass(frozen=True)
class Intake:
    """Everything given at once, and what of it could not be read. `mark` overrode the guess."""

    notes: tuple[Note, ...]
    failures: tuple[NotesError, ...]
    mark: str

    @property
    def cards(self) -> list[Card]:
        """The cards of all notes, in order."""
        return [card for note in self.notes for card in note.parsed.cards]


def read(paths: Sequence[str], pasted: str, topic: str, mark: str) -> Intake:
    """Read uploads and a paste. `topic` names a paste that names none; `mark` may be empty."""
    notes: list[Note] = []
    failures: list[NotesError] = []
    for path in map(Path, paths):
        try:
            notes.append(_upload(path, mark.strip() or None))
        except NotesError as error:
            failures.append(error)
    if pasted.strip():
        try:
            notes.append(_paste(pasted, topic, mark.strip() or None))
        except NotesError as error:
            failures.append(error)
    return Intake(tuple(notes), tuple(failures), mark.strip())


def keep(intake: Intake, store: Store) -> None:
    """Keep the notes as they were given, for the diff. Raises InputError when that fails."""
    folder = locations.notes_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for note in intake.notes:
            (folder / note.parsed.path).write_bytes(note.data)
    except OSError as error:
        raise InputError(
            f"The notes cannot be copied to {folder} ({error.strerror}); nothing was added. "
            "Free some space or check the folder, then add them again."
        ) from error
    marks = store.fact(MARKS_FACT) or {}
    marks.update({note.parsed.path: intake.mark for note in intake.notes})
    store.put_fact(MARKS_FACT, {path: mark for path, mark in marks.items() if mark})


def _upload(path: Path, mark: str | None) -> Note:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotesError(path.name, "the upload is gone; drop the file again") from error
    parsed = read_bytes(data, path.name, mark)
    return Note(data, tuple(_text(data, parsed.format).split("\n")), parsed)


def _paste(text: str, topic: str, mark: str | None) -> Note:
    name = " ".join(topic.split()).replace("/", "-") or "pasted"
    data = text.encode("utf-8", "replace")
    # Two pastes are two sources: the second must not pass for a newer version of the first.
    path = f"pasted-{hashlib.sha256(data).hexdigest()[:8]}.txt"
    parsed = parse_text(text, f"{name}.txt", mark)
    cards = tuple(replace(c, source=Source(path, c.source.line)) for c in parsed.cards)
    lines = tuple(_text(data, parsed.format).split("\n"))
    return Note(data, lines, replace(parsed, path=path, cards=cards))


def _text(data: bytes, kind: str) -> str:
    """The text that line numbers count in: what a file of another kind was turned into."""
    if kind in _CONVERTED:
        return _CONVERTED[kind](data)
    text = decode(data).text.removeprefix("\ufeff")
    if kind == "notebook":
        return notebook_to_markdown(text)
    return to_markdown(text) if kind == "html" else text
