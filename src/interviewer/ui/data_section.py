"""The learner's data in the room of settings: where it is, a backup, a restore, deleting it.

Acts on the folder of whoever is being served, and on no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import gradio as gr

from interviewer import backup, locations
from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.history.copies import copies_in
from interviewer.parts import Parts
from interviewer.ui import data_html
from interviewer.ui.labels import Labels
from interviewer.ui.models_html import size
from interviewer.ui.models_section import QUIET, Updates
from interviewer.ui.notes_html import said
from interviewer.words import say, told

# What a browser may send; serve.py tells Gradio the same.
MOST_UPLOAD = 100_000_000
# The page is opened anew with what was done said on it; after deleting, the browser forgets too.
_ANEW = "(text) => { window.interviewerAnew(text, false); }"
_ANEW_EMPTY = "(text) => { window.interviewerAnew(text, true); }"


class DataSection:
    """Builds the section inside the current Blocks."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts, self.page_lang = parts, page_lang
        self.facts = gr.HTML(elem_id="data-facts")
        with gr.Row(elem_id="data-row"):
            self.make = labels.of(gr.Button(size="sm", elem_id="backup"), value="backup_do")
            self.choose = labels.of(
                gr.UploadButton(size="sm", file_types=[".zip"], elem_id="restore"),
                label="restore_choose",
            )
        self.note = gr.HTML(elem_id="data-note")
        self.file = labels.of(
            gr.DownloadButton(visible="hidden", variant="primary", elem_id="backup-file"),
            label="backup_file",
        )
        self._build_restore(labels)
        self._build_delete(labels)
        # What is to be said on the page once it is opened anew.
        self.restored = gr.Textbox(visible=False)
        self.deleted = gr.Textbox(visible=False)

    def _build_restore(self, labels: Labels) -> None:
        self.source = gr.State("")
        with gr.Column(visible=False, elem_id="restore-ask") as self.ask:
            self.holds = gr.HTML()
            with gr.Row():
                self.replace = labels.of(
                    gr.Button(variant="primary", size="sm", elem_id="restore-do"),
                    value="restore_do",
                )
                self.cancel = labels.of(
                    gr.Button(size="sm", elem_id="restore-cancel"), value="restore_cancel"
                )

    def _build_delete(self, labels: Labels) -> None:
        with labels.of(gr.Accordion(open=False, elem_id="delete-ask"), label="delete_head"):
            self.means = gr.HTML()
            with gr.Row(elem_classes="line-up"):
                self.word = labels.of(gr.Textbox("", elem_id="delete-word"), label="delete_type")
                self.delete = labels.of(
                    gr.Button(variant="stop", elem_id="delete-do"), value="delete_do"
                )
            self.delete_note = gr.HTML(elem_id="delete-note")

    def wire(self, entered: Sequence[Any]) -> None:
        """What the events `entered` and the buttons do."""
        lang = self.page_lang
        gr.on(
            list(entered), self._entered, [lang], [self.facts, self.means],
            trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        # Two plain steps each, and no generator: of two values that follow one another closely,
        # the one that shows a button may get lost.
        _first(self.make.click, "backup_making", lang, self.note).then(
            self._make, [lang], [self.note, self.file, self.facts], **QUIET
        )
        asked = [self.source, self.ask, self.holds, self.note]
        _first(self.choose.upload, "restore_checking", lang, self.note).then(
            self._look, [self.choose, lang], asked, **QUIET
        )
        self.cancel.click(self._cancel, None, asked, **QUIET)
        _first(self.replace.click, "restore_doing", lang, self.note).then(
            self._restore, [self.source, lang], [self.ask, self.note, self.restored], **QUIET
        ).then(None, [self.restored], None, js=_ANEW)
        for event in (self.delete.click, self.word.submit):
            _first(event, "delete_doing", lang, self.delete_note).then(
                self._delete, [self.word, lang], [self.delete_note, self.deleted], **QUIET
            ).then(None, [self.deleted], None, js=_ANEW_EMPTY)

    def _entered(self, page: str) -> tuple[str, str]:
        return self._facts(Lang(page)), data_html.deleting(locations.personal(), Lang(page))

    def _facts(self, lang: Lang) -> str:
        keeper = self.parts.keeper
        copies = None if keeper.on_server else copies_in(locations.copies_folder())
        url = self.parts.settings.llm.url
        return data_html.facts(locations.personal(), keeper.weight(), copies, url, lang)

    # A backup

    def _make(self, page: str) -> Updates:
        lang = Lang(page)
        folder, now = locations.exports_folder(), datetime.now(UTC)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for old in folder.glob("interviewer-*.zip"):
                old.unlink()
            made = self.parts.keeper.back_up(folder / f"interviewer-{now:%Y-%m-%d-%H%M%S}.zip", now)
        except (InterviewerError, OSError) as error:
            return {self.note: said(told(error, lang), bad=True)}
        weight = made.stat().st_size
        text = say("backup_made", lang, size=size(weight))
        if weight > MOST_UPLOAD:
            text = f"{text} {say('backup_large', lang)}"
        return {
            self.note: said(text),
            self.file: gr.update(value=str(made), visible=True),
            self.facts: self._facts(lang),
        }

    # Back from a backup

    def _look(self, path: str | None, page: str) -> Updates:
        lang = Lang(page)
        if not path:
            return {self.note: ""}
        try:
            contents = backup.look_into(Path(path))
        except InterviewerError as error:
            return {self.note: _unrestored(error, path, lang), self.ask: gr.update(visible=False)}
        return {
            self.source: path,
            self.ask: gr.update(visible=True),
            self.holds: data_html.backup_holds(contents, lang),
            self.note: "",
        }

    def _cancel(self) -> Updates:
        return {self.source: "", self.ask: gr.update(visible=False), self.note: ""}

    def _restore(self, source: str, page: str) -> Updates:
        lang = Lang(page)
        try:
            with self.parts.laid_down():
                aside = self.parts.keeper.restore(Path(source), datetime.now(UTC))
        except InterviewerError as error:
            return {self.note: _unrestored(error, source, lang)}
        text = say("restored", lang, folder=aside)
        url = self.parts.settings.llm.url
        if url:
            text = f"{text} {say('restored_url', lang, url=url)}"
        return {self.restored: text, self.ask: gr.update(visible=False), self.note: ""}

    # An end

    def _delete(self, typed: str, page: str) -> Updates:
        lang = Lang(page)
        if typed.strip().casefold() != say("delete_word", lang):
            return {self.delete_note: said(say("delete_not_typed", lang), bad=True)}
        try:
            with self.parts.laid_down():
                self.parts.keeper.erase()
        except InterviewerError as error:
            return {self.delete_note: said(told(error, lang), bad=True)}
        return {self.delete_note: "", self.deleted: say("deleted", lang)}


def _unrestored(error: InterviewerError, path: str, lang: Lang) -> str:
    """Where the browser's file was put meanwhile says nothing to the learner."""
    why = told(str(error).replace(path, Path(path).name), lang)
    return said(say("restore_failed", lang, why=why), bad=True)


def _first(event: Any, key: str, lang: Any, note: Any) -> Any:
    """Say at once what is being done; returns what the doing is chained to."""
    return event(lambda page: said(say(key, Lang(page))), [lang], [note], **QUIET)
