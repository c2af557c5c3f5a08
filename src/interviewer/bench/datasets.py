"""Graded answers from a file: CSV, JSONL, or the pack's gold answers beside its cards.

Knows nothing of graders. `load(Path("answers.csv")).answers[0].share` → 0..1
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from interviewer.cards import Card
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.grading.rubric import Rubric
from interviewer.locations import knowledge_folder

_TOPS = (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 10.0, 12.0, 15.0, 20.0, 50.0, 100.0)


@dataclass(frozen=True)
class Scale:
    """Scores run from 0 to `top` in steps of `step`."""

    top: float
    step: float


@dataclass(frozen=True)
class GradedAnswer:
    """One answer that people scored. `score` is on the file's scale, `share` 0..1.

    `kind`, `split` and `verdicts` are set for gold answers only.
    """

    rubric: Rubric
    answer: str
    score: float
    share: float
    raters: tuple[float, ...] = ()
    kind: str = ""
    split: str = ""
    verdicts: tuple[Verdict, ...] = ()
    lang: str = ""

    @property
    def question(self) -> str:
        """The question's text: what answers are grouped by."""
        return self.rubric.question


@dataclass(frozen=True)
class Dataset:
    """All answers of one file, in file order."""

    name: str
    scale: Scale
    answers: tuple[GradedAnswer, ...]


def load(path: Path) -> Dataset:
    """Read CSV, JSONL, or the pack's gold JSONL with the cards beside it. Raises InputError."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file; name a CSV or JSONL of graded answers")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    rows = _json_rows(path, text) if path.suffix.lower() in {".jsonl", ".json", ".ndjson"} else (
        list(csv.DictReader(io.StringIO(text, newline="")))
    )  # fmt: skip
    if not rows:
        raise InputError(f"{path}: holds no graded answers")
    if "card" in rows[0] and "verdicts" in rows[0]:
        return _gold(path, rows)
    return _plain(path, rows)


def _json_rows(path: Path, text: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise InputError(
                f"{path}:{number}: not JSON ({error.msg}); one object a line"
            ) from error
        if not isinstance(row, dict):
            raise InputError(f"{path}:{number}: not an object; one object a line")
        rows.append(row)
    return rows


def _plain(path: Path, rows: Sequence[dict[str, Any]]) -> Dataset:
    scores = [_number(path, n, row, "score") for n, row in enumerate(rows, 1)]
    scale = scale_of(scores)
    answers = []
    for number, (row, score) in enumerate(zip(rows, scores, strict=True), 1):
        rubric = Rubric.from_texts(
            _text(path, number, row, "question"), _references(path, number, row)
        )
        raters = tuple(
            _number(path, number, row, name)
            for name in ("rater_1", "rater_2")
            if row.get(name) not in (None, "")
        )
        answer = _text(path, number, row, "answer")
        answers.append(GradedAnswer(rubric, answer, score, score / scale.top, raters))
    return Dataset(path.stem, scale, tuple(answers))


def load_pack(split: str | None = None) -> tuple[GradedAnswer, ...]:
    """Every gold answer that ships with the program, or only those of one split."""
    paths = sorted((knowledge_folder() / "gold").glob("*/*.jsonl"))
    found = [answer for path in paths for answer in load(path).answers]
    return tuple(a for a in found if split is None or a.split == split)


@cache
def cards_of(folder: Path) -> tuple[Card, ...]:
    """Every card of a folder of the pack, read once a process. Raises NotesError."""
    from interviewer.notes.importing import read_paths

    read = read_paths([folder])
    if read.failures:
        raise read.failures[0]
    return tuple(card for file in read.files for card in file.cards)


def _gold(path: Path, rows: Sequence[dict[str, Any]]) -> Dataset:
    """Gold answers belong to the cards of their own language, found by the card's pair name.

    The cards lie beside the gold folder: `gold/en/python.jsonl` goes with `en/*.md`.
    """
    lang = path.parent.name
    by_name = {card.pair: card for card in cards_of(path.resolve().parents[2] / lang) if card.pair}
    answers = []
    for number, row in enumerate(rows, 1):
        card = by_name.get(_text(path, number, row, "card"))
        if card is None:
            raise InputError(f"{path}:{number}: no {lang} card named {row['card']} in the pack")
        if len(row["verdicts"]) != len(card.key_points):
            raise InputError(
                f"{path}:{number}: one verdict is needed for each key point of {row['card']}"
            )
        score = _number(path, number, row, "score")
        answers.append(
            GradedAnswer(
                Rubric.of(card), _text(path, number, row, "answer"), score, score / 100,
                kind=str(row.get("kind", "")), split=str(row.get("split", "")),
                verdicts=tuple(Verdict(v) for v in row["verdicts"]), lang=lang,
            )
        )  # fmt: skip
    return Dataset(f"gold-{lang}-{path.stem}", Scale(100.0, 1.0), tuple(answers))


def scale_of(scores: Iterable[float]) -> Scale:
    """Top and step of a scale from the scores on it.

    Top: the least of 1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 50, 100 that no score passes,
    else the greatest score. Step: half points when every score is a multiple of a
    half and some is not whole, whole points otherwise, a tenth of a top of 1.
    """
    found = list(scores)
    highest = max(found)
    top = next((t for t in _TOPS if highest <= t), highest)
    if all(s == int(s) for s in found):
        return Scale(top, 1.0)
    step = 0.1 if top <= 1 else 0.5
    return Scale(top, step)


def step_index(score: float, scale: Scale) -> int:
    """A score as a number of steps, halves rounded up, kept within the scale."""
    steps = int(Fraction(scale.top) / Fraction(str(scale.step)))
    return min(steps, max(0, math.floor(score / scale.step + 0.5)))


def _references(path: Path, number: int, row: dict[str, Any]) -> tuple[str, ...]:
    value = row.get("references") or row.get("reference")
    if isinstance(value, str):
        text = value.strip()
        if text.startswith("["):
            try:
                value = json.loads(text)
            except json.JSONDecodeError:
                value = text
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise InputError(f"{path}:{number}: needs a column reference or references")


def _text(path: Path, number: int, row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    if not isinstance(value, str):
        raise InputError(f"{path}:{number}: needs a column {name}")
    return value


def _number(path: Path, number: int, row: dict[str, Any], name: str) -> float:
    try:
        value = float(row[name])
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"{path}:{number}: {name} must be a number") from error
    if not math.isfinite(value) or value < 0:
        raise InputError(f"{path}:{number}: {name} must be a number of 0 or more")
    return value
