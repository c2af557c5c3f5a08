import math

from interviewer.starter.lexicon import learn_lexicon

VERBS = ["使用", "比较", "解释", "学习", "记住", "忘记", "画出", "写下"]
NOUNS = ["闭包", "梯度", "线程", "链表", "指针", "模板", "卷积", "函数"]
RUNS = [f"{v}{a}和{b}" for v in VERBS for a in NOUNS for b in NOUNS if a != b]


def test_words_that_stick_together_and_stand_freely_are_found():
    words = set(learn_lexicon(RUNS, words=100).words)
    assert {*VERBS, *NOUNS} <= words


def test_pieces_across_word_borders_are_no_words():
    words = learn_lexicon(RUNS, words=100).words
    assert not [word for word in words if "和" in word and len(word) > 1]


def test_a_sentence_repeated_a_thousand_times_is_no_word():
    words = learn_lexicon([*RUNS, *["请把盐递过来"] * 1000], words=100).words
    assert "请把盐递" not in words
    assert "把盐递过" not in words


def test_entries_of_a_dictionary_are_words_however_rare():
    lexicon = learn_lexicon([*RUNS, "反向传播"], words=100, entries={"反向传播"})
    assert "反向传播" in lexicon.words


def test_every_character_is_kept_and_probabilities_sum_to_one():
    lexicon = learn_lexicon(RUNS, words=3)
    assert set("".join(RUNS)) <= set(lexicon.words)
    assert sum(len(word) > 1 for word in lexicon.words) == 3
    assert math.isclose(sum(map(math.exp, lexicon.logp)), 1.0, rel_tol=1e-9)
