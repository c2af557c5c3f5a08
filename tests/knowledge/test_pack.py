"""The cards that ship are complete, paired, honest and not copied from one another."""

from __future__ import annotations

import ast
import re
from itertools import combinations

import pytest

from interviewer.cards import Lang, Level, normalised
from tests.knowledge.overlap import likeness, longest_run, runs, share, tokens

# The questions of the first user's own notes, by the name of the card that asks them.
_FIRST_NAMES = """
yolo-advantages yolox two-stage-vs-one-stage focal-loss small-object-detection
scaled-dot-product-attention why-layer-norm swin-transformer position-encoding
transformer-optimiser stereo-3d-detection relu-or-leaky-relu label-smoothing
mobile-compression loss-is-nan seven-or-three-by-three threads-or-processes python-closures
python-decorators python-memory-management const-or-define malloc-or-new virtual-functions
struct-or-class deadlock
"""
FIRST_QUESTIONS = _FIRST_NAMES.split()

_FENCE = re.compile(r"```(\w*)\n(.*?)```", re.S)
_CODE = re.compile(r"```.*?```|`[^`\n]*`", re.S)
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

# A key point belongs to its reference when this share of its words stands there.
AT_HOME = 0.7
# A misconception and its reason speak of what the reference says when this share stands there.
ON_THE_MATTER = 0.3
# Two questions sharing more than this of their words (Dice) ask nearly the same.
NEARLY_THE_SAME = 0.7
# A sentence is copied when this many tokens (words, Han characters) stand in a row in both.
COPIED = {Lang.EN: 8, Lang.ZH: 12}


def test_pack_covers_all_first_questions(pack):
    assert len(set(FIRST_QUESTIONS)) == 25
    for _, cards in pack.by_lang:
        assert set(FIRST_QUESTIONS) - {card.pair for card in cards} == set()


def test_pack_has_eighty_questions_in_each_language(pack):
    assert all(len(cards) >= 80 for _, cards in pack.by_lang)


def test_every_card_has_both_languages_in_the_same_order(pack):
    english = [card.pair for card in pack.en]
    assert None not in english
    assert len(set(english)) == len(english)
    assert english == [card.pair for card in pack.zh]
    assert all(_NAME.fullmatch(name) for name in english)


def test_paired_cards_carry_the_same_rubric(pack):
    for english, chinese in pack.pairs:
        name = english.pair
        weights = [point.weight for point in english.key_points]
        assert weights == [point.weight for point in chinese.key_points], name
        assert english.level is chinese.level, name
        assert len(english.misconceptions) == len(chinese.misconceptions), name
        assert set(map(frozenset, english.aliases)) == set(map(frozenset, chinese.aliases)), name


def test_texts_are_in_the_language_of_their_file(pack):
    for card in pack.en:
        texts = [card.question, card.reference, *_texts(card)]
        assert not [text for text in texts if _HAN.search(text)], card.pair
    for card in pack.zh:
        texts = [card.question, card.reference, *_texts(card)]
        assert not [text for text in texts if not _HAN.search(_CODE.sub("", text))], card.pair


def test_no_card_has_an_empty_field(pack):
    for card in pack.all:
        assert card.level in Level, card.pair
        assert 3 <= len(card.key_points) <= 6, card.pair
        assert {point.weight for point in card.key_points} <= {1, 2, 3}, card.pair
        assert 3 in {point.weight for point in card.key_points}, card.pair
        assert card.misconceptions, card.pair
        assert 1 <= len(card.angles) <= 2, card.pair
        assert len(card.aliases) >= 2, card.pair
        assert card.reading, card.pair
        assert all(text.strip() for text in _texts(card)), card.pair


def test_every_line_of_terms_names_both_languages(pack):
    for card in pack.all:
        for group in card.aliases:
            assert any(_HAN.search(term) for term in group), (card.pair, group)
            assert any(_LATIN.search(term) and not _HAN.search(term) for term in group), (
                card.pair, group,
            )  # fmt: skip


def test_references_have_the_length_of_a_spoken_answer(pack):
    for card in pack.en:
        assert 60 <= len(card.reference.split()) <= 200, card.pair
    for card in pack.zh:
        prose = re.sub(r"```.*?```|\$\$.*?\$\$|\$[^$\n]+\$", " ", card.reference, flags=re.S)
        assert 120 <= len(tokens(prose)) <= 420, (card.pair, len(tokens(prose)))


def test_key_points_stand_in_their_reference(pack):
    low = [
        (card.pair, card.lang, round(share(point.text, card.reference), 2), point.text)
        for card in pack.all
        for point in card.key_points
        if share(point.text, card.reference) < AT_HOME
    ]
    assert low == []


def test_key_points_of_another_card_would_be_noticed(pack):
    """The bound of the test above tells own points from foreign ones."""
    for _, cards in pack.by_lang:
        foreign = [
            share(point.text, other.reference) >= AT_HOME
            for card, other in combinations(cards, 2)
            for point in card.key_points
        ]
        assert sum(foreign) / len(foreign) < 0.005


def test_key_points_say_more_than_the_question(pack):
    for card in pack.all:
        for point in card.key_points:
            assert share(point.text, card.question) < 0.8, (card.pair, point.text)


def test_key_points_of_a_card_differ(pack):
    for card in pack.all:
        for one, other in combinations(card.key_points, 2):
            assert likeness(one.text, other.text) < 0.7, (card.pair, one.text, other.text)


def test_no_two_questions_are_nearly_the_same(pack):
    for _, cards in pack.by_lang:
        assert len({normalised(card.question) for card in cards}) == len(cards)
        for one, other in combinations(cards, 2):
            assert likeness(one.question, other.question) < NEARLY_THE_SAME, (one.pair, other.pair)


def test_no_reference_is_copied_from_another(pack):
    for lang, cards in pack.by_lang:
        pieces = {card.pair: runs(card.reference, COPIED[lang]) for card in cards}
        for one, other in combinations(cards, 2):
            assert not pieces[one.pair] & pieces[other.pair], (one.pair, other.pair)
            assert likeness(one.reference, other.reference) < 0.5, (one.pair, other.pair)


def test_misconceptions_speak_of_what_the_reference_says(pack):
    low = [
        (card.pair, card.lang, round(found, 2), wrong.claim, wrong.why)
        for card in pack.all
        for wrong in card.misconceptions
        if (found := share(f"{wrong.claim} {wrong.why}", card.reference)) < ON_THE_MATTER
    ]
    assert low == []


def test_misconceptions_are_not_what_the_reference_says(pack):
    """Neither reference nor key points say the claim in its own words, and the reason is another."""
    for card in pack.all:
        said = [card.reference, *(point.text for point in card.key_points)]
        for wrong in card.misconceptions:
            length = len(tokens(wrong.claim))
            for text in said:
                assert longest_run(wrong.claim, text) <= 0.9 * length, (card.pair, wrong.claim)
            assert likeness(wrong.claim, wrong.why) < 0.8, (card.pair, wrong.claim)


def test_formulas_are_balanced(pack):
    for card in pack.all:
        for text in (card.question, card.reference, *_texts(card)):
            prose = _CODE.sub("", text)
            assert prose.count("$") % 2 == 0, (card.pair, text)
            for formula in re.findall(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", prose, re.S):
                inside = re.sub(r"\\[{}]", "", "".join(formula))
                assert _balanced(inside, "{}"), (card.pair, formula)
                opened, closed = (re.findall(rf"\\{side}\b", inside) for side in ("left", "right"))
                assert len(opened) == len(closed), (card.pair, formula)


def test_code_blocks_parse(pack):
    found = 0
    for card in pack.all:
        assert card.reference.count("```") % 2 == 0, card.pair
        for language, code in _FENCE.findall(card.reference):
            found += 1
            if language == "python":
                ast.parse(code)
            else:
                assert language == "cpp", card.pair
                bare = re.sub(r"\"(?:\\.|[^\"])*\"|'(?:\\.|[^'])'|//[^\n]*", "", code)
                assert all(_balanced(bare, pair) for pair in ("()", "{}", "[]")), card.pair
    assert found > 20


@pytest.mark.parametrize(
    ("text", "pair", "whole"),
    [("{a{b}}", "{}", True), ("}{", "{}", False), ("f(a[0]", "()", False)],
)
def test_balance_is_told_by_order_and_number(text, pair, whole):
    assert _balanced(text, pair) is whole


def _balanced(text, pair):
    depth = 0
    for char in text:
        depth += (char == pair[0]) - (char == pair[1])
        if depth < 0:
            return False
    return depth == 0


def _texts(card):
    """What a card says beside question and reference, as one list."""
    return [
        *(point.text for point in card.key_points),
        *(text for wrong in card.misconceptions for text in (wrong.claim, wrong.why)),
        *card.angles,
    ]
