"""The form before an interview: mode, topics, length, language, and how it is held.

Knows nothing of sittings; `chosen(*values)` gives the learner's choices as values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.manner import Manner, Mode, Persona, Reveal
from interviewer.ui.labels import Labels
from interviewer.words import say

MOST_QUESTIONS = 20
# A sitting by minutes asks until they are over.
MOST_IN_TIME = 100


class Length(StrEnum):
    """What ends a sitting."""

    QUESTIONS = "questions"
    MINUTES = "minutes"


@dataclass(frozen=True)
class Chosen:
    """What the learner chose."""

    topics: tuple[str, ...]
    count: int
    lang: Lang
    manner: Manner


class SetupForm:
    """Builds the fields inside the current container."""

    def __init__(self, labels: Labels) -> None:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        self.mode = self._radio(labels, Mode, "mode")
        self.topics = labels.of(
            gr.Dropdown(multiselect=True, choices=[], elem_id="topics"), label="topics"
        )
        with gr.Row():
            self.length = self._radio(labels, Length, "length")
            self.count = labels.of(
                gr.Slider(1, MOST_QUESTIONS, value=5, step=1, elem_id="count"), label="count"
            )
            self.minutes = labels.of(
                gr.Slider(5, 120, value=20, step=5, visible=False, elem_id="minutes"),
                label="minutes",
            )
            self.lang = labels.of(
                gr.Radio([("English", "en"), ("中文", "zh")], value="en", elem_id="lang"),
                label="interview_language",
            )
        with labels.of(gr.Accordion(open=False, elem_id="more-setup"), label="setup_more"):
            self.persona = self._radio(labels, Persona, "persona")
            self.reveal = self._radio(labels, Reveal, "reveal")
            self.seconds = labels.of(
                gr.Slider(0, 600, value=0, step=30, elem_id="seconds"), label="seconds"
            )
            self.other = labels.of(gr.Checkbox(elem_id="other-language"), label="answer_in_other")
        self.length.change(
            lambda by: [
                gr.update(visible=by == Length.QUESTIONS),
                gr.update(visible=by == Length.MINUTES),
            ],
            [self.length],
            [self.count, self.minutes],
            **quiet,
        )

    def _radio(self, labels: Labels, kinds: type[StrEnum], name: str) -> Any:
        first = next(iter(kinds)) if kinds is not Persona else Persona.NEUTRAL
        choices = _choices(kinds, name, Lang.EN)
        return labels.of(gr.Radio(choices, value=first.value, elem_id=name), label=name)

    @property
    def inputs(self) -> list[Any]:
        """The fields, in the order that `chosen` takes them."""
        return [
            self.topics, self.length, self.count, self.minutes, self.lang, self.mode,
            self.persona, self.reveal, self.seconds, self.other,
        ]  # fmt: skip

    def refilled(self, kept: object, topics: Sequence[str], page: Lang) -> list[Any]:
        """The fields as they were when an interview was last begun; as they are, if never.

        `topics` are those there are now: others went with their notes. Without a last time the
        interview speaks as the `page` does.
        """
        values = list(kept) if isinstance(kept, list) else []
        if len(values) != len(self.inputs):
            values = [field.value for field in self.inputs]
            values[self.inputs.index(self.lang)] = page.value
        values[0] = [topic for topic in values[0] or [] if topic in topics]
        choices = gr.update(choices=list(topics), value=values[0])
        return [choices, *(gr.update(value=value) for value in values[1:])]

    @property
    def worded(self) -> list[Any]:
        """The fields whose choices are words."""
        return [self.mode, self.length, self.persona, self.reveal]

    def words(self, lang: Lang) -> list[Any]:
        """Updates that put those choices into a language."""
        kinds = ((Mode, "mode"), (Length, "length"), (Persona, "persona"), (Reveal, "reveal"))
        return [gr.update(choices=_choices(kind, name, lang)) for kind, name in kinds]


def chosen(
    topics: list[str] | None,
    length: str,
    count: float,
    minutes: float,
    lang: str,
    mode: str,
    persona: str,
    reveal: str,
    seconds: float,
    other: bool,
) -> Chosen:
    """The values of the fields as choices."""
    by_time = Length(length) is Length.MINUTES
    manner = Manner(
        mode=Mode(mode),
        persona=Persona(persona),
        reveal=Reveal(reveal),
        minutes=int(minutes) if by_time else None,
        seconds=int(seconds) or None,
        answer_in=(Lang.EN if Lang(lang) is Lang.ZH else Lang.ZH) if other else None,
    )
    return Chosen(tuple(topics or ()), MOST_IN_TIME if by_time else int(count), Lang(lang), manner)


def _choices(kinds: type[StrEnum], name: str, lang: Lang) -> list[tuple[str, str]]:
    return [(say(f"{name}_{kind.value}", lang), kind.value) for kind in kinds]
