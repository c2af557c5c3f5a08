"""How long and how fast the student learns.

Knows nothing of torch. `Plan(course="d2l", epochs=2)`
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """How long and how fast to learn; rates fall linearly to 0 after a short warm-up.

    `course` tells what is taught: a checkpoint of another course is not gone on from.
    """

    course: str
    epochs: int = 1
    row_rate: float = 2e-3
    layer_rate: float = 5e-4
    seed: int = 7
