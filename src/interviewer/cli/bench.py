"""`bench`: what the program measures of itself. The last line printed is one JSON object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from interviewer.cli.output import say

app = typer.Typer(help="Measure grading, embedding, attacks and speed.")


@app.command()
def grading(
    file: Annotated[Path, typer.Argument(help="CSV or JSONL: question, reference, answer, score.")],
    no_llm: Annotated[bool, typer.Option("--no-llm", help="Ask no language model.")] = False,
    predictions: Annotated[Path | None, typer.Option(help="Write a CSV of predictions.")] = None,
) -> None:
    """How well the shipped grader agrees with the people who scored a file."""
    from interviewer import settings
    from interviewer.bench.grading import run
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=not no_llm) as parts:
        _last_line(run(file, predictions, parts.embedder(), juror=parts.juror))


@app.command()
def embedder(
    pairs: Annotated[Path | None, typer.Option(help="TSV: English, Chinese.")] = None,
    sts: Annotated[Path | None, typer.Option(help="TSV: score, sentence, sentence.")] = None,
    everyday: Annotated[
        Path | None, typer.Option(help="TSV: English, Chinese; of another kind than --pairs.")
    ] = None,
    graded: Annotated[
        Path | None, typer.Option(help="Graded answers, as for `bench grading`.")
    ] = None,
    addon: Annotated[
        Path | None, typer.Option(help="Another add-on than the one that ships.")
    ] = None,
) -> None:
    """How well the embedder reads Chinese, beside the same model without the add-on."""
    from interviewer.bench.embedder import run
    from interviewer.starter.addon import ADDON_PATH

    _last_line(run(pairs, sts, everyday=everyday, graded=graded, addon=addon or ADDON_PATH))


@app.command()
def backends(
    graded: Annotated[
        Path | None, typer.Option(help="Graded answers, as for `bench grading`.")
    ] = None,
    rounds: Annotated[
        int, typer.Option(min=1, help="Rounds in which the backends take turns.")
    ] = 15,
) -> None:
    """Sentence vectors under torch and under ONNX, plain and in 8 bits: times, and what changes."""
    from interviewer.bench.backends import run

    result = run(graded, rounds)
    for name, figures in result["backends"].items():
        say(f"{name}: {figures}")
    _last_line(result)


@app.command()
def attacks(
    from_: Annotated[
        Path | None, typer.Option("--from", help="Build attacks from this file.")
    ] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print only the JSON.")] = False,
) -> None:
    """How often bad answers pass and good ones fail."""
    from interviewer import settings
    from interviewer.bench.attacks import run
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        result = run(from_, parts.embedder())
    _told(result, as_document)


@app.command()
def plain(
    as_document: Annotated[bool, typer.Option("--json", help="Print only the JSON.")] = False,
) -> None:
    """Verdicts on single key points said in other words, or turned around."""
    from interviewer import settings
    from interviewer.bench.plain import run
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        result = run(parts.embedder())
    _told(result, as_document)


@app.command()
def speed(
    as_document: Annotated[bool, typer.Option("--json", help="Print only the JSON.")] = False,
) -> None:
    """Times of an answer's way, as ratios to the raw libraries where there is one."""
    from interviewer.bench.speed import run

    result = run()
    _told(result, as_document)


@app.command()
def scale(
    sizes: Annotated[str, typer.Option(help="Numbers of cards.")] = "100,1000,10000,100000",
    most_vectors: Annotated[
        int, typer.Option(min=1, help="At most so many in the index.")
    ] = 100_000,
) -> None:
    """Storing, finding and choosing with ever more cards; synthetic ones."""
    from interviewer.bench.scale import run

    result = run([int(size) for size in sizes.split(",")], most_vectors)
    for row in result["sizes"]:
        say(f"{row}")
    _last_line(result)


@app.command(name="import")
def import_(
    cards: Annotated[int, typer.Option(min=64, help="How many cards to import.")] = 1000,
    lang: Annotated[str | None, typer.Option(help="Only this language, en or zh.")] = None,
    rounds: Annotated[int, typer.Option(min=1, help="Imports, each beside the bare model.")] = 3,
    shapes: Annotated[
        bool, typer.Option("--shapes", help="Only read a 5 MB file of each shape, in CPU time.")
    ] = False,
) -> None:
    """Importing notes, from the file to stored vectors, beside the bare embedding model."""
    if shapes:
        from interviewer.bench.shapes import run as read_shapes

        _last_line(read_shapes())
        return
    from interviewer.bench.importing import run
    from interviewer.cards import Lang

    _told(run(cards, Lang(lang) if lang else None, rounds))


@app.command()
def load(
    learners: Annotated[str, typer.Option(help="Numbers of learners at once.")] = "1,5,20,50",
    seconds: Annotated[float, typer.Option(min=1, help="For each number.")] = 120.0,
) -> None:
    """Several learners at once, grading without a language model."""
    from interviewer.bench.load import run

    result = run([int(number) for number in learners.split(",")], seconds)
    for row in (*result["with_thinking"], result["burst"]):
        say(f"{row}")
    _last_line(result)


@app.command()
def soak(
    minutes: Annotated[float, typer.Option(min=0.1, help="For how long.")] = 30.0,
) -> None:
    """Learners at work for long: whether memory, files or threads grow."""
    from interviewer.bench.load import soak as run

    _last_line(run(minutes))


@app.command()
def progress() -> None:
    """Times of the Progress room with a history of 100,000 answers, in milliseconds."""
    from interviewer.bench.progress import run
    from interviewer.cards import Lang
    from interviewer.ui.progress_html import room

    _last_line(run(lambda shown: room(shown, Lang.EN)))


@app.command()
def learning(
    learners: Annotated[int, typer.Option(min=1, max=100, help="Learners of each kind.")] = 8,
    plot: Annotated[Path | None, typer.Option(help="Write the plot as SVG here.")] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print only the JSON.")] = False,
) -> None:
    """Questions that simulated learners need, by order of asking, with a plot of their way."""
    from interviewer.bench.learning import run
    from interviewer.bench.learning_plot import lines, svg

    result = run(learners)
    if plot is not None:
        plot.write_text(svg(result), encoding="utf-8")
    if not as_document:
        for line in lines(result):
            say(line)
        for kind, figures in result["kinds"].items():
            say(f"{kind}: {figures}")
    del result["curves"]
    _last_line(result)


@app.command()
def intents(
    phrases: Annotated[
        Path | None, typer.Option(help="TSV: language, intent or answer, text.")
    ] = None,
    answers: Annotated[
        list[Path] | None, typer.Option(help="Graded answers, CSV or JSONL; may be repeated.")
    ] = None,
    as_document: Annotated[bool, typer.Option("--json", help="Print only the JSON.")] = False,
) -> None:
    """How often wishes are recognised, and honest answers taken for one."""
    from interviewer.bench.intents import run

    result = run(phrases, answers or [])
    if not as_document:
        for part in ("phrases", "answers"):
            for name, figures in result[part].items():
                say(f"{name}: {figures}")
    _last_line(result)


def fit(
    files: Annotated[list[Path], typer.Argument(help="CSV or JSONL with graded answers.")],
    out: Annotated[Path | None, typer.Option(help="Write the constants here.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw people's marks over scores here.")] = None,
    cases: Annotated[
        Path | None, typer.Option(help="Write the 30 answers most wrongly scored here, to be read.")
    ] = None,
) -> None:
    """Refit the grader's constants; figures are for questions not fitted on."""
    from interviewer import settings
    from interviewer.bench.fit import fit as refit
    from interviewer.parts import Parts

    with Parts(settings.load(), use_llm=False) as parts:
        _last_line(refit(files, parts.embedder(), out, plot, cases))


def _told(result: dict[str, Any], as_document: bool = False) -> None:
    """A line for each figure, unless only the document is wanted; then that."""
    if not as_document:
        for name, value in result.items():
            say(f"{name}: {value}")
    _last_line(result)


def _last_line(result: dict[str, Any]) -> None:
    say(json.dumps(result, ensure_ascii=False))
