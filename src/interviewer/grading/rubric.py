"""What an answer is graded against: question, references, key points, what is known to be wrong.

Knows nothing of models or scores. `Rubric.from_texts("What is a queue?", ["First in, first out."])`
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from interviewer.appeal import Taught
from interviewer.cards import Card, KeyPoint, Misconception
from interviewer.grading.terms import content, terms
from interviewer.grading.text import fold, sentences

_MOST_POINTS = 8


@dataclass(frozen=True)
class Rubric:
    """Everything that decides a grade besides the answer. No reference: cannot be graded.

    `aliases` are groups of terms that mean the same. `precedents` pairs the text of a key
    point with words that were once accepted for it (an appeal that was granted). `given`
    tells key points that someone wrote from sentences of the reference.
    """

    question: str
    references: tuple[str, ...]
    points: tuple[KeyPoint, ...]
    misconceptions: tuple[Misconception, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    precedents: tuple[tuple[str, str], ...] = ()
    given: bool = True

    @staticmethod
    def of(card: Card) -> Rubric:
        """The rubric of a card; key points are made from the reference when it has none."""
        references = tuple(text for text in card.references if text.strip())
        return Rubric(
            card.question,
            references,
            card.key_points or (key_points(references[0]) if references else ()),
            card.misconceptions,
            card.aliases,
            given=any((p.start, p.end) == (None, None) for p in card.key_points),
        )

    def with_taught(self, known: Taught) -> Rubric:
        """The rubric with what granted appeals taught about its card."""
        return replace(
            self,
            aliases=(*self.aliases, *(g for g in known.aliases if g not in self.aliases)),
            precedents=(*self.precedents, *known.precedents),
        )

    @property
    def taught(self) -> str:
        """Names the aliases and precedents in a grade's fingerprint; empty without any."""
        if not self.aliases and not self.precedents:
            return ""
        told = repr((self.aliases, self.precedents)).encode()
        return "/" + hashlib.sha256(told).hexdigest()[:8]

    @staticmethod
    def from_texts(question: str, references: Sequence[str]) -> Rubric:
        """A rubric from bare texts; the first reference gives the key points."""
        kept = tuple(text for text in references if text.strip())
        return Rubric(question, kept, key_points(kept[0]) if kept else (), given=False)


def key_points(reference: str) -> tuple[KeyPoint, ...]:
    """The reference's sentences and list items, short ones joined to their neighbour, at most 8."""
    folded = fold(reference)
    spans: list[tuple[int, int]] = []
    for span in sentences(folded.text):
        words = content(terms(folded.text[span.start : span.end], span.start))
        if spans and (len(words) < 2 or len(spans) == _MOST_POINTS):
            spans[-1] = (spans[-1][0], span.end)
        else:
            spans.append((span.start, span.end))
    if not spans:
        return (KeyPoint(reference.strip(), 1.0),) if reference.strip() else ()
    places = [folded.span(start, end) for start, end in spans]
    return tuple(KeyPoint(reference[start:end], 1.0, start, end) for start, end in places)
