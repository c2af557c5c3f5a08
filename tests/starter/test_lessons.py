import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from interviewer.starter.lessons import Habits, Lessons
from interviewer.starter.pairs import Pair
from interviewer.starter.reader import ChineseReader

FIRST = 100
PAIRS = [Pair("x", "闭包" * (1 + n % 7), "x") for n in range(300)]


@pytest.fixture
def lessons():
    def made(habits=None, pairs=PAIRS):
        fast = Tokenizer(models.WordPiece({"[UNK]": 0}, unk_token="[UNK]"))
        fast.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        reader = ChineseReader(fast, ["闭包", "闭", "包"], [-1, -9, -9], FIRST)
        return Lessons(pairs, reader, {FIRST: [7, 8]}, (1, 2), 7, habits or Habits(0, 0, 0))

    return made


def test_an_epoch_shows_every_pair_once(lessons):
    numbers = np.concatenate(lessons().epoch(0))
    assert sorted(numbers.tolist()) == list(range(len(PAIRS)))


def test_epochs_differ_and_come_again_the_same(lessons):
    first, second = (np.concatenate(lessons().epoch(n)).tolist() for n in (0, 1))
    assert first != second
    assert first == np.concatenate(lessons().epoch(0)).tolist()


def test_paragraphs_are_left_out(lessons):
    pairs = [*PAIRS, Pair("x", "闭包" * 200, "x")]
    assert len(PAIRS) not in np.concatenate(lessons(pairs=pairs).epoch(0))


def test_a_batch_holds_ids_between_the_special_tokens(lessons):
    batch = lessons().batch(np.array([0, 2]), salt=0)
    assert batch.ids.tolist() == [[1, FIRST, 2, 0, 0], [1, FIRST, FIRST, FIRST, 2]]
    assert batch.mask.tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]


def test_mixed_texts_carry_the_english_of_their_words(lessons):
    batch = lessons(Habits(dropout=0, mixed=1, mixing=1)).batch(np.array([0]), salt=0)
    assert batch.ids.tolist() == [[1, 7, 8, 2]]


def test_some_words_are_read_as_their_characters(lessons):
    batch = lessons(Habits(dropout=1, mixed=0, mixing=0)).batch(np.arange(60), salt=0)
    assert {FIRST, FIRST + 1, FIRST + 2} <= set(batch.ids.ravel().tolist())
