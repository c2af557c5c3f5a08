"""Terms are the same for the usual forms of a word, in both languages."""

from __future__ import annotations

import pytest

from interviewer.grading.frequency import rarity
from interviewer.grading.terms import content, stem, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [("gradients", "gradient"), ("normalises", "normalizing"), ("stopped", "stopping")],
)
def test_forms_of_one_word_share_a_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_chinese_is_cut_into_pairs_of_characters() -> None:
    assert [t.key for t in terms("梯度消失")] == ["梯度", "度消", "消失"]


def test_grammar_is_no_content() -> None:
    assert [t.key for t in content(terms("it is the stack"))] == ["stack"]


def test_places_point_at_the_words() -> None:
    text = "a hash table的桶"
    for term in terms(text):
        assert text[term.start : term.end]
    assert {text[t.start : t.end] for t in terms(text)} >= {"hash", "table", "的桶"}


def test_rare_words_weigh_more_than_common_ones() -> None:
    assert rarity("backpropag") > rarity("function") > rarity("the")
