"""Reading a grade and finding the way: lit words, numbers to jump by, keys, addresses, axe-core."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    partial_answer,
    send,
    violations,
    wait_for_turn,
)

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]


def _open(page: Page, server: Server, address: str = "") -> None:
    page.goto(server.url + address)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)


def _begin(page: Page, server: Server) -> str:
    _open(page, server)
    choose_count(page, 1)
    page.locator("#start").click()
    return wait_for_turn(page)


# What stands in a room once it is drawn.
DRAWN = {
    "interview": "#ending .report",
    "grade": "#grade-result .feedback",
    "many": "#many-graded tbody tr",
    "notes": "#notes-count h2",
    "progress": ".progress-room section",
    "models": "#chat-list li",
}
TELEPHONE = {"width": 390, "height": 844}


def _fill_rooms(page: Page) -> None:
    """A grade in the room for one, and a table with one of its answers open in that for many."""
    text = "A queue gives back first what was put in first."
    page.locator("#tab-grade").click()
    page.locator("#grade-question textarea").fill("What does a queue do?")
    page.locator("#grade-reference textarea").fill(f"{text} Spoolers use queues.")
    page.locator("#grade-answer textarea").fill(text)
    page.locator("#grade-button").click()
    expect(page.locator(DRAWN["grade"])).to_be_visible(timeout=SLOW)
    expect(page.locator("#grade-result .waiting")).to_have_count(0, timeout=SLOW)
    page.locator("#way-many").click()
    page.locator("#many-paste textarea").fill(
        "Q: What is a closure in Python?\nA: A function with the variables of its scope.\n\n"
        f"Q: How do I bake bread at home, and with what flour?\nA: {text}\n"
    )
    page.locator("#many-look").click()
    expect(page.locator("#many-status")).to_contain_text("2 answers found", timeout=SLOW)
    page.locator("#many-grade").click()
    page.locator("#many-graded [data-open]").first.click(timeout=SLOW)
    expect(page.locator("#many-status")).to_contain_text("2 of 2", timeout=SLOW)
    expect(page.locator("#many-detail .feedback")).to_be_visible(timeout=SLOW)


def _enter_each_room(page: Page) -> Iterator[str]:
    rooms = page.locator("#rooms [data-room]").evaluate_all("all => all.map(a => a.dataset.room)")
    assert set(rooms) == set(DRAWN)
    for name in DRAWN:
        page.evaluate("name => { location.hash = name; }", name)
        expect(page.locator(DRAWN[name]).first).to_be_visible(timeout=SLOW)
        yield name


def _too_wide(page: Page) -> list[str]:
    """What reaches beyond a telephone's screen once the page has settled there."""
    with suppress(TimeoutError):
        page.wait_for_function("document.documentElement.scrollWidth <= 390", polling=100)
        return []
    return page.evaluate(
        """() => [...document.querySelectorAll("*")]
            .filter((one) => one.getBoundingClientRect().right > 391)
            .map((one) => `${one.tagName} #${one.id} .${one.className}`)"""
    )


def test_axe_finds_nothing_in_any_room_in_both_languages_light_or_dark(page, served):
    turn = _begin(page, served)
    assert violations(page) == []
    send(page, partial_answer(served.current()[1]))
    wait_for_turn(page, after=turn)
    expect(page.locator(".talk .feedback")).to_have_count(1)
    for fold in page.locator(".talk .feedback summary").all():
        fold.click()
    assert violations(page) == []
    page.locator("#stop").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)
    _open(page, served)
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)
    page.locator(".grid button").first.click()
    _fill_rooms(page)
    # A colour on its way to another is neither.
    page.add_style_tag(content="* { transition: none !important; }")
    wide = page.viewport_size
    # English last: the history keeps what was chosen, and the other tests read English.
    for language, tab in (("中文", "批改答案"), ("English", "Grade answers")):
        page.locator("#page-lang").get_by_text(language).click()
        expect(page.locator("#tab-grade")).to_have_text(tab, timeout=SLOW)
        for theme in ("light", "dark"):
            page.evaluate("theme => window.interviewerTheme(theme)", theme)
            for room in _enter_each_room(page):
                where = f"{room}, {language}, {theme}"
                assert page.evaluate("document.body.classList.contains('dark')") == (
                    theme == "dark"
                )
                assert violations(page) == [], where
                page.set_viewport_size(TELEPHONE)
                assert _too_wide(page) == [], where
                page.set_viewport_size(wide)
            page.keyboard.press("Control+/")
            expect(page.locator("#keys")).to_be_visible()
            assert violations(page) == [], f"keys, {language}, {theme}"
            page.keyboard.press("Escape")


def test_a_point_lights_up_its_words_and_a_number_leads_to_its_question(page, served):
    turn = _begin(page, served)
    page.locator("#answer textarea").fill("four")
    expect(page.locator("#answer-count")).to_have_text("4 characters")
    send(page, partial_answer(served.current()[1]))
    wait_for_turn(page, after=turn)
    for fold in page.locator(".talk .still > summary").all():
        fold.click()
    said = page.locator(".talk .points li:has(q)").first
    said.focus()
    expect(page.locator(".talk .answer mark.lit").first).to_be_visible()
    page.locator("#stop").click()
    expect(page.locator("#ending .report h2")).to_be_focused(timeout=SLOW)
    page.locator(".grid button").first.press("Enter")
    expect(page.locator("#entry-1 > summary")).to_be_focused()
    expect(page.locator("#entry-1 .sides")).to_be_visible()


def test_every_room_has_an_address_and_the_keyboard_leads_through_them(page, served):
    _open(page, served, "#many")
    expect(page.locator("#many-look")).to_be_visible()
    page.reload()
    expect(page.locator("#many-look")).to_be_visible(timeout=SLOW)
    page.locator("#tab-grade").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#rooms [aria-selected=true]")).to_be_focused()
    assert not page.url.endswith("#many")
    expect(page.locator("#many-look")).to_be_hidden()
    expect(page.locator("#way-many")).to_be_hidden()
    page.go_back()
    expect(page.locator("#many-look")).to_be_visible()


def test_the_tab_of_a_room_with_two_ways_leads_back_to_the_one_used_last(page, served):
    _open(page, served, "#grade")
    expect(page.locator("#way-grade")).to_have_attribute("aria-pressed", "true")
    page.locator("#way-many").press("Enter")
    expect(page.locator("#many-look")).to_be_visible()
    expect(page.locator("#grade-button")).to_be_hidden()
    page.locator("#tab-notes").click()
    page.locator("#tab-grade").click()
    expect(page.locator("#many-look")).to_be_visible()
    expect(page.locator("#tab-grade")).to_have_attribute("aria-selected", "true")


def test_what_is_typed_the_moment_the_page_opens_is_kept(page, served):
    _open(page, served, "#many")
    box = page.locator("#many-paste textarea")
    box.fill("no question in here")
    page.locator("#many-look").click()
    expect(page.locator("#many-status")).to_contain_text("no question found", timeout=SLOW)
    expect(box).to_have_value("no question in here")


def test_the_grade_and_the_next_question_are_announced_once(page, served):
    turn = _begin(page, served)
    page.evaluate(
        """() => { window.said = []; new MutationObserver(list => window.said.push(
            ...list.map(one => one.target.textContent))).observe(
            document.querySelector('body > [role=status]'), { childList: true }); }"""
    )
    send(page, partial_answer(served.current()[1]))
    wait_for_turn(page, after=turn)
    page.wait_for_function("window.said.length > 0")
    told = [text for text in page.evaluate("window.said") if "Grade:" in text]
    assert len(told) == 1
    assert re.search(r"Grade: \d+ · \w+", told[0])
