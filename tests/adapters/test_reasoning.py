from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from interviewer.adapters.reasoning import visible


def test_a_thought_and_the_blanks_after_it_are_left_out():
    assert "".join(visible(["<think>hm, 2?</think>\n\nWhy?"])) == "Why?"


def test_text_around_a_thought_stays():
    assert "".join(visible(["Well. <think>x</think> Why?"])) == "Well. Why?"


def test_a_thought_that_the_prompt_opened_is_left_out():
    assert "".join(visible(["so, ", "2</thi", "nk> Why?"], thinking=True)) == "Why?"


def test_a_thought_that_never_ends_leaves_nothing():
    assert "".join(visible(["<think>", "on and on"])) == ""


def test_text_that_only_looks_like_the_start_of_a_tag_comes_out():
    assert "".join(visible(["a <thin", "g> b <"])) == "a <thing> b <"


def test_pieces_are_not_held_back_without_need():
    assert list(visible(["Why ", "so?"])) == ["Why ", "so?"]


@given(st.lists(st.integers(0, 40), max_size=8))
def test_where_the_pieces_are_cut_changes_nothing(cuts):
    text = "A <think>b < c</think> d <th e <think></think>f"
    places = sorted({0, len(text), *(min(cut, len(text)) for cut in cuts)})
    pieces = [text[a:b] for a, b in pairwise(places)]
    assert "".join(visible(pieces)) == "A d <th e f"
