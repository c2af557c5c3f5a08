import numpy as np
import pytest

from interviewer.starter.held_out import clusters, main, whole_clusters
from interviewer.starter.pairs import Pair

PAIRS = [Pair(f"text {n}", f"文{n}", "file") for n in range(6)]


def test_a_cluster_is_kept_out_whole_or_not_at_all():
    numbers = [0, 0, 1, 1, 2, 2]
    kept_out = whole_clusters(PAIRS, numbers, keep_out=2, seed=1)
    assert len(kept_out) == 4
    for first in (0, 2, 4):
        assert (PAIRS[first] in kept_out) is (PAIRS[first + 1] in kept_out)


def test_like_vectors_share_a_cluster():
    vectors = np.array([[1, 0], [1, 0.1], [0, 1], [0.1, 1]], dtype=np.float16)
    first, second, third, fourth = clusters(vectors, 2, seed=0)
    assert first == second != third == fourth


def test_the_sample_is_the_same_for_the_same_seed(tmp_path, capsys):
    file = tmp_path / "pairs.tsv"
    file.write_text("".join(f"text {n}\t文字{n}\n" for n in range(30)), encoding="utf-8")
    printed = []
    for seed in ("3", "3", "4"):
        assert main([str(file), "--count", "10", "--seed", seed]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] != printed[2]
    assert len(printed[0].splitlines()) == 10


@pytest.mark.parametrize("content", ["", "no tab here\n"])
def test_a_file_without_pairs_is_named_in_one_line(tmp_path, capsys, content):
    file = tmp_path / "pairs.tsv"
    file.write_text(content, encoding="utf-8")
    assert main([str(file)]) == 1
    assert str(file) in capsys.readouterr().err
