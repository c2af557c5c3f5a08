"""A report card: kept by the exact model, and a weight that agreement has to earn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from interviewer import locations
from interviewer.cards import Lang
from interviewer.models import identity, report_card
from interviewer.models.report_card import Marks, ReportCard, badge, keep, load

GOOD = Marks(60, 0.8, 0.7, 0.3, 0.0, 0.0, 0.1, 0.1, 1.0, (0.0, 0.0, 0.0, 0.0))


def test_a_card_is_read_back_as_it_was_kept():
    card = ReportCard("tiny", "abc", "p1", False, {"en": GOOD}, 0.0, 1.5, 30.0, None, 900, 60.0)
    assert not report_card.any_kept()
    keep(card)
    assert load("abc") == card
    assert report_card.any_kept()
    assert load("other") is None


def test_a_card_that_cannot_be_read_is_none():
    file = keep(ReportCard("tiny", "abc", "p1", False))
    file.write_text('{"model": 3}')
    assert load("abc") is None


def test_weight_grows_with_agreement_and_with_the_number_of_answers():
    assert 0.2 < GOOD.weight < report_card.MOST_WEIGHT
    assert replace(GOOD, r=0.9).weight > GOOD.weight
    assert replace(GOOD, answers=150).weight > GOOD.weight


@pytest.mark.parametrize(
    "change",
    [
        {"r": 0.05}, {"r": -0.8}, {"r": None}, {"answers": 5}, {"r": 0.3},
        {"r": 0.5, "length_r": 0.5}, {"false_passes": 0.5}, {"injected_passes": 0.6},
    ],
    ids=str,
)  # fmt: skip
def test_a_model_at_chance_or_easily_fooled_weighs_nothing(change):
    assert replace(GOOD, **change).weight == 0


def test_a_badge_says_how_much_the_model_counts_in_both_languages():
    card = ReportCard("tiny", "abc", "p1", False, {"en": GOOD, "zh": replace(GOOD, r=0.1)})
    shown = badge(card, Lang.EN)
    assert f"English agreement r 0.80, counts {100 * GOOD.weight:.0f} %" in shown
    assert "Chinese agreement r 0.10, counts 0 %" in shown
    assert "发言权" in badge(replace(card, languages={"zh": replace(GOOD, r=0.1)}), Lang.ZH)
    assert "not examined" in badge(None, Lang.EN)


def test_the_same_bytes_are_the_same_model_and_others_another(tmp_path):
    files = {name: tmp_path / f"{name}.gguf" for name in "abc"}
    files["a"].write_bytes(b"GGUF one")
    files["b"].write_bytes(b"GGUF one")
    files["c"].write_bytes(b"GGUF two")
    known = {name: identity.of_file(file) for name, file in files.items()}
    assert known["a"] == known["b"] != known["c"]
    files["a"].write_bytes(b"GGUF another")
    assert identity.of_file(files["a"]) != known["a"]


def test_a_file_is_hashed_once_for_each_state_of_it(tmp_path):
    file = tmp_path / "a.gguf"
    file.write_bytes(b"GGUF one")
    first = identity.of_file(file)
    hashes = locations.report_cards_folder() / "hashes.json"
    hashes.write_text(hashes.read_text().replace(first, "remembered"))
    assert identity.of_file(file) == "remembered"
    hashes.write_text("{broken")
    assert identity.of_file(file) == first


def test_servers_are_told_apart_by_address_and_model():
    one = identity.of_server("http://127.0.0.1:8000/", "m")
    assert one == identity.of_server("http://127.0.0.1:8000", "m")
    assert one != identity.of_server("http://127.0.0.1:8000", "n")
