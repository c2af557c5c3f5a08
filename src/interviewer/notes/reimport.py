"""What an import changes: cards added, edited, gone, double or in conflict with others.

Pure: knows cards only, nothing of files or the store. `plan_import(known, read)`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from interviewer.cards import Card, normalised
from interviewer.notes.likeness import alike, near_pairs

_SAME = 0.75
_SAME_PLACE = 0.45
_NEAR = 0.8


@dataclass(frozen=True)
class ImportPlan:
    """What to do with the cards of an import.

    `added`: new. `unchanged`: as stored, with the place they have now. `changed`: (old,
    new) with the old id on the new card. `retired`: gone from a file that was read.
    `duplicates`: (kept, same card again). `near_duplicates`: two cards that ask nearly the
    same. `conflicts`: the same question with different answers.
    """

    added: tuple[Card, ...]
    unchanged: tuple[Card, ...]
    changed: tuple[tuple[Card, Card], ...]
    retired: tuple[Card, ...]
    duplicates: tuple[tuple[Card, Card], ...]
    near_duplicates: tuple[tuple[Card, Card], ...]
    conflicts: tuple[tuple[Card, Card], ...]


def plan_import(known: Sequence[Card], read: Sequence[Card]) -> ImportPlan:
    """Match cards just read with those in the library; ids of matched cards stay.

    Cards match by id, then by wording, then by place and likeness within a file that
    both stand in. Nearly linear in the number of cards.
    """
    once, duplicates, conflicts = _merged(read)
    by_id = {card.id: card for card in known}
    pairs: list[tuple[Card, Card]] = []
    loose: list[Card] = []
    for card in once:
        old = by_id.pop(card.id, None)
        if old is None:
            loose.append(card)
        else:
            pairs.append((old, card))
    more, loose = _by_question(by_id, loose)
    pairs += more
    more, loose = _by_place(by_id, loose)
    pairs += more
    files = {card.source.path for card in read}
    kept = [(old, replace(new, id=old.id)) for old, new in pairs]
    order = {id(card): at for at, card in enumerate(once)}
    added = tuple(sorted(loose, key=lambda card: order[id(card)]))
    return ImportPlan(
        added=added,
        unchanged=tuple(new for old, new in kept if new.content_hash == old.content_hash),
        changed=tuple((old, new) for old, new in kept if new.content_hash != old.content_hash),
        retired=tuple(card for card in by_id.values() if card.source.path in files),
        duplicates=tuple(duplicates),
        near_duplicates=_near(known, added),
        conflicts=tuple(conflicts),
    )


def _merged(
    read: Sequence[Card],
) -> tuple[list[Card], list[tuple[Card, Card]], list[tuple[Card, Card]]]:
    """Cards once each. Of two with one question and answer the first stays; an open
    question gives way to the same one answered; two answers are a conflict, and both stay."""
    chosen: dict[tuple[str, str], list[Card]] = defaultdict(list)
    duplicates: list[tuple[Card, Card]] = []
    conflicts: list[tuple[Card, Card]] = []
    for card in read:
        group = chosen[normalised(card.topic), normalised(card.question) or card.question]
        rival = group[0] if group else None
        if rival is None:
            group.append(card)
        elif card.reference is None or any(_same_answer(card, one) for one in group):
            duplicates.append((rival, card))
        elif rival.reference is None:
            duplicates.append((card, rival))
            group[0] = card
        else:
            conflicts.append((rival, card))
            group.append(replace(card, id=_numbered(card, len(group))))
    kept = [card for group in chosen.values() for card in group]
    return kept, duplicates, conflicts


def _numbered(card: Card, count: int) -> str:
    """An id for a second answer to one question; the last digits count."""
    return card.id[:-2] + f"{(int(card.id[-2:], 16) + count) % 256:02x}"


def _same_answer(one: Card, other: Card) -> bool:
    return normalised(one.reference or "") == normalised(other.reference or "")


def _by_question(
    by_id: dict[str, Card], loose: list[Card]
) -> tuple[list[tuple[Card, Card]], list[Card]]:
    """Cards whose topic alone was edited: the same question, asked once on both sides."""
    stored: dict[str, list[Card]] = defaultdict(list)
    for card in by_id.values():
        stored[normalised(card.question)].append(card)
    pairs, rest = [], []
    for card in loose:
        same = stored.get(normalised(card.question), [])
        here = [old for old in same if old.source.path == card.source.path] or same
        if len(here) == 1 and (len(same) == 1 or here[0].source.path == card.source.path):
            old = here[0]
            same.remove(old)
            del by_id[old.id]
            pairs.append((old, card))
        else:
            rest.append(card)
    return pairs, rest


def _by_place(
    by_id: dict[str, Card], loose: list[Card]
) -> tuple[list[tuple[Card, Card]], list[Card]]:
    """Edited questions: in one file, near-same text, or like text between the same neighbours."""
    old_files, new_files = _per_file(by_id.values()), _per_file(loose)
    pairs: list[tuple[Card, Card]] = []
    taken: set[int] = set()
    for path, new in new_files.items():
        old = old_files.get(path, [])
        for before, after in _likely(old, new):
            if before.id in by_id and id(after) not in taken:
                pairs.append((by_id.pop(before.id), after))
                taken.add(id(after))
    return pairs, [card for card in loose if id(card) not in taken]


def _per_file(cards: Iterable[Card]) -> dict[str, list[Card]]:
    found: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        found[card.source.path].append(card)
    return {path: sorted(group, key=lambda c: c.source.line) for path, group in found.items()}


def _likely(old: Sequence[Card], new: Sequence[Card]) -> list[tuple[Card, Card]]:
    """Pairs that may be one card before and after an edit, the likeliest first."""
    scored: list[tuple[float, int, int]] = []
    near = near_pairs([c.question for c in old], [c.question for c in new], _SAME)
    scored += [(score, i, j) for i, j, score in near]
    if len(old) == len(new):
        for i, (before, after) in enumerate(zip(old, new, strict=True)):
            score = max(alike(before.question, after.question), _answers_alike(before, after))
            if score >= _SAME_PLACE:
                scored.append((score, i, i))
    else:
        scored += _same_answers(old, new)
    return [(old[i], new[j]) for _, i, j in sorted(scored, key=lambda s: (-s[0], s[1], s[2]))]


def _answers_alike(one: Card, other: Card) -> float:
    if not one.reference or not other.reference:
        return 0.0
    return alike(one.reference[:2000], other.reference[:2000])


def _same_answers(old: Sequence[Card], new: Sequence[Card]) -> list[tuple[float, int, int]]:
    """A reworded question over an answer left as it was."""
    answers = {c.reference: i for i, c in enumerate(old) if c.reference and len(c.reference) > 20}
    return [(_SAME, answers[c.reference], j) for j, c in enumerate(new) if c.reference in answers]


def _near(known: Sequence[Card], added: Sequence[Card]) -> tuple[tuple[Card, Card], ...]:
    """New cards that ask nearly what another card asks (not its translation)."""
    everyone = [*known, *added]
    found = near_pairs([c.question for c in everyone], [c.question for c in added], _NEAR)
    pairs: list[tuple[Card, Card]] = []
    for i, j, _ in found:
        first, second = everyone[i], added[j]
        if i < len(known) + j and first.id != second.id:
            pairs.append((first, second))
    return tuple(pairs)
