"""Clashes that need no weighing: another result, the opposite judgment, one word turned around.

Text alone decides. Knows nothing of scores or embeddings.
`certain("what is a queue?", ["a queue is first in, first out"], points, answer)` → {0: Clash}
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.claims import Clash
from interviewer.grading.echo import turned
from interviewer.grading.formulas import formulas
from interviewer.grading.results import Given, given
from interviewer.grading.stance import judgments
from interviewer.grading.text import Span, sentences


def certain(
    question: str, references: Sequence[str], points: Sequence[str], answer: str
) -> dict[int, Clash]:
    """The points of a rubric, all of it folded, that an answer denies beyond doubt, by their index."""
    found = _results(question, references, points, answer)
    if not found:
        found = _judgment(question, references, points, answer)
    return {**_turned(question, references, points, answer), **found}


def best_given(question: str, references: Sequence[str], answer: str) -> Given:
    """The results asked for, by the reference that the answer misses least of."""
    return min((given(question, r, answer) for r in references), key=lambda g: g.missed)


def _results(
    question: str, references: Sequence[str], points: Sequence[str], answer: str
) -> dict[int, Clash]:
    fare = best_given(question, references, answer)
    if fare.instead is None:
        return {}
    found = {}
    for wanted, met in zip(fare.wanted, fare.met, strict=True):
        right, said = wanted.formula, fare.instead
        homes = (n for n, p in enumerate(points) if any(f.same(right) for f in formulas(p)))
        home = None if met else next(homes, None)
        if home is not None:
            found[home] = Clash(said.span, said.formula.text, right.text, "number", (), True)
    return found


def _judgment(
    question: str, references: Sequence[str], points: Sequence[str], answer: str
) -> dict[int, Clash]:
    """The opposite of what all references that judge say, laid to the point that judges."""
    pairs = [(r, pair) for r in references if (pair := judgments(question, r, answer))]
    if not pairs or any(right.side == said.side for _, (right, said) in pairs):
        return {}
    reference, (right, said) = pairs[0]
    wanted = _cut(reference, right.span)
    home = next((index for index, point in enumerate(points) if wanted in point), None)
    return {} if home is None else {home: _clash(answer, said.span, wanted)}


def _turned(
    question: str, references: Sequence[str], points: Sequence[str], answer: str
) -> dict[int, Clash]:
    """Sentences of the answer that are one of the references or points but for an opposite word."""
    stated = {_cut(t, span) for t in (*references, *points) for span in sentences(t)}
    found: dict[int, Clash] = {}
    for span in sentences(answer):
        said = _cut(answer, span)
        if said in stated:
            continue
        for index, point in enumerate(points):
            for part in sentences(point):
                if turned(_cut(point, part), said, question):
                    found.setdefault(index, _clash(answer, span, _cut(point, part)))
    return found


def _clash(answer: str, span: Span, wanted: str) -> Clash:
    return Clash(span, _cut(answer, span), wanted, "negation", (), certain=True)


def _cut(text: str, span: Span) -> str:
    return text[span.start : span.end]
