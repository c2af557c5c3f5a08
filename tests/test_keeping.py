"""The history and the vectors on servers: who is kept apart, what is backed up, what goes."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta

import pytest

from interviewer import backup, holdings, locations, settings
from interviewer.cards import CardStatus, Lang
from interviewer.doctor import examine
from interviewer.errors import InputError, StoreError
from interviewer.history import carrying
from interviewer.history.store import Store
from interviewer.keeping import Keeper
from interviewer.parts import Parts
from interviewer.ui import data_html
from tests.fakes import without_heavy_parts
from tests.making import NOON, card, grade, session, turn
from tests.servers import PASSWORD

SECRETS = (PASSWORD, "p%40ss", "p@ss")


@pytest.fixture
def person(monkeypatch):
    """Names who is being served."""

    def serve(name):
        monkeypatch.setattr(locations, "_person", lambda: name)

    return serve


@pytest.fixture
def database(postgres, monkeypatch):
    """The settings name a database of this test's own."""
    name = f"of_{os.urandom(6).hex()}"
    postgres.psql(f"CREATE DATABASE {name}")
    monkeypatch.setenv("INTERVIEWER_HISTORY__URL", postgres.url_of(name))
    return name


@pytest.fixture
def keeper(database):
    made = Keeper(settings.load())
    yield made
    made.close()


def _fill(store: Store, answer: str = "它记住外层变量。", score: float = 100 / 3) -> None:
    store.put_cards([(card(), CardStatus.ACTIVE)], origin="notes")
    store.put_session(session())
    store.put_turn("s1", turn())
    store.record_answer("t1", "c", answer, NOON)
    store.put_grade("t1", grade(score), NOON)
    store.put_fact("note_read", True)


def _contents(store: Store) -> object:
    track = store.track
    return (
        store.cards(), store.sessions(), store.fact("note_read"), store.seen(),
        track.memories(), track.results(NOON), track.sittings(), store.appeals(),
    )  # fmt: skip


# Settings


def test_the_address_of_a_database_is_read_from_the_environment_only(home):
    settings.write("history", "url", "postgresql://me:s3cret@host/x")
    with pytest.raises(InputError, match="INTERVIEWER_HISTORY__URL") as caught:
        settings.load()
    assert "s3cret" not in str(caught.value)


def test_settings_in_a_log_show_no_address_of_a_database(database):
    assert not any(secret in repr(settings.load()) for secret in SECRETS)


def test_with_a_broken_config_file_there_is_still_a_way_to_back_up(home, tmp_path):
    with Store(locations.store_file()) as file:
        _fill(file)
    locations.config_file().write_text("[llm\nmodel=")
    for words in (["locate"], ["backup", str(tmp_path / "b.zip")]):
        run = subprocess.run(
            [sys.executable, "-m", "interviewer", *words], capture_output=True, text=True
        )
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "b.zip").is_file()


@pytest.mark.parametrize("empty", [False, True])
def test_unset_everything_is_in_the_folder(home, monkeypatch, empty):
    if empty:
        monkeypatch.setenv("INTERVIEWER_HISTORY__URL", "")
        monkeypatch.setenv("INTERVIEWER_CHROMA__URL", "")
    keeper = Keeper(settings.load())
    assert not keeper.on_server
    assert keeper.places() == {}
    store, _ = keeper.history()
    assert store.shown == str(locations.store_file())
    store.close()


# Persons


def test_persons_have_a_schema_each_whatever_their_names(keeper, person, postgres, database):
    names = [
        None,
        "ann",
        "a b",
        "a/b",
        'a"; DROP SCHEMA public; --',
        "小贝",
        "大贝",
        "x" * 500,
        "../..",
    ]
    for name in names:
        person(name)
        store, _ = keeper.history()
        store.put_fact("who", name or "nobody")
    found = []
    for name in names:
        person(name)
        found.append(keeper.history()[0].fact("who"))
    assert found == [name or "nobody" for name in names]
    listed = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'interviewer%'"
    assert postgres.psql(listed, database) == str(len(names))


@pytest.mark.parametrize("name", ["ann", "", "/", "小贝", "x" * 500, 'q"', "..", "nul\0"])
def test_a_schema_s_name_is_short_and_plain(person, name):
    person(name)
    made = locations.schema()
    assert len(made) <= 63
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")


# Backups


def test_a_backup_of_a_file_restores_into_a_database_and_back(keeper, home, tmp_path):
    with Store(locations.store_file()) as file:
        _fill(file)
        before = _contents(file)
    made = backup.make(tmp_path / "from-file.zip", NOON)
    keeper.restore(made, NOON)
    store, _ = keeper.history()
    assert _contents(store) == before
    again = keeper.back_up(tmp_path / "from-database.zip", NOON)
    assert backup.look_into(again) == backup.Contents(NOON, 1, 1, 0)
    locations.store_file().unlink()
    backup.restore(again, NOON + timedelta(seconds=1))
    with Store(locations.store_file()) as file:
        assert _contents(file) == before


def test_what_was_in_the_database_is_kept_aside_and_others_go_on(keeper, home, tmp_path):
    store, _ = keeper.history()
    _fill(store)
    identity = store.identity()
    home.mkdir()
    made = keeper.back_up(tmp_path / "b.zip", NOON)
    store.put_turn("s1", turn(2))
    store.record_answer("t2", "d", "newer", NOON)
    with closing(sqlite3.connect(keeper.restore(made, NOON) / "interviewer.sqlite3")) as old:
        assert old.execute("SELECT answer FROM turns WHERE id = 't2'").fetchone() == ("newer",)
    assert len(store.session("s1").turns) == 1
    assert store.identity() == identity


def test_a_restore_that_fails_changes_nothing(keeper, home, tmp_path):
    store, _ = keeper.history()
    _fill(store)
    before = _contents(store)
    with Store(tmp_path / "other.sqlite3") as other:
        _fill(other, answer="other")
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as raw, raw:
        raw.execute("INSERT INTO grades VALUES ('no such turn', 1.0, 'now', '{}')")
    with pytest.raises(StoreError):
        carrying.replace(keeper.database(), tmp_path / "other.sqlite3")
    assert _contents(store) == before


def test_an_answer_with_a_character_that_postgresql_has_not_is_restored(keeper, tmp_path):
    with Store(tmp_path / "old.sqlite3") as old:
        _fill(old, answer="a\0b")
    Store(keeper.database())
    carrying.replace(keeper.database(), tmp_path / "old.sqlite3")
    assert keeper.history()[0].session("s1").turns[0].answer == "a\ufffdb"


def test_every_table_is_carried(tmp_path):
    Store(tmp_path / "s.sqlite3").close()
    with closing(sqlite3.connect(tmp_path / "s.sqlite3")) as raw:
        tables = {
            row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")
        }
    assert tables == {*carrying.TABLES, "migrations"}


def test_settings_that_name_a_database_are_not_restored(keeper, home, tmp_path):
    with Store(locations.store_file()) as file:
        _fill(file)
    locations.config_file().write_text('[history]\nurl = "postgresql://me:s3cret@host/x"\n')
    made = backup.make(tmp_path / "b.zip", NOON)
    with pytest.raises(InputError, match="name a database"):
        backup.restore(made, NOON)


# The program over a database


@pytest.fixture
def parts(database, home, monkeypatch):
    without_heavy_parts(monkeypatch)
    monkeypatch.setattr(Parts, "take_pack", lambda _: [])
    with Parts(settings.load(), use_llm=False) as made:
        yield made
        for thread in threading.enumerate():
            # Vectors that follow in the background use the database as well.
            if "_sync" in thread.name:
                thread.join()


def test_the_doctor_shows_the_database_and_no_password(parts):
    _fill(parts.store)
    checks = {check.name: check for check in examine(parts)}
    assert checks["store"].ok
    assert "learner@127.0.0.1" in checks["store"].detail
    assert "1 cards and 1 interviews" in checks["store"].detail
    assert "backed up with its own tools" in checks["copies"].detail
    shown = json.dumps([vars(check) for check in checks.values()], default=str)
    assert not any(secret in shown for secret in SECRETS)


def test_a_history_in_a_database_is_deleted_while_the_program_runs(parts):
    _fill(parts.store)
    other = Store(parts.keeper.database())
    identity = other.identity()
    assert parts.keeper.weight().own > 8000
    with parts.laid_down():
        parts.keeper.erase()
    assert parts.store.sessions() == []
    assert other.cards() == []
    assert other.fact("note_read") is None
    assert other.identity() == identity
    _fill(other)
    assert len(parts.store.sessions()) == 1


def test_one_person_s_history_is_deleted_and_the_other_s_stays(parts, person):
    for name in ("ann", "bob"):
        person(name)
        _fill(parts.store)
    with parts.laid_down():
        parts.keeper.erase()
    assert parts.store.sessions() == []
    person("ann")
    assert len(parts.store.sessions()) == 1


def test_no_daily_copies_are_made_of_a_database_and_the_page_says_so(parts, home):
    _fill(parts.store)
    parts.keep_daily()
    assert not locations.copies_folder().exists()
    shown = data_html.facts(home, holdings.Weight(1, 0), None, None, Lang.EN)
    assert "own tools" in shown
    assert "in a database" in shown


def test_the_command_line_works_over_a_database_and_names_it(database, home, tmp_path):
    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "interviewer", *words], capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
        assert not any(secret in done.stdout + done.stderr for secret in SECRETS)
        return done.stdout

    with Store(tmp_path / "old.sqlite3") as old:
        _fill(old)
    keeper = Keeper(settings.load())
    Store(keeper.database())
    carrying.replace(keeper.database(), tmp_path / "old.sqlite3")
    keeper.close()
    assert json.loads(run("history", "--json"))["sessions"][0]["answered"] == 1
    assert "127.0.0.1" in run("locate")
    assert not locations.store_file().exists()
    made = tmp_path / "b.zip"
    run("backup", str(made))
    assert backup.look_into(made).answers == 1
