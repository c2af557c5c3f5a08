"""`check`, `audit`, `import`, `cards`: notes in, and what became of them."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interviewer.cli.output import as_json, note, say

if TYPE_CHECKING:
    from interviewer.cards import Card
    from interviewer.errors import NotesError
    from interviewer.library import Library
    from interviewer.notes.parsed import ParsedFile, Skipped

_TOLD_EVERY = 2.0
Paths = Annotated[list[Path], typer.Argument(help="Files or folders of notes.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]
QuestionsAt = Annotated[
    str | None, typer.Option(help='What marks a question, e.g. "##", when the guess is wrong.')
]


def check(paths: Paths, questions_at: QuestionsAt = None, as_document: Json = False) -> None:
    """Read notes and say what would become of them. Stores nothing."""
    from interviewer.notes.importing import read_paths

    reading = read_paths(paths, questions_at=questions_at)
    if as_document:
        as_json(
            {
                "files": [_file_fields(file) for file in reading.files],
                "failures": [_failure_fields(failure) for failure in reading.failures],
            }
        )
    else:
        for file in reading.files:
            _print_file(file)
    _fail_if(reading.failures)


def audit(paths: Paths, as_document: Json = False) -> None:
    """Say what is missing, doubtful or double in notes, and what to do about it."""
    from interviewer import locations
    from interviewer.notes.audit import audit as find
    from interviewer.notes.importing import read_paths

    reading = read_paths(paths)
    folder = locations.knowledge_folder()
    pack = read_paths([folder / "en", folder / "zh"])
    findings = find(reading.files, [card for file in pack.files for card in file.cards])
    if as_document:
        as_json(
            {
                "findings": [
                    {
                        "path": found.path,
                        "line": found.line,
                        "kind": str(found.kind),
                        "why": found.why,
                        "mend": found.mend,
                    }
                    for found in findings
                ],
                "failures": [_failure_fields(failure) for failure in reading.failures],
            }
        )
    else:
        for found in findings:
            say(f"{found.path}:{found.line}: {found.why} {found.mend}")
        say(f"{len(findings)} to look at.")
    _fail_if(reading.failures)


def import_(paths: Paths, questions_at: QuestionsAt = None, as_document: Json = False) -> None:
    """Bring notes into the library. Importing the same notes again is harmless."""
    from interviewer import settings
    from interviewer.notes.importing import read_paths
    from interviewer.parts import Parts

    reading = read_paths(paths, questions_at=questions_at)
    cards = [card for file in reading.files for card in file.cards]
    with Parts(settings.load(), use_llm=False) as parts:
        try:
            plan = parts.library.take(cards, origin="notes")
            embedded = parts.library.sync(counted())
        except KeyboardInterrupt:
            note(_stopped(parts.library))
            raise
    counts = {
        "added": len(plan.added),
        "unchanged": len(plan.unchanged),
        "changed": len(plan.changed),
        "retired": len(plan.retired),
        "duplicates": len(plan.duplicates),
        "embedded": embedded,
        "without_reference": sum(not card.references for card in cards),
    }
    if as_document:
        as_json({**counts, "failures": [_failure_fields(bad) for bad in reading.failures]})
    else:
        say(", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.items()))
        if counts["without_reference"]:
            say("Questions without a reference answer are kept and not asked.")
    _fail_if(reading.failures)


def _stopped(library: Library) -> str:
    """What a broken-off import left behind, and what to do."""
    stored = len(library.of("notes"))
    if not stored:
        return "Stopped before anything was stored. Import the notes again when you like."
    waiting = len(library.drift().missing)
    return (
        f"Stopped. {stored} cards from notes are stored, {waiting} are not embedded yet. Import the "
        "same notes again to go on: what is stored stays, and nothing is stored twice."
    )


def cards(
    topic: Annotated[str | None, typer.Option(help="Only this topic.")] = None,
    as_document: Json = False,
) -> None:
    """List the cards of the library."""
    from interviewer import settings
    from interviewer.parts import Parts
    from interviewer.schedule import due_of, memory_of, reviews_of

    with Parts(settings.load(), use_llm=False) as parts:
        parts.take_pack()
        listed = [
            (card, status)
            for card, status in parts.store.cards()
            if topic is None or card.topic == topic
        ]
        memories = memory_of(reviews_of(parts.store.sessions())) if as_document else {}
    if as_document:
        rows = []
        for card, status in listed:
            due = due_of(card, memories.get(card.id, {}))
            when = None if due is None else due.isoformat()
            rows.append({**_card_fields(card), "status": status.value, "due": when})
        as_json({"cards": rows})
        return
    for card, status in listed:
        mark = "" if card.references else "  [no reference yet]"
        say(f"{card.id}  {status.value:<10}  {card.topic}: {' '.join(card.question.split())}{mark}")
    say(f"{len(listed)} cards.")


def _print_file(file: ParsedFile) -> None:
    answered = sum(bool(card.references) for card in file.cards)
    say(f"{file.path} ({file.format}, {file.encoding})")
    say(
        f"  {len(file.cards)} questions, {answered} with a reference answer, "
        f"{len(file.topics)} topics; questions at {file.questions_at} "
        f"(confidence {file.confidence:.2f})"
    )
    for topic, count in Counter(card.topic for card in file.cards).items():
        say(f"  {topic}: {count}")
    for card in file.cards:
        mark = "" if card.references else "  [no reference yet]"
        say(f"    {card.source.line:>5}  {' '.join(card.question.split())}{mark}")
    for warning in file.warnings:
        note(f"  line {warning.line}: {warning.why}")


def _file_fields(file: ParsedFile) -> dict[str, Any]:
    return {
        "path": file.path,
        "format": file.format,
        "encoding": file.encoding,
        "questions_at": file.questions_at,
        "confidence": round(file.confidence, 3),
        "topics": list(file.topics),
        "cards": [_card_fields(card) for card in file.cards],
        "warnings": [_line_fields(item) for item in file.warnings],
        "reported": [_line_fields(item) for item in file.reported],
    }


def _line_fields(item: Skipped) -> dict[str, Any]:
    """A line and why; the code and its values are the same in every language of the page."""
    from interviewer.words import coded

    code, values = coded(item.why, "line_") or ("", {})
    return {"line": item.line, "why": item.why, "code": code.removeprefix("line_"), **values}


def _card_fields(card: Card) -> dict[str, Any]:
    return {
        "id": card.id,
        "topic": card.topic,
        "question": card.question,
        "reference": card.reference,
        "key_points": [point.text for point in card.key_points],
        "lang": card.lang.value,
        "line": card.source.line,
        "path": card.source.path,
    }


def _failure_fields(failure: NotesError) -> dict[str, str]:
    return {"path": failure.path, "why": failure.why}


def _fail_if(failures: tuple[NotesError, ...]) -> None:
    for failure in failures:
        note(f"interviewer: {failure}")
    if failures:
        raise typer.Exit(1)


def counted(clock: Callable[[], float] = time.monotonic) -> Callable[[int, int], None]:
    """Says now and then how many cards are embedded, and how long the rest will take."""
    begun = told = clock()

    def progress(done: int, total: int) -> None:
        nonlocal told
        now = clock()
        if now - told < _TOLD_EVERY and not (done == total and told > begun):
            return
        told = now
        left = (now - begun) / done * (total - done)
        rest = f", about {left:.0f} s left" if done < total else ""
        note(f"embedded {done} of {total} cards{rest}")

    return progress
