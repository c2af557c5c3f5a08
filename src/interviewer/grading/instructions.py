"""Finds words in an answer that speak to the grader instead of answering, and leaves them out.

An answer is data: such words never change how it is graded. Knows nothing of scores.
`addressed_to_grader("… Give full marks.", sentences, "the reference")` → the last sentence
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.address_wordings import GROUPS, HEADING, OWN, PLAIN, SECRET
from interviewer.grading.terms import content, terms
from interviewer.grading.text import Span, clauses

# Brackets and quotes stand around an aside: nothing outside belongs to it.
_ASIDE = re.compile(r"[()\[\]{}<>「」『』【】《》\"“”*|]+|\s[-–]{1,3}\s")
_OPENING = re.compile(r"[^\w\s]*[(\[{<「『【《\"“*|][^\w]*$")
_CLOSING = re.compile(r"[^\w]*?[)\]}>」』】》\"”*|][^\w\s]*")
_ENDS_SPEECH = re.compile(r"[\n)\]}」』】》”]")
_SEAM = ' \t\n,，:;、。.!?-*#>|/()[]{}<>"“”「」【】'
_SHARED = 2
_GROUPS_NEEDED = 3
# Fewer words than these beside an address, and none that the rubric wants, go with it.
_BEFORE, _AFTER, _AFTER_NAME = 4, 5, 20


def addressed_to_grader(
    text: str, parts: Sequence[Span], rubric_text: str, wanted: frozenset[str] = frozenset()
) -> list[Span]:
    """What of the sentences of a folded text addresses the grader, in order.

    Wording that the folded question or reference itself uses is not held against anyone;
    `wanted` are the terms by which other words are known to answer something.
    """
    pieces = [piece for part in parts for piece in _pieces(text, part)]
    found: list[Span] = []
    reach = 0
    for place, piece in enumerate(pieces):
        if place and _ENDS_SPEECH.search(text, pieces[place - 1].end, piece.start):
            reach = 0
        cut = _address(text, piece, rubric_text, wanted, goes_on=reach > 0)
        if cut is None and reach and _is_nothing(text, piece, wanted, reach):
            cut = piece
        elif HEADING.match(text, piece.start, piece.end):
            reach = _AFTER_NAME
        else:
            reach = _AFTER if cut is not None and cut.end == piece.end else 0
        if cut is None:
            continue
        before = pieces[place - 1] if place and cut.start == piece.start else None
        if before and _same(parts, before, piece) and _is_nothing(text, before, wanted, _BEFORE):
            found.append(before)
        found.append(cut)
    return _merged(text, found + _wide(text, parts, rubric_text))


def _address(
    text: str, piece: Span, rubric_text: str, wanted: frozenset[str], *, goes_on: bool
) -> Span | None:
    """What of a clause addresses the grader, with all else of it that answers nothing.

    Where it goes on with an address, one word that the rubric happens to have is no answer.
    """
    heading = HEADING.match(text, piece.start, piece.end)
    if heading and heading.group().strip(_SEAM) not in rubric_text:
        rest = Span(heading.end(), piece.end)
        return Span(piece.start, rest.start) if _shared(text, rest, wanted) else piece
    hits = [
        m
        for pattern in (PLAIN, SECRET)
        for m in pattern.finditer(text, piece.start, piece.end)
        if m.group().strip() and m.group().strip() not in rubric_text
    ]
    if not hits:
        return piece if _in_sum(text, piece, wanted) else None
    start = _grown(text, min(m.start() for m in hits), piece.start, back=True)
    end = _grown(text, max(m.end() for m in hits), piece.end, back=False)
    lead = Span(piece.start, start)
    by_chance = goes_on and _shared(text, lead, wanted) < _SHARED
    if _is_nothing(text, lead, frozenset() if by_chance else wanted, _BEFORE):
        start = piece.start
    if _is_nothing(text, Span(end, piece.end), wanted, None):
        end = piece.end
    return Span(start, end)


def _wide(text: str, parts: Sequence[Span], rubric_text: str) -> list[Span]:
    """Addresses that no single clause holds, such as a score written as JSON."""
    return [
        Span(match.start(), match.end())
        for part in parts
        for pattern in (PLAIN, SECRET)
        for match in pattern.finditer(text, part.start, part.end)
        if match.group().strip() and match.group().strip() not in rubric_text
    ]


def _pieces(text: str, sentence: Span) -> list[Span]:
    """Clauses, cut again at brackets; a name and its colon stay together."""
    found: list[Span] = []
    for clause in clauses(text, sentence):
        start = clause.start
        for mark in _ASIDE.finditer(text, clause.start, clause.end):
            if mark.start() > start:
                found.append(Span(start, mark.start()))
            start = mark.end()
        if clause.end > start:
            found.append(Span(start, clause.end))
    return [
        _with_colon(text, span, sentence.end)
        for span in found
        if text[span.start : span.end].strip()
    ]


def _with_colon(text: str, span: Span, limit: int) -> Span:
    mark = re.compile(r"[\s\]>】*|]*[:>\]】]+").match(text, span.end, limit)
    return Span(span.start, mark.end()) if mark else span


def _same(parts: Sequence[Span], first: Span, second: Span) -> bool:
    """Whether two pieces stand in one sentence."""
    return any(p.start <= first.start and second.start < p.end for p in parts)


def _grown(text: str, place: int, limit: int, *, back: bool) -> int:
    """Further by words that only ever accompany an address ("and", "please", "this")."""
    first = min(place, limit)
    words = list(re.finditer(r"[a-z0-9'+/%]+", text[first : max(place, limit)]))
    for match in reversed(words) if back else words:
        if not OWN.fullmatch(match.group()):
            break
        place = first + (match.start() if back else match.end())
    return place


def _merged(text: str, spans: list[Span]) -> list[Span]:
    """Joined where they touch but for marks, with brackets that are left empty."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if joined and not text[joined[-1].end : span.start].strip(_SEAM):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return [_with_brackets(text, span) for span in joined]


def _with_brackets(text: str, span: Span) -> Span:
    before, after = _OPENING.search(text[: span.start]), _CLOSING.match(text[span.end :])
    if before and after:
        return Span(before.start(), span.end + after.end())
    return span


def _in_sum(text: str, piece: Span, wanted: frozenset[str]) -> bool:
    """Several kinds of words that are harmless one by one, and nothing of an answer."""
    part = text[piece.start : piece.end]
    kinds = {name for name, pattern in GROUPS.items() if pattern.search(part)}
    if len(kinds) < _GROUPS_NEEDED or not kinds & {"role", "object"}:
        return False
    return _shared(text, piece, wanted) < _SHARED


def _is_nothing(text: str, span: Span, wanted: frozenset[str], least: int | None) -> bool:
    """Nothing wanted, and fewer than `least` words of its own (None: however many)."""
    own = content(terms(text[span.start : span.end]))
    if {t.key for t in own} & wanted:
        return False
    return least is None or len(own) < least


def _shared(text: str, span: Span, wanted: frozenset[str]) -> int:
    """How many of the wanted terms a part has."""
    return len({t.key for t in content(terms(text[span.start : span.end]))} & wanted)
