"""The two things a question sets against each other, so that swapped roles can be seen.

Knows nothing of answers. `sides("What is the difference between a stack and a queue?")`
→ ("stack", "queue")
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.grading.terms import content, terms

_WORD = r"[a-z0-9_+#\-.*()&:<>' ]{1,40}?"
_END = r"(?=\s*(?:[?.,;:]|$|\b(?:in|with|for|when|of|as|that|do|is|are)\b))"
_LEAD = r"(?:^|[:,]|\b(?:of|use|is|are|do|does|prefer)\b)"
_AGAINST = r"(?:vs\.?|versus|or|over|instead of|rather than|compared (?:to|with))"
_EN = (
    re.compile(
        rf"\b(?:between|compare|distinguish)\s+({_WORD})\s+(?:and|from|with|to)\s+({_WORD}){_END}"
    ),
    re.compile(rf"{_LEAD}\s*({_WORD})\s+{_AGAINST}\s+({_WORD}){_END}"),
)
_ZH_NAME = r"[a-z0-9_+#\-.\u4e00-\u9fff*()]{1,14}?"
_ZH = re.compile(
    rf"({_ZH_NAME})\s*(?:和|与|跟|同|及|、|vs\.?|还是|相比|比)\s*({_ZH_NAME})\s*"
    r"(?=有什么|有何|的|之间|各|分别|在|区别|不同|差别|相比|哪|怎么|如何|应|该|时|,|\?|$)"
)
_LEAD_ZH = re.compile(
    r"^(?:请?(?:简述|说明|比较|解释|对比|说说|谈谈|描述)|什么是|为什么|如何|在|使用|用|请)+"
)
_LEAD_EN = re.compile(r"^(?:an?|the|using|use|is|are|do|does|when|why|how|you|to)\s+")


@lru_cache(maxsize=512)
def sides(question: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """Terms that name one side only and the other side only, or None when nothing is compared."""
    found = _find(question)
    if found is None:
        return None
    first, second = (frozenset(t.key for t in content(terms(name))) for name in found)
    only = first - second, second - first
    return only if only[0] and only[1] else None


def side_of(keys: frozenset[str], names: tuple[frozenset[str], frozenset[str]]) -> int | None:
    """0 or 1 when exactly one side is named among the terms, else None."""
    here = [bool(keys & name) for name in names]
    return here.index(True) if here[0] != here[1] else None


def _find(question: str) -> tuple[str, str] | None:
    for pattern in _EN:
        match = pattern.search(question)
        if match:
            return _LEAD_EN.sub("", match.group(1).strip()), _LEAD_EN.sub(
                "", match.group(2).strip()
            )
    match = _ZH.search(question)
    if match:
        return _LEAD_ZH.sub("", match.group(1)), match.group(2)
    return None
