"""A language model that has a say in a grade, for as long as it is well and quick enough.

Knows nothing of signals or scores. `Juror(model, trust).heard(rubric, answer).judge.weight`
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.errors import ModelError
from interviewer.grade import Judge
from interviewer.grading.judging import ask, get_ready, language
from interviewer.grading.opinion import Opinion, Trust, nonsense
from interviewer.grading.rubric import Rubric
from interviewer.patience import patient
from interviewer.ports import ChatModel

# An answer is graded without the model when it takes longer.
PATIENCE_SECONDS = 60.0
_NONSENSE = "the model answered something else than a verdict"


@dataclass(frozen=True)
class Heard:
    """What a model said about an answer; no `opinions` when it had no say, and `judge` says why.

    `identity` is of the model and its weight when it had a say, else "".
    """

    judge: Judge
    opinions: tuple[Opinion, ...] = ()
    identity: str = ""


@dataclass(frozen=True)
class Juror:
    """A model and how far it is trusted. A weight of 0 is never asked."""

    model: ChatModel
    trust: Trust
    seconds: float = PATIENCE_SECONDS

    def prepare(self, rubric: Rubric, model: ChatModel | None = None) -> None:
        """Have the rubric evaluated before the first answer to it; a failure shows at the answer."""
        if self.trust.weight(language(rubric)) == 0:
            return
        try:
            get_ready(model or self.model, rubric)
        except ModelError:
            return

    def heard(self, rubric: Rubric, answer: str) -> Heard:
        """The model's opinion on every key point, or why it has none."""
        lang = language(rubric)
        weight = self.trust.weight(lang)
        if weight == 0:
            return Heard(Judge(self.trust.model, 0.0))
        try:
            with patient(self.model, self.seconds) as hurried:
                said = ask(hurried, rubric, answer)
        except ModelError as error:
            return self._without(str(error))
        if nonsense(said):
            return self._without(_NONSENSE)
        return Heard(
            Judge(self.trust.model, weight),
            self.trust.opinions(said, lang),
            f"{self.trust.identity}@{weight}",
        )

    def _without(self, why: str) -> Heard:
        return Heard(Judge(self.trust.model, 0.0, why))
