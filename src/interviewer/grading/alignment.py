"""Signals from laying an answer's tokens beside a reference's: what is met, what is new, what is foreign.

Knows nothing of terms or of how signals are weighed. `aligned(reference, question, answer)`
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from interviewer.grading.asked import beyond
from interviewer.grading.evidence import token_demotion, weighted
from interviewer.grading.passage import Passage, Weights
from interviewer.ports import Vectors

SIGNALS = (
    "soft_recall", "soft_precision", "soft_f", "strict_recall", "strict_precision",
    "foreign", "new_mass", "met_mass", "gist_cosine", "gist_cosine_plain",
    "cosine_beyond_question", "reference_sentence_least", "reference_sentence_most",
    "answer_sentence_most", "demoted_share", "words_in_common", "longest_run",
)  # fmt: skip
# Cosines of token vectors between which a match grows from none to full.
_SOFT, _STRICT = (0.35, 0.75), (0.5, 0.85)
_FOREIGN = 0.5
Scores = NDArray[np.float32]


def aligned(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    """Every signal of `SIGNALS` by name; all 0 when a text has no tokens.

    Weights are rarities lowered where the question says the same. `…_mass` are
    log(1 + weight): how much of substance is said, whatever the reference's length.
    `gist` compares weighted means of token vectors, `words_in_common` and `longest_run`
    compare letters, forgiving typing errors.
    """
    if not len(reference.token_vectors) or not len(answer.token_vectors):
        return dict.fromkeys(SIGNALS, 0.0)
    near = reference.token_vectors @ answer.token_vectors.T
    met, back = near.max(axis=1), near.max(axis=0)
    wanted, said = token_demotion(reference, question), token_demotion(answer, question)
    recall = weighted(_grown(met, _SOFT), wanted)
    precision = weighted(_grown(back, _SOFT), said)
    by_reference = _by_sentence(met, wanted, reference)
    return {
        "soft_recall": recall,
        "soft_precision": precision,
        "soft_f": 2 * recall * precision / max(1e-6, recall + precision),
        "strict_recall": weighted(_grown(met, _STRICT), wanted),
        "strict_precision": weighted(_grown(back, _STRICT), said),
        **_substance(back, question, answer),
        "gist_cosine": _gist(reference, wanted, answer, said),
        "gist_cosine_plain": _gist(
            reference, reference.token_weights, answer, answer.token_weights
        ),
        "cosine_beyond_question": float(
            beyond(reference.vector, question.vector) @ beyond(answer.vector, question.vector)
        ),
        "reference_sentence_least": min(by_reference),
        "reference_sentence_most": max(by_reference),
        "answer_sentence_most": max(_by_sentence(back, said, answer)),
        "demoted_share": float(wanted.sum() / max(1e-6, float(reference.token_weights.sum()))),
        "words_in_common": fuzz.token_set_ratio(reference.text, answer.text) / 100,
        "longest_run": fuzz.partial_ratio(reference.text, answer.text) / 100,
    }


def _substance(back: Scores, question: Passage, answer: Passage) -> dict[str, float]:
    """What is neither the reference's nor the question's, what is new, what of it is right."""
    weights = answer.token_weights
    asked = (
        (answer.token_vectors @ question.token_vectors.T).max(axis=1)
        if len(question.token_vectors)
        else np.zeros_like(back)
    )
    new = weights * np.clip(1 - asked, 0, 1)
    foreign = (np.maximum(back, asked) < _FOREIGN).astype(np.float32)
    return {
        "foreign": weighted(foreign, weights),
        "new_mass": float(np.log1p(new.sum())),
        "met_mass": float(np.log1p((new * _grown(back, _SOFT)).sum())),
    }


def _grown(values: Scores, limits: tuple[float, float]) -> Scores:
    """0 below the first limit, 1 above the second, a line between."""
    low, high = limits
    grown: Scores = np.clip((values - low) / (high - low), 0, 1).astype(np.float32)
    return grown


def _by_sentence(values: Scores, weights: Weights, passage: Passage) -> list[float]:
    sentence = passage.token_sentence
    return [weighted(values[sentence == n], weights[sentence == n]) for n in np.unique(sentence)]


def _gist(reference: Passage, wanted: Weights, answer: Passage, said: Weights) -> float:
    return float(_unit(wanted @ reference.token_vectors) @ _unit(said @ answer.token_vectors))


def _unit(vector: Vectors) -> Vectors:
    unit: Vectors = vector / max(1e-9, float(np.linalg.norm(vector)))
    return unit
