"""HTML to Markdown, for cells of flashcard exports and for pages.

Knows the few tags that notes use; scripts and styles are dropped. `to_markdown("<b>RAII</b>")`
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_KNOWN = re.compile(
    r"</?(?:br|p|div|b|strong|i|em|u|code|pre|ul|ol|li|span|img|a|h[1-6]|table|tr|td|th|hr|sub|sup|"
    r"font|blockquote|script|style|html|body|head|details|summary)\b[^>]*>|&(?:nbsp|lt|gt|amp|quot|#\d+);",
    re.I,
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "tr",
        "hr",
        "blockquote",
        "section",
        "article",
        "details",
        "body",
        "dl",
        "dt",
        "dd",
    ]
)
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`"}
_SILENT = frozenset(["script", "style", "head", "title", "noscript", "template"])


def looks_like_html(text: str) -> bool:
    """Whether a text holds tags or entities that notes use."""
    return _KNOWN.search(text) is not None


def to_markdown(text: str) -> str:
    """Markdown of an HTML fragment or page."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    joined = re.sub(r"[ \t]+\n", "\n", "".join(reader.pieces))
    return re.sub(r"\n{3,}", "\n\n", joined.replace("\xa0", " ")).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._lists: list[int] = []
        self._silent = 0
        self._pre = 0
        self._links: list[str] = []

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """The library's own raises AssertionError for a section without a name, such as `<![<`."""
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:
            return self.parse_bogus_comment(i, report)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag == "pre":
            self._pre += 1
            self.pieces.append("\n```\n")
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ol" else -1)
            self._break()
        elif tag == "li":
            self._item()
        elif tag == "summary":
            self.pieces.append("\n\n**")
        elif re.fullmatch(r"h[1-6]", tag):
            self.pieces.append("\n\n" + "#" * int(tag[1]) + " ")
        elif tag == "img":
            self.pieces.append(f"![{values.get('alt', '')}]({values.get('src', '')})")
        elif tag == "a":
            self._links.append(values.get("href", ""))
            self.pieces.append("[")
        elif tag in ("td", "th"):
            self.pieces.append(" | ")
        elif tag in _BLOCKS:
            self._break()
        elif tag in _MARKS and not self._pre:
            self.pieces.append(_MARKS[tag])

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
            self.pieces.append("\n```\n")
        elif tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._break()
        elif tag == "summary":
            self.pieces.append("**\n\n")
        elif re.fullmatch(r"h[1-6]", tag):
            self.pieces.append("\n\n")
        elif tag == "a" and self._links:
            href = self._links.pop()
            self.pieces.append(f"]({href})")
        elif tag in _BLOCKS:
            self._break()
        elif tag in _MARKS and not self._pre:
            self.pieces.append(_MARKS[tag])

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        self.pieces.append(data if self._pre else re.sub(r"[ \t\r\f]*\n[ \t\r\f]*", "\n", data))

    def _break(self) -> None:
        if self.pieces and not "".join(self.pieces[-2:]).endswith("\n"):
            self.pieces.append("\n")

    def _item(self) -> None:
        self._break()
        depth = max(0, len(self._lists) - 1)
        mark = "-"
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            mark = f"{self._lists[-1]}."
        self.pieces.append("    " * depth + mark + " ")
