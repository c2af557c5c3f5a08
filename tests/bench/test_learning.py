"""Simulated learners: they learn, they forget, and a run can be repeated."""

import random

import pytest

from interviewer.bench.learning import (
    A_SITTING,
    KINDS,
    POLICIES,
    SHARE,
    Kind,
    Learner,
    deck,
    sittings,
)

POINT = ("card", "point")
NEVER_KNOWN = Kind(threshold=0.0, a=0.18, c=0.2, before=0.0)


@pytest.fixture
def learner():
    made = Learner(NEVER_KNOWN, random.Random(1))
    made.meet(POINT)
    made.ease[POINT] = 0.0
    return made


def test_what_was_never_met_is_not_known(learner):
    assert learner.chance(POINT, 5.0) == 0.0


def test_a_trace_a_day_old_at_the_threshold_is_recalled_half_of_the_time(learner):
    learner.practise(POINT, 0.0)
    assert learner.chance(POINT, 1.0) == 0.5


def test_a_point_is_forgotten_with_time_and_learned_by_practice(learner):
    learner.practise(POINT, 0.0)
    after_one = learner.chance(POINT, 10.0)
    learner.practise(POINT, 5.0)
    assert after_one < 0.5
    assert learner.chance(POINT, 10.0) > after_one
    assert learner.chance(POINT, 100.0) < learner.chance(POINT, 10.0)


def test_spaced_practice_lasts_longer_than_massed(learner):
    spaced, massed = ("card", "spaced"), ("card", "massed")
    for point, days in ((spaced, (0.0, 10.0, 20.0)), (massed, (18.0, 19.0, 20.0))):
        learner.meet(point)
        learner.ease[point] = 0.0
        for day in days:
            learner.practise(point, day)
    assert learner.chance(spaced, 80.0) > learner.chance(massed, 80.0)


@pytest.mark.parametrize("policy", ["interview", "random", "fixed"])
def test_a_quick_learner_reaches_the_target_by_every_order_and_the_run_repeats(policy):
    runs = [sittings(KINDS["quick"], POLICIES[policy], deck(), seed=3) for _ in range(2)]
    assert runs[0] == runs[1]
    assert runs[0][-1] >= SHARE


def test_the_policy_needs_a_quarter_fewer_questions_than_a_random_draw():
    for kind in ("quick", "middle"):
        needed = {
            name: sum(
                len(sittings(KINDS[kind], POLICIES[name], deck(), seed=seed)) for seed in range(3)
            )
            for name in ("interview", "random")
        }
        assert needed["interview"] <= 0.75 * needed["random"]


def test_the_policy_starves_no_topic():
    asked = []

    def watched(at):
        chosen = POLICIES["interview"](at)
        asked.append({card.topic for card in chosen})
        return chosen

    sittings(KINDS["middle"], watched, deck(), seed=1)
    topics = {card.topic for card in deck()}
    # Each topic comes up in every fortnight.
    assert all(set.union(*asked[n : n + 14]) == topics for n in range(len(asked) - 13))
    assert len(asked) * A_SITTING > 140


def test_who_looks_into_the_learners_head_takes_what_lacks_most(learner):
    known, unknown = ("card", "known"), ("card", "unknown")
    for point in (known, unknown):
        learner.meet(point)
        learner.ease[point] = 0.0
    for day in (0.0, 4.0, 8.0, 12.0):
        learner.practise(known, day)
    assert learner.gain(unknown, 16.0) > learner.gain(known, 16.0) >= 0.0
