"""Whether a rewording still asks the same question. Pure; for one card's question and one text.

Knows nothing of answers or models.
`same_substance("Could you say what a closure is?", "What is a closure?")` → None
"""

from __future__ import annotations

import re

from interviewer.phrasing.phrased import Refusal
from interviewer.phrasing.wording import content_of, latin_of, matter_of, names_of, negated

_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PART = re.compile(r"[.?!,;:](?=\s|$)|[。？！，；：]|\band\b|以及|并且")
# What is asked for; a rewording may say it in other words, but must not trade it.
_WHY = re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat makes\b|为什么|为何|原因|何以", re.I)
_DIFFERENCE = re.compile(
    r"\bdiffer|\bcompare|\bversus\b|\bvs\b|\brather than\b|区别|差别|不同|差异|比较|对比|相比", re.I
)
_ASKING = re.compile(
    r"\b(?:what|why|how|when|where|which|who)\b|为什么|为何|什么|怎么|怎样|如何|哪|何时|多少", re.I
)
_TELLING = re.compile(
    r"\b(?:explain|describe|compare|write|sketch|walk me|tell me|name|list|derive)\b"
    r"|解释|描述|比较|写|介绍|说说|讲讲|谈谈|推导",
    re.I,
)
_NO_QUESTION = re.compile(
    r"\bI(?:'d| would)? (?:choose|use|pick|prefer|say|think|believe|know)\b"
    r"|\byou (?:said|mentioned)\b|我(?:认为|觉得|会选|选择)|你(?:刚才)?(?:说到|提到|说过)",
    re.I,
)


def same_substance(text: str, question: str) -> Refusal | None:
    """Names, numbers, every part, what is asked for, the sense; and little that is new."""
    if not _keeps_terms(text, question):
        return Refusal.LOST_TERMS
    if negated(text) != negated(question):
        return Refusal.NEGATION
    return Refusal.ADDED if _adds(text, question) else None


def _keeps_terms(text: str, question: str) -> bool:
    if not names_of(question) <= latin_of(text):
        return False
    if not set(_NUMBER.findall(question)) <= set(_NUMBER.findall(text)):
        return False
    if _WHY.search(question) and not _WHY.search(text):
        return False
    # Chinese terms are character pairs: one changed character costs two of them.
    least = 0.5 if _HAN.search(question) else 0.7
    said = content_of(text)
    needed = [content_of(question), *_own_terms(_PART.split(question))]
    return all(len(terms & said) >= least * len(terms) for terms in needed)


def _own_terms(parts: list[str]) -> list[frozenset[str]]:
    """The terms of each part that no other part has: a part may not be dropped."""
    terms = [content_of(part) for part in parts]
    return [
        own.difference(*(other for j, other in enumerate(terms) if j != i))
        for i, own in enumerate(terms)
    ]


def _adds(text: str, question: str) -> bool:
    """Whether it asks for more or for something else, claims something, or brings much matter."""
    if _NO_QUESTION.search(text.replace("’", "'").replace("I would like to know", "")):
        return True
    if _DIFFERENCE.search(text) and not _DIFFERENCE.search(question):
        return True
    tasks = len(_ASKING.findall(question)) + len(_TELLING.findall(question))
    if len(_ASKING.findall(text)) > max(1, tasks):
        return True
    terms = content_of(question)
    return len(matter_of(text) - terms) > max(4, len(terms))
