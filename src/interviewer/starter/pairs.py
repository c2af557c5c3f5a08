"""English-Chinese sentence pairs: read from files, cleaned, split for training.

Knows nothing of models. `read_pairs([Path("d2l.tsv.gz")])`
"""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from interviewer.errors import InputError

_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True)
class Pair:
    """One English text and its Chinese translation; `origin` is the file's name up to a dot."""

    english: str
    chinese: str
    origin: str


def read_pairs(paths: Iterable[Path]) -> list[Pair]:
    """Every usable pair of some files (English TAB Chinese, UTF-8, .gz or plain), each once.

    A pair is usable when one side has a Latin letter and the other a Chinese character.
    Raises InputError for a file that cannot be read or holds no such pair.
    """
    seen: set[tuple[str, str]] = set()
    pairs: list[Pair] = []
    for path in paths:
        before = len(pairs)
        for english, chinese in _rows(path):
            if (english, chinese) in seen:
                continue
            seen.add((english, chinese))
            pairs.append(Pair(english, chinese, path.name.split(".")[0]))
        if len(pairs) == before:
            raise InputError(f"{path}: no line of the form English TAB Chinese; check the file")
    return pairs


def _rows(path: Path) -> Iterable[tuple[str, str]]:
    try:
        raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        text = raw.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    for line in text.splitlines():
        english, tab, chinese = line.partition("\t")
        english, chinese = english.strip(), chinese.strip()
        if tab and _LATIN.search(english) and _HAN.search(chinese):
            yield english, chinese


def without(pairs: Sequence[Pair], held_out: Iterable[Pair]) -> list[Pair]:
    """The pairs that share neither side with any of the pairs held out."""
    english, chinese = set(), set()
    for pair in held_out:
        english.add(_folded(pair.english))
        chinese.add(_folded(pair.chinese))
    return [
        pair
        for pair in pairs
        if _folded(pair.english) not in english and _folded(pair.chinese) not in chinese
    ]


def sample(pairs: Sequence[Pair], count: int, seed: int) -> list[Pair]:
    """Up to `count` pairs drawn at random, no text twice on either side."""
    shuffled = random.Random(seed).sample(list(pairs), len(pairs))
    english: set[str] = set()
    chinese: set[str] = set()
    chosen: list[Pair] = []
    for pair in shuffled:
        if len(chosen) == count:
            break
        if _folded(pair.english) in english or _folded(pair.chinese) in chinese:
            continue
        english.add(_folded(pair.english))
        chinese.add(_folded(pair.chinese))
        chosen.append(pair)
    return chosen


def _folded(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())
