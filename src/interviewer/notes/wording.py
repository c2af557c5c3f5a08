"""How questions, labels and placeholders are worded, in English and Chinese.

Knows nothing of files or markers: every function takes one text.
`question_score("What is a closure?")`
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.notes.ownmarks import without_mark

_INLINE_CODE = re.compile(r"`[^`]*`")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_SIGN_LINK = re.compile(r"\[\[?[^\w\]]*\]?\]\([^)]*\)")
_TAG = re.compile(r"</?\w[^>]*>")
_TRAILING = re.compile(r"[\s*_~`#]*(?:[（(【\[][^（()）【】\[\]]{0,24}[)）】\]])?[\s*_~`⭐★☆🔥]*$")
_ENDS_ASKING = re.compile(r"[?？][\s\"'”’)）\]】*_`。.!！]*(?:[（(][^（()）?？]*[)）]\s*)?$")
_ASKS_EN = re.compile(
    r"(?:what|why|how|explain|describe|compare|contrast|define|discuss|differen\w+\s+between"
    r"|difference|who|whose|which|when\s+(?:would|should|do|to|is|are)|where\s+(?:do|is|are|does)"
    r"|tell\s+(?:me|us)|name\s+(?:some|an?|the|few|two|three|four|five|\d)"
    r"|give\s+(?:an?|some|me|the|few|two|three|four|five)|demonstrate|differentiate|visuali[sz]e|walk\s+me"
    r"|can\s+(?:you|we)|could\s+you|have\s+you|in\s+(?:what|which)|under\s+what|write\s+an?"
    r"|is\s+(?:it|there|this|the|a)\b|are\s+there|do(?:es)?\s+\w+|should\s+\w+|talk\s+about"
    r"|implement|design\s+an?|outline|state\s+the|mention|illustrate|distinguish"
    r"|list\s+(?:some|the|out|a|all|down|any)|suppose|given\s+an?|identify|highlight|summari[sz]e"
    r"|provide\s+(?:an?|the|some)|write\s+down|derive|sketch|elaborate|justify|prove\s+that)\b",
    re.I,
)
_ASKS_EN_INSIDE = re.compile(
    r"\b(?:v\.?s\.?|versus|difference\s+between|pros\s+and\s+cons)(?:\s|$)", re.I
)
_ASKS_ZH = re.compile(
    r"什么|为何|为啥|如何|怎么|怎样|怎麼|甚麼|什麼|哪些|哪个|哪種|哪种|哪几|是否|多少|几种|几个|能否|"
    r"谈谈|谈一谈|说说|说一说|说一下|说下|讲讲|讲一下|聊聊|聊一下|介绍|解释(?!器|型|性)|简述|描述(?!符)|列举|阐述|"
    r"比较一下|对比一下|谈一下|请写|手写|请用|写出|概述|讨论|区别|差异|异同|不同点?$|差別|"
    r"(?:吗|呢|嘛|么)$"
)
_BIDS_ZH = re.compile(
    r"请(?!求|假)|谈谈|谈一谈|说说|说一说|说一下|说下|讲讲|讲一下|聊聊|聊一下|介绍一下|解释一下|解释(?!器|型|性|了|为)"
    r"|简述|阐述|列举|讨论|概述|描述(?!符|了)"
)
_NOUN_ZH = re.compile(
    r"(?:原理|优缺点|优点|缺点|作用|流程|机制|实现|优势|过程|原因|特点|特性|步骤|方法|方式|场景|策略|"
    r"关系|概念|定义|意义|目的|分类|类型|影响|解决方案|解决|优化|应用|计算|改进|对比|理解|使用)$"
)
_TOPICAL = re.compile(
    r"\b(?:questions?|q\s*&\s*a|basics?|fundamentals?|miscellaneous|others?|topics|notes)$"
    r"|(?:相关|基础|基础篇|篇|部分|面试题|面试题目|常见问题|问题汇总|题目汇总|汇总|其他|其它|专题|知识点|面经|题库"
    r"|[一二三四五终初复]面|第.轮|\bround\s*\d)$",
    re.I,
)
_SENTENCE_ENDS = tuple("。；;.!！，,")
_INNER_STOP = re.compile(r"[。；！]|[.;!]\s")
_HAN = re.compile(r"[\u3400-\u9fff]")


@lru_cache(maxsize=1 << 17)
def question_score(text: str) -> float:
    """How much a text reads like something an interviewer asks, 0..1.

    1 with a question mark at its end, about 0.4 for a bare term, near 0 for statements.
    """
    plain = text if text[:1].isalnum() else without_mark(text)
    plain = _INLINE_CODE.sub("x", plain) if "`" in plain else plain
    plain = (_LINK.sub(r"\1", plain) if "](" in plain else plain).strip()
    if not plain or is_section_label(plain) or placeholder(plain):
        return 0.0
    long = len(plain) > 90 and len(plain) > (
        90 if not plain.isascii() and _HAN.search(plain) else 200
    )
    bare = _untrailed(plain)
    if "?" in plain or "？" in plain:
        near = (bare or plain)[-_NEAR_END:]
        if near[-1] not in _QUESTION_MARKS and not _ENDS_ASKING.search(near):
            return 0.75
        return 0.7 if long and _INNER_STOP.search(plain[:-1]) else 1.0
    plain = bare.strip("\"'“”") or plain
    body = plain.rstrip(":： .。,，;；")
    if long:
        # How a paragraph begins says enough: it is hardly a question.
        body = body[:_BEGINNING]
        if _asks_in_english(body):
            return 0.3
        return 0.25 if _asks_in_chinese(body) else 0.1
    stopped = _INNER_STOP.search(plain) is not None
    if _asks_in_english(body):
        return 0.5 if stopped else 0.8
    statement = stopped or plain[-1:] in _SENTENCE_ENDS
    if _asks_in_chinese(body):
        bidden = _BIDS_ZH.match(body) is not None and not _INNER_STOP.search(body)
        return 0.85 if not statement else 0.7 if bidden else 0.35
    if statement:
        return 0.1
    if _NOUN_ZH.search(body[-_NEAR_END:]):
        return 0.6
    if _TOPICAL.search(body[-_NEAR_END:]):
        return 0.2
    return 0.4 if len(body) <= 40 else 0.25


_NEAR_END = 80
_QUESTION_MARKS = frozenset("?？")
_BEGINNING = 200


def _asks_in_english(text: str) -> bool:
    if _ASKS_EN.match(text):
        return True
    low = text.casefold()
    comparing = "vs" in low or "v.s" in low or "versus" in low or "difference" in low
    return (comparing or "pros" in low) and _ASKS_EN_INSIDE.search(text) is not None


def _asks_in_chinese(text: str) -> bool:
    return not text.isascii() and _ASKS_ZH.search(text) is not None


_TRAILS = frozenset(" \t\u3000\xa0\n*_~`#)）】]⭐★☆🔥")


def _untrailed(text: str) -> str:
    """A text without marks and a short bracket at its end."""
    if text[-1] not in _TRAILS and not text[-1].isspace():
        return text
    return text[:-_NEAR_END] + _TRAILING.sub("", text[-_NEAR_END:])


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_LABELS = _words(
    """
    additional-resources advantages answer answers benefits caveats characteristics code
    common-misconceptions complexity conclusion cons definition detailed-answer disadvantages
    drawbacks e.g example examples explanation features follow-up follow-up-angles
    follow-up-questions follow-ups further-reading hint hints how implementation important input
    key-points key-takeaways learn-more links more nota note notes output overview pros
    pros-and-cons read-more reference references related related-links resources result results
    see-also short-answer solution solutions source sources space-complexity steps summary
    syntax takeaways terms time-complexity tip tips usage use-cases useful-links warning what
    when when-to-use why 不同点 举例 代码 代码实现 代码示例 优势 优点 优点如下 使用场景 例如
    例子 共同点 关键点 具体步骤 加分项 劣势 区别 原因 原因如下 参考 参考文献 参考答案 参考资料
    参考链接 回答 回答要点 备注 复杂度 如下 小结 常见误解 应用场景 延伸 延伸阅读 思路 总结 扩展
    扩展阅读 拓展 拓展阅读 提示 时间复杂度 术语 标准回答 核心要点 概述 步骤 步骤如下 注意
    注意事项 特点 用法 相关阅读 相同点 知识点 示例 示例代码 空间复杂度 答案 结果 结论 缺点
    缺点如下 背景 补充 要点 解析 解答 解题思路 详解 语法 说明 资料 输入 输出 追问 适用场景 链接
    面试追问 题解
    """
)
_FURNITURE = _words(
    """
    about about-this-repo acknowledgements acknowledgments additional-resources bibliography
    changelog contents contributing contribution contributors credits disclaimer feedback
    footnotes foreword further-reading getting-started how-to-contribute how-to-use index
    introduction legend license links preface reference references resources see-also sources
    sponsors star-history support table-of-contents toc useful-links 交流群 使用说明 关于
    写在前面 写在最后 前言 参考 参考书籍 参考文档 参考文献 参考文章 参考资料 参考链接 图例 声明 延伸阅读 扩展阅读
    推荐阅读 更新日志 更新记录 版权 版权声明 目录 目錄 相关链接 简介 联系方式 致谢 许可 许可协议
    许可证 说明 贡献 贡献指南
    """
)
_LONGEST = 32
_LONGEST_LINKED = 300
_GAPS = re.compile(r"[\s_]+")
_DECOR = re.compile(r"^[^\w`（(【\[]+|[^\w`）)】\]?？+#]+$")


@lru_cache(maxsize=1 << 16)
def _folded(text: str) -> str:
    """A short text as the lists above spell it; a long one is in none of them."""
    if len(text) > _LONGEST and "](" not in text:
        return ""
    plain = _LINK.sub(r"\1", _SIGN_LINK.sub("", text)) if "](" in text else text
    plain = _TAG.sub("", plain) if "<" in plain else plain
    plain = plain.strip().strip("*_`#:： .。-—=~\t").casefold()
    if not (plain[:1].isalnum() and plain[-1].isalnum()):
        plain = _DECOR.sub("", plain)
    elif plain.isalnum():
        return plain
    return _GAPS.sub("-", plain)


def is_section_label(text: str) -> bool:
    """Whether a line only names a part of an answer ("Example", "小结"), so asks nothing."""
    if text[-1:] in _QUESTION_MARKS:
        return False  # of all lines that are asked about, by far the most
    return len(text) <= _LONGEST_LINKED and _folded(text) in _LABELS


_CLOSING = _words(
    """
    conclusion key-takeaways overview summary takeaways 后记 小结 总结 结论 结语
    """
)


def is_closing(text: str) -> bool:
    """Whether a heading sums up a whole file rather than one answer."""
    return _folded(text) in _CLOSING


def is_furniture(text: str) -> bool:
    """Whether a heading opens a part that holds no questions (contents, licence, references)."""
    return _folded(text) in _FURNITURE


_SHOW = re.compile(
    r"(?:(?:show|see|view|click|reveal|expand|toggle|check|hide|open)\b|查看|点击|展开|显示|点我).{0,40}$",
    re.I,
)


def uncovers(text: str) -> bool:
    """Whether a title only uncovers what lies below it ("Show answer", 查看答案)."""
    return bool(_SHOW.match(text)) and question_score(text) < 0.8 and len(text) < 48


_PLACEHOLDER = re.compile(
    r"(?:to\s*-?do|tbd|tba|tbc|n\s*/\s*a|wip|fixme|none\s+yet|no\s+answer(?:\s+yet)?|"
    r"not\s+(?:yet\s+)?answered(?:\s+yet)?|coming\s+soon|to\s+be\s+(?:added|done|written|continued|"
    r"completed|filled(?:\s+in)?)|(?:answer|fill)\s+(?:me\s+)?(?:later|in\s+later)|unanswered|"
    r"待补充?|待完善|待续|待写|待更新?|待整理|待填|待定|待答|待办|未完待续|暂无(?:答案|内容)?|"
    r"暂缺|暂时没有(?:答案)?|未答|未回答|没有答案|尚无(?:答案)?|稍后补充|以后补充?|回头补|空|无|略|施工中|"
    r"(?:答案)?(?:待|后续)补充?|TODO[:：]?.{0,30})",
    re.I,
)


# How the words above begin; most lines begin otherwise.
_BEGINNINGS = frozenset("tnwfcau待未暂没尚稍以回空无略施答后补")
_LETTER = re.compile(r"[^\W_]")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")


def placeholder(text: str) -> bool:
    """Whether a text stands for "no answer yet": TODO, 待补充, 暂无, dots or dashes alone."""
    if len(text) > 80:
        return False
    first = text[:1]
    if not first.isalnum():
        letter = _LETTER.search(text)
        first = letter[0] if letter else ""
    if first and first.casefold() not in _BEGINNINGS:
        return False
    core = _AROUND.sub("", text)
    if not core:
        return bool(text.strip()) and not re.search(r"\w", text) and len(text.strip()) <= 12
    return len(core) <= 60 and _PLACEHOLDER.fullmatch(core) is not None
