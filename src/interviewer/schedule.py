"""When which key point is due again: FSRS on every key point, replayed from the graded answers.

Parameters and intervals are those of the `fsrs` library, without fuzzing and without its
steps of minutes: a sitting asks a question once. Pure; the clock is a parameter, all times
are UTC. Knows nothing of the store. `memory_of(reviews_of(sessions))`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

import fsrs

from interviewer.cards import Card
from interviewer.grade import PASS_MARK, Grade, PointVerdict, Status, Verdict
from interviewer.session import Confidence, Session, Turn, grade_of, turns_of

SCHEDULER = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)

# A key hint (the second step and later) all but says the point.
_TELLING_HINT = 2
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Review:
    """What one sitting showed about one card: its grade when all follow-ups were answered.

    `prompted` holds the points (their texts) that were asked for, or told by a hint or a
    lesson. `confidence` is what the learner said before the first grade, if anything.
    """

    card_id: str
    when: datetime
    grade: Grade
    prompted: frozenset[str] = frozenset()
    confidence: Confidence | None = None

    @property
    def score(self) -> float:
        """The score of its grade, 0..100; there is no review without one."""
        assert self.grade.score is not None
        return self.grade.score


@dataclass(frozen=True)
class Memory:
    """What is remembered of one key point.

    `stability` (days until the chance of recall is 90 %) and `difficulty` (1..10) are the
    library's; `due` is when that time is over. `verdict` is the latest of `reviews` verdicts;
    `sure` when the learner was sure of the answer that it is about.
    """

    stability: float
    difficulty: float
    last: datetime
    due: datetime
    verdict: Verdict
    reviews: int
    sure: bool = False

    @property
    def sure_and_wrong(self) -> bool:
        """Whether the learner was sure, and said nothing of the point or something wrong."""
        return self.sure and self.verdict in (Verdict.MISSING, Verdict.CONTRADICTED)


Memories = Mapping[str, Mapping[str, Memory]]
"""Card id → text of the key point → memory."""


def reviews_of(sessions: Iterable[Session]) -> list[Review]:
    """One review a question and sitting, the earliest first; what has no score is left out."""
    found = []
    for session in sessions:
        for card_id in dict.fromkeys(turn.card_id for turn in session.turns):
            review = review_of(turns_of(session, card_id))
            if review is not None:
                found.append(review)
    return sorted(found, key=lambda review: review.when)


def review_of(turns: Sequence[Turn]) -> Review | None:
    """What one question's turns in one sitting showed; None when there is no score."""
    answered = [turn for turn in turns if turn.answered is not None]
    grade = grade_of(answered)
    if grade is None or grade.score is None:
        return None
    said = next((turn.confidence for turn in answered if turn.confidence), None)
    last = answered[-1]
    return Review(last.card_id, _answered(last), grade, _prompted(answered), said)


def memory_of(reviews: Iterable[Review]) -> dict[str, dict[str, Memory]]:
    """Every point's memory after these reviews, which come in order of time."""
    memories: dict[str, dict[str, Memory]] = {}
    for review in reviews:
        points = memories.setdefault(review.card_id, {})
        for verdict in review.grade.points:
            text = verdict.point.text
            points[text] = reviewed(points.get(text), verdict, review)
    return memories


def reviewed(memory: Memory | None, verdict: PointVerdict, review: Review) -> Memory:
    """A point's memory after one more review. Raises ValueError for a time not in UTC."""
    now = review.when
    if now.tzinfo != UTC:
        raise ValueError(f"reviews are kept in UTC; this time is not: {now}")
    helped = verdict.point.text in review.prompted or review.confidence is Confidence.GUESS
    rating = rating_of(verdict, review.grade, prompted=helped)
    if memory is None:
        after = _stepped(None, None, 0, rating)
    else:
        after = _stepped(memory.stability, memory.difficulty, (now - memory.last).days, rating)
    stability, difficulty, interval = after
    reviews = 1 if memory is None else memory.reviews + 1
    sure = review.confidence is Confidence.SURE
    return Memory(stability, difficulty, now, now + interval, verdict.verdict, reviews, sure)


@lru_cache(maxsize=1 << 13)
def _stepped(
    stability: float | None, difficulty: float | None, days: int, rating: fsrs.Rating
) -> tuple[float, float, timedelta]:
    """Stability, difficulty and interval after a review `days` after the one before.

    Remembered, as the points of a card share their steps: a replay takes a third of the time.
    """
    when = _EPOCH + timedelta(days=days)
    after, _ = SCHEDULER.review_card(_library_card(stability, difficulty, _EPOCH), rating, when)
    return after.stability, after.difficulty, after.due - when


def _library_card(stability: float | None, difficulty: float | None, last: datetime) -> fsrs.Card:
    if stability is None:
        return fsrs.Card(card_id=0, due=last)
    # Without steps of minutes every card is in review from its first answer on.
    return fsrs.Card(0, fsrs.State.Review, None, stability, difficulty, last, last)


def rating_of(verdict: PointVerdict, grade: Grade, *, prompted: bool) -> fsrs.Rating:
    """FSRS rating: good for what was said unprompted in a sure, passing answer.

    Hard for the same with help or as a guess, by halves, in a failed answer or under an
    unsure grade;
    again for what was missing or wrong. Never easy: nobody was asked how easy it was.
    """
    if verdict.verdict not in (Verdict.COVERED, Verdict.PARTIAL):
        return fsrs.Rating.Again
    sure = grade.status is Status.GRADED and (grade.score or 0.0) >= PASS_MARK
    if verdict.verdict is Verdict.COVERED and sure and not prompted:
        return fsrs.Rating.Good
    return fsrs.Rating.Hard


def recall(memory: Memory, now: datetime) -> float:
    """The chance (0..1) that the point is recalled now, by the library's forgetting curve."""
    return _recalled(memory.stability, (now - memory.last).days)


@lru_cache(maxsize=1 << 14)
def _recalled(stability: float, days: int) -> float:
    """The chance of recall `days` after the last review, which is all that it depends on."""
    held = _library_card(stability, None, _EPOCH)
    chance: float = SCHEDULER.get_card_retrievability(held, _EPOCH + timedelta(days=days))
    return chance


def due_of(card: Card, points: Mapping[str, Memory]) -> datetime | None:
    """When the first of a card's points is due; None when none was ever asked for."""
    dates = [points[point.text].due for point in card.key_points if point.text in points]
    return min(dates, default=None)


def _answered(turn: Turn) -> datetime:
    assert turn.answered is not None
    return turn.answered


def _prompted(turns: Iterable[Turn]) -> frozenset[str]:
    asked = set()
    for turn in turns:
        told = turn.hints >= _TELLING_HINT and turn.grade is not None
        if turn.taught and turn.grade is not None:
            asked |= {verdict.point.text for verdict in turn.grade.points}
        elif turn.target is not None:
            asked.add(turn.target)
        elif told and turn.grade is not None:
            # The hint to a whole question is about its weightiest point.
            points = [verdict.point for verdict in turn.grade.points]
            asked |= {max(points, key=lambda point: point.weight).text} if points else set()
    return frozenset(asked)
