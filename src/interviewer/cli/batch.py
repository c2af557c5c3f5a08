"""`grade-file`: many answers in one file, graded against the library."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cli.output import as_json, note, say
from interviewer.errors import InputError

if TYPE_CHECKING:
    from interviewer.batch.items import Graded
    from interviewer.cards import Lang
    from interviewer.parts import Parts
    from interviewer.report import Format

# How often progress is told, in seconds.
_EVERY = 5.0


def grade_file(
    file: Annotated[
        Path,
        typer.Argument(help="Answers: text, Markdown, CSV, JSON lines, Word, PDF; - is stdin."),
    ],
    out: Annotated[
        Path | None, typer.Option(help="Write a report here: .md, .csv or .json.")
    ] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Grade many answers at once. Each is matched to a card by question, meaning or number.

    A card may be named in a table's column `card`. No language model is asked.
    """
    from interviewer import settings
    from interviewer.batch.rendering import document, rendered
    from interviewer.parts import Parts

    form = _form(out)
    data = _bytes(file)
    with Parts(settings.load(), use_llm=False) as parts:
        parts.take_pack()
        graded = _graded(parts, data, file.name)
    lang = _language(graded)
    if out is not None:
        _write(out, rendered(graded, form, lang))
    if as_document:
        as_json(document(graded))
    else:
        _print(graded, lang)


def _form(out: Path | None) -> Format:
    from interviewer.batch.rendering import FORMS
    from interviewer.report import Format

    if out is None:
        return Format.MD
    ending = out.suffix.lower().removeprefix(".")
    if ending not in FORMS:
        raise typer.BadParameter("--out ends in .md, .csv or .json")
    return Format(ending)


def _graded(parts: Parts, data: bytes, name: str) -> list[Graded]:
    from interviewer.batch.grading import grade_each
    from interviewer.batch.library import placed

    items, cards = placed(parts.library, data, name)
    graded: list[Graded] = []
    told = time.monotonic()
    for one in grade_each(
        items, cards, parts.interviewer.assessor.pasted, parts.interviewer.assessor.rubric
    ):
        graded.append(one)
        if time.monotonic() - told > _EVERY:
            told = time.monotonic()
            note(f"graded {len(graded)} of {len(items)}")
    return graded


def _language(graded: Sequence[Graded]) -> Lang:
    """The language that most of the answers are in."""
    from interviewer.cards import Lang, language_of

    counted = Counter(language_of(one.item.answer) for one in graded)
    return Lang.EN if counted[Lang.EN] * 2 >= len(graded) else Lang.ZH


def _print(graded: Sequence[Graded], lang: Lang) -> None:
    from interviewer.batch.items import How
    from interviewer.batch.rendering import summary, why
    from interviewer.report import one_line

    for one in graded:
        score = "–" if one.grade.score is None else f"{one.grade.score:.0f}"
        reason = why(one)
        if one.card is not None and one.item.how is How.MEANING:
            reason = "; ".join(
                filter(None, [f"compared with: {one_line(one.card.question)}", reason])
            )
        end = f"  ({reason})" if reason else ""
        say(f"{one.item.line:>5}  {score:>3}  {one_line(one.question)[:100]}{end}")
    say(summary(graded, lang))


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}. Name a file with answers.") from error


def _write(out: Path, text: str) -> None:
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{out} cannot be written ({error.strerror}). Name another place for the report."
        ) from error
