"""The sentence pairs in `tests/data/pairs.tsv`, which guard the embedder, come from the pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from interviewer.cards import Lang, language_of

PAIRS = Path(__file__).parents[1] / "data" / "pairs.tsv"


@pytest.fixture(scope="module")
def pairs():
    """English and Chinese sentence of each line."""
    return [line.split("\t") for line in PAIRS.read_text(encoding="utf-8").splitlines()]


def test_there_are_two_hundred_pairs_without_doubles(pairs):
    assert len(pairs) == 200
    assert {len(pair) for pair in pairs} == {2}
    assert len({english for english, _ in pairs}) == len({chinese for _, chinese in pairs}) == 200


def test_english_stands_left_and_chinese_right(pairs):
    for english, chinese in pairs:
        assert language_of(english) is Lang.EN, english
        assert language_of(chinese) is Lang.ZH, chinese


def test_pairs_are_the_same_key_point_in_both_languages(pack, pairs):
    shared = {
        (one.text.replace("`", ""), other.text.replace("`", ""))
        for english, chinese in pack.pairs
        for one, other in zip(english.key_points, chinese.key_points, strict=True)
    }
    assert [pair for pair in pairs if tuple(pair) not in shared] == []
