"""Whole interviews in a real browser, with the real models."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, expect

from interviewer.cards import Card, language_of
from interviewer.pack import read_pack
from interviewer.session import Kind, Turn
from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    good_answer,
    partial_answer,
    restart,
    send,
    wait_for_turn,
)

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]


def _open(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)


def _begin(page: Page, server: Server, *, questions: int = 3, chinese: bool = False) -> str:
    _open(page, server)
    choose_count(page, questions)
    if chinese:
        page.locator("#lang").get_by_text("中文").click()
    page.locator("#start").click()
    return wait_for_turn(page)


def _answered(page: Page, text: str) -> int:
    """Send an answer; its score once the grade is shown."""
    before = page.locator(".feedback").count()
    send(page, text)
    card = page.locator(".feedback").nth(before)
    expect(card.locator(".ring text")).to_be_visible(timeout=SLOW)
    return int(card.locator(".ring text").text_content() or 0)


class Sitting:
    """Plays a sitting: good, partial and absurd answers, a reload and a kill in the middle."""

    def __init__(self, page: Page, server: Server, absurd: str) -> None:
        self.page, self.server, self.absurd = page, server, absurd
        self.scores: dict[str, int] = {}
        self.turns: list[tuple[Turn, Card]] = []
        self.killed = False

    def play(self, turn: str) -> None:
        kinds = ["good", "partial", "absurd"]
        while turn:
            asked = self.server.current()
            self.turns.append(asked)
            if asked[0].target is None:
                self._main(kinds.pop(0), asked[1])
            elif asked[0].kind is Kind.STRETCH:
                # Beyond the notes, so it is answered and not graded.
                send(self.page, "I would look at how many of them are always zero.")
            elif self.killed:
                self.page.locator("#skip").click()
            else:
                self._follow_up(turn, asked[0])
            turn = wait_for_turn(self.page, after=turn)
            if turn:
                expect(self.page.locator("#answer textarea")).to_have_value("")

    def _main(self, kind: str, card: Card) -> None:
        if kind == "good":
            self._reload()
        text = {"good": good_answer, "partial": partial_answer}.get(kind, lambda _: self.absurd)
        self.scores[kind] = _answered(self.page, text(card))

    def _reload(self) -> None:
        turn = self.server.current()[0].id
        self.page.locator("#answer textarea").fill("a draft not sent yet")
        self.page.reload()
        assert wait_for_turn(self.page) == turn
        expect(self.page.locator("#answer textarea")).to_have_value("a draft not sent yet")

    def _follow_up(self, turn: str, asked: Turn) -> None:
        shown = self.page.locator(".feedback").count()
        restart(self.page, self.server)
        assert wait_for_turn(self.page) == turn
        assert self.page.locator(".feedback").count() == shown
        self.killed = True
        before = int(self.page.locator(".feedback .ring text").last.text_content() or 0)
        after = _answered(self.page, asked.target or "")
        assert after >= before


@pytest.mark.parametrize(
    ("chinese", "absurd"),
    [
        pytest.param(False, "Bananas are yellow and grow in bunches.", id="en"),
        pytest.param(True, "香蕉是黄色的水果，成串地长在树上。", id="zh"),
    ],
)
def test_an_interview_runs_from_setup_to_report(page, server, chinese, absurd):
    sitting = Sitting(page, server, absurd)
    sitting.play(_begin(page, server, chinese=chinese))
    assert sitting.scores["good"] >= 60
    assert sitting.scores["absurd"] < 40
    assert sitting.scores["absurd"] <= sitting.scores["partial"] < sitting.scores["good"]
    assert sitting.killed, "no follow-up was asked"
    for turn, card in sitting.turns:
        if chinese and card.pair:
            assert language_of(turn.question) == "zh", turn.question
    with page.expect_download() as download:
        page.locator("#download-md").click()
    report = download.value.path().read_text(encoding="utf-8")
    assert all(" ".join(card.question.split()) in report for _, card in sitting.turns)
    with page.expect_download() as download:
        page.locator("#download-json").click()
    assert len(json.loads(download.value.path().read_text())["questions"]) == 3


@pytest.mark.parametrize("chinese", [False, True], ids=["asked-in-english", "asked-in-chinese"])
def test_an_answer_in_the_other_language_is_graded_by_what_it_says(page, server, chinese):
    pack = read_pack()
    other = {card.pair: card for card in (pack.en if chinese else pack.zh)}
    turn = _begin(page, server, questions=2, chinese=chinese)
    right = _answered(page, good_answer(other[server.current()[1].pair]))
    turn = wait_for_turn(page, after=turn)
    while server.current()[0].target is not None:
        page.locator("#skip").click()
        turn = wait_for_turn(page, after=turn)
    absurd = "Bananas are yellow." if chinese else "香蕉是黄色的水果，成串地长在树上。"
    assert right >= _answered(page, absurd) + 10


def test_grading_shows_evidence_and_reference(page, server):
    turn = _begin(page, server, questions=1)
    _, card = server.current()
    _answered(page, good_answer(card))
    feedback = page.locator(".feedback").first
    expect(feedback.locator(".points li")).to_have_count(len(card.key_points))
    quote = feedback.locator(".points .covered q").first.inner_text()
    assert quote.split()[0] in good_answer(card)
    wait_for_turn(page, after=turn)
    feedback.get_by_text("Reference answer").click()
    assert len(feedback.locator("details[open]").inner_text()) > 100


def test_shift_enter_breaks_the_line_and_composing_enter_does_not_send(page, server):
    turn = _begin(page, server, questions=1)
    box = page.locator("#answer textarea")
    box.focus()
    keyboard = page.context.new_cdp_session(page)
    keyboard.send(
        "Input.imeSetComposition", {"text": "闭包", "selectionStart": 2, "selectionEnd": 2}
    )
    keyboard.send(
        "Input.dispatchKeyEvent",
        {"type": "rawKeyDown", "key": "Enter", "code": "Enter", "windowsVirtualKeyCode": 229},
    )
    keyboard.send("Input.insertText", {"text": "闭包"})
    box.press("Shift+Enter")
    page.keyboard.type("second line")
    expect(box).to_have_value("闭包\nsecond line")
    assert server.current()[0].id == turn
    assert server.current()[0].answer is None


def test_stopping_early_gives_a_report(page, server):
    turn = _begin(page, server, questions=3)
    _answered(page, good_answer(server.current()[1]))
    wait_for_turn(page, after=turn)
    page.locator("#stop").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)


def test_an_empty_answer_is_refused_with_words_and_nothing_is_lost(page, server):
    turn = _begin(page, server, questions=1)
    send(page, "   ")
    expect(page.locator("#status")).to_contain_text("empty", timeout=SLOW)
    assert server.current()[0].id == turn


def test_markup_in_an_answer_is_shown_as_text(page, server):
    _begin(page, server, questions=1)
    _answered(
        page, "<img src=x onerror=\"document.title='owned'\"> <script>1</script> ${1+1} {{2}}"
    )
    assert page.locator(".talk .answer img, .talk .answer script").count() == 0
    expect(page.locator(".talk .answer pre").first).to_contain_text("<img src=x")
    expect(page.locator(".talk .answer pre").first).to_contain_text("${1+1} {{2}}")
    assert page.title() != "owned"


def test_the_first_run_note_is_shown_once(page, server):
    _open(page, server)
    note = page.locator("#first-note")
    expect(note).to_contain_text("small English one")
    note.get_by_role("button").click()
    expect(note).not_to_be_visible()
    page.reload()
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    expect(note).not_to_be_visible()


def test_a_second_window_cannot_answer_a_question_that_moved_on(page, server):
    turn = _begin(page, server, questions=2)
    other = page.context.new_page()
    other.goto(server.url)
    assert wait_for_turn(other) == turn
    page.locator("#skip").click()
    now = wait_for_turn(page, after=turn)
    send(other, "an answer to the first question")
    expect(other.locator("#status")).to_contain_text("another window", timeout=SLOW)
    expect(other.locator("#answer textarea")).to_have_value("an answer to the first question")
    assert server.current()[0].id == now
    assert server.current()[0].answer is None


def test_a_pasted_question_and_answer_are_graded_without_an_interview(page, server):
    _open(page, server)
    page.get_by_role("tab", name="Grade answers").click()
    page.locator("#grade-question textarea").fill("What does a queue do?")
    page.locator("#grade-reference textarea").fill(
        "A queue gives back first what was put in first, whatever its size. "
        "Schedulers and print spoolers use queues to serve requests in the order of arrival."
    )
    page.locator("#grade-answer textarea").fill("A queue gives back first what was put in first.")
    page.locator("#grade-button").click()
    result = page.locator("#grade-result")
    expect(result.locator(".ring text")).to_have_text(re.compile(r"\d+"), timeout=SLOW)
    expect(result.locator(".points .covered q")).to_have_count(1)
    expect(result.locator(".points .missing")).to_have_count(1)


def test_a_pasted_chinese_answer_is_graded_on_a_chinese_page(browser, server):
    page = browser.new_context(locale="zh-CN").new_page()
    page.goto(f"{server.url}#grade")
    expect(page.locator("#grade-button")).to_have_text("批改", timeout=SLOW)
    page.locator("#grade-question textarea").fill("队列有什么特点？")
    page.locator("#grade-reference textarea").fill(
        "队列先放进去的先取出来。用两个栈可以实现一个队列。"
    )
    page.locator("#grade-answer textarea").fill("队列里先放进去的元素先取出来。")
    page.locator("#grade-button").click()
    result = page.locator("#grade-result")
    expect(result.locator(".points .covered q")).to_have_count(1, timeout=SLOW)
    expect(result.locator(".points .missing")).to_have_count(1)
    page.context.close()


def test_the_page_changes_its_language(page, server):
    _open(page, server)
    page.locator("#page-lang").get_by_text("中文").click()
    expect(page.locator("#start")).to_have_text("开始面试", timeout=SLOW)
