"""English and Chinese terms of the field, as pairs.

Knows nothing of where they are used. `load_glossary()[0]` → ("linked list", "链表")
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data"
FILES = (_DATA / "terms.tsv", _DATA / "glossary.tsv")
"""The first is written by hand, the second found by association over sentence pairs."""


@cache
def load_glossary() -> tuple[tuple[str, str], ...]:
    """Every (English, Chinese) pair of terms; either side may have synonyms on other lines."""
    return tuple(dict.fromkeys(pair for file in FILES for pair in read_terms(file)))


def read_terms(path: Path) -> list[tuple[str, str]]:
    """The terms of a file, English TAB Chinese; lines that start with # are remarks."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [(row[0].strip(), row[1].strip()) for row in cells]
