"""How well the embedder reads Chinese: retrieval across languages, similarity, speed, load time.

Knows nothing of the grader's constants: graded answers are compared by similarity alone.
`interviewer bench embedder --pairs pairs.tsv --sts sts.tsv --graded answers.jsonl`
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from interviewer.adapters.embedder import SentenceEmbedder, load_embedder
from interviewer.bench.datasets import GradedAnswer, load
from interviewer.bench.metrics import within_question_r
from interviewer.errors import InputError
from interviewer.grading.evidence import best_by_sentence, token_demotion, weighted
from interviewer.grading.passage import read
from interviewer.grading.text import fold
from interviewer.ports import Vectors
from interviewer.starter.addon import ADDON_PATH
from interviewer.starter.glossary import load_glossary

_LOADS = 3
_SHOWN = (
    "retrieval_at_1", "everyday_at_1", "sts_spearman", "graded_cosine", "graded_alignment",
    "sentences_per_second", "load_seconds",
)  # fmt: skip


@dataclass(frozen=True)
class Material:
    """What is measured on: pairs of the field and of everyday language, scored and graded texts."""

    pairs: Sequence[tuple[str, str]]
    everyday: Sequence[tuple[str, str]] = ()
    scored: Sequence[tuple[float, str, str]] = ()
    graded: Sequence[GradedAnswer] = ()


def run(
    pairs: Path | None,
    sts: Path | None,
    *,
    everyday: Path | None = None,
    graded: Path | None = None,
    addon: Path = ADDON_PATH,
) -> dict[str, Any]:
    """The figures of the starter embedder, and under "plain" those of MiniLM as it came.

    `pairs`, `everyday`: English TAB Chinese; without `pairs`, terms of the glossary. `sts`:
    score TAB sentence TAB sentence. `graded`: as for `bench grading`. A measure without its file
    is None. `retrieval_at_1`, `everyday_at_1`: share of Chinese texts whose nearest English
    text is their own. `graded_cosine`, `graded_alignment`: mean of r within each question, by the
    cosine to the best reference and by token alignment with the question's words demoted.
    `load_seconds`: median of three, with the libraries already imported.
    Raises InputError when a file has no usable line.
    """
    material = Material(
        _pairs(pairs) if pairs else _distinct(load_glossary()),
        _pairs(everyday) if everyday else (),
        _scored(sts) if sts else (),
        load(graded).answers if graded else (),
    )
    report = _figures(load_embedder(addon=addon), material)
    report["load_seconds"] = _load_seconds(addon)
    plain = _figures(load_embedder(addon=None), material)
    plain["load_seconds"] = _load_seconds(None)
    _print_table(report, plain)
    return {**report, "plain": plain}


def _figures(embedder: SentenceEmbedder, material: Material) -> dict[str, Any]:
    started = time.perf_counter()
    found = _retrieval(embedder, material.pairs)
    spearman = _spearman(embedder, material.scored) if material.scored else None
    seconds = time.perf_counter() - started
    texts = 2 * (len(material.pairs) + len(material.scored))
    cosine, alignment = _graded(embedder, material.graded) if material.graded else (None, None)
    return {
        "pairs": len(material.pairs),
        "retrieval_at_1": found,
        "everyday_n": len(material.everyday),
        "everyday_at_1": _retrieval(embedder, material.everyday) if material.everyday else None,
        "sts_n": len(material.scored),
        "sts_spearman": spearman,
        "graded_n": len(material.graded),
        "graded_cosine": cosine,
        "graded_alignment": alignment,
        "sentences_per_second": round(texts / seconds, 1),
        "embedder": embedder.name,
    }


def _retrieval(embedder: SentenceEmbedder, pairs: Sequence[tuple[str, str]]) -> float:
    english = embedder.encode([pair[0] for pair in pairs])
    chinese = embedder.encode([pair[1] for pair in pairs])
    return round(retrieval_at_1(chinese, english), 4)


def retrieval_at_1(queries: Vectors, targets: Vectors) -> float:
    """Share of rows of `queries` (n, d) whose most similar row of `targets` has their number."""
    nearest = (queries @ targets.T).argmax(axis=1)
    return float((nearest == np.arange(len(queries))).mean())


def _spearman(embedder: SentenceEmbedder, scored: Sequence[tuple[float, str, str]]) -> float:
    from scipy.stats import spearmanr

    left = embedder.encode([row[1] for row in scored])
    right = embedder.encode([row[2] for row in scored])
    cosines = (left * right).sum(axis=1)
    return round(float(spearmanr(cosines, [row[0] for row in scored]).statistic), 4)


def _graded(
    embedder: SentenceEmbedder, answers: Sequence[GradedAnswer]
) -> tuple[float | None, float | None]:
    """r within each question of the best reference's cosine, and of its demoted alignment."""
    cosines, alignments = [], []
    for answer in answers:
        texts = [answer.question, *answer.rubric.references, answer.answer]
        question, *references, said = read(embedder, [fold(text) for text in texts], ())
        cosines.append(max(float(one.vector @ said.vector) for one in references))
        alignments.append(
            max(
                weighted(best_by_sentence(one, said).max(axis=1), token_demotion(one, question))
                for one in references
            )
        )
    groups, people = [a.question for a in answers], [a.score for a in answers]
    first, second = (within_question_r(groups, by, people) for by in (cosines, alignments))
    return _rounded(first), _rounded(second)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _load_seconds(addon: Path | None) -> float:
    times = []
    for _ in range(_LOADS):
        started = time.perf_counter()
        load_embedder(addon=addon)
        times.append(time.perf_counter() - started)
    return round(float(np.median(times)), 3)


def _pairs(path: Path) -> list[tuple[str, str]]:
    found = [(row[0], row[1]) for row in _rows(path) if len(row) == 2 and all(row)]
    if not found:
        raise InputError(f"{path}: no line of the form English TAB Chinese; check the file")
    return found


def _scored(path: Path) -> list[tuple[float, str, str]]:
    found = []
    for number, row in enumerate(_rows(path), start=1):
        if len(row) != 3:
            continue
        try:
            found.append((float(row[0]), row[1], row[2]))
        except ValueError as error:
            raise InputError(f"{path}, line {number}: {row[0]!r} is not a number") from error
    if not found:
        raise InputError(f"{path}: no line of the form score TAB sentence TAB sentence")
    return found


def _rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    return [[cell.strip() for cell in line.split("\t")] for line in text.split("\n") if line]


def _distinct(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs whose sides occur once each: with synonyms there is no one right answer."""
    english = [pair[0] for pair in pairs]
    chinese = [pair[1] for pair in pairs]
    return [p for p in pairs if english.count(p[0]) == 1 and chinese.count(p[1]) == 1]


def _print_table(report: dict[str, Any], plain: dict[str, Any]) -> None:
    print(f"{'':22}{'starter':>12}{'plain MiniLM':>14}")
    for name in _SHOWN:
        taught, before = (("–" if v is None else v) for v in (report[name], plain[name]))
        print(f"{name:22}{taught:>12}{before:>14}")
