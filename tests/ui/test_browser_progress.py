"""The Progress room in a real browser, over two weeks of practice: English and Chinese."""

from __future__ import annotations

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from interviewer.bench.simulated import sittings
from interviewer.cards import CardStatus
from interviewer.history.store import Store
from interviewer.interview import utc_now
from interviewer.pack import read_pack
from interviewer.progress.overview import Progress, progress_of
from tests.ui.driving import SLOW, Server, free_port, wait_for_turn

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]

SHANGHAI = "Asia/Shanghai"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A served page whose learner has practised for two weeks."""
    served = Server(tmp_path_factory.mktemp("progress") / "home", free_port())
    served.home.mkdir()
    cards = read_pack().en
    with Store(served.home / "interviewer.sqlite3") as store:
        store.put_cards([(card, CardStatus.ACTIVE) for card in cards], origin="pack")
        last = utc_now() - timedelta(hours=2)
        store.track.take_over(sittings(cards, days=14, last=last, again=24, seed=3))
    served.start()
    yield served
    served.kill()


def _progress(server: Server) -> Progress:
    with Store(server.home / "interviewer.sqlite3") as store:
        return progress_of(store, now=utc_now(), zone=ZoneInfo(SHANGHAI))


def _open(browser, server: Server, locale: str) -> Page:
    """The room by its address, as a bookmark leads to it."""
    page = browser.new_context(locale=locale, timezone_id=SHANGHAI).new_page()
    page.goto(f"{server.url}#progress")
    expect(page.locator(".progress-room section").first).to_be_visible(timeout=SLOW)
    return page


def test_two_weeks_are_shown_and_a_weak_point_is_practised(browser, server):
    page = _open(browser, server, "en-US")
    known = _progress(server)
    assert page.locator(".weakest li").count() == len(known.weakest) == 10
    page.locator("#days_head ~ details summary").click()
    expect(page.locator("#days_head ~ details tbody tr")).to_have_count(len(known.activity.answers))
    expect(page.locator(".trends figure")).to_have_count(len(known.trends))
    # The focus stays where it was when the room is drawn anew.
    page.locator("[data-span='90']").press("Enter")
    expect(page.locator("[data-span='90']")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-span='90']")).to_be_focused()
    expect(page.locator(".tiles dt").nth(2)).to_have_text(re.compile("90"))
    page.locator(".weakest button").nth(1).press("Enter")
    assert wait_for_turn(page)
    assert server.current()[1].id == known.weakest[1].card.id
    expect(page.locator("#answer textarea")).to_be_visible()
    page.context.close()


def test_it_is_chinese_for_a_chinese_browser_and_practises_what_is_due(browser, server):
    page = _open(browser, server, "zh-CN")
    page.set_viewport_size({"width": 390, "height": 844})
    room = page.locator(".progress-room")
    for name in ("本周该复习的", "最薄弱的要点", "练习的日子", "各主题的分数", "各主题的掌握度"):
        expect(room.get_by_role("heading", name=name, exact=True)).to_be_visible()
    inside = "node => node.scrollWidth <= node.clientWidth"
    assert room.evaluate(inside)
    due = {card.id for card in _progress(server).due_now}
    page.locator("[data-does=due]").click()
    assert wait_for_turn(page)
    assert server.current()[1].id in due
    page.context.close()
