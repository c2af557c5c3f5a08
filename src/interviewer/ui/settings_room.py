"""The room of settings: its sections one below the other, each with a file of its own.

Everything is drawn when the room is entered, and nothing of it costs the page's load.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.doctor import CHECKS, Check, examined
from interviewer.models.catalogue import Use
from interviewer.models.choices import Choice
from interviewer.parts import Parts
from interviewer.ui import checks_html
from interviewer.ui.data_section import DataSection
from interviewer.ui.embedder_section import EmbedderSection
from interviewer.ui.labels import Labels
from interviewer.ui.look_section import LookSection
from interviewer.ui.models_section import QUIET, ModelsSection, Updates


class SettingsRoom:
    """Builds the room inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts = parts
        self.page_lang = page_lang
        self.chat = ModelsSection(parts, labels, page_lang, Use.CHAT)
        with (
            labels.of(gr.Accordion(open=False, elem_id="model-other"), label="model_other"),
            gr.Row(elem_classes="line-up"),
        ):
            self.path = labels.of(gr.Textbox(elem_id="model-path"), label="model_path")
            self.use = labels.of(gr.Button(elem_id="model-use"), value="model_use")
        self.embedding = EmbedderSection(parts, labels, page_lang)
        self.data = DataSection(parts, labels, page_lang)
        self.look = LookSection(parts, labels, page_lang)
        self.check_head = gr.HTML(elem_id="checks-head")
        self.test = labels.of(gr.Button(size="sm", elem_id="model-test"), value="model_test")
        self.checks = gr.HTML(elem_id="checks")

    def wire(self, entered: Sequence[Any]) -> None:
        """What the events `entered` and the buttons do."""
        for section in (self.chat, self.embedding, self.data, self.look):
            section.wire(entered)
        gr.on(
            [self.use.click, self.path.submit],
            self._use,
            [self.path, self.page_lang],
            self.chat.outputs,
            **QUIET,
        )
        self.test.click(self._test, [self.page_lang], [self.checks], **QUIET)
        gr.on(
            list(entered),
            # What was checked stays: an event that comes late would empty it.
            lambda page: checks_html.head(Lang(page)),
            [self.page_lang],
            [self.check_head],
            **QUIET,
        )

    def _use(self, path: str, page: str) -> Iterator[Updates]:
        """Use a file that is on no list."""
        lang, file = Lang(page), Path(path.strip()).expanduser()
        wanted = Choice(file.name, Use.CHAT, 0, path=file)
        yield from self.chat.take(wanted, lang)

    def _test(self, page: str) -> Iterator[Updates]:
        """Every check as it is made."""
        lang, checks = Lang(page), list[Check]()
        yield {self.checks: checks_html.checks(checks, lang)}
        for check in examined(self.parts, lang):
            checks.append(check)
            yield {self.checks: checks_html.checks(checks, lang, done=len(checks) == CHECKS)}
