"""Makes the shipped counts from texts: term frequencies and the usual order of words.

Knows nothing of grading. Not needed at run time; only counts are shipped, no text.
Input: gzip files of lines `English TAB Chinese`.
`python -m interviewer.grading.counting FILE…`
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.frequency import symbol_class, symbols
from interviewer.grading.terms import terms
from interviewer.grading.text import fold

LEAST_SENTENCES = 4
ENGLISH_WORDS, CHINESE_CHARACTERS = 420, 800
_PRIOR = 3.0


def main(paths: Iterable[Path], out: Path) -> None:
    """Count over all files and write `frequency.tsv` and `order.npz` into `out`."""
    texts = list(_texts(paths))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({term.key for term in terms(text)})
    kept = sorted(t for t, n in counts.items() if n >= LEAST_SENTENCES and len(t) <= 24)
    lines = [f"sentences\t{len(texts)}", *(f"{term}\t{counts[term]}" for term in kept)]
    (out / "frequency.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    names, pmi = order_of(texts)
    packed = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
    np.savez_compressed(out / "order.npz", symbols=packed, pmi=pmi)


def order_of(texts: Iterable[str]) -> tuple[list[str], NDArray[np.int8]]:
    """Symbols, and 16 x log((n + m) / (e + m)) for each ordered pair of them.

    n counts how often the pair was seen side by side, e how often chance alone would
    have it, m = 3 draws rare pairs to 0.
    """
    runs = [symbols(text) for text in texts]
    seen = Counter(s for run in runs for s in run)
    english = [s for s, _ in seen.most_common() if s < "\u3000" and not s[0].isdigit()]
    chinese = [s for s, _ in seen.most_common() if s > "\u3000"]
    kept = set(english[:ENGLISH_WORDS]) | set(chinese[:CHINESE_CHARACTERS])
    classed = [[s if s in kept else symbol_class(s) for s in run] for run in runs]
    names = sorted({s for run in classed for s in run})
    place = {s: i for i, s in enumerate(names)}
    pairs = np.zeros((len(names), len(names)))
    for run in classed:
        for a, b in pairwise(run):
            pairs[place[a], place[b]] += 1
    expected = np.outer(pairs.sum(1), pairs.sum(0)) / max(1.0, pairs.sum())
    pmi = np.log((pairs + _PRIOR) / (expected + _PRIOR))
    return names, np.clip(np.round(pmi * 16), -127, 127).astype(np.int8)


def _texts(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for side in line.rstrip("\n").split("\t")[:2]:
                    yield fold(side).text


if __name__ == "__main__":
    main([Path(arg) for arg in sys.argv[1:]], Path(__file__).parent / "data")
