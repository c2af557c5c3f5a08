"""The Notes room's list of granted appeals, each to be undone.

Knows the store's log and one call of the interviewer; rules nothing itself.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.appeal import Appeal, Kind
from interviewer.appealing import undo
from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.parts import Parts
from interviewer.ui import html
from interviewer.ui.labels import Labels
from interviewer.words import say, told

_LABEL = 160


class AppealList:
    """Builds the fold inside the current Blocks."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts = parts
        self.page_lang = page_lang
        with labels.of(gr.Accordion(open=False, elem_id="appeals"), label="appeals") as self.fold:
            self.note = gr.HTML(padding=True, elem_id="appeals-note")
            # Filled when the fold opens; after a restart any value is still taken.
            self.chosen = labels.of(
                gr.Dropdown(choices=[], allow_custom_value=True, elem_id="appeals-chosen"),
                label="appeals_choose",
            )
            self.undo = labels.of(
                gr.Button(size="sm", elem_id="appeals-undo"), value="appeals_undo"
            )

    def wire(self) -> None:
        """Connect the events."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        own = [self.note, self.chosen]
        self.fold.expand(self._open, [self.page_lang], own, **quiet)
        self.undo.click(self._undo, [self.chosen, self.page_lang], own, **quiet)

    def _open(self, page: str, said: str = "") -> tuple[str, Any]:
        lang = Lang(page)
        held = [one for one in self.parts.store.appeals() if one.holds]
        choices = [(self._described(one, lang), one.id) for one in held]
        text = said or ("" if held else say("appeals_none", lang))
        first = choices[0][1] if choices else None
        return html.paragraph(text, "facts"), gr.update(choices=choices, value=first)

    def _described(self, made: Appeal, lang: Lang) -> str:
        question = " ".join(self.parts.store.card(made.card_id).question.split())
        if made.kind is Kind.ALIAS and made.plea.names:
            noted, own = made.plea.names
            text = say("appeals_alias", lang, own=own, noted=noted, question=question)
        else:
            quote, point = made.plea.quote, made.plea.point
            text = say("appeals_precedent", lang, quote=quote, point=point, question=question)
        return text if len(text) <= _LABEL else text[: _LABEL - 1] + "…"

    def _undo(self, chosen: str | None, page: str) -> tuple[str, Any]:
        try:
            if chosen:
                undo(self.parts.interviewer, chosen)
        except InterviewerError as error:
            return self._open(page, told(error, Lang(page)))
        return self._open(page, say("appeals_undone", Lang(page)) if chosen else "")
