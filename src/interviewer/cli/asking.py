"""`ask` and `grade`: an interview in the terminal, and one answer graded."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cards import Card, Lang, Source, language_of, new_id
from interviewer.cli.output import as_json, grade_lines, note, say
from interviewer.codec import grade_fields
from interviewer.errors import InputError
from interviewer.manner import Manner, Mode, Persona, Reveal

if TYPE_CHECKING:
    from interviewer.grading.rubric import Rubric


MOST_IN_TIME = 100


def ask(
    topic: Annotated[
        list[str] | None, typer.Option(help="Only this topic; may be repeated.")
    ] = None,
    questions: Annotated[
        int | None,
        typer.Option(min=1, max=100, help="How many questions: 5, or as many as --minutes allows."),
    ] = None,
    lang: Annotated[str, typer.Option(help="en or zh.")] = "en",
    resume: Annotated[str | None, typer.Option(help="Go on with this interview.")] = None,
    mode: Annotated[
        Mode,
        typer.Option(
            help="interview; drill: due and weak first; exam: graded at the end, no hints; "
            "teach: the answer is shown, then asked back."
        ),
    ] = Mode.INTERVIEW,
    persona: Annotated[
        Persona, typer.Option(help="How the interviewer speaks and probes; never the score.")
    ] = Persona.NEUTRAL,
    references: Annotated[
        Reveal, typer.Option(help="Reference answers after each question, or at the end.")
    ] = Reveal.EACH,
    minutes: Annotated[
        int | None, typer.Option(min=1, max=600, help="End after so much time for answering.")
    ] = None,
    seconds: Annotated[
        int | None, typer.Option(min=5, max=3600, help="Time a question, then a quiet warning.")
    ] = None,
    answer_in: Annotated[
        str | None, typer.Option(help="en or zh: ask for answers in this language.")
    ] = None,
    no_llm: Annotated[bool, typer.Option("--no-llm", help="Compose every sentence.")] = False,
) -> None:
    """Hold an interview in the terminal.

    Commands: /hint, /skip, /back, /pause, /stop; /sure, /half or /guess before an answer.
    """
    from interviewer import settings
    from interviewer.cli.conversation import COMMANDS, Conversation
    from interviewer.parts import Parts
    from interviewer.report import markdown

    if lang not in ("en", "zh") or answer_in not in (None, "en", "zh"):
        raise typer.BadParameter("--lang and --answer-in are en or zh")
    answers = None if answer_in in (None, lang) else Lang(answer_in)
    manner = Manner(mode, persona, references, minutes, seconds, answers)
    with Parts(settings.load(), use_llm=not no_llm) as parts:
        parts.take_pack()
        interviewer = parts.interviewer
        if resume:
            session = interviewer.controls.go_on(resume)
        else:
            session = interviewer.start(
                parts.library.cards(),
                topics=topic or [],
                count=questions or (5 if minutes is None else MOST_IN_TIME),
                lang=Lang(lang),
                manner=manner,
            )
        note(f"Interview {session.id}. Commands: {COMMANDS}.")
        Conversation(parts).hold(session)
        say()
        say(markdown(interviewer.report(session.id)).rstrip())


def grade(
    card: Annotated[str | None, typer.Option(help="Id of a card in the library.")] = None,
    question: Annotated[str | None, typer.Option(help="The question, without a card.")] = None,
    reference: Annotated[list[str] | None, typer.Option(help="A reference answer.")] = None,
    answer: Annotated[str | None, typer.Option(help="The answer.")] = None,
    answer_file: Annotated[Path | None, typer.Option(help="A file with the answer.")] = None,
    no_llm: Annotated[bool, typer.Option("--no-llm", help="Ask no language model.")] = False,
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Grade one answer. Without --answer or --answer-file it is read from standard input."""
    from interviewer import settings
    from interviewer.grade import Judge
    from interviewer.grading.rubric import Rubric
    from interviewer.parts import Parts

    if (card is None) == (question is None):
        raise typer.BadParameter("give --card ID, or --question Q with --reference R")
    if question is not None and not reference:
        raise typer.BadParameter("--question needs at least one --reference")
    text = _answer_text(answer, answer_file)
    with Parts(settings.load(), use_llm=not no_llm) as parts:
        if card is not None:
            parts.take_pack()
            chosen = parts.store.card(card)
            rubric = parts.interviewer.assessor.rubric(chosen)
        else:
            rubric = Rubric.from_texts(question or "", tuple(reference or ()))
            chosen = card_from(rubric)
        grade = parts.interviewer.assessor.pasted(rubric, text)
        lang = Lang.ZH if language_of(chosen.question + text) is Lang.ZH else Lang.EN
        said = list(parts.interviewer.critique_pasted(chosen, text, grade, lang))
        model = parts.model()
        if grade.judge.model is None and model is not None:
            grade = replace(grade, judge=Judge(model.name))
        grade = replace(grade, critique=said[-1] if said else None)
    if as_document:
        as_json(grade_fields(grade))
    else:
        for line in grade_lines(grade):
            say(line)


def card_from(rubric: Rubric) -> Card:
    """A card that is in no library, for a question that was pasted."""
    return Card(
        id=new_id("", rubric.question),
        topic="",
        question=rubric.question,
        reference=rubric.references[0] if rubric.references else None,
        key_points=rubric.points,
        lang=language_of(rubric.question),
        source=Source("pasted", 1),
        other_references=rubric.references[1:],
    )


def _answer_text(answer: str | None, path: Path | None) -> str:
    if answer is not None and path is not None:
        raise typer.BadParameter("give --answer or --answer-file, not both")
    if answer is not None:
        return answer
    if path is None:
        return sys.stdin.buffer.read().decode("utf-8", "replace")
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}. Name a text file with the answer.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text. Save it as UTF-8.") from error
