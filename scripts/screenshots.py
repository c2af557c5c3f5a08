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
    choose_count,
    enter,
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
PASTED = {
    "en": {
        "question": "What is the difference between a process and a thread?",
        "reference": "A process has an address space of its own. Threads share the memory of "
        "their process. Switching between threads is cheaper than between processes.",
        "answer": "Threads live inside one process and use the same memory; each process has "
        "its own address space.",
    },
    "zh": {
        "question": "进程和线程有什么区别？",
        "reference": "进程有自己的地址空间。线程共享所在进程的内存。线程之间的切换比进程之间的切换开销小。",
        "answer": "线程在同一个进程里，共享内存；每个进程有独立的地址空间。",
    },
}
MANY = {
    "en": "Q: What is a closure in Python?\nA: A function together with the variables of the "
    "scope it was made in.\n\nQ: What does a decorator do?\nA: It takes a function and gives "
    "back another one, often a wrapper around it.\n\nQ: How do I bake bread?\nA: With flour.\n",
    "zh": "问：什么是闭包？\n答：函数和它定义时所在作用域的变量一起，就是闭包。\n\n"
    "问：装饰器是做什么的？\n答：接收一个函数，返回另一个函数，通常是对它的包装。\n\n"
    "问：怎么烤面包？\n答：用面粉。\n",
}


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
    _looks(page, f"setup-{lang}")
    choose_count(page, 2)
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
    _looks(page, f"interview-{lang}")
    while turn:
        current, card = server.current()
        send(page, current.target or good_answer(card))
        turn = wait_for_turn(page, after=turn)
    page.locator(".grid button").first.click()
    _looks(page, f"report-{lang}")
    _other_rooms(page, lang)
    page.close()


def _other_rooms(page: Page, lang: str) -> None:
    """Each with something in it."""
    enter(page, "grade")
    for field, text in PASTED[lang].items():
        page.locator(f"#grade-{field} textarea").fill(text)
    page.locator("#grade-button").click()
    expect(page.locator("#grade-result .feedback")).to_be_visible(timeout=SLOW)
    expect(page.locator("#grade-result .waiting")).to_have_count(0, timeout=SLOW)
    page.locator("#grade-result").scroll_into_view_if_needed()
    _looks(page, f"grade-{lang}")
    enter(page, "many")
    page.locator("#many-paste textarea").fill(MANY[lang])
    page.locator("#many-look").click()
    page.locator("#many-grade").click(timeout=SLOW)
    page.locator("#many-graded [data-open]").nth(1).click(timeout=SLOW)
    expect(page.locator("#many-detail .feedback")).to_be_visible(timeout=SLOW)
    _looks(page, f"many-{lang}")
    for name in ("notes", "progress", "models"):
        enter(page, name)
        _looks(page, f"{name}-{lang}")


def _looks(page: Page, name: str) -> None:
    """Light, dark, and as a telephone shows it."""
    _take(page, name)
    page.evaluate("window.interviewerTheme('dark')")
    expect(page.locator("body.dark")).to_be_attached()
    _take(page, f"{name}-dark")
    page.evaluate("window.interviewerTheme('light')")
    page.set_viewport_size(NARROW)
    _take(page, f"{name}-narrow")
    page.set_viewport_size(WIDE)


def _take(page: Page, name: str) -> None:
    page.wait_for_timeout(700)
    path = OUT / f"{name}.png"
    page.screenshot(path=path)
    with Image.open(path) as image:
        image.convert("RGB").quantize(COLOURS).save(path, optimize=True)


if __name__ == "__main__":
    main()
