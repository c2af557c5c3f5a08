"""The checks against every question of the knowledge pack: an honest rewording has to pass."""

import re

import pytest

from interviewer.cards import Lang
from interviewer.grade import Verdict
from interviewer.locations import knowledge_folder
from interviewer.phrasing.follow_up import compose, why_not
from interviewer.phrasing.question import why_not as why_no_question
from tests.making import card, verdict

_LEADS = {
    Lang.EN: ("Let's move on. {q}", "I would like to hear your view. {q}", "Good to know: {q}"),
    Lang.ZH: ("我们继续。{q}", "我想听听你的看法：{q}", "接下来请你说说这个问题：{q}"),
}
_SHARE = 0.95


def _cards(lang):
    for file in sorted((knowledge_folder() / lang.value).glob("*.md")):
        for part in re.split(r"^## ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            question, _, body = part.partition("\n")
            reference = body.split("### ")[0].split("-->")[-1]
            points = re.findall(r"^- \(\d\) (.*)", body, flags=re.MULTILINE)
            yield question.strip(), reference, points


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
@pytest.mark.parametrize("lead", [0, 1, 2])
def test_a_question_that_is_only_led_in_is_accepted(lang, lead):
    refused = [
        (why, question)
        for question, reference, _ in _cards(lang)
        if (
            why := why_no_question(_LEADS[lang][lead].format(q=question), question, lang, reference)
        )
    ]
    total = len(list(_cards(lang)))
    assert total >= 14
    assert len(refused) <= (1 - _SHARE) * total, refused


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_composed_follow_ups_pass_the_checks_that_a_model_has_to(lang):
    refused = []
    total = 0
    for question, reference, points in _cards(lang):
        known = card(question, reference=reference, lang=lang)
        for point in points:
            total += 1
            target = verdict(point, Verdict.MISSING)
            text = compose(known, target, lang, seed=total)
            why = why_not(text, known, target, lang)
            if why not in (None, "off_target"):  # one that names nothing speaks of no point
                refused.append((why, text, point))
    assert total >= 60
    assert len(refused) <= (1 - _SHARE) * total, refused
