"""The sentence model in the room of settings: choosing another prepares every card anew.

The old one stays in force until that is done, and when it fails or is stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from interviewer import switching
from interviewer.cards import Lang
from interviewer.models.catalogue import Use
from interviewer.models.choices import Choice
from interviewer.models.find import STARTER
from interviewer.parts import Parts
from interviewer.ui import html, models_html
from interviewer.ui.labels import Labels
from interviewer.ui.models_section import ModelsSection, setting_of
from interviewer.words import say


class EmbedderSection(ModelsSection):
    """The same list as for language models, with another way of using one."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        super().__init__(parts, labels, page_lang, Use.EMBEDDING)

    def _chosen(self) -> str | None:
        return self.parts.settings.embedder.model

    def _head(self, known: Sequence[Choice], lang: Lang) -> str:
        about = html.paragraph(say("models_embedding_about", lang), "facts")
        used = next((one.name for one in known if one.in_use), self._chosen() or STARTER)
        name = models_html.shown_name(used, lang)
        why = self.parts.why_no_chinese()
        problem = say("chinese_by_wording", lang, why=why) if why else ""
        return (
            f"<h2>{say('models_embedding', lang)}</h2>{about}"
            f"{html.paragraph(say('model_in_use', lang, name=name))}"
            f"{html.paragraph(problem, 'error')}"
        )

    def _taken(self, wanted: Choice) -> Iterator[tuple[int, int]]:
        return switching.embed_with(self.parts, setting_of(wanted))

    def _break_off(self) -> None:
        """Nothing: it is asked after each batch of cards."""
