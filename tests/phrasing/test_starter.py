"""With the real starter model: whatever it writes, what is shown holds."""

import pytest

from interviewer.adapters.llama import LlamaChat
from interviewer.cards import Lang
from interviewer.grade import Verdict
from interviewer.models.find import starter_gguf
from interviewer.phrasing import checks
from interviewer.phrasing.critique import critique
from interviewer.phrasing.follow_up import follow_up
from interviewer.phrasing.phrased import PhrasedBy
from interviewer.phrasing.question import ask
from tests.making import card, grade, verdict

pytestmark = pytest.mark.model

POINT = "The global interpreter lock lets one thread run Python code at a time."
CARD = card("What limits threads in Python?", reference=POINT)
GRADE = grade(30.0, verdict(POINT, Verdict.MISSING))


@pytest.fixture(scope="module")
def chat():
    chat = LlamaChat(starter_gguf())
    yield chat
    chat.close()


def test_some_questions_are_put_in_its_words(chat):
    questions = (
        "What is the difference between a list and a tuple in Python?",
        "What is the difference between anchor-based and anchor-free detectors?",
        "Semantic, instance and panoptic segmentation: what is the difference?",
    )
    put = [ask(q, Lang.EN, chat, number=1, total=3, seed=1) for q in questions]
    assert any(phrased.by is PhrasedBy.MODEL for phrased in put)
    assert chat.stats.generated_tokens < 120


def test_a_chinese_question_is_put_as_it_is_written(chat):
    phrased = ask("什么是闭包？它有什么用？", Lang.ZH, chat, number=1, total=3, seed=1)
    assert phrased.by is PhrasedBy.COMPOSED
    assert phrased.refused
    assert phrased.text.endswith("什么是闭包？它有什么用？")


def test_a_follow_up_is_one_question_that_keeps_the_point_to_itself(chat):
    phrased = follow_up(CARD, GRADE.points[0], Lang.EN, chat, seed=1)
    assert checks.marks(phrased.text) == 1
    assert "lock" not in phrased.text


def test_a_critique_says_what_is_missing(chat):
    sentences = list(critique(CARD, "They are slow.", GRADE, Lang.EN, chat, seed=1))
    text = " ".join(sentence.text for sentence in sentences)
    assert "interpreter lock" in text
