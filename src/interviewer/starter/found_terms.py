"""Picks glossary entries out of associations: terms that clearly translate each other.

Knows nothing of files. `found_terms(words, pieces, strengths)`
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from interviewer.starter.association import strongest

_LEAST = 0.35
_SHORTEST = 4


def found_terms(
    words: Sequence[str], pieces: Sequence[str], strengths: Any, leave_out: Collection[str] = ()
) -> list[tuple[str, str]]:
    """(English, Chinese) pairs, each the other's strongest, in order of strength.

    `strengths` is sparse (words, pieces). Only whole English words of four letters or
    more count, and Chinese ones of two characters or more; Chinese words in `leave_out`
    are passed over.
    """
    of_english = strengths.T.tocsr()
    found = []
    for number, word in enumerate(words):
        if len(word) < 2 or word in leave_out:
            continue
        for piece, strength in strongest(strengths, number, count=1):
            english = pieces[piece]
            mutual = strongest(of_english, piece, count=1)[0][0] == number
            plain = english.isascii() and english.isalpha() and len(english) >= _SHORTEST
            if mutual and plain and strength >= _LEAST:
                found.append((strength, english, word))
    return [(english, word) for _, english, word in sorted(found, key=lambda f: (-f[0], f[2]))]
