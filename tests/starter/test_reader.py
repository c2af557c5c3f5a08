import random

import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from interviewer.starter.reader import ChineseReader

PIECES = ["[UNK]", "the", "gil", "lock", "##s", "?", ".", "d", "##k", ",", "好"]
WORDS = ["注意力", "为什么", "要", "注", "意", "力"]


@pytest.fixture
def reader():
    fast = Tokenizer(
        models.WordPiece({piece: n for n, piece in enumerate(PIECES)}, unk_token="[UNK]")
    )
    fast.normalizer = normalizers.BertNormalizer()
    fast.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    return ChineseReader(fast, WORDS, [-3, -3, -3, -9, -9, -9], first=100)


def words(reader, text):
    ids, offsets = reader.read(text)
    assert len(ids) == len(offsets)
    return [text[start:end] for start, end in offsets]


def test_chinese_words_and_english_pieces_stand_side_by_side(reader):
    text = "注意力为什么要 locks, dk?"
    ids, _ = reader.read(text)
    assert words(reader, text) == ["注意力", "为什么", "要", "lock", "s", ",", "d", "k", "?"]
    assert ids[:3] == [100, 101, 102]


def test_offsets_point_into_the_original_of_a_traditional_text(reader):
    text = "🙂為什麼要  the GIL？"
    assert words(reader, text) == ["🙂", "為什麼", "要", "the", "GIL", "？"]
    assert reader.read(text)[0][1] == 101


def test_a_character_outside_the_lexicon_is_left_to_the_model(reader):
    ids, offsets = reader.read("好魑")
    assert ids == [PIECES.index("好"), PIECES.index("[UNK]")]
    assert offsets == [(0, 1), (1, 2)]


def test_dropout_reads_parts_of_words(reader):
    ids, _ = reader.read("注意力", dropout=1.0, rng=random.Random(0))
    assert ids == [103, 104, 105]


def test_empty_text_has_no_tokens(reader):
    assert reader.read("") == ([], [])
