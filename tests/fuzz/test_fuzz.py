"""At least 20,000 inputs over all targets, the same ones each time; and what fuzzing ever found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.mutating import inputs
from tests.fuzz.targets import FAST, SLOW

# More of what costs little: together half a minute.
COUNTS = {
    **{"notes.txt": 1000, "notes.md": 1000, "notes.org": 1000, "notes.html": 1000},
    **{"notes.csv": 2000, "notes.ipynb": 6000, "many": 600, "answer": 500},
    **{"config": 4000, "archive": 3000, "notes.docx": 200, "notes.pdf": 100},
}


def test_the_inputs_are_twenty_thousand_over_every_target():
    assert set(COUNTS) == {*FAST, *SLOW}
    assert sum(COUNTS.values()) >= 20_000


@pytest.mark.parametrize("name", COUNTS)
def test_no_input_breaks_a_target(name):
    target = {**FAST, **SLOW}[name]
    for data in inputs(name, COUNTS[name], seed=1):
        target(data)


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_no_bytes_whatever_break_the_quick_targets(data):
    for name in ("notes.md", "notes.csv", "answer", "many", "config"):
        FAST[name](data)
