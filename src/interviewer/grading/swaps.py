"""Swapped roles: the same words with two parts exchanged ("A calls B" against "B calls A").

Knows nothing of points. `exchanged(words("a calls b"), words("b calls a"))` → ("a", "b")
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.grading.terms import STOP_EN, stem

WORD = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[a-z0-9_+#]+")
JOINING = frozenset(
    [
        "and",
        "or",
        "as",
        "well",
        "both",
        "either",
        "with",
        "also",
        "plus",
        "和",
        "与",
        "或",
        "及",
        "以",
        "跟",
        "同",
        "并",
        "且",
        "、",
    ]
)
# Two ways to say one thing, which only look like an exchange.
_SAME_ORDER = (("先进后出", "后进先出"), ("first in last out", "last in first out"),
               ("first-in-last-out", "last-in-first-out"))  # fmt: skip
_LONGEST = 8


def words(text: str) -> list[str]:
    """Words as stems, Chinese as characters, in order."""
    for name, usual in _SAME_ORDER:
        text = text.replace(name, usual)
    return [stem(w) for w in WORD.findall(text)]


def exchanged(first: Sequence[str], second: Sequence[str]) -> tuple[str, str] | None:
    """The two parts that stand in each other's place, when nothing else differs.

    Parts joined by "and" or the like may stand in any order and do not count.
    """
    if len(first) != len(second) or list(first) == list(second):
        return None
    start = next(i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b)
    end = next(i for i, (a, b) in enumerate(zip(first[::-1], second[::-1], strict=True)) if a != b)
    one, other = list(first[start : len(first) - end]), list(second[start : len(second) - end])
    for left in range(1, min(_LONGEST, len(one) - 1) + 1):
        for right in range(1, min(_LONGEST, len(one) - left) + 1):
            if _is_exchange(one, other, left, right):
                return " ".join(one[:left]), " ".join(one[len(one) - right :])
    return None


def _is_exchange(one: list[str], other: list[str], left: int, right: int) -> bool:
    middle = one[left : len(one) - right]
    return (
        one[:left] == other[len(other) - left :]
        and one[len(one) - right :] == other[:right]
        and middle == other[right : len(other) - left]
        and any(w not in JOINING for w in middle)
        and not all(w in STOP_EN for w in (*one[:left], *one[len(one) - right :]))
    )
