"""Chinese text made ready for cutting: traditional characters and wide punctuation folded.

Every character stays one character, so offsets keep. Knows nothing of words or models.
`has_chinese("自注意力")`, `folded("為什麼？")`
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent / "data" / "traditional.txt"
HAN_RUN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")


def has_chinese(text: str) -> bool:
    """Whether a text holds any Chinese character."""
    return HAN_RUN.search(text) is not None


def folded(text: str) -> str:
    """The text with simplified characters and narrow punctuation, as long as before."""
    return text.translate(_folding())


@cache
def _folding() -> dict[int, int]:
    """Code point to code point: the shipped table of characters, and wide forms to ASCII."""
    table = {0xFF01 + n: 0x21 + n for n in range(94)}
    table.update({ord("。"): ord("."), ord("、"): ord(","), 0x3000: 0x20})
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        traditional, simplified = line[:1], line[1:2]
        if simplified and traditional != "#":
            table[ord(traditional)] = ord(simplified)
    return table
