"""A critique in composed sentences, from the verdicts alone.

Says what was right, what is half said, what is missing, and what to fix first. Both sides of
a contradiction stand at its point, so it is only named here. Knows nothing of models.
`compose(card, grade, Lang.EN, seed=7)`
"""

from __future__ import annotations

import random
from collections.abc import Collection

from interviewer.cards import Card, Lang
from interviewer.grade import Band, Grade, PointVerdict, Verdict
from interviewer.phrasing.draft import shortened

_LONGEST = 160
_SAID = {
    Lang.EN: {
        "right": ("You are right about “{quote}”.", "This holds: “{quote}”."),
        "partial": (
            "“{quote}” is on the way; in full it is: {point}",
            "With “{quote}” you have part of it; the whole is: {point}",
        ),
        "missing": ("You left out: {point}", "What is missing most: {point}"),
        "all": ("Every key point is in your answer.", "Nothing is missing from your answer."),
        "fix_contradicted": (
            "Put right what goes against the notes first.",
            "First of all, clear up what goes against the notes.",
        ),
        "fix_missing": (
            "Learn the missing point first.",
            "Start with the point that you left out.",
        ),
        "fix_partial": ("Make the half-said point exact.", "Finish the half-said point first."),
        "gate": (
            "There is nothing in this answer to give credit for.",
            "This answer does not speak to the question.",
        ),
        "near": ("Your answer agrees with the reference answer in substance.",),
        "halfway": ("Your answer shares a part of the reference answer; compare the two.",),
        "far": ("Your answer has little in common with the reference answer; read it once more.",),
    },
    Lang.ZH: {
        "right": ("“{quote}”说得对。", "这一点没有问题：“{quote}”。"),
        "partial": (
            "“{quote}”只说了一半，完整的说法是：{point}",
            "“{quote}”方向是对的，但不完整：{point}",
        ),
        "missing": ("你漏掉了：{point}", "最主要的遗漏是：{point}"),
        "all": ("要点都说到了。", "你的回答没有遗漏要点。"),
        "fix_contradicted": ("请先改正与笔记矛盾的那一点。", "最先要弄清的是与笔记矛盾的那一点。"),
        "fix_missing": ("请先补上漏掉的那一点。", "先从漏掉的那一点补起。"),
        "fix_partial": ("请把说了一半的那一点补完整。", "先把说了一半的那一点说完整。"),
        "gate": ("这个回答里没有可以给分的内容。", "这个回答没有针对问题。"),
        "near": ("你的回答与参考答案大体一致。",),
        "halfway": ("你的回答只覆盖了参考答案的一部分，请对照一下。",),
        "far": ("你的回答与参考答案相差较远，请再读一遍参考答案。",),
    },
}
_GAPS = (Verdict.CONTRADICTED, Verdict.PARTIAL, Verdict.MISSING)
_BY_BAND = {Band.WEAK: "far", Band.PARTIAL: "halfway", Band.GOOD: "near", Band.STRONG: "near"}


def compose_gaps(grade: Grade, lang: Lang, *, seed: int, spoken: Collection[Verdict]) -> list[str]:
    """Sentences about the gaps that were not spoken of yet, for a critique that left them out."""
    say = _Speaker(lang, seed)
    gaps = {kind: point for kind, point in _gaps(grade).items() if kind not in spoken}
    named = [say("fix_contradicted")] if Verdict.CONTRADICTED in gaps else []
    return named + _told(gaps, say)


def compose(card: Card, grade: Grade, lang: Lang, *, seed: int) -> list[str]:
    """One to five sentences; none for a grade without a score."""
    if grade.score is None:
        return []
    say = _Speaker(lang, seed)
    gaps = _gaps(grade)
    if grade.gates:
        return [say("gate"), *(say("missing", gaps[k]) for k in gaps if k is Verdict.MISSING)]
    if not card.key_points or not grade.points:
        return [say(_BY_BAND[grade.band or Band.WEAK])]
    right = _heaviest(grade, Verdict.COVERED)
    said = [say("right", right)] if right and right.quote else []
    said += _told(gaps, say)
    if not gaps:
        said.append(say("all"))
    if len(gaps) > 1 or Verdict.CONTRADICTED in gaps:
        said.append(say(f"fix_{_first(gaps).value}"))
    return said


def _told(gaps: dict[Verdict, PointVerdict], say: _Speaker) -> list[str]:
    return [say(kind.value, gaps[kind]) for kind in gaps if kind is not Verdict.CONTRADICTED]


class _Speaker:
    """Chooses among the wordings of a language, the same ones for the same seed."""

    def __init__(self, lang: Lang, seed: int) -> None:
        self._texts = _SAID[Lang.ZH if lang is Lang.ZH else Lang.EN]
        self._end = "。" if lang is Lang.ZH else "."
        self._random = random.Random(seed)

    def __call__(self, key: str, verdict: PointVerdict | None = None) -> str:
        text = self._random.choice(self._texts[key])
        if verdict is None:
            return text
        quote = shortened(verdict.quote or "", _LONGEST).strip(" .。,，;；").translate(_INNER)
        point = shortened(verdict.point.text, 2 * _LONGEST).rstrip(" .。;；") + self._end
        return text.format(quote=quote, point=point)


def _gaps(grade: Grade) -> dict[Verdict, PointVerdict]:
    """The heaviest point of each kind of gap, contradictions first."""
    return {kind: point for kind in _GAPS if (point := _heaviest(grade, kind))}


def _heaviest(grade: Grade, kind: Verdict) -> PointVerdict | None:
    found = [v for v in grade.points if v.verdict is kind and (v.quote or kind is Verdict.MISSING)]
    return max(found, key=lambda v: v.point.weight, default=None)


def _first(gaps: dict[Verdict, PointVerdict]) -> Verdict:
    """What to fix first: a contradiction, else the weightier of the others."""
    if Verdict.CONTRADICTED in gaps:
        return Verdict.CONTRADICTED
    return max(gaps, key=lambda kind: gaps[kind].point.weight)


_INNER = str.maketrans('“”"', "‘’'")
