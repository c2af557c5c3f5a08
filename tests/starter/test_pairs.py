import gzip

import pytest

from interviewer.errors import InputError
from interviewer.starter.pairs import Pair, read_pairs, sample, without


def test_plain_and_packed_files_are_read_and_repeats_dropped(tmp_path):
    plain, packed = tmp_path / "a.tsv", tmp_path / "b.tsv.gz"
    plain.write_text("a stack\t栈\na stack\t栈\nno tab here\n123\t数\n", encoding="utf-8")
    packed.write_bytes(gzip.compress("a queue\t队列\na stack\t栈\n".encode()))
    assert read_pairs([plain, packed]) == [Pair("a stack", "栈", "a"), Pair("a queue", "队列", "b")]


def test_a_file_without_pairs_is_named(tmp_path):
    file = tmp_path / "words.tsv"
    file.write_text("English only\tmore English\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"words\.tsv.*English TAB Chinese"):
        read_pairs([file])


def test_a_broken_archive_is_named(tmp_path):
    file = tmp_path / "broken.tsv.gz"
    file.write_bytes(b"not an archive")
    with pytest.raises(InputError, match=r"broken\.tsv\.gz"):
        read_pairs([file])


def test_held_out_texts_go_with_their_other_translations():
    pairs = [
        Pair("A stack.", "栈", "x"),
        Pair("a stack", "堆栈", "x"),
        Pair("a queue", "队列", "x"),
    ]
    assert without(pairs, [Pair("A stack.", "栈。", "y")]) == [pairs[2]]


def test_a_sample_has_no_text_twice_and_is_the_same_for_a_seed():
    pairs = [Pair(f"text {n % 20}", f"文{chr(0x4E00 + n)}", "x") for n in range(100)]
    chosen = sample(pairs, 50, seed=1)
    assert len({pair.english for pair in chosen}) == len(chosen) == 20
    assert chosen == sample(pairs, 50, seed=1)
