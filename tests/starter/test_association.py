import numpy as np

from interviewer.starter.association import associate, first_rows, strongest

# Chinese words 0..2 and English pieces 0..3; piece 3 is everywhere, like "the".
CHINESE = [[0, 2], [0], [1, 2], [1]] * 5
ENGLISH = [[0, 3], [0, 3], [1, 3], [1, 3]] * 5


def test_what_always_goes_together_is_strongest():
    strengths = associate(CHINESE, ENGLISH, (3, 4))
    assert strongest(strengths, 0)[0][0] == 0
    assert strongest(strengths, 1)[0][0] == 1
    assert np.isclose(strongest(strengths, 0)[0][1], 1.0)


def test_a_piece_that_is_everywhere_is_weak():
    strengths = associate(CHINESE, ENGLISH, (3, 4))
    assert dict(strongest(strengths, 0))[3] < 0.6


def test_long_texts_count_less_than_short_ones():
    long = list(range(1, 101))
    strengths = associate([[0], [0]], [[0], long], (1, 101))
    assert dict(strongest(strengths, 0, count=101))[0] > 0.5
    assert all(value < 0.5 for piece, value in strongest(strengths, 0, count=101) if piece)


def test_a_first_row_lies_where_its_english_lies():
    english = np.eye(4, dtype=np.float32)
    rows = first_rows(associate(CHINESE, ENGLISH, (3, 4)), english)
    assert rows[0].argmax() == 0
    assert rows[1].argmax() == 1
    np.testing.assert_allclose(rows.sum(axis=1), 1.0, rtol=1e-5)


def test_a_word_never_seen_gets_the_mean_of_all_rows():
    english = np.eye(4, dtype=np.float32)
    rows = first_rows(associate([[0]], [[0]], (2, 4)), english)
    np.testing.assert_allclose(rows[1], 0.25)
