"""An appeal from the plea to its effect: judged, kept in the log, the answer graded again; undone.

Knows the interviewer and its store, nothing of the screen. `appeal(interviewer, session.id, turn.id, plea)`
"""

from __future__ import annotations

import uuid
from dataclasses import replace

from interviewer.appeal import Appeal, Plea
from interviewer.errors import InputError
from interviewer.grading.appeals import ruled
from interviewer.interview import Interviewer
from interviewer.session import Session, Turn, answer_text, turns_of


def appeal(
    interviewer: Interviewer, session_id: str, turn_id: str, plea: Plea
) -> tuple[Appeal, Session]:
    """Judge one key point of an answer again. Granted, it counts from now on, and the answers
    to this card in this sitting are graded again. Every appeal is kept in the log.

    Raises InputError for a question that has no grade yet.
    """
    session = interviewer.store.session(session_id)
    turn = next((one for one in session.turns if one.id == turn_id), None)
    if turn is None or turn.answer is None or turn.grade is None:
        raise InputError("This question has no grade yet, so there is nothing to appeal.")
    card = interviewer.store.card(turn.card_id)
    before = tuple(t for t in turns_of(session, turn.card_id) if t.number <= turn.number)
    # A grader is not made for several threads at once.
    with interviewer.grading:
        ruling = ruled(
            interviewer.grader(), interviewer.assessor.rubric(card), answer_text(before), plea
        )
    made = Appeal(
        id=uuid.uuid4().hex[:12],
        card_id=card.id,
        turn_id=turn.id,
        plea=replace(plea, quote=ruling.quote or plea.quote),
        refusal=ruling.refusal,
        made=interviewer.now(),
    )
    interviewer.store.put_appeal(made)
    return made, _graded_again(interviewer, session_id, turn) if made.holds else session


def undo(interviewer: Interviewer, appeal_id: str) -> Appeal:
    """Take back what a granted appeal taught; its answer is graded again without it.

    Raises InputError when there is none of that id that holds.
    """
    found = next((a for a in interviewer.store.appeals() if a.id == appeal_id and a.holds), None)
    if found is None:
        raise InputError(f"There is no appeal {appeal_id} in force. `interviewer appeal list`")
    undone = replace(found, undone=interviewer.now())
    interviewer.store.put_appeal(undone)
    for session in interviewer.store.sessions():
        turn = next((one for one in session.turns if one.id == found.turn_id), None)
        if turn is not None:
            _graded_again(interviewer, session.id, turn)
    return undone


def _graded_again(interviewer: Interviewer, session_id: str, first: Turn) -> Session:
    """The answers to one card graded again, from one turn on."""
    session = interviewer.store.session(session_id)
    for turn in turns_of(session, first.card_id):
        if turn.number >= first.number and turn.answer is not None:
            session = interviewer.grade_again(session_id, turn.id)
    return session
