"""The gold answers fit their cards, and every score follows from the verdicts beside it."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from interviewer.cards import Lang
from interviewer.grade import Verdict
from tests.knowledge.overlap import likeness, longest_run, share, tokens

KINDS = {
    "complete", "partial", "wrong", "negated", "swapped",
    "verbose", "keywords", "off_topic", "mixed",
}  # fmt: skip
CREDIT = {
    Verdict.COVERED: 1.0,
    Verdict.PARTIAL: 0.5,
    Verdict.MISSING: 0.0,
    Verdict.CONTRADICTED: 0.0,
}
CORE = 3
# A score may stand this far from the weighted share of the verdicts.
NEAR = 12


@pytest.fixture(scope="module")
def by_card(gold):
    """The answers to each card of each language."""
    found = defaultdict(list)
    for one in gold:
        found[one.lang, one.card].append(one)
    return found


def test_forty_questions_in_each_language_have_gold_answers(by_card):
    english = {card for lang, card in by_card if lang is Lang.EN}
    assert len(english) >= 40
    assert english == {card for lang, card in by_card if lang is Lang.ZH}


def test_each_question_has_six_to_ten_different_answers(by_card):
    for key, answers in by_card.items():
        assert 6 <= len(answers) <= 10, key
        assert len({one.answer for one in answers}) == len(answers), key


def test_a_card_lies_wholly_in_one_split_in_both_languages(gold):
    splits = defaultdict(set)
    for one in gold:
        splits[one.card].add(one.split)
    assert [card for card, found in splits.items() if len(found) > 1] == []
    sizes = Counter(next(iter(found)) for found in splits.values())
    assert set(sizes) == {"fit", "test"}
    assert min(sizes.values()) >= 0.4 * len(splits)


def test_every_kind_occurs_in_each_language_and_split(gold):
    counted = Counter((one.lang, one.split, one.kind) for one in gold)
    assert {kind for _, _, kind in counted} == KINDS
    for lang in (Lang.EN, Lang.ZH):
        for split in ("fit", "test"):
            assert [kind for kind in KINDS if counted[lang, split, kind] < 4] == []


def test_each_question_has_a_complete_a_partial_and_a_wrong_answer(by_card):
    for key, answers in by_card.items():
        assert {"complete", "partial", "wrong"} <= {one.kind for one in answers}, key


def test_scores_follow_from_the_verdicts(gold, card_of):
    off = [
        (one.lang, one.card, one.kind, one.score, round(_share(one, card_of(one))))
        for one in gold
        if not _follows(one, card_of(one))
    ]
    assert off == []


def test_verdicts_fit_the_kind_of_answer(gold):
    for one in gold:
        found = set(one.verdicts)
        where = (one.lang, one.card, one.kind, one.answer)
        if one.kind == "complete":
            assert Verdict.CONTRADICTED not in found, where
            assert one.score >= 85, where
        elif one.kind in ("negated", "swapped"):
            assert Verdict.CONTRADICTED in found, where
        elif one.kind == "keywords":
            assert found <= {Verdict.PARTIAL, Verdict.MISSING}, where
            assert one.score <= 30, where
        elif one.kind == "off_topic":
            assert found == {Verdict.MISSING}, where
            assert one.score <= 5, where
        elif one.kind == "wrong":
            assert one.score < 40, where


def test_no_answer_is_a_copy_of_the_reference(gold, card_of):
    """A candidate's own words: no long run of the reference, which terms in a list do not form."""
    for one in gold:
        reference = card_of(one).reference
        where = (one.lang, one.card, one.kind, one.answer)
        assert longest_run(one.answer, reference) <= max(10, len(tokens(one.answer)) // 3), where
        if one.kind != "keywords":
            assert likeness(one.answer, reference) < 0.75, where


def test_off_topic_answers_are_about_something_else(gold, card_of):
    for one in gold:
        if one.kind == "off_topic":
            assert share(one.answer, card_of(one).reference) < 0.4, (one.lang, one.card, one.answer)


def test_answers_are_of_very_different_lengths(gold):
    for lang in (Lang.EN, Lang.ZH):
        lengths = sorted(len(tokens(one.answer)) for one in gold if one.lang is lang)
        assert lengths[len(lengths) // 20] < 25
        assert lengths[-len(lengths) // 20] > 100


def _share(one, card):
    """Weighted share of the key points in points of 100, a partly covered one counting half."""
    weights = [point.weight for point in card.key_points]
    credit = sum(w * CREDIT[v] for w, v in zip(weights, one.verdicts, strict=True))
    return 100 * credit / sum(weights)


def _follows(one, card):
    """The rules under Scores in `knowledge/README.md`."""
    found = set(one.verdicts)
    share = _share(one, card)
    against = {v for p, v in zip(card.key_points, one.verdicts, strict=True) if p.weight >= CORE}
    if Verdict.CONTRADICTED in against and one.score > 45:
        return False
    if found == {Verdict.COVERED} and one.score < 85:
        return False
    if not found & {Verdict.COVERED, Verdict.PARTIAL} and one.score >= 40:
        return False
    if one.kind == "keywords":
        return one.score <= min(30, share + NEAR)
    if Verdict.CONTRADICTED in found:
        return min(share, 45) - 2.5 * NEAR <= one.score <= share + NEAR / 2
    return abs(one.score - share) <= NEAR
