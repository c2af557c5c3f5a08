"""How the clauses of an answer bear on each key point: the shortest run that says it, and how well.

Knows nothing of verdicts. `bearings(aims(points, question), Ground.of(answer))[0].span`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.evidence import matched_keys, term_weights, token_demotion
from interviewer.grading.passage import Passage, Weights
from interviewer.grading.text import Span, clauses
from interviewer.grading.wording import expression_recall, run_recall

Scores = NDArray[np.float32]
SIGNALS = (
    "run_terms", "run_tokens", "run_precision", "run_weakest", "weakest", "own_terms", "own_tokens",
    "rival", "margin", "expressions", "has_expressions", "runs4", "length", "other_script",
    "run_clauses", "all_points", "best_point",
)  # fmt: skip
_LONGEST = 5
_PER_CLAUSE = 0.06
_LEAST = 0.1


@dataclass(frozen=True, eq=False)
class Aim:
    """A key point with what sets it apart: `own` weighs tokens by how little other points say them."""

    point: Passage
    question: Passage
    weights: Weights
    own: Weights
    terms: dict[str, float]
    own_terms: dict[str, float]


@dataclass(frozen=True)
class Bearing:
    """The run of clauses that says most of a point, and the `SIGNALS` of how well it does."""

    span: Span
    row: tuple[float, ...]


@dataclass(frozen=True)
class Belief:
    """Where an answer comes nearest to a misconception: terms, tokens, precision, and how much nearer
    than to any key point."""

    span: Span
    row: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class _Fit:
    """One point against all clauses: `tokens` (t, c), `terms` (k, c), `back` (a,) and their runs."""

    tokens: Scores
    terms: Scores
    first: int
    last: int
    run_terms: float
    run_tokens: float
    run_precision: float


def aims(points: Sequence[Passage], question: Passage) -> tuple[Aim, ...]:
    """The points of a rubric made ready once."""
    found = []
    for point in points:
        others = [p for p in points if p is not point and len(p.token_vectors)]
        weights = token_demotion(point, question)
        shared = np.zeros(len(weights), dtype=np.float32)
        if others and len(point.token_vectors):
            rest = np.concatenate([o.token_vectors for o in others])
            shared = (point.token_vectors @ rest.T).max(axis=1)
        own = weights * np.clip(1 - shared, _LEAST, 1).astype(np.float32)
        terms = term_weights(point, question)
        elsewhere = frozenset[str]().union(*(o.keys for o in others)) | question.keys
        own_terms = {k: w for k, w in terms.items() if k not in elsewhere}
        found.append(Aim(point, question, weights, own, terms, own_terms or terms))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class Ground:
    """An answer cut into clauses, made ready to be held against any number of aims."""

    answer: Passage
    parts: tuple[Span, ...]
    token_clause: NDArray[np.intp]
    places: dict[str, set[int]]

    @staticmethod
    def of(answer: Passage) -> Ground:
        """Cut an answer; at least one clause."""
        parts = [c for s in answer.sentences for c in clauses(answer.text, s)] or [
            *answer.sentences
        ]
        starts = np.array([p.start for p in parts])
        offsets = [a for a, _ in answer.token_offsets]
        token_clause = np.maximum(np.searchsorted(starts, offsets, side="right") - 1, 0)
        places: dict[str, set[int]] = {}
        for term in answer.terms:
            index = max(0, int(np.searchsorted(starts, term.start, side="right")) - 1)
            places.setdefault(term.key, set()).add(index)
        return Ground(answer, tuple(parts), token_clause, places)


def bearings(wanted: Sequence[Aim], ground: Ground) -> list[Bearing]:
    """For each point of a rubric the run of clauses of the answer that says most of it."""
    fits = [_fit(aim, ground) for aim in wanted]
    whole = [
        _mean(f.tokens.max(axis=1, initial=0.0), a.weights)
        for f, a in zip(fits, wanted, strict=True)
    ]
    return [
        Bearing(
            _span(ground, fit), _row(aim, fit, ground.answer, _rival(place, wanted, fits), whole)
        )
        for place, (aim, fit) in enumerate(zip(wanted, fits, strict=True))
    ]


def beliefs(claims: Sequence[Aim], points: Sequence[Aim], ground: Ground) -> list[Belief]:
    """For each known misconception where the answer comes nearest to it."""
    if not claims:
        return []
    fits = [_fit(aim, ground) for aim in points]
    found = []
    for claim in claims:
        fit = _fit(claim, ground)
        rival = max(_run_tokens(f, a.weights, fit) for f, a in zip(fits, points, strict=True))
        values = fit.run_terms, fit.run_tokens, fit.run_precision, fit.run_tokens - rival
        found.append(Belief(_span(ground, fit), tuple(round(float(v), 4) for v in values)))
    return found


def _span(ground: Ground, fit: _Fit) -> Span:
    return Span(ground.parts[fit.first].start, ground.parts[fit.last].end)


def _rival(place: int, wanted: Sequence[Aim], fits: Sequence[_Fit]) -> float:
    """The most that the run of one point says of any other point."""
    others = [n for n in range(len(fits)) if n != place]
    return max((_run_tokens(fits[n], wanted[n].weights, fits[place]) for n in others), default=0.0)


def _row(
    aim: Aim, fit: _Fit, answer: Passage, rival: float, whole: list[float]
) -> tuple[float, ...]:
    best = fit.tokens.max(axis=1, initial=0.0)
    here = fit.tokens[:, fit.first : fit.last + 1].max(axis=1, initial=0.0)
    said = fit.terms.max(axis=1, initial=0.0)
    keys = list(aim.terms)
    own = np.array([aim.own_terms.get(k, 0.0) for k in keys], dtype=np.float32)
    text, asked = aim.point.text, aim.question.text
    number = expression_recall(text, asked, answer.text)
    values = (
        fit.run_terms, fit.run_tokens, fit.run_precision,
        _weakest(here, aim.weights), _weakest(best, aim.weights),
        _mean(said, own), _mean(best, aim.own),
        rival, fit.run_tokens - rival,
        number, float(number != 0.5), run_recall(text, asked, answer.text, 4),
        float(np.log(len(aim.point.keys) + 1)),
        abs(_chinese(text) - _chinese(answer.text)),
        float(fit.last - fit.first + 1), float(np.mean(whole)), float(max(whole)),
    )  # fmt: skip
    return tuple(round(float(v), 4) for v in values)


def _fit(aim: Aim, ground: Ground) -> _Fit:
    answer, count, clause = ground.answer, len(ground.parts), ground.token_clause
    tokens = np.zeros((len(aim.weights), count), dtype=np.float32)
    back = np.zeros(len(answer.token_vectors), dtype=np.float32)
    if tokens.size and len(back):
        near = np.maximum(aim.point.token_vectors @ answer.token_vectors.T, 0.0)
        back = near.max(axis=0)
        edges = np.flatnonzero(np.diff(clause, prepend=-1))
        tokens[:, clause[edges]] = np.maximum.reduceat(near, edges, axis=1)
    terms = np.zeros((len(aim.terms), count), dtype=np.float32)
    matched = matched_keys(aim.point, answer)
    for row, key in enumerate(aim.terms):
        for said in matched.get(key, ()):
            terms[row, list(ground.places.get(said, ()))] = 1.0
    weight = np.array(list(aim.terms.values()), dtype=np.float32)
    mass: NDArray[Any] = np.zeros(count)
    fitting: NDArray[Any] = mass
    if len(back):
        mass = np.bincount(clause, answer.token_weights, count)
        fitting = np.bincount(clause, answer.token_weights * back, count)
    first, last, run = _best_run((tokens, aim.weights), (terms, weight), mass, fitting)
    return _Fit(tokens, terms, first, last, *run)


def _best_run(
    tokens: tuple[Scores, Weights],
    terms: tuple[Scores, Weights],
    mass: NDArray[np.float64],
    fitting: NDArray[np.float64],
) -> tuple[int, int, tuple[float, float, float]]:
    """First and last clause of the run of the greatest merit; a longer run must earn its length."""
    count = len(mass)
    best = (-1.0, 0, 0, (0.0, 0.0, 0.0))
    by_token, by_term = tokens[0], terms[0]
    for length in range(1, min(_LONGEST, count) + 1):
        if length > 1:
            by_token = np.maximum(by_token[:, :-1], tokens[0][:, length - 1 :])
            by_term = np.maximum(by_term[:, :-1], terms[0][:, length - 1 :])
        recall, words = _means(by_token, tokens[1]), _means(by_term, terms[1])
        own = np.convolve(mass, np.ones(length), "valid")
        precision = np.convolve(fitting, np.ones(length), "valid") / np.maximum(own, 1e-6)
        merit = recall + words + 0.15 * precision - _PER_CLAUSE * (length - 1)
        at = int(np.argmax(np.round(merit, 5)))
        if merit[at] > best[0] + 1e-5:
            parts = float(words[at]), float(recall[at]), float(precision[at])
            best = (float(merit[at]), at, at + length - 1, parts)
    return best[1], best[2], best[3]


def _run_tokens(fit: _Fit, weights: Weights, run: _Fit) -> float:
    """How much of another point the run says."""
    return _mean(fit.tokens[:, run.first : run.last + 1].max(axis=1, initial=0.0), weights)


def _weakest(best: Scores, weights: Weights) -> float:
    """Mean of the worst third of the heavier half of the tokens: what a half answer leaves out."""
    if not len(best):
        return 0.0
    heavy = np.sort(best[weights >= np.median(weights)])
    return float(heavy[: max(1, len(heavy) // 3)].mean())


def _means(values: Scores, weights: Weights) -> Scores:
    total = float(weights.sum())
    if not total:
        return np.zeros(values.shape[1], dtype=np.float32)
    means: Scores = (weights @ values) / total
    return means


def _mean(values: Scores, weights: Weights) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total else 0.0


def _chinese(text: str) -> float:
    """Share of Chinese characters among letters."""
    letters = [c for c in text if c.isalpha()]
    return sum(c > "\u3000" for c in letters) / len(letters) if letters else 0.0
