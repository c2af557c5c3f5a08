"""Which cards a sitting asks, and why."""

from datetime import timedelta

import pytest

from interviewer.cards import KeyPoint, Lang, Level
from interviewer.grade import Verdict
from interviewer.manner import Mode
from interviewer.rating import Rating, Ratings
from interviewer.reason import Reason, Why, in_words
from interviewer.schedule import Review, memory_of
from interviewer.selection import Known, Seen, askable
from interviewer.selection import choose as choose_with_reasons
from tests.making import NOON, card, grade, verdict

CARDS = [card(f"Question {n}?", topic) for topic in ("Python", "C++") for n in range(5)]


def choose(*arguments, **options):
    return [choice.card for choice in choose_with_reasons(*arguments, **options)]


def _known(*, days_ago, now=NOON, **verdicts):
    """What is known after one sitting in which the cards named by question got these verdicts."""
    when = now - timedelta(days=days_ago)
    reviews, seen = [], {}
    for one, kind in verdicts.values():
        given = grade(90.0, verdict(one.key_points[0].text, kind))
        reviews.append(Review(one.id, when, given))
        seen[one.id] = Seen(when, given.score)
    return Known(memory_of(reviews), now=now), seen


def test_the_same_seed_chooses_the_same_cards():
    assert choose(CARDS, {}, 4, seed=7) == choose(CARDS, {}, 4, seed=7)


def test_different_seeds_choose_differently():
    chosen = {tuple(c.id for c in choose(CARDS, {}, 4, seed=seed)) for seed in range(10)}
    assert len(chosen) > 1


def test_topics_take_turns():
    topics = [c.topic for c in choose(CARDS, {}, 4, seed=1)]
    assert topics[0] != topics[1]
    assert sorted(topics) == ["C++", "C++", "Python", "Python"]


def test_new_cards_come_before_seen_ones_and_weak_before_strong():
    cards = [card(f"Q{n}?") for n in range(3)]
    seen = {cards[0].id: Seen(NOON, 90.0), cards[1].id: Seen(NOON + timedelta(days=1), 20.0)}
    assert choose(cards, seen, 3, seed=3) == [cards[2], cards[1], cards[0]]


def test_fewer_cards_than_asked_for_are_all_taken_once():
    assert len({c.id for c in choose(CARDS, {}, 99, seed=1)}) == len(CARDS)


def test_cards_without_a_reference_are_not_asked():
    assert askable([card(reference=None)]) == []


def test_only_cards_of_the_chosen_topics_are_asked():
    assert {c.topic for c in askable(CARDS, ["C++"])} == {"C++"}


def test_a_drill_asks_what_was_missed_before_what_is_new_and_an_interview_the_other_way():
    missed, new = card("Missed?"), card("New?")
    known, seen = _known(days_ago=6, missed=(missed, Verdict.MISSING))
    drill = choose([new, missed], seen, 2, 1, known=known, mode=Mode.DRILL)
    interview = choose([missed, new], seen, 2, 1, known=known)
    assert drill == [missed, new]
    assert interview == [new, missed]


def test_the_longer_a_point_was_not_asked_for_the_sooner_it_is_asked_again():
    old, fresh = card("Old?"), card("Fresh?")
    first, seen = _known(days_ago=200, old=(old, Verdict.COVERED))
    second, seen_later = _known(days_ago=1, fresh=(fresh, Verdict.COVERED))
    known = Known({**first.memories, **second.memories}, now=NOON)
    assert choose([fresh, old], seen | seen_later, 2, 1, known=known) == [old, fresh]


def test_a_wrong_statement_comes_back_before_a_gap_and_a_gap_before_a_half():
    cards = {kind: card(f"{kind}?") for kind in Verdict}
    known, seen = _known(days_ago=0, **{kind.value: (cards[kind], kind) for kind in Verdict})
    asked = choose(list(cards.values()), seen, 4, 1, known=known)
    order = [Verdict.CONTRADICTED, Verdict.MISSING, Verdict.PARTIAL, Verdict.COVERED]
    assert asked == [cards[kind] for kind in order]


def test_the_reason_names_the_point_and_how_long_ago_it_was_missed():
    missed = card("Missed?")
    known, seen = _known(days_ago=6, missed=(missed, Verdict.MISSING))
    (choice,) = choose_with_reasons([missed], seen, 1, 1, known=known)
    assert choice.reason == Reason(Why.MISSED, missed.key_points[0].text, days=6)


@pytest.mark.parametrize(
    ("days_ago", "why"), [(1, Why.AGAIN), (30, Why.DUE)], ids=["not yet due", "due"]
)
def test_what_was_right_is_due_or_only_asked_again(days_ago, why):
    known_card = card("Known?")
    known, seen = _known(days_ago=days_ago, known=(known_card, Verdict.COVERED))
    (choice,) = choose_with_reasons([known_card], seen, 1, 1, known=known)
    assert choice.reason.why is why


def test_a_reason_does_not_say_the_point():
    secret = Reason(Why.MISSED, "It keeps the variables.", days=6)
    assert in_words(secret, Lang.EN) == "You missed a point of this 6 days ago."
    named = Reason(Why.MISSED, "It keeps the variables.", about="the variance", days=6)
    assert "the variance" in in_words(named, Lang.EN)
    assert "6 天前" in in_words(named, Lang.ZH)


def test_every_reason_has_words_in_both_languages():
    for why in Why:
        for lang in (Lang.EN, Lang.ZH):
            assert in_words(Reason(why, "p", days=1), lang)


def test_an_edited_card_whose_points_are_all_new_is_not_taken_for_known():
    before, other = card("Edited?"), card("Other?")
    known, seen = _known(
        days_ago=1, before=(before, Verdict.COVERED), other=(other, Verdict.COVERED)
    )
    seen[before.id] = Seen(seen[before.id].when, 20.0)
    after = card("Edited?", key_points=(KeyPoint("Something else entirely."),))
    assert choose([other, after], seen, 1, 1, known=known) == [after]


def test_a_strong_learner_gets_the_harder_of_two_new_questions():
    easy, hard = card("Easy?", level=Level.JUNIOR), card("Hard?", level=Level.SENIOR)
    strong = Known(ratings=Ratings({"Python": Rating(1.0, 9)}), now=NOON)
    weak = Known(ratings=Ratings({"Python": Rating(-1.0, 9)}), now=NOON)
    assert choose([easy, hard], {}, 1, 1, known=strong) == [hard]
    assert choose([easy, hard], {}, 1, 1, known=weak) == [easy]


def test_near_duplicates_come_together_only_when_nothing_else_is_left():
    cards = [card("One?"), card("One, again?"), card("Two?")]

    def alike(one, other):
        return 1.0 if one.question[:3] == other.question[:3] else 0.0

    for seed in range(8):
        asked = choose(cards, {}, 3, seed, alike=alike)
        assert {c.question[:3] for c in asked[:2]} == {"One", "Two"}
        assert len(asked) == 3


def test_no_topic_starves_while_one_is_answered_badly():
    weak = [card(f"Weak {n}?", "Weak") for n in range(5)]
    good = [card(f"Good {n}?", "Good") for n in range(5)]
    known, seen = _known(
        days_ago=10,
        **{c.id: (c, Verdict.MISSING) for c in weak},
        **{c.id: (c, Verdict.COVERED) for c in good},
    )
    topics = [c.topic for c in choose(weak + good, seen, 5, 1, known=known, mode=Mode.DRILL)]
    assert "Good" in topics
    assert topics.count("Weak") >= 3
