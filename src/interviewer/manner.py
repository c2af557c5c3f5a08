"""How a sitting is held: its mode, who asks, when references are shown, how long it lasts.

Pure values, chosen once at the start of a sitting. Nothing here touches a score.
`Manner(Mode.EXAM, minutes=20).depth` → 0
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from interviewer.cards import Lang


class Mode(StrEnum):
    """A realistic round; practice of what is due and weak; an exam; a lesson."""

    INTERVIEW = "interview"
    DRILL = "drill"
    EXAM = "exam"
    TEACH = "teach"


class Persona(StrEnum):
    """How the interviewer speaks and how far it probes."""

    FRIENDLY = "friendly"
    NEUTRAL = "neutral"
    TOUGH = "tough"


class Reveal(StrEnum):
    """When reference answers are shown: after each question, or at the end of the sitting."""

    EACH = "each"
    END = "end"


# Follow-ups a question, by mode and persona.
_DEPTH = {
    Mode.INTERVIEW: {Persona.FRIENDLY: 1, Persona.NEUTRAL: 2, Persona.TOUGH: 3},
    Mode.DRILL: {Persona.FRIENDLY: 1, Persona.NEUTRAL: 1, Persona.TOUGH: 2},
    Mode.EXAM: dict.fromkeys(Persona, 0),
    Mode.TEACH: dict.fromkeys(Persona, 1),
}


@dataclass(frozen=True)
class Manner:
    """The learner's choices for one sitting.

    `minutes` ends the sitting after that much time for answering; `seconds` is when the
    timer of a question turns to its quiet warning; None: no limit. `answer_in` is the
    language that answers are asked for, where it is not the interview's own.
    """

    mode: Mode = Mode.INTERVIEW
    persona: Persona = Persona.NEUTRAL
    reveal: Reveal = Reveal.EACH
    minutes: int | None = None
    seconds: int | None = None
    answer_in: Lang | None = None

    @property
    def depth(self) -> int:
        """The most follow-ups that a question gets."""
        return _DEPTH[self.mode][self.persona]

    @property
    def graded_at_end(self) -> bool:
        """Whether answers are only acknowledged until the sitting is over."""
        return self.mode is Mode.EXAM

    @property
    def hints_given(self) -> bool:
        """Whether hints may be asked for."""
        return self.mode is not Mode.EXAM

    @property
    def skips_cost(self) -> bool:
        """Whether passing over a question counts as knowing nothing of it."""
        return self.mode is Mode.EXAM

    @property
    def reference_at_end(self) -> bool:
        """Whether reference answers wait for the end. Practice and lessons show them at once."""
        return self.mode is Mode.EXAM or (self.mode is Mode.INTERVIEW and self.reveal is Reveal.END)


STANDARD = Manner()
MINUTES_A_QUESTION = 3


def timed(manner: Manner, count: int) -> Manner:
    """The manner with a time limit where an exam of `count` questions has none yet."""
    if manner.mode is not Mode.EXAM or manner.minutes is not None:
        return manner
    return replace(manner, minutes=MINUTES_A_QUESTION * count)
