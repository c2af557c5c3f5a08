"""What is fuzzed: each target takes bytes, and raises only for a defect.

Errors that the learner can mend are what a target is meant to give for bad input.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from interviewer import backup, locations, settings
from interviewer.batch.known import Known
from interviewer.batch.reading import read_answers
from interviewer.errors import InterviewerError
from interviewer.grading.gates import gates
from interviewer.grading.selection import select
from interviewer.grading.text import fold
from interviewer.intents import intent_of
from interviewer.notes.importing import read_bytes
from tests.making import card

Target = Callable[[bytes], None]
QUESTION = "What is a closure?"
REFERENCE = "A function that keeps the variables of the scope it was made in. 闭包保存外层变量。"


def notes_of(ending: str) -> Target:
    """The importer, for a file with this ending."""

    def target(data: bytes) -> None:
        with suppress(InterviewerError):
            parsed = read_bytes(data, f"notes.{ending}")
            assert all(one.question.strip() for one in parsed.cards)

    return target


def answer(data: bytes) -> None:
    """What is made of an answer before any model sees it."""
    text = data.decode("utf-8", "replace")
    intent_of(text, REFERENCE)
    asked, reference = fold(QUESTION).text, fold(REFERENCE).text
    chosen = select(fold(text), asked, reference)
    found = gates(chosen.kept, chosen.removed, asked, reference)
    assert found or text.strip(), "an empty answer went through"


def many(data: bytes) -> None:
    """A paste of many answers."""
    with suppress(InterviewerError):
        read_answers(data, "answers.txt", Known([card()]))


def config(data: bytes) -> None:
    """A config file with anything in it."""
    _own_home()
    locations.config_file().write_bytes(data)
    with suppress(InterviewerError):
        settings.load()
    with suppress(InterviewerError):
        settings.write("llm", "threads", 2)
        assert settings.load().llm.threads == 2


def archive(data: bytes) -> None:
    """A file given to `restore`: refused, or sound; the data folder has nothing else in it."""
    home = _own_home()
    file = home.parent / "archive.zip"
    file.write_bytes(data)
    with suppress(InterviewerError):
        backup.restore(file, datetime.now(UTC))
    assert {path.name for path in home.parent.iterdir()} == {"archive.zip", home.name}


def _own_home() -> Path:
    home = _folder() / "home"
    os.environ["INTERVIEWER_HOME"] = str(home)
    return home


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    (folder / "home").mkdir()
    return folder


FAST: dict[str, Target] = {
    "notes.txt": notes_of("txt"),
    "notes.md": notes_of("md"),
    "notes.org": notes_of("org"),
    "notes.csv": notes_of("csv"),
    "notes.html": notes_of("html"),
    "notes.ipynb": notes_of("ipynb"),
    "answer": answer,
    "many": many,
    "config": config,
    "archive": archive,
}
SLOW: dict[str, Target] = {"notes.docx": notes_of("docx"), "notes.pdf": notes_of("pdf")}
