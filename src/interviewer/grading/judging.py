"""What a language model says about each key point, read from its probabilities of four letters.

The prompt goes from constant to variable (instructions, rubric, answer, number of the
point), so that a model evaluates little anew. Knows nothing of scores, or of how far a
model is to be trusted (`opinion.py`). `ask(model, rubric, "FIFO")` → one row a point
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from interviewer.cards import Lang, language_of
from interviewer.grade import Verdict
from interviewer.grading.rubric import Rubric
from interviewer.grading.text import Folded
from interviewer.ports import ChatModel, Message
from interviewer.prompts.render import render

# Letters, because every model has them as single tokens of their own.
OPTIONS = {
    "A": Verdict.COVERED,
    "B": Verdict.PARTIAL,
    "C": Verdict.MISSING,
    "D": Verdict.CONTRADICTED,
}
# The messages that are the same for all answers to a question.
_RUBRIC_MESSAGES = 2


@dataclass(frozen=True)
class Said:
    """The model's probabilities of the four letters for one key point, as they came."""

    shares: tuple[float, float, float, float]

    @property
    def mass(self) -> float:
        """How sure the model was to give one of the letters at all, 0..1."""
        return sum(self.shares)


def ask(model: ChatModel, rubric: Rubric, answer: str) -> tuple[Said, ...]:
    """What the model says about each key point of the rubric. Raises ModelError."""
    said = []
    for number in range(1, len(rubric.points) + 1):
        covered, partial, missing, contradicted = model.choose(
            messages(rubric, answer, number), list(OPTIONS)
        )
        said.append(Said((covered, partial, missing, contradicted)))
    return tuple(said)


def get_ready(model: ChatModel, rubric: Rubric) -> None:
    """Have the part evaluated that is the same for all answers. Raises ModelError."""
    model.choose(messages(rubric, "", 1)[:_RUBRIC_MESSAGES], ())


def messages(rubric: Rubric, answer: str, number: int) -> tuple[Message, ...]:
    """The chat whose next word is the verdict on key point `number` (from 1)."""
    return render(
        "verdict",
        language(rubric),
        question=rubric.question,
        points=[point.text for point in rubric.points],
        answer=answer,
        fence=fence(rubric, answer),
        number=number,
    )


def language(rubric: Rubric) -> Lang:
    """The language that the model is asked in: that of the question."""
    return Lang.ZH if language_of(rubric.question) is Lang.ZH else Lang.EN


def fence(rubric: Rubric, answer: str) -> str:
    """A code that the answer cannot hold, since it is made from the answer; always the same."""
    return hashlib.sha256(f"{rubric.question}\n{answer}".encode()).hexdigest()[:12]


def as_written(text: Folded) -> str:
    """The lines of a folded text as the learner wrote them."""
    lines, place = [], 0
    for line in text.text.split("\n"):
        if line:
            start, end = text.span(place, place + len(line))
            lines.append(text.original[start:end])
        place += len(line) + 1
    return "\n".join(lines)
