"""Which gap to ask about next. A pure policy over verdicts; knows nothing of wording.

`next_target(grade, asked={"…"}, most=2)`
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from interviewer.grade import Grade, PointVerdict, Status, Verdict

_GAPS = (Verdict.CONTRADICTED, Verdict.MISSING, Verdict.PARTIAL)


def next_target(
    grade: Grade, asked: Collection[str], *, most: int, held: Collection[str] = ()
) -> PointVerdict | None:
    """The point to ask about next, or None.

    First what was contradicted, then what was said the last time (`held`, by text) and not
    now, then what is missing, then what was half said; the weightiest of each first. `asked`
    holds the points that follow-ups were already about: no point twice, at most `most` a
    question. An answer that a gate stopped gets no follow-up: there is nothing in it to go
    on from.
    """
    if len(asked) >= most or _stopped(grade):
        return None

    def rank(verdict: PointVerdict) -> tuple[int, float]:
        if verdict.verdict is Verdict.CONTRADICTED:
            place = 0
        elif verdict.point.text in held:
            place = 1
        else:
            place = 2 if verdict.verdict is Verdict.MISSING else 3
        return place, -verdict.point.weight

    gaps = [v for v in grade.points if v.verdict in _GAPS and v.point.text not in asked]
    return min(gaps, key=rank, default=None)


def next_angle(
    grade: Grade, asked: Collection[str], angles: Sequence[str], *, most: int
) -> str | None:
    """A question beyond the points when every one of them was made: the card's next angle.

    One a question; None when follow-ups are used up or something is still open.
    """
    covered = bool(grade.points) and all(v.verdict is Verdict.COVERED for v in grade.points)
    if len(asked) >= most or _stopped(grade) or not covered or set(asked) & set(angles):
        return None
    return next(iter(angles), None)


def _stopped(grade: Grade) -> bool:
    return grade.status is Status.NOT_GRADED or bool(grade.gates and not grade.score)
