"""The list of the Notes room: filters, and the cards that pass them, a page at a time.

Knows nothing of editing. `CardList(parts, labels, page_lang)`
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.parts import Parts
from interviewer.ui import notes_html
from interviewer.ui.labels import Labels
from interviewer.ui.notes_shelf import From, State, Wanted, shelf, topics
from interviewer.words import say

A_PAGE = 10

_STATES = {
    State.ALL: "notes_state_all",
    State.UNANSWERED: "notes_state_unanswered",
    State.CHANGED: "notes_state_changed",
    State.DOUBTFUL: "notes_state_doubtful",
    State.RETIRED: "notes_state_retired",
}
_FROM = {From.NOTES: "notes_from_notes", From.PACK: "notes_from_pack"}
_LANGS = {
    "": "notes_any_language",
    "en": "notes_english",
    "zh": "notes_chinese",
    "mixed": "notes_mixed",
}

Updates = dict[Any, Any]


class CardList:
    """Builds the list inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts = parts
        self.page_lang = page_lang
        self.count = gr.HTML(elem_id="notes-count")
        with gr.Row(elem_id="notes-filters"):
            self.words = _narrow(labels, gr.Textbox, "notes-words", "notes_search", value="")
            self.origin = _chosen(labels, "notes-from", "notes_from", _FROM)
            self.state = _chosen(labels, "notes-state", "notes_state", _STATES)
            # A topic may be gone by the time it is sent: any value is taken, and finds nothing.
            self.topic = _narrow(
                labels, gr.Dropdown, "notes-topic", "topic", value="", allow_custom_value=True
            )
            self.lang = _chosen(labels, "notes-lang", "notes_language", _LANGS)
        self.cards = labels.of(
            gr.Radio(choices=[], interactive=True, elem_id="notes-list"), label="notes_list"
        )
        with gr.Row(visible=False, elem_id="notes-pages") as self.pages:
            self.back = labels.of(gr.Button(size="sm", elem_id="notes-back"), value="notes_back")
            self.next = labels.of(gr.Button(size="sm", elem_id="notes-next"), value="notes_next")
        # Which page is shown; kept in the page itself, so that a restart does not lose it.
        self.page = gr.Number(0, visible=False, precision=0)
        self._wire()

    @property
    def inputs(self) -> list[Any]:
        """What decides which cards are shown, the language of the page last."""
        return [
            self.words, self.origin, self.state, self.topic, self.lang, self.page, self.page_lang
        ]  # fmt: skip

    @property
    def outputs(self) -> list[Any]:
        """What `shown` updates."""
        return [
            self.count, self.cards, self.pages, self.page,
            self.origin, self.state, self.topic, self.lang,
        ]  # fmt: skip

    def _wire(self) -> None:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        for box in (self.words, self.origin, self.state, self.topic, self.lang):
            box.input(
                self._first_page, self.inputs, self.outputs, trigger_mode="always_last", **quiet
            )
        self.back.click(self._previous_page, self.inputs, self.outputs, **quiet)
        self.next.click(self._next_page, self.inputs, self.outputs, **quiet)

    def _first_page(
        self, words: str, origin: str, state: str, topic: str, lang: str, _page: int, page_lang: str
    ) -> Iterator[Updates]:
        if state == State.DOUBTFUL:
            # Comparing every card with every other takes its time.
            yield {self.count: _heading(say("notes_looking", Lang(page_lang)), Lang(page_lang))}
        yield self.shown(words, origin, state, topic, lang, 0, page_lang)

    def _previous_page(self, *chosen: Any) -> Updates:
        return self.shown(*chosen, step=-1)

    def _next_page(self, *chosen: Any) -> Updates:
        return self.shown(*chosen, step=1)

    def shown(
        self,
        words: str,
        origin: str,
        state: str,
        topic: str,
        lang: str,
        page: int,
        page_lang: str,
        *,
        step: int = 0,
    ) -> Updates:
        """The list under these filters, `step` pages on, as updates of `outputs`."""
        shown_in = Lang(page_lang)
        wanted = Wanted(words or "", topic or "", lang or "", State(state), From(origin))
        held = shelf(self.parts.library, wanted)
        last = max(0, (len(held) - 1) // A_PAGE)
        at = min(max(0, page + step), last)
        part = held[at * A_PAGE : (at + 1) * A_PAGE]
        known = [(name, name) for name in topics(self.parts.library, wanted.origin)]
        return {
            self.count: _count(len(held), at * A_PAGE, len(part), wanted, shown_in),
            self.cards: gr.update(
                choices=[(notes_html.row(one, shown_in), one[0].id) for one in part],
                value=None,
                visible=bool(part),
            ),
            self.pages: gr.update(visible=last > 0),
            self.page: at,
            self.origin: gr.update(choices=_words(_FROM, shown_in)),
            self.state: gr.update(choices=_words(_STATES, shown_in)),
            self.lang: gr.update(choices=_words(_LANGS, shown_in)),
            self.topic: gr.update(choices=[(say("notes_any_topic", shown_in), ""), *known]),
        }


def _words(keys: Mapping[Any, str], lang: Lang) -> list[tuple[str, str]]:
    return [(say(key, lang), str(value)) for value, key in keys.items()]


def _chosen(labels: Labels, name: str, label: str, keys: Mapping[Any, str]) -> Any:
    choices = _words(keys, Lang.EN)
    return _narrow(labels, gr.Dropdown, name, label, choices=choices, value=choices[0][1])


def _narrow(labels: Labels, kind: Any, name: str, label: str, **fields: Any) -> Any:
    return labels.of(kind(elem_id=name, min_width=120, **fields), label=label)


def _count(total: int, before: int, here: int, wanted: Wanted, lang: Lang) -> str:
    text = say("notes_shown", lang, first=before + 1, last=before + here, total=total)
    if not total:
        text = say("notes_none_yet" if wanted == Wanted() else "notes_none_fit", lang)
    return _heading(text, lang)


def _heading(text: str, lang: Lang) -> str:
    return f"<h2>{say('notes_library', lang)}</h2>{notes_html.said(text)}"
