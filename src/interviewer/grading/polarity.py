"""Negation and opposites: whether two statements about the same thing agree or deny each other.

Knows nothing of points or answers. `opposed("it is thread safe", "it is not thread safe")`
→ what clashes, or None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from interviewer.grading.terms import stem

# What denies only by and large, as "less" does: "hardly decays" and "decays less" are one.
_SOFT_EN, _SOFT_ZH = "hardly|rarely|seldom", "很少|极少"
SOFTENED = re.compile(rf"\b(?:{_SOFT_EN})\b|{_SOFT_ZH}")
NEGATION = re.compile(
    rf"""\b(?:not|never|no|nor|neither|none|nothing|nobody|cannot|without|unable|fail(?:s
    |ed)?\ to|lacks?|rather\ than|instead\ of|{_SOFT_EN})\b
    | n['’]t\b | \b(?:do|does|did|is|are|was|ca|wo|should|would|could|have|has|need|must)nt\b
    | {_SOFT_ZH}|从不|不|没|无(?!论|穷|限|向|监督|符号|关紧要|偏|损|锁|序|穷)|非(?!常|线性|凡|负
    |空|对称|极大|递归|阻塞|确定|零|叶)|未(?!来|知)|并非|毫无|而非|莫|勿""",
    re.VERBOSE,
)
# Words that look like denials and are not, or that hold only part of one.
NOT_DENIAL = re.compile(
    r"""\bnot\ (?:only|just|merely|simply|necessarily\ only)\b | \bno\ (?:matter|doubt|later
    |more\ than|less\ than|longer\ than|fewer\ than)\b
    | \bnot\ (?:more|less|fewer|greater|larger)\ than\b | \bwhether\ or\ not\b | \bif\ not\b
    | \bwhy\ not\b | `none` | (?:\bis|\breturns?|=)\ none\b | \bnone\ as\b
    | 不仅|不但|不只|不光|不过|不管|不论|不断|不得不|不妨|不等(?!于)|不同|不变|不一定|不然|不足
    |不可避免|差不多|不少|不错|不再只|不外乎|不超过|不大于|不小于|不低于|不高于|不如|对不对
    |是不是|能不能|会不会|要不要|有没有|不好意思|不好|不太清楚|无非|没错|无法避免|无关|没关系
    |不必要|未必""",
    re.VERBOSE,
)
_BARE_DENIALS = {"no", "none", "没有"}
# Words that deny, as terms have them.
DENYING = frozenset(
    stem(word) for word in ("not", "never", "no", "none", "cannot", "without", "hardly", "unable")
)
_PAIRS_EN = """
increase decrease|increase reduce|increase lower|raise lower|grow shrink|larger smaller
large small|big small
bigger smaller|more less|more fewer|higher lower|high low|faster slower|fast slow|quick slow
better worse
best worst|good bad|always never|before after|first last|front rear|front back|head tail
top bottom|begin end
start end|left right|above below|upper lower|mutable immutable|mutability immutability
static dynamic
public private|local global|shallow deep|stack heap|sync async|synchronous asynchronous
blocking nonblocking
eager lazy|explicit implicit|compile run|allocate free|lock unlock|safe unsafe|same different
equal unequal
unique duplicate|ordered unordered|sorted unsorted|signed unsigned|linear nonlinear
linear quadratic
linear exponential|linear logarithmic|constant linear|minimum maximum|min max|minimise maximise
minimize maximize
positive negative|true false|correct wrong|correct incorrect|possible impossible|valid invalid
easy hard
easy difficult|easier harder|cheap expensive|cheaper costlier|strong weak|stronger weaker
wide narrow
dense sparse|rich poor|add subtract|add remove|insert delete|insert remove|accept reject
allow forbid
allow prevent|allow prohibit|enable disable|help hurt|improve worsen|improve degrade
encourage discourage
include exclude|inside outside|internal external|input output|encoder decoder|forward backward
row column
horizontal vertical|parent child|ancestor descendant|base derived|iterative recursive
direct indirect
many one|all none|all no|every no|both neither|long short|longer shorter|early late|earlier later
old new
fixed variable|fixed dynamic|finite infinite|empty full|known unknown|supervised unsupervised
overfit underfit|overfitting underfitting|bias variance|precision recall|training inference
train test
converge diverge|vanish explode|amplify dampen|slow speed|keep drop|keep discard|preserve destroy
share copy|shared separate|independent dependent|absolute relative|upward downward
ascending descending
optional required|optional mandatory|necessary unnecessary|need needless|success failure
succeed fail
owns borrows|strict loose|thread process|immediately later|symmetric asymmetric|stable unstable
lifo fifo|create destroy|once repeatedly|cause prevent|only also|automatically manually
"""
_PAIRS_ZH = """
增加 减少|增大 减小|增大 缩小|增加 降低|增多 减少|提高 降低|提升 降低|上升 下降|扩大 缩小
变大 变小|变快 变慢|更大 更小|更快 更慢
更高 更低|更多 更少|更好 更差|更强 更弱|更长 更短|较大 较小|较快 较慢|较高 较低|较多 较少
大于 小于|多于 少于|高于 低于|快于 慢于|优于 劣于
最大 最小|最多 最少|最好 最坏|最优 最差|最先 最后|最高 最低|最长 最短|之前 之后|以前 以后|先 后
前面 后面|前驱 后继|首 尾|头 尾|队头 队尾
栈顶 栈底|左 右|上层 下层|内部 外部|输入 输出|编码 解码|正确 错误|对 错|静态 动态|公有 私有
局部 全局|浅 深
栈 堆|同步 异步|阻塞 非阻塞|显式 隐式|编译 运行|分配 释放|加锁 解锁|安全 危险|相同 不同|相等 不等
有序 无序|升序 降序|线性 非线性
最小化 最大化|正 负|真 假|容易 困难|容易 难|简单 复杂|便宜 昂贵|强 弱|密集 稀疏|稠密 稀疏
添加 删除|插入 删除|允许 禁止|允许 阻止|启用 禁用
改善 恶化|鼓励 抑制|包含 排除|前向 反向|行 列|水平 垂直|父 子|基类 派生类|迭代 递归|直接 间接
所有 没有|全部 没有|长 短|早 晚
固定 可变|有限 无限|已知 未知|有监督 无监督|过拟合 欠拟合|偏差 方差|训练 推理|训练 测试|收敛 发散
消失 爆炸|放大 衰减|保留 丢弃
共享 复制|共享 独立|绝对 相对|必须 可选|必要 多余|成功 失败|有利 不利|优点 缺点|总是 从不
始终 从不|连续 离散|唯一 重复
单向 双向|高 低|快 慢|多 少|大 小|好 坏|先进先出 后进先出|先进先出 先进后出
"""


@dataclass(frozen=True)
class Opposition:
    """What clashes: the word of the first text and the word of the second ("" for a bare denial)."""

    first: str
    second: str


def denials(text: str) -> list[tuple[int, int]]:
    """Places of words that deny something in a folded text."""
    blocked = [m.span() for m in NOT_DENIAL.finditer(text)]
    return [
        m.span() for m in NEGATION.finditer(text) if not any(a <= m.start() < b for a, b in blocked)
    ]


def opposed(first: str, second: str) -> Opposition | None:
    """Whether two folded statements with the same subject deny each other.

    Denials and opposite words are counted over both; an odd number is a clash, an even
    one cancels out ("not slower" against "faster").
    """
    flips = opposites(first, second)
    here, there = denials(first), denials(second)
    if (len(flips) + len(here) + len(there)) % 2 == 0:
        return None
    if flips:
        return flips[0]
    if len(there) > len(here):
        return Opposition("", second[slice(*there[0])])
    return Opposition(first[slice(*here[0])], "")


def opposites(first: str, second: str) -> list[Opposition]:
    """Opposite words, one only in the first text and the other only in the second."""
    found = []
    stems = ({stem(w) for w in _words(first)}, {stem(w) for w in _words(second)})
    for one, other in _english():
        for a, b in ((one, other), (other, one)):
            if a in stems[0] - stems[1] and b in stems[1] - stems[0]:
                found.append(Opposition(a, b))
    for one, other in _chinese():
        for a, b in ((one, other), (other, one)):
            if _only_in(a, first, second) and _only_in(b, second, first):
                found.append(Opposition(a, b))
    return _longest(found)


def opposite(first: str, second: str) -> bool:
    """Whether two words, English ones as stems, are a pair of opposites."""
    pairs = {*_english(), *_chinese()}
    return (first, second) in pairs or (second, first) in pairs


def _only_in(word: str, text: str, other: str) -> bool:
    return word in text and word not in other


def _longest(found: list[Opposition]) -> list[Opposition]:
    """Without pairs that are parts of a longer pair found (大/小 in 变大/变小)."""
    return [
        pair
        for pair in found
        if not any(
            pair is not o and (pair.first in o.first or pair.second in o.second) and pair != o
            and len(o.first) + len(o.second) > len(pair.first) + len(pair.second)
            for o in found
        )
    ]  # fmt: skip


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text)


def opposite_words(chinese: bool) -> list[tuple[str, str]]:
    """Words beside their opposites, each both ways, as they are written; two characters or more."""
    pairs = _pairs(_PAIRS_ZH if chinese else _PAIRS_EN)
    both = [*pairs, *((b, a) for a, b in pairs)]
    return [(a, b) for a, b in both if min(len(a), len(b)) > 1 and not {a, b} & _BARE_DENIALS]


@cache
def _english() -> tuple[tuple[str, str], ...]:
    # "fast slow" and "faster slower" are one: counted twice they would cancel out.
    return tuple(dict.fromkeys((stem(a), stem(b)) for a, b in _pairs(_PAIRS_EN)))


@cache
def _chinese() -> tuple[tuple[str, str], ...]:
    return tuple(_pairs(_PAIRS_ZH))


def _pairs(listed: str) -> list[tuple[str, str]]:
    """The pairs of words of a list, as they are written."""
    return [(a, b) for a, b in (pair.split() for pair in re.split(r"[|\n]", listed.strip()))]
