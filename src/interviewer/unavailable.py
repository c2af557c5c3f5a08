"""A chat model that cannot be used and says why at every request.

Stands where the chosen model should, so that a missing file costs its words and
nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.errors import ModelError
from interviewer.ports import Message


class UnavailableChat:
    """ports.ChatModel that raises the error it was made with."""

    def __init__(self, name: str, why: ModelError) -> None:
        self.name = name
        self.why = why

    def stream(
        self,
        messages: Sequence[Message],  # noqa: ARG002
        *,
        max_tokens: int,  # noqa: ARG002
        temperature: float = 0.0,  # noqa: ARG002
        seed: int = 0,  # noqa: ARG002
    ) -> Iterator[str]:
        """Raises the ModelError."""
        yield from ()
        raise self.why

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:  # noqa: ARG002
        """Raises the ModelError."""
        raise self.why
