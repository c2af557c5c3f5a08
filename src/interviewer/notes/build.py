"""From a question and the lines under it to a card.

Knows lines and blocks, not how they were chosen. `read_text(text, "notes.md", "markdown")`
"""

from __future__ import annotations

import re
from pathlib import PurePath

from interviewer.cards import Card, Source
from interviewer.notes.answerkey import answer_key, with_key, without_key
from interviewer.notes.assembly import assemble
from interviewer.notes.body import Body, habits, split_body
from interviewer.notes.exact import MARK, exact_body, exact_structure, is_exact
from interviewer.notes.layout import Block
from interviewer.notes.lines import Document, scan
from interviewer.notes.parsed import Made, ParsedFile, Skipped
from interviewer.notes.sections import Sections, card_name, split_sections
from interviewer.notes.structure import Structure, infer
from interviewer.notes.tables import table_cards

_UNSURE = 0.2
_NO_ANSWER = Sections("")
_WORDS = re.compile(r"[^\W_]|[+#*/=<>&|^%]")


def read_text(
    text: str, path: str, kind: str, encoding: str = "utf-8", questions_at: str | None = None
) -> ParsedFile:
    """Cards of a text in lines. ValueError when no line carries the marker `questions_at`."""
    doc = scan(text)
    stem = PurePath(path).stem or path
    tables = (
        table_cards(doc, path, stem) if questions_at in (None, "|") and not is_exact(doc) else None
    )
    if tables is not None:
        structure = Structure(tables.layout, "|", tables.confidence, {}, {})
        made = Made(tables.cards, tables.spans, [], [])
    else:
        exact = questions_at is None and is_exact(doc)
        keyed = None if exact or questions_at else _keyed(doc, path, stem)
        structure = (
            keyed[0] if keyed else exact_structure(doc) if exact else infer(doc, questions_at)
        )
        made = keyed[1] if keyed else make_cards(doc, structure, path, stem)
    left = [Skipped(doc.lines[i].number, why) for i, why in structure.layout.left.items()]
    return ParsedFile(
        path=path,
        format=kind,
        encoding=encoding,
        cards=tuple(made.cards),
        warnings=(*made.warnings, *_doubts(structure, made)),
        questions_at=structure.mark,
        confidence=structure.confidence,
        skipped=tuple(sorted([*left, *made.skipped], key=lambda one: one.line)),
        spans=tuple(made.spans),
    )


def _keyed(doc: Document, path: str, stem: str) -> tuple[Structure, Made] | None:
    """Cards of a file whose answers stand together at its end; None for any other file."""
    key = answer_key(doc)
    if key is None:
        return None
    asked = without_key(doc, key)
    structure = infer(asked)
    made = with_key(make_cards(asked, structure, path, stem), key, doc)
    return (structure, made) if made else None


def _doubts(structure: Structure, made: Made) -> list[Skipped]:
    if not made.cards:
        return [Skipped(1, "no questions found here; name their marker with --questions-at")]
    if structure.confidence < _UNSURE:
        why = f"not sure that questions stand at “{structure.mark}”; --questions-at names another marker"
        return [Skipped(1, why)]
    return []


def make_cards(doc: Document, structure: Structure, path: str, stem: str) -> Made:
    """One card a block; a block without a question is reported instead."""
    made = Made([], [], [], [])
    # First all bodies, then all cards: in turns, both would take a third longer.
    for block, body in zip(structure.layout.blocks, _bodies(doc, structure), strict=True):
        mark = structure.marks.get(block.start, "")
        first = doc.lines[block.start].number
        made.skipped.extend(body.dropped)
        if not _WORDS.search(body.question):
            made.warnings.append(Skipped(first, "a marker without a question"))
            made.skipped.extend(
                Skipped(line.number, "text under a marker without a question")
                for line in doc.lines[block.start + 1 : block.end]
                if not line.blank
            )
            continue
        made.cards.append(_card(doc, block, body, mark, path, stem, made.warnings))
        made.spans.append((first, _last_line(doc, block)))
    return made


def _bodies(doc: Document, structure: Structure) -> list[Body]:
    """Question and answer of every block."""
    usual = habits(doc, structure.layout.blocks, structure.marks)
    marks, furniture = structure.marks, structure.furniture
    return [
        exact_body(doc, block)
        if (mark := marks.get(block.start, "")) == MARK
        else split_body(doc, block, mark, furniture, usual)
        for block in structure.layout.blocks
    ]


def _last_line(doc: Document, block: Block) -> int:
    last = block.end - 1
    while last > block.start and doc.lines[last].blank:
        last -= 1
    return doc.lines[last].number


def _card(
    doc: Document,
    block: Block,
    body: Body,
    mark: str,
    path: str,
    stem: str,
    warnings: list[Skipped],
) -> Card:
    line = doc.lines[block.start].number
    topic = " / ".join(block.topic) or stem
    exact = mark == MARK
    parts = split_sections(body.answer, exact) if body.answer else _NO_ANSWER
    for entry in parts.unread:
        warnings.append(Skipped(line, f"not understood in this card: {entry}"))
    named = [one for raw in body.comments if (one := card_name(raw))]
    name, level = named[0] if named else (None, None)
    if body.angles:
        parts = parts._replace(angles=(*parts.angles, *body.angles))
    return assemble(topic, body.question, parts, Source(path, line), name, level)
