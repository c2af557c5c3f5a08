"""The Notes room: notes in with a preview, the library below, and notes out again.

Reading is done anew for the preview and for adding, so that nothing is kept in between.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.parts import Parts
from interviewer.ui import html, notes_html
from interviewer.ui.labels import Labels
from interviewer.ui.notes_appeals import AppealList
from interviewer.ui.notes_draft import Drafting
from interviewer.ui.notes_editor import CardEditor
from interviewer.ui.notes_export import exported
from interviewer.ui.notes_intake import Intake, keep, read
from interviewer.ui.notes_list import CardList, Updates
from interviewer.ui.notes_reshaping import Reshaping
from interviewer.words import say, told


class NotesRoom:
    """Builds the room inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts = parts
        self.page_lang = page_lang
        self._build_intake(labels)
        self.list = CardList(parts, labels, page_lang)
        self.editor = CardEditor(parts, labels, self.list)
        drafts = Drafting(self.editor, labels)
        shapes = Reshaping(self.editor, labels)
        with labels.of(gr.Accordion(open=False, elem_id="notes-export"), label="notes_export"):
            self.export_note = gr.HTML(padding=True)
            self.export = labels.of(
                gr.Button(size="sm", elem_id="export-do"), value="notes_export_do"
            )
            self.exported = labels.of(
                gr.File(visible=False, file_count="multiple", elem_id="export-files"),
                label="notes_export_files",
            )
        self.appeals = AppealList(parts, labels, page_lang)
        self.editor.wire([*drafts.outputs, *shapes.outputs])
        drafts.wire()
        shapes.wire()
        self.appeals.wire()
        self._wire()

    def _build_intake(self, labels: Labels) -> None:
        self.files = labels.of(
            gr.File(file_count="multiple", height=150, elem_id="notes-files"), label="notes_files"
        )
        with labels.of(gr.Accordion(open=False, elem_id="notes-paste-box"), label="notes_paste"):
            self.pasted = labels.of(
                gr.Textbox("", lines=4, max_lines=14, elem_id="notes-paste"),
                label="notes_paste_label",
                placeholder="notes_paste_placeholder",
            )
            with gr.Row(elem_id="notes-paste-row"):
                self.paste_topic = labels.of(
                    gr.Textbox("", elem_id="notes-paste-topic"), label="notes_paste_topic"
                )
                self.look = labels.of(
                    gr.Button(elem_id="notes-look", size="sm"), value="notes_look"
                )
        self.status = gr.HTML(elem_id="notes-status")
        with gr.Column(visible=False, elem_id="notes-preview") as self.preview_box:
            with gr.Row(elem_id="notes-mark-row"):
                self.mark = labels.of(
                    gr.Textbox("", elem_id="notes-mark"),
                    label="notes_mark",
                    placeholder="notes_mark_placeholder",
                )
                self.again = labels.of(
                    gr.Button(elem_id="notes-again", size="sm"), value="notes_again"
                )
            self.preview = gr.HTML(elem_id="notes-preview-cards")
        # Beside the buttons, as the preview above may be long.
        self.outcome = gr.HTML(elem_id="notes-outcome")
        with gr.Row(visible=False) as self.buttons:
            self.add = labels.of(
                gr.Button(variant="primary", elem_id="notes-add"), value="notes_add"
            )
            self.discard = labels.of(gr.Button(elem_id="notes-discard"), value="notes_discard")
        self.stop = labels.of(gr.Button(visible=False, elem_id="notes-stop"), value="notes_stop")

    @property
    def _given(self) -> list[Any]:
        return [self.files, self.pasted, self.paste_topic, self.mark]

    def _wire(self) -> None:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [self.status, self.preview_box, self.preview, self.outcome, self.buttons]
        given = [*self._given, self.page_lang]
        for event in (
            self.files.upload, self.files.delete, self.files.clear,
            self.look.click, self.again.click, self.mark.submit,
        ):  # fmt: skip
            event(self._look, given, shown, **quiet)
        cleared = [*shown, *self._given]
        self.discard.click(self._discard, None, cleared, **quiet)
        added = self.add.click(
            self._add,
            [*self._given, *self.list.inputs],
            [*cleared, self.stop, *self.list.outputs],
            **quiet,
        )
        self.stop.click(self._stop, [self.page_lang], [*shown, self.stop], cancels=[added], **quiet)
        self.export.click(
            self._export, [self.page_lang], [self.export_note, self.exported], **quiet
        )

    # Notes in

    def _look(
        self, files: list[str] | None, pasted: str, topic: str, mark: str, page: str
    ) -> Iterator[Updates]:
        lang = Lang(page)
        if not files and not pasted.strip():
            yield self._closed("")
            return
        yield {self.status: notes_html.said(say("notes_reading", lang)), self.outcome: ""}
        intake = read(files or [], pasted, topic, mark)
        if not intake.notes:
            # With a mark of the learner's own that fits nowhere, the mark must stay in reach.
            open_box = gr.update(visible=bool(mark.strip()))
            yield self._closed(notes_html.failures(intake, lang)) | {self.preview_box: open_box}
            return
        plan = self.parts.library.plan(intake.cards, origin="notes")
        replaced = self.parts.library.replaced(plan)
        done = say("notes_look_over", lang, count=len(intake.cards))
        yield {
            self.status: notes_html.said(done) + notes_html.failures(intake, lang),
            self.preview_box: gr.update(visible=True),
            self.preview: notes_html.preview(intake, plan, replaced, lang),
            self.buttons: gr.update(visible=bool(intake.cards)),
        }

    def _closed(self, status: str) -> Updates:
        return {
            self.status: status,
            self.preview_box: gr.update(visible=False),
            self.preview: "",
            self.outcome: "",
            self.buttons: gr.update(visible=False),
        }

    def _emptied(self) -> Updates:
        return {self.files: None, self.pasted: "", self.paste_topic: "", self.mark: ""}

    def _discard(self) -> Updates:
        return self._closed("") | self._emptied()

    def _add(
        self, files: list[str] | None, pasted: str, topic: str, mark: str, *chosen: Any
    ) -> Iterator[Updates]:
        lang = Lang(chosen[-1])
        yield {
            self.outcome: notes_html.said(say("notes_adding", lang)),
            self.buttons: gr.update(visible=False),
            self.stop: gr.update(visible=True),
        }
        intake = read(files or [], pasted, topic, mark)
        try:
            yield from self._embedded(intake, lang)
            keep(intake, self.parts.store)
            plan = self.parts.library.take(intake.cards, origin="notes")
            # The new ones once more: a program that looked for drift meanwhile forgot them.
            touched = [*plan.added, *(new for _, new in plan.changed), *plan.retired]
            self.parts.library.follow([card.id for card in touched])
        except InterviewerError as error:
            yield {
                self.outcome: notes_html.said(told(error, lang), bad=True),
                self.buttons: gr.update(visible=True),
                self.stop: gr.update(visible=False),
            }
            return
        done = say("notes_were_added", lang, added=len(plan.added), changed=len(plan.changed))
        yield {
            **self._closed(notes_html.failures(intake, lang)),
            **self._emptied(),
            self.outcome: notes_html.said(done),
            **self.list.shown(*chosen),
            self.stop: gr.update(visible=False),
        }

    def _embedded(self, intake: Intake, lang: Lang) -> Iterator[Updates]:
        """Embed what is new before anything is stored: stopping here leaves the library as it was."""
        plan = self.parts.library.plan(intake.cards, origin="notes")
        fresh = [*plan.added, *(new for _, new in plan.changed)]
        begun = time.monotonic()
        whole = False
        try:
            for done, total in self.parts.library.embed(fresh):
                each = (time.monotonic() - begun) / done
                left = each * (total - done) if done < total else None
                yield {self.outcome: notes_html.adding(done, total, left, lang)}
            whole = True
        finally:
            if not whole:
                self.parts.library.follow([card.id for card in fresh])

    def _stop(self, page: str) -> Updates:
        return {
            self.outcome: notes_html.said(say("notes_stopped", Lang(page))),
            self.preview_box: gr.update(visible=True),
            self.buttons: gr.update(visible=True),
            self.stop: gr.update(visible=False),
        }

    # Notes out

    def _export(self, page: str) -> Iterator[Updates]:
        lang = Lang(page)
        yield {self.export_note: notes_html.said(say("notes_writing", lang))}
        try:
            written = exported(self.parts.library)
        except InterviewerError as error:
            yield {self.export_note: notes_html.said(told(error, lang), bad=True)}
            return
        note = notes_html.said(say("notes_written", lang))
        if written.without_diff:
            names = ", ".join(written.without_diff)
            note += html.paragraph(say("notes_without_diff", lang, names=names), "status")
        yield {
            self.export_note: note,
            self.exported: gr.update(value=[str(path) for path in written.files], visible=True),
        }
