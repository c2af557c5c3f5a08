"""Yes or no: the side an answer takes on a question that asks for one, beside the reference's side.

Knows nothing of the subject. `agreement("判断是否正确", "错误。例如…", "正确,因为…")` → -1.0
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.grading.text import Span, clauses, sentences

# What asks for yes or no; choices ("is it a or b") and requests ("can you explain") do not.
_POLAR = re.compile(
    r"(?:^|[.,;:?]\s*|\b(?:true or false|say whether|whether)\b.*)"
    r"(?:is|are|was|were|does|do|did|can|could|will|would|should|has|have|must|may)\s+(?!you\b|we\b)\w"
    r"|\btrue or false\b|\bcorrect or (?:not|wrong)\b|\bwhether\b|是否|可否|能否(?!说|解|举|描|谈|给)|有无|有没有"
    r"|是不是|对不对|能不能|会不会|要不要|可不可以|吗\W*$|判断.*(?:正确|对错|真假|正误)"
)
_CHOICE = re.compile(r"\bor (?!false\b|not\b|wrong\b)|还是")
# What may stand before the judgment.
_LEAD = re.compile(
    r"^\W*(?:答(?=\W)\W*|\d{1,2}\s*[.、)]\s*|(?:the|this|that) (?:statement|claim|sentence|answer) (?=is|\w+s )"
    r"|(?:这|该|此|本|上述|以上)?(?:一|个|种|条)*(?:叙述|说法|答案|观点|命题|结论|表述|判断|陈述)\s*)*"
)
_IT = r"(?:it|this|that|they|one)\s+(?:is|are|was|does|do|did|can|could|will|would|should|has|have|must)"
_NO = re.compile(
    rf"(?:is\s+)?(?:no|nope|not|false|wrong|incorrect|untrue|cannot|can'?t|never|isn'?t|doesn'?t|won'?t)\b"
    rf"|{_IT}(?:\s+not|n'?t|not)\b"
    r"|(?:是|也|都)?(?:错|不|否|没有|没(?!有错|错)|假(?!设|如|若|定|使)|并非|并不|无(?:法|$|\W))|×"
)
_YES = re.compile(
    rf"(?:is\s+)?(?:yes|true|correct|right|yeah|yep|sure|indeed|of course)\b|{_IT}\b"
    r"|(?:是|也|都)?(?:对(?!于|比|称|应)|正确|是的|可以|可行|能(?!否|够否|不能)|会(?!不会)|需要|真(?!正)|没错"
    r"|没有错|有(?!的|些|时|可能|n)|存在)|是(?!否|不|错|假)|√"
)
# The same at the end, where the last of several questions wants it: "…快速排序没有这种现象".
_LAST_NO = re.compile(r"^.{0,14}?(?:没有|不会|不存在|不能|不可|不是|并不|没|无(?!论))")
_LAST_YES = re.compile(r"^.{0,14}?(?:有(?!的|些|时|可能|序)|会|存在|可以|能)")
_BARE, _RUN = 5, 2


@dataclass(frozen=True)
class Judgment:
    """1 for yes and -1 for no, and the words of the folded text that say so."""

    side: int
    span: Span


def stance(text: str) -> int:
    """1 for yes, -1 for no, 0 when the first words of a folded text take no side."""
    head = text[_LEAD.match(text).end() :].lstrip()  # type: ignore[union-attr]
    if _YES.match(head) and not _NO.match(head):
        return 1
    return -1 if _NO.match(head) else 0


def asks_yes_or_no(question: str) -> bool:
    """Whether a folded question wants a judgment."""
    return bool(_POLAR.search(question)) and not _CHOICE.search(question)


def agreement(question: str, reference: str, answer: str) -> float:
    """1 when both take the same side, -1 for opposite sides, 0 when one takes none."""
    found = judgments(question, reference, answer)
    return float(found[0].side * found[1].side) if found else 0.0


def judgments(question: str, reference: str, answer: str) -> tuple[Judgment, Judgment] | None:
    """What a folded reference and answer say to a question that wants yes or no; None without both.

    The first words say it; where the last of several questions asks, the last sentence.
    """
    if not asks_yes_or_no(question):
        return None
    first, second = _first(reference), _first(answer)
    if first and second:
        return first, second
    asked = sentences(question)
    last = question[asked[-1].start : asked[-1].end] if len(asked) > 1 else ""
    if first or not asks_yes_or_no(last):
        return None
    first, second = _last(reference, last), _last(answer, last)
    return (first, second) if first and second else None


def _first(text: str) -> Judgment | None:
    found = sentences(text)
    side = stance(text)
    return Judgment(side, clauses(text, found[0])[0]) if side and found else None


def _last(text: str, asked: str) -> Judgment | None:
    """The judgment of the last sentence, if that speaks of what was asked or says nothing else."""
    found = sentences(text)
    if not found:
        return None
    span = found[-1]
    said = text[span.start : span.end]
    runs = {asked[i : i + _RUN] for i in range(len(asked) - 1)}
    if len(said) > _BARE and not any(said[i : i + _RUN] in runs for i in range(len(said) - 1)):
        return None
    side = -1 if _LAST_NO.match(said) else 1 if _LAST_YES.match(said) else 0
    return Judgment(side, span) if side else None
