import pytest

from interviewer.cards import Lang
from interviewer.errors import WorkerDiedError
from interviewer.phrasing.phrased import Phrased, PhrasedBy
from interviewer.phrasing.question import ask, compose
from tests.scripted import ScriptedChat

CLOSURE = "What is a closure in Python, and why would you use one?"
CLOSURE_ZH = "Python 里的闭包是什么？"
REFERENCE = (
    "A closure keeps the variables of the enclosing scope alive after the function returned."
)


def asked(question, lang, *replies, **fields):
    model = ScriptedChat(*replies)
    return ask(question, lang, model, **{"number": 1, "total": 3, "seed": 5, **fields})


@pytest.mark.parametrize(
    ("question", "lang", "text"),
    [
        (CLOSURE, Lang.EN, "What is a closure in Python, and why would you want to use one?"),
        (CLOSURE, Lang.EN, "Let's talk about Python. What is a closure, and why would you use it?"),
        (
            CLOSURE,
            Lang.EN,
            "Could you tell me what a closure in Python is and why you would use one?",
        ),
        (
            "Why do transformers use layer norm rather than batch norm?",
            Lang.EN,
            "I would like to hear from you: why do transformers use layer norm rather than batch norm?",
        ),
        (
            "Explain focal loss.",
            Lang.EN,
            "Please explain focal loss to me.",
        ),
        (CLOSURE_ZH, Lang.ZH, "我们来聊聊 Python：里面的闭包是什么？"),
        (CLOSURE_ZH, Lang.ZH, "能说说 Python 里的闭包是什么吗？"),
        (
            "为什么 Transformer 用 layer norm 而不用 batch norm？",
            Lang.ZH,
            "你觉得 Transformer 为什么用 layer norm 而不用 batch norm？",
        ),
        ("进程和线程有什么区别？", Lang.ZH, "我们聊聊操作系统。进程和线程之间有什么区别？"),
    ],
)
def test_a_good_rewording_is_used(question, lang, text):
    assert asked(question, lang, text) == Phrased(text, PhrasedBy.MODEL, None)


@pytest.mark.parametrize(
    ("lang", "text", "why"),
    [
        (Lang.EN, "", "empty"),
        (Lang.EN, "   \n", "empty"),
        (Lang.EN, "Python 里的闭包是什么，为什么要用它？", "wrong_language"),
        (Lang.EN, "What is a closure in Python? And why would you use one?", "not_one_question"),
        (Lang.EN, "Closures are useful in Python.", "not_one_question"),
        (Lang.EN, "What is a closure in Python, and why would you", "cut_off"),
        (Lang.EN, "<think>hm</think> What is a closure in Python?", "markup"),
        (Lang.EN, "Interviewer: What is a closure in Python, and why use one?", "markup"),
        (Lang.EN, "**What** is a closure in Python, and why would you use one?", "markup"),
        (Lang.EN, "What is a closure in Python, and why use one?\nIt keeps its scope.", "markup"),
        (Lang.EN, "What is a decorator, and why would you use one?", "lost_the_terms"),
        (Lang.EN, "What is a closure in Python?", "lost_the_terms"),
        (
            Lang.EN,
            "What is a closure in Python, and why would you not use one?",
            "changed_the_sense",
        ),
        (
            Lang.EN,
            "What is a closure in Python, and why would you use one rather than a class?",
            "added_matter",
        ),
        (
            Lang.EN,
            "What is a closure in Python, which keeps variables of the enclosing scope alive,"
            " and why would you use one?",
            "gives_it_away",
        ),
        (Lang.EN, "As an AI language model, what is a closure in Python and why?", "out_of_role"),
        (Lang.EN, "So. " * 90 + "What is a closure in Python, and why use one?", "too_long"),
        (
            Lang.EN,
            "Why would you use a closure in Python: why would you use a closure in Python?",
            "repeated",
        ),
    ],
)
def test_a_bad_rewording_is_refused_and_the_reason_named(lang, text, why):
    phrased = asked(CLOSURE, lang, text, reference=REFERENCE)
    assert (phrased.by, phrased.refused) == (PhrasedBy.COMPOSED, why)
    assert phrased.text.endswith(CLOSURE)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("What is a closure in Python?", "wrong_language"),
        ("Python 里的闭包是什么？它有什么用？", "not_one_question"),
        ("Python 里的闭包是", "cut_off"),
        ("面试官：Python 里的闭包是什么？", "markup"),
        ("Python 里的装饰器是什么？", "lost_the_terms"),
        ("Python 里的闭包不是什么？", "changed_the_sense"),
        ("你说到 Python 里的闭包是什么？", "added_matter"),
        ("作为一个语言模型，我想问 Python 里的闭包是什么？", "out_of_role"),
    ],
)
def test_a_bad_chinese_rewording_is_refused_and_the_reason_named(text, why):
    phrased = asked(CLOSURE_ZH, Lang.ZH, text)
    assert (phrased.by, phrased.refused) == (PhrasedBy.COMPOSED, why)


def test_numbers_of_the_question_may_not_get_lost():
    question = "Training accuracy is 99 %, validation accuracy 80 %. What do you do?"
    text = "Training accuracy is high and validation accuracy is 80 %. What do you do?"
    assert asked(question, Lang.EN, text).refused == "lost_the_terms"


def test_signs_of_code_may_stand_where_the_question_has_them():
    question = "What is special about `std::vector<bool>`?"
    text = "Could you tell me what is special about `std::vector<bool>`?"
    assert asked(question, Lang.EN, text).by is PhrasedBy.MODEL


def test_a_model_that_fails_costs_its_words_only():
    phrased = asked(CLOSURE, Lang.EN, WorkerDiedError("the process ended"))
    assert phrased.by is PhrasedBy.COMPOSED
    assert phrased.refused == "the process ended"


def test_the_model_sees_the_question_and_not_the_reference():
    model = ScriptedChat("")
    ask(CLOSURE, Lang.EN, model, number=1, total=1, seed=1, reference=REFERENCE)
    said = " ".join(message.content for message in model.asked[0])
    assert CLOSURE in said
    assert "enclosing" not in said


def test_a_question_in_another_language_is_framed_and_asked_as_written():
    model = ScriptedChat()
    phrased = ask(CLOSURE, Lang.ZH, model, number=1, total=3, seed=2)
    assert model.asked == []
    assert phrased.refused is None
    assert phrased.text.endswith(CLOSURE)
    assert phrased.text != CLOSURE


def test_a_second_line_ends_the_reading():
    model = ScriptedChat("What is it?\nAnd " + "on " * 500)
    ask(CLOSURE, Lang.EN, model, number=1, total=1, seed=1)
    assert model.sent < 20
    assert model.closed == 1


def test_frames_vary_with_the_seed_and_only_with_it():
    texts = {compose(CLOSURE, Lang.EN, number=2, total=5, seed=seed) for seed in range(20)}
    assert len(texts) > 1
    assert len({compose(CLOSURE, Lang.EN, number=2, total=5, seed=4) for _ in range(5)}) == 1


def test_a_heading_is_put_as_a_topic():
    assert "yolox" in compose("yolox:", Lang.ZH, number=1, total=2, seed=1)
    assert not compose("yolox:", Lang.EN, number=1, total=2, seed=1).endswith(":")
