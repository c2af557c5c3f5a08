"""Backups: what goes in comes out, and nothing in an archive is taken on trust."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import timedelta

import pytest

from interviewer import backup, locations, settings
from interviewer.errors import InputError, NewerStoreError, StoreError
from interviewer.history import migrations
from interviewer.history.store import Store
from tests.making import NOON, session, turn


@pytest.fixture
def store(home):
    """The store with one answered question, open, as while the page runs."""
    with Store(locations.store_file()) as opened:
        opened.put_session(session())
        opened.put_turn("s1", turn())
        opened.record_answer("t1", "c", "它记住外层变量。", NOON)
        yield opened


@pytest.fixture
def archive(store, tmp_path):
    """A backup of that store, its settings and notes; the store is closed then."""
    settings.write("llm", "enabled", False)
    locations.notes_folder().mkdir()
    (locations.notes_folder() / "笔记.md").write_text("# Python\n", encoding="utf-8")
    made = backup.make(tmp_path / "interviewer.zip", NOON)
    store.close()
    return made


def _answer() -> str | None:
    with Store(locations.store_file()) as opened:
        return opened.session("s1").turns[0].answer


def _tree() -> dict[str, bytes]:
    home = locations.home()
    return {str(p.relative_to(home)): p.read_bytes() for p in home.rglob("*") if p.is_file()}


def _forged(tmp_path, contents: dict[str, bytes], **changed):
    """An archive that names and sums these files as a real one does, but for what is changed."""
    manifest = {
        "format": 1,
        "version": "9",
        "made": NOON.isoformat(),
        "steps": migrations.known(),
        "files": {
            name: {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
            for name, data in contents.items()
        },
    } | changed
    path = tmp_path / "forged.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("manifest.json", json.dumps(manifest))
        for name, data in contents.items():
            zipped.writestr(name, data)
    return path


def _packed(archive) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as zipped:
        return {n: zipped.read(n) for n in zipped.namelist() if n != "manifest.json"}


def _refused(path, *words: str, error=InputError) -> None:
    before = _tree()
    with pytest.raises(error) as caught:
        backup.restore(path, NOON)
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert _tree() == before


def test_a_backup_restored_into_an_empty_folder_gives_everything_back(archive, home):
    before = {n: d for n, d in _tree().items() if "sqlite3" not in n}
    shutil.rmtree(home)
    backup.restore(archive, NOON)
    assert _answer() == "它记住外层变量。"
    assert {n: d for n, d in _tree().items() if "sqlite3" not in n} == before
    assert settings.load().llm.enabled is False


def test_a_backup_can_be_taken_while_the_store_is_in_use(store, tmp_path):
    made = backup.make(tmp_path / "b.zip", NOON)
    store.skip("t1")
    assert "interviewer.sqlite3" in _packed(made)


def test_what_was_there_is_kept_aside_with_its_latest_answers(archive, store):
    with Store(locations.store_file()) as later:
        later.put_turn("s1", turn(2))
        later.record_answer("t2", "d", "newer", NOON)
    settings.write("llm", "threads", 3)
    aside = backup.restore(archive, NOON)
    with Store(locations.store_file()) as restored:
        assert len(restored.session("s1").turns) == 1
    with closing(sqlite3.connect(aside / "interviewer.sqlite3")) as old:
        assert old.execute("SELECT answer FROM turns WHERE id = 't2'").fetchone() == ("newer",)
    assert "threads" in (aside / "config.toml").read_text()
    assert (aside / "notes" / "笔记.md").is_file()
    again = backup.restore(archive, NOON + timedelta(seconds=1))
    assert again != aside


def test_a_damaged_store_is_kept_aside_and_replaced(archive):
    locations.store_file().write_bytes(b"no database at all" * 1000)
    aside = backup.restore(archive, NOON)
    assert (aside / "interviewer.sqlite3").read_bytes().startswith(b"no database")
    assert _answer() == "它记住外层变量。"


def test_nothing_is_restored_while_another_program_has_the_store_open(archive):
    with Store(locations.store_file()) as other:
        other.session("s1")
        with pytest.raises(StoreError, match="Stop it"):
            backup.restore(archive, NOON)
        assert other.session("s1").turns[0].answer == "它记住外层变量。"
    assert not list(locations.home().glob("before-restore-*"))


def test_an_existing_file_is_never_overwritten_by_a_backup(archive):
    before = archive.read_bytes()
    with pytest.raises(InputError, match="already"):
        backup.make(archive, NOON)
    assert archive.read_bytes() == before


def test_what_a_killed_backup_left_is_cleared_away_and_one_at_work_is_not(store, tmp_path):
    left, fresh = tmp_path / ".backup-left", tmp_path / ".backup-fresh"
    left.mkdir()
    fresh.mkdir()
    os.utime(left, (0, 0))
    backup.make(tmp_path / "b.zip", NOON)
    assert not left.exists()
    assert fresh.exists()


def test_without_a_history_there_is_nothing_to_back_up(tmp_path):
    with pytest.raises(InputError, match="nothing to back up"):
        backup.make(tmp_path / "b.zip", NOON)
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize(
    "name",
    ["../evil.txt", "/etc/evil", "notes/../../evil", "notes/a/b.md", "notes/..", "notes/.hidden",
     "notes\\evil", "notes/c:evil", "chroma/x", "evil.py"],
)  # fmt: skip
def test_no_path_leaves_the_data_folder(archive, tmp_path, name):
    files = {**_packed(archive), name: b"evil"}
    _refused(_forged(tmp_path, files), "no file")
    assert not list(tmp_path.rglob("evil*"))


def test_a_file_that_the_table_of_contents_does_not_name_is_refused(archive, tmp_path):
    forged = _forged(tmp_path, _packed(archive))
    with zipfile.ZipFile(forged, "a") as zipped:
        zipped.writestr("notes/more.md", "more")
    _refused(forged, "other files")


def test_a_file_that_unpacks_to_more_than_it_says_is_not_unpacked_further(archive, tmp_path):
    files = {**_packed(archive), "notes/bomb.md": b"0" * 50_000_000}
    listed = {
        name: {"size": min(len(data), 1000), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in files.items()
    }
    _refused(_forged(tmp_path, files, files=listed), "damaged")


def test_more_than_the_disk_holds_is_refused_before_unpacking(archive, tmp_path):
    files = _packed(archive)
    listed = {name: {"size": 1 << 60, "sha256": ""} for name in files}
    _refused(_forged(tmp_path, files, files=listed), "room")


def test_a_flipped_byte_is_noticed(archive, tmp_path):
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    flipped = tmp_path / "flipped.zip"
    flipped.write_bytes(data)
    _refused(flipped, "flipped.zip")


def test_a_damaged_history_is_refused_though_its_sum_is_right(archive, tmp_path):
    files = {**_packed(archive), "interviewer.sqlite3": b"no database" * 500}
    _refused(_forged(tmp_path, files), "history")


def test_settings_that_cannot_be_read_are_refused(archive, tmp_path):
    files = {**_packed(archive), "config.toml": b"not = = toml"}
    _refused(_forged(tmp_path, files), "settings")


def test_a_backup_of_a_newer_program_is_refused(archive, tmp_path):
    files = _packed(archive)
    _refused(_forged(tmp_path, files, format=2), "newer", error=NewerStoreError)
    steps = [*migrations.known(), "m999_future"]
    _refused(_forged(tmp_path, files, steps=steps), "newer", error=NewerStoreError)


def test_a_history_of_a_newer_program_is_refused_whatever_the_table_of_contents_says(
    archive, tmp_path
):
    changed = tmp_path / "newer.sqlite3"
    changed.write_bytes(_packed(archive)["interviewer.sqlite3"])
    with closing(sqlite3.connect(changed)) as newer:
        newer.execute("INSERT INTO migrations VALUES ('m999_future', '')")
        newer.commit()
    files = {**_packed(archive), "interviewer.sqlite3": changed.read_bytes()}
    _refused(_forged(tmp_path, files), "newer", error=NewerStoreError)


def test_an_archive_with_names_in_no_encoding_is_refused(archive, tmp_path):
    """Found by fuzzing: zipfile raises UnicodeDecodeError for it."""
    forged = _forged(tmp_path, {**_packed(archive), "notes/笔.md": b"x"})
    data = forged.read_bytes().replace("笔".encode(), b"\xff\xfe\xfd")
    forged.write_bytes(data)
    _refused(forged, "forged.zip")


@pytest.mark.parametrize("data", [b"", b"text", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_backup_is_refused(store, tmp_path, data):
    store.close()
    path = tmp_path / "other.zip"
    path.write_bytes(data)
    _refused(path, "other.zip")


def test_a_missing_file_is_one_clear_sentence(store, tmp_path):
    store.close()
    _refused(tmp_path / "none.zip", "none.zip", "there")


def test_a_look_into_a_backup_tells_what_is_in_it_and_changes_nothing(archive):
    before = _tree()
    assert backup.look_into(archive) == backup.Contents(NOON, interviews=1, answers=1, notes=1)
    assert _tree() == before


def test_a_look_into_a_damaged_backup_is_refused(archive, tmp_path):
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(archive.read_bytes()[:-300])
    with pytest.raises(InputError):
        backup.look_into(damaged)


def test_of_one_person_among_several_a_backup_neither_holds_nor_changes_settings(
    archive, monkeypatch, tmp_path
):
    shared = locations.config_file().read_bytes()
    monkeypatch.setattr(locations, "_person", lambda: "ann")
    aside = backup.restore(archive, NOON)
    assert _answer() == "它记住外层变量。"
    assert aside.parent == locations.personal()
    assert (locations.notes_folder() / "笔记.md").is_file()
    assert locations.config_file().read_bytes() == shared
    own = backup.make(tmp_path / "ann.zip", NOON)
    assert "config.toml" not in _packed(own)
    monkeypatch.setattr(locations, "_person", lambda: None)
    assert _answer() == "它记住外层变量。"
