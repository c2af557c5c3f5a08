"""The signals of one answer as a row of numbers, each free of the scale of any data set.

Knows nothing of how they are weighed. `signals(question, references, answer)["cosine"]`
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from interviewer.grading.alignment import aligned
from interviewer.grading.asked import in_context
from interviewer.grading.coherence import coherence, disorder
from interviewer.grading.evidence import (
    best_by_sentence,
    matched_keys,
    recall,
    term_weights,
    token_demotion,
    weighted,
)
from interviewer.grading.frequency import rarity
from interviewer.grading.passage import Passage
from interviewer.grading.results import given
from interviewer.grading.stance import agreement
from interviewer.grading.wording import (
    expression_precision,
    expression_recall,
    run_recall,
    symbol_recall,
)

SIGNALS = (
    "cosine", "cosine_question", "reference_question", "sentence_cosine", "sentence_cosine_best",
    "token_recall", "token_recall_plain", "token_precision", "token_precision_plain",
    "token_recall_low", "token_new_precision",
    "term_recall", "term_recall_plain", "term_precision", "pairs_recall",
    "length_ratio", "answer_length", "reference_length", "question_share",
    "symbol_recall", "run2_recall", "run4_recall", "expression_recall", "expression_precision",
    "stance", "results_missed", "coherence", "disorder",
)  # fmt: skip


def signals(question: Passage, references: Sequence[Passage], answer: Passage) -> dict[str, float]:
    """Every signal of `SIGNALS`, of `alignment.py` and of `asked.py` by name.

    The reference that fits best speaks for the answer.
    """
    rows = [_against(reference, question, answer) for reference in references]
    return max(rows, key=lambda row: row["token_recall"] + row["term_recall"])


def _against(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    return {
        **_cosines(reference, question, answer),
        **_tokens(reference, question, answer),
        **_terms(reference, question, answer),
        **_wording(reference.text, question.text, answer.text),
        "stance": agreement(question.text, reference.text, answer.text),
        "results_missed": given(question.text, reference.text, answer.text).missed,
        "coherence": min(2.0, coherence(answer.text)),
        "disorder": disorder(answer.text),
        **aligned(reference, question, answer),
        **in_context(reference, question, answer),
    }


def _cosines(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    near = reference.sentence_vectors @ answer.sentence_vectors.T
    return {
        "cosine": float(reference.vector @ answer.vector),
        "cosine_question": float(question.vector @ answer.vector),
        "reference_question": float(reference.vector @ question.vector),
        "sentence_cosine": float(near.max(axis=1).mean()),
        "sentence_cosine_best": float(near.max()),
    }


def _tokens(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    demoted = token_demotion(reference, question)
    best = best_by_sentence(reference, answer).max(axis=1, initial=0.0)
    back = best_by_sentence(answer, reference).max(axis=1, initial=0.0)
    own = token_demotion(answer, question)
    heavy = np.sort(best[demoted >= np.median(demoted)]) if len(best) else np.zeros(1, np.float32)
    return {
        "token_recall": weighted(best, demoted),
        "token_recall_plain": float(best.mean()) if len(best) else 0.0,
        "token_recall_low": float(heavy[: max(1, len(heavy) // 3)].mean()),
        "token_precision": weighted(back, answer.token_weights),
        "token_precision_plain": float(back.mean()) if len(back) else 0.0,
        "token_new_precision": weighted(back, own),
    }


def _terms(reference: Passage, question: Passage, answer: Passage) -> dict[str, float]:
    matched = matched_keys(reference, answer)
    plain = {key: rarity(key) for key in sorted(reference.keys)}
    said = {key: rarity(key) for key in sorted(answer.keys)}
    return {
        "term_recall": recall(term_weights(reference, question), matched),
        "term_recall_plain": recall(plain, matched),
        "term_precision": recall(said, set(reference.keys)),
        "pairs_recall": _pairs(reference, answer),
        "length_ratio": math.log((len(answer.keys) + 1) / (len(reference.keys) + 1)),
        "answer_length": math.log(len(answer.keys) + 1),
        "reference_length": math.log(len(reference.keys) + 1),
        "question_share": recall(said, set(question.keys)),
    }


def _wording(reference: str, question: str, answer: str) -> dict[str, float]:
    return {
        "symbol_recall": symbol_recall(reference, question, answer),
        "run2_recall": run_recall(reference, question, answer, 2),
        "run4_recall": run_recall(reference, question, answer, 4),
        "expression_recall": expression_recall(reference, question, answer),
        "expression_precision": expression_precision(reference, question, answer),
    }


def _pairs(reference: Passage, answer: Passage) -> float:
    """Share of the reference's neighbouring content terms that neighbour in the answer too."""
    wanted, said = _neighbours(reference), _neighbours(answer)
    return len(wanted & said) / len(wanted) if wanted else 0.0


def _neighbours(passage: Passage) -> set[tuple[str, str]]:
    keys = [term.key for term in passage.content if not term.key.startswith("=")]
    return {(a, b) for a, b in pairwise(keys) if a != b}
