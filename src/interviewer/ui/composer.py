"""Where an answer is written: the box, how sure one is, and what else can be done with a question.

Builds the components and says how they look for a sitting; what they do is the room's.
`Composer(labels).updates(session, Lang.EN)`
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.controls import earlier
from interviewer.hint import COSTS
from interviewer.session import Confidence, Session, Step, step_of
from interviewer.ui.labels import Labels
from interviewer.words import say


class Composer:
    """Builds the box and its buttons inside the current container."""

    def __init__(self, labels: Labels) -> None:
        with gr.Group(visible=False, elem_id="composer") as self.group:
            self.answer = labels.of(
                gr.Textbox(lines=1, max_lines=16, elem_id="answer"),
                label="answer_label",
                placeholder="answer_placeholder",
            )
            self.confidence = labels.of(
                gr.Radio(_confidences(Lang.EN), container=False, elem_id="confidence"),
                label="confidence",
            )
            with gr.Row(elem_id="answer-buttons"):
                # Its words change with what the next hint costs.
                self.hint = gr.Button(size="sm", elem_id="hint")
                self.unknown = self._button(labels, "dont_know")
                self.skip = self._button(labels, "skip")
                self.back = self._button(labels, "back")
                self.pause = self._button(labels, "pause")
                self.stop = self._button(labels, "stop")
                # Not to be seen: the page presses it when the learner pauses.
                self.paused = gr.Button(elem_id="typed")
                self.send = labels.of(
                    gr.Button(variant="primary", size="sm", elem_id="send"), value="send"
                )
        # Goes on after a pause, and from the answer of a lesson to its question.
        with gr.Row(visible=False, elem_id="waiting-buttons") as self.waiting:
            self.on = gr.Button(variant="primary", elem_id="go-on")
            self.leave = labels.of(gr.Button(elem_id="leave"), value="stop")

    def _button(self, labels: Labels, name: str) -> Any:
        return labels.of(gr.Button(size="sm", elem_id=name.replace("_", "-")), value=name)

    @property
    def outputs(self) -> list[Any]:
        """What `updates` updates, in order."""
        return [self.group, self.hint, self.waiting, self.on, self.back, self.confidence]

    def updates(self, session: Session, lang: Lang) -> list[Any]:
        """The components as a sitting has them."""
        turn = session.current
        reading = step_of(session) is Step.READ and not session.paused
        ready = step_of(session) is Step.ANSWER and not session.paused
        return [
            gr.update(visible=ready),
            _hint_button(session, lang),
            gr.update(visible=session.finished is None and (session.paused or reading)),
            gr.update(value=say("ask_me" if reading else "go_on", lang)),
            gr.update(interactive=earlier(session) is not None),
            _chips(lang, empty=turn is not None and not turn.waits),
        ]

    def hidden(self, lang: Lang) -> list[Any]:
        """The components where there is no sitting."""
        return [
            gr.update(visible=False),
            gr.update(),
            gr.update(visible=False),
            gr.update(),
            gr.update(),
            _chips(lang, empty=True),
        ]


def awaited(session: Session, lang: Lang) -> str:
    """What a sitting waits for, as a line for its learner."""
    if session.finished:
        return say("finished", lang)
    if session.paused:
        return say("paused", lang)
    return say("read_first" if step_of(session) is Step.READ else "your_turn", lang)


def _hint_button(session: Session, lang: Lang) -> Any:
    """The button that says what the next hint costs; none in an exam."""
    taken = 0 if session.current is None else session.current.hints
    words = say("hint_no_more", lang)
    if taken < len(COSTS):
        words = say("hint_next", lang, cost=f"{COSTS[taken]:.0f}")
    return gr.update(value=words, visible=session.manner.hints_given)


def _chips(lang: Lang, *, empty: bool) -> Any:
    choices = _confidences(lang)
    return gr.update(choices=choices, value=None) if empty else gr.update(choices=choices)


def _confidences(lang: Lang) -> list[tuple[str, str]]:
    return [(say(f"confidence_{one}", lang), one.value) for one in Confidence]
