"""What a fit learns from: graded answers, attacks on their references, and plain statements.

Attacks are made in their fitting wordings only. Knows nothing of fitting.
`examples(load(Path("answers.csv")), grader)`
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.bench.attack_building import fill, lang_of
from interviewer.bench.attack_wordings import wordings
from interviewer.bench.attacks import Attack, each_kind
from interviewer.bench.datasets import Dataset, GradedAnswer
from interviewer.bench.point_fit import PLAIN_KINDS, made_answers
from interviewer.grade import Gate
from interviewer.grading.grader import Grader
from interviewer.grading.reading import Reading

HONEST = ("", "reference", "padded_reference", *PLAIN_KINDS)
# Times that each kind of attack is made on each question, in other wordings.
_TURNS = 3


@dataclass(frozen=True, eq=False)
class Example:
    """An answer, its worth (share of full marks) and signals; no `reading` when a gate stopped it.

    `attack` names the kind of an attack made from a set, which is learned from and not measured.
    Terms without statements are measured and not learned from: their score has a rule of its own.
    """

    set: str
    answer: GradedAnswer
    reading: Reading | None
    attack: str = ""

    @property
    def learned(self) -> bool:
        """Whether the constants are fitted to it."""
        return self.reading is not None and Gate.KEYWORD_LIST not in self.reading.gates


def examples(data: Dataset, grader: Grader) -> list[Example]:
    """All answers of a set but the gold test half, and what is made from its questions."""
    answers = [a for a in data.answers if a.split != "test"]
    found = [Example(data.name, a, _reading(grader, a)) for a in answers]
    for attack in _attacks(answers):
        worth = float(attack.kind in HONEST)
        made = GradedAnswer(attack.rubric, attack.answer, worth, worth)
        found.append(Example(data.name, made, _reading(grader, made), attack.kind))
    rubrics = list({a.question: a.rubric for a in answers if a.verdicts}.values())
    for kind, plain in made_answers(rubrics):
        found.append(Example(data.name, plain, _reading(grader, plain), kind))
    return found


def _attacks(answers: Sequence[GradedAnswer]) -> list[Attack]:
    """Attacks in fitting wordings, and references themselves as honest answers."""
    rubrics = list({a.question: a.rubric for a in answers}.values())
    found = [a for turn in range(_TURNS) for a in each_kind(rubrics, "fit", turn)]
    found = list({(a.rubric.question, a.kind, a.answer): a for a in found}.values())
    for place, rubric in enumerate(rubrics):
        lang = lang_of(rubric)
        texts = wordings("padding", lang, "fit")
        padding = fill(texts[place % len(texts)], topic="")
        for reference in rubric.references:
            found.append(Attack("reference", lang, rubric, reference))
            found.append(Attack("padded_reference", lang, rubric, f"{padding}\n{reference}"))
    return found


def _reading(grader: Grader, answer: GradedAnswer) -> Reading | None:
    reading = grader.read(answer.rubric, answer.answer)
    return reading if isinstance(reading, Reading) else None
