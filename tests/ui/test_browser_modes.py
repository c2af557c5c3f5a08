"""Each way of holding a sitting does on the page what its name says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    good_answer,
    partial_answer,
    send,
    wait_for_turn,
)

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(300)]


def _begin(page: Page, server: Server, mode: str, questions: int = 2) -> None:
    page.goto(server.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    page.locator("#mode").get_by_text(mode).click()
    choose_count(page, questions)
    page.locator("#start").click()


def _status(page: Page, text: str) -> None:
    expect(page.locator("#status")).to_contain_text(text, timeout=SLOW)


def test_an_exam_gives_no_hint_and_no_grade_until_it_is_over(page, server):
    _begin(page, server, "Exam")
    turn = wait_for_turn(page)
    expect(page.locator("#hint")).to_be_hidden()
    expect(page.locator("#progress .clock, .clock").first).to_be_visible()
    send(page, good_answer(server.current()[1]))
    turn = wait_for_turn(page, after=turn)
    assert page.locator(".feedback").count() == 0
    send(page, "It is a kind of fruit that grows on trees.")
    assert wait_for_turn(page, after=turn) == ""
    scores = page.locator("#ending .report .ring text")
    expect(scores.first).to_be_visible(timeout=SLOW)


def test_a_drill_shows_the_reference_at_once(page, server):
    _begin(page, server, "Drill")
    wait_for_turn(page)
    card = server.current()[1]
    send(page, partial_answer(card))
    expect(page.locator(".feedback .reference").first).to_be_attached(timeout=SLOW)


def test_a_lesson_shows_the_answer_and_then_asks_it_back(page, server):
    _begin(page, server, "Teach me")
    _status(page, "Read the answer")
    expect(page.locator("#answer textarea")).to_be_hidden()
    card = server.current()[1]
    longest = max(re.findall(r"[A-Za-z]+", card.reference or ""), key=len)
    expect(page.locator("#conversation")).to_contain_text(longest)
    page.locator("#go-on").click()
    expect(page.locator("#answer textarea")).to_be_visible(timeout=SLOW)
    send(page, good_answer(card))
    expect(page.locator(".feedback .ring text").first).to_be_visible(timeout=SLOW)


def test_a_lesson_can_be_left_while_its_answer_is_read(page, server):
    _begin(page, server, "Teach me")
    _status(page, "Read the answer")
    page.locator("#leave").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)


def test_hints_cost_what_their_button_says(page, server):
    _begin(page, server, "Interview")
    wait_for_turn(page)
    expect(page.locator("#hint")).to_contain_text("−5")
    page.locator("#hint").click()
    _status(page, "A full answer makes")
    expect(page.locator("#hint")).to_contain_text("−10")
    page.locator("#hint").click()
    _status(page, "A key word")
    expect(page.locator("#hint")).to_contain_text("−15")
    send(page, good_answer(server.current()[1]))
    expect(page.locator(".feedback").first).to_contain_text("Hints took 15", timeout=SLOW)


def test_a_pause_hides_the_box_keeps_the_draft_and_outlives_a_reload(page, server):
    _begin(page, server, "Interview")
    turn = wait_for_turn(page)
    page.locator("#answer textarea").fill("half a thought")
    page.locator("#pause").click()
    _status(page, "Paused")
    expect(page.locator("#answer textarea")).to_be_hidden()
    page.reload()
    _status(page, "Paused")
    page.locator("#go-on").click()
    expect(page.locator("#answer textarea")).to_have_value("half a thought", timeout=SLOW)
    assert wait_for_turn(page) == turn


def test_a_tough_interviewer_speaks_otherwise_and_a_choice_outlives_the_sitting(page, server):
    page.goto(server.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    page.locator("#more-setup button").first.click()
    page.locator("#persona").get_by_text("Tough").click()
    page.locator("#start").click()
    wait_for_turn(page)
    page.locator("#stop").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)
    page.locator("#new").click()
    expect(page.locator("#persona input:checked")).to_have_value("tough", timeout=SLOW)
