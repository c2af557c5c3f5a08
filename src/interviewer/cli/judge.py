"""`judge`: the report card of the configured language model as a grader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from interviewer.cards import Lang
from interviewer.cli.output import as_json, note, say
from interviewer.errors import InputError

if TYPE_CHECKING:
    from interviewer.bench.judge import Progress as Far
    from interviewer.models.report_card import Marks


def judge(
    as_document: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    full: Annotated[
        bool, typer.Option("--full", help="All answers of the exam, not only 20,000 tokens of it.")
    ] = False,
) -> None:
    """Examine the language model as a grader; its say in scores follows from the result.

    It judges gold answers whose marks are known. Broken off, the exam goes on where it was.
    The JSON has for each language: r and qwk with the known marks, length_r (what length
    alone reaches), the shares of false_passes, injected_passes, missed_deletions and
    missed_negations, and the weight; and repeat_variance, seconds_per_answer,
    prefill_per_second and generation_per_second (tokens), tokens, seconds.
    """
    from interviewer import settings
    from interviewer.bench.datasets import load_pack
    from interviewer.bench.judge import examine
    from interviewer.codec import plain
    from interviewer.models.report_card import badge, keep
    from interviewer.parts import Parts
    from interviewer.unavailable import UnavailableChat

    with Parts(settings.load()) as parts:
        model = parts.model()
        if model is None:
            raise InputError("The language model is turned off. Set INTERVIEWER_LLM__ENABLED=true.")
        if isinstance(model, UnavailableChat):
            raise model.why
        note(f"examining {model.name}")
        with _bar() as tell:
            card = examine(model, parts.model_identity(), load_pack("test"), full=full, tell=tell)
        file = keep(card)
    if as_document:
        document = plain(card)
        for lang, weight in card.weights().items():
            document["languages"][lang]["weight"] = weight
        as_json(document)
        return
    for lang, marks in sorted(card.languages.items()):
        for line in _lines(lang, marks):
            say(line)
    say(f"the same answer asked twice: variance of its score {card.repeat_variance}")
    say(
        f"{card.tokens:,} tokens in {card.seconds:.0f} s; {card.seconds_per_answer:.1f} s an answer, "
        f"{card.prefill_per_second} tokens/s read, {card.generation_per_second} tokens/s written"
    )
    say(badge(card, Lang.EN))
    note(f"kept in {file}")


def _lines(lang: str, marks: Marks) -> Iterator[str]:
    yield f"{lang}: {marks.answers} answers"
    yield f"  agreement with the known marks: r {marks.r}, QWK {marks.qwk} (length alone: r {marks.length_r})"
    yield f"  bad answers passed: {marks.false_passes}; with orders to the grader: {marks.injected_passes}"
    yield f"  missing points taken for said: {marks.missed_deletions}; contradicted ones: {marks.missed_negations}"
    yield f"  weight in a grade: {marks.weight}"


@contextmanager
def _bar() -> Iterator[Callable[[Far], None]]:
    """A progress bar with the time left, on stderr; nothing where that is no terminal."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TimeRemainingColumn

    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task("exam")
        yield lambda now: bar.update(task, completed=now.done, total=now.total)
