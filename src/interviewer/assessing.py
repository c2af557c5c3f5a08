"""What an answer earns: read ahead while it is typed, graded once it is sent.

Knows the grader and whose turn it is to use it, nothing of questions or the screen.
`Assessor(store, grader, line).of_turn(session, turn)`
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from interviewer.appeal import taught
from interviewer.cards import Card
from interviewer.errors import GradingError
from interviewer.grade import Grade, Status
from interviewer.grading.grader import Grader, not_graded
from interviewer.grading.rubric import Rubric
from interviewer.history.store import Store
from interviewer.line import Line
from interviewer.session import (
    Kind,
    Session,
    Turn,
    after_hints,
    answer_text,
    before_hints,
    grade_of,
    merged,
    turns_of,
)

LONGEST_ANSWER = 200_000
# What is longer is pasted, not typed: it is read once, when it is sent.
_LONGEST_AHEAD = 4_000


@dataclass(frozen=True)
class Assessor:
    """Grades answers. Who shares a grader shares its line."""

    store: Store
    grader: Callable[[], Grader]
    line: Line

    def rubric(self, card: Card) -> Rubric:
        """What answers to a card are graded against, granted appeals included."""
        return Rubric.of(card).with_taught(taught(self.store.appeals(card.id), card.id))

    def pasted(self, rubric: Rubric, answer: str) -> Grade:
        """The grade of one text. What cannot be graded says so and why."""
        if len(answer) > LONGEST_ANSWER:
            return not_graded(
                f"the answer has {len(answer):,} characters; {LONGEST_ANSWER:,} is the most"
            )
        try:
            with self.line:
                return self.grader().grade(rubric, answer)
        except GradingError as error:
            return not_graded(str(error))

    def of_turn(self, session: Session, turn: Turn) -> Grade:
        """The grade of the question after this answer, less what hints cost."""
        turns = up_to(session, turn)
        before = grade_of(turns[:-1])
        if turn.kind is Kind.STRETCH and before is not None:
            # It goes beyond the key points: there is nothing to grade it against.
            return replace(before, critique=None)
        rubric = self.rubric(self.store.card(turn.card_id))
        together, *rest = (self.pasted(rubric, text) for text in _read_for(session, turn))
        if rest and together.status is not Status.NOT_GRADED:
            together = merged(before and before_hints(before), rest[0], together)
        return after_hints(together, turns)

    def read_ahead(self, session: Session, turn: Turn) -> None:
        """Read a turn's answer that may be sent, if nobody needs the grader meanwhile.

        Raises ModelError when the embedding model fails.
        """
        texts = _read_for(session, turn)
        if turn.kind is Kind.STRETCH or max(map(len, texts)) > _LONGEST_AHEAD:
            return
        rubric, grader = self.rubric(self.store.card(turn.card_id)), self.grader()
        new = [text for text in texts if not grader.has_read(rubric, text)]
        if new:
            self.line.in_spare_time(lambda: grader.read_ahead(rubric, new))

    def has_read(self, session: Session, turn: Turn) -> bool:
        """Whether the grade of this turn's answer takes no time to speak of."""
        if turn.kind is Kind.STRETCH:
            return True
        rubric, grader = self.rubric(self.store.card(turn.card_id)), self.grader()
        return all(grader.has_read(rubric, text) for text in _read_for(session, turn))


def up_to(session: Session, last: Turn) -> tuple[Turn, ...]:
    """The turns of one question, as far as this one."""
    return tuple(t for t in turns_of(session, last.card_id) if t.number <= last.number)


def _read_for(session: Session, turn: Turn) -> list[str]:
    """The texts that are graded for a turn: all answers to the question, and a later one alone."""
    earlier = up_to(session, turn)[:-1]
    together = answer_text((*earlier, turn))
    return [together] if turn.kind is Kind.MAIN else [together, turn.answer or ""]
