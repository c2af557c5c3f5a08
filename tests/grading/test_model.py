"""The forest in plain arrays says what the library's trees say; constants survive the disk."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from interviewer.errors import InputError
from interviewer.grading.constants import Constants
from interviewer.grading.model import forest, pack, share
from interviewer.grading.weighing import NAMES, logistic


def test_packed_trees_predict_like_scikit_learn() -> None:
    from sklearn.ensemble import ExtraTreesRegressor

    random = np.random.default_rng(0)
    rows = random.random((200, 5)).astype(np.float32)
    model = ExtraTreesRegressor(20, min_samples_leaf=4, random_state=0).fit(rows, rows[:, 0])
    arrays = pack("share", [(t.tree_, 1 / 20) for t in model.estimators_], 0.0)
    expected = model.predict(rows[:20])
    assert [forest(row, arrays, "share") for row in rows[:20]] == pytest.approx(
        list(expected), abs=1e-3
    )


def _stump() -> SimpleNamespace:
    """A tree that says 1 of everything."""
    nothing = np.array([-1])
    return SimpleNamespace(
        node_count=1, children_left=nothing, children_right=nothing, feature=nothing,
        threshold=np.array([0.0]), value=np.array([[[1.0]]]),
    )  # fmt: skip


def test_a_line_has_a_fifth_of_the_say_beside_the_trees() -> None:
    random = np.random.default_rng(0)
    rows = random.random((50, 3)).astype(np.float32)
    arrays = pack("share", [(_stump(), 0.5)], 0.0)
    arrays["share_line"] = np.array([0.25, 0.5, 0.0, 0.0], dtype=np.float32)
    expected = 0.4 + 0.2 * (0.25 + 0.5 * rows[:, 0])
    assert [share(row, arrays) for row in rows] == pytest.approx(list(expected), abs=1e-3)


def test_saved_constants_come_back_with_the_same_hash(tmp_path: Path) -> None:
    constants = Constants({"point": np.array([1.5, -2.0], dtype=np.float32)})
    constants.save(tmp_path / "c.npz")
    assert Constants.load(tmp_path / "c.npz").hash == constants.hash


def test_any_changed_number_changes_the_hash() -> None:
    one = Constants({"point": np.array([1.5], dtype=np.float32)})
    other = Constants({"point": np.array([1.6], dtype=np.float32)})
    assert one.hash != other.hash


def test_a_file_that_holds_no_constants_is_refused_plainly(tmp_path: Path) -> None:
    (tmp_path / "c.npz").write_bytes(b"not constants")
    with pytest.raises(InputError, match="interviewer fit"):
        Constants.load(tmp_path / "c.npz")


def test_shipped_trees_ask_only_about_signals_that_exist() -> None:
    arrays = Constants.shipped().arrays
    for name in ("share", "trick"):
        assert int(arrays[f"{name}_feature"].max()) < len(NAMES)


def test_logistic_rule_is_one_half_at_zero() -> None:
    assert logistic(np.array([-1.0, 2.0], dtype=np.float32), [0.5]) == 0.5
