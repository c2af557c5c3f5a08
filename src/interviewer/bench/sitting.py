"""A scripted sitting of twenty questions, timed: as the page plays it, and naively.

As the page: the next wordings are prepared while the learner types, the answer is read at a
pause before it is sent, and the critique comes after the next question. Naively: nothing is
prepared, the critique comes first, and every wording is waited for. Knows nothing of the command
line. `play(parts, Lang.EN)`
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from interviewer.cards import Card, Lang
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.parts import Parts
from interviewer.phrasing.phrased import PhrasedBy
from interviewer.ports import ChatModel, Message
from interviewer.questions import Questions
from interviewer.session import Session, Turn

QUESTIONS = 20
# Nobody types an answer faster; wordings that are not ready by then are not waited for.
TYPING_SECONDS = 20.0
_FOREVER = 600.0


@dataclass
class Times:
    """Seconds of one sitting, one value a turn, and tokens after submit (None if not counted)."""

    acknowledged: list[float] = field(default_factory=list)
    graded: list[float] = field(default_factory=list)
    next_shown: list[float] = field(default_factory=list)
    first_piece: list[float] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    evaluated: int = 0
    new: int = 0
    by_model: int = 0
    turns: int = 0


class _Timed:
    """The model, noting how long the first piece of each reply took."""

    def __init__(self, model: ChatModel, times: Times) -> None:
        self._model, self._times = model, times
        self.name = model.name
        self.english_only = bool(getattr(model, "english_only", False))

    def stream(self, messages: Sequence[Message], **options: Any) -> Iterator[str]:
        start, first = time.perf_counter(), True
        for piece in self._model.stream(messages, **options):
            if first:
                self._times.first_piece.append(time.perf_counter() - start)
                first = False
            yield piece

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        return self._model.choose(messages, options)

    def cancel(self, thread: int | None = None) -> None:
        cancel = getattr(self._model, "cancel", None)
        if cancel is not None:
            cancel(thread)

    def counted(self) -> tuple[int, int]:
        """Tokens evaluated and new so far; (0, 0) where the model does not count."""
        return (
            getattr(self._model, "evaluated_tokens", 0),
            getattr(self._model, "new_tokens", 0),
        )


def play(parts: Parts, lang: Lang, *, turns: int = QUESTIONS, ahead: bool = True) -> Times:
    """Play one sitting of up to this many questions, follow-ups among them."""
    model = parts.model()
    assert model is not None
    times = Times()
    timed = _Timed(model, times)
    questions = Questions() if ahead else Questions(patience=_FOREVER)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "sitting.sqlite3") as store:
        store.put_cards([(card, status) for card, status in parts.store.cards()], origin="pack")
        interviewer = Interviewer(store, parts.grader, lambda: timed, _questions=questions)
        session = interviewer.start(parts.library.cards(), count=turns, lang=lang, seed=1)
        session = interviewer.advance(session.id)
        while session.finished is None and times.turns < turns:
            session = _turn(interviewer, questions, session, timed, times, ahead=ahead)
    return times


def _turn(
    interviewer: Interviewer,
    questions: Questions,
    session: Session,
    timed: _Timed,
    times: Times,
    *,
    ahead: bool,
) -> Session:
    store, turn = interviewer.store, session.current
    assert turn is not None
    times.turns += 1
    times.by_model += turn.phrased_by == PhrasedBy.MODEL.value
    if ahead:
        interviewer.prepare(session.id)
        questions.settled(TYPING_SECONDS)
    text = _answer(store.card(turn.card_id), turn, times.turns)
    if ahead:
        interviewer.read_ahead(session.id, turn.id, text)
    before = timed.counted()
    start = time.perf_counter()
    interviewer.answer(session.id, turn.id, f"click-{turn.number}", text)
    times.acknowledged.append(time.perf_counter() - start)
    graded = time.perf_counter()
    interviewer.grade(session.id)
    times.graded.append(time.perf_counter() - graded)

    def criticise() -> None:
        for _ in interviewer.critique(session.id, turn.id):
            pass

    steps: list[Callable[[], object]] = [lambda: interviewer.next_question(session.id), criticise]
    for step in steps if ahead else reversed(steps):
        step()
        if step is steps[0]:
            times.next_shown.append(time.perf_counter() - start)
    times.waited.append(time.perf_counter() - start if not ahead else times.next_shown[-1])
    after = timed.counted()
    times.evaluated += after[0] - before[0]
    times.new += after[1] - before[1]
    return store.session(session.id)


def _answer(card: Card, turn: Turn, number: int) -> str:
    """By turns: one point, all of them, half of them, something else."""
    points = [point.text for point in card.key_points]
    if turn.target is not None and number % 2:
        return turn.target
    kept = (points[:1], points, points[: (len(points) + 1) // 2], points[-1:])[number % 4]
    return " ".join(kept)


def figures(parts: Parts, lang: Lang, turns: int = QUESTIONS) -> dict[str, float]:
    """Figures of a sitting in one language, beside the same one played naively."""
    times = play(parts, lang, turns=turns)
    naive = play(parts, lang, turns=turns, ahead=False)
    found = {
        "turns": float(times.turns),
        "by_model": times.by_model / times.turns,
        "acknowledged_ms": 1000 * median(times.acknowledged),
        "grade_ms": 1000 * median(times.graded),
        "grade_p95_ms": 1000 * _p95(times.graded),
        "next_p95_ms": 1000 * _p95(times.next_shown),
        "next_within_150_ms": sum(t <= 0.15 for t in times.next_shown) / len(times.next_shown),
        "wait_seconds": sum(times.waited),
        "naive_wait_seconds": sum(naive.waited),
    }
    if times.first_piece:
        found["first_token_ms"] = 1000 * median(times.first_piece)
    if times.new:
        found["evaluated_after_submit"] = float(times.evaluated)
        found["new_after_submit"] = float(times.new)
        found["evaluated_to_new"] = times.evaluated / times.new
    return {f"{lang.value}_{name}": value for name, value in found.items()}


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
