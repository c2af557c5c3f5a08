"""How quick the page is, measured by the browser itself: first screen, typing, bytes, turns.

A turn is typed key by key, read over for a second and timed from the key that sends it: until it is
said to be kept, until the grade and until the next question can be read. The last line is one JSON object.
`python -m scripts.page_figures` on a quiet machine.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path
from statistics import fmean, median, quantiles

from playwright.sync_api import Page, expect, sync_playwright
from tests.ui.driving import (
    CHROMIUM,
    CHROMIUM_ARGS,
    SLOW,
    Server,
    choose_count,
    free_port,
    good_answer,
    partial_answer,
    wait_for_turn,
)

WATCH = """window.longest = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({ type: "longtask", buffered: true });"""
BYTES = """() => performance.getEntriesByType("resource")
    .concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0)"""
# When what follows an answer is first in the page, in milliseconds after the key that sent it.
STEPS = """window.steps = {};
window.addEventListener("keydown", (event) => {
  const talk = document.querySelector(".talk");
  if (event.key !== "Enter" || !event.target.matches("#answer textarea")) return;
  const start = performance.now(), turn = talk.dataset.turn;
  const answers = talk.querySelectorAll(".answer").length;
  const grades = talk.querySelectorAll(".feedback .ring").length;
  const steps = (window.steps = {});
  const look = () => {
    const now = document.querySelector(".talk");
    const note = (name) => (steps[name] ??= performance.now() - start);
    if (now?.querySelectorAll(".answer").length > answers) note("kept");
    if (now?.querySelectorAll(".feedback .ring").length > grades) note("grade");
    if (document.querySelector("#ending .report") || (now?.dataset.turn && now.dataset.turn !== turn)) note("next");
    if (!("next" in steps) || !("grade" in steps)) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}, true);"""
QUESTIONS = 6
# A learner types for longer; the words of the next question are made meanwhile.
TYPING_MS = 8000
READING_OVER_MS = 1000
TYPED = "A tuple cannot be changed once it is made, which is why it can be a key. " * 4


def main() -> None:
    """One fresh server, one fresh browser, a first screen and an answer typed."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        server = Server(Path(folder) / "home", free_port())
        server.home.mkdir()
        server.start()
        page = browser.new_page(locale="en-US")
        page.add_init_script(WATCH + STEPS)
        print(json.dumps({**_measured(page, server.url), **_turns(page, server)}))
        server.kill()
        browser.close()


def _measured(page: Page, url: str) -> dict[str, float]:
    usable = _seconds_to_first_screen(page, url)
    transferred = page.evaluate(BYTES)
    again = _seconds_to_first_screen(page, url)
    choose_count(page, QUESTIONS)
    page.locator("#start").click()
    wait_for_turn(page)
    page.locator("#answer textarea").focus()
    page.evaluate("window.longest = 0")
    page.keyboard.type(TYPED, delay=15)
    return {
        "first_screen_seconds": round(usable, 2),
        "first_screen_again_seconds": round(again, 2),
        "longest_task_while_typing_ms": round(page.evaluate("window.longest")),
        "transferred_kilobytes": round(transferred / 1000),
    }


def _turns(page: Page, server: Server) -> dict[str, float]:
    """Answers of every quality, each typed for some seconds, until the report."""
    found: dict[str, list[float]] = {"kept": [], "grade": [], "next": []}
    turn = wait_for_turn(page)
    while turn:
        asked, card = server.current()
        answers = (good_answer(card), partial_answer(card), "I would guess it is the usual one.")
        # A line's end would be Enter, and send what was typed so far.
        text = " ".join((asked.target or answers[len(found["next"]) % 3]).split())
        page.locator("#answer textarea").focus()
        page.keyboard.type(text, delay=TYPING_MS / len(text))
        page.wait_for_timeout(READING_OVER_MS)
        page.locator("#answer textarea").press("Enter")
        turn = wait_for_turn(page, after=turn)
        page.wait_for_function("'next' in window.steps", timeout=SLOW)
        for name, value in page.evaluate("window.steps").items():
            found[name].append(value)
    figures: dict[str, float] = {
        "turns": len(found["next"]),
        "next_within_150_ms": round(fmean(value <= 150 for value in found["next"]), 2),
    }
    for name, values in found.items():
        figures[f"{name}_median_ms"] = round(median(values))
        figures[f"{name}_p95_ms"] = round(quantiles(values, n=20)[-1])
    return figures


def _seconds_to_first_screen(page: Page, url: str) -> float:
    begun = time.monotonic()
    page.goto(url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
