"""What a text talks about: its content terms, and the words that any interviewer uses.

Knows nothing of checks. `content_of("What is a closure?")` → {"closur"}
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.grading.terms import content, stem, terms
from interviewer.grading.text import fold

# Words about the conversation rather than the subject, in both languages.
_TALK_EN = (
    "let lets start begin move turn next now first last question questions topic tell talk discuss"
    " explain describe say said walk elaborate share answer answered understand understanding"
    " briefly short please candidate interview interviewer look consider like want would please"
    " kind words sentence sentences exactly further detail details clear clearly mention mentioned"
    " point points right wrong correct correctly incorrect missing missed miss left out cover"
    " covered good well strong solid weak part partly idea important main key still yet come came"
    " sure really fix work improve add need focus state stated note noted identify identified"
    " accurate accurately rightly contradict contradicts contradicted instead rather not no never"
    " without did didn't also overall however briefly name gave give given show showed claim"
)
_TALK_ZH = (
    "我们 来聊 聊聊 接下 下来 看看 谈谈 说说 讲讲 请你 请问 你能 能不 不能 能否 否介 介绍"
    " 一下 简单 解释 说明 描述 问题 题目 下一 一个 一题 第一 首先 先来 最后 现在 开始 进入"
    " 主题 方面 关于 理解 如何 怎么 什么 为什 哪些 是否 自己 的话 具体 展开 详细 再说 进一"
    " 一步 深入 你说 说得 说到 提到 到了 刚才 回答 答案 答对 答错 说对 说错 正确 错误 遗漏"
    " 缺少 漏掉 漏了 没有 有提 没提 要点 关键 重要 部分 清楚 准确 不对 矛盾 相反 确定 真的"
    " 这样 这一 一点 点上 应该 需要 补充 先补 最该 改进 改正 不过 但是 还没 很好 不错 覆盖"
    " 指出 说出 讲清 还需 要先 其次 然而 面试 聊一"
)
_TALK = frozenset(stem(word) for word in _TALK_EN.split()) | frozenset(_TALK_ZH.split())
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_+#.-]*")
_EITHER_OR = re.compile(r"(.)不\1|有没有|or not\b")
_NEGATION = re.compile(
    r"\b(?:not|no|never|without|cannot|isn't|aren't|doesn't|don't|can't|won't|didn't|wasn't)\b"
    r"|不(?!同|错|过|断|仅|妨|少)|没有|无法|并非|未(?!来)",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def content_of(text: str) -> frozenset[str]:
    """Keys of the content terms: English stems, Chinese character pairs."""
    return frozenset(term.key for term in content(terms(fold(text).text)))


def matter_of(text: str) -> frozenset[str]:
    """Content terms that belong to the subject, not to the conversation."""
    return content_of(text) - _TALK


def latin_of(text: str) -> frozenset[str]:
    """Every word in Latin letters, case folded."""
    return frozenset(word.casefold() for word in _latin(text))


def names_of(text: str) -> frozenset[str]:
    """Latin words that a rewording cannot replace: with a capital inside, a digit or a sign.

    In a Chinese text every Latin word is one.
    """
    chinese = any("\u3400" <= c <= "\u9fff" for c in text)
    return frozenset(
        word.casefold() for word in _latin(text) if chinese or re.search(r".[A-Z]|[0-9_+#]", word)
    )


def negated(text: str) -> bool:
    """Whether the text denies something; "是不是" and "or not" only ask."""
    return _NEGATION.search(_EITHER_OR.sub("", text.replace("’", "'"))) is not None


def _latin(text: str) -> list[str]:
    return [word.rstrip(".-") for word in _LATIN.findall(text)]
