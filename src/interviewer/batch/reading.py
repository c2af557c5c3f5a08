"""A file or a paste of many answers read into items: text, tables with named columns, documents.

In a table (CSV, TSV, JSON lines) a record is a row, whatever its answer contains. Knows nothing
of grading. `read_answers(data, "answers.md", Known(cards))`
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from interviewer.batch.items import Item
from interviewer.batch.known import Known
from interviewer.batch.splitting import split
from interviewer.errors import InputError
from interviewer.notes.encoding import UndecodableError, decode
from interviewer.notes.html import to_markdown
from interviewer.notes.pdf import pdf_to_text
from interviewer.notes.separated import separator
from interviewer.notes.word import docx_to_markdown

MOST_BYTES = 20_000_000
MOST_ITEMS = 5_000

_COLUMNS = {
    "question": re.compile(r"questions?|q|prompt|问题|題目|题目|问", re.I),
    "answer": re.compile(r"answers?|a|response|(?:my|student)[ _]answer|回答|答案|作答|答", re.I),
    "card": re.compile(r"card(?:[ _]id)?|卡片", re.I),
}


def read_answers(data: bytes, name: str, known: Known) -> list[Item]:
    """The items of the bytes of a file called `name`. Raises InputError when there are none."""
    if len(data) > MOST_BYTES:
        raise InputError(f"{name}: larger than {MOST_BYTES // 1_000_000} MB; split it.")
    try:
        text = _text(data, PurePath(name).suffix.lower())
    except UndecodableError as error:
        raise InputError(f"{name}: {error}") from error
    except ValueError as error:
        raise InputError(f"{name} cannot be read: {error}") from error
    items = _lines_of_json(text) or _rows(text) or split(text, known)
    if not items:
        raise InputError(
            f"{name}: no question found. Number the questions, put them in headings, or write "
            "Q: and A: before questions and answers; a table needs columns question and answer."
        )
    if len(items) > MOST_ITEMS:
        raise InputError(f"{name}: {len(items):,} answers; {MOST_ITEMS:,} is the most. Split it.")
    return items


def _text(data: bytes, ending: str) -> str:
    if ending == ".docx":
        return docx_to_markdown(data)
    if ending == ".pdf":
        return pdf_to_text(data)
    text = decode(data).text.removeprefix("\ufeff")
    return to_markdown(text) if ending in (".html", ".htm") else text


def _lines_of_json(text: str) -> list[Item]:
    """One object a line with `question` or `card`, and `answer`; empty when it is not that."""
    if not text.lstrip().startswith("{"):
        return []
    items = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            return []
        if not isinstance(row, dict) or "answer" not in row or not {"question", "card"} & set(row):
            return []
        items.append(_item(number, row))
    return items


def _rows(text: str) -> list[Item]:
    """The rows of a table whose first row names its columns; empty when it is not that."""
    mark = separator(text)
    if mark is None:
        return []
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    columns = _columns(next(reader, []))
    if "answer" not in columns or len(columns) < 2:
        return []
    items = []
    before = reader.line_num
    for cells in reader:
        row = {name: cells[at] for name, at in columns.items() if at < len(cells)}
        if any(cell.strip() for cell in row.values()):
            items.append(_item(before + 1, row))
        before = reader.line_num
    return items


def _columns(names: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, name in enumerate(names):
        for column, pattern in _COLUMNS.items():
            if pattern.fullmatch(name.strip()):
                found.setdefault(column, at)
    return found


def _item(line: int, row: dict[str, Any]) -> Item:
    cells = {name: str(row.get(name) or "").strip() for name in _COLUMNS}
    return Item(line, cells["question"], cells["answer"], card_id=cells["card"] or None)
