"""One card of the Notes room: rewrite, retire, and undo what was done last.

Knows the list it belongs to. Merging, splitting and drafts are built in from
`notes_reshaping` and `notes_draft`. `CardEditor(parts, labels, cards)`
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import gradio as gr

from interviewer import editing
from interviewer.cards import CardStatus, Lang
from interviewer.editing import Edit, Held
from interviewer.errors import InputError, InterviewerError
from interviewer.parts import Parts
from interviewer.ui import notes_html
from interviewer.ui.labels import Labels
from interviewer.ui.notes_list import CardList, Updates
from interviewer.ui.notes_shelf import State, doubts_of
from interviewer.words import say, told

# Moves the reader to the card just chosen; the list stands above it.
SHOW = "() => document.querySelector('#notes-editor')?.scrollIntoView({block: 'start'})"


class CardEditor:
    """Builds the editor inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, cards: CardList) -> None:
        self.parts = parts
        self.list = cards
        self.fillers: list[Callable[[Held, Lang], Updates]] = []
        self.card_id = gr.Textbox("", visible=False)
        # The content as this window shows it: another window may have changed it since.
        self.seen = gr.Textbox("", visible=False)
        self.last: Any = gr.State(None)
        with gr.Column(visible=False, elem_id="notes-editor") as self.box:
            self.head = gr.HTML(padding=True)
            self.topic = labels.of(gr.Textbox("", elem_id="edit-topic"), label="topic")
            self.question = labels.of(
                gr.Textbox("", elem_id="edit-question", lines=1, max_lines=6),
                label="notes_question",
            )
            self.reference = labels.of(
                gr.Textbox("", elem_id="edit-reference", lines=5, max_lines=24),
                label="notes_reference",
                placeholder="notes_reference_placeholder",
            )
            self.points = labels.of(
                gr.Textbox("", elem_id="edit-points", lines=3, max_lines=16),
                label="notes_points",
                info="notes_points_info",
            )
        with gr.Row(elem_id="edit-outcome"):
            self.status = gr.HTML(elem_id="edit-status", scale=4)
            self.undo = labels.of(
                gr.Button(visible=False, size="sm", elem_id="edit-undo", scale=1, min_width=110),
                value="notes_undo",
            )
        with gr.Row(visible=False) as self.buttons:
            self.save = labels.of(
                gr.Button(variant="primary", elem_id="edit-save"), value="notes_save"
            )
            self.retire = labels.of(gr.Button(elem_id="edit-retire"), value="notes_retire")
            self.restore = labels.of(gr.Button(elem_id="edit-restore"), value="notes_restore")

    @property
    def inputs(self) -> list[Any]:
        """Which card, as this window shows it, and what decides the list."""
        return [self.card_id, self.seen, *self.list.inputs]

    def wire(self, outputs: list[Any]) -> None:
        """Connect the events; `outputs` is everything that a change of card updates."""
        self.outputs = [
            self.card_id, self.seen, self.last, self.box, self.head, self.topic, self.question,
            self.reference, self.points, self.status, self.undo, self.buttons, self.retire,
            self.restore, *self.list.outputs, *outputs,
        ]  # fmt: skip
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        fields = [self.topic, self.question, self.reference, self.points]
        self.list.cards.select(
            self._choose, [self.list.state, self.list.page_lang], self.outputs, **quiet
        ).then(None, js=SHOW)
        self.save.click(self._save, [*fields, *self.inputs], self.outputs, **quiet)
        self.retire.click(self._retire, self.inputs, self.outputs, **quiet)
        self.restore.click(self._restore, self.inputs, self.outputs, **quiet)
        self.undo.click(self._undo, [self.last, *self.inputs], self.outputs, **quiet)

    def filled(self, held: Held, lang: Lang, *, doubts: bool = False) -> Updates:
        """The editor with a card in it."""
        card, status = held
        findings = doubts_of(self.parts.library).get(card.id, ()) if doubts else ()
        retired = status is CardStatus.RETIRED
        updates: Updates = {
            self.card_id: card.id,
            self.seen: card.content_hash,
            self.box: gr.update(visible=True),
            self.buttons: gr.update(visible=True),
            self.head: notes_html.head(held, findings, lang),
            self.topic: card.topic,
            self.question: card.question,
            self.reference: card.reference or "",
            self.points: editing.points_text(card.key_points),
            self.retire: gr.update(visible=not retired),
            self.restore: gr.update(visible=retired),
        }
        for fill in self.fillers:
            updates |= fill(held, lang)
        return updates

    def held(self, card_id: str, seen: str) -> Held:
        """The card that the window shows. Raises InputError when it is no longer the same."""
        held = self.parts.store.held(card_id)
        if held[0].content_hash != seen:
            raise InputError(
                "This card was changed in another window meanwhile, so nothing was saved. Copy "
                "what you typed, then choose the card again to see it as it is now."
            )
        return held

    def act(
        self, make: Callable[[Held], Edit], done: str, card_id: str, seen: str, *chosen: Any
    ) -> Iterator[Updates]:
        """Make an edit of the card shown, carry it out, and show what came of it."""
        lang = Lang(chosen[-1])
        yield {self.status: notes_html.said(say("notes_saving", lang))}
        try:
            edit = make(self.held(card_id, seen))
            if edit.empty:
                yield {self.status: notes_html.said(say("notes_nothing_to_save", lang))}
                return
            self.parts.library.apply(edit)
        except InterviewerError as error:
            yield {self.status: notes_html.said(told(error, lang), bad=True)}
            return
        yield from self._after(edit, card_id, say(done, lang), gr.update(visible=True), chosen)

    def _after(
        self, edit: Edit, card_id: str, text: str, undo: Any, chosen: tuple[Any, ...]
    ) -> Iterator[Updates]:
        yield {
            **self.list.shown(*chosen),
            **self.filled(self.parts.store.held(card_id), Lang(chosen[-1])),
            self.last: edit,
            self.undo: undo,
            self.status: notes_html.said(text),
        }
        try:
            self.parts.library.follow([card.id for card, _ in edit.after])
        except InterviewerError as error:
            yield {
                self.status: notes_html.said(f"{text} {told(error, Lang(chosen[-1]))}", bad=True)
            }

    def _choose(self, state: str, page: str, chosen: gr.SelectData) -> Updates:
        try:
            held = self.parts.store.held(str(chosen.value))
        except InterviewerError as error:
            return {self.status: notes_html.said(told(error, Lang(page)), bad=True)}
        return {
            **self.filled(held, Lang(page), doubts=state == State.DOUBTFUL),
            self.status: "",
            self.undo: gr.update(visible=False),
        }

    def _save(
        self, topic: str, question: str, reference: str, points: str, *where: Any
    ) -> Iterator[Updates]:
        def make(held: Held) -> Edit:
            return editing.rewrite(
                held, topic=topic, question=question, reference=reference, points=points
            )

        yield from self.act(make, "notes_saved", *where)

    def _retire(self, *where: Any) -> Iterator[Updates]:
        yield from self.act(editing.retire, "notes_was_retired", *where)

    def _restore(self, *where: Any) -> Iterator[Updates]:
        yield from self.act(editing.restore, "notes_was_restored", *where)

    def _undo(self, last: Edit | None, card_id: str, _seen: str, *chosen: Any) -> Iterator[Updates]:
        lang = Lang(chosen[-1])
        if last is None:
            # The program was started anew since: it no longer knows what was done before.
            yield {self.undo: gr.update(visible=False)}
            return
        try:
            self.parts.library.apply(last.undone)
        except InterviewerError as error:
            yield {self.status: notes_html.said(told(error, lang), bad=True)}
            return
        text = say("notes_undone", lang)
        yield from self._after(last.undone, card_id, text, gr.update(visible=False), chosen)
