"""A statement said in other words that mean the same, as learners say what they know.

English and Chinese. Knows nothing of rubrics or grades.
`reworded("It does not copy.", random.Random(0))` → "I think it doesn't copy"
"""

from __future__ import annotations

import random
import re

from interviewer.starter.script import has_chinese

_SHORT_FORMS = (
    ("is not", "isn't"), ("are not", "aren't"), ("does not", "doesn't"), ("do not", "don't"),
    ("cannot", "can't"), ("cannot", "can not"), ("will not", "won't"), ("it is", "it's"),
    ("that is", "that's"), ("should not", "shouldn't"), ("must not", "mustn't"),
)  # fmt: skip
_ALIKE_EN = """use employ|uses employs|method approach|quick fast|big large|begins starts|needs requires
need require|because since|therefore so|however but|often frequently|get obtain|delete remove|whole entire
allows lets|several multiple|build construct|keep retain|keeps retains|shows displays|gives yields
happens occurs|goal purpose|chooses picks|stores saves|calls invokes|every each|small tiny
reduces lowers|computes calculates|part piece|usually mostly|makes creates"""
_ALIKE_ZH = """使用 用|因为 由于|所以 因此|但是 可是|可以 能|需要 要|进行 做|非常 很|如果 要是|无法 不能
没有 没|只能 只可以|通常 一般|速度 快慢|直接 直接地|大量 很多|例如 比如|并且 而且|以及 和|保存 存下"""
_OPENINGS_EN = (
    "I think ", "I believe ", "basically ", "well, ", "so ", "as far as I know ", "in short, ",
    "if I remember correctly, ", "from what I know, ", "my understanding is that ",
)  # fmt: skip
_OPENINGS_ZH = ("我觉得", "其实", "简单来说，", "就是", "据我所知，", "我记得", "应该是")
_SMALL = {"the", "a", "an", "that", "very", "also", "just", "of"}


def reworded(statement: str, order: random.Random) -> str:
    """The statement with other turns of phrase and the same sense; at times only its case changes."""
    return _chinese(statement, order) if has_chinese(statement) else _english(statement, order)


def _english(text: str, order: random.Random) -> str:
    for long, short in _SHORT_FORMS:
        if order.random() < 0.5:
            text = text.replace(long, short) if long in text else text.replace(short, long)
    text = _exchanged(text, _ALIKE_EN, order, r"\b{}\b")
    if order.random() < 0.3:
        words = text.split(" ")
        text = " ".join(w for w in words if w.lower() not in _SMALL or order.random() < 0.4)
    if order.random() < 0.25 and ", " in text:
        first, rest = text.split(", ", 1)
        text = f"{rest.rstrip('.')}, {first}"
    if order.random() < 0.3:
        text = order.choice(_OPENINGS_EN) + text[:1].lower() + text[1:]
    return text.rstrip(".").lower() if order.random() < 0.3 else text


def _chinese(text: str, order: random.Random) -> str:
    text = _exchanged(text, _ALIKE_ZH, order, "{}")
    if order.random() < 0.4:
        text = text.replace("的", "", 1)
    if order.random() < 0.25 and "，" in text:
        first, rest = text.split("，", 1)
        text = f"{rest.rstrip('。')}，{first}"
    if order.random() < 0.4:
        text = order.choice(_OPENINGS_ZH) + text
    return text.rstrip("。") if order.random() < 0.5 else text


def _exchanged(text: str, alike: str, order: random.Random, form: str) -> str:
    """With some of its words exchanged for those they stand beside."""
    for pair in re.split(r"[|\n]", alike):
        one, other = pair.split()
        found = re.search(form.format(re.escape(one)), text)
        if found and order.random() < 0.5:
            text = text[: found.start()] + other + text[found.end() :]
    return text
