"""“I did say this”: a fold below the conversation that has one key point judged again.

Knows which answer is meant by the sitting in the page; the ruling is the interviewer's.
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.appeal import Plea
from interviewer.appealing import appeal
from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.grade import Verdict
from interviewer.parts import Parts
from interviewer.session import Session, Turn
from interviewer.ui import html
from interviewer.ui.labels import Labels
from interviewer.words import say, told

_LABEL = 110


class AppealFold:
    """Builds the fold inside the current Blocks. `session_id` and `page_lang` are the room's."""

    def __init__(self, parts: Parts, labels: Labels, session_id: Any, page_lang: Any) -> None:
        self.parts = parts
        self.session_id = session_id
        self.page_lang = page_lang
        with labels.of(gr.Accordion(open=False, elem_id="appeal"), label="appeal") as self.fold:
            self.note = gr.HTML(padding=True, elem_id="appeal-note")
            # Filled when the fold opens; after a restart any value is still taken.
            self.point = labels.of(
                gr.Dropdown(choices=[], allow_custom_value=True, elem_id="appeal-point"),
                label="appeal_point",
            )
            self.quote = labels.of(
                gr.Textbox("", lines=2, max_lines=6, elem_id="appeal-quote"), label="appeal_quote"
            )
            with gr.Row():
                self.noted = labels.of(gr.Textbox("", elem_id="appeal-noted"), label="appeal_noted")
                self.own = labels.of(gr.Textbox("", elem_id="appeal-own"), label="appeal_own")
            self.do = labels.of(gr.Button(size="sm", elem_id="appeal-do"), value="appeal_do")

    def wire(self, shown: Any, outputs: list[Any]) -> None:
        """Connect the events. `shown(session, lang)` redraws the room into `outputs`."""
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        own = [self.note, self.point]
        where = [self.session_id, self.page_lang]
        self.fold.expand(self._open, where, own, **quiet)
        given = [*where, self.point, self.quote, self.noted, self.own]

        def judged(session_id: str, page: str, *plea: str) -> Any:
            session, said = self._judge(session_id, Lang(page), *plea)
            kept = self._points(session, Lang(page))
            redrawn = shown(session, Lang(page)) if session else [gr.update() for _ in outputs]
            return (said, kept, *redrawn)

        self.do.click(judged, given, [*own, *outputs], **quiet)

    def _open(self, session_id: str, page: str) -> tuple[str, Any]:
        lang = Lang(page)
        session = self._session(session_id)
        known = "appeal_help" if _missed(session) else "appeal_none"
        return html.paragraph(say(known, lang), "facts"), self._points(session, lang)

    def _points(self, session: Session | None, lang: Lang) -> Any:
        del lang
        choices = [
            (f"{turn.number}. {_short(text)}", f"{turn.id}:{text}")
            for turn, text in _missed(session)
        ]
        return gr.update(choices=choices, value=choices[-1][1] if choices else None)

    def _session(self, session_id: str) -> Session | None:
        try:
            return self.parts.store.session(session_id) if session_id else None
        except InterviewerError:
            return None

    def _judge(
        self, session_id: str, lang: Lang, chosen: str, quote: str, noted: str, own: str
    ) -> tuple[Session | None, str]:
        session = self._session(session_id)
        turn_id, _, point = (chosen or "").partition(":")
        turn = next((t for t in session.turns if t.id == turn_id), None) if session else None
        if session is None or turn is None or turn.grade is None:
            return session, html.paragraph(say("appeal_none", lang), "facts")
        before = turn.grade.score
        plea = Plea(point, quote or "", noted or "", own or "")
        try:
            made, session = appeal(self.parts.interviewer, session.id, turn.id, plea)
        except InterviewerError as error:
            return session, html.paragraph(told(error, lang), "error")
        if made.refusal is not None:
            why = say(f"appeal_refused_{made.refusal}", lang)
            return session, html.paragraph(say("appeal_refused", lang, why=why), "error")
        now = next(t.grade for t in session.turns if t.id == turn.id)
        scores = {
            "score": "–" if now is None or now.score is None else f"{now.score:.0f}",
            "before": "–" if before is None else f"{before:.0f}",
        }
        return session, html.paragraph(say("appeal_granted", lang, **scores), "facts")


def _missed(session: Session | None) -> list[tuple[Turn, str]]:
    """Graded turns with each key point that is not covered, the latest last.

    None while the sitting goes on whose reference answers wait for its end: they would be told.
    """
    if session is None or (session.manner.reference_at_end and session.finished is None):
        return []
    latest = {turn.card_id: turn for turn in session.turns if turn.grade is not None}
    return [
        (turn, verdict.point.text)
        for turn in latest.values()
        for verdict in (turn.grade.points if turn.grade else ())
        if verdict.verdict is not Verdict.COVERED
    ]


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LABEL else flat[: _LABEL - 1] + "…"
