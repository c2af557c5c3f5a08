"""Claims: turns nearness into contradiction where an answer denies what the notes state.

Reads statement by statement. A statement of the answer is held against a key point when
it speaks of the same thing (soft alignment of tokens) and denies it: by a negation, an
opposite word, another number, or another subject. Knows nothing of scores.
`candidate(point, subjects, question, answer, references)` → Clash or None
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.contrast import sides
from interviewer.grading.passage import Passage, Weights
from interviewer.grading.polarity import DENYING, SOFTENED, denials, opposites
from interviewer.grading.quantities import clash as number_clash
from interviewer.grading.statements import Statement, statements
from interviewer.grading.swaps import exchanged, words
from interviewer.grading.text import Span

Flags = NDArray[np.bool_]
SIGNALS = (
    "fit", "recall", "precision", "denied", "denied_most", "upheld", "dropped", "opposite",
    "number", "subject", "exchanged", "agreed_more", "same_words", "denied_fit", "opposite_fit",
)  # fmt: skip
_NEAR_ENOUGH = 0.45
_SAME_WORD = 0.5
# The same words about the same thing: when the two then deny each other, there is no doubt.
_SAME_STATEMENT, _SAME_TERMS, _SAME_BUT_ONE, _PLAINLY = 0.8, 0.75, 0.5, 0.7
# So much nearer to something else, a statement is not about this.
_NEARER = 0.15
# What follows a negation as far as it reaches: a word that begins another thought ends it.
_SCOPE_EN = re.compile(
    r"(?:\W*(?!(?:so|therefore|thus|hence|because|since|but|while|whereas|which|and then)\b)[\w'-]+){1,6}"
)
_SCOPE_ZH = 8


@dataclass(frozen=True)
class Clash:
    """Where the answer says the opposite: its place in the folded answer, and both sides.

    `row` are the `SIGNALS` it is told from, unless it is `certain`.
    """

    span: Span
    said: str
    reference: str
    kind: str
    row: tuple[float, ...]
    certain: bool = False

    @property
    def because(self) -> str:
        """What was said and what the reference says instead, as they are written."""
        return f"{self.said} ≠ {self.reference}"


@dataclass(frozen=True)
class _Pair:
    """A statement of the target beside one of the answer. All figures 0..1.

    `denied` is the share of what the answer's statement negates that the target states
    plainly, `denied_most` its strongest word; `upheld` what both negate; `dropped` what
    only the target negates.
    """

    wanted: Statement
    said: Statement
    recall: float
    precision: float
    denied: float = 0.0
    denied_most: float = 0.0
    upheld: float = 0.0
    dropped: float = 0.0
    opposite: bool = False
    number: bool = False
    subject: bool = False
    exchanged: bool = False

    @property
    def fit(self) -> float:
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0

    @property
    def doubt(self) -> float:
        """How much speaks for a denial; 0 when nothing does."""
        marks = self.denied + self.dropped + self.opposite + self.number + self.subject
        return self.fit**2 * (marks + 3 * self.exchanged)

    @property
    def shared(self) -> float:
        """Share of the target's terms that the answer's statement has."""
        return _part(self.wanted.keys, self.said.keys)

    @property
    def denies(self) -> bool:
        """Whether the answer's statement is the target's, or a part of it, turned around."""
        denied = self.denied_most >= _PLAINLY
        part = denied and self.precision >= _SAME_STATEMENT and _alike(self.said, self.wanted)
        whole = self.fit >= _SAME_STATEMENT and _alike(self.wanted, self.said, self.opposite)
        turned = (denied or self.dropped >= _PLAINLY) != self.opposite
        unclear = self.upheld or self.number or self._softened
        return (part or whole) and turned and self._uneven and not unclear

    @property
    def _softened(self) -> bool:
        return any(SOFTENED.search(side.text) for side in (self.said, self.wanted))

    @property
    def _uneven(self) -> bool:
        """Whether the two do not deny alike: "no base case" is a base case that is not there."""
        here, there = len(denials(self.said.text)), len(denials(self.wanted.text))
        if self.wanted.whole and not self.said.whole:
            return there == 0
        return (here + there + self.opposite) % 2 == 1

    @property
    def kind(self) -> str:
        if self.exchanged or (self.subject and not self.denied and not self.opposite):
            return "swap"
        return "number" if self.number else "negation"


def candidate(
    target: Passage,
    subjects: frozenset[str],
    question: str,
    answer: Passage,
    stated: frozenset[str],
) -> Clash | None:
    """The statement of the answer that most looks like a denial of the target, if any does.

    `subjects` come from `subjects_of`; `stated` are the statements of all references and
    points, which deny nothing. How surely it is a denial is told from its `row`.
    """
    pairs = _pairs(target, subjects, question, answer)
    plain = _plain_denial(pairs, stated)
    pairs = [p for p in pairs if p.said.whole == p.wanted.whole]
    agreed = max((p.fit for p in pairs if not p.doubt), default=0.0)
    if plain is not None:
        return _clash(plain, agreed, certain=True)
    doubted = [p for p in pairs if p.doubt and p.said.text not in stated and _meant(p, pairs)]
    if not doubted:
        return None
    pair = max(doubted, key=lambda p: (p.doubt, -p.said.span.start))
    return _clash(pair, agreed)


def _plain_denial(pairs: Sequence[_Pair], stated: frozenset[str]) -> _Pair | None:
    """A statement that is beyond doubt the opposite of one of the target, which is not said as well."""
    for pair in pairs:
        beside = [p.fit for p in pairs if p.wanted is pair.wanted and not p.doubt]
        if pair.denies and pair.said.text not in stated and pair.fit > max(beside, default=0.0):
            return pair
    return None


def _clash(pair: _Pair, agreed: float, *, certain: bool = False) -> Clash:
    row = _row(pair, agreed)
    return Clash(pair.said.span, pair.said.text, pair.wanted.text, pair.kind, row, certain)


def subjects_of(texts: Sequence[str], question: str) -> frozenset[str]:
    """Terms that tell the things apart which a rubric speaks of.

    The two sides of a question that compares, and terms that open at least two
    statements of the folded texts but not nearly all of them.
    """
    clauses = [s for text in texts for s in statements(text) if not s.whole]
    opening = Counter(key for s in clauses for key in s.head)
    often = {k for k, n in opening.items() if 2 <= n <= 0.6 * len(clauses) and len(k) > 2}
    names = sides(question)
    return frozenset(often).union(*names) if names else frozenset(often)


def _meant(pair: _Pair, pairs: Sequence[_Pair]) -> bool:
    """Whether the two speak of each other: neither is much nearer to another statement."""
    others = (p.fit for p in pairs if p.said is pair.said or p.wanted is pair.wanted)
    return pair.fit >= max(others) - _NEARER


def _row(pair: _Pair, agreed: float) -> tuple[float, ...]:
    values = (
        pair.fit, pair.recall, pair.precision, pair.denied, pair.denied_most, pair.upheld,
        pair.dropped, pair.opposite, pair.number, pair.subject, pair.exchanged,
        max(0.0, agreed - pair.fit), pair.shared, pair.fit * pair.denied, pair.fit * pair.opposite,
    )  # fmt: skip
    return tuple(round(float(v), 4) for v in values)


def _pairs(
    target: Passage, subjects: frozenset[str], question: str, answer: Passage
) -> list[_Pair]:
    """Statements of target and answer that are near each other.

    Clause with clause, sentence with sentence, and a clause that is a sentence with a sentence.
    """
    if not len(target.token_vectors) or not len(answer.token_vectors):
        return []
    near = np.maximum(target.token_vectors @ answer.token_vectors.T, 0.0)
    wanted = [(s, _inside(target, s.span)) for s in statements(target.text)]
    said = _placed(answer)
    denied = _denied_tokens(target), _denied_tokens(answer)
    pairs = []
    for first, rows in wanted:
        for second, columns, alone in said:
            part = near[rows, columns]
            if not part.size or (first.whole != second.whole and not (first.whole and alone)):
                continue
            recall = _mean(part.max(axis=1), target.token_weights[rows])
            precision = _mean(part.max(axis=0), answer.token_weights[columns])
            pair = _Pair(first, second, recall, precision)
            if pair.fit >= _NEAR_ENOUGH:
                weights = target.token_weights[rows], answer.token_weights[columns]
                marks = denied[0][rows], denied[1][columns]
                pair = _with_polarity(pair, part, weights, marks)
                pairs.append(_with_words(pair, subjects, question))
    return pairs


def _placed(answer: Passage) -> list[tuple[Statement, slice, bool]]:
    """The statements of an answer, their tokens, and whether each is no part of a sentence of several."""
    found = statements(answer.text)
    several = [s.span for s in found if s.whole]
    return [
        (s, _inside(answer, s.span), not any(w.start <= s.span.start < w.end for w in several))
        for s in found
    ]


def _denied_tokens(passage: Passage) -> Flags:
    """(t,) whether a token stands in the reach of a negation: the next few words of its clause."""
    inside = np.zeros(len(passage.text) + 1, dtype=bool)
    for statement in statements(passage.text):
        if statement.whole:
            continue
        for _, end in denials(statement.text):
            rest = statement.text[end:]
            match = _SCOPE_EN.match(rest)
            reach = _SCOPE_ZH if rest[:1] > "\u3000" else len(match.group()) if match else 0
            start = statement.span.start + end
            inside[start : min(start + reach, statement.span.end)] = True
    return np.array([bool(inside[a]) for a, _ in passage.token_offsets], dtype=bool)


def _with_polarity(
    pair: _Pair, near: Weights, weights: tuple[Weights, Weights], denied: tuple[Flags, Flags]
) -> _Pair:
    """What is negated on one side only, by weight of the words aligned with each other."""
    if pair.said.whole:
        return pair
    to_row, to_column = near.argmax(axis=0), near.argmax(axis=1)
    same = near.max(axis=0) >= _SAME_WORD
    here = _heavy(denied[1], weights[1])
    clashing = here & same & ~denied[0][to_row]
    agreeing = here & same & denied[0][to_row]
    there = _heavy(denied[0], weights[0])
    lost = there & (near.max(axis=1) >= _SAME_WORD) & ~denied[1][to_column]
    strength = near.max(axis=0)
    return replace(
        pair,
        denied=_share(weights[1] * strength, clashing, here, weights[1]),
        denied_most=float((strength * clashing).max(initial=0.0)),
        upheld=_share(weights[1] * strength, agreeing, here, weights[1]),
        dropped=_share(weights[0] * near.max(axis=1), lost, there, weights[0]),
    )


def _heavy(denied: Flags, weights: Weights) -> Flags:
    """The denied words that say something; all of them where none does ("is not used")."""
    heavy: Flags = denied & (weights > 1)
    return heavy if heavy.any() else denied


def _alike(one: Statement, other: Statement, opposite: bool = False) -> bool:
    """Whether most terms of the one are in the other, besides what denies and an opposite word."""
    terms = frozenset(key for key in one.keys if key not in DENYING)
    return _part(terms, other.keys) >= (_SAME_BUT_ONE if opposite else _SAME_TERMS)


def _part(keys: frozenset[str], of: frozenset[str]) -> float:
    return len(keys & of) / max(1, len(keys))


def _share(values: Weights, chosen: Flags, of: Flags, weights: Weights) -> float:
    total = float(weights[of].sum())
    return float(values[chosen].sum()) / total if total else 0.0


def _with_words(pair: _Pair, subjects: frozenset[str], question: str) -> _Pair:
    """What the words alone say: opposites, numbers, another subject, two parts exchanged."""
    first, second = pair.wanted, pair.said
    swapped = exchanged(words(first.text), words(second.text)) is not None
    if first.whole:
        return replace(pair, exchanged=swapped)
    own = (first.head & subjects) - second.keys, (second.head & subjects) - first.keys
    return replace(
        pair,
        opposite=len(opposites(first.text, second.text)) % 2 == 1,
        number=number_clash(first.text, second.text, question) is not None,
        subject=bool(own[0] and own[1]),
        exchanged=swapped,
    )


def _inside(passage: Passage, span: Span) -> slice:
    starts = [a for a, _ in passage.token_offsets]
    return slice(int(np.searchsorted(starts, span.start)), int(np.searchsorted(starts, span.end)))


def _mean(values: Weights, weights: Weights) -> float:
    total = float(weights.sum())
    return float((values * weights).sum()) / total if total else 0.0
