"""What a fit makes of answers to questions it has not seen: figures, and the worst cases to read.

Knows nothing of fitting. `figures([hold(example, arrays)], "mohler_dev", scale)`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from interviewer.bench.datasets import Scale
from interviewer.bench.fit_examples import HONEST, Example
from interviewer.bench.metrics import agreement
from interviewer.bench.point_fit import MADE_KINDS
from interviewer.grade import PASS_MARK
from interviewer.grading.constants import Arrays
from interviewer.grading.fusion import Settled
from interviewer.grading.grader import doubt, judge
from interviewer.grading.weighing import weigh

WORST = 30
_FULL_MARKS = 0.95
_FAR_OFF = 0.2
_SHOWN = 300


@dataclass(frozen=True, eq=False)
class Held:
    """An example and its grade; not `settled` when a gate stopped it, which scores 0."""

    example: Example
    settled: Settled | None
    why: str | None = None

    @property
    def share(self) -> float:
        """The score as a share of full marks, 0..1."""
        return self.settled.score / 100 if self.settled else 0.0

    @property
    def off(self) -> float:
        """How much more the grader gives than people, -1..1."""
        return self.share - self.example.answer.share

    @property
    def passes(self) -> bool:
        """Whether the score reaches the pass mark."""
        return self.share >= PASS_MARK / 100


def hold(example: Example, arrays: Arrays) -> Held:
    """Grade an example by constants that were fitted without its question."""
    if example.reading is None:
        return Held(example, None)
    settled = judge(example.reading, weigh(example.reading, arrays), arrays)
    return Held(example, settled, doubt(settled, example.reading))


def figures(held: Sequence[Held], name: str, scale: Scale) -> dict[str, Any]:
    """Agreement with people on one set, and how often attacks and answers of full marks pass."""
    own = [h for h in held if h.example.set == name]
    real = [h for h in own if not h.example.attack]
    bad = [h for h in own if h.example.attack not in (*HONEST, *MADE_KINDS)]
    full = [h for h in real if h.example.answer.share >= _FULL_MARKS]
    unsure = [h for h in real if h.why]
    sure = [h for h in real if not h.why]
    return {
        **agreement([h.example.answer for h in real], [h.share for h in real], scale),
        "attacks_passing": _mean([h.passes for h in bad]),
        "full_marks_passing": _mean([h.passes for h in full]),
        "unsure": _mean([bool(h.why) for h in real]),
        "unsure_far_off": _mean([abs(h.off) > _FAR_OFF for h in unsure]),
        "others_far_off": _mean([abs(h.off) > _FAR_OFF for h in sure]),
    }


def pairs(held: Sequence[Held]) -> dict[str, list[tuple[float, float]]]:
    """People's share and the score of each real answer, set by set."""
    found: dict[str, list[tuple[float, float]]] = {}
    for h in held:
        if not h.example.attack:
            found.setdefault(h.example.set, []).append((h.example.answer.share, h.share))
    return found


def worst(held: Sequence[Held], count: int = WORST) -> str:
    """The answers whose scores are farthest from people's, as Markdown to be read.

    It holds texts of the files that were fitted on: it is not to be passed on with the program.
    """
    real = [h for h in held if not h.example.attack]
    chosen = sorted(real, key=lambda h: -abs(h.off))[:count]
    return "\n".join(_case(place, h) for place, h in enumerate(chosen, 1))


def _case(place: int, held: Held) -> str:
    answer = held.example.answer
    lines = [
        f"## {place}. {held.example.set}: people {100 * answer.share:.0f}, here {100 * held.share:.0f}",
        f"- question: {_short(answer.question)}",
        f"- reference: {_short(answer.rubric.references[0])}",
        f"- answer: {_short(answer.answer)}",
    ]
    if held.settled is None:
        lines.append("- stopped by a gate")
    else:
        verdicts = (
            f"{point.verdict.value} ({_short(written.text)})"
            for point, written in zip(held.settled.points, answer.rubric.points, strict=True)
        )
        lines.append(f"- verdicts: {'; '.join(verdicts)}")
    lines += [f"- unsure: {held.why}"] if held.why else []
    return "\n".join(lines) + "\n"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _mean(values: Sequence[bool]) -> float | None:
    return round(float(np.mean(values)), 4) if values else None
