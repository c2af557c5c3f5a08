"""Which card an item is graded against."""

from __future__ import annotations

from interviewer.batch.aligning import NEAR, align
from interviewer.batch.items import How, Item
from interviewer.cards import Source
from tests.making import card

QUESTIONS = [
    "What is a closure?",
    "What is L1 regularization?",
    "What is RAII in C++?",
    "什么是闭包？",
]
CARDS = [card(question, source=Source("notes.md", n)) for n, question in enumerate(QUESTIONS)]


def _nothing(text: str) -> None:
    return None


def _placed(item: Item, nearest=_nothing, cards=CARDS) -> tuple[str | None, How]:
    (found,) = align([item], cards, nearest)
    return found.card_id, found.how


def test_the_same_question_is_found_whatever_its_case_width_and_punctuation():
    assert _placed(Item(1, "what is a CLOSURE", "")) == (CARDS[0].id, How.TEXT)
    assert _placed(Item(1, "什么是闭包?", "")) == (CARDS[3].id, How.TEXT)


def test_a_slip_of_the_keyboard_is_forgiven_another_number_is_not():
    assert _placed(Item(1, "What is a closre?", "")) == (CARDS[0].id, How.LIKENESS)
    assert _placed(Item(1, "What is L2 regularization?", "")) == (None, How.NONE)


def test_meaning_is_asked_only_for_what_words_do_not_find():
    asked: list[str] = []

    def nearest(text: str):
        asked.append(text)
        return CARDS[2], 0.9

    items = [
        Item(1, QUESTIONS[0], "a"),
        Item(2, "How are resources freed?", "b"),
        Item(3, "", "It ties."),
    ]
    found = align(items, CARDS, nearest)
    assert asked == ["How are resources freed?", "It ties."]
    assert [item.how for item in found] == [How.TEXT, How.MEANING, How.MEANING]


def test_what_is_not_near_enough_has_no_card():
    assert (
        _placed(Item(1, "How is bread baked?", ""), lambda text: (CARDS[0], NEAR - 0.01))[0] is None
    )


def test_a_card_named_by_its_question_is_not_given_to_another_item_by_meaning():
    items = [Item(1, QUESTIONS[0], "a"), Item(5, "Why do closures matter to you?", "full marks")]
    assert align(items, CARDS, lambda text: (CARDS[0], 0.9))[1].card_id is None


def test_a_card_named_by_id_is_taken_and_an_unknown_id_is_not():
    assert _placed(Item(1, "", "a", card_id=CARDS[1].id)) == (CARDS[1].id, How.NAMED)
    assert _placed(Item(1, "", "a", card_id="nope")) == (None, How.NONE)


def test_a_number_places_an_answer_when_the_other_numbers_follow_the_notes():
    items = [Item(n, question, "a", n) for n, question in enumerate(QUESTIONS[:2], 1)]
    agreeing = align([*items, Item(9, "", "It ties.", 3)], CARDS, _nothing)
    assert (agreeing[2].card_id, agreeing[2].how) == (CARDS[2].id, How.NUMBER)
    shifted = [Item(n + 1, question, "a", n + 1) for n, question in enumerate(QUESTIONS[:2], 1)]
    assert align([*shifted, Item(9, "", "It ties.", 4)], CARDS, _nothing)[2].card_id is None


def test_of_two_cards_with_one_question_the_one_with_a_reference_is_taken():
    open_card = card(QUESTIONS[0], topic="Mine", reference=None)
    assert _placed(Item(1, QUESTIONS[0], "a"), cards=[open_card, *CARDS])[0] == CARDS[0].id
