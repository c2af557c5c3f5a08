"""READ FIRST. The interview: the loop that wires everything else.

    choose cards ─▶ put a question ─▶ keep the answer ─▶ grade ─▶ critique
                         ▲                                │
                         └── follow-up on the gap, or the next card, or the end

Every step reads the sitting from the store and writes what it did, so that a process
killed between two steps goes on at the same place. Knows the models only by their
interfaces, and nothing of the screen. `interviewer ask` runs it in a terminal.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from interviewer import codec
from interviewer.assessing import LONGEST_ANSWER, Assessor, up_to
from interviewer.cards import Card, Lang, in_language
from interviewer.choosing import planned
from interviewer.clock import time_is_up
from interviewer.controls import Controls
from interviewer.errors import InputError, ModelError
from interviewer.followup import next_angle, next_target
from interviewer.grade import Grade
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.intents import Intent, intent_of
from interviewer.line import Line
from interviewer.manner import STANDARD, Manner, Mode, timed
from interviewer.phrasing.critique import critique
from interviewer.phrasing.phrased import Phrased, PhrasedBy
from interviewer.ports import ChatModel
from interviewer.putting import new_turn, put_again
from interviewer.questions import Questions, seed_of
from interviewer.report import Report, report_of
from interviewer.selection import Alike, askable
from interviewer.session import (
    Confidence,
    Kind,
    Session,
    Step,
    Turn,
    answer_text,
    asked_points,
    held_of,
    live,
    questions_left,
    step_of,
    turns_of,
    unanswered,
)
from interviewer.unavailable import UnavailableChat
from interviewer.words import say


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Interviewer:
    """Runs sittings. `grader` and `model` are made at first use; `model` gives None for no LLM.

    `likeness` gives how alike two of some cards are. Who shares a grader shares its line, `grading`.
    """

    store: Store
    grader: Callable[[], Grader]
    model: Callable[[], ChatModel | None]
    now: Callable[[], datetime] = utc_now
    likeness: Callable[[Sequence[Card]], Alike] | None = None
    grading: Line = field(default_factory=Line)
    _questions: Questions = field(default_factory=Questions)

    def start(
        self,
        cards: Sequence[Card],
        *,
        topics: Sequence[str] = (),
        count: int = 5,
        lang: Lang = Lang.EN,
        seed: int | None = None,
        manner: Manner = STANDARD,
    ) -> Session:
        """Begin a sitting of up to `count` questions. Raises InputError when nothing can be asked.

        Without a seed each sitting is another one.
        """
        session_id = uuid.uuid4().hex[:12]
        pool = askable(in_language(cards, lang), topics)
        if not pool:
            raise InputError(
                "No question with a reference answer is in this choice. "
                "Choose another topic, or import notes that have answers."
            )
        seed = int(session_id, 16) if seed is None else seed
        now = self.now()
        near = None if self.likeness is None else self.likeness(pool)
        chosen = planned(self.store, pool, count, seed=seed, now=now, mode=manner.mode, near=near)
        session = Session(
            id=session_id,
            started=now,
            lang=lang,
            topics=tuple(topics),
            plan=tuple(card.choice.card.id for card in chosen),
            reasons=tuple(card.choice.reason for card in chosen),
            held=tuple(card.held for card in chosen),
            manner=timed(manner, len(chosen)),
        )
        self.store.put_session(session)
        return session

    def advance(self, session_id: str) -> Session:
        """Take every step that needs no answer: grade what is ungraded, put the next question.

        Returns the sitting waiting for an answer, or finished.
        """
        session = self.store.session(session_id)
        if step_of(session) is Step.GRADE:
            session = self.grade(session_id)
        if step_of(session) is Step.QUESTION:
            session = self.next_question(session_id)
        return session

    def next_question(self, session_id: str) -> Session:
        """Put the next question: a follow-up on the weightiest gap, else the next card, else end."""
        session = self.store.session(session_id)
        if step_of(session) is not Step.QUESTION:
            return session
        turn = (
            put_again(session, self.now()) or self._follow_up(session) or self._next_card(session)
        )
        if turn is None:
            return self.finish(session_id)
        self.store.ask(session_id, turn)
        return self.store.session(session_id)

    def answer(
        self,
        session_id: str,
        turn_id: str,
        client_id: str,
        text: str,
        confidence: Confidence | None = None,
    ) -> Session:
        """Keep an answer. It is on the disk when this returns; sent twice, it is kept once.

        Raises InputError for an answer that is empty or longer than 200,000 characters.
        """
        text = codec.storable(text)
        if not text.strip():
            raise InputError("The answer is empty. Write something, or skip the question.")
        if len(text) > LONGEST_ANSWER:
            raise InputError(
                f"The answer has {len(text):,} characters; {LONGEST_ANSWER:,} is the most. "
                "Shorten it and send it again."
            )
        self._questions.stop()
        self.controls.answering(self.store.session(session_id), turn_id, confidence)
        kept = self.store.record_answer(turn_id, client_id, text, self.now())
        session = self.store.session(session_id)
        if not kept and session.turn(turn_id).answer != text:
            raise InputError("This question was answered or skipped in another window.")
        return session

    def read_ahead(self, session_id: str, turn_id: str, text: str) -> None:
        """While the learner pauses: read what would be graded if it were sent now.

        Nothing is kept of it. Raises ModelError when the embedding model fails.
        """
        session = self.store.session(session_id)
        turn, text = session.current, codec.storable(text)
        asked = turn is not None and turn.id == turn_id and step_of(session) is Step.ANSWER
        if turn is not None and asked and text.strip() and not session.manner.graded_at_end:
            self.assessor.read_ahead(session, replace(turn, answer=text))

    def has_read(self, session_id: str) -> bool:
        """Whether the answer that waits for its grade was read ahead: it is graded at once."""
        session = self.store.session(session_id)
        turn = session.current
        waits = turn is not None and step_of(session) is Step.GRADE
        return turn is not None and waits and self.assessor.has_read(session, turn)

    def grade(self, session_id: str) -> Session:
        """Grade the answer that waits for it. What cannot be graded says so and why."""
        session = self.store.session(session_id)
        turn = session.current
        if turn is None or step_of(session) is not Step.GRADE:
            return session
        self.store.put_grade(turn.id, self.assessor.of_turn(session, turn), self.now())
        return self.store.session(session_id)

    def grade_again(self, session_id: str, turn_id: str) -> Session:
        """Grade an answer once more, for one that could not be graded."""
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if turn.answer is not None:
            self.store.put_grade(turn.id, self.assessor.of_turn(session, turn), self.now())
        return self.store.session(session_id)

    def critique(self, session_id: str, turn_id: str) -> Iterator[str]:
        """The critique so far, growing by one checked sentence at a time; kept at the end."""
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if turn.grade is None or turn.grade.score is None or turn.kind is Kind.STRETCH:
            return
        if turn.grade.critique is not None:
            yield turn.grade.critique
            return
        card = self.store.card(turn.card_id)
        answer = answer_text(up_to(session, turn))
        said: list[Phrased] = []
        for sentence in critique(
            card, answer, turn.grade, session.lang, self._voice(session.lang), seed=seed_of(turn.id)
        ):
            said.append(sentence)
            yield joined(said, session.lang)
        self._keep_critique(session, turn, said)

    def intent_of(self, session_id: str, text: str) -> Intent | None:
        """What a learner wants who does not answer the question at hand; None for an answer."""
        turn = self.store.session(session_id).current
        reference = None if turn is None else self.store.card(turn.card_id).reference
        return intent_of(text, reference or "")

    @property
    def assessor(self) -> Assessor:
        """What grades answers, in a sitting or outside of one."""
        return Assessor(self.store, self.grader, self.grading)

    @property
    def controls(self) -> Controls:
        """Pause, back, skip, hints: all that needs neither grader nor model."""
        return Controls(self.store, self.now)

    def finish(self, session_id: str) -> Session:
        """End a sitting, early or not. An answer that waits is graded first."""
        session = self.grade(session_id)
        if session.manner.graded_at_end:
            session = self._grade_all(session)
        if session.finished is None:
            self.store.put_session(replace(session, finished=self.now(), paused=False))
        return self.store.session(session_id)

    def report(self, session_id: str) -> Report:
        """The sitting summed up."""
        session = self.store.session(session_id)
        cards = {turn.card_id: self.store.card(turn.card_id) for turn in session.turns}
        return report_of(session, cards, self.store.beside(session))

    def critique_pasted(self, card: Card, answer: str, grade: Grade, lang: Lang) -> Iterator[str]:
        """The critique of a pasted answer, growing by one checked sentence at a time."""
        if grade.score is None:
            return
        said: list[Phrased] = []
        for sentence in critique(card, answer, grade, lang, self._voice(lang), seed=0):
            said.append(sentence)
            yield joined(said, lang)

    def _voice(self, lang: Lang) -> ChatModel | None:
        """The model, where it can write this language; else one that says that it cannot."""
        model = self.model()
        if model is not None and lang is Lang.ZH and getattr(model, "english_only", False):
            return UnavailableChat(model.name, ModelError(say("english_only", lang)))
        return model

    def _grade_all(self, session: Session) -> Session:
        """Grade what an exam kept; a question that was put and not answered has earned nothing."""
        for turn in session.turns:
            if turn.answer is not None and turn.grade is None:
                now = self.store.session(session.id)
                self.store.put_grade(turn.id, self.assessor.of_turn(now, turn), self.now())
        for card_id in dict.fromkeys(turn.card_id for turn in live(session)):
            turns = turns_of(session, card_id)
            if all(turn.answer is None for turn in turns):
                nothing = unanswered(self.store.card(card_id))
                self.store.put_grade(turns[0].id, nothing, self.now())
        return self.store.session(session.id)

    def _follow_up(self, session: Session) -> Turn | None:
        last = session.current
        if last is None or last.skipped or last.grade is None or last.kind is Kind.BACK:
            return None
        card, depth = self.store.card(last.card_id), session.manner.depth
        asked, held = asked_points(session, card.id), held_of(session, card.id)
        target = next_target(last.grade, asked, most=depth, held=held)
        if target is not None:
            phrased = self._questions.follow_up(session, card, target, self._voice(session.lang))
            about = target.point.text
            return new_turn(session, card, phrased, Kind.FOLLOW_UP, self.now(), about)
        if session.manner.mode is not Mode.INTERVIEW:
            return None
        angle = next_angle(last.grade, asked, card.angles, most=depth)
        if angle is None:
            return None
        phrased = self._questions.beyond(session, angle)
        return new_turn(session, card, phrased, Kind.STRETCH, self.now(), angle)

    def _next_card(self, session: Session) -> Turn | None:
        left = questions_left(session)
        if not left or time_is_up(session, self.now()):
            return None
        card = self.store.card(left[0])
        phrased = self._questions.main(session, card, self._voice(session.lang))
        return new_turn(session, card, phrased, Kind.MAIN, self.now())

    def prepare(self, session_id: str) -> None:
        """While the learner types: embed the rubric, begin to word what is likely asked next."""
        session = self.store.session(session_id)
        model, turn = self._voice(session.lang), session.current
        if turn is None or step_of(session) is not Step.ANSWER:
            return
        card = self.store.card(turn.card_id)
        rubric, grader = self.assessor.rubric(card), self.grader()
        with self.grading:
            grader.prepare(rubric)
        if model is None:
            return
        coming = [self.store.card(card_id) for card_id in questions_left(session)[:1]]
        self._questions.prepare(session, card, coming, model, first=grader.brief(rubric))

    def _keep_critique(self, session: Session, turn: Turn, said: Sequence[Phrased]) -> None:
        if turn.grade is None:
            return
        by_model = any(sentence.by is PhrasedBy.MODEL for sentence in said)
        refused = tuple(dict.fromkeys(part.refused for part in said if part.refused))
        self.store.put_turn(
            session.id,
            replace(
                turn, critique_by="model" if by_model else "composed", critique_refused=refused
            ),
        )
        text = joined(said, session.lang)
        self.store.put_grade(turn.id, replace(turn.grade, critique=text), self.now())


def joined(sentences: Sequence[Phrased], lang: Lang) -> str:
    """Released sentences as one text; Chinese needs no space between them."""
    return ("" if lang is Lang.ZH else " ").join(part.text for part in sentences if part.text)
