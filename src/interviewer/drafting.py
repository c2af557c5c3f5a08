"""A reference answer drafted by the model, for a question that the notes leave open.

A draft counts for nothing until the learner accepts it. Knows nothing of the store or the
screen. `for text in drafted(model, card): …`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.cards import Card, Lang, language_of
from interviewer.phrasing.checks import in_language
from interviewer.phrasing.phrased import Refusal
from interviewer.ports import ChatModel
from interviewer.prompts.render import render

MOST_TOKENS = 260

_END = re.compile(r"[.!?](?=\s|$)|[。！？\n]")
_NUMBER = re.compile(r"^\W*\d*[.、)]?\s*")
_UNKNOWN = re.compile(
    r"(?:I (?:do not|don['’]t) know|我?(?:也|并)?不(?:知道|清楚))\W*", re.IGNORECASE
)
_LAST_SENTENCE = re.compile(r".*(?:[.!?](?=\s|$)|[。！？])", re.DOTALL)


def drafted(model: ChatModel, card: Card, *, seed: int = 1) -> Iterator[str]:
    """The draft as it grows, each time the whole text so far. Raises ModelError."""
    lang = question_language(card)
    messages = render("reference", lang, question=card.question, topic=card.topic)
    text = ""
    for piece in model.stream(messages, max_tokens=MOST_TOKENS, seed=seed):
        text += piece
        yield text


def finished(text: str) -> str:
    """A draft without the half sentence that a cut-off reply ends in."""
    text = text.strip()
    whole = _LAST_SENTENCE.match(text)
    return whole[0].strip() if whole else text


def refusal(text: str, card: Card) -> Refusal | None:
    """Why a finished draft is of no use, or None. One that says it does not know is empty."""
    said = [_NUMBER.sub("", part).strip() for part in _END.split(text)]
    said = [part for part in said if re.search(r"\w", part) and not _UNKNOWN.fullmatch(part)]
    if not said:
        return Refusal.EMPTY
    if len(said) > 3 and len(set(said)) * 2 <= len(said):
        return Refusal.REPEATED
    return None if in_language(text, question_language(card)) else Refusal.LANGUAGE


def question_language(card: Card) -> Lang:
    """The language a draft is written in: that of the question."""
    return Lang.EN if language_of(card.question) is Lang.EN else Lang.ZH
