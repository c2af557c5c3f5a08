"""What was chosen for the last interview, and what there is to choose from now.

Kept with the history, by the language of the page. `SetupMemory(parts, form).last("en")`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from interviewer.cards import Lang, in_language, topics_of
from interviewer.parts import Parts
from interviewer.selection import askable
from interviewer.ui.setup_form import SetupForm

_FACT = "setup"


class SetupMemory:
    """Remembers the fields of one form."""

    def __init__(self, parts: Parts, form: SetupForm) -> None:
        self.parts, self.form = parts, form

    def opened(self, page: Lang) -> list[Any]:
        """The form as it was used last on a page of this language, or as it is at first."""
        kept = (self.parts.store.fact(_FACT) or {}).get(page.value)
        spoken = kept[4] if kept and len(kept) > 4 else page.value
        return self.form.refilled(kept, self.topics_in(Lang(spoken)), page)

    def keep(self, page: str, fields: Sequence[Any]) -> None:
        """From now on these fields are the last ones."""
        kept = self.parts.store.fact(_FACT) or {}
        self.parts.store.put_fact(_FACT, {**kept, page: list(fields)})

    def topics_in(self, lang: Lang) -> list[str]:
        """Topics with something to ask in this language."""
        return topics_of(askable(in_language(self.parts.library.cards(), lang)))
