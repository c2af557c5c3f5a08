"""What the learner's confidence was worth: the mean score of what was said with it.

Pure. Asked for before the grade, so that it is not coloured by it.
`calibration(store.sessions())[Confidence.SURE].mean`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import fmean

from interviewer.session import Confidence, Kind, Session


@dataclass(frozen=True)
class Calibrated:
    """The mean score (0..100) of `n` answers given with one confidence."""

    mean: float
    n: int


def calibration(sessions: Iterable[Session]) -> dict[Confidence, Calibrated]:
    """For each confidence that was ever said, the scores it went with.

    Only first answers to a question count: a follow-up's grade is that of all answers together.
    """
    scores: dict[Confidence, list[float]] = {}
    for session in sessions:
        for turn in session.turns:
            if turn.kind is not Kind.MAIN or turn.confidence is None or turn.grade is None:
                continue
            if turn.grade.score is not None:
                scores.setdefault(turn.confidence, []).append(turn.grade.score)
    return {
        said: Calibrated(fmean(scores[said]), len(scores[said]))
        for said in Confidence
        if said in scores
    }
