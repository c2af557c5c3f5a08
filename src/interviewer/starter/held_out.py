"""Pairs kept out of training, to measure on: a random sample, or whole clusters of like sentences.

Knows nothing of training. Writes English TAB Chinese, to be given to `train --without`.
`python -m interviewer.starter.held_out --count 1000 d2l.tsv.gz hfcourse.tsv.gz > field.tsv`
`python -m interviewer.starter.held_out --clusters 50 --keep-out 10 tatoeba.tsv.gz > everyday.tsv`
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from interviewer.errors import InterviewerError
from interviewer.starter.pairs import Pair, read_pairs, sample
from interviewer.starter.teacher import Teacher


def clusters(vectors: NDArray[Any], count: int, seed: int) -> list[int]:
    """The cluster of each row of `vectors` (n, d): k-means, k = `count`."""
    from sklearn.cluster import KMeans

    means = KMeans(n_clusters=count, random_state=seed, n_init=1)
    return [int(number) for number in means.fit_predict(vectors.astype("float32"))]


def whole_clusters(
    pairs: Sequence[Pair], numbers: Sequence[int], keep_out: int, seed: int
) -> list[Pair]:
    """The pairs of `keep_out` clusters drawn at random."""
    drawn = set(random.Random(seed).sample(sorted(set(numbers)), keep_out))
    return [pair for pair, number in zip(pairs, numbers, strict=True) if number in drawn]


def run(options: argparse.Namespace) -> list[Pair]:
    """The pairs that the command prints."""
    pairs = read_pairs(options.files)
    if not options.clusters:
        return sample(pairs, options.count, options.seed)
    from interviewer.adapters.embedder import starter_folder

    vectors = Teacher(options.work, starter_folder()).encode([pair.english for pair in pairs])
    numbers = clusters(vectors, options.clusters, options.seed)
    return whole_clusters(pairs, numbers, options.keep_out, options.seed)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m interviewer.starter.held_out")
    parser.add_argument("files", nargs="+", type=Path, help="English TAB Chinese, .gz or plain")
    parser.add_argument("--count", type=int, default=1000, help="pairs drawn, no text twice")
    parser.add_argument("--clusters", type=int, default=0, help="cluster instead, into so many")
    parser.add_argument("--keep-out", type=int, default=10, help="clusters drawn")
    parser.add_argument("--work", type=Path, default=Path("starter-work"), help="cache of vectors")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. 0 when done, 1 with one line when something is wrong."""
    try:
        for pair in run(_options(arguments)):
            sys.stdout.write(f"{pair.english}\t{pair.chinese}\n")
    except InterviewerError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
