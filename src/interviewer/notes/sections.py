"""The parts that may follow a reference answer: key points, misconceptions, angles, terms.

Their form is described in `knowledge/README.md`. Knows nothing of files.
`split_sections("Answer.\n\n### Key points\n- (2) One point")`
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from interviewer.cards import KeyPoint, Level, Misconception


class Part(StrEnum):
    """A named part of a card, after the reference."""

    POINTS = "key points"
    MISCONCEPTIONS = "common misconceptions"
    ANGLES = "follow-up angles"
    TERMS = "terms"
    READING = "further reading"


HEADINGS = {
    "en": {
        Part.POINTS: "Key points",
        Part.MISCONCEPTIONS: "Common misconceptions",
        Part.ANGLES: "Follow-up angles",
        Part.TERMS: "Terms",
        Part.READING: "Further reading",
    },
    "zh": {
        Part.POINTS: "要点",
        Part.MISCONCEPTIONS: "常见误解",
        Part.ANGLES: "追问",
        Part.TERMS: "术语",
        Part.READING: "延伸阅读",
    },
}
_BY_NAME = {name.casefold(): part for names in HEADINGS.values() for part, name in names.items()}
_HEADING = re.compile(r"#{2,6}[ \t]+(.+?)[ \t]*#*$")
_FENCE = re.compile(r"[ \t]*(```|~~~)")
_META = re.compile(r"<!--\s*card:\s*(?P<name>[^;\s]+)\s*(?:;\s*level:\s*(?P<level>\w+)\s*)?-->")
_BULLET = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+")
_WEIGHT = re.compile(r"[(（](\d+(?:\.\d+)?)[)）]\s*")
_CLAIM = re.compile(r"[\"“「](?P<claim>.+)[\"”」]\s*(?:—+|–+|--?)\s*(?P<why>.+)", re.S)


class Sections(NamedTuple):
    """A body without its parts, and the parts read."""

    reference: str
    points: tuple[tuple[str, float], ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    angles: tuple[str, ...] = ()
    aliases: tuple[tuple[str, ...], ...] = ()
    reading: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def card_name(line: str) -> tuple[str, Level | None] | None:
    """Name and level in a `<!-- card: name; level: mid -->` line, None for any other."""
    found = _META.search(line)
    if found is None:
        return None
    level = found["level"]
    known = level in {one.value for one in Level}
    return found["name"], Level(level) if level and known else None


def split_sections(body: str, exact: bool = False) -> Sections:
    """Read the parts off the end of a body.

    Key points without a reference above them are the answer as it stands, and stay in
    it; not so in the `exact` form, where a card may have nothing else.
    """
    reference, parts = _cut(body)
    if not parts or (not exact and Part.POINTS in parts and not reference.strip()):
        return Sections(body)
    read: dict[Part, tuple[str, ...]] = {part: _entries(text) for part, text in parts.items()}
    claims = [(entry, _CLAIM.match(entry)) for entry in read.get(Part.MISCONCEPTIONS, ())]
    terms = [(entry, _terms(entry)) for entry in read.get(Part.TERMS, ())]
    return Sections(
        reference.strip("\n"),
        tuple(_weighted(entry) for entry in read.get(Part.POINTS, ())),
        tuple(Misconception(m["claim"].strip(), m["why"].strip()) for _, m in claims if m),
        read.get(Part.ANGLES, ()),
        tuple(names for _, names in terms if len(names) > 1),
        read.get(Part.READING, ()),
        tuple(e for e, m in claims if not m) + tuple(e for e, names in terms if len(names) < 2),
    )


def literal_points(points: tuple[tuple[str, float], ...], reference: str) -> tuple[KeyPoint, ...]:
    """Given points with their offsets in the reference where they stand there word for word."""
    made = []
    for text, weight in points:
        start = reference.find(text)
        place = (start, start + len(text)) if start >= 0 else (None, None)
        made.append(KeyPoint(text, weight, *place))
    return tuple(made)


def _cut(body: str) -> tuple[str, dict[Part, str]]:
    if "#" not in body:
        return body, {}
    kept: list[str] = []
    parts: dict[Part, list[str]] = {}
    part: Part | None = None
    fence = ""
    for line in body.split("\n"):
        mark = _FENCE.match(line)
        if mark and (not fence or fence == mark[1]):
            fence = "" if fence else mark[1]
        heading = None if fence or mark else _HEADING.match(line)
        if heading:
            part = _BY_NAME.get(heading[1].strip().casefold().rstrip(":："))
            if part is not None:
                parts.setdefault(part, [])
                continue
        (kept if part is None else parts[part]).append(line)
    return "\n".join(kept), {name: "\n".join(lines) for name, lines in parts.items()}


def _entries(text: str) -> tuple[str, ...]:
    """List items, or lines; an indented line goes on with the item above it."""
    entries: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            continue
        mark = _BULLET.match(line)
        if mark is None and entries and line[:1].isspace():
            entries[-1] += " " + line.strip()
        else:
            entries.append(line[mark.end() if mark else 0 :].strip())
    return tuple(entry for entry in entries if entry)


def _weighted(entry: str) -> tuple[str, float]:
    found = _WEIGHT.match(entry)
    if found is None or float(found[1]) <= 0:
        return entry, 1.0
    return entry[found.end() :], float(found[1])


def _terms(entry: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in re.split(r"\s+=\s+|＝", entry) if term.strip())
