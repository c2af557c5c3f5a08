"""Jupyter notebooks as Markdown: text cells as they stand, code cells fenced.

Knows JSON, nothing of questions. `notebook_to_markdown(text)`
"""

from __future__ import annotations

import json
from typing import Any


class BrokenNotebookError(ValueError):
    """The text is no notebook; the message says why."""


def notebook_to_markdown(text: str) -> str:
    """Markdown of all cells, a blank line between them. Outputs are left out."""
    try:
        book = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise BrokenNotebookError(
            f"the notebook's JSON is broken ({error}); open and save it again"
        ) from error
    cells = _cells(book)
    if cells is None:
        raise BrokenNotebookError("this JSON is no notebook: it has no cells")
    language = _language(book)
    return "\n\n".join(part for cell in cells if (part := _cell(cell, language)))


def _cells(book: Any) -> list[Any] | None:
    if not isinstance(book, dict):
        return None
    cells = book.get("cells")
    if cells is None and isinstance(book.get("worksheets"), list):
        cells = [
            c
            for sheet in book["worksheets"]
            if isinstance(sheet, dict)
            for c in sheet.get("cells", [])
        ]
    return cells if isinstance(cells, list) else None


def _language(book: dict[str, Any]) -> str:
    meta = book.get("metadata")
    info = meta.get("language_info") if isinstance(meta, dict) else None
    name = info.get("name") if isinstance(info, dict) else None
    return name if isinstance(name, str) else "python"


def _cell(cell: Any, language: str) -> str:
    if not isinstance(cell, dict):
        return ""
    source = cell.get("source", cell.get("input", ""))
    text = "".join(str(part) for part in source) if isinstance(source, list) else str(source)
    text = text.replace("\r\n", "\n").strip("\n")
    if not text.strip():
        return ""
    kind = cell.get("cell_type")
    if kind == "heading":
        return "#" * int(cell.get("level", 1)) + " " + text
    return text if kind == "markdown" else f"```{language}\n{text}\n```" if kind == "code" else ""
