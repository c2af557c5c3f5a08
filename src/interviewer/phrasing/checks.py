"""Checks that a text of the model has to pass before anyone sees it. Pure functions.

Each gives the reason to refuse the text, or None. Knows nothing of models or prompts.
`form("What is a closure?", Lang.EN, longest=200)`
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from interviewer.cards import Lang, language_of, normalised
from interviewer.phrasing.phrased import Refusal
from interviewer.phrasing.wording import content_of, matter_of

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」")
_QUESTION_MARK = re.compile(r"[?？]+")
_ENDING = re.compile(r"[.!?。！？…][\"'”’」)）]*$")
_SENTENCE = re.compile(r"[.!?。！？]+(?:[\"'”’」)）]*)(?=\s|$|[\u3400-\u9fff])")
_MARKUP = re.compile(r"```|\*\*|__\w|</?[a-z][^>]*>|[{}]", re.IGNORECASE)
_LAYOUT = re.compile(
    r"\n|^\s*(?:#{1,6}\s|[-*•(<]|\d+[.)]\s)|<\||\|>|<<<|>>>|\[/?INST\]|\]\(|https?:|www\."
    r"|</?think>|^\W*(?:interviewer|candidate|question|answer|assistant|user|system|reply|follow-?up"
    r"|feedback|note|verdicts?|covered|partial|missing|contradicted|open point|q|a"
    r"|面试官|应聘者|题目|问题|回答|追问|点评|助手|用户|系统|判定|答对|没有提到|说反了|要点)\s*\d*\s*[:：]",
    re.IGNORECASE,
)
_OUT_OF_ROLE = re.compile(
    r"\b(?:as an? (?:ai|language|large)|language model|system prompt"
    r"|(?:ignore|disregard) (?:all|any|the|previous|above)"
    r"|i(?:'m| am) (?:sorry|unable)|i can(?:not|'t)\b|full marks|a lie|lying|stupid)"
    r"|作为(?:一个|一名)?(?:AI|人工智能|语言模型|大模型)"
    r"|(?:忽略|无视).{0,8}(?:指令|提示|要求)|系统提示|抱歉|我无法|撒谎|愚蠢",
    re.IGNORECASE,
)


_REPEATED = re.compile(
    r"\b(\w+\W+\w+\W+\w+\W+\w+)\b.*\b\1\b|([\u3400-\u9fff]{6,}).*\2", re.IGNORECASE
)


def form(text: str, lang: Lang, *, longest: int, allowed: str) -> Refusal | None:
    """Empty, cut off, too long (characters), marked up, out of role, repeating, off language.

    Signs that look like markup may stand where they stand in `allowed`: `vector<int>`.
    """
    if not text.strip():
        return Refusal.EMPTY
    if _LAYOUT.search(text) or any(
        match.group() not in allowed for match in _MARKUP.finditer(text)
    ):
        return Refusal.MARKUP
    if len(text) > longest:
        return Refusal.TOO_LONG
    if not _ENDING.search(text):
        return Refusal.CUT_OFF
    if _OUT_OF_ROLE.search(text.replace("’", "'")):
        return Refusal.OUT_OF_ROLE
    if _REPEATED.search(text):
        return Refusal.REPEATED
    return None if in_language(text, lang) else Refusal.LANGUAGE


def in_language(text: str, lang: Lang) -> bool:
    """Whether a text is in `lang`, apart from what it quotes and the names it uses."""
    own = _QUOTED.sub(" ", text)
    if lang is Lang.ZH:
        return language_of(own) is Lang.ZH and bool(_HAN.search(own))
    return not _HAN.search(own) and sum(c.isascii() for c in own) > 0.9 * len(own)


def one_question(text: str, *, most: int = 1, least: int = 1) -> Refusal | None:
    """Between `least` and `most` questions (by their marks), in at most three sentences."""
    own = _QUOTED.sub(" ", text)
    asked = len(_QUESTION_MARK.findall(own))
    if not least <= asked <= most:
        return Refusal.QUESTIONS
    return Refusal.TOO_LONG if len(_SENTENCE.findall(own)) > 3 else None


def marks(text: str) -> int:
    """How many questions a text asks, by their marks."""
    return len(_QUESTION_MARK.findall(text))


def keeps_secret(text: str, secret: str, known: Iterable[str]) -> Refusal | None:
    """Whether a text keeps the content of `secret` to itself.

    Words of the `known` texts tell nothing new. One new term of the secret may be named,
    or a quarter of them: a question has to be about something.
    """
    new = matter_of(secret).difference(*(content_of(text) for text in known))
    told = content_of(text) & new
    free = 3 if _HAN.search(secret) else 1
    return Refusal.LEAK if len(told) > max(free, len(new) // 4) else None


def grounded(text: str, sources: Iterable[str], *, share: float) -> Refusal | None:
    """Whether at least one matter term, and `share` of them, stand in the sources."""
    matter = matter_of(text)
    known = frozenset[str]().union(*(content_of(source) for source in sources))
    if _HAN.search(text):
        share *= 0.6  # half of the character pairs straddle two words and stand nowhere else
    backed = len(matter & known)
    if backed == 0 or backed < share * len(matter):
        return Refusal.OFF_TARGET
    return None


def true_quotes(text: str, sources: Iterable[str]) -> Refusal | None:
    """Whether what stands in quotation marks was really said: it has to stand in a source.

    A word or two in quotation marks name a term and claim nothing.
    """
    known = " ".join(normalised(source) for source in sources)
    quoted = (normalised(quote) for quote in _QUOTED.findall(text))
    claims = (q for q in quoted if len(q.split()) > 2 or len(_HAN.findall(q)) > 5)
    return None if all(claim in known for claim in claims) else Refusal.MISQUOTED
