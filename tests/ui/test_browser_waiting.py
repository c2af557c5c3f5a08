"""While a language model takes its time: what the learner opened stays open."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ui.driving import SLOW, Server, free_port, partial_answer, send, wait_for_turn
from tests.ui.held_model import HeldModel

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def model():
    with HeldModel() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory, model):
    """One server for the whole file, with the model that waits for the test."""
    server = Server(tmp_path_factory.mktemp("waiting") / "home", free_port())
    server.home.mkdir()
    server.start(**model.environment)
    yield server
    server.kill()


def _begin(page: Page, server: Server, count: int) -> str:
    page.goto(server.url)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    number = page.locator("#count input[type=number]")
    number.fill(str(count))
    number.press("Tab")
    page.locator("#start").click()
    return wait_for_turn(page)


def test_folds_and_the_focus_stay_as_the_learner_left_them_while_a_critique_is_written(
    page, served, model
):
    turn = _begin(page, served, 1)
    model.hold()
    send(page, partial_answer(served.current()[1]))
    wait_for_turn(page, after=turn)
    model.wait_for_request()
    card = page.locator(".talk .feedback")
    heads = card.locator("summary")
    for head in heads.all():
        head.focus()
        page.keyboard.press("Enter")
    heads.nth(1).click()
    heads.first.focus()
    opened = heads.count() - 1
    expect(card.locator("details[open]")).to_have_count(opened)
    model.release()
    expect(card).to_contain_text(re.compile("You left out|What is missing most"), timeout=SLOW)
    expect(card.locator("details[open]")).to_have_count(opened)
    assert not heads.nth(1).evaluate("head => head.parentElement.open")
    expect(heads.first).to_be_focused()
