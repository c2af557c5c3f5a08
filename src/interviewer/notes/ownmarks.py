"""Marks that a file sets before its questions by a habit of its own: ❓, ★, `>`, ==…==, <u>…</u>.

Knows one text without indentation; nothing of which marks carry questions.
`own_mark("❓ What is a heap?")`
"""

from __future__ import annotations

import re
from functools import lru_cache

_PICTURES = r"\U0001f000-\U0001faff\u25a0-\u27bf\u2b00-\u2bff\ufe0f\u200d"
_SIGN = re.compile(rf"(?:[{_PICTURES}§※]+|>+|[?？](?=[ \t]))[ \t\u3000]*")
_WRAPPED = re.compile(
    r"(?P<mark>==|\*\*|__|[*_])(?=[^\s*_=])(?P<words>.+?)(?<=[^\s*_=])(?P=mark)(?P<end>[?？:：]?)$"
)
_TAGGED = re.compile(
    r"<(?P<mark>u|mark|i|em|b|strong|font|span|big)\b[^>]*>(?P<words>.+)</(?P=mark)>(?P<end>[?？:：]?)$",
    re.I,
)
_FIRST = re.compile(rf"[{_PICTURES}§※=<>?？*_]")


@lru_cache(maxsize=1 << 14)
def own_mark(text: str) -> tuple[str, str] | None:
    """The mark and the words behind or inside it; None without a mark or without words."""
    mark, words = "", text.strip()
    while words and _FIRST.match(words):
        sign = _SIGN.match(words)
        around = None if sign else _WRAPPED.match(words) or _TAGGED.match(words)
        if sign:
            mark += "¿" if sign[0][0] in "?？" else sign[0].strip()[0]
            words = words[sign.end() :]
        elif around and not _again(around["mark"], around["words"]):
            mark += around["mark"].lower()
            words = around["words"].strip() + around["end"]
        else:
            break
    return (mark, words) if mark and re.search(r"\w", words) else None


def _again(mark: str, words: str) -> bool:
    """Whether a mark stands among the words too, so that it does not go around them all."""
    return (f"</{mark}" if mark.isalpha() else mark) in words


def without_mark(text: str) -> str:
    """The text without such a mark."""
    if text[:1].isalnum():
        return text
    found = own_mark(text)
    return found[1] if found else text
