"""Wording in common: symbols, runs and expressions beyond what the question says."""

from __future__ import annotations

import pytest

from interviewer.grading.aliases import alias_terms
from interviewer.grading.coherence import coherence, disorder, is_keyword_list
from interviewer.grading.wording import (
    expression_precision,
    expression_recall,
    expressions,
    run_recall,
    symbol_recall,
)


def test_expressions_ignore_blanks_and_products() -> None:
    assert "2^(n-1)" in expressions("there are 2 ^ (n-1)")
    assert expression_recall("it is 2n+1", "for n", "2n + 1") == 1.0
    assert expression_precision("it is 2n+1", "", "3n+1") == 0.0


def test_words_of_the_question_earn_nothing() -> None:
    assert symbol_recall("栈顶", "栈是什么", "栈") == 0.0
    assert symbol_recall("栈顶", "栈是什么", "栈顶") == 1.0
    assert run_recall("head node", "head", "head", 4) < run_recall("head node", "", "head", 4)


def test_sentences_cohere_and_shuffled_words_do_not() -> None:
    text = "the gradient of the loss is passed back through all of the layers of the network"
    shuffled = "the all layers of loss network is the back passed the gradient of through of the"
    assert coherence(text) > 0.8 > coherence(shuffled)
    assert disorder(text) < disorder(shuffled)
    chinese = "反向传播的时候梯度会一层一层地相乘，所以前面的层很难得到更新"
    mixed = "层梯得一播层到的候的新会时传面相以前乘层很反一度向地更难所"
    assert coherence(chinese) > 0.8 > coherence(mixed)


def test_a_list_of_terms_is_one_only_where_sentences_are_wanted() -> None:
    terms = "queue, stack, heap, tree, graph, list, array, hash, set, trie"
    assert is_keyword_list(terms, "it is the order in which the elements leave that matters")
    assert not is_keyword_list(terms, "queue, stack, heap, tree, graph")


@pytest.mark.parametrize("text", ["uses Self-Attention".lower(), "自注意力机制", "self attention"])
def test_all_names_of_a_group_give_one_term(text: str) -> None:
    groups = (("self-attention", "自注意力"),)
    assert [t.key for t in alias_terms(text, groups)] == ["=self-attention"]


def test_a_name_inside_another_word_is_not_a_name() -> None:
    assert alias_terms("digital", (("git", "版本管理"),)) == []
