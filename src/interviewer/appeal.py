"""Appeals: "I did say this" on one key point, what was ruled, and what it taught.

Values only; knows nothing of how an appeal is judged (`grading/appeals.py`) or kept.
An appeal that was granted counts for its own card and point alone, until it is undone.
`taught(appeals, card.id)`
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from interviewer.cards import Card


class Kind(StrEnum):
    """What a granted appeal teaches: another name for a term, or another wording of a point."""

    ALIAS = "alias"
    PRECEDENT = "precedent"


class Refusal(StrEnum):
    """Why an appeal was not granted."""

    NO_SUCH_POINT = "no_such_point"
    COVERED = "covered"
    NOT_SAID = "not_said"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    INSTRUCTIONS = "instructions"
    QUESTION = "question"
    CONTRADICTS = "contradicts"
    OFF_POINT = "off_point"
    TERM_NOT_IN_NOTES = "term_not_in_notes"
    TERM_NOT_SAID = "term_not_said"
    TERM_COMMON = "term_common"
    TERM_UNRELATED = "term_unrelated"


@dataclass(frozen=True)
class Plea:
    """What a learner claims: these words of the answer (`quote`) make this key point.

    `noted` and `own` name one thing, as the notes and as the learner call it; both empty
    when the claim is only that the wording says it.
    """

    point: str
    quote: str
    noted: str = ""
    own: str = ""

    @property
    def names(self) -> tuple[str, str] | None:
        """The two names, where both are given."""
        noted, own = self.noted.strip(), self.own.strip()
        return (noted, own) if noted and own else None


@dataclass(frozen=True)
class Ruling:
    """What was decided: `refusal` is None when the appeal is granted; `quote` as it stands in
    the answer."""

    refusal: Refusal | None
    quote: str = ""


@dataclass(frozen=True)
class Appeal:
    """One appeal in the log, granted or refused. `undone` tells when its effect was taken back."""

    id: str
    card_id: str
    turn_id: str
    plea: Plea
    refusal: Refusal | None
    made: datetime
    undone: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether it is granted and not undone."""
        return self.refusal is None and self.undone is None

    @property
    def kind(self) -> Kind:
        """An alias when two names were given, else a precedent."""
        return Kind.PRECEDENT if self.plea.names is None else Kind.ALIAS


@dataclass(frozen=True)
class Taught:
    """What the appeals that hold teach about one card: groups of names, and accepted wordings
    as (key point, words)."""

    aliases: tuple[tuple[str, ...], ...] = ()
    precedents: tuple[tuple[str, str], ...] = ()


def taught(appeals: Iterable[Appeal], card_id: str) -> Taught:
    """What counts for one card; appeals of other cards teach it nothing."""
    held = [one for one in appeals if one.holds and one.card_id == card_id]
    aliases = [one.plea.names for one in held if one.plea.names]
    wordings = [(one.plea.point, one.plea.quote) for one in held if one.kind is Kind.PRECEDENT]
    return Taught(tuple(dict.fromkeys(aliases)), tuple(dict.fromkeys(wordings)))


def learned(card: Card, known: Taught) -> Card:
    """The card as its notes could say it: new names under its terms, wordings after its answer."""
    fresh = [names for names in known.aliases if names not in card.aliases]
    said = card.reference or ""
    wordings = [f"- {words}" for _, words in known.precedents if words not in said]
    reference = "\n\n".join([said, "\n".join(wordings)]) if wordings else card.reference
    return replace(card, aliases=(*card.aliases, *fresh), reference=reference)
