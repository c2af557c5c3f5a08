"""Makes the turn in which a question is put: its words in the sitting's manner, its clock running.

Pure; knows no model and no store. `new_turn(session, card, phrased, Kind.MAIN, now)`
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime

from interviewer.cards import Card
from interviewer.manner import Mode
from interviewer.phrasing.persona import spoken
from interviewer.phrasing.phrased import Phrased
from interviewer.questions import seed_of
from interviewer.session import Kind, Session, Turn, live, reason_of
from interviewer.words import say


def new_turn(
    session: Session,
    card: Card,
    phrased: Phrased,
    kind: Kind,
    now: datetime,
    target: str | None = None,
) -> Turn:
    """The next turn of a sitting: a question of its own, or one about `target`."""
    manner, lang = session.manner, session.lang
    main = kind is Kind.MAIN
    seed = seed_of(session.id, card.id, target or "")
    text = spoken(phrased.text, manner.persona, lang, follow_up=not main, seed=seed)
    if manner.answer_in is not None:
        text = f"{text} {say(f'answer_in_{manner.answer_in}', lang)}"
    taught = main and manner.mode is Mode.TEACH
    return Turn(
        id=uuid.uuid4().hex,
        number=len(session.turns) + 1,
        card_id=card.id,
        kind=kind,
        question=text,
        phrased_by=phrased.by.value,
        refused=phrased.refused,
        target=target,
        asked=now,
        since=None if taught else now,
        taught=taught,
        why=reason_of(session, card.id) if main else None,
    )


def put_again(session: Session, now: datetime) -> Turn | None:
    """The question that a return to an earlier one had pushed aside, to be put once more."""
    last = session.current
    if last is None or last.kind is not Kind.BACK:
        return None
    put = {(turn.card_id, turn.kind, turn.target) for turn in live(session)}
    pushed = [
        turn
        for turn in session.turns
        if turn.aside and (turn.card_id, turn.kind, turn.target) not in put
    ]
    if not pushed:
        return None
    number = len(session.turns) + 1
    return replace(pushed[-1], id=uuid.uuid4().hex, number=number, aside=False, since=now)
