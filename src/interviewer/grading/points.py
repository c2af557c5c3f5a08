"""The signals from which it is told whether an answer covers a key point.

Knows nothing of how they are weighed (`weighing.py`). `point_row(evidence, point, references)`
"""

from __future__ import annotations

from interviewer.grading.evidence import Evidence
from interviewer.grading.passage import Passage

SIGNALS = ("lexical", "tokens", "cosine", "lexical_all", "tokens_all", "share")


def point_row(
    evidence: Evidence, point: Passage, references: tuple[Passage, ...]
) -> tuple[float, ...]:
    """The signals of one point, in the order of `SIGNALS`, each 0..1.

    `share` is how much of the reference the point is, 1 for all of it: a point that is a
    whole reference is met by less.
    """
    longest = max((len(r.keys) for r in references), default=1)
    values = (
        evidence.lexical,
        evidence.tokens,
        max(0.0, evidence.cosine),
        evidence.lexical_all,
        evidence.tokens_all,
        min(1.0, len(point.keys) / max(1, longest)),
    )
    return tuple(round(value, 4) for value in values)
