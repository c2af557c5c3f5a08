"""Word documents as Markdown: headings, numbered and bulleted lists, bold, tables.

Knows python-docx, nothing of questions. `docx_to_markdown(data)`
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

MOST_UNPACKED = 100_000_000
_NUMBERS = {
    "decimal": "{n}.",
    "chineseCounting": "{zh}、",
    "chineseCountingThousand": "{zh}、",
    "japaneseCounting": "{zh}、",
    "ideographDigital": "{zh}、",
    "lowerLetter": "{a}.",
    "upperLetter": "{A}.",
}
_HAN = "零一二三四五六七八九"


class BrokenDocumentError(ValueError):
    """The bytes are no Word document that can be opened; the message says what to do."""


def docx_to_markdown(data: bytes) -> str:
    """Markdown of a document's paragraphs and tables, a blank line around plain paragraphs."""
    _check_size(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        writer = _Writer(document)
        for block in document.iter_inner_content():
            if hasattr(block, "rows"):
                writer.table([[cell.text for cell in row.cells] for row in block.rows])
            else:
                writer.paragraph(block)
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError) as error:
        raise BrokenDocumentError(
            f"the Word document cannot be opened ({error}); open it in a word processor and save it again"
        ) from error
    return "\n".join(writer.lines)


def _check_size(data: bytes) -> None:
    """A small archive can unpack to a huge one: its own directory says how much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sizes = [(item.file_size, item.compress_size) for item in archive.infolist()]
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError) as error:
        raise BrokenDocumentError(
            "this is no Word document (.docx); save it again as .docx or as text"
        ) from error
    if sum(size for size, _ in sizes) > MOST_UNPACKED:
        raise BrokenDocumentError(
            "the document unpacks to more than 100 MB; split it or save it as text"
        )


class _Writer:
    """Writes lines, counting list numbers as the word processor would."""

    def __init__(self, document: Any) -> None:
        self.lines: list[str] = []
        self._formats = _list_formats(document)
        self._counts: dict[tuple[str, int], int] = defaultdict(int)
        self._was_list = False

    def paragraph(self, paragraph: Paragraph) -> None:
        text = _text(paragraph)
        if not text.strip():
            self.lines.append("")
            return
        level = _heading_level(paragraph)
        mark, indent = self._list_mark(paragraph)
        if level:
            self.lines += ["", "#" * level + " " + text.replace("\n", " "), ""]
        elif mark:
            self.lines.append("    " * indent + mark + " " + text)
        else:
            if self.lines and self.lines[-1] and not self._was_list:
                self.lines.append("")
            self.lines += text.split("\n")
        self._was_list = bool(mark)

    def table(self, rows: list[list[str]]) -> None:
        if not rows:
            return
        clean = [
            [re.sub(r"\s*\n\s*", "<br>", c.strip()).replace("|", "\\|") for c in row]
            for row in rows
        ]
        lines = ["| " + " | ".join(row) + " |" for row in clean]
        lines.insert(1, "|" + " --- |" * len(clean[0]))
        self.lines += ["", *lines, ""]

    def _list_mark(self, paragraph: Paragraph) -> tuple[str, int]:
        """Marker and depth of a list paragraph; an empty marker for any other."""
        style = (paragraph.style.name or "") if paragraph.style is not None else ""
        properties: Any = paragraph._p.pPr
        numbered = properties.numPr if properties is not None else None
        if numbered is not None and numbered.numId is not None and numbered.numId.val:
            depth = numbered.ilvl.val if numbered.ilvl is not None else 0
            key = str(numbered.numId.val)
            form = self._formats.get((key, depth), "bullet")
        elif style.startswith(("List Bullet", "List Number")):
            depth = int(style[-1]) - 1 if style[-1].isdigit() else 0
            key, form = style[:8], "decimal" if "Number" in style else "bullet"
        else:
            return "", 0
        if form not in _NUMBERS:
            return "-", depth
        self._counts[key, depth] += 1
        for other in [k for k in self._counts if k[0] == key and k[1] > depth]:
            del self._counts[other]
        n = self._counts[key, depth]
        letter = chr(96 + (n - 1) % 26 + 1)
        return _NUMBERS[form].format(n=n, zh=_chinese(n), a=letter, A=letter.upper()), depth


def _text(paragraph: Paragraph) -> str:
    """The paragraph's text; wholly bold ones in `**`."""
    text = paragraph.text.strip()
    runs = [run for run in paragraph.runs if run.text.strip()]
    bold = bool(runs) and all(run.bold for run in runs)
    return (
        f"**{text}**" if bold and text and "\n" not in text and not text.startswith("**") else text
    )


def _heading_level(paragraph: Paragraph) -> int:
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    found = re.match(r"(?:heading|标题|標題)\s*([1-9])", style, re.I)
    if found:
        return min(6, int(found[1]))
    return 1 if style in ("Title", "标题") else 0


def _list_formats(document: Any) -> dict[tuple[str, int], str]:
    """(list id, depth) → number format, from the document's numbering part."""
    from docx.oxml.ns import qn

    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for one in root.findall(qn("w:abstractNum")):
        levels = {}
        for level in one.findall(qn("w:lvl")):
            form = level.find(qn("w:numFmt"))
            if form is not None:
                levels[int(level.get(qn("w:ilvl")))] = form.get(qn("w:val"))
        abstract[one.get(qn("w:abstractNumId"))] = levels
    formats = {}
    for num in root.findall(qn("w:num")):
        target = num.find(qn("w:abstractNumId"))
        if target is not None:
            for depth, form in abstract.get(target.get(qn("w:val")), {}).items():
                formats[num.get(qn("w:numId")), depth] = form
    return formats


def _chinese(n: int) -> str:
    if n < 10:
        return _HAN[n]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else _HAN[tens % 10]) + "十" + (_HAN[ones] if ones else "")
