"""Known misconceptions: finds a sentence of an answer that says what the card knows to be wrong.

Knows nothing of scores. `held(claims, points, answer, stated)` → {index of point: Clash}
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.grading.claims import Clash
from interviewer.grading.evidence import matched_keys, recall
from interviewer.grading.frequency import rarity
from interviewer.grading.passage import Passage
from interviewer.grading.polarity import denials, opposites

# High on purpose: a wrong accusation is worse than a missed one.
_NEAR, _SAME_WORDS, _NEARER = 0.75, 0.6, 0.03


def held(
    claims: Sequence[Passage], points: Sequence[Passage], answer: Passage, stated: str
) -> dict[int, Clash]:
    """Misconceptions stated in the answer, each laid to the key point nearest to it.

    A sentence states one when it is near the claim, in much the same words, nearer than
    to any key point, and the two do not deny each other. What stands in `stated`, the folded
    text of all references and points, is no misconception.
    """
    found: dict[int, Clash] = {}
    for claim in claims:
        weights = {key: rarity(key) for key in sorted(claim.keys)}
        if recall(weights, matched_keys(claim, answer)) < _SAME_WORDS:
            continue
        for index, span in enumerate(answer.sentences):
            vector = answer.sentence_vectors[index]
            near = float(claim.vector @ vector)
            rival = max(float(point.vector @ vector) for point in points)
            said = answer.text[span.start : span.end]
            if said in stated:
                continue
            if near >= _NEAR and near > rival + _NEARER and _agree(claim.text, said):
                nearest = max(
                    range(len(points)), key=lambda i: float(points[i].vector @ claim.vector)
                )
                found[nearest] = Clash(span, said, points[nearest].text, "misconception", (), True)
    return found


def _agree(claim: str, said: str) -> bool:
    flips = len(opposites(claim, said)) + len(denials(claim)) + len(denials(said))
    return flips % 2 == 0
