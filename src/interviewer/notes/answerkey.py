"""Answers that stand together after all the questions, counted as the questions are.

Knows lines and numbers, not what marks a question. `answer_key(scan(text))`
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from interviewer.cards import Card
from interviewer.notes.assembly import assemble
from interviewer.notes.body import dedent
from interviewer.notes.lines import Document, State
from interviewer.notes.markers import counting
from interviewer.notes.parsed import Made, Skipped
from interviewer.notes.sections import split_sections
from interviewer.notes.wording import placeholder

_TITLE = re.compile(
    r"(?:the\s+)?(?:answers?(?:\s+key)?|answer\s+sheet|solutions?|key|参考答案|答案(?:解析|与解析)?|解答)",
    re.I,
)


class Key(NamedTuple):
    """The answers by number (1-based count), and the indices of all lines they take up."""

    answers: dict[int, str]
    lines: range


def answer_key(doc: Document) -> Key | None:
    """The last part of a file when it is titled as the answers and counts 1, 2, 3 …

    None unless the numbers before it count at least as far and nothing else follows.
    """
    start = next((i for i in _titles(doc)), None)
    if start is None:
        return None
    style, places = _counted_from(doc, doc.next_filled(start))
    asked = [
        number.value
        for line in doc.lines[:start]
        if line.prose and (number := counting(line.layers)) and number.style == style
    ]
    wanted = list(range(1, len(places) + 1))
    if len(places) < 2 or asked != wanted or [_value(doc, i) for i in places] != wanted:
        return None
    ends = [*places[1:], len(doc.lines)]
    return Key(
        {_value(doc, a): _text(doc, a, b) for a, b in zip(places, ends, strict=True)},
        range(start, len(doc.lines)),
    )


def _titles(doc: Document) -> list[int]:
    """Lines that are nothing but such a title."""
    return [
        i
        for i, line in enumerate(doc.lines)
        if line.prose
        and len(line.raw) < 40
        and _names_answers(line.raw)
        and _TITLE.fullmatch(line.raw.strip(" \t#*_:：="))
    ]


def _names_answers(raw: str) -> bool:
    low = raw.lower()
    return "答" in low or "answer" in low or "solution" in low or "key" in low


def _value(doc: Document, index: int) -> int:
    number = counting(doc.lines[index].layers)
    return number.value if number else 0


def _counted_from(doc: Document, first: int) -> tuple[str, list[int]]:
    """How the first line counts, and the places of all lines that count on from it."""
    number = counting(doc.lines[first].layers) if first < len(doc.lines) else None
    if number is None:
        return "", []
    places: list[int] = []
    for i in range(first, len(doc.lines)):
        other = counting(doc.lines[i].layers) if doc.lines[i].prose else None
        if other and other.style == number.style and other.value == len(places) + 1:
            places.append(i)
    return number.style, places


def _text(doc: Document, start: int, end: int) -> str:
    line = doc.lines[start]
    first = " ".join(part for part in (line.text, line.tail) if part)
    below = dedent([one.raw for one in doc.lines[start + 1 : end]])
    return "\n".join(part for part in (first, below) if part).strip()


def without_key(doc: Document, key: Key) -> Document:
    """The document with the key's lines blank, so that none of them is taken for a question."""
    blank = tuple(
        line._replace(
            state=State.BLANK, layers=(), text="", tail="", heading=0, blank=True, prose=False
        )
        if i in key.lines
        else line
        for i, line in enumerate(doc.lines)
    )
    return replace(
        doc,
        lines=blank,
        headings=tuple(i for i in doc.headings if i not in key.lines),
        marked=tuple(i for i in doc.marked if i not in key.lines),
    )


def with_key(made: Made, key: Key, doc: Document) -> Made | None:
    """The n-th card with the n-th answer; None when the cards are not as many, all open."""
    if len(made.cards) != len(key.answers) or any(card.reference for card in made.cards):
        return None
    cards = [
        _answered(card, key.answers[number]) for number, card in enumerate(made.cards, start=1)
    ]
    moved = [
        Skipped(doc.lines[i].number, "an answer, kept with the question of its number")
        for i in key.lines
        if not doc.lines[i].blank
    ]
    return made._replace(cards=cards, skipped=[*made.skipped, *moved])


def _answered(card: Card, answer: str) -> Card:
    if not answer or placeholder(answer):
        return card
    return assemble(card.topic, card.question, split_sections(answer), card.source)
