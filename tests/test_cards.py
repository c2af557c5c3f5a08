"""Identity, pairs and language of cards."""

import dataclasses

import pytest

from interviewer.cards import Lang, in_language, language_of, new_id
from tests.making import card


def test_an_id_ignores_case_width_and_punctuation():
    assert new_id("Python", "What is a closure?") == new_id("python", "what is a  closure？")


def test_an_id_tells_topics_apart():
    assert new_id("Python", "What is a class?") != new_id("C++", "What is a class?")


def test_an_id_keeps_the_plus_and_sharp_of_a_language_name():
    assert new_id("x", "Why C++?") != new_id("x", "Why C?")


def test_an_edit_changes_the_content_hash_and_not_the_id():
    old = card()
    new = dataclasses.replace(old, reference="Another reference.")
    assert new.id == old.id
    assert new.content_hash != old.content_hash


def test_a_moved_line_does_not_change_the_content_hash():
    old = card()
    moved = dataclasses.replace(old, source=dataclasses.replace(old.source, line=99))
    assert moved.content_hash == old.content_hash


def test_of_a_pair_the_card_in_the_language_is_taken_and_unpaired_cards_stay():
    english = card("Why?", pair="why")
    chinese = card("为什么？", pair="why", lang=Lang.ZH)
    lone = card("Alone?")
    assert in_language([english, chinese, lone], Lang.ZH) == [chinese, lone]
    assert in_language([english, chinese, lone], Lang.EN) == [english, lone]


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("What does a decorator return?", Lang.EN),
        ("装饰器返回什么？", Lang.ZH),
        ("io密集多线程, cpu密集多进程 [python的GIL等待机制导致的]", Lang.ZH),
        ("用 AdamW 的 weight decay", Lang.ZH),
        ("A closure keeps its scope alive. 闭包会保留外层变量。", Lang.MIXED),
        ("x = 1", Lang.EN),
        ("", Lang.EN),
    ],
)
def test_language_is_told_by_whole_sentences(text, lang):
    assert language_of(text) is lang
