"""A sitting: the questions asked, the answers given, and what has to happen next.

Pure values. Knows nothing of models, storage or the clock. `step_of(session)`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from interviewer.cards import Card, Lang
from interviewer.errors import InputError
from interviewer.grade import Gate, Grade, PointVerdict, Status, Verdict
from interviewer.hint import cost_of
from interviewer.manner import STANDARD, Manner
from interviewer.reason import Reason


class Kind(StrEnum):
    """A question of its own; a follow-up on a point; one beyond the points; a return to one."""

    MAIN = "main"
    FOLLOW_UP = "follow_up"
    STRETCH = "stretch"
    BACK = "back"


class Confidence(StrEnum):
    """How sure the learner was of an answer, said before the grade."""

    SURE = "sure"
    HALF = "half"
    GUESS = "guess"


@dataclass(frozen=True)
class Turn:
    """One question as it was put, and the answer.

    `target` is the text of the key point (or of the card's angle) that a follow-up is about.
    `phrased_by` is "model" or "composed"; `refused` says why the model's text was not used.
    A follow-up's grade is that of the whole question: of all its answers together.
    `why` says why a main question was chosen; None for follow-ups and in older histories.
    `spent` seconds are on its clock, which runs when `since` is set. A `taught` question
    shows its reference until it was `read`. One set `aside` is put again later, as another.
    """

    id: str
    number: int
    card_id: str
    kind: Kind
    question: str
    phrased_by: str
    asked: datetime
    refused: str | None = None
    target: str | None = None
    answer: str | None = None
    answered: datetime | None = None
    skipped: bool = False
    hints: int = 0
    grade: Grade | None = None
    critique_by: str | None = None
    critique_refused: tuple[str, ...] = ()
    why: Reason | None = None
    confidence: Confidence | None = None
    spent: float = 0.0
    since: datetime | None = None
    taught: bool = False
    read: bool = False
    aside: bool = False

    @property
    def waits(self) -> bool:
        """Whether neither an answer nor a skip was given yet."""
        return self.answer is None and not self.skipped and not self.aside


@dataclass(frozen=True)
class Session:
    """A sitting from its start to its report. `plan` holds the card ids to be asked, in order.

    `reasons` says for each of them why it was chosen, `held` which of its points (their
    texts) were said when it was last asked; both are empty in older histories.
    """

    id: str
    started: datetime
    lang: Lang
    topics: tuple[str, ...]
    plan: tuple[str, ...]
    turns: tuple[Turn, ...] = ()
    finished: datetime | None = None
    reasons: tuple[Reason, ...] = ()
    held: tuple[tuple[str, ...], ...] = ()
    manner: Manner = STANDARD
    paused: bool = False

    @property
    def current(self) -> Turn | None:
        """The latest turn, or None before the first question."""
        return self.turns[-1] if self.turns else None

    def turn(self, turn_id: str) -> Turn:
        """One of the turns. Raises InputError for an id that is not among them."""
        for turn in self.turns:
            if turn.id == turn_id:
                return turn
        raise InputError("That question is not part of this interview. Reload the page.")


class Step(StrEnum):
    """What a sitting waits for."""

    READ = "read"
    ANSWER = "answer"
    GRADE = "grade"
    QUESTION = "question"
    NOTHING = "nothing"


def step_of(session: Session) -> Step:
    """What has to happen next. QUESTION may turn out to be the end: see `questions_left`."""
    if session.finished:
        return Step.NOTHING
    turn = session.current
    if turn is None:
        return Step.QUESTION
    if turn.skipped or turn.grade is not None:
        return Step.QUESTION
    if turn.answer is None:
        return Step.READ if turn.taught and not turn.read else Step.ANSWER
    return Step.QUESTION if session.manner.graded_at_end else Step.GRADE


def live(session: Session) -> tuple[Turn, ...]:
    """The turns that count: all but those set aside."""
    return tuple(turn for turn in session.turns if not turn.aside)


def questions_left(session: Session) -> tuple[str, ...]:
    """Planned cards that were not asked yet, in order."""
    asked = {turn.card_id for turn in session.turns}
    return tuple(card_id for card_id in session.plan if card_id not in asked)


def reason_of(session: Session, card_id: str) -> Reason | None:
    """Why a planned card was chosen, None where that was not kept."""
    return dict(zip(session.plan, session.reasons, strict=False)).get(card_id)


def held_of(session: Session, card_id: str) -> tuple[str, ...]:
    """The points of a planned card that were said when it was last asked."""
    return dict(zip(session.plan, session.held, strict=False)).get(card_id, ())


def turns_of(session: Session, card_id: str) -> tuple[Turn, ...]:
    """A question's turns: the main one, then its follow-ups."""
    return tuple(turn for turn in live(session) if turn.card_id == card_id)


def replaced(session: Session, turn: Turn) -> Session:
    """The session with one turn exchanged for its newer self."""
    turns = tuple(turn if old.id == turn.id else old for old in session.turns)
    return replace(session, turns=turns)


def asked_points(session: Session, card_id: str) -> set[str]:
    """The points and angles (their texts) that follow-ups to a question were already about."""
    return {turn.target for turn in turns_of(session, card_id) if turn.target is not None}


ANSWER_BREAK = "\n\n"


def answer_text(turns: Sequence[Turn]) -> str:
    """All answers to one question as one text: what its grade's quotes point into.

    Each further answer only adds at the end, so that offsets into the text so far hold.
    """
    return ANSWER_BREAK.join(turn.answer for turn in turns if turn.answer is not None)


def grade_of(turns: Sequence[Turn]) -> Grade | None:
    """The grade that stands for a question: that of its last graded turn."""
    grades = [turn.grade for turn in turns if turn.grade is not None]
    return grades[-1] if grades else None


def merged(before: Grade | None, alone: Grade, together: Grade) -> Grade:
    """The grade of a question after a follow-up.

    `before` is the grade so far, `alone` that of the follow-up's answer by itself,
    `together` that of all answers as one text. An answer that a gate holds back, or
    that only dilutes what was said, leaves the grade as it stood; a new contradiction
    counts.
    """
    if before is None or before.status is Status.NOT_GRADED:
        return together
    if alone.gates and not alone.score:
        return replace(before, gates=alone.gates)
    if together.score is None or before.score is None:
        return together
    contradicts = contradictions(together) > contradictions(before)
    return together if together.score >= before.score or contradicts else before


def contradictions(grade: Grade) -> int:
    """How many key points an answer contradicts."""
    return sum(verdict.verdict is Verdict.CONTRADICTED for verdict in grade.points)


def before_hints(grade: Grade) -> Grade:
    """The grade without what hints took from its score."""
    if grade.score is None or not grade.hint_cost:
        return grade
    return replace(grade, score=grade.score + grade.hint_cost, hint_cost=0.0)


def after_hints(grade: Grade, turns: Sequence[Turn]) -> Grade:
    """The grade less what the hints to these turns cost, never below 0. Verdicts stay."""
    grade = before_hints(grade)
    cost = sum(cost_of(turn.hints) for turn in turns)
    if grade.score is None or not cost:
        return grade
    taken = min(grade.score, cost)
    return replace(grade, score=grade.score - taken, hint_cost=taken)


def unanswered(card: Card) -> Grade:
    """The grade of a question that an exam put and that got no answer: nothing of it was said."""
    points = tuple(PointVerdict(point, Verdict.MISSING) for point in card.key_points)
    return Grade(Status.GRADED, score=0.0, similarity=0.0, points=points, gates=(Gate.EMPTY,))
