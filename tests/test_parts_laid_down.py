"""A history that is replaced or deleted while the program runs."""

from __future__ import annotations

import pytest

from interviewer import backup, holdings, locations, settings
from interviewer.errors import StoreError
from interviewer.parts import Parts
from interviewer.settings import Settings
from tests.fakes import without_heavy_parts
from tests.making import NOON, card, session, turn

pytestmark = pytest.mark.model


@pytest.fixture
def parts(home, monkeypatch):
    without_heavy_parts(monkeypatch)
    monkeypatch.setattr(Parts, "take_pack", lambda _: [])
    with Parts(Settings(), use_llm=False) as made:
        yield made


def _answered(parts: Parts) -> None:
    parts.store.put_session(session())
    parts.store.put_turn("s1", turn())
    parts.store.record_answer("t1", "c", "an answer", NOON)


def test_a_backup_is_restored_while_the_program_runs(parts, tmp_path):
    _answered(parts)
    made = backup.make(tmp_path / "b.zip", NOON)
    parts.library.take([card()], origin="notes")
    before = parts.store
    with parts.laid_down():
        aside = backup.restore(made, NOON)
    assert parts.store.session("s1").turns[0].answer == "an answer"
    assert parts.library.cards() == []
    assert (aside / "interviewer.sqlite3").is_file()
    with pytest.raises(StoreError, match="Reload"):
        before.sessions()


def test_after_deleting_everything_the_program_is_as_on_its_first_run(parts):
    _answered(parts)
    settings.write("llm", "model", "/somewhere/own.gguf")
    parts.use_other_model(settings.load())
    parts.keep_daily()
    assert any(locations.copies_folder().iterdir())
    with parts.laid_down():
        holdings.erase()
    assert parts.store.sessions() == []
    assert parts.settings.llm.model is None
    assert not locations.copies_folder().exists()


def test_one_person_s_history_is_deleted_and_the_other_s_stays(parts, monkeypatch):
    monkeypatch.setattr(locations, "_person", lambda: "ann")
    _answered(parts)
    monkeypatch.setattr(locations, "_person", lambda: "bob")
    _answered(parts)
    with parts.laid_down():
        holdings.erase()
    assert parts.store.sessions() == []
    monkeypatch.setattr(locations, "_person", lambda: "ann")
    assert len(parts.store.sessions()) == 1


def test_what_fails_while_it_is_laid_down_leaves_everything_in_use(parts):
    _answered(parts)
    with pytest.raises(StoreError), parts.laid_down():
        raise StoreError("the disk is full")
    assert len(parts.store.sessions()) == 1
