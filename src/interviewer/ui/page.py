"""The page: its rooms side by side, and what a load or a change of language refreshes."""

from __future__ import annotations

import threading
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.parts import Parts
from interviewer.ui import html
from interviewer.ui.grade_room import GradeRoom
from interviewer.ui.interview_room import InterviewRoom
from interviewer.ui.keys_html import keys
from interviewer.ui.labels import Labels, page_language
from interviewer.ui.look_section import remembered_language
from interviewer.ui.many_room import ManyRoom
from interviewer.ui.notes_room import NotesRoom
from interviewer.ui.progress_room import ProgressRoom
from interviewer.ui.rooms import Rooms
from interviewer.ui.settings_room import SettingsRoom
from interviewer.ui.settling import WholeBlocks, built_open, settle
from interviewer.words import say

# The page is shown, and can be used, once what its load brings is in it.
READY = """(theme) => {
  window.interviewerTheme(theme);
  window.interviewerSays();
  window.interviewerReady();
}"""


class Page:
    """Builds the Blocks. `Page(parts).blocks.launch(…)`"""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        # Set once somebody has opened the page.
        self.opened = threading.Event()
        self.labels = labels = Labels()
        with WholeBlocks(title="interviewer", analytics_enabled=False) as self.blocks:
            with gr.Row(elem_id="masthead"):
                self.claim = gr.HTML(scale=3)
                self.lang = labels.of(
                    gr.Radio(
                        [("English", "en"), ("中文", "zh")],
                        value="en",
                        elem_id="page-lang",
                        scale=1,
                        container=False,
                    ),
                    label="page_language",
                )
            self.notices = gr.HTML(elem_id="notices")
            with gr.Row(visible=False, elem_id="first-note") as self.note_box:
                self.note = gr.HTML(scale=5)
                self.close_note = labels.of(
                    gr.Button(size="sm", scale=1, min_width=110), value="first_note_close"
                )
            self.rooms = rooms = Rooms()
            with rooms.room("interview", "tab_interview") as to_interview:
                self.interview = InterviewRoom(parts, labels, self.lang)
            with rooms.room("grade", "tab_grade", way="way_one") as to_grade:
                self.grade = GradeRoom(parts, labels, self.lang)
            with rooms.room("many", "way_many", of="grade"):
                self.many = ManyRoom(parts, labels, self.lang)
            with rooms.room("notes", "tab_notes") as to_notes:
                self.notes = NotesRoom(parts, labels, self.lang)
            with rooms.room("progress", "tab_progress") as to_progress:
                self.progress = ProgressRoom(parts, self.lang)
            with rooms.room("models", "tab_models") as to_models:
                self.settings = SettingsRoom(parts, labels, self.lang)
            self.progress.wire([to_progress.click, self.lang.input], self.interview)
            self.settings.wire([to_models.click, self.lang.input])
            self.folds = built_open(self.blocks)
            self._wire()
            self._follow_notes(to_interview, to_grade, to_notes)
        settle(self.blocks)

    def _wire(self) -> None:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        shared = [*self._headers, *self.labels.components]
        fields = self.interview.form.inputs
        # In one go: each step of a chain is a way to the server and back, and drawn by itself.
        opened = dict.fromkeys([
            self.lang, *shared, *self.interview.outputs, *fields, self.grade.card,
            self.settings.look.theme, *self.folds,
        ])  # fmt: skip
        self.blocks.load(self._open, [self.interview.session_id], list(opened), **quiet).then(
            None, [self.settings.look.theme], None, js=READY
        )
        self.lang.input(
            self._translate,
            [self.lang, self.interview.session_id],
            [*shared, *self.interview.outputs],
            **quiet,
        )
        self.close_note.click(self._close_note, None, [self.note_box], **quiet)

    def _follow_notes(self, to_interview: Any, to_grade: Any, to_notes: Any) -> None:
        """Lists of cards and topics are drawn anew when a room is entered: notes may have changed."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        cards = self.notes.list
        gr.on(
            [to_notes.click, self.lang.input],
            cards.shown,
            cards.inputs,
            cards.outputs,
            trigger_mode="always_last",
            **quiet,
        )
        to_interview.click(
            lambda lang: gr.update(choices=self.interview.memory.topics_in(Lang(lang))),
            [self.interview.lang],
            [self.interview.topics],
            **quiet,
        )
        to_grade.click(
            lambda: gr.update(choices=self.grade.choices()), None, [self.grade.card], **quiet
        )

    def _open(self, session_id: str, request: gr.Request) -> dict[Any, Any]:
        asked = page_language(request.headers.get("accept-language"))
        lang = remembered_language(self.parts) or asked
        room, memory = self.interview, self.interview.memory
        opened = {
            self.lang: gr.update(value=lang.value),
            **dict(zip(self._headers, self._shared(lang), strict=True)),
            **dict(zip(room.outputs, room.opened(session_id, lang), strict=True)),
            self.grade.card: gr.update(choices=self.grade.choices()),
            self.settings.look.theme: self.settings.look.opened(lang),
            **{fold: gr.update(open=False) for fold in self.folds},
        }
        labels = zip(self.labels.components, self.labels.unless_built_in(lang), strict=True)
        fields = zip(room.form.inputs, memory.opened(lang), strict=True)
        for component, update in [*labels, *fields]:
            opened[component] = {**opened.get(component, gr.skip()), **update}
        self.opened.set()
        return opened

    def _translate(self, page: str, session_id: str) -> list[Any]:
        lang = Lang(page)
        return [
            *self._shared(lang),
            *self.labels.updates(lang),
            *self.interview.opened(session_id, lang),
        ]

    @property
    def _headers(self) -> list[Any]:
        """What `_shared` has a value for, in its order."""
        return [self.claim, self.rooms.bar, self.notices, self.note_box, self.note]

    def _shared(self, lang: Lang) -> list[Any]:
        title = f"<div><h1>{say('title', lang)}</h1>{html.paragraph(say('claim', lang))}</div>"
        claim = f'<div class="title">{title}{keys(lang)}</div>'
        unread = self.parts.settings.llm.model is None and not self.parts.store.fact("note_read")
        return [
            claim,
            self.rooms.tabs(lang),
            "".join(html.paragraph(text, "error") for text in self.parts.notices(lang)),
            gr.update(visible=unread),
            html.paragraph(say("first_note", lang)),
        ]

    def _close_note(self) -> Any:
        self.parts.store.put_fact("note_read", True)
        return gr.update(visible=False)
