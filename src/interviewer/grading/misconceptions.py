"""Known misconceptions: finds a sentence of an answer that says what the card knows to be wrong.

Knows nothing of scores. `held(claims, points, answer, stated)` → {index of point: Clash}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from interviewer.grading.claims import Clash
from interviewer.grading.evidence import matched_keys, recall
from interviewer.grading.frequency import rarity
from interviewer.grading.passage import Passage
from interviewer.grading.polarity import denials, opposites
from interviewer.grading.terms import content, terms
from interviewer.grading.text import Span, clause_texts

# High on purpose: a wrong accusation is worse than a missed one.
_NEAR, _SAME_WORDS, _NEARER = 0.75, 0.6, 0.03


def held(
    claims: Sequence[Passage], points: Sequence[Passage], answer: Passage, stated: str
) -> dict[int, Clash]:
    """Misconceptions stated in the answer, each laid to the key point nearest to it.

    A sentence states one when it is near the claim, in much the same words, nearer than
    to any key point, the two do not deny each other, and its words do not stand together
    as in the key points. What stands in `stated`, the folded text of all references and
    points, is no misconception.
    """
    found: dict[int, Clash] = {}
    for claim in claims:
        weights = {key: rarity(key) for key in sorted(claim.keys)}
        if recall(weights, matched_keys(claim, answer)) < _SAME_WORDS:
            continue
        for span in _nearer(claim, points, answer):
            said = answer.text[span.start : span.end]
            if said in stated or not _agree(claim.text, said):
                continue
            if joined_as_right([p.text for p in points], claim.text, said):
                continue
            nearest = max(range(len(points)), key=lambda i: float(points[i].vector @ claim.vector))
            found[nearest] = Clash(span, said, points[nearest].text, "misconception", (), True)
    return found


def joined_as_right(right: Sequence[str], wrong: str, said: str) -> bool:
    """Whether the words of a folded sentence go together as in what is right, not as in what is wrong.

    "Xavier for tanh, He for ReLU" has all the words of "Xavier for ReLU, He for tanh": what
    tells them apart is which of the words that both have are neighbours. A word that stands
    twice in a text, as "for" does, goes with either.
    """
    keys = _once(wrong) & frozenset[str]().union(*(_once(text) for text in right))
    here, there = _neighbours(said, keys), _neighbours(wrong, keys)
    as_right = frozenset[frozenset[str]]().union(*(_neighbours(text, keys) for text in right))
    return len(here & (as_right - there)) > len(here & (there - as_right))


def _nearer(claim: Passage, points: Sequence[Passage], answer: Passage) -> Iterator[Span]:
    """The sentences of an answer that are near a claim, and nearer than to any key point."""
    for span, vector in zip(answer.sentences, answer.sentence_vectors, strict=True):
        near = float(claim.vector @ vector)
        rival = max(float(point.vector @ vector) for point in points)
        if near >= _NEAR and near > rival + _NEARER:
            yield span


def _once(text: str) -> frozenset[str]:
    """The keys that a text has exactly once."""
    counted = Counter(t.key for t in content(terms(text)))
    return frozenset(key for key, times in counted.items() if times == 1)


def _neighbours(text: str, keys: frozenset[str]) -> frozenset[frozenset[str]]:
    """Which of these keys are next or next but one to each other in a clause, whatever else it says.

    Next but one, as Chinese is cut into pairs of characters, and one of two words' halves may stand
    between the words.
    """
    found = set()
    for clause in clause_texts(text):
        kept = [t.key for t in content(terms(clause)) if t.key in keys]
        found |= {frozenset(pair) for pair in [*pairwise(kept), *zip(kept, kept[2:], strict=False)]}
    return frozenset(found)


def _agree(claim: str, said: str) -> bool:
    flips = len(opposites(claim, said)) + len(denials(claim)) + len(denials(said))
    return flips % 2 == 0
