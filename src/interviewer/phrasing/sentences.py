"""Cuts a growing text into finished sentences.

Knows nothing of who writes it. `Sentences().add("A is B. C")` → ["A is B."]
"""

from __future__ import annotations

import re

# A dot ends a sentence only before a blank, so the next character has to be seen first.
_END = re.compile(r"[。！？][\"'”’」)）]*|[.!?]+[\"'”’)]*(?=\s)|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|fig|eq|dr|mr)|\b[A-Z]|^\s*\d{1,2})\.$", re.I
)


class Sentences:
    """Collects pieces of text and gives out each sentence once it is complete."""

    def __init__(self) -> None:
        self.rest = ""

    def add(self, piece: str) -> list[str]:
        """The sentences that `piece` completes; what is unfinished stays in `rest`."""
        self.rest += piece
        done: list[str] = []
        start = 0
        for match in _END.finditer(self.rest):
            if _ABBREVIATION.search(self.rest[start : match.end()]):
                continue
            sentence = self.rest[start : match.end()].strip()
            if sentence:
                done.append(sentence)
            start = match.end()
        self.rest = self.rest[start:]
        return done
