"""What was found out about one answer, before any fitted number has had its say.

Knows nothing of constants or scores. `read_answer(embedder, side, rubric, kept)` → Reading
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from interviewer.grade import Gate
from interviewer.grading.bearing import Aim, Bearing, Ground, aims, bearings, beliefs
from interviewer.grading.certain import certain
from interviewer.grading.claims import Clash, candidate, subjects_of
from interviewer.grading.denial import Signs, signs
from interviewer.grading.evidence import Evidence, evidence
from interviewer.grading.features import signals
from interviewer.grading.misconceptions import held
from interviewer.grading.passage import Passage, after, read, split
from interviewer.grading.points import point_row
from interviewer.grading.polarity import NEGATION, NOT_DENIAL
from interviewer.grading.roles import Names, Saying, exchanges, names_of, sayings
from interviewer.grading.rubric import Rubric
from interviewer.grading.statements import statements
from interviewer.grading.terms import content, terms
from interviewer.grading.text import Folded, Span, fold
from interviewer.grading.text import sentences as split_text
from interviewer.grading.wording import expressions
from interviewer.ports import Embedder, TokenVectors, Vectors

_NEAR = 0.25
_DOUBT = re.compile(r"\b(?:wrong|false|untrue|incorrect|myth)\b|错误|不对|有误|谣言|误解")


@dataclass(frozen=True, eq=False)
class RubricSide:
    """A rubric made ready once and used for every answer to its question."""

    question: Passage
    references: tuple[Passage, ...]
    points: tuple[Passage, ...]
    misconceptions: tuple[Passage, ...]

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Terms that tell apart the things the rubric speaks of."""
        texts = [p.text for p in (*self.references, *self.points)]
        return subjects_of(texts, self.question.text)

    @cached_property
    def aims(self) -> tuple[Aim, ...]:
        """The key points, each with what sets it apart from the others."""
        return aims(self.points, self.question)

    @cached_property
    def claims(self) -> tuple[Aim, ...]:
        """The known misconceptions likewise."""
        return aims(self.misconceptions, self.question)

    @cached_property
    def homes(self) -> tuple[int, ...]:
        """For each misconception the key point nearest to it."""
        return tuple(
            max(range(len(self.points)), key=lambda i: float(self.points[i].vector @ m.vector))
            for m in self.misconceptions
        )

    @cached_property
    def names(self) -> Names:
        """The things the rubric tells apart."""
        return names_of(self.question.text, (*self.references, *self.points))

    @cached_property
    def sayings(self) -> tuple[Saying, ...]:
        """What references and points say of each of them."""
        if len(self.names) < 2:
            return ()
        of_points = [s for i, p in enumerate(self.points) for s in sayings(p, self.names, i)]
        of_references = [s for r in self.references for s in sayings(r, self.names)]
        return (*of_points, *of_references)

    @cached_property
    def statement_vectors(self) -> Vectors:
        """(n, d) sentences of the references, and the key points."""
        points = np.stack([p.vector for p in self.points])
        return np.concatenate([*(r.sentence_vectors for r in self.references), points])

    @cached_property
    def known(self) -> frozenset[str]:
        """All terms of references and points."""
        return frozenset[str]().union(*(p.keys for p in (*self.references, *self.points)))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """Terms of references and points that the question does not have."""
        return self.known - self.question.keys

    @cached_property
    def expressions(self) -> frozenset[str]:
        """Expressions of references and points."""
        return expressions(self.reference_text)

    @cached_property
    def reference_text(self) -> str:
        """All references and points, folded."""
        return "\n".join(p.text for p in (*self.references, *self.points))

    @cached_property
    def stated(self) -> frozenset[str]:
        """The clauses and sentences of all references and points."""
        texts = (p.text for p in (*self.references, *self.points))
        return frozenset(s.text for text in texts for s in statements(text))


@dataclass(frozen=True, eq=False)
class Reading:
    """Signals of an answer: for the whole (`signals`), and for each key point.

    `candidates` are statements that look like a denial of a point. `similarity` is the
    greatest cosine to a reference, `given` the rubric's. `granted` marks points for which
    words stand in the answer that were once accepted. `bearings`, `signs` and `quotes` (the words to show) are given
    for each key point. `gates` cap but did not stop. `word_for_word` says that every key point
    stands in the answer as it is written: nobody who does that is out to deceive.
    """

    answer: Folded
    weights: tuple[float, ...]
    evidence: tuple[Evidence, ...]
    point_rows: tuple[tuple[float, ...], ...]
    candidates: tuple[Clash | None, ...]
    signals: dict[str, float]
    similarity: float
    given: bool
    granted: tuple[bool, ...]
    gates: tuple[Gate, ...] = ()
    bearings: tuple[Bearing, ...] = ()
    signs: tuple[Signs, ...] = ()
    quotes: tuple[Span, ...] = ()
    word_for_word: bool = False

    @property
    def refuted(self) -> float:
        """The share of the weight of all key points that the answer denies for certain, 0..1."""
        certainly = (c is not None and c.certain for c in self.candidates)
        wrong = sum(w for w, c in zip(self.weights, certainly, strict=True) if c)
        return wrong / sum(self.weights)

    @property
    def near(self) -> float:
        """How much of the best reference is meant, and how much of the answer means it; 0..2."""
        return self.signals["token_recall"] + self.signals["token_new_precision"]

    @property
    def terms(self) -> int:
        """How many terms of its own the answer has."""
        return round(math.exp(self.signals["answer_length"])) - 1


def rubric_side(embedder: Embedder, rubric: Rubric) -> RubricSide:
    """Embed everything of a rubric."""
    points = [p.text for p in rubric.points]
    claims = [m.claim for m in rubric.misconceptions]
    texts = [fold(t) for t in (rubric.question, *rubric.references, *points, *claims)]
    first = 1 + len(rubric.references)
    references = read(embedder, texts[1:first], rubric.aliases, question=texts[0].text)
    question, *others = read(embedder, [texts[0], *texts[first:]], rubric.aliases)
    last = len(points)
    return RubricSide(question, tuple(references), tuple(others[:last]), tuple(others[last:]))


def read_answer(
    embedder: Embedder, side: RubricSide, rubric: Rubric, kept: Folded, gates: tuple[Gate, ...]
) -> Reading:
    """Embed what is kept of an answer and compute all its signals."""
    accepted = tuple(part for _, words in rubric.precedents for part in _parts(words))
    kept, known = _to_the_point(embedder, side, kept, accepted)
    answer = read(embedder, [kept], rubric.aliases, known, side.question.text)[0]
    found = [evidence(point, side.question, answer) for point in side.points]
    denied = _candidates(side, answer)
    granted = _granted(rubric, kept)
    for index in granted:
        denied[index] = None
    ground = Ground.of(answer)
    borne = bearings(side.aims, ground)
    return Reading(
        kept,
        tuple(point.weight for point in rubric.points),
        tuple(found),
        tuple(point_row(e, p, side.references) for e, p in zip(found, side.points, strict=True)),
        tuple(denied),
        signals(side.question, side.references, answer),
        max(float(reference.vector @ answer.vector) for reference in side.references),
        rubric.given,
        tuple(index in granted for index in range(len(found))),
        gates,
        tuple(borne),
        tuple(_signs(side, answer, ground, denied)),
        tuple(granted.get(index, b.span) for index, b in enumerate(borne)),
        all(_letters(point.text) in _letters(kept.text) for point in side.points),
    )


def _signs(
    side: RubricSide, answer: Passage, ground: Ground, denied: list[Clash | None]
) -> list[Signs]:
    said = sayings(answer, side.names) if side.sayings else []
    held_ = beliefs(side.claims, side.aims, ground)
    believed = list(zip(side.homes, held_, strict=True))
    points = [p.text for p in side.points]
    return signs(denied, exchanges(side.sayings, said), believed, points, answer.text)


def _candidates(side: RubricSide, answer: Passage) -> list[Clash | None]:
    asked, stated = side.question.text, side.stated
    found = [candidate(p, side.subjects, asked, answer, stated) for p in side.points]
    references, points = ([p.text for p in of] for of in (side.references, side.points))
    for index, clash in certain(asked, references, points, answer.text).items():
        known = found[index]
        found[index] = known if known is not None and known.certain else clash
    text = side.reference_text
    for index, clash in held(side.misconceptions, side.points, answer, text).items():
        found[index] = clash
    return found


def _granted(rubric: Rubric, answer: Folded) -> dict[int, Span]:
    """Points whose accepted words (`precedents`) stand in the answer, undenied, and where."""
    places = {point.text: index for index, point in enumerate(rubric.points)}
    found = {}
    for point, words in rubric.precedents:
        spans = [_place(answer.text, part) for part in _parts(words)]
        stand = [s for s in spans if s is not None and not _turned(answer.text, s)]
        if point in places and stand and len(stand) == len(spans):
            found[places[point]] = Span(min(s.start for s in stand), max(s.end for s in stand))
    return found


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _parts(words: str) -> list[str]:
    """Accepted words sentence by sentence, folded: an answer may end them otherwise."""
    text = fold(words).text
    return [part for s in split_text(text) if (part := text[s.start : s.end].strip())]


def _place(text: str, part: str) -> Span | None:
    start = text.find(part)
    return None if start < 0 else Span(start, start + len(part))


def _turned(text: str, span: Span) -> bool:
    """Whether the sentence around accepted words denies them ("it is not true that …")."""
    around = [s for s in split_text(text) if s.start < span.end and span.start < s.end]
    outside = "".join(
        text[s.start : max(s.start, span.start)] + " " + text[min(s.end, span.end) : s.end]
        for s in around
    )
    return bool(NEGATION.search(NOT_DENIAL.sub(" ", outside)) or _DOUBT.search(outside))


def _to_the_point(
    embedder: Embedder, side: RubricSide, kept: Folded, accepted: tuple[str, ...]
) -> tuple[Folded, dict[str, TokenVectors]]:
    """Without sentences that have nothing to do with the rubric, as long as others have.

    Chatter and words meant for the grader so change no score, however they are dressed.
    A sentence stays when it shares a term or an expression with the rubric, is near it, or
    holds words that were `accepted` once.
    """
    spans = split(kept)
    texts = [kept.text[s.start : s.end] for s in spans]
    # The whole comes along: in nearly all answers every sentence stays.
    together = list(dict.fromkeys([kept.text, *texts, after(side.question.text, kept.text)]))
    known = dict(zip(together, embedder.tokens(together), strict=True))
    vectors = np.stack([known[text].whole for text in texts])
    nearness = (vectors @ side.statement_vectors.T).max(axis=1)
    stays = [
        span
        for span, text, near in zip(spans, texts, nearness, strict=True)
        if near >= _NEAR or _shares(text, side) or any(part in text for part in accepted)
    ]
    return (kept.keep([[s] for s in stays]) if 0 < len(stays) < len(spans) else kept), known


def _shares(text: str, side: RubricSide) -> bool:
    said = {term.key for term in content(terms(text))}
    return bool(said & side.wanted) or bool(expressions(text) & side.expressions)
