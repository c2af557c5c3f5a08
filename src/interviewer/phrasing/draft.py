"""The model's whole reply to a prompt, before it is checked.

Knows nothing of the checks. `draft(model, messages, max_tokens=60, seed=1)`
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from interviewer.ports import ChatModel, Message

_SECOND_LINE = re.compile(r"\S\s*\n\s*\S")
_PAIRS = {'"': '"', "“": "”", "'": "'", "「": "」"}


def draft(model: ChatModel, messages: Sequence[Message], *, max_tokens: int, seed: int) -> str:
    """The reply without blanks and quotation marks around it. Raises ModelError.

    It is not read on past a second line: a text of several lines is refused anyway.
    """
    text = ""
    pieces = reply(model, messages, max_tokens=max_tokens, seed=seed)
    for piece in pieces:
        text += piece
        if _SECOND_LINE.search(text):
            break
    pieces.close()
    return unquoted(text)


def reply(
    model: ChatModel, messages: Sequence[Message], *, max_tokens: int, seed: int
) -> Generator[str, None, None]:
    """The pieces of a reply; closing it tells the model that the rest is not wanted."""
    yield from model.stream(messages, max_tokens=max_tokens, seed=seed)


def unquoted(text: str) -> str:
    """A text without the quotation marks that enclose all of it."""
    text = text.strip()
    close = _PAIRS.get(text[:1])
    if close and len(text) > 1 and text.endswith(close) and close not in text[1:-1]:
        return text[1:-1].strip()
    return text


def shortened(text: str, longest: int) -> str:
    """A text on one line, cut to `longest` characters with an ellipsis."""
    line = re.sub(r"\s+", " ", text).strip()
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
