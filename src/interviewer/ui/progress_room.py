"""The Progress room: one picture of the history, and practice that starts from it.

Handlers read the progress anew and render it; nothing is kept in between.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import gradio as gr

from interviewer.cards import Card, Lang
from interviewer.errors import InterviewerError
from interviewer.interview import utc_now
from interviewer.manner import Manner, Mode
from interviewer.parts import Parts
from interviewer.progress.overview import Progress, progress_of
from interviewer.session import Session
from interviewer.ui import html, progress_html
from interviewer.ui.interview_room import InterviewRoom
from interviewer.words import say, told

MOST_AT_ONCE = 10

# One listener for every button in the room; what it does stands in its data.
_BUTTONS = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button');
  if (!button) return;
  if (button.dataset.span) trigger('select', { span: Number(button.dataset.span) });
  if (button.dataset.does) trigger('click', { does: button.dataset.does });
});
// The room is drawn anew by another span: the focus stays on the buttons.
let spanned = false;
element.addEventListener('click', (event) => { spanned = !!event.target.dataset.span; });
watch('value', () => {
  if (spanned) element.querySelector('[data-span][aria-pressed=true]')?.focus();
  spanned = false;
});
"""
# A status that says so leads to the interview.
_LEAD = """
watch('value', () => {
  if (element.querySelector('[data-lead]')) location.hash = 'interview';
});
"""
_TO_INTERVIEW = '<i data-lead="interview"></i>'
# The browser knows the learner's time zone; the server may stand elsewhere.
_WITH_ZONE = """(...given) => [
  ...given.slice(0, -1), Intl.DateTimeFormat().resolvedOptions().timeZone || ""
]"""


class ProgressRoom:
    """Builds the room inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, page_lang: gr.State) -> None:
        self.parts = parts
        self.page_lang = page_lang
        self.zone = gr.Textbox(visible=False)
        self.span = gr.State(progress_html.SPANS[0])
        self.status = gr.HTML(elem_id="progress-status", js_on_load=_LEAD)
        self.shown = gr.HTML(elem_id="progress-shown", js_on_load=_BUTTONS)

    def wire(self, entered: Sequence[Any], interview: InterviewRoom) -> None:
        """What the events `entered` and the buttons do; practice goes on in the interview room."""
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        given = [self.span, self.page_lang, self.zone]
        gr.on(
            list(entered),
            self._read,
            given,
            [self.status, self.shown],
            js=_WITH_ZONE,
            trigger_mode="always_last",
            **quiet,
        )
        self.shown.select(
            self._other_span,
            [self.page_lang, self.zone],
            [self.span, self.shown],
            js=_WITH_ZONE,
            **quiet,
        )
        self.shown.click(
            self._practise(interview),
            [self.page_lang, self.zone],
            [self.status, *interview.outputs],
            js=_WITH_ZONE,
            **quiet,
        )

    def _progress(self, span: int, zone: str) -> Progress:
        return progress_of(self.parts.store, now=utc_now(), zone=zone_of(zone), span=span)

    def _read(self, span: int, page: str, zone: str) -> Iterator[tuple[str, Any]]:
        lang = Lang(page)
        yield html.paragraph(say("progress_reading", lang), "status"), gr.update()
        try:
            shown = progress_html.room(self._progress(span, zone), lang)
        except InterviewerError as error:
            yield html.paragraph(told(error, lang), "error"), ""
            return
        yield "", shown

    def _other_span(self, page: str, zone: str, event: gr.EventData) -> tuple[int, str]:
        span = int(event.span)
        return span, progress_html.room(self._progress(span, zone), Lang(page))

    def _practise(self, interview: InterviewRoom) -> Callable[..., Iterator[tuple[Any, ...]]]:
        keep = [gr.update()] * len(interview.outputs)

        def practise(page: str, zone: str, event: gr.EventData) -> Iterator[tuple[Any, ...]]:
            lang = Lang(page)
            if event.does == "begin":
                yield "", *keep
                yield _TO_INTERVIEW, *keep
                return
            yield html.paragraph(say("opening", lang), "status"), *keep
            try:
                session = self._started(str(event.does), lang, zone)
            except InterviewerError as error:
                yield html.paragraph(told(error, lang), "error"), *keep
                return
            yield _TO_INTERVIEW, *interview.opened(session.id, lang)
            self.parts.interviewer.prepare(session.id)

        return practise

    def _started(self, does: str, lang: Lang, zone: str) -> Session:
        cards = self._cards(does, zone)
        if not cards:
            raise InterviewerError(say("progress_gone", lang))
        spoken = Counter(card.lang for card in cards).most_common(1)[0][0]
        session = self.parts.interviewer.start(
            cards,
            count=min(MOST_AT_ONCE, len(cards)),
            lang=lang if spoken is Lang.MIXED else spoken,
            manner=Manner(Mode.DRILL),
        )
        return self.parts.interviewer.advance(session.id)

    def _cards(self, does: str, zone: str) -> Sequence[Card]:
        """The cards that a button stands for."""
        if does.startswith("card:"):
            wanted = does.removeprefix("card:")
            return [card for card in self.parts.library.cards() if card.id == wanted]
        progress = self._progress(progress_html.SPANS[0], zone)
        if does == "due":
            return progress.due_now
        return list({weak.card.id: weak.card for weak in progress.weakest}.values())


def zone_of(name: str) -> tzinfo | None:
    """The time zone that a browser names; None, this machine's, when it is not known here."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
