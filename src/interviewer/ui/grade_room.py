"""Grading without an interview: a card or a pasted question, and an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import gradio as gr

from interviewer.cards import Card, Lang, Source, language_of, new_id
from interviewer.errors import InterviewerError
from interviewer.grade import Grade
from interviewer.grading.rubric import Rubric
from interviewer.parts import Parts
from interviewer.selection import askable
from interviewer.ui import html
from interviewer.ui.labels import Labels
from interviewer.ui.waiting import Before, streamed, waited
from interviewer.words import say, told

# Below this cosine a pasted question is taken to have no card.
NEAR_ENOUGH = 0.55
_NOBODY = Before(0)


class GradeRoom:
    """Builds the room inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: gr.State) -> None:
        self.parts = parts
        with gr.Row():
            with gr.Column():
                self.card = labels.of(
                    gr.Dropdown(choices=[], filterable=True, elem_id="grade-card"),
                    label="grade_card",
                )
                self.question = labels.of(
                    gr.Textbox(lines=2, elem_id="grade-question"), label="grade_question"
                )
                self.reference = labels.of(
                    gr.Textbox(lines=3, elem_id="grade-reference"), label="grade_reference"
                )
            with gr.Column():
                self.answer = labels.of(
                    gr.Textbox(lines=8, max_lines=24, elem_id="grade-answer"), label="answer_label"
                )
                self.button = labels.of(
                    gr.Button(variant="primary", elem_id="grade-button"), value="grade_button"
                )
        self.result = gr.HTML(elem_id="grade-result")
        self.button.click(
            self._grade,
            [self.card, self.question, self.reference, self.answer, page_lang],
            [self.result],
            show_progress="hidden",
            api_visibility="private",
            # While a critique is still written: graded after it, and not left out.
            trigger_mode="always_last",
        )

    def choices(self) -> list[tuple[str, str]]:
        """(question with its topic, card id) of every card that can be graded against."""
        return [
            (f"{card.topic} · {' '.join(card.question.split())}", card.id)
            for card in askable(self.parts.library.cards())
        ]

    def _grade(
        self, card_id: str | None, question: str, reference: str, answer: str, page: str
    ) -> Iterator[str]:
        lang = Lang(page)
        if not answer.strip():
            yield html.paragraph(say("grade_no_answer", lang), "error")
            return
        try:
            card, note = self._card(card_id, question.strip(), reference.strip(), lang)
        except InterviewerError as error:
            yield html.paragraph(told(error, lang), "error")
            return
        if card is None:
            yield html.paragraph(note, "error")
            return
        yield from self._graded(card, note, answer, lang)

    def _graded(self, card: Card, note: str, answer: str, lang: Lang) -> Iterator[str]:
        head = html.paragraph(note, "status")
        interviewer = self.parts.interviewer
        grade: Grade | None = None
        for made in waited(
            lambda: interviewer.assessor.pasted(interviewer.assessor.rubric(card), answer)
        ):
            if isinstance(made, Before):
                yield _place(made, lang) + head
            else:
                grade = made
        if grade is None:
            return

        def shown(critique: str, place: Before = _NOBODY) -> str:
            card_html = html.feedback(grade, answer, card, lang, key="pasted", critique=critique)
            return _place(place, lang) + head + card_html

        written = ""
        yield shown(written)
        for one in streamed(lambda: interviewer.critique_pasted(card, answer, grade, lang)):
            if isinstance(one, Before):
                yield shown(written, one)
            else:
                written = one
                yield shown(written)

    def _card(
        self, card_id: str | None, question: str, reference: str, lang: Lang
    ) -> tuple[Card | None, str]:
        """The card to grade against and a note on it; no card, and why, when there is none."""
        if question and reference:
            return pasted_card(question, reference), ""
        if card_id and not question:
            card = self.parts.store.card(card_id)
            return (replace(card, reference=reference) if reference else card), ""
        if not question:
            return None, say("grade_no_question", lang)
        found = self.parts.library.nearest_card(question)
        if found is None or found[1] < NEAR_ENOUGH:
            return None, say("grade_no_reference", lang)
        return found[0], say("grade_nearest", lang, question=found[0].question)


def _place(one: Before, lang: Lang) -> str:
    return f'<div role="status">{html.paragraph(one.said(lang))}</div>'


def pasted_card(question: str, reference: str) -> Card:
    """A card that is in no library, made from a pasted question and reference."""
    rubric = Rubric.from_texts(question, (reference,))
    return Card(
        id=new_id("", question),
        topic="",
        question=question,
        reference=reference,
        key_points=rubric.points,
        lang=language_of(question),
        source=Source("pasted", 1),
    )
