"""The made-up files that reading is timed with."""

from __future__ import annotations

import pytest

from interviewer.bench.shapes import SHAPES, filled, run
from interviewer.notes.importing import read_bytes


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_as_long_as_asked_for_and_the_same_with_the_same_seed(name: str) -> None:
    text = filled(SHAPES[name], 0.01)
    assert 10_000 <= len(text.encode()) < 12_000
    assert text == filled(SHAPES[name], 0.01)
    assert text != filled(SHAPES[name], 0.01, seed=2)


@pytest.mark.parametrize("name", [name for name in SHAPES if name != "prose without questions"])
def test_every_shape_but_prose_is_read_as_a_card_for_each_part_made(name: str) -> None:
    made = 0

    def counting(order, number):
        nonlocal made
        made = number
        return SHAPES[name](order, number)

    text = filled(counting, 0.02)
    ending = "csv" if name == "CSV" else "md"
    assert len(read_bytes(text.encode(), f"notes.{ending}").cards) == made


def test_the_run_gives_seconds_and_cards_of_every_shape() -> None:
    result = run(0.002)
    assert set(result["shapes"]) == set(SHAPES)
    assert result["shapes"]["prose without questions"]["cards"] == 0
    assert result["above"] == []
