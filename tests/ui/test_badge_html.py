"""The badge says in words what a model's say is worth."""

from __future__ import annotations

from dataclasses import replace

from interviewer.cards import Lang
from interviewer.grade import Judge
from interviewer.models.report_card import Marks, ReportCard
from interviewer.ui.badge_html import badge
from interviewer.ui.html import feedback
from tests.making import card, grade

GOOD = Marks(60, 0.85, 0.7, 0.3, 0.0, 0.0, 0.1, 0.1, 1.0, (0.0, 0.0, 0.0, 0.0))
EXAMINED = ReportCard("tiny", "abc", "p1", False, {"en": GOOD, "zh": replace(GOOD, r=0.1)})


def test_a_model_without_a_card_is_told_how_to_get_one_and_the_starter_what_it_does():
    assert "interviewer judge" in badge(None, Lang.EN, starter=False)
    assert "interviewer judge" in badge(None, Lang.ZH, starter=False)
    assert "interviewer judge" not in badge(None, Lang.EN, starter=True)
    assert "no say" in badge(None, Lang.EN, starter=True)


def test_a_badge_reads_agreement_and_weight_in_both_languages():
    shown = badge(EXAMINED, Lang.EN, starter=False)
    assert "it has a say in scores" in shown
    assert (
        f"closely with known marks (agreement 0.85 of 1), counts {100 * GOOD.weight:.0f} %" in shown
    )
    assert "hardly agrees with known marks (agreement 0.10 of 1), counts 0 %" in shown
    shown = badge(EXAMINED, Lang.ZH, starter=False)
    assert f"非常一致（一致程度 0.85，满值 1），在分数中占 {100 * GOOD.weight:.0f}%" in shown


def test_a_model_that_weighs_nothing_or_was_fooled_is_said_to_be_so():
    none = replace(EXAMINED, languages={"en": replace(GOOD, r=None)})
    assert "it has no say" in badge(none, Lang.EN, starter=True)
    fooled = replace(EXAMINED, languages={"en": replace(GOOD, false_passes=0.25)})
    assert "passed 25 % of bad answers" in badge(fooled, Lang.EN, starter=False)


def test_a_grade_says_whether_a_model_had_a_say():
    def shown(judge, lang=Lang.EN):
        return feedback(grade(70.0, judge=judge), "x", card(), lang)

    assert "scored without a language model<" in shown(Judge("tiny"))
    assert "tiny had a say in the score (25 %)" in shown(Judge("tiny", 0.25))
    why = "the model answered something else than a verdict"
    assert why in shown(Judge("tiny", 0.0, why))
    assert "模型的回答不是判定" in shown(Judge("tiny", 0.0, why), Lang.ZH)
