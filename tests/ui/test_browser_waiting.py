"""While a language model takes its time: what was opened stays open, and places are told."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    free_port,
    partial_answer,
    send,
    wait_for_turn,
)
from tests.ui.held_model import HeldModel

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]
BEFORE = re.compile(r"Busy with other requests: (\d) before yours\.")


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
    choose_count(page, count)
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


@contextmanager
def _stopped_model(server: Server) -> Iterator[None]:
    """The model's own process stands still meanwhile: whoever has it keeps it."""
    assert server.process is not None
    (worker,) = (
        int(path.name)
        for path in Path("/proc").glob("[0-9]*")
        if "llama_child" in _read(path / "cmdline")
        and f"INTERVIEWER_HOME={server.home}" in _read(path / "environ")
    )
    os.kill(worker, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(worker, signal.SIGCONT)


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _ask_for_a_grade(page: Page, server: Server) -> None:
    page.goto(f"{server.url}#grade")
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    page.locator("#grade-question textarea").fill("What does a queue do?")
    page.locator("#grade-reference textarea").fill(
        "A queue gives back first what was put in first, whatever its size."
    )
    page.locator("#grade-answer textarea").fill("A queue gives back first what was put in first.")
    page.locator("#grade-button").click()
    expect(page.locator("#grade-result .ring text")).to_be_visible(timeout=SLOW)


def test_who_waits_for_the_model_is_told_how_many_are_before(page, server):
    _ask_for_a_grade(page, server)
    expect(page.locator("#grade-result .waiting")).to_have_count(0, timeout=SLOW)
    with _stopped_model(server):
        page.goto("about:blank")
        _ask_for_a_grade(page, server)
        expect(page.locator("#grade-result .waiting")).to_be_visible(timeout=SLOW)
        second = page.context.new_page()
        _ask_for_a_grade(second, server)
        told = second.locator("#grade-result [role=status]")
        # The page's own preparations may stand in line as well.
        expect(told).to_have_text(BEFORE, timeout=SLOW)
        first = int(BEFORE.search(told.inner_text()).group(1))
        third = page.context.new_page()
        third.goto(server.url)
        expect(third.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
        third.evaluate(
            """() => { window.said = []; new MutationObserver(() => window.said.push(
                document.querySelector('#status').textContent)).observe(
                document.querySelector('#status'),
                { childList: true, subtree: true, characterData: true }); }"""
        )
        third.locator("#start").click()
        wait_for_turn(third)
        told_third = [BEFORE.search(text) for text in third.evaluate("window.said")]
        assert max(int(found.group(1)) for found in told_third if found) > first
    expect(told).to_have_text("", timeout=SLOW)
    expect(second.locator("#grade-result .waiting")).to_have_count(0, timeout=SLOW)


def test_an_answer_that_is_sent_while_a_critique_is_written_is_graded_after_it(page, served, model):
    model.hold()
    _ask_for_a_grade(page, served)
    model.wait_for_request()
    page.locator("#grade-answer textarea").fill("Bananas are yellow and grow in bunches.")
    page.locator("#grade-button").click()
    model.release()
    expect(page.locator("#grade-result .points .missing").first).to_be_visible(timeout=SLOW)
