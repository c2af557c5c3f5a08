"""Judges an appeal on one key point: do these words of the answer make it?

The same rules that grade an answer read the quoted words alone; the learner's claim is
only that they are worth reading again. Knows nothing of stores or screens.
`ruled(grader, rubric, answer, Plea(point, "my words"))`
"""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.appeal import Plea, Refusal, Ruling
from interviewer.grade import Gate
from interviewer.grading.fusion import COVERED_FROM, PARTIAL_FROM
from interviewer.grading.grader import Grader
from interviewer.grading.reading import Reading
from interviewer.grading.rubric import Rubric
from interviewer.grading.selection import select
from interviewer.grading.terms import content, terms
from interviewer.grading.text import Folded, Span, fold, sentences
from interviewer.ports import Embedder
from interviewer.starter.glossary import load_glossary

LONGEST_QUOTE = 400
LONGEST_NAME = 40
_MOST_WORDS = 5
_LEAST_TERMS = 3
# Wordings of one point, also across languages, come to .75 and more; other points of the same
# card to less than .5. Names of two things come to .55 by being short.
_ABOUT = 0.5
_SAME_THING = 0.65
_NEAR_THE_POINT = 0.35
_EVIDENCE = 0.12
_MARGIN = 0.05


def ruled(grader: Grader, rubric: Rubric, answer: str, plea: Plea) -> Ruling:
    """Grant or refuse. A contradiction, an instruction or words about something else never pass."""
    index = next((i for i, p in enumerate(rubric.points) if p.text == plea.point), None)
    if index is None:
        return Ruling(Refusal.NO_SUCH_POINT)
    embedder = grader.embedder
    place = _found(answer, plea.quote)
    if isinstance(place, Refusal):
        return Ruling(place)
    folded, span = place
    start, end = folded.span(span.start, span.end)
    quote = answer[start:end]
    refusal = (
        _not_said_to_us(rubric, answer, quote)
        or _named(embedder, rubric, quote, plea, index)
        or _read_again(grader, embedder, rubric, folded, span, plea, index)
    )
    return Ruling(refusal, quote)


def _found(answer: str, quote: str) -> tuple[Folded, Span] | Refusal:
    """Where the quote stands in the folded answer."""
    folded, wanted = fold(answer), fold(quote).text.strip()
    if not wanted:
        return Refusal.TOO_SHORT
    if len(wanted) > LONGEST_QUOTE:
        return Refusal.TOO_LONG
    start = folded.text.find(wanted)
    if start < 0:
        return Refusal.NOT_SAID
    return folded, Span(start, start + len(wanted))


def _not_said_to_us(rubric: Rubric, answer: str, quote: str) -> Refusal | None:
    """Words to the grader are refused, also where only the rest of the answer shows what they are."""
    reference = "\n".join(rubric.references)
    if select(fold(quote), rubric.question, reference).removed:
        return Refusal.INSTRUCTIONS
    chosen = select(fold(answer), rubric.question, reference)
    if chosen.removed and fold(quote).text.strip() not in chosen.kept.text:
        return Refusal.INSTRUCTIONS
    return None


def _named(
    embedder: Embedder, rubric: Rubric, quote: str, plea: Plea, index: int
) -> Refusal | None:
    """Whether the two names stand where they should and can mean one thing."""
    names = plea.names
    if names is None:
        said = {term.key for term in content(terms(fold(quote).text))}
        return Refusal.TOO_SHORT if len(said) < _LEAST_TERMS else None
    noted, own = (fold(name).text.strip() for name in names)
    if max(len(noted), len(own)) > LONGEST_NAME or len(own.split()) > _MOST_WORDS:
        return Refusal.TOO_LONG
    if noted not in fold(rubric.points[index].text).text:
        return Refusal.TERM_NOT_IN_NOTES
    if own not in fold(quote).text:
        return Refusal.TERM_NOT_SAID
    if not content(terms(own)) or own in fold(rubric.question).text:
        return Refusal.TERM_COMMON
    if _initials(noted, own) or _initials(own, noted) or _translations(noted, own):
        return None
    vectors = embedder.encode([noted, own])
    return None if float(vectors[0] @ vectors[1]) >= _SAME_THING else Refusal.TERM_UNRELATED


def _initials(short: str, long: str) -> bool:
    """Whether one name is made of the first letters of the other's words (MVCC)."""
    words = re.findall(r"[a-z]+", long)
    return len(short) >= 2 and short == "".join(word[0] for word in words)


def _translations(one: str, other: str) -> bool:
    """Whether the shipped glossary has the two names as a pair."""
    return any({one, other} == {fold(a).text, fold(b).text} for a, b in load_glossary())


def _read_again(
    grader: Grader,
    embedder: Embedder,
    rubric: Rubric,
    answer: Folded,
    span: Span,
    plea: Plea,
    index: int,
) -> Refusal | None:
    """The grader's own reading of the quoted sentences, with the two names taken for one."""
    bare = replace(rubric, precedents=())
    widened = answer.text[slice(*_whole(answer.text, span))]
    before = grader.read(bare, widened)
    if not isinstance(before, Reading):
        return _gate(before)
    if grader.contradicts(before, index):
        return Refusal.CONTRADICTS
    names = plea.names
    if names is not None:
        after = grader.read(replace(bare, aliases=(*bare.aliases, names)), widened)
        if not isinstance(after, Reading):
            return _gate(after)
        if grader.contradicts(after, index):
            return Refusal.CONTRADICTS
        if grader.strengths(after)[index] < PARTIAL_FROM:
            return Refusal.OFF_POINT
        near = embedder.encode([widened, rubric.points[index].text])
        return None if float(near[0] @ near[1]) >= _NEAR_THE_POINT else Refusal.OFF_POINT
    strength = grader.strengths(before)[index]
    if strength >= COVERED_FROM:
        return Refusal.COVERED if _covered(grader, bare, answer.text, index) else None
    if strength < _EVIDENCE:
        return Refusal.OFF_POINT
    return _about(embedder, rubric, answer.text[span.start : span.end], index)


def _covered(grader: Grader, rubric: Rubric, answer: str, index: int) -> bool:
    whole = grader.read(rubric, answer)
    return isinstance(whole, Reading) and grader.strengths(whole)[index] >= COVERED_FROM


def _about(embedder: Embedder, rubric: Rubric, quote: str, index: int) -> Refusal | None:
    """Whether the words are about this point: near it, and nearer than to the others."""
    points = [point.text for point in rubric.points]
    vectors = embedder.encode([quote, rubric.question, *points])
    near = [float(vectors[0] @ vector) for vector in vectors[1:]]
    question, own = near[0], near[1 + index]
    if own < _ABOUT:
        return Refusal.QUESTION if question > own else Refusal.OFF_POINT
    rivals = [score for at, score in enumerate(near[1:]) if at != index]
    return Refusal.OFF_POINT if own + _MARGIN < max(rivals, default=0.0) else None


def _whole(text: str, span: Span) -> tuple[int, int]:
    """The sentences that a quote lies in, so that a denial around it is not cut away."""
    touched = [one for one in sentences(text) if one.start < span.end and span.start < one.end]
    starts = [one.start for one in touched] + [span.start]
    return min(starts), max([one.end for one in touched] + [span.end])


def _gate(found: tuple[Gate, ...]) -> Refusal:
    if Gate.INSTRUCTIONS in found:
        return Refusal.INSTRUCTIONS
    if Gate.QUESTION_COPIED in found:
        return Refusal.QUESTION
    return Refusal.TOO_SHORT if Gate.TOO_SHORT in found else Refusal.OFF_POINT
