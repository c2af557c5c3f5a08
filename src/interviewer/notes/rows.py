"""Cards in rows: which column asks, which answers, which names the topic.

Shared by Markdown tables and CSV files; knows neither. `roles(["Question", "Answer"])`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from interviewer.notes.wording import question_score


class Roles(NamedTuple):
    """Column numbers; `sure` is how plainly they are columns of cards, 0..1. `options` are the
    columns of a question's choices, by the letter or number that an answer may name."""

    question: int
    answers: tuple[int, ...]
    topic: int | None
    header: bool
    sure: float
    options: tuple[tuple[str, int], ...] = ()


_QUESTION = re.compile(
    r"(?:questions?|q|ques|front|prompt|问题|問題|题目|題目|问|面试题|正面|题干|term|concept|word|术语|概念|名词|卡片正面|card\s*front|expression|instruction|query|problem|问句|提问)",
    re.I,
)
_ANSWER = re.compile(
    r"(?:answers?|a|ans|back|response|reference(?:\s*answer)?|solution|答案|回答|答|参考答案|解答|背面|解析|解释|说明|definition|meaning|"
    r"explanation|output|completion|定义|释义|含义|卡片背面|card\s*back|扩展|extra|(?:model|sample|correct|expected)[\s_]*answer)",
    re.I,
)
_TOPIC = re.compile(
    r"(?:topics?|category|categories|deck|subject|section|area|chapter|module|group|主题|分类|类别|领域|章节|知识点|科目|模块|专题)",
    re.I,
)
_OTHER = re.compile(
    r"(?:tags?|id|no\.?|#|number|num|index|序号|编号|标签|level|difficulty|难度|guid|note\s*type|notetype|date|created|updated|source|来源|备注|url|link|status|score|type|lang(?:uage)?|labels?|class|split|weight|company|companies|公司|frequency)",
    re.I,
)


_NAMED = r"(?:\s+(?:text|title|content|body|string|name|en|zh|cn|english|chinese))?"
_ASKED_WORDS = re.compile(rf"(?:[a-z]+\s+){{0,2}}questions?{_NAMED}", re.I)
_ANSWER_WORDS = re.compile(
    rf"(?:[a-z]+\s+){{0,2}}(?:answers?|response|explanation|solution|rationale){_NAMED}", re.I
)
_ASKED_HAN = re.compile(r"[^\W\d_]{0,4}(?:题目|問題|问题|题干)(?:内容|描述|文本|名称|标题)?")
_ANSWER_HAN = re.compile(r"[^\W\d_]{0,4}(?:答案|解析|解答|回答)(?:内容|要点|文本|解析)?")
_OPTION = re.compile(r"(?:option|choice|选项|opt)\s*([a-h1-8])|([b-d])", re.I)


def _spelled(cell: str) -> str:
    """A column's name in words: `QuestionText` and `question_text` as `Question Text`."""
    name = (
        re.sub(r"[*`\ufeff]|[（(][^()（）]*[)）]\s*(?:\*\*)?$", "", cell)
        .replace("_", " ")
        .replace("-", " ")
        .strip()
    )
    return " ".join(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).split())


def _asks(name: str) -> bool:
    return any(p.fullmatch(name) for p in (_QUESTION, _ASKED_WORDS, _ASKED_HAN))


def _answers(name: str) -> bool:
    return any(p.fullmatch(name) for p in (_ANSWER, _ANSWER_WORDS, _ANSWER_HAN))


def roles(first: Sequence[str]) -> Roles | None:
    """What the columns hold, by the names in the first row; None when they name no question."""
    names = [_spelled(cell) for cell in first]
    exact = [i for i, name in enumerate(names) if _QUESTION.fullmatch(name)]
    asks = exact or [i for i, name in enumerate(names) if _asks(name)]
    options = {
        (found[1] or found[2]).upper(): i
        for i, name in enumerate(names)
        if (found := _OPTION.fullmatch(name))
    }
    if "B" in options and "A" not in options and "A" in names:
        options["A"] = names.index("A")
    taken = set(options.values())
    answers = [i for i, name in enumerate(names) if i not in taken and _answers(name)]
    topic = next((i for i, name in enumerate(names) if _TOPIC.fullmatch(name)), None)
    if not asks or not (answers or len(names) > 1):
        return None
    rest = [
        i
        for i, name in enumerate(names)
        if i != asks[0] and i != topic and i not in taken and not _OTHER.fullmatch(name)
    ]
    chosen = tuple(i for i in answers or rest[:1] if i != asks[0])
    return Roles(asks[0], chosen, topic, True, 1.0, tuple(options.items()))


def by_content(rows: Sequence[Sequence[str]]) -> Roles | None:
    """Roles of columns without names: the one that asks most, and the longest of the others."""
    width = max((len(row) for row in rows[:200]), default=0)
    if width < 2:
        return None
    sample = rows[:200]
    scores, lengths = [], []
    for column in range(min(width, 20)):
        cells = [row[column].strip() for row in sample if column < len(row) and row[column].strip()]
        mean = sum(map(question_score, cells)) / len(cells) if cells else 0.0
        varied = len(set(cells)) / len(cells) if cells else 0.0
        numeric = (
            sum(cell.replace(".", "").isdigit() for cell in cells) > 0.5 * len(cells)
            if cells
            else True
        )
        scores.append(0.0 if numeric else mean * (0.3 + 0.7 * varied))
        lengths.append(0.0 if numeric else sum(map(len, cells)) / max(1, len(cells)) * varied)
    best = max(range(len(scores)), key=lambda i: (scores[i], -i))
    if scores[best] < 0.6 and lengths[0] > 0:
        best = 0
    others = [i for i in range(len(scores)) if i != best and lengths[i] > 0]
    kinds = [i for i in others if _sorts(sample, i)]
    said = [i for i in others if i not in kinds]
    after = [i for i in said if i > best] or said
    answer = max(after, key=lambda i: lengths[i], default=None)
    topic = kinds[0] if kinds else None
    header = scores[best] >= 0.6 and _names_columns(rows, best)
    return Roles(best, () if answer is None else (answer,), topic, header, scores[best])


def _sorts(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether a column only sorts the rows into a few kinds, so holds no answers."""
    cells = [row[column].strip() for row in rows if column < len(row) and row[column].strip()]
    return len(cells) >= 10 and len(set(cells)) <= 0.3 * len(cells) and max(map(len, cells)) <= 40


_NAME = re.compile(r"[^\W\d][\w .-]{0,29}")


def _names_columns(rows: Sequence[Sequence[str]], asking: int) -> bool:
    """Whether the first row names the columns: bare words that stand nowhere below, not asking."""
    first = [cell.strip() for cell in rows[0]]
    below = {(i, cell.strip()) for row in rows[1:200] for i, cell in enumerate(row)}
    return (
        len(rows) > 2
        and len(first) > asking
        and all(_NAME.fullmatch(cell) for cell in first)
        and question_score(first[asking]) < 0.5
        and not any((i, cell) in below for i, cell in enumerate(first))
    )
