"""How common a term is, and how usual one word after another: from shipped counts only.

Knows nothing of the learner's notes, so importing notes changes no grade. The counts
were made over parallel English–Chinese texts (see NOTICE) by
`python -m interviewer.grading.counting FILE…`. `rarity("gradient")` → about 6.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_SYMBOL = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[a-z]+(?:'[a-z]+)?|\d+(?:\.\d+)?")
_ENDINGS = ("ing", "ed", "ly", "tion", "s", "er", "al")


@dataclass(frozen=True)
class _Counts:
    sentences: int
    of: dict[str, int]


@cache
def _counts() -> _Counts:
    text = (files(__package__) / "data" / "frequency.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines()]
    return _Counts(int(lines[0][1]), {term: int(count) for term, count in lines[1:]})


def rarity(term: str) -> float:
    """Inverse sentence frequency, log((N + 1) / (n + 1)): about 1 for grammar, 11 for unseen.

    Sparck Jones, "A statistical interpretation of term specificity" (1972), smoothed.
    """
    counts = _counts()
    return math.log((counts.sentences + 1) / (counts.of.get(term, 2) + 1))


@dataclass(frozen=True)
class _Order:
    place: dict[str, int]
    pmi: NDArray[np.float32]


@cache
def _order() -> _Order:
    with (files(__package__) / "data" / "order.npz").open("rb") as file, np.load(file) as data:
        symbols = data["symbols"].tobytes().decode().split("\n")
        return _Order({s: i for i, s in enumerate(symbols)}, data["pmi"].astype(np.float32) / 16)


def symbols(text: str) -> list[str]:
    """The words and characters of a folded text whose order is judged."""
    return _SYMBOL.findall(text)


def symbol_class(symbol: str) -> str:
    """What an uncommon word is counted as: its ending, or `~`; a digit run as `#`."""
    if symbol[0].isdigit():
        return "#"
    if symbol > "\u3000":
        return "~"
    return next((f"~{end}" for end in _ENDINGS if symbol.endswith(end) and len(symbol) > 4), "~~")


def adjacency(found: Sequence[str]) -> NDArray[np.float32]:
    """Pointwise mutual information of each neighbouring pair of `symbols`, smoothed, in nats.

    (n - 1,) values; above 0 where the pair follows one another more often than by chance.
    """
    order = _order()
    rows = [order.place.get(s, order.place.get(symbol_class(s), -1)) for s in found]
    index = np.array([r if r >= 0 else 0 for r in rows], dtype=np.intp)
    return order.pmi[index[:-1], index[1:]]
