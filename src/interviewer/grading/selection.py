"""Chooses what of an answer is graded: not words to the grader, repetitions, or endless text.

Knows nothing of embeddings. `select(fold(answer), question, reference).kept`
"""

from __future__ import annotations

from dataclasses import dataclass

from interviewer.grading.frequency import rarity
from interviewer.grading.gates import distinct
from interviewer.grading.instructions import addressed_to_grader
from interviewer.grading.terms import content, terms
from interviewer.grading.text import Folded, Span, sentences

# Work is bounded by these; the sentences nearest to the rubric are kept, from all of the text.
_MOST_CHARACTERS = 4000
_LONGEST_SENTENCE = 500
_EDGE = " \t\n,，:;、。.!?-*#>|"
# Beside these nothing is left when only they are: the marks around an address.
_MARKS = _EDGE + "<[]{}()/\"'“”「」【】《》`~_"


@dataclass(frozen=True)
class Selected:
    """The text to grade, and how many parts that address the grader were left out."""

    kept: Folded
    removed: int


def select(answer: Folded, question: str, reference: str) -> Selected:
    """The sentences of an answer that are graded; `question` and `reference` are folded."""
    text = answer.text
    rubric_text = question + "\n" + reference
    asked = {term.key for term in content(terms(question))}
    wanted = frozenset(t.key for t in content(terms(reference))) - asked
    whole = _pieces(text)
    left_out = addressed_to_grader(text, whole, rubric_text, wanted)
    lines = [line for line in (_rest(text, sentence, left_out) for sentence in whole) if line]
    by_start = {line[0].start: line for line in lines}
    spans = distinct(text, [Span(line[0].start, line[-1].end) for line in lines])
    chosen = _nearest(text, spans, rubric_text)
    return Selected(answer.keep([by_start[span.start] for span in chosen]), len(left_out))


def _rest(text: str, sentence: Span, left_out: list[Span]) -> list[Span]:
    """What of a sentence stays, without the marks that stood around what was left out."""
    inside = [s for s in left_out if s.start < sentence.end and sentence.start < s.end]
    if not inside:
        return [sentence]
    starts = [sentence.start, *(s.end for s in inside)]
    ends = [*(s.start for s in inside), sentence.end]
    rest = []
    for start, end in zip(starts, ends, strict=True):
        if start > sentence.start:
            start += len(text[start:end]) - len(text[start:end].lstrip(_EDGE))
        end = start + len(text[start:end].rstrip())
        if start < end and text[start:end].strip(_MARKS):
            rest.append(Span(start, end))
    if rest and rest[-1].end < sentence.end:
        body = text[rest[-1].start : rest[-1].end]
        rest[-1] = Span(rest[-1].start, rest[-1].start + len(body.rstrip(_EDGE)))
    return rest


def _pieces(text: str) -> list[Span]:
    """Sentences, over-long ones cut at even lengths."""
    pieces = []
    for span in sentences(text):
        for start in range(span.start, span.end, _LONGEST_SENTENCE):
            pieces.append(Span(start, min(span.end, start + _LONGEST_SENTENCE)))
    return pieces


def _nearest(text: str, spans: list[Span], rubric_text: str) -> list[Span]:
    if sum(span.end - span.start for span in spans) <= _MOST_CHARACTERS:
        return spans
    wanted = {term.key for term in content(terms(rubric_text))}

    def nearness(span: Span) -> float:
        found = {term.key for term in terms(text[span.start : span.end])} & wanted
        return sum(rarity(key) for key in sorted(found))

    room, chosen = _MOST_CHARACTERS, []
    for span in sorted(spans, key=lambda s: (-nearness(s), s.start)):
        if span.end - span.start <= room:
            chosen.append(span)
            room -= span.end - span.start
    return sorted(chosen, key=lambda s: s.start)
