"""A chat model that says what a test told it to say, in small pieces, and records what it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.errors import ModelError
from interviewer.ports import Message


class ScriptedChat:
    """ports.ChatModel with a queue of replies and one of verdicts; a ModelError in it is raised.

    The last verdict is given again and again.
    """

    name = "scripted"

    def __init__(
        self,
        *replies: str | ModelError,
        piece: int = 3,
        verdicts: Sequence[tuple[float, ...] | ModelError] = (),
    ) -> None:
        self.replies = list(replies)
        self.verdicts = list(verdicts)
        self.chosen: list[tuple[Message, ...]] = []
        self.asked: list[tuple[Message, ...]] = []
        self.sent = 0
        self.closed = 0
        self._piece = piece

    def stream(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        temperature: float = 0.0,
        seed: int = 0,
    ) -> Iterator[str]:
        del max_tokens, temperature, seed
        self.asked.append(tuple(messages))
        reply = self.replies.pop(0)
        if isinstance(reply, ModelError):
            raise reply
        try:
            for start in range(0, len(reply), self._piece):
                self.sent += 1
                yield reply[start : start + self._piece]
        finally:
            self.closed += 1

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        if not options:
            return ()
        self.chosen.append(tuple(messages))
        verdict = self.verdicts.pop(0) if len(self.verdicts) > 1 else self.verdicts[0]
        if isinstance(verdict, ModelError):
            raise verdict
        return verdict
