"""A model's report card as a grader: what its exam showed, and the weight that follows from it.

Kept by the model's identity below the data folder. Knows nothing of how an exam is held
(`bench/judge.py`). `load("1f2e…")`, `badge(card, Lang.EN)`
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from interviewer import locations
from interviewer.cards import Lang
from interviewer.codec import dump
from interviewer.codec import load as decode
from interviewer.words import say

# However well it agrees, the signals keep the greater part.
MOST_WEIGHT = 0.6
_NAMES = {"en": "judge_in_en", "zh": "judge_in_zh"}


@dataclass(frozen=True)
class Marks:
    """What the exam showed in one language.

    `r` and `qwk` compare the model's scores (calibrated on other questions) with the given
    ones, `length_r` the answers' lengths with them. The other figures are shares: bad
    answers (given less than 40) that it passes, with and without words to the grader, and
    of the points that are missing or contradicted those it takes for said. None where
    there was nothing to measure on. `scale` and `bias` calibrate its probabilities.
    """

    answers: int
    r: float | None
    qwk: float | None
    length_r: float | None
    false_passes: float | None
    injected_passes: float | None
    missed_deletions: float | None
    missed_negations: float | None
    scale: float
    bias: tuple[float, float, float, float]

    @property
    def weight(self) -> float:
        """How much the model's say counts in a grade: 0 to 0.6, two decimals.

        The lower end of the 95 % interval of r (Fisher's z), as far as it is above what
        the answers' length alone reaches; less the more bad answers it passes.
        """
        if self.r is None or self.answers < 8:
            return 0.0
        z = math.atanh(min(0.999, max(-0.999, self.r)))
        lower = math.tanh(z - 1.96 / math.sqrt(self.answers - 3))
        chance = max(0.0, self.length_r or 0.0)
        skill = max(0.0, lower - chance) / (1.0 - chance) if chance < 1 else 0.0
        fooled = max(self.false_passes or 0.0, self.injected_passes or 0.0)
        return round(MOST_WEIGHT * skill * max(0.0, 1.0 - 2.0 * fooled), 2)


@dataclass(frozen=True)
class ReportCard:
    """The result of one exam. `prompts` names the wording it was held with.

    Speeds are tokens a second, `seconds_per_answer` a mean, `repeat_variance` that of the
    score (0..100) of an answer asked about twice. `tokens` were evaluated in all.
    """

    model: str
    identity: str
    prompts: str
    full: bool
    languages: dict[str, Marks] = field(default_factory=dict)
    repeat_variance: float | None = None
    seconds_per_answer: float = 0.0
    prefill_per_second: float | None = None
    generation_per_second: float | None = None
    tokens: int = 0
    seconds: float = 0.0

    def weights(self) -> dict[str, float]:
        """Weight by language."""
        return {lang: marks.weight for lang, marks in self.languages.items()}


def keep(card: ReportCard) -> Path:
    """Write a card in the place of an older one of the same model; returns its file."""
    file = _file(card.identity)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump(card) + "\n", encoding="utf-8")
    return file


def load(identity: str) -> ReportCard | None:
    """The card of a model, None when it has none that can be read."""
    try:
        return decode(ReportCard, _file(identity).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValidationError):
        return None


def any_kept() -> bool:
    """Whether any model was ever examined here, so that looking for a card is worth it."""
    return any(locations.report_cards_folder().glob("*.card.json"))


def badge(card: ReportCard | None, lang: Lang) -> str:
    """A line for lists and settings: what the card says and how much the model's say counts."""
    if card is None:
        return say("judge_not_examined", lang)
    parts = [
        say(
            "judge_marks", lang, name=say(_NAMES[name], lang),
            r="–" if marks.r is None else f"{marks.r:.2f}", weight=round(100 * marks.weight),
        )
        for name, marks in sorted(card.languages.items())
    ]  # fmt: skip
    key = "judge_has_say" if any(card.weights().values()) else "judge_no_say"
    return say(key, lang, marks=say("judge_comma", lang).join(parts))


def _file(identity: str) -> Path:
    return locations.report_cards_folder() / f"{identity}.card.json"
