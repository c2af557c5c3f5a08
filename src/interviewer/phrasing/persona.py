"""What a friendly or a tough interviewer puts in front of a question; a neutral one nothing.

Never praise, never a verdict: the words say how to answer, not how the last answer was.
`spoken("What is a closure?", Persona.TOUGH, Lang.EN, follow_up=False, seed=3)`
"""

from __future__ import annotations

import random

from interviewer.cards import Lang
from interviewer.manner import Persona

_LEADS = {
    Lang.EN: {
        Persona.FRIENDLY: (
            ("Take your time.", "No hurry with this one.", "Begin wherever you like."),
            (
                "Let's think about this together.",
                "One small thing more.",
                "Take a moment for this.",
            ),
        ),
        Persona.TOUGH: (
            ("Be precise.", "Short and exact, please.", "I want the reasons, not only the names."),
            ("I will not let go of this.", "Be exact here.", "Go deeper."),
        ),
    },
    Lang.ZH: {
        Persona.FRIENDLY: (
            ("不着急，慢慢说。", "这题慢慢来。", "从哪里说起都可以。"),
            ("我们一起再想想。", "再补充一个小问题。", "这里可以多想一会儿。"),
        ),
        Persona.TOUGH: (
            ("请说得准确些。", "请答得简短、准确。", "不要只报名词，请讲清原因。"),
            ("这一点我要追问到底。", "这里请说准确。", "再往深处说。"),
        ),
    },
}


def spoken(text: str, persona: Persona, lang: Lang, *, follow_up: bool, seed: int) -> str:
    """The question as this persona puts it; the same seed gives the same words."""
    shown = Lang.ZH if lang is Lang.ZH else Lang.EN
    if persona is Persona.NEUTRAL:
        return text
    lead = random.Random(seed).choice(_LEADS[shown][persona][follow_up])
    return f"{lead}{text}" if shown is Lang.ZH else f"{lead} {text}"
