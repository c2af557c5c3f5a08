"""How quick the page is, measured by the browser itself: first screen, long tasks, bytes.

The last line is one JSON object. `python -m scripts.page_figures` on a quiet machine.
"""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright
from tests.ui.driving import CHROMIUM, CHROMIUM_ARGS, SLOW, Server, free_port, wait_for_turn

WATCH = """window.longest = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({ type: "longtask", buffered: true });"""
BYTES = """() => performance.getEntriesByType("resource")
    .concat(performance.getEntriesByType("navigation"))
    .reduce((sum, one) => sum + one.transferSize, 0)"""
TYPED = "A tuple cannot be changed once it is made, which is why it can be a key. " * 4


def main() -> None:
    """One fresh server, one fresh browser, a first screen and an answer typed."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        server = Server(Path(folder) / "home", free_port())
        server.home.mkdir()
        server.start()
        page = browser.new_page(locale="en-US")
        page.add_init_script(WATCH)
        print(json.dumps(_measured(page, server.url)))
        server.kill()
        browser.close()


def _measured(page: Page, url: str) -> dict[str, float]:
    usable = _seconds_to_first_screen(page, url)
    transferred = page.evaluate(BYTES)
    again = _seconds_to_first_screen(page, url)
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


def _seconds_to_first_screen(page: Page, url: str) -> float:
    begun = time.monotonic()
    page.goto(url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    return time.monotonic() - begun


if __name__ == "__main__":
    main()
