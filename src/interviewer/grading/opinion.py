"""How much of a language model's say goes into a grade: by its measured agreement, and capped.

Knows nothing of prompts. `Trust("qwen3-4b", "1f2e…", {}).weight(Lang.EN)` → 0.0
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from interviewer.cards import Lang
from interviewer.grading.judging import Said

# However well a model agrees, it lifts nothing by more than this.
MOST_UP = 0.15
# A model that gives the letters less than this share of its probability answers nonsense.
_LEAST_MASS = 0.05
_FLOOR = 1e-4


@dataclass(frozen=True)
class Calibration:
    """Turns a model's raw probabilities into ones that came true: softmax(log p · scale + bias)."""

    scale: float = 1.0
    bias: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Trust:
    """A model's weight (0..1) and calibration by language, as its report card gives them.

    `identity` names the exact model: the same gives the same verdicts.
    """

    model: str
    identity: str
    weights: Mapping[str, float] = field(default_factory=dict)
    calibrations: Mapping[str, Calibration] = field(default_factory=dict)

    def weight(self, lang: Lang) -> float:
        """How much its say counts in a language; 0 where it was not measured."""
        return self.weights.get(lang.value, 0.0)

    def opinions(self, said: Sequence[Said], lang: Lang) -> tuple[Opinion, ...]:
        """What was said, calibrated."""
        known = self.calibrations.get(lang.value, Calibration())
        return tuple(calibrated(one, known) for one in said)


@dataclass(frozen=True)
class Opinion:
    """Calibrated probabilities of the four verdicts on one key point; three decimals."""

    covered: float
    partial: float
    missing: float
    contradicted: float

    @property
    def worth(self) -> float:
        """The credit to be expected: covered counts 1, partial a half."""
        return self.covered + 0.5 * self.partial


@dataclass(frozen=True)
class Blend:
    """Point strengths, doubts and the share of full marks, 0..1 each, with a model's say in them."""

    strengths: tuple[float, ...]
    doubts: tuple[float, ...]
    share: float


def calibrated(said: Said, known: Calibration) -> Opinion:
    """The probabilities that the model's own stand for."""
    raw = [
        known.scale * math.log(max(share, _FLOOR)) + bias
        for share, bias in zip(said.shares, known.bias, strict=True)
    ]
    most = max(raw)
    shares = [math.exp(value - most) for value in raw]
    total = math.fsum(shares)
    return Opinion(*(round(share / total, 3) for share in shares))


def nonsense(said: Sequence[Said]) -> bool:
    """Whether the model would rather have said something else than a verdict."""
    return min(one.mass for one in said) < _LEAST_MASS


def blended(
    alone: Blend, opinions: Sequence[Opinion], weight: float, sizes: Sequence[float]
) -> Blend:
    """What the signals found alone, moved by `weight` towards the opinions, up by `MOST_UP` at most.

    `sizes` are the points' weights. A doubt is only weighed where there are words that may
    deny the point: without a quote nothing is contradicted.
    """
    pairs = list(zip(opinions, sizes, strict=True))
    worth = math.fsum(o.worth * size for o, size in pairs) / math.fsum(sizes)
    return Blend(
        tuple(_moved(s, o.worth, weight) for s, o in zip(alone.strengths, opinions, strict=True)),
        tuple(
            round(d + weight * (o.contradicted - d), 3) if 0.0 < d < 1.0 else d
            for d, o in zip(alone.doubts, opinions, strict=True)
        ),
        _moved(alone.share, worth, weight),
    )


def _moved(alone: float, told: float, weight: float) -> float:
    return round(alone + min(MOST_UP, weight * (told - alone)), 3)
