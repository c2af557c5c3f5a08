"""Labels that change with the language of the page.

Knows nothing of what the components do. `labels.of(component, label="send")`
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.words import say

# The language that every page is built in, before its browser has said which it wants.
BUILT_IN = Lang.EN


class Labels:
    """Which words each component carries, so that all can be exchanged at once."""

    def __init__(self) -> None:
        self._named: list[tuple[Any, dict[str, str]]] = []

    def of(self, component: Any, **keys: str) -> Any:
        """Remember a component's words (`label="send"`), and return it with the English ones."""
        self._named.append((component, keys))
        for name, key in keys.items():
            setattr(component, name, say(key, BUILT_IN))
        return component

    @property
    def components(self) -> list[Any]:
        """Every component with words, in order."""
        return [component for component, _ in self._named]

    def unless_built_in(self, lang: Lang) -> list[Any]:
        """What a page that was just opened lacks: nothing when it is English."""
        if lang is BUILT_IN:
            return [gr.skip() for _ in self._named]
        return self.updates(lang)

    def updates(self, lang: Lang) -> list[Any]:
        """One update a component, in the same order."""
        return [
            gr.update(**{name: say(key, lang) for name, key in keys.items()})
            for _, keys in self._named
        ]


def page_language(accepted: str | None) -> Lang:
    """The language a browser asks for first (its Accept-Language header)."""
    return Lang.ZH if (accepted or "").strip().lower().startswith("zh") else Lang.EN
