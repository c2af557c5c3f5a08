"""The sitting as HTML: the questions put, the answers given, the grades below them.

Built from escaped values; knows nothing of Gradio. `conversation(session, cards, lang, {})`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from interviewer.cards import Card, Lang
from interviewer.reason import in_words
from interviewer.report import wording_note
from interviewer.session import (
    ANSWER_BREAK,
    Kind,
    Session,
    Turn,
    answer_text,
    grade_of,
    live,
    turns_of,
)
from interviewer.ui.feedback_html import feedback as feedback
from interviewer.ui.marks import highlighted as highlighted
from interviewer.ui.markup import band_words, fold
from interviewer.ui.markup import inline as inline
from interviewer.ui.markup import markdown as markdown
from interviewer.ui.markup import paragraph as paragraph
from interviewer.ui.markup import ring as ring
from interviewer.ui.report_html import report as report
from interviewer.words import say


def conversation(
    session: Session, cards: Mapping[str, Card], lang: Lang, critique: Mapping[str, str]
) -> str:
    """The sitting so far. `critique` holds, by turn id, a critique that is still growing."""
    parts = [_turn(session, turn, cards[turn.card_id], lang, critique) for turn in live(session)]
    current = session.current
    waiting = current.id if current and current.answer is None and not current.skipped else ""
    talk = (
        f'<div class="talk" role="region" aria-label="{escape(say("conversation", lang))}" '
        f'data-characters="{escape(say("characters", lang))}" '
        f'data-turn="{waiting}">{"".join(parts)}</div>'
    )
    if session.finished is None:
        return talk
    # In the end the report comes first; what led to it stands below, and can be folded away.
    return fold("conversation", say("conversation", lang), talk, name="past", wide=True)


def progress(session: Session, lang: Lang) -> str:
    """Which question of how many, and the topic it belongs to."""
    asked = len({turn.card_id for turn in session.turns})
    total = len(session.plan)
    # By time there is no telling how many questions there will be.
    open_end = session.manner.minutes is not None and session.finished is None
    number = "question_number" if open_end else "question_of"
    text = say(number, lang, number=asked, total=total)
    steps = "".join(_step(session, number, lang) for number in range(asked if open_end else total))
    return f'<div class="progress"><span>{escape(text)}</span><ol class="steps">{steps}</ol></div>'


def _step(session: Session, at: int, lang: Lang) -> str:
    """One question of the sitting: its score once it has one; a click leads back to it."""
    asked = list(dict.fromkeys(turn.card_id for turn in live(session)))
    if at >= len(asked):
        return f'<li><span class="number">{at + 1}</span></li>'
    turns = turns_of(session, asked[at])
    grade = None if _held_back(session) else grade_of(turns)
    name, icon, words = band_words(grade, lang)
    if grade is None and turns[-1] is session.current:
        name, icon, words = "now", "", say("question_now", lang)
    label = escape(f"{say('question_number', lang, number=at + 1)}: {words}")
    return (
        f'<li><button type="button" class="{name}" data-jump="turn-{turns[0].id}" '
        f'title="{label}" aria-label="{label}">{icon} {at + 1}</button></li>'
    )


def _turn(session: Session, turn: Turn, card: Card, lang: Lang, critique: Mapping[str, str]) -> str:
    turns = turns_of(session, card.id)
    number = list(dict.fromkeys(t.card_id for t in live(session))).index(card.id) + 1
    head = f"{number} · {card.topic}"
    if turn.kind is not Kind.MAIN:
        head = say(f"kind_{turn.kind}", lang, number=number)
    why = f'<small class="why">{escape(in_words(turn.why, lang))}</small>' if turn.why else ""
    note = escape(wording_note(turn, lang))
    parts = [
        f'<article class="question" id="turn-{turn.id}" tabindex="-1">'
        f"<header><span>{escape(head)}</span>{why}</header>"
        f"{markdown(turn.question)}"
        f"{f'<small>{note}</small>' if note else ''}"
        "</article>"
    ]
    if turn.taught and not turn.read and turn.waits:
        parts.append(f'<article class="lesson">{markdown(card.reference or "")}</article>')
    if turn.skipped:
        parts.append(f'<p class="aside">{escape(say("was_skipped", lang))}</p>')
    if turn.answer is not None:
        said = escape(turn.answer) if _held_back(session) else _marked(turn, turns)
        parts.append(f'<article class="answer"><pre>{said}</pre></article>')
    if _held_back(session) and (turn.answer is not None or turn.skipped):
        parts.append(f'<p class="aside">{escape(say("kept_for_the_end", lang))}</p>')
    elif turn.kind is Kind.STRETCH and turn.grade is not None:
        parts.append(f'<p class="aside">{escape(say("stretch_not_graded", lang))}</p>')
    elif turn.grade is not None:
        so_far = turns[: turns.index(turn) + 1]
        open_question = (
            session.finished is None and turns[-1] is session.current and _awaits(session.current)
        )
        before = grade_of(so_far[:-1])
        text = None if turn.answer is None else critique.get(turn.id, turn.grade.critique)
        parts.append(
            feedback(
                turn.grade,
                answer_text(so_far),
                card,
                lang,
                key=turn.id,
                lights=turns[0].id,
                critique=text,
                before=before,
                hide_missing=open_question or _later(session),
                hide_reference=_later(session),
                with_answer=False,
            )
        )
    return "".join(parts)


def _marked(turn: Turn, turns: Sequence[Turn]) -> str:
    """An answer with the quotes of its question's grade, which speaks of all answers to it."""
    so_far = answer_text(turns[: turns.index(turn)])
    start = len(so_far) + len(ANSWER_BREAK) if so_far else 0
    grade = grade_of(turns)
    points = () if grade is None else grade.points
    return highlighted(turn.answer or "", points, turns[0].id, start=start)


def _held_back(session: Session) -> bool:
    """True while an exam runs: its grades are shown at its end."""
    return session.manner.graded_at_end and session.finished is None


def _later(session: Session) -> bool:
    return session.manner.reference_at_end and session.finished is None


def _awaits(turn: Turn | None) -> bool:
    return turn is not None and turn.answer is None and not turn.skipped


def status(text: str) -> str:
    """What is going on, said to screen readers as well."""
    return f'<div class="status" role="status" aria-live="polite">{paragraph(text)}</div>'
