"""Names of one thing: makes every name of a group count as the same term.

Knows nothing of where groups come from (a card's terms, a granted appeal, a glossary).
`alias_terms("self-attention is…", groups)` → one term for the group, where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from interviewer.grading.terms import Term
from interviewer.grading.text import fold

Groups = tuple[tuple[str, ...], ...]


def alias_terms(text: str, groups: Groups) -> list[Term]:
    """A term `=name` at every place where a name of a group stands in a folded text.

    Its key is the group's first name folded, the same for all names of the group.
    """
    found = []
    for key, pattern in _patterns(groups):
        found += [Term(key, m.start(), m.end(), False) for m in pattern.finditer(text)]
    return found


@lru_cache(maxsize=256)
def _patterns(groups: Groups) -> Sequence[tuple[str, re.Pattern[str]]]:
    made = []
    for group in groups:
        names = sorted({fold(n).text.strip() for n in group} - {""}, key=lambda n: (-len(n), n))
        if names:
            pattern = "|".join(_bounded(name) for name in names)
            made.append(("=" + fold(group[0]).text.strip(), re.compile(pattern)))
    return tuple(made)


def _bounded(name: str) -> str:
    """Names that begin or end in a Latin letter or digit match only as whole words."""
    spaced = r"[\s-]*".join(re.escape(part) for part in re.split(r"[\s-]+", name) if part)
    left = r"(?<![a-z0-9])" if name[0].isascii() and name[0].isalnum() else ""
    right = r"(?:e?s)?(?![a-z0-9])" if name[-1].isascii() and name[-1].isalnum() else ""
    return f"{left}{spaced}{right}"
