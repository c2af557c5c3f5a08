"""An idea of what carries the questions of a file.

Knows nothing of how it was found or how good it is. `Idea("##", 0.85, (2, 7))`
"""

from __future__ import annotations

from typing import NamedTuple


class Idea(NamedTuple):
    """A marker's name as the user may type it, how readily it carries questions (0..1), lines."""

    mark: str
    prior: float
    questions: tuple[int, ...]
