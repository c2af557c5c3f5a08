"""An interview in the terminal: one line in, the next question out.

Knows how to read lines and commands; what they do is the interviewer's. Slash commands are
/hint, /skip, /back, /pause, /stop, and /sure, /half, /guess before an answer.
`Conversation(parts).hold(session)`
"""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from interviewer import clock
from interviewer.cli.output import grade_lines, note, say
from interviewer.errors import InputError
from interviewer.intents import Intent
from interviewer.reason import in_words
from interviewer.session import Confidence, Session, Step, Turn, step_of
from interviewer.words import say as words

if TYPE_CHECKING:
    from interviewer.parts import Parts

COMMANDS = "/hint, /skip, /back, /pause, /stop; /sure, /half or /guess before an answer"


def typed_lines() -> Iterator[str]:
    """Lines as they are typed or piped; bytes that are no UTF-8 are replaced."""
    while True:
        if sys.stdin.isatty():
            print("> ", end="", file=sys.stderr, flush=True)
        raw = sys.stdin.buffer.readline()
        if not raw:
            return
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


@dataclass
class Conversation:
    """One sitting as it is typed."""

    parts: Parts
    lines: Iterator[str] = field(default_factory=typed_lines)
    confidence: Confidence | None = None

    def hold(self, session: Session) -> None:
        """Question and answer by turns until the plan, the time, the input or the learner ends it."""
        interviewer = self.parts.interviewer
        session = interviewer.advance(session.id)
        while session.finished is None and session.current is not None:
            turn = session.current
            self._put(session, turn)
            line = next(self.lines, None)
            while line is not None and self._is_aid(session, turn, line):
                line = next(self.lines, None)
            if line is None or not self._acted(session, turn, line):
                interviewer.finish(session.id)
                return
            session = interviewer.advance(session.id)

    def _put(self, session: Session, turn: Turn) -> None:
        say(f"\n[{turn.number}] {turn.question}")
        if turn.why is not None:
            note(in_words(turn.why, session.lang))
        left = clock.left(session, self.parts.interviewer.now())
        if left is not None:
            note(words("minutes_left", session.lang, minutes=max(1, round(left / 60))))
        if step_of(session) is Step.READ:
            self._teach(session, turn)

    def _teach(self, session: Session, turn: Turn) -> None:
        """Show the reference, and take it away again where a person reads it."""
        say(self.parts.store.card(turn.card_id).reference or "")
        if sys.stdin.isatty():
            note(words("teach_read", session.lang))
            next(self.lines, None)
            # The terminal's own way to clear what stands in it.
            print("\x1b[2J\x1b[3J\x1b[H", end="", flush=True)
        say(words("teach_ask_back", session.lang))
        self.parts.interviewer.controls.read(session.id, turn.id)

    def _is_aid(self, session: Session, turn: Turn, line: str) -> bool:
        """Whether a line only asked for something and the question still waits."""
        controls = self.parts.interviewer.controls
        command = line.strip().lower()
        if command == "/pause":
            controls.pause(session.id)
            note(words("paused", session.lang))
            return True
        if self.parts.store.session(session.id).paused:
            controls.go_on(session.id)
        if command.removeprefix("/") in tuple(Confidence) and command.startswith("/"):
            self.confidence = Confidence(command.removeprefix("/"))
            return True
        intent = self.parts.interviewer.intent_of(session.id, line)
        if intent in (Intent.HINT, Intent.REPEAT, Intent.CLARIFY):
            say(controls.aid(session.id, turn.id, intent))
            return True
        return not command

    def _acted(self, session: Session, turn: Turn, line: str) -> bool:
        """Do what a line says; False when it ends the sitting."""
        interviewer = self.parts.interviewer
        if line.strip().lower() == "/back":
            try:
                interviewer.controls.back(session.id)
            except InputError as error:
                note(str(error))
            return True
        intent = interviewer.intent_of(session.id, line)
        if intent is Intent.SKIP:
            interviewer.controls.skip(session.id, turn.id)
        elif intent is not Intent.STOP:
            self._answer(session, turn, line)
        return intent is not Intent.STOP

    def _answer(self, session: Session, turn: Turn, line: str) -> None:
        interviewer = self.parts.interviewer
        said, self.confidence = self.confidence, None
        try:
            session = interviewer.answer(session.id, turn.id, uuid.uuid4().hex, line, said)
        except InputError as error:
            note(f"interviewer: {error}")
            return
        answered = session.turn(turn.id)
        over = clock.overtime(session, answered, interviewer.now())
        if over:
            note(words("over_time", session.lang, seconds=round(over)))
        if session.manner.graded_at_end:
            note(words("kept_for_the_end", session.lang))
            return
        session = interviewer.grade(session.id)
        for _ in interviewer.critique(session.id, turn.id):
            pass
        grade = self.parts.store.session(session.id).turn(turn.id).grade
        if grade is not None:
            for text in grade_lines(grade)[: 1 if session.manner.reference_at_end else None]:
                say(text)
