"""Merging a card with another, and splitting one in two: two folds below the editor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from interviewer import editing
from interviewer.cards import Lang
from interviewer.editing import Edit, Held
from interviewer.errors import InputError
from interviewer.notes.likeness import alike
from interviewer.ui import html, notes_html
from interviewer.ui.labels import Labels
from interviewer.ui.notes_editor import CardEditor
from interviewer.ui.notes_list import Updates
from interviewer.words import say

MOST_RIVALS = 50
_LABEL = 90


class Reshaping:
    """Builds both folds inside the current Blocks and adds them to the editor."""

    def __init__(self, editor: CardEditor, labels: Labels) -> None:
        self.editor = editor
        self.parts = editor.parts
        editor.fillers.append(self.filled)
        with labels.of(
            gr.Accordion(open=False, visible=False, elem_id="notes-merge"), label="notes_merge"
        ) as self.merging:
            self.help_merge = gr.HTML(padding=True)
            # Filled while the page is open; after a restart any value is still taken.
            self.other = labels.of(
                gr.Dropdown(choices=[], allow_custom_value=True, elem_id="merge-with"),
                label="notes_merge_with",
            )
            self.merge = labels.of(gr.Button(elem_id="merge-do", size="sm"), value="notes_merge_do")
        with labels.of(
            gr.Accordion(open=False, visible=False, elem_id="notes-split"), label="notes_split"
        ) as self.splitting:
            self.place = labels.of(
                gr.Dropdown(choices=[], allow_custom_value=True, elem_id="split-at"),
                label="notes_split_at",
            )
            self.question = labels.of(
                gr.Textbox("", elem_id="split-question"), label="notes_split_question"
            )
            self.split = labels.of(gr.Button(elem_id="split-do", size="sm"), value="notes_split_do")

    @property
    def outputs(self) -> list[Any]:
        """What a change of card updates here."""
        return [
            self.merging, self.help_merge, self.other, self.splitting, self.place, self.question
        ]  # fmt: skip

    def wire(self) -> None:
        """Connect the events, once the editor has its outputs."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        editor = self.editor
        self.merging.expand(
            self._rivals, [editor.card_id, editor.list.page_lang], [self.other], **quiet
        )
        self.merge.click(self._merge, [self.other, *editor.inputs], editor.outputs, **quiet)
        self.split.click(
            self._split, [self.place, self.question, *editor.inputs], editor.outputs, **quiet
        )

    def filled(self, held: Held, lang: Lang) -> Updates:
        """Both folds for a card; splitting only where there is a place to cut."""
        places = editing.split_places(held[0])
        help_text = say("notes_merge_help", lang)
        return {
            self.merging: gr.update(visible=True, open=False),
            self.help_merge: html.paragraph(help_text, "facts"),
            self.other: gr.update(choices=[], value=None),
            self.splitting: gr.update(visible=bool(places), open=False),
            self.place: gr.update(
                choices=[(line[:_LABEL], str(at)) for at, line in places], value=None
            ),
            self.question: "",
        }

    def _rivals(self, card_id: str, page: str) -> Any:
        """The cards most alike in wording, the likeliest first."""
        library = self.parts.library
        card = library.store.card(card_id)
        others = [one for one in library.of(library.store.origins()[card_id]) if one.id != card_id]
        others.sort(key=lambda one: -alike(one.question, card.question))
        held = [library.store.held(one.id) for one in others[:MOST_RIVALS]]
        return gr.update(choices=[(notes_html.row(one, Lang(page)), one[0].id) for one in held])

    def _merge(self, other: str | None, *where: Any) -> Iterator[Updates]:
        def make(held: Held) -> Edit:
            if not other:
                raise InputError("Choose the card to merge with first.")
            return editing.merge(held, self.parts.store.held(other))

        yield from self.editor.act(make, "notes_was_merged", *where)

    def _split(self, place: str | None, question: str, *where: Any) -> Iterator[Updates]:
        def make(held: Held) -> Edit:
            if not place or not str(place).isdecimal():
                raise InputError("Choose where the second part begins first.")
            return editing.split(held, int(place), question, self.parts.store.origins())

        yield from self.editor.act(make, "notes_was_split", *where)
