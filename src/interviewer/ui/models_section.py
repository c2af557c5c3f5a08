"""One kind of model in the room of settings: what is in use, what else there is, getting it.

A download belongs to the server, not to a window: after a reload the room shows it again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from interviewer import locations, switching
from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.models.catalogue import Use, entry
from interviewer.models.choices import Choice, choice, choices
from interviewer.models.downloading import State
from interviewer.models.find import STARTER
from interviewer.models.machine import memory_bytes
from interviewer.models.removing import remove
from interviewer.parts import Parts
from interviewer.ui import html, models_html
from interviewer.ui.badge_html import badge
from interviewer.ui.labels import Labels
from interviewer.ui.notes_html import said
from interviewer.words import say, told

Updates = dict[Any, Any]

_EVERY_SECONDS = 0.4
QUIET = {"show_progress": "hidden", "api_visibility": "private"}

# One listener for every button of the list. Drawn anew, the list gives the focus back.
_BUTTONS = """
let last = null;
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-does]');
  if (!button) return;
  last = button.dataset.name;
  trigger('click', { does: button.dataset.does, name: last });
});
watch('value', () => {
  const first = element.querySelector('[data-first]');
  if (first) return first.focus({ preventScroll: true });
  if (last === null || document.activeElement !== document.body) return;
  const row = element.querySelector(`li[data-name="${CSS.escape(last)}"]`);
  (row?.querySelector('button') || row)?.focus({ preventScroll: true });
  // A model that was removed stands in the fold, which may be shut.
  if (document.activeElement === document.body) element.querySelector('summary')?.focus();
});
"""


class ModelsSection:
    """Builds the section for one use inside the current Blocks."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any, use: Use) -> None:
        self.parts, self.use, self.page_lang = parts, use, page_lang
        # Whose change of model is to end, by the folder of whoever began it.
        self._ends: dict[Path, threading.Event] = {}
        # Models that are being put to use: none of them may be removed meanwhile.
        self._taking: list[str] = []
        self.state = gr.HTML(elem_id=f"{use}-state")
        self.bar = gr.HTML(elem_id=f"{use}-bar")
        self.stop = labels.of(
            gr.Button(visible="hidden", size="sm", elem_id=f"{use}-stop"), value="get_stop"
        )
        self.note = gr.HTML(elem_id=f"{use}-note")
        self.list = gr.HTML(elem_id=f"{use}-list", js_on_load=_BUTTONS)

    @property
    def outputs(self) -> list[Any]:
        """What every handler of the section updates."""
        return [self.state, self.bar, self.stop, self.note, self.list]

    def wire(self, entered: Sequence[Any]) -> None:
        """What the events `entered` and the buttons do."""
        gr.on(
            list(entered), self._entered, [self.page_lang], self.outputs,
            trigger_mode="always_last", **QUIET,
        )  # fmt: skip
        self.list.click(self._act, [self.page_lang], self.outputs, trigger_mode="multiple", **QUIET)
        self.stop.click(self._stop, [self.page_lang], self.outputs, **QUIET)

    # What is shown

    def shown(self, lang: Lang) -> Updates:
        """What is in use and what else there is."""
        known = choices(self.use, self._chosen())
        return {self.state: self._head(known, lang), self.list: self._list(lang)}

    def _list(self, lang: Lang, asking: str = "") -> str:
        known = choices(self.use, self._chosen())
        return models_html.models(known, memory_bytes(), lang, asking=asking)

    def _chosen(self) -> str | None:
        return self.parts.settings.llm.model

    def _head(self, known: Sequence[Choice], lang: Lang) -> str:
        """Which language model answers, and its badge."""
        llm = self.parts.settings.llm
        about = html.paragraph(say("models_chat_about", lang), "facts")
        head = f"<h2>{say('models_chat', lang)}</h2>{about}"
        if not llm.enabled:
            return head + html.paragraph(say("model_off", lang))
        used = next((one.name for one in known if one.in_use), llm.model or STARTER)
        name = models_html.shown_name(used, lang)
        if llm.url:
            name = say("model_server", lang, url=llm.url)
        starter = used == STARTER and not llm.url
        card = badge(self.parts.report_card(), lang, starter=starter)
        return head + html.paragraph(say("model_in_use", lang, name=name)) + card

    def _entered(self, page: str) -> Iterator[Updates]:
        lang = Lang(page)
        # The badge of a large model that was never looked at takes seconds: its file is summed.
        yield {self.list: self._list(lang), self.note: ""}
        yield self.shown(lang)
        yield from self._followed(lang)

    # What is done

    def _act(self, page: str, event: gr.EventData) -> Iterator[Updates]:
        lang, name = Lang(page), str(event.name)
        yield {self.note: ""}
        try:
            yield from self._done(str(event.does), name, lang)
        except InterviewerError as error:
            yield {**self.shown(lang), self.note: said(told(error, lang), bad=True)}

    def _done(self, does: str, name: str, lang: Lang) -> Iterator[Updates]:
        if does == "get":
            yield from self._get(name, lang)
        elif does == "use":
            yield from self.take(self._found(name, lang), lang)
        elif does == "remove":
            yield self._removed(name, lang)
        else:
            yield {self.list: self._list(lang, asking=name if does == "ask" else "")}

    def _removed(self, name: str, lang: Lang) -> Updates:
        wanted = choice(self.use, name, self._chosen())
        if wanted is None:
            raise InterviewerError(say("model_gone", lang))
        running = self._running()
        if name in self._taking or (running is not None and running.name == name):
            raise InterviewerError(say("model_busy", lang, name=name))
        text = say("model_removed", lang, name=name, size=models_html.size(remove(wanted)))
        return {**self.shown(lang), self.note: said(text)}

    def _get(self, name: str, lang: Lang) -> Iterator[Updates]:
        self.parts.downloads.start(name)
        yield from self._followed(lang)

    def _followed(self, lang: Lang) -> Iterator[Updates]:
        """The download of this kind of model as it goes on, and how it ends; nothing without one."""
        if not self._running():
            return
        while (state := self._running()) is not None:
            bar = models_html.download(state, lang)
            yield {self.bar: bar, self.stop: gr.update(visible=True)}
            time.sleep(_EVERY_SECONDS)
        ended = self.parts.downloads.state
        yield {
            **self.shown(lang),
            self.bar: "",
            self.stop: gr.update(visible="hidden"),
            self.note: "" if ended is None else models_html.download(ended, lang),
        }

    def _running(self) -> State | None:
        """The download of this kind of model that runs."""
        state = self.parts.downloads.state
        return state if state is not None and state.running and self._is_ours(state.name) else None

    def _is_ours(self, name: str) -> bool:
        known = entry(name)
        return known is not None and known.use is self.use

    def take(self, wanted: Choice, lang: Lang) -> Iterator[Updates]:
        """Use a model, once it has proved that it works; else the one from before stays."""
        end = self._ends[locations.personal()] = threading.Event()
        name = models_html.shown_name(wanted.name, lang)
        loading = models_html.bar(0, 0, say("model_loading", lang, name=name))
        yield {self.note: "", self.bar: loading, self.stop: gr.update(visible=True)}
        note, begun = said(say("model_now", lang, name=name)), time.monotonic()
        self._taking.append(wanted.name)
        try:
            for done, total in self._taken(wanted):
                if end.is_set():
                    note = said(say("model_stopped", lang))
                    break
                yield {self.bar: _bar(done, total, time.monotonic() - begun, lang)}
        except InterviewerError as error:
            why = say("model_failed", lang, why=told(error, lang))
            note = said(say("model_stopped", lang)) if end.is_set() else said(why, bad=True)
        finally:
            self._taking.remove(wanted.name)
        # What is shown and hidden within a moment may stay shown.
        time.sleep(max(0.0, begun + _EVERY_SECONDS - time.monotonic()))
        hidden = gr.update(visible="hidden")
        yield {**self.shown(lang), self.bar: "", self.stop: hidden, self.note: note}

    def _taken(self, wanted: Choice) -> Iterator[tuple[int, int]]:
        """Use it; gives (done, all) of what has to be done before, if that can be counted."""
        switching.use_chat_model(self.parts, setting_of(wanted))
        yield from ()

    def _found(self, name: str, lang: Lang) -> Choice:
        wanted = choice(self.use, name, self._chosen())
        if wanted is None or not wanted.ready:
            raise InterviewerError(say("model_gone", lang))
        return wanted

    def _stop(self, page: str) -> Updates:
        state = self.parts.downloads.state
        if state is not None and state.running and self._is_ours(state.name):
            self.parts.downloads.stop()
        elif (end := self._ends.get(locations.personal())) is not None:
            end.set()
            self._break_off()
        return {**self.shown(Lang(page)), self.stop: gr.update(visible="hidden")}

    def _break_off(self) -> None:
        """End what cannot be asked between two steps: loading ends when the model is let go."""
        self.parts.use_other_model()


def setting_of(wanted: Choice) -> str | None:
    """The setting that stands for a model; None for the starter."""
    return None if wanted.name == STARTER or wanted.path is None else str(wanted.path)


def _bar(done: int, total: int, seconds: float, lang: Lang) -> str:
    left = seconds / done * (total - done) if done else None
    text = say("embed_cards", lang, done=done, total=total)
    return models_html.bar(done, total, f"{text} {models_html.time_left(left, lang)}")
