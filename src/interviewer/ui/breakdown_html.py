"""What a score is made of, each part in a sentence: coverage, correctness, similarity.

Built from escaped values; knows nothing of Gradio. `breakdown(grade, Lang.EN, "t1-parts")`
"""

from __future__ import annotations

from html import escape

from interviewer.cards import Lang
from interviewer.grade import CORE_WRONG_CAP, Grade, Verdict, wrong_cap
from interviewer.ui.markup import fold
from interviewer.words import say


def breakdown(grade: Grade, lang: Lang, key: str) -> str:
    """A fold with a line for each part; nothing where there are no parts to speak of."""
    parts = dict(grade.breakdown)
    if not grade.points or not parts or grade.gates:
        return ""
    rows = "".join(
        f"<li><b>{escape(say(name, lang))} {value:.0%}</b> {escape(text)}</li>"
        for name, value, text in (
            ("part_coverage", parts["coverage"], _coverage(grade, lang)),
            ("part_correctness", parts["correctness"], _correctness(grade, lang)),
            ("part_similarity", grade.similarity or 0.0, say("part_similarity_says", lang)),
        )
    )
    return fold(key, say("parts_of_score", lang), f"<ul>{rows}</ul>", name="parts")


def _coverage(grade: Grade, lang: Lang) -> str:
    made = sum(v.verdict is Verdict.COVERED for v in grade.points)
    half = sum(v.verdict is Verdict.PARTIAL for v in grade.points)
    return say("part_coverage_says", lang, made=made, half=half, count=len(grade.points))


def _correctness(grade: Grade, lang: Lang) -> str:
    wrong = [v.point.weight for v in grade.points if v.verdict is Verdict.CONTRADICTED]
    if not wrong:
        return say("part_correct_says", lang)
    cap = wrong_cap(wrong, max(v.point.weight for v in grade.points))
    key = "part_wrong_grave_says" if cap == CORE_WRONG_CAP else "part_wrong_says"
    return say(key, lang, cap=f"{cap:.0f}")
