"""Signals from an answer and a reference each read together with the question.

"Head and tail" says little; after "What points to the ends of a queue?" it says what it means.
Knows nothing of how signals are weighed. `in_context(reference, question, answer)`
"""

from __future__ import annotations

import numpy as np

from interviewer.grading.evidence import token_demotion, weighted
from interviewer.grading.passage import Passage, Weights
from interviewer.ports import Vectors

SIGNALS = ("asked_recall", "asked_cosine")


def in_context(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    """Both signals by name; 0 for passages that were read without a question.

    `asked_recall` is the share of the reference's tokens met by the answer's, each weighed
    by how rare it is and how little the question says it; `asked_cosine` compares the whole
    texts without what they share because the question stands in both.
    """
    if reference.asked is None or answer.asked is None:
        return dict.fromkeys(SIGNALS, 0.0)
    recall = 0.0
    if len(reference.asked.vectors) and len(answer.asked.vectors):
        near = reference.asked.vectors @ answer.asked.vectors.T
        recall = weighted(np.maximum(near.max(axis=1), 0.0), _weights(reference, question))
    whole = (beyond(p.asked.whole, question.vector) for p in (reference, answer) if p.asked)
    first, second = whole
    return {"asked_recall": recall, "asked_cosine": float(first @ second)}


def beyond(vector: Vectors, question: Vectors) -> Vectors:
    """The part of a unit vector that does not point where the question does, of unit length."""
    rest = vector - (vector @ question) * question
    unit: Vectors = (rest / max(1e-9, float(np.linalg.norm(rest)))).astype(np.float32)
    return unit


def _weights(passage: Passage, question: Passage) -> Weights:
    """Weights of the tokens as cut beside the question, from those of the text alone."""
    asked = passage.asked.offsets if passage.asked else ()
    character = np.zeros(len(passage.text) + 1, dtype=np.float32)
    for (start, end), weight in zip(
        passage.token_offsets, token_demotion(passage, question), strict=True
    ):
        character[start:end] = weight
    return np.array([character[a:b].max(initial=0.0) for a, b in asked], dtype=np.float32)
