"""Joins the model's share and the verdicts on key points into one grade that agrees with itself.

Knows nothing of texts or embeddings. `settle(points, 0.7)` → verdicts, score, what disagreed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.grade import Verdict, wrong_cap

COVERED_FROM, PARTIAL_FROM = 0.6, 0.3
# The same where key points were written by someone, and how far the score may be from coverage.
GIVEN_COVERED_FROM, GIVEN_PARTIAL_FROM = 0.65, 0.35
_GIVEN_AWAY = 25.0
# What the model's share of full marks has to say beside the key points.
_SHARE_SAYS = 0.2
# Doubts of more than this on average take credit away, at this rate.
_USUAL_DOUBT, _DOUBT_COSTS, _MOST_COST = 0.12, 2.0, 0.8
# Credits crowd to the middle; these become nothing and all.
_NO_CREDIT, _ALL_CREDIT = 0.1, 0.9
_GIVEN_TRICK_CAP = 55.0
# How far the score shifts the evidence for each sentence that stands in for a key point, in log
# odds. Further up, points that were not made look covered; further down, points that were made
# look missing: so the next step is taken only where the verdicts would still deny the score.
_SHIFTS = (1.0, 2.0, 4.0, 8.0, 16.0)
_BELOW, _ABOVE = 40.0, 59.0
_KEYWORD_CAP, _TRICK_CAP = 25.0, 59.0
# From here on the suspicion that an answer is made to deceive costs, at this rate.
_SUSPECT_FROM, _SUSPICION_COSTS = 0.3, 0.3
# What is said wrongly for certain, another result or the opposite judgment, costs this of the share.
_REFUTED_COSTS = 0.4
# What is near nothing of a reference, by recall and precision of meaning together, is worth nothing;
# of a word or two no such thing can be told: they may be a good answer in other words.
_FAR, _NEAR, _FEWEST_TERMS = 0.1, 0.25, 3
_CREDIT = {Verdict.COVERED: 1.0, Verdict.PARTIAL: 0.5}


@dataclass(frozen=True)
class Judged:
    """A key point's weight, how surely it is covered and denied (0..1), and the verdict on it."""

    weight: float
    strength: float
    verdict: Verdict
    doubt: float = 0.0


@dataclass(frozen=True)
class Settled:
    """Verdicts and score (0..100, one decimal) in agreement.

    `moved` is by how many points of 100 verdicts and score disagreed at first; `tricked`
    says that the score was capped because the answer looks made to deceive.
    """

    points: tuple[Judged, ...]
    score: float
    moved: float
    tricked: bool = False


def first_verdict(strength: float, *, contradicted: bool) -> Verdict:
    """The verdict that the evidence alone gives."""
    if contradicted:
        return Verdict.CONTRADICTED
    if strength >= COVERED_FROM:
        return Verdict.COVERED
    return Verdict.PARTIAL if strength >= PARTIAL_FROM else Verdict.MISSING


def given_verdict(covered: float, *, contradicted: bool) -> Verdict:
    """The verdict on a key point that someone wrote."""
    if contradicted:
        return Verdict.CONTRADICTED
    if covered >= GIVEN_COVERED_FROM:
        return Verdict.COVERED
    return Verdict.PARTIAL if covered >= GIVEN_PARTIAL_FROM else Verdict.MISSING


def coverage(points: Sequence[Judged]) -> float:
    """Weighted share of points covered; partly covered counts half."""
    total = sum(p.weight for p in points)
    return sum(p.weight * _CREDIT.get(p.verdict, 0.0) for p in points) / total


def bounds(
    points: Sequence[Judged], below: float = _BELOW, above: float = _ABOVE
) -> tuple[float, float]:
    """The lowest and highest score that these verdicts allow.

    Nothing covered: below the pass mark. Everything covered: at or above it. In between
    the score may differ from coverage by `below` points down and `above` up. A contradicted
    core point (of the greatest weight) caps at 45, another one at 78.
    """
    share = coverage(points)
    low, high = max(0.0, 100 * share - below), min(100.0, 100 * share + above)
    wrong = [p.weight for p in points if p.verdict is Verdict.CONTRADICTED]
    if wrong:
        high = min(high, wrong_cap(wrong, max(p.weight for p in points)))
        low = 0.0
    return low, max(low, high)


def settle_given(points: Sequence[Judged], share: float, *, tricked: bool = False) -> Settled:
    """One grade where key points were written by someone: what they earn by weight.

    The model's share has a small say, doubts take credit away, and the verdicts bound it.
    An answer that looks made to deceive does not pass.
    """
    total = sum(p.weight for p in points)
    earned = sum(p.weight * _credit(p) for p in points) / total
    doubt = sum(p.weight * p.doubt for p in points) / total
    cost = min(_MOST_COST, max(0.0, _DOUBT_COSTS * (doubt - _USUAL_DOUBT)))
    wished = 100 * ((1 - _SHARE_SAYS) * earned * (1 - cost) + _SHARE_SAYS * share)
    low, high = bounds(points, _GIVEN_AWAY, _GIVEN_AWAY)
    score = round(min(high, max(low, wished)), 1)
    now = tuple(points)
    if tricked and score > _GIVEN_TRICK_CAP:
        return Settled(_doubted(now), _GIVEN_TRICK_CAP, 0.0, tricked=True)
    return Settled(now, score, abs(wished - score))


def _credit(point: Judged) -> float:
    if point.verdict is Verdict.CONTRADICTED:
        return 0.0
    return min(1.0, max(0.0, (point.strength - _NO_CREDIT) / (_ALL_CREDIT - _NO_CREDIT)))


def suspected(share: float, trick: float) -> float:
    """The share, less what the suspicion costs: answers that look made up are poor ones as well."""
    return share * (1 - _SUSPICION_COSTS * max(0.0, trick - _SUSPECT_FROM))


def refuted(share: float, wrong: float) -> float:
    """The share, less what it costs that the part `wrong` (0..1) of a reference is denied for certain."""
    return share * (1 - _REFUTED_COSTS * wrong)


def related(share: float, near: float, terms: int) -> float:
    """The share, less what it costs that an answer of so many terms is about something else.

    `near` is the recall of a reference's tokens by meaning and the precision of the answer's own,
    0..2 in all. People who graded gave short answers that miss everything a good part of the marks,
    and so does what was fitted on them; nonsense they had none to grade.
    """
    if terms < _FEWEST_TERMS:
        return share
    return share * min(1.0, max(0.0, (near - _FAR) / (_NEAR - _FAR)))


def settle(points: Sequence[Judged], share: float, *, tricked: bool = False) -> Settled:
    """One grade from the evidence for each point and the model's share of full marks.

    The share is the score, and says how much is covered in all; the evidence says which points:
    the log odds of each are shifted by the same amount until their mean is the share. Only a
    contradiction takes from the score. An answer that looks made to deceive does not pass.
    """
    if tricked:
        capped = _settle(points, min(share, _TRICK_CAP / 100), tricked=True)
        # Of an answer that is worth no more anyway there is nothing to suspect.
        return replace(capped, tricked=_settle(points, share, tricked=False).score > capped.score)
    return _settle(points, share, tricked=False)


def _settle(points: Sequence[Judged], share: float, *, tricked: bool) -> Settled:
    score = round(100 * min(1.0, max(0.0, share)), 1)
    wrong = any(p.verdict is Verdict.CONTRADICTED for p in points)
    moved = []
    for most in _SHIFTS:
        now = _shifted_to(points, share, most)
        now = _doubted(now) if tricked else now
        low, high = bounds(now)
        final = round(min(high, max(low, score)), 1)
        moved.append(abs(final - score))
        if wrong or final == score:
            break
    return Settled(now, final, moved[0])


def _shifted_to(points: Sequence[Judged], share: float, most: float) -> tuple[Judged, ...]:
    """The points with the verdicts that the share allows them."""
    shift = _shift(points, share, most)
    return tuple(
        p
        if p.verdict is Verdict.CONTRADICTED
        else replace(p, verdict=first_verdict(_shifted(p.strength, shift), contradicted=False))
        for p in points
    )


def _doubted(points: tuple[Judged, ...]) -> tuple[Judged, ...]:
    """Words that are not meant cover nothing in full."""
    return tuple(
        replace(p, verdict=Verdict.PARTIAL) if p.verdict is Verdict.COVERED else p for p in points
    )


def _shift(points: Sequence[Judged], share: float, most: float) -> float:
    """The shift of log odds, at most so far, at which the points' weighted mean is the share."""
    low, high = -most, most
    total = sum(p.weight for p in points)
    for _ in range(30):
        middle = (low + high) / 2
        mean = sum(p.weight * _worth(p, middle) for p in points) / total
        low, high = (middle, high) if mean < share else (low, middle)
    return (low + high) / 2


def _worth(point: Judged, shift: float) -> float:
    if point.verdict is Verdict.CONTRADICTED:
        return 0.0
    return _shifted(point.strength, shift)


def _shifted(strength: float, shift: float) -> float:
    within = min(0.999, max(0.001, strength))
    return 1 / (1 + (1 - within) / within * math.exp(-shift))


def stated_nothing(points: Sequence[Judged], share: float) -> Settled:
    """For terms without statements: no point is more than partly covered, 25 at most."""
    lower = {Verdict.COVERED: Verdict.PARTIAL, Verdict.PARTIAL: Verdict.MISSING}
    now = tuple(replace(p, verdict=lower.get(p.verdict, p.verdict)) for p in points)
    score = round(min(_KEYWORD_CAP, 100 * share, 50 * coverage(now)), 1)
    return Settled(now, score, 0.0)
