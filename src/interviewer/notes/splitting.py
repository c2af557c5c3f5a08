"""A question and its answer on one line, told apart.

Knows one line of text. `split_inline("What is RAII? It ties a resource to a scope.")`
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notes.wording import is_section_label, question_score

_HAN = re.compile(r"[\u3400-\u9fff]")
_SCOPE = re.compile(r"[A-Za-z_~]\w*::[A-Za-z_~]")
_SHIELDED = re.compile(
    r"`[^`]*`|\$[^$]+\$|https?://\S+|\([^()]*\)|（[^（）]*）|\[[^\]]*\]\([^)]*\)|\"[^\"]*\"|“[^”]*”"
)
_SHIELDING = re.compile(r"[`$(\[（\"“/]")
_COLON = re.compile(r"：|:(?=\s)|(?<=[\u3400-\u9fff]):(?!:)|(?<!:):(?=[\u3400-\u9fff])")
_DASH = re.compile(r"\s+(?:[-–—]{1,2}>?|={1,2}>|=|→|⇒)\s+|——+|→|⇒")
_DEFINING = re.compile(r"[:：\-–—=→⇒]")
_STOP = re.compile(r"[?？]+[\"'”’)）*_`]*")
_AFTERTHOUGHT = re.compile(
    r"(?:please\s+)?(?:explain|describe|give|why|how|provide|compare|discuss|list|name|elaborate|justify|"
    r"use|show|write|and\s+explain|assume|when|请|举例|为什么|试|说明|并|（|\()",
    re.I,
)


_LONGEST_TERM = 80


def shielded(text: str) -> str:
    """The text at the same length with code, formulas, links, brackets and quotes blanked."""
    if not _SHIELDING.search(text):
        return text
    return _SHIELDED.sub(lambda found: "\x00" * len(found[0]), text)


def split_double_colon(text: str) -> tuple[str, str] | None:
    """`question :: answer` as two texts; None where `::` only names a C++ scope."""
    for found in re.finditer(r"(?<!:)::?:(?!:)", shielded(text)):
        around = text[max(0, found.start() - 30) : found.end() + 1]
        spaced = (
            text[found.start() - 1 : found.start()].isspace()
            or text[found.end() : found.end() + 1].isspace()
        )
        if (
            not spaced
            and _SCOPE.search(around)
            and _SCOPE.search(text[_word_start(text, found.start()) :])
        ):
            continue
        left, right = text[: found.start()].strip(), text[found.end() :].strip()
        if left and right:
            return left, right
    return None


def _word_start(text: str, at: int) -> int:
    while at > 0 and (text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "_~")):
        at -= 1
    return at


def split_term(text: str) -> tuple[str, str] | None:
    """`term: its meaning` as two texts; None when the line is not of that form."""
    beginning = text[:_LONGEST_TERM]
    if not _DEFINING.search(beginning):
        return None
    found = _COLON.search(shielded(text)) or _DASH.search(shielded(text))
    if found is None:
        return None
    left, right = text[: found.start()].strip(), text[found.end() :].strip()
    if not left or not right or len(left) > _LONGEST_TERM - 20 or is_section_label(left):
        return None
    if re.search(r"[。；;.!！,，]\s", left + " ") and not _HAN.search(left):
        return None
    return left, right


def split_inline(text: str, answered_below: bool = False) -> tuple[str, str | None]:
    """Question and answer of a line; the answer is None when the whole line asks.

    `answered_below`: an answer follows on the next lines, so only a plain statement
    after a colon, or whole sentences after the question mark, are taken off.
    """
    return (text, None) if _only_asks(text) else _parted(text, answered_below)


@lru_cache(maxsize=1 << 14)
def _parted(text: str, answered_below: bool) -> tuple[str, str | None]:
    asked: tuple[str, str | None] | None = after_gap(text) or _after_quote(text)
    if asked:
        return asked
    if "?" in text or "？" in text:
        asked = _after_question_mark(text, answered_below)
    if asked:
        return asked
    double = split_double_colon(text) if " :: " in text else None
    if double:
        return double
    found = None
    if ":" in text or "：" in text:
        found = _COLON.search(shielded(text))
    if found is None and not answered_below and _DEFINING.search(text):
        found = _DASH.search(shielded(text))
    if found is None:
        return text, None
    left, right = text[: found.start()].strip(), text[found.end() :].strip()
    if not left or not right or _still_asks(left, right, answered_below):
        return text, None
    return left, right


def _only_asks(text: str) -> bool:
    """Whether nothing stands behind the one question mark of a line."""
    if text[-1:] not in _MARKS or "://" in text:
        return False
    return text.find("?", 0, -1) < 0 and text.find("？", 0, -1) < 0


_MARKS = frozenset("?？")


def _still_asks(left: str, right: str, answered_below: bool) -> bool:
    """Whether what follows the colon belongs to the question."""
    score = question_score(right)
    if score >= 0.8 or text_weight(left) > 40:
        return True
    if score >= 0.6 and left.isascii() and text_weight(left) <= 2 and text_weight(right) <= 8:
        return True
    if answered_below:
        return text_weight(right) < 6 or (question_score(left) < 0.4 and text_weight(right) < 12)
    return False


def text_weight(text: str) -> float:
    """Length in words for English, in pairs of characters for Chinese."""
    han = len(_HAN.findall(text))
    return han / 2 + len(re.findall(r"[A-Za-z0-9_]+", text))


def after_gap(text: str) -> tuple[str, str] | None:
    """What asks before a wide space, and what does not behind it."""
    gap = _GAP.search(text) if "\u3000" in text or "   " in text or "\t" in text else None
    if gap is None:
        return None
    left, right = text[: gap.start()], text[gap.end() :]
    parts = question_score(left) >= _ASKING > question_score(right) and re.search(r"\w", right)
    return (left, right) if parts else None


_GAP = re.compile(r"(?<=\S)[ \u3000\t]*(?:\u3000|\t| {3,})[ \u3000\t]*(?=\S)")
_ASKING = 0.6
_QUOTED = re.compile(r"[\"“「](?P<asked>[^\"“”「」]+[?？])[\"”」][ \t]*(?=[^\s?？])")


def _after_quote(text: str) -> tuple[str, str] | None:
    """A quoted question at the beginning, and the sentence that tells what to say."""
    found = _QUOTED.match(text) if text[:1] in '"“「' else None
    rest = text[found.end() :] if found else ""
    if found is None or text_weight(rest) < 4 or "?" in rest or "？" in rest:
        return None
    return found[0].rstrip(), rest.lstrip("-–—:： ")


def unclosed(text: str) -> bool:
    """Whether a bracket opens that the same line does not close."""
    return any(text.count(a) > text.count(b) for a, b in ("()", "（）"))


def _after_question_mark(text: str, answered_below: bool) -> tuple[str, str | None] | None:
    """Cut after the last question of a leading run of questions."""
    end = 0
    for found in _STOP.finditer(shielded(text)):
        between = text[end : found.start()]
        if end and re.search(r"[。；]|[.;!]\s", between.strip()):
            break
        end = found.end()
    if not end:
        return None
    left, right = text[:end].strip(), text[end:].strip(" \t-–—:：*_")
    if question_score(right.rstrip("。.")) >= 0.8:
        return text, None
    if not re.search(r"\w", right) or (_AFTERTHOUGHT.match(right) and text_weight(right) < 12):
        return text, None
    if (right[0] in "(（[【" and right[-1] in ")）]】") or text_weight(right) < (
        5 if answered_below else 0.5
    ):
        return text, None
    return left, right
