"""Many answers graded at once: split and placed, corrected by hand, graded row by row.

What was graded is kept by its text, so that stopping, correcting a row and going on grades
only what is new. The same as `interviewer grade-file`.
"""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from interviewer.batch.grading import grade_one
from interviewer.batch.items import Graded, How, Item
from interviewer.batch.library import placed
from interviewer.batch.rendering import FORMS, rendered
from interviewer.cards import Card, Lang
from interviewer.errors import InterviewerError
from interviewer.parts import Parts
from interviewer.ui import many_grades, many_table
from interviewer.ui.labels import Labels
from interviewer.ui.leaving import written
from interviewer.ui.notes_html import said
from interviewer.words import say, told

Updates = dict[Any, Any]
Done = dict[Item, Graded]

# An answer that was opened is read on from its head.
_TO_DETAIL = """
watch('value', () => element.querySelector('h2')?.focus());
"""
# The table is sent to the browser this often while grading, in seconds.
_EVERY = 0.7


class ManyRoom:
    """Builds the section inside the current Blocks and holds its components."""

    def __init__(self, parts: Parts, labels: Labels, page_lang: Any) -> None:
        self.parts = parts
        self.lang = page_lang
        self.items = gr.State([])
        self.done = gr.State({})
        # Names what is being graded in one window, so that its stop button stops only that.
        self.run = gr.State("")
        self._stopped: set[str] = set()
        self._build_intake(labels)
        with gr.Column(visible=False, elem_id="many-review") as self.review:
            self._build_review(labels)
        self.stop = labels.of(gr.Button(visible=False, elem_id="many-stop"), value="many_stop")
        with gr.Column(visible=False, elem_id="many-results") as self.results:
            self._build_results(labels)
        self._wire()

    def _build_intake(self, labels: Labels) -> None:
        self.pasted = labels.of(
            # Of one height: a box that grows freezes the browser for half a minute on 200 answers.
            gr.Textbox("", lines=8, max_lines=8, elem_id="many-paste"),
            label="many_paste",
            placeholder="many_placeholder",
        )
        self.file = labels.of(gr.File(height=110, elem_id="many-file"), label="many_file")
        self.look = labels.of(gr.Button(elem_id="many-look"), value="many_look")
        self.status = gr.HTML(elem_id="many-status")

    def _build_review(self, labels: Labels) -> None:
        self.table = labels.of(
            gr.Dataframe(
                interactive=False,
                wrap=True,
                max_height=360,
                column_widths=["7%", "7%", "27%", "27%", "14%", "18%"],
                elem_id="many-table",
            ),
            label="many_table",
        )
        with labels.of(gr.Accordion(open=False, elem_id="many-correct"), label="many_correct"):
            self.row = labels.of(
                gr.Dropdown(choices=[], filterable=True, elem_id="many-row"), label="many_row"
            )
            self.card = labels.of(
                gr.Dropdown(choices=[], filterable=True, elem_id="many-card"), label="many_card"
            )
            self.answer = labels.of(
                gr.Textbox("", lines=3, max_lines=12, elem_id="many-answer"), label="answer_label"
            )
            with gr.Row():
                self.save = labels.of(gr.Button(size="sm", elem_id="many-save"), value="many_save")
                self.join = labels.of(gr.Button(size="sm", elem_id="many-join"), value="many_join")
                self.drop = labels.of(gr.Button(size="sm", elem_id="many-drop"), value="many_drop")
        self.grade = labels.of(
            gr.Button(variant="primary", elem_id="many-grade"), value="many_grade"
        )

    def _build_results(self, labels: Labels) -> None:
        self.totals = gr.HTML(elem_id="many-totals")
        self.graded = gr.HTML(elem_id="many-graded", js_on_load=many_grades.SORTING)
        self.chosen = labels.of(
            gr.Dropdown(choices=[], filterable=True, elem_id="many-chosen"), label="many_chosen"
        )
        self.detail = gr.HTML(elem_id="many-detail", js_on_load=_TO_DETAIL)
        self.files = labels.of(
            gr.File(visible=False, interactive=False, file_count="multiple", elem_id="many-files"),
            label="many_files",
        )

    def _wire(self) -> None:
        quiet = {"show_progress": "hidden", "api_visibility": "private"}
        state = [self.items, self.done, self.lang]
        shown = [
            self.items, self.done, self.status, self.review, self.table, self.row, self.card,
            self.answer, self.grade, self.stop, self.results, self.totals, self.graded,
            self.chosen, self.detail, self.files,
        ]  # fmt: skip
        self.look.click(self._look, [self.pasted, self.file, self.lang], shown, **quiet)
        self.row.input(self._row, [self.row, *state], [self.card, self.answer], **quiet)
        self.table.select(self._select, state, [self.row, self.card, self.answer], **quiet)
        chosen = [self.row, self.card, self.answer, *state]
        self.save.click(self._save, chosen, shown, **quiet)
        self.join.click(self._join, chosen, shown, **quiet)
        self.drop.click(self._drop, chosen, shown, **quiet)
        self.grade.click(self._grade, state, [self.run, *shown], **quiet)
        self.stop.click(self._stop, [self.run], None, **quiet)
        self.chosen.input(self._detail, [self.chosen, *state], [self.detail], **quiet)
        self.graded.select(self._open, state, [self.chosen, self.detail], **quiet)
        self.lang.input(self._translated, state, shown, **quiet)

    # From a paste to rows

    def _look(self, pasted: str, file: str | None, page: str) -> Iterator[Updates]:
        lang = Lang(page)
        if not pasted.strip() and not file:
            yield {self.status: said(say("many_nothing", lang), bad=True)}
            return
        yield {self.status: said(say("many_reading", lang))}
        try:
            data = Path(file).read_bytes() if file else pasted.encode("utf-8", "replace")
            name = Path(file).name if file else say("many_pasted", lang)
            items, cards = placed(self.parts.library, data, name)
        except InterviewerError as error:
            yield {
                self.status: said(told(error, lang), bad=True),
                self.review: gr.update(visible=False),
            }
            return
        yield self._reviewed(items, {}, lang, cards) | {
            self.results: gr.update(visible=False),
            self.card: gr.update(choices=_names(cards.values()), value=None),
            self.answer: "",
        }

    def _reviewed(
        self, items: list[Item], done: Done, lang: Lang, cards: Mapping[str, Card]
    ) -> Updates:
        without = sum(item.card_id is None for item in items)
        rows = many_table.review_rows(items, cards, lang)
        return {
            self.items: items,
            self.done: done,
            self.status: said(say("many_found", lang, count=len(items), without=without)),
            self.review: gr.update(visible=True),
            self.table: gr.update(value=rows, headers=many_table.review_heads(lang)),
            self.row: gr.update(choices=_row_names(items), value=None),
            self.grade: gr.update(visible=bool(items)),
        }

    def _cards(self) -> dict[str, Card]:
        return {card.id: card for card in self.parts.library.cards()}

    # Correcting a row

    def _row(self, row: int | None, items: list[Item], _done: Done, _page: str) -> tuple[Any, Any]:
        if row is None or row >= len(items):
            return gr.update(), gr.update()
        return gr.update(value=items[row].card_id), items[row].answer

    def _select(
        self, items: list[Item], done: Done, page: str, event: gr.SelectData
    ) -> tuple[Any, Any, Any]:
        row = int(event.row_value[0]) - 1
        return (gr.update(value=row), *self._row(row, items, done, page))

    def _save(
        self,
        row: int | None,
        card: str | None,
        answer: str,
        items: list[Item],
        done: Done,
        page: str,
    ) -> Updates:
        if row is None:
            return self._unchosen(page)
        new = replace(items[row], card_id=card, how=How.HAND, answer=answer)
        return self._changed([*items[:row], new, *items[row + 1 :]], done, page)

    def _join(
        self, row: int | None, _card: Any, _answer: Any, items: list[Item], done: Done, page: str
    ) -> Updates:
        """A row that was no question of its own goes back into the answer above it."""
        if not row:
            return self._unchosen(page)
        above, item = items[row - 1], items[row]
        whole = "\n".join(part for part in (above.answer, item.question, item.answer) if part)
        joined = replace(above, answer=whole)
        return self._changed([*items[: row - 1], joined, *items[row + 1 :]], done, page)

    def _drop(
        self, row: int | None, _card: Any, _answer: Any, items: list[Item], done: Done, page: str
    ) -> Updates:
        if row is None:
            return self._unchosen(page)
        return self._changed([*items[:row], *items[row + 1 :]], done, page)

    def _changed(self, items: list[Item], done: Done, page: str) -> Updates:
        cleared = {self.card: gr.update(value=None), self.answer: ""}
        lang = Lang(page)
        if done:
            cleared |= {self.detail: "", **self._results(items, done, lang)}
            cleared[self.chosen] = gr.update(**{**cleared[self.chosen], "value": None})
        return self._reviewed(items, done, lang, self._cards()) | cleared

    def _unchosen(self, page: str) -> Updates:
        return {self.status: said(say("many_no_row", Lang(page)), bad=True)}

    # Grading

    def _grade(self, items: list[Item], done: Done, page: str) -> Iterator[Updates]:
        lang = Lang(page)
        cards = self._cards()
        todo = [item for item in items if item not in done]
        interviewer = self.parts.interviewer
        begun = told = time.monotonic()
        run = uuid.uuid4().hex
        yield {
            self.run: run,
            self.status: many_table.progress(0, len(todo), None, lang),
            self.grade: gr.update(visible=False),
            self.stop: gr.update(visible=True),
        }
        for number, item in enumerate(todo, start=1):
            if run in self._stopped:
                self._stopped.discard(run)
                yield {self.done: done, **self._finished(items, done, lang, "many_stopped")}
                return
            card = cards.get(item.card_id or "")
            done = {
                **done,
                item: grade_one(
                    item, card, interviewer.assessor.pasted, interviewer.assessor.rubric
                ),
            }
            now = time.monotonic()
            if now - told > _EVERY:
                told = now
                left = (now - begun) / number * (len(todo) - number)
                bar = many_table.progress(number, len(todo), left, lang)
                yield {self.status: bar, self.done: done, **self._table(items, done, lang)}
        yield {self.done: done, **self._finished(items, done, lang, "many_done")}

    def _stop(self, run: str) -> None:
        self._stopped.add(run)

    def _finished(self, items: list[Item], done: Done, lang: Lang, word: str) -> Updates:
        graded = sum(item in done for item in items)
        return {
            self.status: said(say(word, lang, done=graded, total=len(items))),
            self.grade: gr.update(visible=True),
            self.stop: gr.update(visible=False),
            **self._results(items, done, lang),
        }

    def _table(self, items: list[Item], done: Done, lang: Lang) -> Updates:
        graded = _in_order(items, done)
        return {
            self.results: gr.update(visible=bool(graded)),
            self.totals: many_grades.totals(graded, lang),
            self.graded: many_grades.table(items, done, lang),
        }

    def _results(self, items: list[Item], done: Done, lang: Lang) -> Updates:
        """The table, the list to choose from, and the files to download."""
        graded = _in_order(items, done)
        rows = [at for at, item in enumerate(items) if item in done]
        names = _row_names(items)
        try:
            files = gr.update(value=_written(graded, lang), visible=True)
        except OSError as error:
            files = gr.update(visible=False)
            note = {self.detail: said(say("many_unwritten", lang, why=error.strerror), bad=True)}
        else:
            note = {}
        return {
            **self._table(items, done, lang),
            # What was opened while the others were graded stays open.
            self.chosen: gr.update(choices=[names[at] for at in rows]),
            self.files: files,
            **note,
        }

    def _detail(self, row: int | None, items: list[Item], done: Done, page: str) -> str:
        one = done.get(items[row]) if row is not None and row < len(items) else None
        return "" if one is None else many_table.detail(one, Lang(page))

    def _open(
        self, items: list[Item], done: Done, page: str, event: gr.EventData
    ) -> tuple[Any, str]:
        row = int(event.row)
        return gr.update(value=row), self._detail(row, items, done, page)

    def _translated(self, items: list[Item], done: Done, page: str) -> Updates:
        if not items:
            return {self.status: ""}
        return self._changed(items, done, page)


def _in_order(items: Sequence[Item], done: Done) -> list[Graded]:
    return [done[item] for item in items if item in done]


def _names(cards: Any) -> list[tuple[str, str]]:
    return [(f"{card.topic} · {' '.join(card.question.split())}", card.id) for card in cards]


def _row_names(items: Sequence[Item]) -> list[tuple[str, int]]:
    """(number with the question or the answer's beginning, index) of each item."""
    return [
        (f"{at + 1} · {' '.join((item.question or item.answer).split())[:80]}", at)
        for at, item in enumerate(items)
    ]


def _written(graded: Sequence[Graded], lang: Lang) -> list[str]:
    """The files of all forms, named after what is in them: two windows never share one."""
    texts = {form: rendered(graded, form, lang) for form in FORMS}
    name = hashlib.sha256("".join(texts.values()).encode("utf-8", "replace")).hexdigest()[:8]
    return [str(written(f"answers-{name}.{form}", text)) for form, text in texts.items()]
