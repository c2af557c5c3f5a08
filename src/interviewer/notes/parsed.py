"""What came out of one notes file: its cards, and why every other line became none.

Knows nothing of how a file is read. `ParsedFile.topics`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from interviewer.cards import Card, topics_of


@dataclass(frozen=True)
class Skipped:
    """A line (1-based) that became no card, and why."""

    line: int
    why: str


class Made(NamedTuple):
    """Cards with their spans, and lines that became none."""

    cards: list[Card]
    spans: list[tuple[int, int]]
    skipped: list[Skipped]
    warnings: list[Skipped]


@dataclass(frozen=True)
class ParsedFile:
    """One notes file, read.

    `spans[i]` holds the first and last line (1-based, inclusive) of `cards[i]`. Every
    non-blank line lies in a span or is named in `skipped`; a line inside a span that
    the card left out (a rule, a placeholder) is named there too. `warnings` is what
    the learner should look at. `questions_at` names the marker that carries the
    questions here, `confidence` (0..1) how clearly it won over the others.
    """

    path: str
    format: str
    encoding: str
    cards: tuple[Card, ...]
    warnings: tuple[Skipped, ...]
    questions_at: str
    confidence: float
    skipped: tuple[Skipped, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def topics(self) -> list[str]:
        """The topics of the cards, each once, in order of appearance."""
        return topics_of(self.cards)

    @property
    def reported(self) -> tuple[Skipped, ...]:
        """Warnings and skipped lines together, by line, each once."""
        return tuple(sorted({*self.warnings, *self.skipped}, key=lambda s: (s.line, s.why)))
