"""What differs when the history is in PostgreSQL: a real server, several programs at once."""

from __future__ import annotations

import os
import subprocess
import sys
import traceback
from datetime import timedelta

import pytest
from sqlalchemy import text

from interviewer.cards import CardStatus
from interviewer.errors import InputError, NewerStoreError, StoreError
from interviewer.grade import Verdict
from interviewer.history.postgres import Server
from interviewer.history.store import Store
from interviewer.session import Confidence
from tests.making import NOON, card, grade, session, turn, verdict
from tests.servers import PASSWORD, new_schema
from tests.together import at_once


@pytest.fixture
def store(schema):
    with Store(schema) as opened:
        yield opened


@pytest.fixture
def several(postgres):
    """Stores of one new schema as so many programs have them, each with connections of its own."""
    servers: list[Server] = []
    schema = new_schema()

    def opened(count: int) -> list[Store]:
        servers.extend(Server(postgres.url) for _ in range(count))
        return [Store(server.history(schema)) for server in servers[-count:]]

    yield opened
    for server in servers:
        server.close()


def _asked(store: Store, *numbers: int) -> None:
    store.put_session(session())
    for number in numbers or (1,):
        store.put_turn("s1", turn(number))


# The same values


@pytest.mark.parametrize("score", [100 / 3, 66.66666666666667, 0.1 + 0.2, 1e-17, 99.99999999999999])
def test_scores_come_back_to_the_last_digit(store, score):
    _asked(store)
    store.record_answer("t1", "c", "a", NOON)
    store.put_grade("t1", grade(score), NOON)
    assert store.seen()["c1"].score == score
    assert [result.score for result in store.track.results(NOON)] == [score]
    assert store.session("s1").current.grade.score == score


def test_texts_are_ordered_as_in_a_file(store, tmp_path):
    """A language's order would leave out the points and signs of these, or mix capitals."""
    moments = [NOON, NOON + timedelta(microseconds=5), NOON + timedelta(seconds=1)]
    ids = [f"{name}{n}" for n in range(3) for name in ("a", "B", "Ä", "b-", "b")]
    with Store(tmp_path / "same.sqlite3") as other:
        for number, name in enumerate(ids):
            made = session(id=name, started=moments[number % 3])
            for each in (store, other):
                each.put_session(made)
        assert [s.id for s in store.sessions()] == [s.id for s in other.sessions()]
        assert store.open_session() == other.open_session()
        assert store.latest() == other.latest()


# Several at once


@pytest.mark.parametrize("turn", range(3))
def test_programs_that_start_at_once_make_the_tables_once(postgres, turn):
    schema = new_schema()
    servers = [Server(postgres.url) for _ in range(4)]
    stores = at_once(*(lambda s=s: Store(s.history(schema)) for s in servers))
    stores[0].put_fact("here", 1)
    assert [store.fact("here") for store in stores] == [1] * 4
    assert len({store.identity() for store in stores}) == 1
    for server in servers:
        server.close()


def test_programs_that_ask_at_once_put_one_question(several):
    stores = several(4)
    stores[0].put_session(session())
    for number in range(1, 11):
        asked = [turn(number, id=f"{number}-{which}") for which in range(4)]
        told = at_once(
            *(lambda s=s, t=t: s.ask("s1", t) for s, t in zip(stores, asked, strict=True))
        )
        assert sorted(told) == [False, False, False, True]
        assert stores[0].session("s1").turns[-1].id == f"{number}-{told.index(True)}"


def test_one_click_that_reaches_two_programs_is_kept_once(several):
    stores = several(2)
    _asked(stores[0], *range(40))
    for number in range(0, 40, 2):
        same = f"click-{number}"
        told = at_once(
            lambda n=number, c=same: stores[0].record_answer(f"t{n}", c, "mine", NOON),
            lambda n=number, c=same: stores[1].record_answer(f"t{n + 1}", c, "mine", NOON),
        )
        assert sorted(told) == [False, True]


def test_programs_that_grade_and_look_at_once_agree(several):
    stores = several(3)
    for number in range(12):
        stores[0].put_session(session(id=f"s{number}"))
        put = turn(1, id=f"t{number}", confidence=Confidence.SURE)
        stores[0].put_turn(f"s{number}", put)
        stores[0].record_answer(put.id, put.id, "a", NOON)
        given = grade(50.0 + number, verdict("A", Verdict.PARTIAL))
        at_once(
            lambda n=number, g=given: stores[0].put_grade(f"t{n}", g, NOON),
            lambda n=number, g=given: stores[1].put_grade(f"t{n}", g, NOON),
            stores[2].track.memories,
        )
    assert len(stores[0].track.results(NOON)) == 12
    looks = at_once(*(store.track.memories for store in stores))
    assert looks[0] == looks[1] == looks[2]
    assert set(looks[0]) == {"c1"}


def test_an_older_history_is_caught_up_with_by_one_of_several(several):
    stores = several(3)
    graded = [
        turn(n, id=f"t{n}", card_id=f"c{n}", answer="a", answered=NOON, grade=grade(60.0))
        for n in range(1, 30)
    ]
    stores[0].track.take_over([session(*graded)])
    counts = at_once(*(lambda s=s: len(s.track.results(NOON)) for s in stores))
    assert counts == [29] * 3


def test_programs_that_import_the_same_cards_at_once_have_each_once(several):
    stores = several(3)
    held = [(card(f"Question {n}?"), CardStatus.ACTIVE) for n in range(300)]
    at_once(*(lambda s=s, h=h: s.put_cards(h, origin="pack")
               for s, h in zip(stores, (held, held[::-1], held), strict=True)))  # fmt: skip
    assert len(stores[1].cards()) == 300
    assert stores[0].cards() == stores[2].cards()


def test_a_lock_that_is_held_for_long_is_said(store, schema, monkeypatch):
    _asked(store)
    from interviewer.history import postgres

    monkeypatch.setattr(postgres, "_BEGIN", postgres._BEGIN.replace("'15s'", "'20ms'"))
    from interviewer.history.database import alone

    with schema.begin() as other:
        alone(other)
        with pytest.raises(StoreError, match="another program"):
            store.record_answer("t1", "c", "waits", NOON)
    assert store.record_answer("t1", "c", "waits", NOON)


# What is acknowledged is kept


def test_an_answer_waits_for_the_disk_even_where_the_server_does_not(postgres, schema):
    postgres.psql("ALTER ROLE learner SET synchronous_commit = off")
    try:
        with schema.begin() as connection:
            setting = connection.execute(text("SHOW synchronous_commit")).scalar_one()
    finally:
        postgres.psql("ALTER ROLE learner RESET synchronous_commit")
    assert setting == "on"


def test_a_server_that_is_killed_loses_no_acknowledged_answer_and_is_found_again(postgres, store):
    _asked(store, 1, 2)
    assert store.record_answer("t1", "c", "kept", NOON)
    postgres.stop()
    try:
        with pytest.raises(StoreError, match="No PostgreSQL answers") as caught:
            store.record_answer("t2", "d", "lost words", NOON)
    finally:
        postgres.start()
    assert "lost words" not in _everything(caught.value)
    assert store.record_answer("t2", "d", "again", NOON)
    assert [t.answer for t in store.session("s1").turns] == ["kept", "again"]


# Errors


def _everything(error: BaseException) -> str:
    """What a log would have of an error and of what led to it, without the lines of code."""
    parts = traceback.TracebackException.from_exception(error, lookup_lines=False)
    said = []
    while parts is not None:
        said += parts.format_exception_only()
        earlier = None if parts.__suppress_context__ else parts.__context__
        parts = parts.__cause__ or earlier
    return "".join(said)


@pytest.mark.parametrize(
    ("database", "password", "said"),
    [
        ("postgres", "wr0ng-secret", "lets nobody in"),
        ("nowhere", PASSWORD, "no database"),
    ],
)
def test_who_is_not_let_in_is_told_what_to_mend_and_no_password(postgres, database, password, said):
    server = Server(postgres.url_of(database, password))
    with pytest.raises(StoreError, match=said) as caught:
        Store(server.history("x"))
    for secret in (password, "wr0ng", "p@ss", "p%40ss"):
        assert secret not in _everything(caught.value)
    assert f"learner@127.0.0.1:{postgres.port}/{database}" in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://me:s3cret@host/x",
        "postgresql://me:s3cret@host",
        "postgresql://me:s3@cret@host/x",
        "postgresql://me:s3cret@host:many/x",
        "postgresql+asyncpg://me:s3cret@host/x",
        "s3cret",
        "",
    ],
)
def test_an_address_that_is_none_is_said_without_what_is_in_it(url):
    with pytest.raises(InputError, match="postgresql\\+psycopg://name@host/database") as caught:
        Server(url)
    assert "cret" not in str(caught.value)


def test_a_socket_needs_no_host_and_a_password_may_lie_in_its_own_file(
    postgres, tmp_path, monkeypatch
):
    server = Server(
        f"postgresql:///postgres?host={postgres.folder}&port={postgres.port}&user=learner"
    )
    Store(server.history(new_schema()))
    assert str(postgres.folder) in server.shown
    server.close()
    (tmp_path / "pgpass").write_text(f"*:*:*:*:{PASSWORD.replace(':', chr(92) + ':')}\n", "utf-8")
    (tmp_path / "pgpass").chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(tmp_path / "pgpass"))
    server = Server(f"postgresql://learner@127.0.0.1:{postgres.port}/postgres")
    Store(server.history(new_schema()))
    server.close()


def test_a_server_that_is_not_there_is_said():
    server = Server("postgresql://me:s3cret@127.0.0.1:9/x")
    with pytest.raises(StoreError, match=r"me@127\.0\.0\.1:9/x.*Start it") as caught:
        Store(server.history("x"))
    assert "s3cret" not in _everything(caught.value)


def test_a_name_without_the_right_to_make_schemas_is_told_so(postgres):
    postgres.psql("CREATE ROLE guest LOGIN PASSWORD 'guest'")
    server = Server(f"postgresql://guest:guest@127.0.0.1:{postgres.port}/postgres")
    with pytest.raises(StoreError, match="right to create schemas"):
        Store(server.history(new_schema()))
    server.close()


def test_a_database_that_cannot_hold_every_character_is_refused(postgres):
    postgres.psql("CREATE DATABASE plain ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0")
    server = Server(postgres.url_of("plain"))
    with pytest.raises(StoreError, match="UTF8"):
        Store(server.history(new_schema()))
    server.close()


def test_no_error_text_carries_an_answer(store):
    with pytest.raises(StoreError, match="foreign key") as caught:
        store.put_turn("no such sitting", turn(question="secret words"))
    assert "secret words" not in _everything(caught.value)
    _asked(store)
    with pytest.raises(StoreError) as caught:
        store.record_answer("t1", "c", "secret\0words", NOON)
    assert "secret" not in _everything(caught.value)


def test_a_history_of_a_newer_version_is_refused_and_left_alone(schema):
    Store(schema)
    with schema.begin() as connection:
        connection.execute(text("INSERT INTO migrations VALUES ('m999_future', '2030-01-01')"))
    with pytest.raises(NewerStoreError, match="newer version"):
        Store(schema)


def test_without_its_package_one_sentence_says_what_to_install(home):
    script = "import sys; sys.modules['psycopg'] = None; from interviewer.cli import main; main()"
    run = subprocess.run(
        [sys.executable, "-c", script, "history"],
        env={**os.environ, "INTERVIEWER_HISTORY__URL": "postgresql://me:s3cret@127.0.0.1/x"},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert "pip install 'interviewer[postgres]'" in run.stderr
    assert "s3cret" not in run.stderr


# A schema each


HOSTILE = [
    'x"; DROP SCHEMA public CASCADE; --', "a, public", "public", "x'", "%s", "%(path)s", ":path",
    "pg_catalog", "$user",
]  # fmt: skip


def test_a_schema_s_name_is_never_read_as_sql(postgres):
    server = Server(postgres.url)
    stores = [Store(server.history(f"{new_schema()[:20]}{name}")) for name in HOSTILE]
    for store, name in zip(stores, HOSTILE, strict=True):
        store.put_fact("name", name)
    assert [store.fact("name") for store in stores] == HOSTILE
    assert postgres.psql("SELECT count(*) FROM pg_namespace WHERE nspname = 'public'") == "1"
    assert postgres.psql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"
    server.close()
