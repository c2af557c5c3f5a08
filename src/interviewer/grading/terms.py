"""Terms: what two texts are compared by — word stems for English, character pairs for Chinese.

Knows nothing of weights (`frequency.py`). `terms("gradients vanish")` → gradient, vanish.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_TERM = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff]+|\d+(?:\.\d+)?|[a-z][a-z0-9_]*(?:\+\+|#)?|[^\W\d_a-z\u3400-\u9fff]+"
)

STOP_EN = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "it",
        "its",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "am",
        "do",
        "does",
        "did",
        "done",
        "doing",
        "have",
        "has",
        "had",
        "having",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "must",
        "can",
        "could",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "with",
        "from",
        "to",
        "into",
        "onto",
        "as",
        "and",
        "or",
        "but",
        "if",
        "so",
        "than",
        "then",
        "there",
        "here",
        "which",
        "who",
        "whom",
        "whose",
        "what",
        "when",
        "where",
        "why",
        "how",
        "i",
        "you",
        "he",
        "she",
        "we",
        "they",
        "me",
        "him",
        "her",
        "us",
        "them",
        "my",
        "your",
        "his",
        "our",
        "their",
        "one",
        "ones",
        "some",
        "any",
        "each",
        "every",
        "very",
        "just",
        "also",
        "too",
        "only",
        "about",
        "over",
        "under",
        "between",
        "both",
        "such",
        "other",
        "more",
        "most",
        "same",
        "own",
        "up",
        "out",
        "because",
        "while",
        "during",
        "through",
        "s",
        "t",
        "d",
        "ll",
        "m",
        "re",
        "ve",
        "thing",
        "things",
        "like",
        "basically",
        "actually",
        "really",
        "well",
        "know",
        "think",
        "etc",
        "e",
        "g",
        "ie",
        "eg",
        "get",
        "gets",
        "got",
        "make",
        "makes",
        "made",
        "use",
        "uses",
        "used",
        "using",
    ]
)
# Characters and pairs that carry grammar rather than content.
STOP_ZH = frozenset(
    [
        "的",
        "了",
        "是",
        "在",
        "和",
        "与",
        "及",
        "或",
        "也",
        "都",
        "就",
        "而",
        "则",
        "于",
        "之",
        "为",
        "以",
        "被",
        "把",
        "将",
        "对",
        "从",
        "到",
        "由",
        "向",
        "等",
        "着",
        "过",
        "地",
        "得",
        "这",
        "那",
        "其",
        "它",
        "他",
        "她",
        "我",
        "你",
        "们",
        "个",
        "种",
        "些",
        "很",
        "更",
        "最",
        "又",
        "还",
        "再",
        "且",
        "并",
        "但",
        "若",
        "如",
        "吗",
        "呢",
        "吧",
        "啊",
        "嗯",
        "哦",
        "所",
        "有",
        "会",
        "要",
        "能",
        "可",
        "让",
        "使",
        "给",
        "时",
        "上",
        "下",
        "中",
        "里",
        "内",
        "外",
        "我们",
        "你们",
        "他们",
        "它们",
        "这个",
        "那个",
        "这种",
        "那种",
        "这样",
        "那样",
        "一个",
        "一种",
        "一些",
        "什么",
        "怎么",
        "可以",
        "可能",
        "能够",
        "因为",
        "所以",
        "但是",
        "如果",
        "而且",
        "并且",
        "或者",
        "以及",
        "对于",
        "关于",
        "通过",
        "进行",
        "就是",
        "还是",
        "不过",
        "然后",
        "其中",
        "这些",
        "那些",
        "需要",
        "比较",
        "的时",
        "时候",
        "候的",
        "是一",
        "有一",
        "了一",
        "也是",
        "都是",
        "是在",
        "是由",
        "的是",
        "在于",
    ]
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_GRAMMAR = frozenset(c for c in STOP_ZH if len(c) == 1)


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its place in the folded text. `stop` marks grammar words."""

    key: str
    start: int
    end: int
    stop: bool


def terms(text: str, offset: int = 0) -> list[Term]:
    """All terms of a folded text, in order; `offset` is added to their places."""
    found: list[Term] = []
    for match in _TERM.finditer(text):
        word, start = match.group(), match.start() + offset
        if _HAN.match(word):
            found.extend(_pairs(word, start))
        else:
            found.append(Term(stem(word), start, start + len(word), word in STOP_EN))
    return found


def content(found: Iterable[Term]) -> list[Term]:
    """The terms that are not grammar."""
    return [term for term in found if not term.stop]


def _pairs(run: str, start: int) -> list[Term]:
    if len(run) == 1:
        return [Term(run, start, start + 1, run in STOP_ZH)]
    return [
        Term(pair, start + i, start + i + 2, pair in STOP_ZH or all(c in _GRAMMAR for c in pair))
        for i in range(len(run) - 1)
        for pair in (run[i : i + 2],)
    ]


_SUFFIXES = (
    ("ization", "iz"), ("isation", "iz"), ("ational", "at"), ("fulness", "ful"), ("iveness", "iv"),
    ("ation", "at"), ("ness", ""), ("ments", ""), ("ment", ""), ("ingly", ""), ("edly", ""),
    ("ising", "iz"), ("izing", "iz"), ("ised", "iz"), ("ized", "iz"), ("ises", "iz"), ("izes", "iz"),
    ("ise", "iz"), ("ize", "iz"), ("ions", ""), ("ion", ""), ("ings", ""), ("ing", ""), ("ies", "y"),
    ("ied", "y"), ("ers", ""), ("er", ""), ("ors", ""), ("or", ""), ("ed", ""), ("es", ""),
    ("ly", ""), ("al", ""), ("e", ""), ("s", ""),
)  # fmt: skip


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough stem, the same for the usual endings of one English word; other text unchanged.

    Endings are cut only while three letters stay: coarse on purpose, because both
    sides of a comparison are cut alike.
    """
    if not word.isascii() or len(word) <= 3 or not word.isalpha() or word in STOP_EN:
        return word
    if word.endswith("ss"):
        return word
    for suffix, end in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) + len(end) >= 3:
            cut = word[: len(word) - len(suffix)] + end
            if len(cut) > 3 and cut[-1] == cut[-2] and cut[-1] not in "lsz":
                cut = cut[:-1]
            return cut
    return word
