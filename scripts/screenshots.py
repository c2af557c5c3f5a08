"""Takes the README's screenshots from the real page with the real models.

`make screenshots` writes docs/screenshots/*.png. Needs Chromium.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.ui.driving import (
    CHROMIUM,
    CHROMIUM_ARGS,
    SLOW,
    Server,
    free_port,
    good_answer,
    partial_answer,
    send,
    wait_for_turn,
)

OUT = Path("docs/screenshots")
WIDE = {"width": 1000, "height": 860}
NARROW = {"width": 390, "height": 844}
# As many colours as a screen of ours has; a quarter of the bytes.
COLOURS = 96


def main() -> None:
    """All of them, in both languages, from one server."""
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        server = Server(Path(folder) / "home", free_port())
        server.home.mkdir()
        server.start()
        for lang, locale in (("en", "en-US"), ("zh", "zh-CN")):
            _sitting(browser, server, lang, locale)
        server.kill()
        browser.close()


def _open(page: Page, address: str) -> None:
    page.goto(address, timeout=SLOW)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)


def _sitting(browser: Browser, server: Server, lang: str, locale: str) -> None:
    page = browser.new_page(viewport=WIDE, locale=locale)
    _open(page, server.url)
    _take(page, f"setup-{lang}")
    count = page.locator("#count input[type=number]")
    count.fill("2")
    count.press("Tab")
    page.locator("#start").click()
    turn = wait_for_turn(page)
    _take(page, f"turn-1-asked-{lang}")
    answer = partial_answer(server.current()[1])
    page.locator("#answer textarea").fill(answer)
    _take(page, f"turn-2-typed-{lang}")
    send(page, answer)
    turn = wait_for_turn(page, after=turn)
    expect(page.locator(".feedback")).to_have_count(1)
    _take(page, f"turn-3-graded-{lang}")
    page.locator(".still > summary").first.click()
    page.locator(".points li:has(q)").first.focus()
    _take(page, f"interview-{lang}")
    page.set_viewport_size(NARROW)
    _take(page, f"interview-{lang}-narrow")
    page.set_viewport_size(WIDE)
    while turn:
        current, card = server.current()
        send(page, current.target or good_answer(card))
        turn = wait_for_turn(page, after=turn)
    page.locator(".grid button").first.click()
    _take(page, f"report-{lang}")
    _rooms(page, server, lang)
    page.close()


def _rooms(page: Page, server: Server, lang: str) -> None:
    """The other rooms, light; and those that a reader meets first once more, dark."""
    names = [tab.get_attribute("data-room") for tab in page.locator("#rooms [role=tab]").all()]
    for name in names[1:]:
        page.locator(f"#tab-{name}").click()
        _take(page, f"{name}-{lang}")
    _open(page, f"{server.url}?__theme=dark")
    page.locator(".grid button").first.click()
    _take(page, f"report-{lang}-dark")
    page.locator("#new").click()
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    _take(page, f"setup-{lang}-dark")


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(700)
    path = OUT / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
