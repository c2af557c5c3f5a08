"""What tells that an answer says the opposite of a key point, as numbers for each point.

Joins the signs of claims, exchanged roles and known misconceptions. Knows nothing of how
they are weighed. `signs(...)` → one Signs a point
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.grading.bearing import Belief
from interviewer.grading.claims import SIGNALS as CLAIM_SIGNALS
from interviewer.grading.claims import Clash
from interviewer.grading.roles import Exchange

SIGNALS = (
    "has_claim", *CLAIM_SIGNALS,
    "role_margin", "role_other", "role_count", "role_all",
    "belief_terms", "belief_tokens", "belief_precision", "belief_margin",
    "claims_elsewhere",
)  # fmt: skip


@dataclass(frozen=True)
class Signs:
    """The signs against one point, and the clash to show should they prove enough."""

    row: tuple[float, ...]
    clash: Clash | None


def signs(
    candidates: Sequence[Clash | None],
    exchanged: Sequence[Exchange],
    believed: Sequence[tuple[int, Belief]],
    points: Sequence[str],
    text: str,
) -> list[Signs]:
    """`believed` pairs each misconception's nearest point with what came of it; `text` is the answer."""
    wrong_roles = sum(e.margin > 0.03 for e in exchanged) / max(1, len(exchanged))
    found = []
    for index, point in enumerate(points):
        claim = candidates[index]
        roles = sorted((e for e in exchanged if e.point == index), key=lambda e: -e.margin)
        held = sorted((b for n, b in believed if n == index), key=lambda b: -b.row[3] - b.row[1])
        elsewhere = sum(c is not None for n, c in enumerate(candidates) if n != index)
        row = (
            float(claim is not None), *(claim.row if claim and claim.row else (0.0,) * len(CLAIM_SIGNALS)),
            roles[0].margin if roles else -0.5, roles[0].other if roles else 0.0,
            float(sum(e.margin > 0.03 for e in roles)), wrong_roles,
            *(held[0].row if held else (0.0, 0.0, 0.0, -0.5)),
            elsewhere / max(1, len(points) - 1),
        )  # fmt: skip
        found.append(
            Signs(tuple(round(float(v), 4) for v in row), _shown(claim, roles, held, point, text))
        )
    return found


def _shown(
    claim: Clash | None, roles: Sequence[Exchange], held: Sequence[Belief], point: str, text: str
) -> Clash | None:
    """The plainest of the signs: exchanged roles, a misconception, a denial; None when there is none."""
    if claim and claim.certain:
        return claim
    if roles and roles[0].margin > 0.05:
        return Clash(roles[0].span, roles[0].said, roles[0].wanted, "swap", ())
    if held and held[0].row[3] > 0.05 and held[0].row[1] > 0.6:
        span = held[0].span
        return Clash(span, text[span.start : span.end], point, "misconception", ())
    return claim
