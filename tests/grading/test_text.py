"""Folding keeps a way back to every character the learner typed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.grading.text import clauses, fold, sentences


@settings(derandomize=True, deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_every_folded_span_maps_to_characters_of_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    for index in range(len(folded.text)):
        start, end = folded.span(index, index + 1)
        assert 0 <= start < end <= len(text)


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.text(max_size=80))
def test_kept_sentences_still_map_to_the_original(text: str) -> None:
    folded = fold(text)
    kept = folded.keep([[s] for s in sentences(folded.text)])
    for span in sentences(kept.text):
        start, end = kept.span(span.start, span.end)
        assert fold(text[start:end]).text.split() == kept.text[span.start : span.end].split()


def test_full_width_and_zero_width_characters_match_plain_ones() -> None:
    assert fold("Ｓｔａｃｋ\u200b\u200d overflow").text == "stack overflow"


def test_a_cyrillic_letter_inside_a_latin_word_is_read_as_latin() -> None:
    assert fold("st\u0430ck").text == "stack"
    assert fold("стек").text == "стек"


def test_an_accent_written_apart_is_joined_to_its_letter() -> None:
    folded = fold("cafe\u0301 x")
    assert folded.text == "café x"
    assert folded.span(3, 4) == (3, 5)


def _texts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences(text)]


def test_list_marks_and_decimals_do_not_end_sentences() -> None:
    assert _texts("1. use 0.01 as the slope\n2. e.g. leaky relu") == [
        "use 0.01 as the slope",
        "e.g. leaky relu",
    ]


def test_chinese_sentences_end_at_full_stops_and_semicolons() -> None:
    assert _texts("栈后进先出;队列先进先出。完") == ["栈后进先出", "队列先进先出", "完"]


def test_clauses_turn_at_but_and_commas() -> None:
    text = "threads share memory, but processes do not"
    span = sentences(text)[0]
    assert [text[c.start : c.end] for c in clauses(text, span)] == [
        "threads share memory",
        "but processes do not",
    ]
