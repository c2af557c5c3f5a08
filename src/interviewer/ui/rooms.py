"""The rooms of the page, side by side, each with an address of its own: `#interview`, `#grade`, …

All rooms are in the page from the start and the script of the page shows one of them.
Gradio's own tabs put a room together when it is first entered and then send its values
once more, which overwrites what the learner has already typed. `rooms = Rooms()`
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.words import say


class Rooms:
    """Builds the bar of tabs inside the current Blocks, then one room after the other."""

    def __init__(self) -> None:
        self._tabs: dict[str, str] = {}
        self._ways: dict[str, dict[str, str]] = {}
        self.bar = gr.HTML(elem_id="rooms")

    @contextmanager
    def room(self, name: str, label: str, *, way: str = "", of: str = "") -> Iterator[Any]:
        """A room with `name` as its address and `label` as the key of its words.

        A room for a job that can be done in several ways has one tab and an address for each
        way: the first is named by `way`, each further one by its `label`, with `of` saying the
        name of the first. Gives a button nobody sees, which the page clicks whenever the room
        is entered.
        """
        if of:
            self._ways[of][name] = label
        else:
            self._tabs[name] = label
        if way:
            self._ways[name] = {name: way}
        with gr.Column(elem_id=f"room-{name}", elem_classes="room"):
            entered = gr.Button(visible="hidden", elem_id=f"enter-{name}")
            yield entered

    def tabs(self, lang: Lang) -> str:
        """The bar of tabs as HTML; which one is chosen is the page's own business."""
        tabs = "".join(
            f'<button type="button" role="tab" data-room="{name}" aria-controls="room-{name}" '
            f'id="tab-{name}" aria-selected="false" tabindex="-1">{escape(say(label, lang))}'
            "</button>"
            for name, label in self._tabs.items()
        )
        bar = f'<div role="tablist" aria-label="{escape(say("rooms", lang))}">{tabs}</div>'
        return bar + "".join(self._choice(name, lang) for name in self._ways)

    def _choice(self, first: str, lang: Lang) -> str:
        ways = "".join(
            f'<button type="button" data-room="{name}" id="way-{name}" aria-pressed="false">'
            f"{escape(say(label, lang))}</button>"
            for name, label in self._ways[first].items()
        )
        title = escape(say(self._tabs[first], lang))
        return f'<div class="ways" data-of="{first}" role="group" aria-label="{title}">{ways}</div>'
