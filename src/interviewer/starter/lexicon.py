"""Learns the words of Chinese text from the text alone, with their probabilities.

Knows nothing of any word list, of English or of models.
`learn_lexicon(runs, words=6500)`

A word is a run of 2 to 4 characters that sticks together (its least pointwise mutual
information over all ways of splitting it in two) and stands freely (the entropy of what
comes before it and after it), the two classic measures of word discovery. Which of
overlapping words are used is then settled by a unigram model with hard EM.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from interviewer.starter.cutter import Cutter

_LEAST_COUNT = {1: 1, 2: 3, 3: 4, 4: 8}
"""How often a word of so many characters must occur: longer ones are more often phrases."""
_LONGEST = max(_LEAST_COUNT)
_LONGEST_ENTRY = 6
_LEAST_COHESION = 3.0
_LEAST_FREEDOM = 1.0
_ROUNDS = 4


@dataclass(frozen=True)
class Lexicon:
    """Words, single characters among them, commonest first, and their log probabilities."""

    words: tuple[str, ...]
    logp: tuple[float, ...]


def learn_lexicon(
    runs: Sequence[str], words: int, entries: Collection[str] = frozenset()
) -> Lexicon:
    """Every character of some runs of Chinese characters, and their `words` commonest words.

    Runs that occur twice count once: repeated sentences make no words. `entries` are
    known to be words (a dictionary's) and stay however rare, up to six characters.
    """
    runs = sorted(set(runs))
    counts = _ngrams(runs)
    sure = {entry for entry in entries if 1 < len(entry) <= _LONGEST_ENTRY}
    kept = _freely_standing(_cohesive(counts), runs)
    kept.update((entry, counts.get(entry, 1)) for entry in sorted(sure))
    for _ in range(_ROUNDS):
        kept = _recount(kept, runs, sure)
    longer = sorted(
        (gram for gram in kept if len(gram) > 1), key=lambda g: (g not in sure, -kept[g], g)
    )
    final = {gram: kept[gram] for gram in kept if len(gram) == 1}
    final.update((gram, kept[gram]) for gram in longer[:words])
    mass = sum(final.values())
    ordered = sorted(final, key=lambda gram: (-final[gram], gram))
    return Lexicon(tuple(ordered), tuple(math.log(final[gram] / mass) for gram in ordered))


def _ngrams(runs: Sequence[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for length in range(1, _LONGEST + 1):
        found = Counter(
            run[start : start + length] for run in runs for start in range(len(run) - length + 1)
        )
        least = _LEAST_COUNT[length]
        counts.update((gram, count) for gram, count in found.items() if count >= least)
    return counts


def _cohesive(counts: Mapping[str, int]) -> dict[str, int]:
    total = sum(count for gram, count in counts.items() if len(gram) == 1)

    def sticks(gram: str) -> bool:
        together = counts[gram] * total
        return all(
            math.log(together / (counts[gram[:cut]] * counts[gram[cut:]])) >= _LEAST_COHESION
            for cut in range(1, len(gram))
        )

    return {gram: count for gram, count in counts.items() if sticks(gram)}


def _freely_standing(counts: Mapping[str, int], runs: Sequence[str]) -> dict[str, int]:
    """Without the words that are mostly part of one longer word."""
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    after: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for number, run in enumerate(runs):
        # The end of a run differs from every other end: anything may follow there.
        edged = [f"<{number}", *run, f">{number}"]
        for length in range(2, _LONGEST + 1):
            for start in range(len(run) - length + 1):
                gram = run[start : start + length]
                if gram in counts:
                    before[gram][edged[start]] += 1
                    after[gram][edged[start + length + 1]] += 1
    return {
        gram: count
        for gram, count in counts.items()
        if len(gram) == 1 or min(_entropy(before[gram]), _entropy(after[gram])) >= _LEAST_FREEDOM
    }


def _entropy(neighbours: Counter[str]) -> float:
    total = neighbours.total()
    return -sum(n / total * math.log(n / total) for n in neighbours.values())


def _recount(kept: Mapping[str, int], runs: Sequence[str], sure: Collection[str]) -> dict[str, int]:
    """One round of hard EM: cut everything, count what was used, drop what hardly was."""
    mass = sum(kept.values())
    cutter = Cutter(list(kept), [math.log(count / mass) for count in kept.values()])
    used = Counter(run[start:end] for run in runs for start, end in cutter.cut(run))
    counts = {gram: max(used[gram], 1) for gram in kept}
    return {
        gram: count
        for gram, count in counts.items()
        if gram in sure or count >= _LEAST_COUNT[len(gram)]
    }
