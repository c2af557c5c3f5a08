"""Turns sentence pairs into lessons: Chinese token ids beside the English sentence vector.

Knows nothing of the student. `Lessons(pairs, reader, vectors).epoch(0)`
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from interviewer.starter.pairs import Pair
from interviewer.starter.reader import ChineseReader

_LONGEST = 64
"""Pairs with more Chinese tokens are left out: whole paragraphs teach little and cost much."""
_BATCH_TOKENS = 3072
_BATCH_TEXTS = 96
_POOL = 64


@dataclass(frozen=True)
class Batch:
    """Token ids (n, t), mask (n, t), and which pairs they come from (n,)."""

    ids: NDArray[np.int64]
    mask: NDArray[np.int64]
    pairs: NDArray[np.int64]


@dataclass(frozen=True)
class Habits:
    """How texts are varied.

    `dropout` is the chance that a word is read as its parts; `mixing` the chance that a
    word is replaced with the English that goes with it, in `mixed` of the texts.
    """

    dropout: float = 0.1
    mixed: float = 0.3
    mixing: float = 0.3


class Lessons:
    """An endless course over some pairs, the same for the same seed.

    `english_of` maps the id of a Chinese word to ids of an English term for it; `specials`
    are the ids of the tokens before and after a text.
    """

    def __init__(
        self,
        pairs: Sequence[Pair],
        reader: ChineseReader,
        english_of: Mapping[int, Sequence[int]],
        specials: tuple[int, int],
        seed: int,
        habits: Habits,
    ) -> None:
        self._pairs = pairs
        self._reader = reader
        self._english_of = english_of
        self._specials = specials
        self._seed = seed
        self._habits = habits
        self._lengths = [len(reader.read(pair.chinese)[0]) for pair in pairs]

    def epoch(self, number: int) -> list[NDArray[np.int64]]:
        """The batches of one pass over all pairs, as numbers of pairs.

        Texts of like length go together, in random order within pools of many batches.
        """
        rng = np.random.default_rng((self._seed, number))
        usable = [n for n, length in enumerate(self._lengths) if length <= _LONGEST]
        order = rng.permutation(usable)
        batches: list[NDArray[np.int64]] = []
        for start in range(0, len(order), _POOL * _BATCH_TEXTS):
            pool = sorted(
                order[start : start + _POOL * _BATCH_TEXTS].tolist(),
                key=lambda n: self._lengths[n],
            )
            batches.extend(self._packed(pool))
        return [batches[n] for n in rng.permutation(len(batches))]

    def _packed(self, pool: Sequence[int]) -> Iterator[NDArray[np.int64]]:
        batch: list[int] = []
        for number in pool:
            width = self._lengths[number] + 2
            full = len(batch) == _BATCH_TEXTS or (len(batch) + 1) * width > _BATCH_TOKENS
            if batch and full:
                yield np.array(batch, dtype=np.int64)
                batch = []
            batch.append(number)
        yield np.array(batch, dtype=np.int64)

    def batch(self, numbers: NDArray[np.int64], salt: int) -> Batch:
        """The texts of some pairs, read with the habits; `salt` varies them between epochs."""
        rng = random.Random(f"{self._seed}-{salt}-{numbers[0]}")
        texts = [self._read(self._pairs[n].chinese, rng) for n in numbers]
        width = max(map(len, texts))
        ids = np.zeros((len(texts), width), dtype=np.int64)
        mask = np.zeros((len(texts), width), dtype=np.int64)
        for row, text in enumerate(texts):
            ids[row, : len(text)] = text
            mask[row, : len(text)] = 1
        return Batch(ids, mask, numbers)

    def _read(self, text: str, rng: random.Random) -> list[int]:
        habits = self._habits
        dropout = habits.dropout if rng.random() < 0.5 else 0.0
        ids, _ = self._reader.read(text, dropout, rng)
        if rng.random() < habits.mixed:
            mixed: list[int] = []
            for token in ids:
                english = self._english_of.get(token)
                mixed.extend(english if english and rng.random() < habits.mixing else [token])
            ids = mixed
        return [self._specials[0], *ids[: 2 * _LONGEST], self._specials[1]]
