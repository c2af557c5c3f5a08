"""Leaves out what a reasoning model thinks aloud between <think> and </think>.

Knows nothing of models; works on pieces as they arrive, wherever a tag is cut.
`visible(["<th", "ink>hm</think>Hel", "lo"])` → "Hel", "lo"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_OPEN = "<think>"
_CLOSE = "</think>"


def visible(pieces: Iterable[str], *, thinking: bool = False) -> Iterator[str]:
    """The pieces without their <think> blocks and the blanks that follow them.

    `thinking` says that the prompt itself opened a block. A block that never closes
    swallows the rest: an unfinished thought is no reply.
    """
    held = ""
    blank = thinking
    for piece in pieces:
        held += piece
        while held:
            tag = _CLOSE if thinking else _OPEN
            before, found, after = held.partition(tag)
            if found:
                held = after
            else:
                keep = _tag_begun(held, tag)
                before, held = held[: len(held) - keep], held[len(held) - keep :]
            if not thinking:
                shown = before.lstrip() if blank else before
                blank = blank and not shown
                if shown:
                    yield shown
            if not found:
                break
            thinking = not thinking
            blank = True
    if held and not thinking:
        yield held


def _tag_begun(text: str, tag: str) -> int:
    """How many characters at the end of `text` may be the start of `tag`."""
    for length in range(min(len(tag) - 1, len(text)), 0, -1):
        if tag.startswith(text[-length:]):
            return length
    return 0
