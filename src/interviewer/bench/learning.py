"""How many questions simulated learners need until they know their notes, by order of asking.

The learners are neither FSRS nor Elo. Each time a point is asked for, the reference shows it
and leaves a trace; a trace decays by a power of its age, the faster the better the point was
known when it was left, so that spaced practice lasts longer (Pavlik and Anderson 2005,
"Practice and forgetting effects on vocabulary memory", eqs. 1-5):

    m = ease + ln(sum over traces of age^-d)     age in days
    d = a + c * e^m, with m from just before the trace was left; the first has d = a
    chance of recall = 1 / (1 + e^((threshold - m) / noise))

Fixed before any policy was tried:

    set      threshold     a      c      noise   known before (share of points)
    quick      -0.3       0.15   0.15    0.25    0.4
    middle      0.0       0.18   0.20    0.25    0.3
    slow        0.3       0.20   0.25    0.25    0.2

    ease of a point ~ normal(0, 0.3); a point known before has traces 90, 60 and 30 days old
    60 cards of 4 points (weights 3, 2, 2, 1) in 6 topics of 4 to 16 cards
    one sitting a day, 10 questions, at most 120 sittings; 10 % of the verdicts are wrong
    target: at the end of a sitting, 90 % of all points have a chance of recall of at least
    0.8 one day later; counted are the questions asked until then

Compared are both modes of selection.choose, a random draw a sitting, the notes' own order over
and over, and as a mark of what could be had at all an ideal that looks into the learner's head
and takes the cards with most to gain. Knows nothing of the store. `interviewer bench learning`
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from interviewer.cards import Card, KeyPoint, Lang, Source
from interviewer.grade import Grade, PointVerdict, Status, Verdict
from interviewer.manner import Mode
from interviewer.rating import ratings_of
from interviewer.schedule import Memory, Review, reviewed
from interviewer.selection import Known, Seen, choose

TOPIC_SIZES = (4, 6, 8, 12, 14, 16)
WEIGHTS = (3.0, 2.0, 2.0, 1.0)
A_SITTING, MOST_SITTINGS = 10, 120
WRONG_VERDICTS = 0.1
MASTERY, SHARE = 0.8, 0.9
_AHEAD = 8.0
_START = datetime(2026, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Kind:
    """Parameters of a kind of learner, as in the table above."""

    threshold: float
    a: float
    c: float
    before: float
    noise: float = 0.25


KINDS = {
    "quick": Kind(-0.3, 0.15, 0.15, 0.4),
    "middle": Kind(0.0, 0.18, 0.20, 0.3),
    "slow": Kind(0.3, 0.20, 0.25, 0.2),
}


@dataclass
class Learner:
    """Someone who learns and forgets. Points are named (card id, text); days count from 0."""

    kind: Kind
    rng: random.Random
    ease: dict[tuple[str, str], float] = field(default_factory=dict)
    traces: dict[tuple[str, str], list[tuple[float, float]]] = field(default_factory=dict)

    def meet(self, point: tuple[str, str]) -> None:
        """Begin with a point: known from before, or not."""
        self.ease[point] = self.rng.gauss(0.0, 0.3)
        self.traces[point] = []
        if self.rng.random() < self.kind.before:
            for day in (-90.0, -60.0, -30.0):
                self.practise(point, day)

    def activation(self, point: tuple[str, str], day: float) -> float:
        """m of the docstring; minus infinity for a point without a trace."""
        strength = sum((day - left) ** -decay for left, decay in self.traces[point] if left < day)
        return self.ease[point] + math.log(strength) if strength else -math.inf

    def chance(self, point: tuple[str, str], day: float) -> float:
        """The chance of recall (0..1) on a day."""
        short = (self.kind.threshold - self.activation(point, day)) / self.kind.noise
        return 0.0 if short > 700 else 1.0 / (1.0 + math.exp(short))

    def practise(self, point: tuple[str, str], day: float) -> None:
        """Leave a trace of having seen the point."""
        known = math.exp(self.activation(point, day))
        self.traces[point].append((day, self.kind.a + self.kind.c * known))

    def gain(self, point: tuple[str, str], day: float) -> float:
        """How much of the way to mastery (0..1) a trace left now would be, eight days later."""
        needed: float = math.exp(
            self.kind.threshold + self.kind.noise * math.log(4.0) - self.ease[point]
        )
        later = day + _AHEAD
        held: float = sum((later - left) ** -decay for left, decay in self.traces[point])
        decay = self.kind.a + self.kind.c * math.exp(self.activation(point, day))
        brings: float = _AHEAD**-decay
        return min(max(0.0, needed - held), brings) / needed

    def mastered(self, day: float) -> float:
        """The share of points with a chance of recall of at least 0.8."""
        good = sum(self.chance(point, day) >= MASTERY for point in self.traces)
        return good / len(self.traces)


@dataclass
class History:
    """What the program has seen of a learner; kept up as the store would have it."""

    seen: dict[str, Seen] = field(default_factory=dict)
    reviews: list[Review] = field(default_factory=list)
    memories: dict[str, dict[str, Memory]] = field(default_factory=dict)

    def add(self, review: Review) -> None:
        """One more graded answer."""
        self.reviews.append(review)
        self.seen[review.card_id] = Seen(review.when, review.grade.score)
        points = self.memories.setdefault(review.card_id, {})
        for verdict in review.grade.points:
            text = verdict.point.text
            points[text] = reviewed(points.get(text), verdict, review)


@dataclass(frozen=True)
class Occasion:
    """What a policy may look at before a sitting. Only the ideal one looks at the learner."""

    cards: Sequence[Card]
    history: History
    learner: Learner
    sitting: int
    now: datetime


Policy = Callable[[Occasion], list[Card]]


def _chosen(mode: Mode) -> Policy:
    def policy(at: Occasion) -> list[Card]:
        history = at.history
        known = Known(history.memories, ratings_of(history.reviews, at.cards), at.now)
        chosen = choose(at.cards, history.seen, A_SITTING, at.sitting, known=known, mode=mode)
        return [choice.card for choice in chosen]

    return policy


def _random(at: Occasion) -> list[Card]:
    return random.Random(at.sitting).sample(list(at.cards), A_SITTING)


def _in_order(at: Occasion) -> list[Card]:
    first = at.sitting * A_SITTING
    return [at.cards[(first + n) % len(at.cards)] for n in range(A_SITTING)]


def _ideal(at: Occasion) -> list[Card]:
    """The cards whose next trace brings most points nearest to mastery, eight days on."""
    day = float(at.sitting)
    gain = {
        card.id: sum(at.learner.gain((card.id, point.text), day) for point in card.key_points)
        for card in at.cards
    }
    return sorted(at.cards, key=lambda card: -gain[card.id])[:A_SITTING]


POLICIES: dict[str, Policy] = {
    "drill": _chosen(Mode.DRILL),
    "interview": _chosen(Mode.INTERVIEW),
    "random": _random,
    "fixed": _in_order,
    "ideal": _ideal,
}


def deck() -> list[Card]:
    """The notes that are learned."""
    points = tuple(KeyPoint(f"point {n}", weight) for n, weight in enumerate(WEIGHTS))
    return [
        Card(f"{topic}-{n}", f"topic {topic}", f"{topic}-{n}?", "…", points, Lang.EN, Source("", 1))
        for topic, size in enumerate(TOPIC_SIZES)
        for n in range(size)
    ]


def run(learners: int = 8, seed: int = 0) -> dict[str, Any]:
    """Median questions to the target, by kind of learner and policy, and what the policies save.

    `curves` holds the mean share of points mastered after each sitting; a learner who did
    not get there within 120 sittings counts with all questions asked and is counted apart.
    """
    cards = deck()
    result: dict[str, Any] = {"learners": learners, "kinds": {}, "curves": {}}
    for number, (name, kind) in enumerate(KINDS.items()):
        figures: dict[str, Any] = {}
        for title, policy in POLICIES.items():
            curves = [
                sittings(kind, policy, cards, seed=seed + 1000 * number + n)
                for n in range(learners)
            ]
            figures[title] = median(len(curve) * A_SITTING for curve in curves)
            figures[f"{title}_not_reached"] = sum(curve[-1] < SHARE for curve in curves)
            result["curves"][f"{name} {title}"] = _mean_curve(curves)
        for title in ("drill", "interview"):
            for other in ("random", "fixed"):
                saved = 1.0 - figures[title] / figures[other]
                figures[f"{title}_saves_over_{other}"] = round(saved, 3)
        figures["ideal_saves_over_fixed"] = round(1.0 - figures["ideal"] / figures["fixed"], 3)
        result["kinds"][name] = figures
    return result


def sittings(kind: Kind, policy: Policy, cards: Sequence[Card], *, seed: int) -> list[float]:
    """The share of points mastered after each sitting, up to the one that reached the target."""
    learner = Learner(kind, random.Random(seed))
    for card in cards:
        for point in card.key_points:
            learner.meet((card.id, point.text))
    history = History()
    curve: list[float] = []
    for sitting in range(MOST_SITTINGS):
        now = _START + timedelta(days=sitting)
        for card in policy(Occasion(cards, history, learner, sitting, now)):
            history.add(_asked(learner, card, sitting, now))
        curve.append(learner.mastered(sitting + 1.0))
        if curve[-1] >= SHARE:
            break
    return curve


def _asked(learner: Learner, card: Card, day: float, now: datetime) -> Review:
    verdicts = []
    for point in card.key_points:
        said = learner.rng.random() < learner.chance((card.id, point.text), day)
        told = said != (learner.rng.random() < WRONG_VERDICTS)
        verdicts.append(PointVerdict(point, Verdict.COVERED if told else Verdict.MISSING))
        learner.practise((card.id, point.text), day)
    covered = sum(v.point.weight for v in verdicts if v.verdict is Verdict.COVERED)
    score = 100.0 * covered / sum(WEIGHTS)
    return Review(card.id, now, Grade(Status.GRADED, score=score, points=tuple(verdicts)))


def _mean_curve(curves: Sequence[Sequence[float]]) -> list[float]:
    # A learner who reached the target stays there.
    longest = max(map(len, curves))
    held = [[*curve, *[curve[-1]] * (longest - len(curve))] for curve in curves]
    return [round(sum(column) / len(column), 4) for column in zip(*held, strict=True)]
