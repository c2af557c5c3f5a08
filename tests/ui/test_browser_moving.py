"""An interview that moves from one app process to another, through a real proxy.

Two processes with folders of their own, one PostgreSQL, one Chroma server, one llama server,
and HAProxy with the configuration that the repository ships.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from interviewer.adapters.chroma_server import ChromaServer
from interviewer.history.postgres import Server as Database
from interviewer.history.store import Store
from interviewer.session import Kind, Session
from tests.servers import chroma_server, free_port, llama_server, proxy
from tests.ui.driving import SLOW, Server, choose_count, good_answer, send, wait_for_turn

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]


@dataclass(frozen=True)
class Site:
    """All the processes, as the test sees them."""

    url: str
    apps: dict[str, Server]
    store: Store
    vectors: ChromaServer
    log: Path

    def serving(self, page: Page) -> str:
        """Which of the apps this browser is sent to."""
        cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
        return cookies["interviewer-app"]

    def sitting(self) -> Session:
        return self.store.sessions()[0]


@pytest.fixture
def site(tmp_path, postgres) -> Iterator[Site]:
    name = f"of_{os.urandom(6).hex()}"
    postgres.psql(f"CREATE DATABASE {name}")
    ports = [free_port() for _ in range(5)]
    with ExitStack() as stack:
        vectors = stack.enter_context(chroma_server(tmp_path / "chroma", ports[0]))
        model = stack.enter_context(llama_server(ports[1], tmp_path / "llama.log"))
        environment = {
            "INTERVIEWER_HISTORY__URL": postgres.url_of(name),
            "INTERVIEWER_CHROMA__URL": vectors,
            "INTERVIEWER_LLM__URL": model,
        }
        apps = {}
        for which, port in zip(("one", "two"), ports[2:4], strict=True):
            (tmp_path / which / "home").mkdir(parents=True)
            apps[which] = Server(tmp_path / which / "home", port)
            stack.callback(_ended, apps[which])
        with ThreadPoolExecutor() as threads:
            # At the same moment, into an empty database.
            list(threads.map(lambda app: app.start(**environment), apps.values()))
        address = f"127.0.0.1:{ports[4]}"
        stack.enter_context(
            proxy(address, [f"127.0.0.1:{app.port}" for app in apps.values()], tmp_path)
        )
        database = Database(postgres.url_of(name))
        stack.callback(database.close)
        store = Store(database.history("interviewer"))
        kept = ChromaServer(vectors)
        stack.callback(kept.close)
        yield Site(f"http://{address}/", apps, store, kept, tmp_path)


def _ended(app: Server) -> None:
    if app.process is not None:
        app.kill()


def _scores(page: Page, count: int) -> list[str]:
    """The scores shown, once there are so many."""
    rings = page.locator(".feedback .ring text")
    expect(rings.nth(count - 1)).to_be_visible(timeout=SLOW)
    return rings.all_text_contents()


def _skipped(page: Page, turn: str) -> str:
    page.locator("#skip").click()
    return wait_for_turn(page, after=turn)


def test_an_interview_begun_at_one_process_is_finished_at_another(site, page):
    page.goto(site.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    choose_count(page, 2)
    page.locator("#start").click()
    first = wait_for_turn(page)
    begun_at = site.serving(page)
    card = site.store.card(site.sitting().current.card_id)
    send(page, good_answer(card))
    scores = _scores(page, 1)
    turn = wait_for_turn(page, after=first)
    page.locator("#answer textarea").fill("A draft that was not sent.")

    # Killed in the middle: the same question, grade and draft stand at the other process.
    site.apps[begun_at].kill()
    page.goto("about:blank")
    page.goto(site.url)
    expect(page.locator(".talk")).to_have_attribute("data-turn", turn, timeout=SLOW)
    gone_on_at = site.serving(page)
    assert gone_on_at != begun_at
    assert _scores(page, 1) == scores
    expect(page.locator("#answer textarea")).to_have_value("A draft that was not sent.")

    while site.sitting().current.kind is not Kind.MAIN:
        turn = _skipped(page, turn)

    # An answer that was kept where the process died before the grade: graded here.
    page.goto("about:blank")
    answer = good_answer(site.store.card(site.sitting().current.card_id))
    assert site.store.record_answer(turn, "sent elsewhere", answer, datetime.now(UTC))
    page.goto(site.url)
    _scores(page, 2)
    assert site.sitting().turn(turn).grade.score is not None
    turn = wait_for_turn(page, after=turn)
    while turn:
        turn = _skipped(page, turn)
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)
    _all_is_kept_on_the_servers(site, answer)
    _every_card_has_its_vector(page, site)


def _every_card_has_its_vector(page: Page, site: Site) -> None:
    """The process that is left makes them in the background, those of the dead one too."""
    from interviewer.adapters.embedder import load_embedder

    stored = site.vectors.cards(site.store.identity(), load_embedder(None).name)
    cards = [card for card, _ in site.store.cards()]
    wanted = {card.id: card.content_hash for card in cards if card.references}
    until = time.monotonic() + SLOW / 1000
    while stored.hashes() != wanted and time.monotonic() < until:
        page.wait_for_timeout(200)
    assert stored.hashes() == wanted


def _all_is_kept_on_the_servers(site: Site, answer: str) -> None:
    sitting = site.sitting()
    assert sitting.finished is not None
    assert len(site.store.sessions()) == 1
    assert [t.answer for t in sitting.turns].count(answer) == 1
    assert all(t.grade is not None for t in sitting.turns if t.answer)
    for app in site.apps.values():
        assert not (app.home / "interviewer.sqlite3").exists()
        assert not (app.home / "chroma").exists()
        assert "Traceback" not in app.log()
    assert "/v1/chat/completions" in (site.log / "llama.log").read_text()
