"""A sentence that may be shown, whose words it is, and why the model's were not used.

Knows nothing of how it came about. `Phrased("What is a closure?", PhrasedBy.COMPOSED)`
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PhrasedBy(StrEnum):
    """Whose words a text is."""

    MODEL = "model"
    COMPOSED = "composed"


class Refusal(StrEnum):
    """Why a text of the model was not used."""

    EMPTY = "empty"
    CUT_OFF = "cut_off"
    LANGUAGE = "wrong_language"
    QUESTIONS = "not_one_question"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    OUT_OF_ROLE = "out_of_role"
    LOST_TERMS = "lost_the_terms"
    NEGATION = "changed_the_sense"
    ADDED = "added_matter"
    LEAK = "gives_it_away"
    MISQUOTED = "misquoted"
    OFF_TARGET = "off_target"
    NO_FEEDBACK = "no_feedback"
    SCORE = "names_a_score"
    AGAINST_VERDICT = "against_the_verdicts"
    REPEATED = "repeated"


@dataclass(frozen=True)
class Phrased:
    """`text` is checked and safe to show.

    `refused` is a `Refusal` value, or the error of a model that failed; None when the
    model's words were used or no model was asked. An empty `text` stands for a refused
    sentence of a critique: nothing is shown in its place.
    """

    text: str
    by: PhrasedBy
    refused: str | None = None
