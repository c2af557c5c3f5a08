"""Cards changed by hand: reworded, merged, split, retired. Value in, new value out.

Every act gives an `Edit`, which can be undone. Knows nothing of the store or the screen.
`rewrite(held, topic="Python", question="What is a closure?", reference="…", points="")`
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from interviewer.cards import Card, CardStatus, KeyPoint, language_of, new_id, normalised
from interviewer.errors import InputError
from interviewer.notes.keypoints import key_points
from interviewer.notes.sections import literal_points

Held = tuple[Card, CardStatus]
T = TypeVar("T")

_WEIGHT = re.compile(r"[(（]\s*(\d+(?:\.\d+)?)\s*[)）]\s*")
_BULLET = re.compile(r"[-*•·]\s+")
_MARKER = re.compile(r"[\s\-*+•·>\d.、)）(（\[\]①-⑳]*")
_FENCE = re.compile(r"\s*(```|~~~)")


@dataclass(frozen=True)
class Edit:
    """One act: the cards as they were, and as they are to be, each with its status.

    A card that stands only in `after` is new.
    """

    before: tuple[Held, ...]
    after: tuple[Held, ...]

    @property
    def undone(self) -> Edit:
        """The edit that takes this one back. New cards are retired: they may have been asked."""
        known = {card.id for card, _ in self.before}
        made = [(card, CardStatus.RETIRED) for card, _ in self.after if card.id not in known]
        return Edit(self.after, (*self.before, *made))

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return self.before == self.after


def rewrite(held: Held, *, topic: str, question: str, reference: str, points: str) -> Edit:
    """A card with these texts under its old id; it counts as changed.

    `points` has one key point a line (see `points_from`). Raises InputError for an empty
    question or a weight that is no positive number.
    """
    card = held[0]
    if not question.strip():
        raise InputError("A card needs a question. Write one, or retire the card.")
    answer = reference.strip("\n") if reference.strip() else None
    new = replace(
        card,
        topic=" ".join(topic.split()) or card.topic,
        question=question.strip(),
        reference=answer,
        key_points=points_from(points, card, answer),
        lang=language_of(f"{question}\n{answer or ''}"),
    )
    if new.content_hash == card.content_hash:
        return Edit((held,), (held,))
    return Edit((held,), ((new, _status(new, CardStatus.CHANGED)),))


def answered(held: Held, reference: str) -> Edit:
    """An open card with a reference, its key points taken from it.

    Raises InputError when the reference is empty.
    """
    if not reference.strip():
        raise InputError("The reference is empty. Write what a good answer says.")
    card = held[0]
    return rewrite(held, topic=card.topic, question=card.question, reference=reference, points="")


def merge(kept: Held, other: Held) -> Edit:
    """Two cards as one: the first keeps its id and question, the second is retired.

    References are put one below the other, key points and everything else joined,
    each entry once.
    """
    one, two = kept[0], other[0]
    if one.id == two.id:
        raise InputError("A card cannot be merged with itself. Choose another one.")
    reference = _joined(one.reference, two.reference)
    points: dict[str, KeyPoint] = {}
    for point in (*one.key_points, *two.key_points):
        points.setdefault(normalised(point.text) or point.text, point)
    new = replace(
        one,
        reference=reference,
        key_points=_placed(points.values(), reference or ""),
        lang=language_of(f"{one.question}\n{reference or ''}"),
        misconceptions=_once(one.misconceptions, two.misconceptions),
        angles=_once(one.angles, two.angles),
        aliases=_once(one.aliases, two.aliases),
        reading=_once(one.reading, two.reading),
        other_references=_once(one.other_references, two.other_references),
    )
    after = ((new, _status(new, CardStatus.CHANGED)), (two, CardStatus.RETIRED))
    return Edit((kept, other), after)


def split(held: Held, at: int, question: str, taken: Collection[str] = ()) -> Edit:
    """A card cut in two at an offset of its reference; the second part asks `question`.

    Key points go with the part they stand in; those that stand in neither stay with the
    first. `taken` holds the ids in use. Raises InputError for a place or a question that
    cannot be used.
    """
    card = held[0]
    reference = card.reference or ""
    first, second = reference[:at].strip("\n"), reference[at:].strip("\n")
    if not first.strip() or not second.strip():
        raise InputError("Choose a place inside the reference, so that both parts have text.")
    if not question.strip():
        raise InputError("Write the question that the second part answers.")
    new = new_id(card.topic, question)
    if new in taken:
        raise InputError("This topic already has a card with that question. Word it differently.")
    goes = [p for p in card.key_points if p.start is not None and p.start >= at]
    stays = [p for p in card.key_points if p not in goes]
    kept = _with(card, card.question, first, stays)
    cut = Card(
        id=new,
        topic=card.topic,
        question=question.strip(),
        reference=second,
        key_points=(),
        lang=card.lang,
        source=card.source,
        level=card.level,
        aliases=card.aliases,
    )
    cut = _with(cut, cut.question, second, goes)
    return Edit((held,), ((kept, CardStatus.CHANGED), (cut, CardStatus.CHANGED)))


def retire(held: Held) -> Edit:
    """A card out of use; its history stays."""
    return Edit((held,), ((held[0], CardStatus.RETIRED),))


def restore(held: Held) -> Edit:
    """A retired card in use again."""
    return Edit((held,), ((held[0], _status(held[0], CardStatus.ACTIVE)),))


def split_places(card: Card) -> list[tuple[int, str]]:
    """Where a reference may be cut: (offset, text that would come first).

    At the start of every line outside code, and of every key point that stands in a line.
    """
    reference = card.reference or ""
    starts: set[int] = set()
    at, fence = 0, ""
    for line in reference.splitlines(keepends=True):
        mark = _FENCE.match(line)
        if line.strip() and not fence:
            starts.add(at)
            starts |= {
                point.start
                for point in card.key_points
                if point.start is not None
                and at < point.start < at + len(line)
                # After a list marker alone, the line's own start is the place.
                and not _MARKER.fullmatch(reference[at : point.start])
            }
        if mark and (not fence or fence == mark[1]):
            fence = "" if fence else mark[1]
        at += len(line)
    return [
        (start, reference[start:].split("\n", 1)[0].strip())
        for start in sorted(starts)
        if reference[:start].strip()
    ]


def points_text(points: Sequence[KeyPoint]) -> str:
    """Key points for editing: one a line, the weight in front where it is not 1."""
    return "\n".join(_point_line(point) for point in points)


def points_from(text: str, card: Card, reference: str | None) -> tuple[KeyPoint, ...]:
    """Key points typed one a line: `Text`, or `(2) Text` for a weight of 2.

    Empty text takes them from the reference; so does text left as it was, when they had
    been taken from the old reference. Raises InputError for a weight of 0 or no text.
    """
    untouched = text.strip() == points_text(card.key_points).strip()
    if not text.strip() or (untouched and card.key_points == key_points(card.reference)):
        return key_points(reference)
    old = {_point_line(point): point for point in card.key_points}
    parsed = [_parsed(line.strip(), old) for line in text.splitlines() if line.strip()]
    return literal_points(tuple(parsed), reference or "")


def _point_line(point: KeyPoint) -> str:
    flat = " ".join(point.text.split())
    plain = point.weight == 1 and not _WEIGHT.match(flat)
    return flat if plain else f"({point.weight:g}) {flat}"


def _parsed(line: str, old: dict[str, KeyPoint]) -> tuple[str, float]:
    # A point left alone keeps its own line breaks, so that it still stands in the reference.
    if line in old:
        return old[line].text, old[line].weight
    bullet = _BULLET.match(line)
    line = line[bullet.end() :] if bullet else line
    found = _WEIGHT.match(line)
    text = line[found.end() :] if found else line
    weight = float(found[1]) if found else 1.0
    if not text or not 0 < weight <= 100:
        raise InputError(
            f"“{line}” is no key point. Write (2) and a statement; the weight is above 0, "
            "at most 100."
        )
    return text, weight


def _with(card: Card, question: str, reference: str, points: Sequence[KeyPoint]) -> Card:
    return replace(
        card,
        question=question,
        reference=reference,
        key_points=_placed(points, reference) or key_points(reference),
        lang=language_of(f"{question}\n{reference}"),
    )


def _placed(points: Iterable[KeyPoint], reference: str) -> tuple[KeyPoint, ...]:
    return literal_points(tuple((p.text, p.weight) for p in points), reference)


def _joined(one: str | None, two: str | None) -> str | None:
    if not one or not two or normalised(one) == normalised(two):
        return one or two
    return f"{one}\n\n{two}"


def _once(*groups: Sequence[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(entry for group in groups for entry in group))


def _status(card: Card, status: CardStatus) -> CardStatus:
    return status if card.references else CardStatus.UNANSWERED
