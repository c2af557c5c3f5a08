"""The grader: a rubric and an answer in, a grade with its evidence out. The same every time.

Knows no file and no screen; a language model has a say only through `juror.py`, and a
critique is written later from the grade.
`Grader(load_embedder()).grade(Rubric.from_texts("What is a queue?", ["First in, first out."]), "FIFO")`
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import replace

from interviewer.cards import KeyPoint
from interviewer.errors import GradingError, ModelError
from interviewer.grade import Gate, Grade, Judge, PointVerdict, Status, Verdict
from interviewer.grading.constants import Arrays, Constants
from interviewer.grading.fusion import (
    Judged,
    Settled,
    coverage,
    first_verdict,
    given_verdict,
    refuted,
    related,
    settle,
    settle_given,
    stated_nothing,
    suspected,
)
from interviewer.grading.gates import gates
from interviewer.grading.judging import as_written
from interviewer.grading.juror import Heard, Juror
from interviewer.grading.model import share, trick
from interviewer.grading.opinion import Blend, blended
from interviewer.grading.reading import Reading, RubricSide, read_answer, rubric_side
from interviewer.grading.rubric import Rubric
from interviewer.grading.selection import select
from interviewer.grading.text import fold
from interviewer.grading.verdicts import stances
from interviewer.grading.weighing import Weighed, weigh
from interviewer.ports import ChatModel, Embedder

VERSION = 4
_REMEMBERED = 64
_READ_AHEAD = 16
_UNSURE_MOVE = 12.0
_TRICKED = "the words fit, but too little is said to be sure that they are meant"
_NO_REFERENCE = "there is no reference answer yet: write one in the notes, then grade again"


class Grader:
    """Grades answers; keeps the last 64 rubrics embedded, and the last 16 answers read ahead.

    Not for several threads at once.
    """

    def __init__(
        self,
        embedder: Embedder,
        constants: Constants | None = None,
        juror: Callable[[], Juror | None] | None = None,
    ) -> None:
        self.embedder = embedder
        self._juror = juror or (lambda: None)
        self._constants = constants or Constants.shipped()
        self._sides: OrderedDict[Rubric, RubricSide] = OrderedDict()
        self._ahead: OrderedDict[tuple[Rubric, str], Reading | tuple[Gate, ...]] = OrderedDict()

    @property
    def fingerprint(self) -> str:
        """Grader version, constants and embedder: the same gives the same grade.

        A grade in which a language model had a say adds the model and its weight.
        """
        return f"grader-{VERSION}/{self._constants.hash}/{self.embedder.name}"

    def prepare(self, rubric: Rubric) -> None:
        """Embed a rubric ahead of its first answer, which is then graded sooner and the same."""
        if rubric.references and rubric.points:
            self._side(rubric)

    def read_ahead(self, rubric: Rubric, answers: Iterable[str]) -> None:
        """Read answers that may be sent: their grades then take a tenth of the time, and are the same.

        Raises ModelError when the embedding model fails.
        """
        if not rubric.references or not rubric.points:
            return
        for answer in answers:
            self._ahead[rubric, answer] = self.read(rubric, answer)
        while len(self._ahead) > _READ_AHEAD:
            self._ahead.popitem(last=False)

    def has_read(self, rubric: Rubric, answer: str) -> bool:
        """Whether this answer was read ahead."""
        return (rubric, answer) in self._ahead

    def brief(self, rubric: Rubric) -> Callable[[ChatModel], None]:
        """Has a language model that will be heard read the rubric ahead, when it is called."""

        def read(model: ChatModel) -> None:
            juror = self._juror()
            if juror is not None:
                juror.prepare(rubric, model)

        return read

    def grade(self, rubric: Rubric, answer: str) -> Grade:
        """Grade one answer. `critique` is left None. Raises GradingError when a model fails."""
        start = time.perf_counter()
        if not rubric.references or not rubric.points:
            return not_graded(_NO_REFERENCE)
        try:
            found = self._grade(rubric, answer)
        except ModelError as error:
            raise GradingError(f"the embedding model failed: {error}") from error
        seconds = time.perf_counter() - start
        parts = (self.fingerprint, rubric.taught, found.fingerprint)
        fingerprint = "/".join(part for part in parts if part)
        return replace(found, fingerprint=fingerprint, seconds=round(seconds, 4))

    def read(self, rubric: Rubric, answer: str) -> Reading | tuple[Gate, ...]:
        """The signals of an answer, or the gates that stopped it: what a fit learns from."""
        side = self._side(rubric)
        asked, reference = side.question.text, side.reference_text
        chosen = select(fold(answer), asked, reference)
        found = gates(chosen.kept, chosen.removed, asked, reference)
        if found and found != (Gate.KEYWORD_LIST,):
            return found
        left_out = (Gate.INSTRUCTIONS,) if chosen.removed else ()
        return read_answer(self.embedder, side, rubric, chosen.kept, found + left_out)

    def strengths(self, reading: Reading) -> tuple[float, ...]:
        """For each key point how surely it is covered by what was read, 0..1."""
        return weigh(reading, self._constants.arrays).strengths

    def contradicts(self, reading: Reading, index: int) -> bool:
        """Whether what was read denies the key point of this index."""
        weighed = weigh(reading, self._constants.arrays)
        settled = judge(reading, weighed, self._constants.arrays)
        return settled.points[index].verdict is Verdict.CONTRADICTED

    def _grade(self, rubric: Rubric, answer: str) -> Grade:
        reading = self._ahead.get((rubric, answer)) or self.read(rubric, answer)
        if not isinstance(reading, Reading):
            return _stopped(rubric, reading)
        arrays = self._constants.arrays
        weighed = weigh(reading, arrays)
        heard = self._heard(rubric, reading)
        settled = judge(reading, weighed, arrays, heard)
        found = _graded(rubric, reading, settled, answer)
        return replace(found, judge=heard.judge, fingerprint=heard.identity)

    def _heard(self, rubric: Rubric, reading: Reading) -> Heard:
        """What the language model says; of an answer without statements it is not asked."""
        juror = self._juror()
        if juror is None or Gate.KEYWORD_LIST in reading.gates:
            return Heard(Judge())
        return juror.heard(rubric, as_written(reading.answer))

    def _side(self, rubric: Rubric) -> RubricSide:
        if rubric not in self._sides:
            self._sides[rubric] = rubric_side(self.embedder, rubric)
            if len(self._sides) > _REMEMBERED:
                self._sides.popitem(last=False)
        self._sides.move_to_end(rubric)
        return self._sides[rubric]


def not_graded(why: str) -> Grade:
    """The grade of an answer that could not be graded, and the reason. It has no score."""
    return Grade(Status.NOT_GRADED, why=why)


def _stopped(rubric: Rubric, stopped: tuple[Gate, ...]) -> Grade:
    points = tuple(PointVerdict(point, Verdict.MISSING) for point in rubric.points)
    parts = (("coverage", 0.0), ("correctness", 1.0))
    return Grade(
        Status.GRADED, score=0.0, similarity=0.0, points=points, gates=stopped, breakdown=parts
    )


def judge(
    reading: Reading, weighed: Weighed, arrays: Arrays, heard: Heard | None = None
) -> Settled:
    """Verdicts and score from what was weighed, the forests, and a language model's say."""
    found = _alone(reading, weighed, arrays)
    if heard is not None and heard.opinions:
        found = blended(found, heard.opinions, heard.judge.weight, reading.weights)
    deceit = trick(weighed.row, arrays)
    # Of sentences that were only taken for key points less is known: suspicion comes sooner,
    # and a denial has to be plainer.
    looks_made_up = deceit >= float(arrays["trick_limit"][0 if reading.given else 1])
    limit = float(arrays["deny_limit"][0] if reading.given else arrays["claim_limit"][1])
    verdict = given_verdict if reading.given else first_verdict
    points = [
        Judged(weight, strength, verdict(strength, contradicted=doubt >= limit), doubt)
        for weight, strength, doubt in zip(
            reading.weights, found.strengths, found.doubts, strict=True
        )
    ]
    if Gate.KEYWORD_LIST in reading.gates:
        return stated_nothing(points, found.share)
    if reading.given:
        tricked = looks_made_up and not reading.word_for_word
        return settle_given(points, found.share, tricked=tricked)
    worth = refuted(suspected(found.share, deceit), reading.refuted)
    return settle(points, related(worth, reading.near, reading.terms), tricked=looks_made_up)


def doubt(settled: Settled, reading: Reading) -> str | None:
    """Why the signals disagree, which makes a grade unsure; or None."""
    if settled.tricked:
        return _TRICKED
    contradicted = any(p.verdict is Verdict.CONTRADICTED for p in settled.points)
    if settled.moved > _UNSURE_MOVE and not contradicted and not reading.gates:
        return "the overall fit and the verdicts on single points disagree"
    return None


def _alone(reading: Reading, weighed: Weighed, arrays: Arrays) -> Blend:
    """What the signals say without a model: written key points have forests of their own."""
    raw = share(weighed.row, arrays)
    if not reading.given:
        return Blend(weighed.strengths, weighed.doubts, raw)
    found = stances(reading, arrays)
    return Blend(tuple(s.covered for s in found), tuple(s.denied for s in found), raw)


def _graded(rubric: Rubric, reading: Reading, settled: Settled, answer: str) -> Grade:
    why = doubt(settled, reading)
    total = sum(p.weight for p in settled.points)
    wrong = sum(p.weight for p in settled.points if p.verdict is Verdict.CONTRADICTED)
    parts = (
        ("coverage", round(coverage(settled.points), 3)),
        ("correctness", round(1.0 - wrong / total, 3)),
    )
    return Grade(
        Status.UNSURE if why else Status.GRADED,
        why=why,
        score=settled.score,
        similarity=round(min(1.0, max(0.0, reading.similarity)), 4),
        points=tuple(
            _verdict(point, reading, settled, index, answer)
            for index, point in enumerate(rubric.points)
        ),
        gates=reading.gates,
        breakdown=parts,
    )


def _verdict(
    point: KeyPoint, reading: Reading, settled: Settled, index: int, answer: str
) -> PointVerdict:
    verdict = settled.points[index].verdict
    if verdict is Verdict.MISSING:
        return PointVerdict(point, Verdict.MISSING)
    clash = None
    if verdict is Verdict.CONTRADICTED:
        clash = reading.signs[index].clash if reading.given else reading.candidates[index]
    span = clash.span if clash else reading.quotes[index]
    start, end = reading.answer.span(span.start, span.end)
    because = clash.because if clash else None
    return PointVerdict(point, verdict, answer[start:end], start, end, because)
