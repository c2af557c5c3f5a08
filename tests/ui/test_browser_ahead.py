"""What is typed is read at a pause: answer, grade and next question are then drawn at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.ui.driving import SLOW, choose_count, partial_answer, send, wait_for_turn

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]

# Whatever the conversation shows, drawing by drawing: its answers, and the question that is open.
# And how many handlers were called, and how many of them are done.
WATCH = """window.seen = [];
new MutationObserver(() => {
  const talk = document.querySelector(".talk");
  if (talk) seen.push([talk.querySelectorAll(".answer").length, talk.dataset.turn]);
}).observe(document, { childList: true, subtree: true, attributes: true });
window.called = window.done = 0;
const fetched = window.fetch;
window.fetch = async (...given) => {
  const address = String(given[0].url || given[0]);
  if (address.includes("queue/join")) window.called += 1;
  const answer = await fetched(...given);
  if (!address.includes("queue/data")) return answer;
  const [ours, theirs] = answer.body.tee();
  ours.pipeThrough(new TextDecoderStream()).pipeTo(new WritableStream({
    write(text) { window.done += text.split('"process_completed"').length - 1; },
  })).catch(() => {});
  return new Response(theirs, { status: answer.status, headers: answer.headers });
};"""


def _calls_done(page: Page, *, at_least: int = 0) -> int:
    """Wait until so many handlers were called and all of them are done; how many there were."""
    page.wait_for_function(
        "least => window.called >= least && window.called === window.done",
        arg=at_least,
        timeout=SLOW,
    )
    return page.evaluate("window.called")


def _open_with(page: Page, answers: int) -> str:
    """Which question stood open when so many answers were first to be seen."""
    seen = page.evaluate("window.seen")
    return next(turn for count, turn in seen if count == answers)


def test_an_answer_that_stood_a_while_is_drawn_with_its_grade_and_the_next_question(page, server):
    page.add_init_script(WATCH)
    page.goto(server.url)
    choose_count(page, 2)
    page.locator("#start").click()
    first = wait_for_turn(page)
    send(page, partial_answer(server.current()[1]))
    second = wait_for_turn(page, after=first)
    # The models are loaded by then, and nothing more is to be written.
    called = _calls_done(page)
    turn, card = server.current()
    page.locator("#answer textarea").fill(turn.target or partial_answer(card))
    _calls_done(page, at_least=called + 2)
    page.locator("#answer textarea").press("Enter")
    third = wait_for_turn(page, after=second)
    assert third != second
    assert _open_with(page, 2) == third
