"""How the page looks: light or dark, and which language it opens in; both are remembered.

Kept with the learner's history, so that a restart, another browser and a restored backup
find them. `LookSection(parts, labels, lang)` · `remembered_language(parts)`
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.parts import Parts
from interviewer.ui import html
from interviewer.ui.labels import Labels
from interviewer.ui.models_section import QUIET
from interviewer.words import say

_THEME, _LANGUAGE = "theme", "language"


class Theme(StrEnum):
    """Colours of the page."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class LookSection:
    """Builds the section inside the current Blocks."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts, self.page_lang = parts, page_lang
        self.head = gr.HTML(elem_id="look-head")
        self.theme = labels.of(
            gr.Radio(_choices(Lang.EN), value=Theme.SYSTEM.value, elem_id="theme"),
            label="look_theme",
        )
        with gr.Row(elem_classes="line-up"):
            self.about = gr.HTML(elem_id="look-language")
            self.forget = labels.of(
                gr.Button(size="sm", elem_id="language-forget"), value="look_forget"
            )

    def wire(self, entered: Sequence[Any]) -> None:
        """What the events `entered` and the choices do."""
        gr.on(
            list(entered), self._entered, [self.page_lang], [self.head, self.about],
            trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        # Only then: a choice that is drawn anew under the pointer loses its click.
        self.page_lang.input(
            lambda page: gr.update(choices=_choices(Lang(page))),
            [self.page_lang], [self.theme], **QUIET,
        )  # fmt: skip
        applied = "(name) => { window.interviewerTheme(name); return [name]; }"
        self.theme.input(self._keep_theme, [self.theme], None, js=applied, **QUIET)
        self.page_lang.input(self._keep_language, [self.page_lang], None, **QUIET)
        self.forget.click(
            lambda: self.parts.store.put_fact(_LANGUAGE, None), None, None, **QUIET
        ).then(None, js="() => location.reload()")

    def opened(self, lang: Lang) -> Any:
        """What `theme` shows in a page that is opened in this language: an update."""
        return gr.update(value=remembered_theme(self.parts), choices=_choices(lang))

    def _entered(self, page: str) -> tuple[str, str]:
        lang = Lang(page)
        head = f"<h2>{say('look_head', lang)}</h2>"
        return head, html.paragraph(say("look_language", lang), "facts")

    def _keep_theme(self, name: str) -> None:
        self.parts.store.put_fact(_THEME, Theme(name).value)

    def _keep_language(self, page: str) -> None:
        self.parts.store.put_fact(_LANGUAGE, Lang(page).value)


def remembered_theme(parts: Parts) -> str:
    """The colours that were chosen last."""
    kept = parts.store.fact(_THEME)
    return kept if kept in list(Theme) else Theme.SYSTEM.value


def remembered_language(parts: Parts) -> Lang | None:
    """The language that was chosen last; None when the browser is to be followed."""
    kept = parts.store.fact(_LANGUAGE)
    return Lang(kept) if kept in (Lang.EN, Lang.ZH) else None


def _choices(lang: Lang) -> list[tuple[str, str]]:
    return [(say(f"theme_{theme}", lang), theme.value) for theme in Theme]
