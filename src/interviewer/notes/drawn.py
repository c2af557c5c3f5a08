"""Outlines drawn with lines, as folders are printed, turned into bullets when they ask.

Knows lines only; a drawing of folders inside an answer stays as it is.
`drawn_outline(["├── Heaps", "│   └── How does a heap sort?"])`
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from interviewer.notes.wording import question_score

_BRANCH = re.compile(
    r"(?P<trunk>(?:[│┃|][ \u00a0]{1,3}|[ \u00a0]{4})*)[├└┣┗][─━]+[ \u00a0]*(?P<text>\S.*)$"
)
_FENCE = re.compile(r"\s*(?:`{3,}|~{3,})\w*\s*$")
_FEWEST = 3
_ASKING = 0.6


def drawn_outline(lines: list[str]) -> list[str]:
    """The same number of lines: branches as indented bullets, without the fence around them."""
    found = {i: branch for i, line in enumerate(lines) if (branch := _BRANCH.match(line))}
    ends = [i for i in found if _depth(found, i + 1) <= _depth(found, i)]
    asks = sum(question_score(found[i]["text"]) for i in ends)
    if len(ends) < _FEWEST or asks < _ASKING * len(ends):
        return lines
    out = list(lines)
    for i, branch in found.items():
        out[i] = "    " * _depth(found, i) + f"- {branch['text']}"
    for i in _fences(lines, found):
        out[i] = f"<!-- {lines[i].strip()} -->"
    return out


def _depth(found: Mapping[int, re.Match[str]], index: int) -> int:
    return len(found[index]["trunk"]) // 4 if index in found else -1


def _fences(lines: Sequence[str], found: Mapping[int, re.Match[str]]) -> list[int]:
    """Fences right before and right after a drawing."""
    beside = {i - 1 for i in found} | {i + 1 for i in found}
    return [i for i in beside if 0 <= i < len(lines) and _FENCE.match(lines[i])]
