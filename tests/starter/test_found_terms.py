from interviewer.starter.association import associate
from interviewer.starter.found_terms import found_terms

WORDS = ["线程", "的", "梯度", "函数"]
PIECES = ["thread", "the", "##dient", "function", "functions"]
CHINESE = [[0, 1], [0], [2, 1], [2], [3, 1], [3]] * 5
ENGLISH = [[0, 1], [0, 1], [2, 1], [2], [3, 1], [3]] * 5


def test_terms_that_translate_each_other_are_found():
    strengths = associate(CHINESE, ENGLISH, (4, 5))
    assert set(found_terms(WORDS, PIECES, strengths)) == {("thread", "线程"), ("function", "函数")}


def test_terms_already_known_are_passed_over():
    strengths = associate(CHINESE, ENGLISH, (4, 5))
    assert found_terms(WORDS, PIECES, strengths, leave_out={"线程"}) == [("function", "函数")]
