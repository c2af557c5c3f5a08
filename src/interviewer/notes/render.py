"""Cards written as Markdown in the form of the knowledge pack, and notes brought up to date.

Reading back what `render` wrote gives the same cards. Knows nothing of files.
`render(cards)`
"""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from interviewer.cards import Card, Lang
from interviewer.notes.exact import DIRECTIVE
from interviewer.notes.keypoints import key_points
from interviewer.notes.parsed import ParsedFile
from interviewer.notes.sections import HEADINGS, Part


def render(cards: Iterable[Card]) -> str:
    """Markdown of the cards: a `#` a topic, a `##` a question, parts as `###`.

    Headings of the first two levels inside an answer go down to the third, where they
    cannot be taken for topics and questions.
    """
    out = [DIRECTIVE, ""]
    topic: str | None = None
    for card in cards:
        if card.topic != topic:
            topic = card.topic
            out += [f"# {topic}", ""]
        out += [render_card(card), ""]
    return "\n".join(out).rstrip("\n") + "\n"


def render_card(card: Card) -> str:
    """One card from its `##` on, without a blank line at the end."""
    out = ["## " + card.question.replace("\n", "<br>")]
    if card.pair:
        level = f"; level: {card.level.value}" if card.level else ""
        out.append(f"<!-- card: {card.pair}{level} -->")
    if card.reference is not None:
        out += ["", lowered(card.reference)]
    for part, entries in _parts(card):
        names = HEADINGS["zh" if card.lang is Lang.ZH else "en"]
        out += ["", f"### {names[part]}", *(f"- {entry}" for entry in entries)]
    return "\n".join(out)


def _parts(card: Card) -> list[tuple[Part, list[str]]]:
    own = card.key_points != key_points(card.reference)
    points = [f"({p.weight:g}) {_line(p.text)}" for p in card.key_points] if own else []
    listed = [
        (Part.POINTS, points),
        (
            Part.MISCONCEPTIONS,
            [f"“{_line(m.claim)}” — {_line(m.why)}" for m in card.misconceptions],
        ),
        (Part.ANGLES, [_line(angle) for angle in card.angles]),
        (Part.TERMS, [" = ".join(names) for names in card.aliases]),
        (Part.READING, [_line(entry) for entry in card.reading]),
    ]
    return [(part, entries) for part, entries in listed if entries]


def _line(text: str) -> str:
    return " ".join(text.split("\n"))


def lowered(reference: str) -> str:
    """An answer in which no heading outside code stands above the third level."""
    out: list[str] = []
    fence = ""
    for line in reference.split("\n"):
        mark = re.match(r" {0,3}(```|~~~)", line)
        if mark and (not fence or fence == mark[1]):
            fence = "" if fence else mark[1]
        if not fence and re.match(r" {0,3}#{1,2}[ \t]", line):
            line = "### " + line.lstrip(" ").lstrip("#").lstrip()
        out.append(line)
    return "\n".join(out)


def write_back(source: str, parsed: ParsedFile, cards: Mapping[str, Card]) -> str:
    """The notes with edited cards in their places; every other line stays as it is.

    `source` is the text that `parsed` was read from, `cards` the wanted state by id: a
    card with new content replaces its lines, one that is missing loses them, and one
    that was not in the file comes at the end in the pack's form.
    """
    lines = source.split("\n")
    hashes: dict[str, set[str]] = defaultdict(set)
    for card in parsed.cards:
        hashes[card.id].add(card.content_hash)
    out: list[str] = []
    at = 0
    for (first, last), card in zip(parsed.spans, parsed.cards, strict=True):
        out += lines[at : first - 1]
        wanted = cards.get(card.id)
        if wanted is not None:
            block = lines[first - 1 : last]
            same = wanted.content_hash in hashes[card.id]
            out += block if same else _edited(block, card, wanted)
        at = last
    out += lines[at:]
    held = {card.id for card in parsed.cards}
    for card in (card for card in cards.values() if card.id not in held):
        out += ["", *render_card(card).split("\n")]
    return "\n".join(out)


def _edited(block: list[str], old: Card, new: Card) -> list[str]:
    """The card's lines with its question reworded in place and its answer replaced."""
    first = block[0]
    if new.question != old.question:
        found = old.question.split("\n")[0] in first
        if not found:
            return render_card(new).split("\n")
        first = first.replace(old.question.split("\n")[0], new.question.replace("\n", " "), 1)
    names = [names for names in new.aliases if names not in old.aliases]
    if new.reference == old.reference:
        return [first, *block[1:], *_terms(names, new)]
    opening = (old.reference or "").split("\n")[0]
    inline = bool(opening) and opening in first
    if inline:
        first = first[: first.rindex(opening)].rstrip()
    below = [line for line in block[1:] if line.strip()]
    indent = below[0][: len(below[0]) - len(below[0].lstrip())] if below else ""
    answer = [indent + line if line else "" for line in (new.reference or "").split("\n")]
    if inline and len(answer) == 1:
        return [f"{first} {answer[0].strip()}", *_terms(names, new)]
    spaced = len(block) > 1 and not block[1].strip()
    return [first, *([""] if spaced else []), *answer, *_terms(names, new)]


def _terms(groups: Sequence[tuple[str, ...]], card: Card) -> list[str]:
    """Names of one thing as the lines that importing reads back; none for none."""
    if not groups:
        return []
    title = HEADINGS["en" if card.lang is Lang.EN else "zh"][Part.TERMS]
    return ["", f"### {title}", *(f"- {' = '.join(names)}" for names in groups)]


def unified_diff(before: str, after: str, path: str) -> str:
    """The change from one text to another as a unified diff; empty when they are the same."""
    return "".join(
        line if line.endswith("\n") else line + "\n"
        for line in difflib.unified_diff(
            before.splitlines(keepends=True),
            after.splitlines(keepends=True),
            fromfile=path,
            tofile=path,
        )
    )
