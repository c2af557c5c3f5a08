"""Yes or no: the side an answer takes, where reference and answer both take one.

Knows nothing of the subject. `agreement("错误。例如…", "正确,因为…")` → -1.0
"""

from __future__ import annotations

import re

_HEAD = 24
_NO = re.compile(
    r"^\W*(?:no\b|false\b|wrong\b|incorrect\b|cannot\b|can'?t\b|never\b|it (?:is|does|can)(?: not|n'?t)\b"
    r"|错|不对|不正确|不是|不能|不可以|不会|不一定|不需要|否|没有|假|并非|叙述不|说法不|该说法(?:不|错)|这种说法(?:不|错)|不可|×)"
)
_YES = re.compile(
    r"^\W*(?:yes\b|true\b|correct\b|right\b|yeah\b|sure\b|it (?:is|does|can)\b(?! not|n't)"
    r"|对(?!于|比|称)|正确|是的|是(?!否|不)|可以|能(?!够否)|会(?!不)|需要|真|没错|有(?!的|些|时)|√|叙述正确|说法正确|该说法正确)"
)


def stance(text: str) -> int:
    """1 for yes, -1 for no, 0 when the first words of a folded text take no side."""
    head = text[:_HEAD]
    if _NO.match(head):
        return -1
    return 1 if _YES.match(head) else 0


def agreement(reference: str, answer: str) -> float:
    """1 when both take the same side, -1 for opposite sides, 0 when one takes none."""
    return float(stance(reference) * stance(answer))
