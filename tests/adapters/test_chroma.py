"""Chroma on disk."""

from __future__ import annotations

import shutil
import subprocess
import sys
from functools import partial

import numpy as np
import pytest

from interviewer.adapters.chroma import ChromaIndex
from interviewer.adapters.chroma_cards import collection_name
from interviewer.errors import StoreError
from tests.together import at_once

pytestmark = pytest.mark.model


def _rows(*numbers: int):
    return np.eye(8, dtype=np.float32)[list(numbers)]


def test_vectors_are_there_after_a_restart(tmp_path):
    ChromaIndex(tmp_path, "a").put(["x", "y"], ["h1", "h2"], _rows(0, 1))
    again = ChromaIndex(tmp_path, "a")
    assert again.hashes() == {"x": "h1", "y": "h2"}
    assert again.nearest(_rows(1)[0], 1) == [("y", pytest.approx(1.0))]


def test_embedders_do_not_share_vectors(tmp_path):
    ChromaIndex(tmp_path, "a").put(["x"], ["h"], _rows(0))
    assert ChromaIndex(tmp_path, "b").hashes() == {}
    assert collection_name("a") != collection_name("b")


def test_putting_again_replaces_and_removing_forgets(tmp_path):
    index = ChromaIndex(tmp_path, "a")
    index.put(["x"], ["old"], _rows(0))
    index.put(["x"], ["new"], _rows(1))
    assert index.hashes() == {"x": "new"}
    index.remove(["x", "unknown"])
    assert index.hashes() == {}


def test_an_empty_index_finds_nothing(tmp_path):
    assert ChromaIndex(tmp_path, "a").nearest(_rows(0)[0], 3) == []


def test_a_folder_that_is_a_file_is_a_clear_error(tmp_path):
    (tmp_path / "chroma").write_text("in the way")
    with pytest.raises(StoreError, match="delete that folder"):
        ChromaIndex(tmp_path / "chroma", "a")


def _filled(folder, count: int = 1500):
    """Enough vectors that Chroma writes its own vector files."""
    index = ChromaIndex(folder, "a")
    rows = np.random.default_rng(0).normal(size=(count, 8)).astype(np.float32)
    index.put([f"x{n}" for n in range(count)], ["h"] * count, rows)
    return rows


def _overwrite(folder, pattern: str, data: bytes) -> None:
    found = list(folder.glob(pattern))
    assert found
    for path in found:
        path.write_bytes(data)


@pytest.mark.parametrize(
    ("pattern", "data"),
    [
        ("chroma.sqlite3", b"no database at all" * 500),
        ("*/*", b"\x99" * 5000),
        ("*/*", b""),
    ],
)
def test_a_damaged_folder_is_set_aside_and_a_new_index_works(tmp_path, pattern, data):
    folder = tmp_path / "chroma"
    script = (
        "import sys; from pathlib import Path; from tests.adapters.test_chroma import _filled; "
    )
    subprocess.run([sys.executable, "-c", f"{script}_filled(Path({str(folder)!r}))"], check=True)
    _overwrite(folder, pattern, data)
    index = ChromaIndex(folder, "a")
    assert index.set_aside is not None
    assert index.set_aside.is_dir()
    assert index.hashes() == {}
    index.put(["x"], ["h"], _rows(0))
    assert index.nearest(_rows(0)[0], 1)[0][0] == "x"
    assert ChromaIndex(folder, "a").set_aside is None


def test_vectors_that_are_gone_though_their_ids_are_there_are_noticed(tmp_path):
    folder = tmp_path / "chroma"
    script = (
        "import sys; from pathlib import Path; from tests.adapters.test_chroma import _filled; "
    )
    subprocess.run([sys.executable, "-c", f"{script}_filled(Path({str(folder)!r}))"], check=True)
    for part in folder.iterdir():
        if part.is_dir():
            shutil.rmtree(part)
    assert ChromaIndex(folder, "a").set_aside is not None


@pytest.mark.parametrize("turn", range(8))
def test_threads_that_open_and_write_at_once_damage_nothing(tmp_path, turn):
    def used(name: str) -> ChromaIndex:
        index = ChromaIndex(tmp_path, name)
        index.put([name], ["h"], _rows(0))
        index.nearest(_rows(0)[0], 1)
        return index

    for index in at_once(*(partial(used, name) for name in "aabb")):
        assert index.set_aside is None
        assert list(index.hashes().values()) == ["h"]


def test_another_program_s_vectors_are_seen_without_a_restart(tmp_path):
    here = ChromaIndex(tmp_path, "a")
    here.put(["x"], ["h"], _rows(0))
    script = (
        "import sys; from pathlib import Path; import numpy as np; "
        "from interviewer.adapters.chroma import ChromaIndex; "
        "ChromaIndex(Path(sys.argv[1]), 'a').put(['y'], ['h'], np.eye(8, dtype='f')[[1]])"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    assert here.hashes() == {"x": "h", "y": "h"}
    assert here.nearest(_rows(1)[0], 1) == [("y", pytest.approx(1.0))]
