"""What a grade is: a computed score, a verdict per key point, and the evidence for each.

Knows nothing of how a grade is made (`grading/`) or shown (`ui/`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from interviewer.cards import KeyPoint

PASS_MARK = 60.0
# The highest score when a core point, or more than one, is contradicted, and when another one is.
CORE_WRONG_CAP, MINOR_WRONG_CAP = 45.0, 78.0


class Status(StrEnum):
    """Whether there is a score, and whether the signals behind it agree."""

    GRADED = "graded"
    UNSURE = "unsure"
    NOT_GRADED = "not_graded"


class Verdict(StrEnum):
    """How an answer stands to one key point."""

    COVERED = "covered"
    PARTIAL = "partial"
    MISSING = "missing"
    CONTRADICTED = "contradicted"


class Gate(StrEnum):
    """Why an answer scores nothing before any signal is read."""

    EMPTY = "empty"
    SYMBOLS = "symbols"
    TOO_SHORT = "too_short"
    DONT_KNOW = "dont_know"
    QUESTION_COPIED = "question_copied"
    INSTRUCTIONS = "instructions"
    REPEATED = "repeated"
    KEYWORD_LIST = "keyword_list"


class Band(StrEnum):
    """Score bands: 0–39, 40–59, 60–79, 80–100."""

    WEAK = "weak"
    PARTIAL = "partial"
    GOOD = "good"
    STRONG = "strong"


def band_of(score: float) -> Band:
    """The band of a score in 0..100."""
    if score < 40:
        return Band.WEAK
    if score < PASS_MARK:
        return Band.PARTIAL
    return Band.GOOD if score < 80 else Band.STRONG


def wrong_cap(wrong: Sequence[float], heaviest: float) -> float:
    """The highest score, 0..100, where key points of the weights `wrong` are contradicted.

    `heaviest` is the greatest weight of all points: those that have it are core points.
    """
    if not wrong:
        return 100.0
    return CORE_WRONG_CAP if max(wrong) >= heaviest or len(wrong) > 1 else MINOR_WRONG_CAP


@dataclass(frozen=True)
class PointVerdict:
    """The verdict on one key point and the words of the answer that decide it.

    `quote` equals `answer[start:end]` (code points) and is None only for `MISSING`.
    `because` says in a few words what clashed, for `CONTRADICTED`.
    """

    point: KeyPoint
    verdict: Verdict
    quote: str | None = None
    start: int | None = None
    end: int | None = None
    because: str | None = None


@dataclass(frozen=True)
class Judge:
    """Which LLM had a say in the score, and how much (0: none).

    `why` says what went wrong with a model that should have had a say.
    """

    model: str | None = None
    weight: float = 0.0
    why: str | None = None


@dataclass(frozen=True)
class Grade:
    """A graded answer. `score` is 0..100, `similarity` a cosine cut off below 0.

    Both are None when `status` is NOT_GRADED; `why` then says what failed, and for
    UNSURE what disagreed. `breakdown` pairs a name with 0..1 (coverage, correctness).
    `hint_cost` points were taken off the score for hints.
    The same `fingerprint` on the same question and answer gives the same grade.
    """

    status: Status
    why: str | None = None
    score: float | None = None
    similarity: float | None = None
    points: tuple[PointVerdict, ...] = ()
    gates: tuple[Gate, ...] = ()
    breakdown: tuple[tuple[str, float], ...] = ()
    critique: str | None = None
    judge: Judge = Judge()
    fingerprint: str = ""
    seconds: float = 0.0
    hint_cost: float = 0.0

    @property
    def band(self) -> Band | None:
        """The score's band, None when there is no score."""
        return None if self.score is None else band_of(self.score)
