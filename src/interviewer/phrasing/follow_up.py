"""Asks about one key point that was contradicted, half said or left out, without saying it.

`follow_up(card, verdict, Lang.EN, None, seed=7)`
"""

from __future__ import annotations

import random
import re

from interviewer.cards import Card, Lang
from interviewer.errors import ModelError
from interviewer.grade import PointVerdict, Verdict
from interviewer.phrasing import checks
from interviewer.phrasing.aspect import aspect
from interviewer.phrasing.draft import draft, shortened
from interviewer.phrasing.phrased import Phrased, PhrasedBy, Refusal
from interviewer.phrasing.wording import content_of
from interviewer.ports import ChatModel
from interviewer.prompts.render import render

_LONGEST_QUOTE = 140
_FRAMES = {
    Lang.EN: {
        Verdict.CONTRADICTED: (
            "You said “{quote}”. Are you sure about that?",
            "Let me go back to “{quote}”. Is that really so?",
            "You said “{quote}”. How would you check whether that is true?",
        ),
        Verdict.PARTIAL: (
            "You said “{quote}”. Can you be more exact?",
            "Let's stay with “{quote}”. What more can you say about it?",
            "You said “{quote}”. Can you take that one step further?",
        ),
        Verdict.MISSING: (
            "You have not said much about {aspect} yet. What is important there?",
            "Let's look at {aspect} more closely. What would you add?",
            "What else can you tell me about {aspect}?",
        ),
    },
    Lang.ZH: {
        Verdict.CONTRADICTED: (
            "你刚才说“{quote}”。这一点你确定吗？",
            "回到你说的“{quote}”。真的是这样吗？",
            "你说“{quote}”。你会怎么验证它对不对？",
        ),
        Verdict.PARTIAL: (
            "你提到“{quote}”。能说得更准确一些吗？",
            "就“{quote}”这一点，还能再说些什么？",
            "你说到“{quote}”。能再深入一步吗？",
        ),
        Verdict.MISSING: (
            "关于“{aspect}”你还没有细说。这里有什么关键之处？",
            "我们再仔细看看“{aspect}”。你还想补充什么？",
            "关于“{aspect}”，你还能说些什么？",
        ),
    },
}
_NO_ASPECT = {
    Lang.EN: (
        "Something important is still missing from your answer. What would you add?",
        "There is another side to this question. What have you not mentioned yet?",
    ),
    Lang.ZH: (
        "你的回答里还缺一个重要的方面。你会补充什么？",
        "这个问题还有另一面。你还有什么没有提到？",
    ),
}


def follow_up(
    card: Card, verdict: PointVerdict, lang: Lang, model: ChatModel | None, *, seed: int
) -> Phrased:
    """One question about the point of `verdict`, in the model's words if they pass the checks."""
    composed = compose(card, verdict, lang, seed=seed)
    if model is None:
        return Phrased(composed, PhrasedBy.COMPOSED)
    messages = render(
        "follow_up",
        lang,
        question=card.question,
        point=verdict.point.text,
        verdict=verdict.verdict.value,
        quote=shortened(verdict.quote or "", _LONGEST_QUOTE),
    )
    try:
        text = draft(model, messages, max_tokens=90, seed=seed)
    except ModelError as error:
        return Phrased(composed, PhrasedBy.COMPOSED, str(error))
    refusal = why_not(text, card, verdict, lang)
    if refusal:
        return Phrased(composed, PhrasedBy.COMPOSED, refusal.value)
    return Phrased(text, PhrasedBy.MODEL)


def why_not(text: str, card: Card, verdict: PointVerdict, lang: Lang) -> Refusal | None:
    """The reason not to ask `text` about the point of `verdict`, or None."""
    point, said = verdict.point.text, verdict.quote or ""
    allowed = f"{card.question} {point} {said}"
    return (
        checks.form(text, lang, longest=160 if lang is Lang.ZH else 400, allowed=allowed)
        or checks.one_question(text)
        or checks.keeps_secret(text, point, [card.question, said])
        or checks.true_quotes(text, [card.question, said])
        or _off_target(text, card, verdict)
    )


def _off_target(text: str, card: Card, verdict: PointVerdict) -> Refusal | None:
    """Whether a text asks about something else: no word of the matter, or another point's."""
    point, said = verdict.point.text, verdict.quote or ""
    astray = checks.grounded(text, [card.question, point, said], share=0.3)
    if astray:
        return astray
    words = content_of(text)
    if not said and _THEY_SAID.search(text):
        return Refusal.MISQUOTED
    common = content_of(card.question) | content_of(said)
    own = len(words & content_of(point) - common)
    others = [p.text for p in card.key_points if p.text != point]
    elsewhere = max(
        (len(words & content_of(other) - common - content_of(point)) for other in others), default=0
    )
    return Refusal.OFF_TARGET if elsewhere > own + 1 else None


def compose(card: Card, verdict: PointVerdict, lang: Lang, *, seed: int) -> str:
    """A follow-up that quotes the learner, or names what the missing point is about."""
    shown = Lang.ZH if lang is Lang.ZH else Lang.EN
    choice = random.Random(seed).choice
    if verdict.verdict in (Verdict.CONTRADICTED, Verdict.PARTIAL) and verdict.quote:
        quote = shortened(verdict.quote, _LONGEST_QUOTE).strip(" .。,，;；").translate(_INNER)
        return choice(_FRAMES[shown][verdict.verdict]).format(quote=quote)
    named = aspect(verdict.point.text, card.question)
    if named is None:
        return choice(_NO_ASPECT[shown])
    return choice(_FRAMES[shown][Verdict.MISSING]).format(aspect=named)


_THEY_SAID = re.compile(
    r"\byou (?:said|mentioned|told|wrote)\b|你(?:刚才)?(?:说|提到|讲到)(?!说)", re.I
)
_INNER = str.maketrans('“”"', "‘’'")
