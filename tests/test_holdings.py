"""The learner's folder: what it weighs, and that nothing of it is left when it is emptied."""

from __future__ import annotations

import pytest

from interviewer import holdings, locations
from interviewer.errors import StoreError


@pytest.fixture
def ann(monkeypatch):
    monkeypatch.setattr(locations, "_person", lambda: "ann")


def _write(path, count: int = 10) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(count))


def _names() -> set[str]:
    home = locations.home()
    return {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()}


OWN = (
    "interviewer.sqlite3", "interviewer.sqlite3-wal", "interviewer.sqlite3.damaged-2026",
    "copies/interviewer-2026-01-05.sqlite3", "before-restore-2026/interviewer.sqlite3",
    "chroma/chroma.sqlite3", "chroma.damaged-2026/x", "exports/a.md", "notes/a.md",
    "config.toml", "gradio/abc/notes.md", ".restore-x/interviewer.sqlite3",
)  # fmt: skip
OTHER = (
    "models/m/m.gguf",
    "report-cards/x.card.json",
    "tunings/x.json",
    "people/bob-1/interviewer.sqlite3",
    ".in-use",
)


def test_everything_of_the_learner_goes_and_what_is_not_theirs_stays(home):
    for name in (*OWN, *OTHER):
        _write(home / name)
    assert holdings.weight() == holdings.Weight(10 * len(OWN), 10)
    holdings.erase()
    assert _names() == set(OTHER)
    assert (home / "gradio").is_dir()
    assert holdings.weight().own == 0


def test_a_person_s_folder_is_emptied_and_no_other(home, ann):
    mine = locations.personal()
    for name in ("interviewer.sqlite3", "copies/a.sqlite3", "interviewer.sqlite3.damaged-1"):
        _write(mine / name)
    for name in (*OWN, *OTHER):
        _write(home / name)
    assert holdings.weight().own == 30
    _write(mine / "exports" / "report.md", 77)
    _write(home / "gradio" / "def" / "report.md", 77)
    holdings.erase()
    assert _names() == {*OWN, *OTHER}


def test_an_empty_folder_weighs_nothing_and_can_be_emptied(home):
    assert holdings.weight() == holdings.Weight(0, 0)
    holdings.erase()


def test_a_link_is_deleted_and_not_what_it_leads_to(home, tmp_path):
    _write(tmp_path / "elsewhere" / "file")
    home.mkdir()
    (home / "link").symlink_to(tmp_path / "elsewhere")
    holdings.erase()
    assert (tmp_path / "elsewhere" / "file").is_file()
    assert not (home / "link").exists()


def test_what_cannot_be_deleted_is_told(home, monkeypatch):
    _write(home / "notes" / "a.md")

    def fail(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(holdings.shutil, "rmtree", fail)
    with pytest.raises(StoreError, match="delete again"):
        holdings.erase()
