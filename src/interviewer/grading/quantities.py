"""Numbers, units and orders of growth in two texts, and whether they clash.

Knows nothing of points or answers. `clash("takes O(n) time", "takes O(n^2) time")`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.grading.polarity import Opposition

_GROWTH = re.compile(r"\b[oθω]\s*\(((?:[^()]|\([^()]*\)){1,30})\)")
_NUMBER = re.compile(
    r"(?<![a-z0-9_.])(\d+(?:\.\d+)?)\s*(%|[a-z]+|[\u4e00-\u9fff]{1,2})?(?![\d.]*[.)、]\s)"
)
_WORDS = {"zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
          "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twice": "2", "once": "1",
          "half": "0.5", "零": "0", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5",
          "六": "6", "七": "7", "八": "8", "九": "9", "十": "10"}  # fmt: skip
_WORD_NUMBER = re.compile(
    r"\b(zero|two|three|four|five|six|seven|eight|nine|ten)\b(?:\s+([a-z]+))?"
    r"|([二两三四五六七八九十])(个|种|次|步|层|位|倍|趟|遍|条|类|部分|阶段|字节|维|组)"
)
_BARE = re.compile(r"\d+(?:\.\d+)?%?[.,;]?|" + "|".join(w for w in _WORDS if w.isascii()))


@dataclass(frozen=True)
class Quantity:
    """A number (as a plain decimal) with the word after it, "" when there is none."""

    value: str
    unit: str
    text: str


def growths(text: str) -> dict[str, str]:
    """Orders of growth, spaces and multiplication signs dropped → as written."""
    return {re.sub(r"[\s*·×]|\^(?=2\b)", "", m.group(1)).replace("²", "2"): m.group()
            for m in _GROWTH.finditer(text)}  # fmt: skip


def quantities(text: str) -> list[Quantity]:
    """Numbers in digits and in words, outside orders of growth."""
    bare = _GROWTH.sub(" ", text)
    found = [
        Quantity(_plain(m.group(1)), _unit(m.group(2) or ""), m.group().strip())
        for m in _NUMBER.finditer(bare)
    ]
    for m in _WORD_NUMBER.finditer(bare):
        value = _WORDS[m.group(1) or m.group(3)]
        found.append(Quantity(value, _unit(m.group(2) or m.group(4) or ""), m.group().strip()))
    return found


def clash(wanted: str, said: str, free: str = "") -> Opposition | None:
    """A quantity of `wanted` that `said` gives another value; `free` holds values nobody minds.

    All three are folded texts; `free` is usually the question.
    """
    first, second = growths(wanted), growths(said)
    if first and second and not set(first) & set(second):
        return Opposition(next(iter(first.values())), next(iter(second.values())))
    known = {q.value for q in quantities(wanted)} | {q.value for q in quantities(free)}
    have = quantities(said)
    values = {q.value for q in have}
    for want in quantities(wanted):
        if want.value in values or not want.unit:
            continue
        for got in have:
            if got.unit == want.unit and got.value not in known:
                return Opposition(want.text, got.text)
    return _only_number(wanted, said, known)


def _only_number(wanted: str, said: str, known: set[str]) -> Opposition | None:
    """The number in which two texts differ that are otherwise word for word the same."""
    first, second = wanted.split(), said.split()
    if len(first) != len(second):
        return None
    unlike = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    if len(unlike) != 1 or not all(_BARE.fullmatch(word) for word in unlike[0]):
        return None
    if not {q.value for q in quantities(unlike[0][1])} & known:
        return Opposition(*unlike[0])
    return None


def _plain(number: str) -> str:
    return f"{float(number):.6g}"


def _unit(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") else word
