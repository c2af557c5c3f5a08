"""Which English word pieces go with which Chinese word, counted over sentence pairs.

Knows nothing of sentence vectors. `associate(chinese_ids, english_ids, sizes)`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

_TOP = 5
_LEAST = 0.02


def associate(
    chinese: Sequence[Sequence[int]], english: Sequence[Sequence[int]], shape: tuple[int, int]
) -> Any:
    """Strength of association of Chinese word z and English piece e, sparse, `shape` (Z, E).

    c(z,e)² / (c(z)·c(e)), with c the number of pairs that hold the one, the other or
    both; 0 to 1. A pair counts the less the longer it is, for long texts hold everything.
    """
    from scipy import sparse

    weight = np.array([1 / np.sqrt(4 + len(set(ids)) / 4) for ids in english], dtype=np.float32)
    has_chinese = _incidence(chinese, shape[0], weight)
    has_english = _incidence(english, shape[1], weight)
    both = (has_chinese.T @ has_english).tocoo()
    square = sparse.diags(weight**2)
    of_chinese = np.asarray((square @ (has_chinese > 0)).sum(axis=0)).ravel()
    of_english = np.asarray((square @ (has_english > 0)).sum(axis=0)).ravel()
    strength = both.data**2 / (of_chinese[both.row] * of_english[both.col])
    return sparse.csr_matrix((strength, (both.row, both.col)), shape=shape)


def _incidence(texts: Sequence[Sequence[int]], width: int, weight: NDArray[np.float32]) -> Any:
    from scipy import sparse

    rows = [n for n, ids in enumerate(texts) for _ in set(ids)]
    columns = [i for ids in texts for i in sorted(set(ids))]
    return sparse.csr_matrix((weight[rows], (rows, columns)), shape=(len(texts), width))


def strongest(strengths: Any, word: int, count: int = _TOP) -> list[tuple[int, float]]:
    """The English pieces that go best with a Chinese word, with their strengths, best first."""
    start, end = strengths.indptr[word], strengths.indptr[word + 1]
    pieces, values = strengths.indices[start:end], strengths.data[start:end]
    order = np.argsort(-values, kind="stable")[:count]
    return [(int(pieces[n]), float(values[n])) for n in order if values[n] >= _LEAST]


def first_rows(strengths: Any, english_rows: NDArray[np.float32]) -> NDArray[np.float32]:
    """A first embedding (Z, d) of each Chinese word.

    The mean of the embeddings of its five strongest English pieces, weighted by the
    squares of their strengths; the mean of all English rows for a word without any.
    """
    mean = english_rows.mean(axis=0)
    rows = np.tile(mean, (strengths.shape[0], 1)).astype(np.float32)
    for word in range(strengths.shape[0]):
        best = strongest(strengths, word)
        if best:
            weights = np.array([value**2 for _, value in best], dtype=np.float32)
            pieces = english_rows[[piece for piece, _ in best]]
            rows[word] = weights @ pieces / weights.sum()
    return rows
