import pytest

from interviewer.cards import KeyPoint, Lang
from interviewer.errors import ModelError
from interviewer.grade import Verdict
from interviewer.phrasing.checks import marks
from interviewer.phrasing.follow_up import follow_up
from interviewer.phrasing.phrased import PhrasedBy
from tests.making import card, verdict
from tests.scripted import ScriptedChat

POINT = "Late binding: the variable is looked up when the function is called."
CLOSURES = card(
    "What surprises people about closures made in a loop?",
    key_points=(
        KeyPoint(POINT, 3),
        KeyPoint("A default argument freezes the current value of the counter."),
    ),
)
MISSING = verdict(POINT, Verdict.MISSING)
PARTIAL = verdict(POINT, Verdict.PARTIAL, quote="something is looked up")
WRONG = verdict(POINT, Verdict.CONTRADICTED, quote="the value is copied into each closure")

NORM = card(
    "Transformer 为什么用 layer norm？",
    lang=Lang.ZH,
    key_points=(KeyPoint("层归一化只看单个样本，与批大小无关。"),),
)
MISSING_ZH = verdict("层归一化只看单个样本，与批大小无关。", Verdict.MISSING)
WRONG_ZH = verdict(
    "层归一化只看单个样本，与批大小无关。", Verdict.CONTRADICTED, quote="它依赖批大小"
)


@pytest.mark.parametrize(
    ("known", "target", "lang", "text"),
    [
        (
            CLOSURES,
            MISSING,
            Lang.EN,
            "At what moment does a closure made in a loop see the variable?",
        ),
        (CLOSURES, PARTIAL, Lang.EN, "You said “something is looked up”. Can you be more exact?"),
        (
            CLOSURES,
            WRONG,
            Lang.EN,
            "You said “the value is copied into each closure”. Are you sure about that?",
        ),
        (NORM, MISSING_ZH, Lang.ZH, "layer norm 的统计量和样本有什么关系？"),
        (NORM, WRONG_ZH, Lang.ZH, "你刚才说“它依赖批大小”。这一点你确定吗？"),
    ],
)
def test_a_good_follow_up_is_used(known, target, lang, text):
    phrased = follow_up(known, target, lang, ScriptedChat(text), seed=1)
    assert (phrased.text, phrased.by, phrased.refused) == (text, PhrasedBy.MODEL, None)


@pytest.mark.parametrize(
    ("target", "text", "why"),
    [
        (MISSING, "", "empty"),
        (MISSING, "闭包里的变量什么时候查找？", "wrong_language"),
        (MISSING, "When is it? And why does the loop matter?", "not_one_question"),
        (MISSING, "Tell me about the loop.", "not_one_question"),
        (
            MISSING,
            "Is it that late binding means the variable is looked up when the function is called?",
            "gives_it_away",
        ),
        (MISSING, "How does garbage collection find unreachable cycles?", "off_target"),
        (MISSING, "How does a default argument freeze the current value?", "off_target"),
        (MISSING, "You said “closures are slow”. Why do closures in a loop matter?", "misquoted"),
        (MISSING, "You mentioned closures in a loop. What about them?", "misquoted"),
        (WRONG, "You said “the value is shared”. Are you sure?", "misquoted"),
        (WRONG, "You said “the value is copied into each closure”. Is that a lie?", "out_of_role"),
        (MISSING, "What do closures in a loop see when they", "cut_off"),
        (MISSING, "Follow-up: what do closures in a loop see?", "markup"),
        (MISSING, "<think>x</think>What do closures in a loop see?", "markup"),
    ],
)
def test_a_bad_follow_up_is_refused_and_the_reason_named(target, text, why):
    phrased = follow_up(CLOSURES, target, Lang.EN, ScriptedChat(text), seed=1)
    assert (phrased.by, phrased.refused) == (PhrasedBy.COMPOSED, why)
    assert phrased.text


def test_a_chinese_follow_up_that_tells_the_point_is_refused():
    text = "层归一化是不是只看单个样本，与批大小无关？"
    phrased = follow_up(NORM, MISSING_ZH, Lang.ZH, ScriptedChat(text), seed=1)
    assert phrased.refused == "gives_it_away"


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("target", [MISSING, PARTIAL, WRONG])
def test_a_composed_follow_up_asks_one_thing_and_keeps_the_point_to_itself(lang, seed, target):
    text = follow_up(CLOSURES, target, lang, None, seed=seed).text
    assert marks(text) == 1
    assert "called" not in text
    if target.quote:
        assert f"“{target.quote}”" in text


def test_a_composed_follow_up_cuts_a_long_quote_and_keeps_its_own_quotation_marks():
    long = verdict(POINT, Verdict.CONTRADICTED, quote="he said “no” " * 40)
    text = follow_up(CLOSURES, long, Lang.EN, None, seed=0).text
    assert len(text) < 260
    assert text.count("“") == text.count("”") == 1


def test_a_missing_point_is_named_by_its_subject():
    point = "Early versions were weak on small and crowded objects."
    texts = {
        follow_up(CLOSURES, verdict(point, Verdict.MISSING), Lang.EN, None, seed=seed).text
        for seed in range(9)
    }
    assert all("early versions" in text for text in texts)
    assert not any("small" in text or "crowded" in text for text in texts)


def test_a_model_that_fails_costs_its_words_only():
    phrased = follow_up(CLOSURES, MISSING, Lang.EN, ScriptedChat(ModelError("no memory")), seed=1)
    assert (phrased.by, phrased.refused) == (PhrasedBy.COMPOSED, "no memory")
