"""Statements: the clauses and sentences that can be agreed with or denied.

Knows nothing of embeddings. `statements("a stack is LIFO, a queue is FIFO")` → 3 statements
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from interviewer.grading.terms import content, terms
from interviewer.grading.text import Span, clauses, sentences

# A clause that only says when or where states nothing that could be denied.
_CIRCUMSTANCE = re.compile(r"^(?:在|当|对于?|从)[^是有为能会可]*(?:中|时|后|下|前|上|里|来说)$")
_HEAD = 4


@dataclass(frozen=True)
class Statement:
    """A clause, or a sentence of several clauses (`whole`), with its content terms.

    `head` are the terms it opens with: what it speaks of.
    """

    span: Span
    text: str
    keys: frozenset[str]
    head: frozenset[str]
    whole: bool


# As many as the rubrics that a grader remembers have; of an answer one holds some 12 kB.
@lru_cache(maxsize=512)
def statements(text: str) -> tuple[Statement, ...]:
    """Clauses of at least two content terms, and sentences of several clauses."""
    found = []
    for sentence in sentences(text):
        parts = clauses(text, sentence)
        found += [_statement(text, part, whole=False) for part in parts]
        if len(parts) > 1:
            found.append(_statement(text, sentence, whole=True))
    return tuple(s for s in found if len(s.keys) >= 2 and not _CIRCUMSTANCE.search(s.text))


def _statement(text: str, span: Span, *, whole: bool) -> Statement:
    part = text[span.start : span.end]
    keys = [t.key for t in content(terms(part))]
    return Statement(span, part, frozenset(keys), frozenset(keys[:_HEAD]), whole)
