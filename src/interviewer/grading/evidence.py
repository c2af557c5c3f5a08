"""How strongly an answer states something: the best place for it, and how well it fits.

Knows nothing of verdicts. `evidence(target, question, answer)` → Evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from interviewer.grading.frequency import rarity
from interviewer.grading.passage import Passage, Weights
from interviewer.grading.text import Span

Scores = NDArray[np.float32]
_LEXICAL_DEMOTION = 0.25
_LEAST_DEMOTION = 0.1
_TYPO = 84.0


@dataclass(frozen=True)
class Evidence:
    """Where an answer comes nearest to a target, and how near (each 0..1, cosine -1..1).

    `lexical` is the share of the target's terms found there, by rarity; `tokens` the same
    by soft alignment of token vectors; the `_all` figures read the whole answer.
    """

    span: Span
    lexical: float
    tokens: float
    cosine: float
    lexical_all: float
    tokens_all: float


def evidence(target: Passage, question: Passage, answer: Passage) -> Evidence:
    """The best sentence, or two in a row, of the answer for the target."""
    weight = token_demotion(target, question)
    by_sentence = best_by_sentence(target, answer)
    cosine = answer.sentence_vectors @ target.vector
    terms = term_weights(target, question)
    matched = matched_keys(target, answer)
    best: tuple[float, Evidence] | None = None
    whole_tokens = weighted(by_sentence.max(axis=1, initial=0.0), weight)
    whole_lexical = recall(terms, matched)
    for group in windows(len(answer.sentences)):
        span = Span(answer.sentences[group[0]].start, answer.sentences[group[-1]].end)
        here = {t.key for t in answer.terms if span.start <= t.start and t.end <= span.end}
        lexical = recall(terms, {key for key in matched if matched[key] & here})
        tokens = weighted(by_sentence[:, group].max(axis=1), weight)
        near = float(cosine[group].max())
        # A longer window must earn its length.
        merit = lexical + tokens + 0.5 * near - 0.08 * (len(group) - 1)
        if best is None or merit > best[0] + 1e-6:
            found = Evidence(span, lexical, tokens, near, whole_lexical, whole_tokens)
            best = (merit, found)
    if best is None:
        raise ValueError("an answer has at least one sentence")
    return best[1]


def windows(count: int) -> Sequence[list[int]]:
    """Indices of single sentences and of neighbouring pairs."""
    return [[i] for i in range(count)] + [[i, i + 1] for i in range(count - 1)]


def best_by_sentence(target: Passage, answer: Passage) -> Scores:
    """(t, s) best cosine of each target token to a token of each answer sentence."""
    best = np.zeros((len(target.token_vectors), len(answer.sentences)), dtype=np.float32)
    if not len(target.token_vectors) or not len(answer.token_vectors):
        return best
    near = target.token_vectors @ answer.token_vectors.T
    for index in np.unique(answer.token_sentence):
        best[:, index] = near[:, answer.token_sentence == index].max(axis=1)
    return np.maximum(best, 0.0)


def token_demotion(target: Passage, question: Passage) -> Weights:
    """(t,) the target's token weights, lowered by how much the question already says them."""
    if not len(question.token_vectors) or not len(target.token_vectors):
        return target.token_weights
    said = (target.token_vectors @ question.token_vectors.T).max(axis=1)
    demotion: Weights = np.clip(1.0 - said, _LEAST_DEMOTION, 1.0).astype(np.float32)
    return target.token_weights * demotion


def term_weights(target: Passage, question: Passage) -> dict[str, float]:
    """Rarity of each content term of the target; a quarter of it when the question has it."""
    return {
        key: rarity(key) * (_LEXICAL_DEMOTION if key in question.keys else 1.0)
        for key in sorted(target.keys)
    }


def matched_keys(target: Passage, answer: Passage) -> dict[str, set[str]]:
    """Target terms that the answer has → the answer's keys for them; forgives typing errors."""
    matched: dict[str, set[str]] = {}
    long = [k for k in sorted(answer.keys) if len(k) >= 5 and k.isascii()]
    for key in sorted(target.keys):
        if key in answer.keys:
            matched[key] = {key}
        elif len(key) >= 5 and key.isascii() and key.isalpha():
            near = {k for k in long if k[0] == key[0] and fuzz.ratio(k, key) >= _TYPO}
            if near:
                matched[key] = near
    return matched


def recall(weights: dict[str, float], found: set[str] | dict[str, set[str]]) -> float:
    """Share of the weight that was found; 0 for no weight."""
    total = sum(weights.values())
    return sum(w for key, w in weights.items() if key in found) / total if total else 0.0


def weighted(values: Scores, weights: Weights) -> float:
    """Weighted mean; 0 for no weight."""
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total else 0.0
