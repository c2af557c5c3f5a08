"""A reference answer drafted by the model, for open questions; it counts once it is accepted.

A draft waits in the store, apart from the cards, until it is accepted or thrown away.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from interviewer import drafting, editing
from interviewer.cards import CardStatus, Lang
from interviewer.editing import Edit, Held
from interviewer.errors import InterviewerError
from interviewer.ui import html, notes_html
from interviewer.ui.labels import Labels
from interviewer.ui.notes_editor import CardEditor
from interviewer.ui.notes_list import Updates
from interviewer.ui.waiting import Before, streamed
from interviewer.words import say, told

_FACT = "drafts"


class Drafting:
    """Builds the box inside the current Blocks and adds it to the editor."""

    def __init__(self, editor: CardEditor, labels: Labels) -> None:
        self.editor = editor
        self.parts = editor.parts
        editor.fillers.append(self.filled)
        with gr.Column(visible=False, elem_id="notes-draft") as self.box:
            self.note = gr.HTML(padding=True)
            self.text = labels.of(
                gr.Textbox("", visible=False, lines=4, max_lines=16, elem_id="draft-text"),
                label="notes_draft_label",
            )
            with gr.Row():
                self.ask = labels.of(
                    gr.Button(size="sm", elem_id="draft-ask"), value="notes_draft_ask"
                )
                self.stop = labels.of(
                    gr.Button(size="sm", visible=False, elem_id="draft-stop"), value="notes_stop"
                )
                self.accept = labels.of(
                    gr.Button(size="sm", visible=False, variant="primary", elem_id="draft-accept"),
                    value="notes_draft_accept",
                )
                self.drop = labels.of(
                    gr.Button(size="sm", visible=False, elem_id="draft-drop"),
                    value="notes_draft_drop",
                )

    @property
    def outputs(self) -> list[Any]:
        """What a change of card updates here."""
        return [self.box, self.note, self.text, self.ask, self.stop, self.accept, self.drop]

    def wire(self) -> None:
        """Connect the events, once the editor has its outputs."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        editor = self.editor
        where = [editor.card_id, editor.list.page_lang]
        asked = self.ask.click(self._draft, where, self.outputs, **quiet)
        self.stop.click(self._stop, [self.text, *where], self.outputs, cancels=[asked], **quiet)
        self.drop.click(self._drop, where, self.outputs, **quiet)
        self.accept.click(self._accept, [self.text, *editor.inputs], editor.outputs, **quiet)

    def filled(self, held: Held, lang: Lang) -> Updates:
        """The box for a card: only for an open question, with the draft that waits for it."""
        card, status = held
        text = self._drafts().get(card.id, "")
        note = say("notes_draft_help", lang)
        return {
            self.box: gr.update(visible=status is CardStatus.UNANSWERED),
            self.note: html.paragraph(note, "facts"),
            **self._showing(text, busy=False),
        }

    def _showing(self, text: str, *, busy: bool) -> Updates:
        ready = bool(text) and not busy
        return {
            self.text: gr.update(value=text, visible=bool(text)),
            self.ask: gr.update(visible=not busy),
            self.stop: gr.update(visible=busy),
            self.accept: gr.update(visible=ready),
            self.drop: gr.update(visible=ready),
        }

    def _drafts(self) -> dict[str, str]:
        return self.parts.store.fact(_FACT) or {}

    def _keep(self, card_id: str, text: str) -> None:
        drafts = self._drafts()
        if text:
            drafts[card_id] = text
        else:
            drafts.pop(card_id, None)
        self.parts.store.put_fact(_FACT, drafts)

    def _draft(self, card_id: str, page: str) -> Iterator[Updates]:
        lang = Lang(page)
        model = self.parts.model()
        if model is None:
            yield {self.note: notes_html.said(say("notes_no_model", lang), bad=True)}
            return
        waits = say("notes_drafting", lang, name=model.name)
        yield {self.note: notes_html.said(waits), **self._showing("", busy=True)}
        card, text = self.parts.store.card(card_id), ""
        try:
            for one in streamed(lambda: drafting.drafted(model, card)):
                if isinstance(one, Before):
                    yield {self.note: notes_html.said(f"{waits} {one.said(lang)}".strip())}
                else:
                    text = one
                    yield self._showing(text, busy=True)
        except InterviewerError as error:
            yield {
                self.note: notes_html.said(told(error, lang), bad=True),
                **self._showing("", busy=False),
            }
            return
        yield self._judged(card_id, drafting.finished(text), lang)

    def _judged(self, card_id: str, text: str, lang: Lang) -> Updates:
        refused = drafting.refusal(text, self.parts.store.card(card_id))
        if refused is not None:
            why = say("notes_draft_refused", lang, why=say(f"refused_{refused}", lang))
            return {self.note: notes_html.said(why, bad=True), **self._showing("", busy=False)}
        self._keep(card_id, text)
        note = say("notes_draft_ready", lang)
        return {self.note: notes_html.said(note), **self._showing(text, busy=False)}

    def _stop(self, text: str, card_id: str, page: str) -> Updates:
        kept = drafting.finished(text or "")
        if kept:
            return self._judged(card_id, kept, Lang(page))
        note = say("notes_draft_help", Lang(page))
        return {
            self.note: html.paragraph(note, "facts"),
            **self._showing("", busy=False),
        }

    def _drop(self, card_id: str, page: str) -> Updates:
        self._keep(card_id, "")
        return self.filled(self.parts.store.held(card_id), Lang(page))

    def _accept(self, text: str, *where: Any) -> Iterator[Updates]:
        def make(held: Held) -> Edit:
            edit = editing.answered(held, text)
            self._keep(held[0].id, "")
            return edit

        yield from self.editor.act(make, "notes_draft_accepted", *where)
