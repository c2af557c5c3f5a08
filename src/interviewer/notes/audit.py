"""What is missing, doubtful or double in notes, each with its place and what to do.

Compares wording only; an optional `similarity` adds meaning. Knows nothing of models or
the screen. `audit(reading.files, pack_cards)`
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from interviewer.cards import Card, Misconception, normalised
from interviewer.notes.keypoints import content_length
from interviewer.notes.likeness import alike, near_pairs
from interviewer.notes.parsed import ParsedFile
from interviewer.notes.terms import Rarity, sentences, terms

Similarity = Callable[[str, str], float]

_NEAR_QUESTION = 0.85
_SAME_ANSWER = 0.6
_NEAR_SENTENCE = 0.72
_RELATED = 0.35
_CLAIMED = 0.34
_CLAIMED_BY_MEANING = 0.82
_BETTER_ELSEWHERE = 0.25


class Doubt(StrEnum):
    """What may be wrong with a card."""

    UNANSWERED = "unanswered"
    EMPTY = "empty"
    NEAR_EMPTY = "near-empty"
    DUPLICATED = "duplicated"
    CONTRADICTING = "contradicting"
    OFF_QUESTION = "off question"
    KNOWN_WRONG = "known to be wrong"


@dataclass(frozen=True)
class Finding:
    """A doubt at a line (1-based) of a file: why, and what to do about it."""

    path: str
    line: int
    kind: Doubt
    why: str
    mend: str


def audit(
    files: Sequence[ParsedFile],
    pack_cards: Sequence[Card],
    similarity: Similarity | None = None,
) -> tuple[Finding, ...]:
    """Everything doubtful in these files, by file and line.

    `similarity` of two texts is a cosine (-1..1); with it claims and answers are also
    compared by meaning.
    """
    cards = [card for file in files for card in file.cards]
    found = [
        *_markers(files),
        *_open(cards),
        *_double(cards),
        *_opposed(cards),
        *_misplaced(cards, similarity),
        *_wrong(cards, pack_cards, similarity),
    ]
    order = {file.path: at for at, file in enumerate(files)}
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (order.get(f.path, 0), f.line, f.kind)))


def _at(card: Card, kind: Doubt, why: str, mend: str) -> Finding:
    return Finding(card.source.path, card.source.line, kind, why, mend)


def _place(card: Card) -> str:
    return f"{card.source.path}:{card.source.line}"


def _markers(files: Sequence[ParsedFile]) -> Iterator[Finding]:
    for file in files:
        for one in file.warnings:
            if one.why == "a marker without a question":
                why = "A number or heading stands here without a question."
                yield Finding(
                    file.path, one.line, Doubt.EMPTY, why, "Write the question or delete the line."
                )


def _open(cards: Sequence[Card]) -> Iterator[Finding]:
    for card in cards:
        if card.reference is None:
            yield _at(
                card,
                Doubt.UNANSWERED,
                f"“{card.question}” has no answer.",
                "Write the reference answer.",
            )
        elif content_length(card.reference) < 12 and not re.search(r"[`$\d]|!\[", card.reference):
            yield _at(
                card,
                Doubt.NEAR_EMPTY,
                f"The answer to “{card.question}” is only “{card.reference}”.",
                "Say what a good answer must contain.",
            )


def _double(cards: Sequence[Card]) -> Iterator[Finding]:
    """Questions asked twice: with like answers a duplicate, with unlike ones a contradiction."""
    asked = [card.question for card in cards]
    for i, j, score in near_pairs(asked, asked, _NEAR_QUESTION):
        if i >= j or _numbers(asked[i]) != _numbers(asked[j]):
            continue
        first, second = cards[i], cards[j]
        same = normalised(first.question) == normalised(second.question)
        how = "the same as" if same else "nearly the same as"
        unlike = (
            first.reference is not None
            and second.reference is not None
            and alike(first.reference[:2000], second.reference[:2000]) < _SAME_ANSWER
        )
        if unlike and (same or score > 0.95):
            yield _at(
                second,
                Doubt.CONTRADICTING,
                f"“{second.question}” is answered differently at {_place(first)}.",
                "Keep one answer, or word the questions apart.",
            )
        else:
            yield _at(
                second,
                Doubt.DUPLICATED,
                f"“{second.question}” is {how} the question at {_place(first)}.",
                "Merge the two, or word the questions apart.",
            )


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+|[A-Za-z+#]+", text)


_NOT = re.compile(
    r"不|没|未|非|无法|禁止|\b(?:not|no|never|cannot|without|n't)\b|n't\b|\b(?:isn|doesn|don|can)\b",
    re.I,
)


def _opposed(cards: Sequence[Card]) -> Iterator[Finding]:
    """Two sentences nearly alike of which one denies."""
    said = [
        (card, one)
        for card in cards
        for one in sentences(card.reference or "")
        if content_length(one) >= 10
    ]
    texts = [_NOT.sub(" ", one) for _, one in said]
    for i, j, _ in near_pairs(texts, texts, _NEAR_SENTENCE + 0.13):
        if i >= j or said[i][0].id == said[j][0].id:
            continue
        (first, one), (second, other) = said[i], said[j]
        if _denies(one) != _denies(other):
            yield _at(
                second,
                Doubt.CONTRADICTING,
                f"“{other}” contradicts “{one}” at {_place(first)}.",
                "Find out which is right and correct the other.",
            )


def _misplaced(cards: Sequence[Card], similarity: Similarity | None) -> Iterator[Finding]:
    """Answers that share nothing with their question and much with another one."""
    answered = [card for card in cards if card.reference]
    rarity = Rarity([card.question for card in answered])
    holders: dict[str, list[int]] = defaultdict(list)
    for at, card in enumerate(answered):
        for term in terms(card.question):
            holders[term].append(at)
    asked = [terms(card.question) for card in answered]
    for at, card in enumerate(answered):
        said = terms(card.reference or "")
        if rarity.share(asked[at], said) > 0:
            continue
        near = _nearest(said, holders, at)
        best = max(near, key=lambda i: rarity.share(asked[i], said), default=None)
        if best is None or rarity.share(asked[best], said) < 0.6:
            continue
        other = answered[best]
        if similarity is not None:
            own = similarity(card.question, card.reference or "")
            if similarity(other.question, card.reference or "") < own + _BETTER_ELSEWHERE:
                continue
        yield _at(
            card,
            Doubt.OFF_QUESTION,
            f"The answer to “{card.question}” reads like one to “{other.question}” ({_place(other)}).",
            "Check that the answer stands under its question.",
        )


# Of the terms of an answer the rarest, and of the questions that hold those the likeliest, are tried.
_TERMS_TRIED = 16
_MOST_HOLDING = 200
_QUESTIONS_TRIED = 20


def _nearest(said: frozenset[str], holders: dict[str, list[int]], but: int) -> list[int]:
    """Places of the questions that share most rare terms with an answer."""
    held = sorted((holders[term] for term in said if term in holders), key=len)[:_TERMS_TRIED]
    likely = Counter(i for places in held if len(places) <= _MOST_HOLDING for i in places)
    del likely[but]
    return [i for i, _ in likely.most_common(_QUESTIONS_TRIED)]


class _Known(NamedTuple):
    """A card of the pack with the terms of its question, of what it says, and of its errors."""

    card: Card
    subject: frozenset[str]
    right: tuple[frozenset[str], ...]
    wrong: tuple[tuple[Misconception, frozenset[str]], ...]


def _known(card: Card) -> _Known:
    said = [*sentences(card.reference or ""), *(point.text for point in card.key_points)]
    wrong = ((claim, terms(claim.claim)) for claim in card.misconceptions)
    return _Known(card, terms(card.question), tuple(map(terms, said)), tuple(wrong))


def _wrong(
    cards: Sequence[Card], pack_cards: Sequence[Card], similarity: Similarity | None
) -> Iterator[Finding]:
    """Sentences nearer to a misconception of the pack than to anything the pack says itself."""
    rarity = Rarity([f"{c.question} {c.reference or ''}" for c in pack_cards])
    pack = [_known(card) for card in pack_cards if card.misconceptions]
    totals = [rarity.total(known.subject) for known in pack]
    holders: dict[str, list[int]] = defaultdict(list)
    for at, known in enumerate(pack):
        for term in known.subject:
            holders[term].append(at)
    for card in cards:
        if not card.reference:
            continue
        asked = terms(card.question)
        shared: dict[int, float] = defaultdict(float)
        for term in asked:
            for at in holders.get(term, ()):
                shared[at] += rarity.weight(term)
        least = rarity.total(asked)
        for at, weight in shared.items():
            if weight < _RELATED * min(least, totals[at]):
                continue
            known = pack[at]
            subject = asked | known.subject
            for text, claim in _claimed(card.reference, known, subject, rarity, similarity):
                yield _at(
                    card,
                    Doubt.KNOWN_WRONG,
                    f"“{text}” comes close to a known error, “{claim.claim}”: {claim.why}",
                    f"Compare with “{known.card.question}” in the knowledge pack.",
                )


def _claimed(
    reference: str,
    known: _Known,
    subject: frozenset[str],
    rarity: Rarity,
    similarity: Similarity | None,
) -> Iterator[tuple[str, Misconception]]:
    """Sentences of a reference that repeat a misconception, each with it.

    Words of the subject count for nothing, and a sentence that the pack's own text
    matches as well as the misconception does is left alone.
    """
    for text in sentences(reference):
        said = terms(text)
        for claim, claimed in known.wrong:
            wrong = claimed - subject
            score = rarity.share(wrong, said) if len(wrong & said) >= 2 else 0.0
            worded = score >= _CLAIMED and score > 0.1 + max(
                (rarity.share(one - subject, said) for one in known.right if one - subject),
                default=0.0,
            )
            meant = similarity is not None and _means(text, claim, known.card, similarity)
            if (worded or meant) and _denies(text) == _denies(claim.claim):
                yield text, claim
                break


def _means(text: str, claim: Misconception, pack: Card, similarity: Similarity) -> bool:
    """Whether a sentence is as good as the claim by meaning, and nearer to it than to the truth."""
    near = similarity(claim.claim, text)
    if near < _CLAIMED_BY_MEANING:
        return False
    return all(similarity(point.text, text) < near for point in pack.key_points)


def _denies(text: str) -> bool:
    return len(_NOT.findall(text)) % 2 == 1
