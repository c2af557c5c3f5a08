"""Words questions and follow-ups: ahead of time where that can be, and never for long.

Knows nothing of storage. `Questions().main(session, card, model)`
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from interviewer.ahead import Ahead, Wording
from interviewer.cards import Card
from interviewer.grade import PointVerdict, Verdict
from interviewer.patience import late, patient, within
from interviewer.phrasing.follow_up import follow_up, why_not
from interviewer.phrasing.phrased import Phrased, PhrasedBy
from interviewer.phrasing.question import ask
from interviewer.ports import ChatModel
from interviewer.session import Session, asked_points
from interviewer.words import say

# Follow-ups worded ahead of time: more are seldom asked.
MOST_AHEAD = 2
# A wording that was not prepared may keep the learner waiting this long: before the first
# question, which nothing could prepare, and between an answer and the next question.
FIRST_PATIENCE_SECONDS = 3.0
PATIENCE_SECONDS = 0.12
# A model that can be stopped has stopped by then, and says why itself.
_GRACE_SECONDS = 0.03
# A follow-up that was worded for a point left out does not fit one that was half said if it says so.
_LEFT_OUT = re.compile(
    r"\b(?:not|n't|never|without)\b.{0,20}\b(?:mention|said|say|talk|touch|discuss|cover)"
    r"|\b(?:missing|left out|omitted)\b|没有?(?:提|说|讲|谈|涉及)|遗漏|漏了|缺少",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Questions:
    """Wordings for sittings; those made ahead of time are used once.

    One that is not there yet is waited for `patience` seconds.
    """

    patience: float = PATIENCE_SECONDS
    _ahead: Ahead = field(default_factory=Ahead)

    def main(self, session: Session, card: Card, model: ChatModel | None) -> Phrased:
        """A planned card's question."""
        ready = self._ahead.take(_key(session, card))
        patience = self.patience if session.turns else FIRST_PATIENCE_SECONDS
        return ready or self._in_time(_question(session, card), model, patience)

    def follow_up(
        self, session: Session, card: Card, target: PointVerdict, model: ChatModel | None
    ) -> Phrased:
        """A question about one point that is open."""
        ready = self._ahead.take(_key(session, card, target)) or self._half_said(
            session, card, target
        )
        return ready or self._in_time(_follow_up(session, card, target), model, self.patience)

    def beyond(self, session: Session, angle: str) -> Phrased:
        """A question beyond the key points, as the notes have it."""
        text = say("stretch_lead", session.lang, angle=angle)
        return Phrased(text, PhrasedBy.COMPOSED)

    def prepare(
        self,
        session: Session,
        card: Card,
        coming: Sequence[Card],
        model: ChatModel,
        *,
        first: Callable[[ChatModel], None] = lambda _: None,
    ) -> None:
        """Word follow-ups on the heaviest points of `card`, in case they are missed, then `coming`.

        Returns at once; what was being prepared before is given up. `first` is done before.
        """
        asked = asked_points(session, card.id)
        points = [point for point in card.key_points if point.text not in asked]
        points.sort(key=lambda point: -point.weight)
        wordings: dict[str, Wording] = {}
        for point in points[: max(0, min(MOST_AHEAD, session.manner.depth - len(asked)))]:
            target = PointVerdict(point, Verdict.MISSING)
            wordings[_key(session, card, target)] = _follow_up(session, card, target)
        for other in coming:
            wordings[_key(session, other)] = _question(session, other)
        self._ahead.prepare(wordings, model, first=first)

    def settled(self, seconds: float) -> bool:
        """Wait for the preparation, so long at most; whether it is done."""
        return self._ahead.settled(seconds)

    def _half_said(self, session: Session, card: Card, target: PointVerdict) -> Phrased | None:
        """The model's words for a point left out, where they fit one that was half said as well."""
        if target.verdict is not Verdict.PARTIAL:
            return None
        ready = self._ahead.take(_key(session, card, PointVerdict(target.point, Verdict.MISSING)))
        if ready is None or ready.by is not PhrasedBy.MODEL or _LEFT_OUT.search(ready.text):
            return None
        return None if why_not(ready.text, card, target, session.lang) else ready

    def stop(self) -> None:
        """Leave the model to real work."""
        self._ahead.stop()

    def _in_time(self, word: Wording, model: ChatModel | None, seconds: float) -> Phrased:
        """The model's words when they come in time; a model that never was so quick is not asked."""
        if model is None:
            return word(None)

        def hurried() -> Phrased:
            with patient(model, seconds) as briefly:
                return word(briefly)

        hopeless = self._ahead.quickest(model) > seconds
        made = None if hopeless else within(seconds + _GRACE_SECONDS, hurried)
        return made or replace(word(None), refused=late(seconds))


def seed_of(*parts: str) -> int:
    """The same parts always give the same wording (0..2^28)."""
    return int(hashlib.sha256("\n".join(parts).encode()).hexdigest()[:7], 16)


def _question(session: Session, card: Card) -> Wording:
    return lambda model: ask(
        card.question,
        session.lang,
        model,
        number=session.plan.index(card.id) + 1,
        total=len(session.plan),
        seed=seed_of(session.id, card.id),
        reference=card.reference,
    )


def _follow_up(session: Session, card: Card, target: PointVerdict) -> Wording:
    seed = seed_of(session.id, card.id, target.point.text)
    return lambda model: follow_up(card, target, session.lang, model, seed=seed)


def _key(session: Session, card: Card, target: PointVerdict | None = None) -> str:
    """Names a wording: the question, or the follow-up on a point with this verdict."""
    about = "" if target is None else f"{target.verdict}:{target.point.text}"
    return f"{session.id}:{card.id}:{about}"
