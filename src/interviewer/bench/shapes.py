"""Large files of notes, one for each shape, made up with a seed, and the time it takes to read them.

The words are drawn at random, so that hardly a line occurs twice. Knows nothing of models or
of the store. `interviewer bench import --shapes`
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from interviewer.notes.importing import read_bytes

MEGABYTES = 5.0
# Additions in a loop, timed beside the shapes: how busy, or how quick, the machine is.
ADDITIONS = 20_000_000
SLOWEST = 2.0


def _list(words: str) -> list[str]:
    return words.split()


_WORDS = _list(
    """
    a cache key value thread lock queue heap stack tree graph index table
    row column page block buffer socket server client request response
    header token session query plan cost memory disk process signal pipe
    file node leader log commit branch merge test model layer weight
    gradient loss batch epoch vector matrix kernel pointer scope class
    object method field type string number array list set map hash loop
    event task worker pool timer clock order path edge route port name
    user role rule policy shard
    """
)
_VERBS = _list(
    """
    keeps reads writes sends holds frees moves copies splits joins checks
    sorts finds drops adds opens closes starts stops waits locks maps
    hides shows limits shares counts repeats returns
    """
)
_HAN = _list(
    """
    缓存 线程 进程 索引 事务 队列 锁 内存 磁盘 网络 连接 请求 响应 服务 节点 日志 消息 主从 分区 副本 协议 端口 数据 表
    行 列 页 块 指针 对象 类 方法 接口 函数 变量 参数 返回值 堆 栈 树 图 哈希 模型 梯度 权重 损失 批次 向量 矩阵 卷积
    注意力 词表 编码 解码 采样 温度 容器 镜像 集群 调度 限流 熔断 降级
    """
)
_HAN_VERBS = _list(
    """
    保存 读取 写入 发送 持有 释放 移动 复制 拆分 合并 检查 排序 查找 丢弃 增加 打开 关闭
    """
)

Maker = Callable[[random.Random, int], str]


def run(megabytes: float = MEGABYTES, seed: int = 1) -> dict[str, Any]:
    """Seconds of CPU time to read a file of each shape, and of the loop of additions."""
    shapes = {}
    for name, make in SHAPES.items():
        text = filled(make, megabytes, seed)
        ending = "csv" if name == "CSV" else "md"
        start = time.process_time()
        parsed = read_bytes(text.encode(), f"notes.{ending}")
        spent = time.process_time() - start
        shapes[name] = {"cards": len(parsed.cards), "seconds": round(spent, 2)}
    return {
        "megabytes": megabytes,
        "shapes": shapes,
        "above": [name for name, row in shapes.items() if row["seconds"] > SLOWEST],
        "additions_seconds": round(_additions(), 2),
    }


def _additions() -> float:
    start, total = time.process_time(), 0
    for number in range(ADDITIONS):
        total += number
    return time.process_time() - start


def filled(make: Maker, megabytes: float = MEGABYTES, seed: int = 1) -> str:
    """Text of a shape, as long as asked for."""
    order = random.Random(seed)
    parts: list[str] = []
    size, most, number = 0, megabytes * 1_000_000, 0
    while size < most:
        number += 1
        parts.append(make(order, number))
        size += len(parts[-1].encode())
    return "".join(parts)


def _some(words: Sequence[str], order: random.Random, count: int) -> list[str]:
    return order.choices(words, k=count)


def _said(order: random.Random, words: int = 12) -> str:
    """An English sentence of about so many words."""
    said = [
        word for at in range(0, words, 3) for word in (*_some(_WORDS, order, 2), _VERBS[at % 29])
    ]
    return " ".join(said).capitalize() + "."


def _asked(order: random.Random, words: int = 5) -> str:
    begin = order.choice(("What is", "How does", "Why does", "Explain", "When would"))
    return f"{begin} the {' '.join(_some(_WORDS, order, words))}?"


def _term(order: random.Random) -> str:
    return " ".join(_some(_WORDS, order, 3)).capitalize()


def _said_zh(order: random.Random, clauses: int = 3) -> str:
    parts = [
        "".join((order.choice(_HAN), order.choice(_HAN_VERBS), *_some(_HAN, order, 2)))
        for _ in range(clauses)
    ]
    return "，".join(parts) + "。"


def _asked_zh(order: random.Random, words: int = 2) -> str:
    end = order.choice(("是什么？", "有什么区别？", "怎么实现？", "为什么要用？", "的原理是什么？"))
    return "和".join(_some(_HAN, order, words)) + end


def _csv(order: random.Random, number: int) -> str:
    head = "question,answer,topic\n" if number == 1 else ""
    return f'{head}"{_asked(order)}","{_said(order, 24)}",{order.choice(_WORDS)}\n'


def _tabbed(order: random.Random, _: int) -> str:
    return f"{_asked(order)}\t{_said(order, 12)}\n"


def _table(order: random.Random, number: int) -> str:
    head = "| Question | Answer |\n|---|---|\n" if number == 1 else ""
    return f"{head}| {_asked(order)} | {_said(order, 13)} |\n"


def _prose(order: random.Random, _: int) -> str:
    return " ".join(_said(order, 15) for _ in range(5)) + "\n\n"


def _headings_zh(order: random.Random, number: int) -> str:
    topic = f"# {order.choice(_HAN)}{number}\n\n" if number % 20 == 1 else ""
    return f"{topic}## {_asked_zh(order)}\n\n" + "".join(
        f"{_said_zh(order, 4)}\n\n" for _ in range(3)
    )


def _bold(order: random.Random, _: int) -> str:
    return f"**{_asked(order)}**\n\n{_said(order, 26)}\n\n"


def _labelled(order: random.Random, _: int) -> str:
    return f"Q: {_asked(order)}\nA: {_said(order, 25)}\n\n"


def _numbered_zh(order: random.Random, number: int) -> str:
    count = (number - 1) % 50 + 1
    topic = f"# {order.choice(_HAN)}{number}\n\n" if count == 1 else ""
    points = "".join(f"   {at}. {_said_zh(order)}\n" for at in range(1, 5))
    return f"{topic}{count}. {_asked_zh(order)}\n{points}\n"


def _markdown(order: random.Random, number: int) -> str:
    topic = f"# {_term(order)} {number}\n\n" if number % 20 == 1 else ""
    points = "".join(f"- {_said(order, 12)}\n" for _ in range(3))
    return f"{topic}## {_asked(order)}\n\n{_said(order, 27)}\n\n{points}\n"


def _folded(order: random.Random, _: int) -> str:
    return (
        f"<details>\n<summary>{_asked(order)}</summary>\n\n"
        f"{_said(order, 24)}\n{_said(order, 15)}\n\n</details>\n\n"
    )


def _bare(order: random.Random, _: int) -> str:
    return f"{_asked(order, order.choice((8, 9, 10)))}\n"


def _bold_terms(order: random.Random, _: int) -> str:
    return f"**{_term(order)}**: {_said(order, 15)}\n"


def _own_mark(order: random.Random, _: int) -> str:
    return f"❓ {_asked(order)}\n{_said(order, 17)}\n\n"


def _bullets(order: random.Random, _: int) -> str:
    return f"- {_asked(order)}\n  {_said(order, 8)}\n  {_said(order, 8)}\n"


def _numbered(order: random.Random, number: int) -> str:
    points = "".join(f"   - {_said(order, 8)}\n" for _ in range(3))
    return f"{number % 1000 or 1000}. {_asked(order)}\n{points}\n"


def _bare_zh(order: random.Random, _: int) -> str:
    return f"{_asked_zh(order, order.choice((3, 4)))}\n"


def _outline(order: random.Random, number: int) -> str:
    topic = f"- {_term(order)}\n" if number % 10 == 1 else ""
    return f"{topic}  - {_asked(order, 3)}\n    - {_said(order, 7)}\n"


SHAPES: dict[str, Maker] = {
    "CSV": _csv,
    "lines with a tab": _tabbed,
    "table": _table,
    "prose without questions": _prose,
    "headings, Chinese": _headings_zh,
    "bold questions": _bold,
    "Q: and A:, an answer a line": _labelled,
    "numbers, Chinese, with numbered points": _numbered_zh,
    "Markdown, a heading a question": _markdown,
    "folded summaries": _folded,
    "bare questions": _bare,
    "bold terms with a colon": _bold_terms,
    "a mark of its own before questions": _own_mark,
    "bullets, three lines a card": _bullets,
    "numbers, bullets in the answers": _numbered,
    "bare questions, Chinese": _bare_zh,
    "outline three deep": _outline,
}
