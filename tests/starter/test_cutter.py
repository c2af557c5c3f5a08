import random

from hypothesis import given
from hypothesis import strategies as st

from interviewer.starter.cutter import Cutter


def cut(cutter, text):
    return [text[start:end] for start, end in cutter.cut(text)]


def test_the_likeliest_words_win_over_the_longest_first_word():
    cutter = Cutter(["研究", "研究生", "生命", "命", "生"], [-3, -5, -3, -6, -6])
    assert cut(cutter, "研究生命") == ["研究", "生命"]


def test_unknown_characters_stand_alone():
    cutter = Cutter(["闭包"], [-1])
    assert cut(cutter, "魑闭包魅") == ["魑", "闭包", "魅"]


def test_full_dropout_reads_words_as_their_characters():
    cutter = Cutter(["注意力", "注", "意", "力"], [-1, -9, -9, -9])
    pieces = cutter.cut("注意力", dropout=1.0, rng=random.Random(0))
    assert pieces == [(0, 1), (1, 2), (2, 3)]


@given(st.text(alphabet="闭包装饰器的", max_size=60))
def test_pieces_cover_the_run_without_gaps(run):
    pieces = Cutter(["闭包", "装饰器", "装饰", "的"], [-2, -3, -4, -1]).cut(run)
    assert "".join(run[start:end] for start, end in pieces) == run
    assert all(start < end for start, end in pieces)
