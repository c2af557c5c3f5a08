"""A statement turned to its opposite, as learners get it wrong: denied, undenied, opposite words, numbers.

English and Chinese. Knows nothing of rubrics or grades.
`turned("It copies the list.", random.Random(0))` → "It doesn't copy the list."
"""

from __future__ import annotations

import random
import re

from interviewer.grading.polarity import denials, opposite_words
from interviewer.starter.script import has_chinese

_HELPING = re.compile(r"\b(is|are|was|were|can|will|would|should|must|could|does|do)\b(?! not|n't)")
_VERBS = """uses makes takes returns creates calls contains holds runs works keeps gives adds stores allows
lets needs requires means depends copies changes releases provides supports accepts raises reads writes sets
includes performs produces starts ends waits shares learns computes predicts applies reduces increases helps
leads shows sends blocks frees owns points refers inherits overrides exists happens prevents ensures
guarantees replaces removes deletes defines loads opens closes checks compares splits trains updates
improves handles treats stops costs expects evaluates executes moves throws maps tells"""
_VERB = re.compile(r"\b(" + "|".join(_VERBS.split()) + r")\b")
_UNDENIED = (
    (re.compile(r"\b(?:does|do) not (\w+)"), r"\1"),
    (re.compile(r"\bcannot\b"), "can"),
    (re.compile(r"\b(is|are|was|were|can|will|should|must|could) (?:not|never)\b"), r"\1"),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"\bno longer\b"), "still"),
    (re.compile(r"\bnot "), ""),
)
_NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?!\w|\.\d)")
_HELPING_ZH = re.compile(
    r"(?<![不没是可])(是|能够|能|会|可以|需要|应该|使用|支持|允许|包含|返回|改变|影响|依赖|适合|属于"
    r"|等于|具有|要求|保证|提高|降低|共享|释放|占用)(?!不)"
)
_UNDENIED_ZH = (
    ("不能", "能"), ("不会", "会"), ("不可以", "可以"), ("不需要", "需要"), ("没有", "有"),
    ("无法", "可以"), ("不是", "是"), ("不再", "仍然"), ("不必", "必须"), ("从不", "总是"),
)  # fmt: skip


def turned(statement: str, order: random.Random) -> str | None:
    """The statement with one thing in it turned around; None where nothing can be."""
    if has_chinese(statement):
        ways = [_denied_zh, _denied_zh, _undenied_zh, _opposite, _number]
    else:
        ways = [_denied, _denied, _undenied, _opposite, _opposite, _number]
    for way in order.sample(ways, len(ways)):
        text = way(statement, order)
        if text is not None and text != statement:
            return text
    return None


def _denied(text: str, order: random.Random) -> str | None:
    places = [*_HELPING.finditer(text)][:3] + [*_VERB.finditer(text)][:3]
    if not places:
        return None
    found = order.choice(places)
    word = found.group()
    if _VERB.fullmatch(word):
        form = order.choice(("does not {}", "doesn't {}", "never {}"))
        return _put(text, found, form.format(word if form.startswith("never") else _plain(word)))
    if word in {"can", "will"}:
        return _put(text, found, {"can": "cannot", "will": "won't"}[word])
    return _put(text, found, word + order.choice((" not", " never", "n't")))


def _undenied(text: str, _: random.Random) -> str | None:
    for pattern, new in _UNDENIED:
        if pattern.search(text):
            return pattern.sub(new, text, count=1)
    return None


def _opposite(text: str, order: random.Random) -> str | None:
    """One word exchanged for its opposite."""
    found = []
    for one, other in opposite_words(has_chinese(text)):
        form = re.escape(one) if has_chinese(one) else rf"\b{re.escape(one)}\b"
        found += [(match, other) for match in re.finditer(form, text)]
    if not found:
        return None
    match, other = order.choice(found)
    return _put(text, match, other)


def _number(text: str, order: random.Random) -> str | None:
    found = [*_NUMBER.finditer(text)]
    if not found:
        return None
    match = order.choice(found)
    value = float(match.group())
    return _put(text, match, f"{order.choice((value * 2, value + 1, value * 10)):g}")


def _denied_zh(text: str, order: random.Random) -> str | None:
    places = [*_HELPING_ZH.finditer(text)][:4]
    if not places:
        return None
    found = order.choice(places)
    return _put(text, found, order.choice(("不", "不", "并不")) + found.group())


def _undenied_zh(text: str, _: random.Random) -> str | None:
    meant = {start for start, _ in denials(text)}
    for denied, plain in _UNDENIED_ZH:
        start = text.find(denied)
        if start in meant:
            return text[:start] + plain + text[start + len(denied) :]
    return None


def _plain(verb: str) -> str:
    """ "copies" → "copy"."""
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if re.search(r"(?:ss|sh|ch|x)es$", verb) else verb[:-1]


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]
