"""What a learner does with a sitting besides answering: pause, go back, read on, skip, ask for help.

Every act is on the disk when it returns. Asks no model. `Controls(store, now).pause(session_id)`
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from interviewer import clock
from interviewer.errors import InputError
from interviewer.hint import COSTS, clarified, hint
from interviewer.history.store import Store
from interviewer.intents import Intent
from interviewer.session import Confidence, Kind, Session, Step, Turn, live, step_of, turns_of
from interviewer.words import say


@dataclass(frozen=True)
class Controls:
    """Acts on sittings in the store; `now` is the clock."""

    store: Store
    now: Callable[[], datetime]

    def pause(self, session_id: str) -> Session:
        """Stop the clock until `go_on`."""
        session = self.store.session(session_id)
        if step_of(session) is Step.NOTHING or session.paused:
            return session
        if session.current is not None:
            self.store.put_turn(session_id, clock.stopped(session.current, self.now()))
        self.store.put_session(replace(session, paused=True))
        return self.store.session(session_id)

    def go_on(self, session_id: str) -> Session:
        """End a pause. Also for a sitting left open: the time it lay there does not count."""
        session = self.store.session(session_id)
        turn = session.current
        if turn is not None and turn.waits:
            self.store.put_turn(session_id, replace(turn, since=self.now()))
        if session.paused:
            self.store.put_session(replace(session, paused=False))
        return self.store.session(session_id)

    def read(self, session_id: str, turn_id: str) -> Session:
        """The reference of a lesson was read; from now on the clock runs and an answer is due."""
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if turn.taught and not turn.read and turn.waits:
            self.store.put_turn(session_id, replace(turn, read=True, since=self.now()))
        return self.store.session(session_id)

    def skip(self, session_id: str, turn_id: str) -> Session:
        """Pass over a question. It stays out of the score, but in an exam counts as nothing."""
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if turn.waits:
            self.store.put_turn(session_id, clock.stopped(turn, self.now()))
            self.store.skip(turn_id)
        return self.store.session(session_id)

    def back(self, session_id: str) -> Session:
        """Put the question before the open one again; what is answered adds to what was said.

        From a question put again so, the one before that. The open question is set aside and
        comes after it. Raises InputError where there is none to go back to.
        """
        session = self.store.session(session_id)
        turn = session.current
        card_id = earlier(session)
        if turn is None or not turn.waits or card_id is None:
            raise InputError("There is no earlier question to go back to.")
        if turn.kind is Kind.BACK:
            self.store.skip(turn.id)
        else:
            self.store.put_turn(session_id, replace(clock.stopped(turn, self.now()), aside=True))
        first = turns_of(session, card_id)[0]
        self.store.put_turn(
            session_id,
            Turn(
                id=uuid.uuid4().hex,
                number=len(session.turns) + 1,
                card_id=card_id,
                kind=Kind.BACK,
                question=first.question,
                phrased_by=first.phrased_by,
                refused=first.refused,
                asked=self.now(),
                since=self.now(),
            ),
        )
        return self.store.session(session_id)

    def answering(self, session: Session, turn_id: str, confidence: Confidence | None) -> None:
        """Stop the clock of a question that is being answered, and keep how sure the learner is."""
        turn = session.turn(turn_id)
        if turn.waits:
            stopped = clock.stopped(turn, self.now())
            self.store.put_turn(session.id, replace(stopped, confidence=confidence))

    def aid(self, session_id: str, turn_id: str, intent: Intent) -> str:
        """The reply to a call for a hint, for the question once more, or for what it means."""
        if intent is Intent.HINT:
            return self.hint(session_id, turn_id)
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if intent is Intent.REPEAT:
            return turn.question
        return clarified(self.store.card(turn.card_id), turn.question, session.lang)

    def hint(self, session_id: str, turn_id: str) -> str:
        """The next of three hints to a question, each saying more, with what it costs."""
        session = self.store.session(session_id)
        turn = session.turn(turn_id)
        if not session.manner.hints_given:
            return say("hint_not_in_exam", session.lang)
        card = self.store.card(turn.card_id)
        step = min(turn.hints + 1, len(COSTS))
        text = hint(card, turn.target, step, session.lang)
        if turn.hints < len(COSTS) and turn.waits:
            self.store.put_turn(session_id, replace(turn, hints=step))
        cost = say("hint_cost_is", session.lang, cost=f"{sum(COSTS[:step]):.0f}")
        return f"{text} {cost}"


def earlier(session: Session) -> str | None:
    """The card asked before the open question, None where there is none."""
    turn = session.current
    if turn is None:
        return None
    asked = list(dict.fromkeys(t.card_id for t in live(session)))
    before = asked[: asked.index(turn.card_id)] if turn.card_id in asked else asked
    return before[-1] if before else None
