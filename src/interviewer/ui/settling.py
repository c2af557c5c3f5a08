"""A page at rest: what the learner typed, chose or opened is not undone by what arrives late.

Knows of Gradio's habits, and of no room. `settle(blocks)` after everything is built.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr


class WholeBlocks(gr.Blocks):  # type: ignore[misc]
    """Blocks whose handlers send every changed value whole, never as edits inside one.

    Gradio's page makes such edits in the very object that waits to be shown. Of two values
    that follow each other quickly the first is then lost: after a last value that changes
    nothing, that is the one that mattered.
    """

    def handle_streaming_diffs(
        self,
        block_fn: Any,
        data: list[Any],
        session_hash: str | None,
        run: str | None,
        final: bool,
        simple_format: bool = False,
    ) -> list[Any]:
        """What is sent of `data`, a value for each output: gradio.Blocks, with edits widened."""
        values = list(data)
        edited = run is not None and run in self.pending_diff_streams[session_hash or ""]
        sent: list[Any] = super().handle_streaming_diffs(
            block_fn, data, session_hash, run, final, simple_format
        )
        if not edited or final or simple_format:
            return sent
        return [_whole(edits, value) for edits, value in zip(sent, values, strict=True)]


def _whole(edits: list[Any], value: Any) -> list[Any]:
    inside = any(path for _, path, _ in edits)
    return [["replace", [], value]] if inside else edits


def settle(blocks: gr.Blocks) -> None:
    """Give every generator among the handlers a last value that changes nothing.

    Gradio sends the last value of a generator once more when the generator ends, which may
    be seconds after it was shown: a fold opened since would shut again, and an answer sent
    since would be gone from the screen.

    And no component is told how far a handler is. Whoever was told once is told of every step of
    every handler, and for that put together anew, some hundred of them.
    """
    for handler in blocks.fns.values():
        if handler.show_progress == "hidden":
            handler.show_progress_on = []
        if inspect.isgeneratorfunction(handler.fn):
            handler.fn = settling(handler.fn)


def settling(handler: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
    """The same generator with one more value at its end: "leave everything as it is"."""

    @functools.wraps(handler)
    def settled(*given: Any) -> Iterator[Any]:
        yield from handler(*given)
        yield gr.skip()

    return settled


def built_open(blocks: gr.Blocks) -> list[gr.Accordion]:
    """Build all folds open, and give those that the page's load has to shut.

    Gradio puts a shut fold together when it is first opened and then sends its values once
    more, over what was typed into it since.
    """
    shut = [one for one in blocks.blocks.values() if isinstance(one, gr.Accordion) and not one.open]
    for fold in shut:
        fold.open = True
    return shut
