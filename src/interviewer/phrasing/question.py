"""Puts a card's question to the learner: reworded by the model, or framed as it is written.

The substance is the card's; the model sees neither reference nor key points.
`ask("What is a closure?", Lang.EN, None, number=1, total=5, seed=7)`
"""

from __future__ import annotations

import random
import re

from interviewer.cards import Lang, language_of
from interviewer.errors import ModelError
from interviewer.phrasing import checks
from interviewer.phrasing.draft import draft
from interviewer.phrasing.phrased import Phrased, PhrasedBy, Refusal
from interviewer.phrasing.substance import same_substance
from interviewer.ports import ChatModel
from interviewer.prompts.render import render

# Whole questions keep their wording; a heading such as "YOLOX:" needs a verb.
_FRAMES = {
    Lang.EN: {
        "first": ("Let's begin. {q}", "To start with: {q}", "First question. {q}"),
        "next": ("Next question. {q}", "Let's move on. {q}", "Here is another one. {q}"),
        "last": ("Last question. {q}", "One more to finish. {q}"),
        "topic": ("Tell me about this: {q}", "Please explain this: {q}", "Let's discuss this: {q}"),
    },
    Lang.ZH: {
        "first": ("我们开始吧。{q}", "先来第一题。{q}", "第一个问题：{q}"),
        "next": ("下一个问题：{q}", "我们继续。{q}", "再来一题。{q}"),
        "last": ("最后一个问题：{q}", "最后一题。{q}"),
        "topic": ("请讲讲这个主题：{q}", "请谈谈：{q}", "说说你对它的理解：{q}"),
    },
}
_ASKS = re.compile(
    r"[?？]|[.。!！]$|吗$|呢$|什么|如何|怎么|怎样|为什么|哪|区别|请|"
    r"^(?:what|why|how|when|where|which|who|explain|describe|compare|implement|write|name|give|list"
    r"|derive|define|discuss|tell|show|is|are|does|do|can|should)\b",
    re.IGNORECASE,
)


def ask(
    question: str,
    lang: Lang,
    model: ChatModel | None,
    *,
    number: int,
    total: int,
    seed: int,
    reference: str | None = None,
) -> Phrased:
    """Question `number` (1-based) of `total`, in the model's words if they pass the checks.

    A question in another language than the interview's is asked as written, in a frame of
    the interview's language. `reference` is only checked against, never shown to the model.
    """
    composed = compose(question, lang, number=number, total=total, seed=seed)
    if model is None or not _same_language(question, lang):
        return Phrased(composed, PhrasedBy.COMPOSED)
    try:
        # Twice the question and a lead-in; more is refused anyway.
        room = 48 + len(question) // (1 if lang is Lang.ZH else 2)
        text = draft(model, render("question", lang, question=question), max_tokens=room, seed=seed)
    except ModelError as error:
        return Phrased(composed, PhrasedBy.COMPOSED, str(error))
    refusal = why_not(text, question, lang, reference)
    if refusal:
        return Phrased(composed, PhrasedBy.COMPOSED, refusal.value)
    return Phrased(text, PhrasedBy.MODEL)


def why_not(text: str, question: str, lang: Lang, reference: str | None) -> Refusal | None:
    """The reason not to put `text` in the place of the card's question, or None."""
    written = checks.marks(question)
    longest = 2 * len(question) + (80 if lang is Lang.ZH else 200)
    return (
        checks.form(text, lang, longest=longest, allowed=question)
        or checks.one_question(text, most=max(1, written), least=min(1, written))
        or (checks.keeps_secret(text, reference, [question]) if reference else None)
        or same_substance(text, question)
    )


def compose(question: str, lang: Lang, *, number: int, total: int, seed: int) -> str:
    """The question as written, in one of several short frames that `seed` chooses."""
    frames = _FRAMES[Lang.ZH if lang is Lang.ZH else Lang.EN]
    place = "first" if number == 1 else "last" if number == total else "next"
    written = question.strip()
    if not _ASKS.search(written):
        place, written = "topic", written.rstrip(":： ")
    return random.Random(seed).choice(frames[place]).format(q=written)


def _same_language(question: str, lang: Lang) -> bool:
    written = language_of(question)
    return written is lang or (lang is Lang.MIXED and written is Lang.EN)
