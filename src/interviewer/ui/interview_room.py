"""The interview: setup, conversation, answer box, report.

Handlers call one function of the interviewer and show the sitting as it then is; the
store is the only memory, so a reload or a restart shows the same.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from typing import Any

import gradio as gr

from interviewer.cards import Lang
from interviewer.controls import earlier
from interviewer.errors import InterviewerError
from interviewer.intents import Intent
from interviewer.parts import Parts
from interviewer.session import Confidence, Session, Step, step_of
from interviewer.ui import html, report_html
from interviewer.ui.appeal_fold import AppealFold
from interviewer.ui.clock_html import clock
from interviewer.ui.composer import Composer, awaited
from interviewer.ui.downloads import Downloads
from interviewer.ui.labels import Labels
from interviewer.ui.setup_form import SetupForm, chosen
from interviewer.ui.setup_memory import SetupMemory
from interviewer.ui.waiting import Before, streamed, waited
from interviewer.words import say, told


class InterviewRoom:
    """Builds the room inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: gr.State) -> None:
        self.parts = parts
        self.page_lang = page_lang
        self.session_id = gr.BrowserState("", storage_key="interview", secret="interviewer")
        # Which question this window shows: another window may have moved on. Kept in the page,
        # not in gr.State, which a restart of the server would empty.
        self.turn_id = gr.Textbox(visible=False)
        # Shown by the page's load: a choice made before it would be set back.
        with gr.Group(elem_id="setup", visible=False) as self.setup:
            self.resume = labels.of(
                gr.Button(visible=False, variant="primary", elem_id="resume"), value="continue"
            )
            self.form = SetupForm(labels)
            self.memory = SetupMemory(parts, self.form)
            self.topics, self.lang = self.form.topics, self.form.lang
            self.start = labels.of(gr.Button(variant="primary", elem_id="start"), value="start")
        self.progress = gr.HTML(elem_id="progress")
        self.talk = gr.HTML(elem_id="conversation")
        self.status = gr.HTML(elem_id="status")
        self.composer = Composer(labels)
        self.answer = self.composer.answer
        self.again = labels.of(gr.Button(visible=False, elem_id="again"), value="again")
        self.appeals = AppealFold(parts, labels, self.session_id, page_lang)
        with gr.Group(visible=False, elem_id="ending") as self.ending:
            self.report = gr.HTML()
            self.downloads = Downloads(labels)
            self.new = labels.of(gr.Button(elem_id="new"), value="new_interview")
        self._wire()

    @property
    def outputs(self) -> list[Any]:
        """What every handler of the room updates, in order."""
        return [
            self.session_id, self.turn_id, self.status, self.setup, self.resume, self.progress,
            self.talk, self.again, self.ending, self.report,
            *self.downloads.buttons, *self.composer.outputs, *self.form.worded,
        ]  # fmt: skip

    def _wire(self) -> None:
        base = {"show_progress": "hidden", "api_visibility": "private"}
        state = [self.session_id, self.turn_id, self.page_lang]
        setup = [self.page_lang, *self.form.inputs]
        talk = [*self.outputs, self.answer]
        self.start.click(self._start, setup, self.outputs, **base)
        self.resume.click(self._resume, [self.page_lang], self.outputs, **base)
        # The next answer may come while the last critique is still written, and the next skip while
        # what follows the last one is prepared. Each is of the question that the page showed.
        often = {**base, "trigger_mode": "multiple", "concurrency_limit": 8}
        for event in (self.answer.submit, self.composer.send.click):
            event(self._send, [*state, self.answer, self.composer.confidence], talk, **often)
        typed = [self.session_id, self.turn_id, self.answer]
        self.composer.paused.click(self._typed, typed, None, **often)
        self.composer.skip.click(self._skip, state, self.outputs, **often)
        unknown = [*state, self.composer.confidence]
        self.composer.unknown.click(self._unknown, unknown, talk, **often)
        self.composer.back.click(self._back, state, self.outputs, **base)
        self.composer.pause.click(self._pause, state, self.outputs, **base)
        self.composer.on.click(self._go_on, state, self.outputs, **base)
        self.composer.hint.click(self._hint, state, self.outputs, **base)
        for stop in (self.composer.stop, self.composer.leave):
            stop.click(self._stop, state, self.outputs, **base)
        self.again.click(self._again, state, self.outputs, **base)
        self.new.click(lambda page: self._lobby(Lang(page)), [self.page_lang], self.outputs, **base)
        self.appeals.wire(self._shown, self.outputs)
        self.lang.input(self._topics, [self.lang], [self.topics], **base)

    # What is shown

    def opened(self, session_id: str, lang: Lang) -> tuple[Any, ...]:
        """The room as a reload finds it: the sitting this browser was in, else the setup."""
        try:
            session = self.parts.store.session(session_id) if session_id else None
        except InterviewerError:
            # The history was moved or emptied since; begin anew.
            session = None
        if session is None:
            return self._lobby(lang)
        if step_of(session) not in (Step.ANSWER, Step.READ, Step.NOTHING):
            session = self.parts.interviewer.advance(session.id)
        return self._shown(session, lang, awaited(session, lang))

    def _lobby(self, lang: Lang, status: str = "") -> tuple[Any, ...]:
        unfinished = self.parts.store.open_session() is not None
        return (
            "", "", html.status(status), gr.update(visible=True), gr.update(visible=unfinished), "", "",
            gr.update(visible=False), gr.update(visible=False),
            "", *self.downloads.updates(None), *self.composer.hidden(lang), *self.form.words(lang),
        )  # fmt: skip

    def _shown(
        self,
        session: Session,
        lang: Lang,
        status: str = "",
        critique: dict[str, str] | None = None,
    ) -> tuple[Any, ...]:
        cards = {t.card_id: self.parts.store.card(t.card_id) for t in session.turns}
        over = session.finished is not None
        turn = session.current
        failed = turn is not None and turn.grade is not None and turn.grade.score is None
        summary = self.parts.interviewer.report(session.id) if over else None
        return (
            session.id,
            "" if turn is None else turn.id,
            html.status(status),
            gr.update(visible=False),
            gr.update(),
            html.progress(session, lang) + clock(session, lang, self.parts.interviewer.now()),
            html.conversation(session, cards, lang, critique or {}),
            gr.update(visible=failed and not over),
            gr.update(visible=over),
            "" if summary is None else report_html.page(summary, lang),
            *self.downloads.updates(summary),
            *self.composer.updates(session, lang),
            # The form is not in sight: its words are put right when it is shown again.
            *[gr.skip() for _ in self.form.worded],
        )

    def _topics(self, lang: str) -> Any:
        return gr.update(choices=self.memory.topics_in(Lang(lang)), value=[])

    # What is done

    def _start(self, page: str, *fields: Any) -> Iterator[tuple[Any, ...]]:
        shown = Lang(page)
        yield self._lobby(shown, say("opening", shown))
        choice = chosen(*fields)
        try:
            session = self.parts.interviewer.start(
                self.parts.library.cards(),
                topics=choice.topics,
                count=choice.count,
                lang=choice.lang,
                manner=choice.manner,
            )
            for one in waited(lambda: self.parts.interviewer.advance(session.id)):
                if isinstance(one, Before):
                    yield self._lobby(shown, f"{say('opening', shown)} {one.said(shown)}")
        except InterviewerError as error:
            yield self._lobby(shown, told(error, shown))
            return
        session = self.parts.store.session(session.id)
        self.memory.keep(page, fields)
        yield self._shown(session, shown, awaited(session, shown))
        self.parts.interviewer.prepare(session.id)

    def _resume(self, page: str) -> Iterator[tuple[Any, ...]]:
        lang = Lang(page)
        session = self.parts.store.open_session()
        if session is None:
            yield self._lobby(lang)
            return
        self.parts.interviewer.controls.go_on(session.id)
        yield self.opened(session.id, lang)

    def _typed(self, session_id: str, turn_id: str, text: str) -> None:
        """The learner pauses: what stands in the box is read ahead."""
        if self.parts.ready:
            with suppress(InterviewerError):  # it will be said when the answer is sent
                self.parts.interviewer.read_ahead(session_id, turn_id, text)

    def _send(
        self, session_id: str, turn_id: str, page: str, text: str, sure: str | None
    ) -> Iterator[tuple[Any, ...]]:
        lang = Lang(page)
        keep = gr.update()
        interviewer = self.parts.interviewer
        session = self.parts.store.session(session_id)
        turn = session.current
        if turn is None or not _waits_for(session, turn_id):
            yield (*self._shown(session, lang, say("answered_elsewhere", lang)), keep)
            return
        intent = interviewer.intent_of(session.id, text)
        if intent is not None and intent is not Intent.DONT_KNOW:
            yield from self._follow(intent, session_id, turn_id, page)
            return
        try:
            said = Confidence(sure) if sure else None
            session = interviewer.answer(session.id, turn.id, uuid.uuid4().hex, text, said)
        except InterviewerError as error:
            yield (*self._shown(session, lang, told(error, lang)), keep)
            return
        at_end = session.manner.graded_at_end
        received = say("kept_for_the_end" if at_end else "received", lang)
        if not self.parts.ready and not at_end:
            received += " " + say("loading_models", lang)
        at_once = self.parts.ready and interviewer.has_read(session.id)
        if not at_once:
            yield (*self._shown(session, lang, received), "")
        for one in waited(lambda: interviewer.grade(session.id)):
            if isinstance(one, Before):
                yield (*self._shown(session, lang, f"{received} {one.said(lang)}"), keep)
        if not at_once:
            yield (*self._current(session.id, lang, "thinking", {turn.id: ""}), keep)
        # Once more empty: while the box is hidden, what is put into it can get lost.
        yield (*self._next(session.id, lang, {turn.id: ""}), "")
        for shown in self._criticised(session.id, turn.id, lang):
            yield (*shown, keep)
        interviewer.prepare(session.id)

    def _criticised(self, session_id: str, turn_id: str, lang: Lang) -> Iterator[tuple[Any, ...]]:
        """The sitting as it is now, while critiques are being written."""
        for graded in self._uncriticised(session_id, turn_id):
            written = ""
            for one in streamed(partial(self.parts.interviewer.critique, session_id, graded)):
                # The learner may already be further on.
                place = one.said(lang) if isinstance(one, Before) else ""
                written = written if isinstance(one, Before) else one
                yield self._current(session_id, lang, None, {graded: written}, place)

    def _uncriticised(self, session_id: str, turn_id: str) -> list[str]:
        """The turns whose critique is due: the one just graded, or all at the end of an exam."""
        session = self.parts.store.session(session_id)
        if not session.manner.graded_at_end:
            return [turn_id]
        return [turn.id for turn in session.turns if turn.answer and turn.grade is not None]

    def _unknown(
        self, session_id: str, turn_id: str, page: str, sure: str | None
    ) -> Iterator[tuple[Any, ...]]:
        """Say that the answer is not known: it counts as 0, and the reference is shown."""
        lang = self.parts.store.session(session_id).lang
        yield from self._send(session_id, turn_id, page, say("dont_know_said", lang), sure)

    def _follow(
        self, intent: Intent, session_id: str, turn_id: str, page: str
    ) -> Iterator[tuple[Any, ...]]:
        """Do what was asked for in the place of an answer."""
        if intent is Intent.STOP:
            for shown in self._stop(session_id, turn_id, page):
                yield (*shown, "")
        elif intent is Intent.SKIP:
            for shown in self._skip(session_id, turn_id, page):
                yield (*shown, "")
        else:
            said = self.parts.interviewer.controls.aid(session_id, turn_id, intent)
            session = self.parts.store.session(session_id)
            yield (*self._shown(session, Lang(page), said), "")

    def _current(
        self,
        session_id: str,
        lang: Lang,
        status: str | None,
        critique: dict[str, str] | None = None,
        place: str = "",
    ) -> tuple[Any, ...]:
        session = self.parts.store.session(session_id)
        text = say(status, lang) if status else awaited(session, lang)
        text = f"{text} {place}".strip()
        if self.parts.model_restarted():
            text = f"{say('restarted', lang)} {text}"
        return self._shown(session, lang, text, critique)

    def _next(
        self, session_id: str, lang: Lang, critique: dict[str, str] | None = None
    ) -> tuple[Any, ...]:
        session = self.parts.store.session(session_id)
        failed = session.current and session.current.grade and session.current.grade.score is None
        if failed:
            return self._current(session_id, lang, "not_graded")
        self.parts.interviewer.advance(session_id)
        return self._current(session_id, lang, None, critique)

    def _skip(self, session_id: str, turn_id: str, page: str) -> Iterator[tuple[Any, ...]]:
        lang = Lang(page)
        session = self.parts.store.session(session_id)
        if _waits_for(session, turn_id):
            session = self.parts.interviewer.controls.skip(session_id, turn_id)
        yield self._shown(session, lang, say("thinking", lang))
        yield self._next(session_id, lang)
        self.parts.interviewer.prepare(session_id)

    def _hint(self, session_id: str, turn_id: str, page: str) -> tuple[Any, ...]:
        lang = Lang(page)
        session = self.parts.store.session(session_id)
        if not _waits_for(session, turn_id):
            return self._shown(session, lang, say("answered_elsewhere", lang))
        said = self.parts.interviewer.controls.hint(session_id, turn_id)
        return self._shown(self.parts.store.session(session_id), lang, said)

    def _back(self, session_id: str, turn_id: str, page: str) -> tuple[Any, ...]:
        lang = Lang(page)
        session = self.parts.store.session(session_id)
        if _waits_for(session, turn_id) and earlier(session) is not None:
            session = self.parts.interviewer.controls.back(session_id)
        return self._shown(session, lang, awaited(session, lang))

    def _pause(self, session_id: str, _turn_id: str, page: str) -> tuple[Any, ...]:
        session = self.parts.interviewer.controls.pause(session_id)
        return self._shown(session, Lang(page), awaited(session, Lang(page)))

    def _go_on(self, session_id: str, turn_id: str, page: str) -> tuple[Any, ...]:
        controls = self.parts.interviewer.controls
        session = self.parts.store.session(session_id)
        if session.paused:
            session = controls.go_on(session_id)
        elif step_of(session) is Step.READ:
            session = controls.read(session_id, turn_id)
        return self._shown(session, Lang(page), awaited(session, Lang(page)))

    def _stop(self, session_id: str, turn_id: str, page: str) -> Iterator[tuple[Any, ...]]:
        lang = Lang(page)
        for one in waited(lambda: self.parts.interviewer.finish(session_id)):
            if isinstance(one, Before):
                yield self._current(session_id, lang, "thinking", place=one.said(lang))
        yield self._current(session_id, lang, None)
        if self.parts.store.session(session_id).manner.graded_at_end:
            yield from self._criticised(session_id, turn_id, lang)

    def _again(self, session_id: str, turn_id: str, page: str) -> Iterator[tuple[Any, ...]]:
        lang = Lang(page)
        for one in waited(lambda: self.parts.interviewer.grade_again(session_id, turn_id)):
            place = one.said(lang) if isinstance(one, Before) else ""
            yield self._current(session_id, lang, "thinking", place=place)
        yield self._next(session_id, lang)


def _waits_for(session: Session, turn_id: str) -> bool:
    """Whether the question that a window shows is the one that waits for an answer."""
    current = session.current
    return current is not None and current.id == turn_id and step_of(session) is Step.ANSWER
