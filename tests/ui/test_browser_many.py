"""Many answers at once in a real browser: pasted, corrected by hand, graded, downloaded."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from interviewer import locations
from interviewer.notes.importing import read_paths
from tests.ui.driving import SLOW, Server, violations

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def cards():
    return list(read_paths([locations.knowledge_folder() / "en" / "python.md"]).files[0].cards)


def _enter(page: Page, server: Server) -> None:
    page.goto(server.url)
    page.get_by_role("tab", name="Grade answers").click()
    page.get_by_role("button", name="Many at once").click()
    expect(page.locator("#many-look")).to_be_visible(timeout=SLOW)


def _split(page: Page, text: str, found: str) -> None:
    page.locator("#many-paste textarea").fill(text)
    page.locator("#many-look").click()
    expect(page.locator("#many-status")).to_contain_text(found, timeout=SLOW)


def _grade(page: Page, done: str) -> None:
    page.locator("#many-grade").click()
    expect(page.locator("#many-status")).to_contain_text(done, timeout=4 * SLOW)


def _downloaded(page: Page, ending: str) -> str:
    link = page.locator(f'#many-files a[href$=".{ending}"]').first
    with page.expect_download() as waiting:
        link.click()
    return waiting.value.path().read_text(encoding="utf-8")


def test_a_paste_of_200_answers_is_graded_and_can_be_downloaded(page, server, cards):
    some = cards[:4]
    text = "".join(
        f"Q{n}: {some[n % 4].question}\nA: {some[n % 4].key_points[0].text}\n\n"
        for n in range(1, 201)
    )
    _enter(page, server)
    _split(page, text, "200 answers found, 0")
    _grade(page, "200 of 200")
    expect(page.locator("#many-totals .ring text")).to_be_visible()
    document = json.loads(_downloaded(page, "json"))
    assert [item["number"] for item in document["items"]] == list(range(1, 201))
    assert all(item["card"] == some[item["number"] % 4].id for item in document["items"])
    assert all(item["grade"]["score"] > 0 for item in document["items"])
    assert _downloaded(page, "md").count("\n## ") == 200
    assert _downloaded(page, "csv").startswith("line,question,card")


def _column(page: Page, number: int) -> list[str]:
    return page.locator(f"#many-graded tbody td:nth-child({number})").all_inner_texts()


def _sorted(page: Page, column: int, direction: str) -> None:
    heads = page.locator("#many-graded th")
    expect(heads.nth(column)).to_have_attribute("aria-sort", direction)
    for at in {0, 1, 2, 3} - {column}:
        expect(heads.nth(at)).to_have_attribute("aria-sort", "none")


def test_200_grades_are_sorted_and_read_by_keyboard_alone_and_axe_finds_nothing(
    page, server, cards
):
    known = "".join(
        f"Q{n}: {cards[n % 4].question}\nA: {cards[n % 4].key_points[0].text}\n\n"
        for n in range(1, 200)
    )
    _enter(page, server)
    _split(page, f"{known}Q200: How do I bake bread?\nA: With flour.\n", "200 answers found, 1")
    _grade(page, "200 of 200")
    totals = page.locator("#many-totals")
    expect(totals).to_contain_text("200 answers: 199 graded")
    expect(totals).to_contain_text("1 not graded")
    scores = [int(text) for text in _column(page, 2) if text != "–"]
    passing = sum(score >= 60 for score in scores)
    expect(totals).to_contain_text(f"{passing} of the 199 graded pass (60 or more).")
    _sorted(page, 0, "ascending")
    page.locator("#many-graded th button").nth(1).focus()
    page.keyboard.press("Enter")
    _sorted(page, 1, "ascending")
    assert _column(page, 2) == [str(score) for score in sorted(scores)] + ["–"]
    page.keyboard.press("Enter")
    _sorted(page, 1, "descending")
    assert _column(page, 2) == [str(score) for score in sorted(scores, reverse=True)] + ["–"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    _sorted(page, 2, "ascending")
    assert _column(page, 3)[-1].endswith("no score")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    _sorted(page, 3, "ascending")
    questions = _column(page, 4)
    assert sorted(questions, key=str.casefold)[0] == questions[0]
    page.keyboard.press("Tab")
    page.keyboard.press("End")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    head = page.locator("#many-detail h2")
    expect(head).to_be_focused(timeout=SLOW)
    assert head.inner_text() == questions[-2]
    # Back from there: one stop for the whole table, the row that was read.
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.innerText") == questions[-2]
    assert violations(page) == []


def test_a_row_without_a_card_is_given_one_by_hand_and_only_that_row_is_graded_anew(
    page, server, cards
):
    known, other = cards[0], cards[1]
    text = (
        f"1. {known.question}\n{known.reference}\n\n"
        f"2. How do I bake bread at home?\n{other.reference}\n"
    )
    _enter(page, server)
    _split(page, text, "2 answers found, 1")
    _grade(page, "2 of 2")
    expect(page.locator("#many-totals")).to_contain_text("1 graded")
    page.locator("#many-correct > button").click()
    page.locator("#many-row input").click()
    page.get_by_role("option", name=re.compile("2 · How do I bake")).click()
    expect(page.locator("#many-answer textarea")).to_have_value(re.compile(r"\w"), timeout=SLOW)
    box = page.locator("#many-card input")
    box.fill(other.question[:40])
    page.get_by_role("option", name=re.compile(re.escape(other.question[:40]))).first.click()
    page.locator("#many-save").click()
    expect(page.locator("#many-status")).to_contain_text("2 answers found, 0", timeout=SLOW)
    _grade(page, "2 of 2")
    expect(page.locator("#many-totals")).to_contain_text("2 graded")
    page.locator("#many-chosen input").click()
    page.get_by_role("option", name=re.compile("2 · How do I bake")).click()
    detail = page.locator("#many-detail")
    expect(detail.locator(".points li").first).to_be_visible(timeout=SLOW)


def test_grading_stops_when_told_keeps_what_was_opened_and_goes_on_with_the_rest(
    page, server, cards
):
    text = "".join(f"## {card.question}\n\n{card.reference}\n\n" for card in cards[:25])
    _enter(page, server)
    _split(page, text, "25 answers found, 0")
    page.locator("#many-grade").click()
    page.locator("#many-graded [data-open]").first.click(timeout=4 * SLOW)
    page.locator("#many-stop").click()
    status = page.locator("#many-status")
    expect(status).to_contain_text("Stopped after", timeout=SLOW)
    stopped = int(re.search(r"after (\d+)", status.inner_text())[1])
    assert 0 < stopped < 25
    expect(page.locator("#many-detail .feedback")).to_be_visible()
    _grade(page, "25 of 25")


def test_markup_in_an_answer_reaches_the_page_as_text(page, server, cards):
    hostile = '<img src=x onerror="document.title=1"><script>document.title=2</script>'
    _enter(page, server)
    _split(page, f"Q: {cards[0].question}\nA: {hostile} {cards[0].reference}\n", "1 answers found")
    _grade(page, "1 of 1")
    page.locator("#many-chosen input").click()
    page.get_by_role("option").first.click()
    expect(page.locator("#many-detail .points li").first).to_be_visible(timeout=SLOW)
    assert page.locator("#many-detail img, #many-table img, #many-graded img").count() == 0
    assert page.title() == "interviewer"


def test_the_section_works_in_chinese(page, server, cards):
    page.goto(server.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    page.locator("#page-lang").get_by_text("中文").click()
    page.get_by_role("tab", name="批改答案").click(timeout=SLOW)
    page.get_by_role("button", name="批量批改").click()
    _split(page, f"问：{cards[0].question}\n答：{cards[0].reference}\n", "找到 1 个回答")
    _grade(page, "1 / 1")
    _split(page, "问：怎么烤面包？\n答：用面粉。\n", "找到 1 个回答")
    _grade(page, "1 / 1")
    expect(page.locator("#many-graded")).to_contain_text("没有与这个问题相符的卡片")
