"""The critique of an answer, sentence by sentence, each checked before anyone sees it.

Written from the verdicts, after the score; it never names a number.
`list(critique(card, answer, grade, Lang.EN, None, seed=7))`
"""

from __future__ import annotations

from collections.abc import Iterator

from interviewer.cards import Card, Lang
from interviewer.errors import ModelError
from interviewer.grade import Grade, PointVerdict, Verdict
from interviewer.phrasing.composed_feedback import compose, compose_gaps
from interviewer.phrasing.draft import reply, shortened
from interviewer.phrasing.feedback_checks import spoken_of, why_not
from interviewer.phrasing.phrased import Phrased, PhrasedBy, Refusal
from interviewer.phrasing.sentences import Sentences
from interviewer.ports import ChatModel, Message
from interviewer.prompts.render import render

MOST_SENTENCES = 5
_MOST_TOKENS = 200
# Together with the prompt's own words this fits the smallest context, 4,096 tokens.
_LONGEST_ANSWER = 2400
_MOST_VERDICTS = 8
# A model that had this many sentences refused has nothing to say.
_MOST_REFUSED = 3


def critique(
    card: Card, answer: str, grade: Grade, lang: Lang, model: ChatModel | None, *, seed: int
) -> Iterator[Phrased]:
    """Sentences to show, in order; nothing for a grade without a score.

    A refused sentence comes as an empty text with its reason. Composed sentences follow on
    the gaps that the model's words leave out, or on everything when none of them passes.
    """
    if grade.score is None:
        return
    refused: str | None = None
    used: list[str] = []
    if model is not None and not grade.gates:
        for sentence in _from_model(card, answer, grade, lang, model, seed):
            used += [sentence.text] if sentence.by is PhrasedBy.MODEL else []
            refused = sentence.refused or refused
            yield sentence
    if used:
        # Praise alone, because the rest was refused, would say that nothing is wrong.
        spoken = set[Verdict]().union(*(spoken_of(text, card, grade) for text in used))
        rest = compose_gaps(grade, lang, seed=seed, spoken=spoken)
    else:
        rest = compose(card, grade, lang, seed=seed)
    for text in rest:
        yield Phrased(text, PhrasedBy.COMPOSED, refused)


def _from_model(
    card: Card, answer: str, grade: Grade, lang: Lang, model: ChatModel, seed: int
) -> Iterator[Phrased]:
    """What the model says, checked; refused sentences as empty texts."""
    said: set[str] = set()
    refusals = 0
    messages = _prompt(card, answer, grade, lang)
    pieces = reply(model, messages, max_tokens=_MOST_TOKENS, seed=seed)
    try:
        for sentence in _sentences(pieces):
            refusal = (
                Refusal.REPEATED
                if sentence in said
                else why_not(sentence, card, answer, grade, lang)
            )
            said.add(sentence)
            refusals += refusal is not None
            yield _judged(sentence, refusal)
            if len(said) - refusals >= MOST_SENTENCES or refusals >= _MOST_REFUSED:
                break
    except ModelError as error:
        yield Phrased("", PhrasedBy.COMPOSED, str(error))
    finally:
        pieces.close()


def _sentences(pieces: Iterator[str]) -> Iterator[str]:
    """Each sentence once it is complete; the rest at the end, finished or not."""
    buffer = Sentences()
    for piece in pieces:
        yield from buffer.add(piece)
    rest = buffer.rest.strip()
    if rest:
        yield rest


def _judged(sentence: str, refusal: Refusal | None) -> Phrased:
    if refusal is None:
        return Phrased(sentence, PhrasedBy.MODEL)
    return Phrased("", PhrasedBy.COMPOSED, refusal.value)


def _prompt(card: Card, answer: str, grade: Grade, lang: Lang) -> tuple[Message, ...]:
    heaviest = sorted(grade.points, key=lambda v: -v.point.weight)[:_MOST_VERDICTS]
    return render(
        "critique",
        lang,
        question=shortened(card.question, 600),
        answer=shortened(answer, _LONGEST_ANSWER).translate(_NO_FENCE),
        verdicts=[_verdict_line(verdict, lang) for verdict in heaviest],
    )


def _verdict_line(verdict: PointVerdict, lang: Lang) -> dict[str, str]:
    return {
        "verdict": _VERDICTS[Lang.ZH if lang is Lang.ZH else Lang.EN][verdict.verdict],
        "point": shortened(verdict.point.text, 240),
        "quote": shortened(verdict.quote or "", 160),
    }


# The prompt fences the answer with <<< and >>>; an answer cannot step over its fence.
_NO_FENCE = str.maketrans("<>", "‹›")
_VERDICTS = {
    Lang.EN: {kind: kind.value for kind in Verdict},
    Lang.ZH: {
        Verdict.COVERED: "答对",
        Verdict.PARTIAL: "只答对一部分",
        Verdict.MISSING: "没有提到",
        Verdict.CONTRADICTED: "说反了",
    },
}
