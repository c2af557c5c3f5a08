"""A whole sitting by keyboard alone, one with a reload at every step, and two people at once."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from interviewer.history.store import Store
from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    log_in,
    partial_answer,
    people,
    send,
    wait_for_turn,
)

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]
MOST_STOPS = 60


def _open(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)


def _tab_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement?.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def test_a_sitting_is_held_from_setup_to_report_by_keyboard_alone(page, served):
    _open(page, served)
    _tab_to(page, "#count input[type=number]")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    _tab_to(page, "#start")
    page.keyboard.press("Enter")
    turn = wait_for_turn(page)
    box = page.locator("#answer textarea")
    expect(box).to_be_focused()
    page.keyboard.press("Alt+h")
    expect(page.locator("#status")).to_contain_text("A full answer makes")
    page.keyboard.press("Alt+3")
    expect(page.locator("#confidence input").nth(2)).to_be_checked()
    box.focus()
    page.keyboard.type(partial_answer(served.current()[1]))
    page.keyboard.press("Enter")
    expect(page.locator(".talk .feedback")).to_be_visible(timeout=SLOW)
    turn = wait_for_turn(page, after=turn)
    assert turn
    while turn:
        expect(box).to_be_focused()
        page.keyboard.press("Alt+k")
        turn = wait_for_turn(page, after=turn)
    expect(page.locator("#ending .report h2")).to_be_focused()
    _tab_to(page, ".grid button")
    page.keyboard.press("Enter")
    expect(page.locator("#entry-1 > summary")).to_be_focused()
    expect(page.locator("#entry-1 .sides")).to_be_visible()
    _tab_to(page, "#new")
    page.keyboard.press("Enter")
    expect(page.locator("#start")).to_be_visible()


def _reload(page: Page) -> None:
    page.reload()
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)


def test_a_reload_at_every_step_of_a_sitting_loses_nothing(page, served):
    _open(page, served)
    choose_count(page, 2)
    page.locator("#start").click()
    turn = wait_for_turn(page)
    asked = page.locator(".talk .question").inner_text()
    _reload(page)
    assert wait_for_turn(page) == turn
    assert page.locator(".talk .question").inner_text() == asked
    page.locator("#hint").click()
    expect(page.locator("#hint")).to_contain_text("−10")
    page.locator("#answer textarea").fill("half a draft")
    _reload(page)
    expect(page.locator("#hint")).to_contain_text("−10")
    expect(page.locator("#answer textarea")).to_have_value("half a draft")
    send(page, partial_answer(served.current()[1]))
    turn = wait_for_turn(page, after=turn)
    score = page.locator(".talk .feedback .ring text").text_content()
    _reload(page)
    assert wait_for_turn(page) == turn
    assert page.locator(".talk .feedback .ring text").text_content() == score
    while turn:
        page.locator("#skip").click()
        turn = wait_for_turn(page, after=turn)
        _reload(page)
        assert wait_for_turn(page) == turn
    page.locator("#new").click()
    expect(page.locator("#start")).to_be_visible()


def test_two_people_at_once_each_have_questions_answers_and_grades_of_their_own(
    browser, server, tmp_path
):
    server.kill()
    server.start(options=["--auth-file", str(people(tmp_path, "ann", "bob"))])
    pages = {name: log_in(browser, server, name) for name in ("ann", "bob")}
    turns = {}
    for page in pages.values():
        choose_count(page, 1)
    # Both at the same time: each act is done on both pages before what follows is waited for.
    for page in pages.values():
        page.locator("#start").click()
    for name, page in pages.items():
        turns[name] = wait_for_turn(page)
    for name, page in pages.items():
        page.locator("#answer textarea").fill(f"What {name} knows of it is a secret.")
    for page in pages.values():
        page.locator("#answer textarea").press("Enter")
    for name, page in pages.items():
        other = "bob" if name == "ann" else "ann"
        expect(page.locator(".talk .feedback")).to_have_count(1, timeout=SLOW)
        expect(page.locator(".talk")).to_contain_text(f"What {name} knows")
        expect(page.locator("body")).not_to_contain_text(f"What {other} knows")
        assert wait_for_turn(page) not in ("", turns[other])
    homes = {path.name.split("-")[0]: path for path in (server.home / "people").iterdir()}
    for name, page in pages.items():
        with Store(homes[name] / "interviewer.sqlite3") as store:
            (session,) = store.sessions()
        assert [turn.id for turn in session.turns][:1] == [turns[name]]
        assert re.match(f"What {name}", session.turns[0].answer or "")
        page.context.close()
