"""The pack and its gold answers, read once for all tests here."""

from __future__ import annotations

import pytest

from interviewer.pack import read_gold, read_pack


@pytest.fixture(scope="package")
def pack():
    """The cards that ship, in both languages."""
    return read_pack()


@pytest.fixture(scope="package")
def gold():
    """The gold answers that ship."""
    return read_gold()


@pytest.fixture(scope="package")
def card_of(pack):
    """The card of a gold answer."""
    named = {(lang, card.pair): card for lang, cards in pack.by_lang for card in cards}
    return lambda answer: named[answer.lang, answer.card]
