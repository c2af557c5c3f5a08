"""The Notes room in a real browser: notes in, edited, asked about, and out again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from interviewer.cards import Card, CardStatus, Lang
from interviewer.history.store import Store
from tests.adapters.test_remote_chat import Server as ChatServer
from tests.ui.driving import SLOW, Server, restart, wait_for_turn

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]

NOTES = """# Stations

## What does a turnstile count?
It counts the people who pass. It cannot count bicycles.

It locks after each turn.

## Who oils the hinges?

## Why is the barrier painted red?
Red is seen from far away.
"""


def _enter(page: Page, server: Server) -> None:
    page.goto(server.url)
    expect(page.locator("#start")).to_be_visible(timeout=SLOW)
    page.get_by_role("tab", name=re.compile("Notes|笔记")).click()
    expect(page.locator("#notes-count h2")).to_be_visible(timeout=SLOW)


def _drop(page: Page, *paths: Path) -> Locator:
    page.locator("#notes-files input[type=file]").set_input_files(list(paths))
    preview = page.locator("#notes-preview-cards")
    expect(preview.locator(".notes-preview")).to_be_visible(timeout=SLOW)
    return preview


def _add(page: Page) -> None:
    page.locator("#notes-add").click()
    expect(page.locator("#notes-preview-cards")).to_be_hidden(timeout=SLOW)
    expect(page.locator("#notes-list label").first).to_be_visible(timeout=SLOW)


def _choose(page: Page, words: str) -> None:
    page.locator("#notes-list label", has_text=words).click()
    expect(page.locator("#edit-question textarea")).to_have_value(
        re.compile(re.escape(words)), timeout=SLOW
    )


def _pick(page: Page, box: str, name: str) -> None:
    page.locator(f"{box} input").click()
    page.get_by_role("option", name=name).click()
    page.keyboard.press("Tab")


def _told(page: Page, text: str) -> None:
    expect(page.locator("#edit-status")).to_contain_text(text, timeout=SLOW)


def _notes(server: Server) -> dict[str, tuple[Card, CardStatus]]:
    """The learner's own cards by question, as the store has them."""
    with Store(server.home / "interviewer.sqlite3") as store:
        origins = store.origins()
        held = store.cards(retired=True)
    return {one[0].question: one for one in held if origins[one[0].id] == "notes"}


@pytest.fixture
def notes(tmp_path) -> Path:
    path = tmp_path / "stations.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_a_file_becomes_cards_and_an_interview_asks_the_edited_one(page, server, notes, tmp_path):
    broken = tmp_path / "broken.md"
    broken.write_bytes(bytes(range(256)) * 20)
    _enter(page, server)
    preview = _drop(page, notes, broken)
    expect(preview.locator(".pair")).to_have_count(3)
    expect(preview.locator(".source").first).to_contain_text("## What does a turnstile count?")
    expect(preview.locator(".card").nth(1)).to_contain_text("No answer yet")
    expect(page.locator("#notes-status")).to_contain_text("broken.md")
    assert _notes(server) == {}
    _add(page)
    assert len(_notes(server)) == 3
    _choose(page, "turnstile")
    page.locator("#edit-question textarea").fill("What does a turnstile keep track of?")
    page.locator("#edit-points textarea").fill("(2) It counts the people who pass.\nIt locks.")
    page.locator("#edit-save").click()
    _told(page, "Saved")
    _choose(page, "barrier")
    page.locator("#edit-retire").click()
    _told(page, "Retired")
    page.get_by_role("tab", name="Interview").click()
    _pick(page, "#topics", "Stations")
    page.locator("#start").click()
    wait_for_turn(page)
    _, card = server.current()
    assert card.question == "What does a turnstile keep track of?"
    assert card.source.path == "stations.md"
    assert [(p.text, p.weight) for p in card.key_points] == [
        ("It counts the people who pass.", 2.0),
        ("It locks.", 1.0),
    ]
    expect(page.locator(".talk .question")).to_contain_text("turnstile")


def test_chinese_notes_are_pasted_on_a_chinese_page(browser, server):
    page = browser.new_context(locale="zh-CN").new_page()
    _enter(page, server)
    page.locator("#notes-paste-box button").first.click()
    page.locator("#notes-paste textarea").fill(
        "1. 什么是旋转门？\n旋转门一次只让一个人通过。\n2. 谁给铰链上油？\n"
    )
    page.locator("#notes-paste-topic textarea, #notes-paste-topic input").fill("车站")
    page.locator("#notes-look").click()
    expect(page.locator("#notes-preview-cards .pair")).to_have_count(2, timeout=SLOW)
    expect(page.locator("#notes-preview-cards")).to_contain_text("没有答案")
    _add(page)
    card, status = _notes(server)["什么是旋转门？"]
    assert (card.topic, card.lang, status) == ("车站", Lang.ZH, CardStatus.ACTIVE)
    expect(page.locator("#notes-list label").nth(1)).to_contain_text("还没有答案")
    page.context.close()


def test_markup_in_a_note_is_shown_as_text(page, server, tmp_path):
    bait = '<img src="x" onerror="window.caught = 1"><script>window.caught = 1</script>'
    path = tmp_path / "bait.md"
    path.write_text(f"# {bait}\n\n## Why {bait}?\nBecause {bait}.\n\n## And?\nYes, it is.\n")
    _enter(page, server)
    preview = _drop(page, path)
    expect(preview.locator(".source").first).to_contain_text("<script>")
    expect(preview.locator(".reference").first).to_contain_text("<script>")
    _add(page)
    page.locator("#notes-list label").first.click()
    expect(page.locator("#edit-reference textarea")).to_have_value(re.compile("<script>"))
    assert page.evaluate("window.caught") is None
    assert page.locator("#notes-preview img, #notes-list img, #notes-editor img").count() == 0


@pytest.fixture
def model():
    """A model server that writes the draft that a test puts into `events`."""
    served = ChatServer()
    yield served
    served.close()


def _says(model: ChatServer, text: str) -> None:
    model.events = [{"choices": [{"delta": {"content": text}}]}]


def _open_question(page: Page, server: Server, notes: Path, **environment: str) -> None:
    """The room with the one open question chosen, under a model given by the environment."""
    restart(page, server, **environment)
    _enter(page, server)
    _drop(page, notes)
    _add(page)
    _pick(page, "#notes-state", "Unanswered")
    expect(page.locator("#notes-list label")).to_have_count(1, timeout=SLOW)
    _choose(page, "hinges")


def test_a_draft_answers_an_open_question_only_once_it_is_accepted(page, server, notes, model):
    _says(model, "The guard oils them. He does it every")
    _open_question(page, server, notes, INTERVIEWER_LLM__URL=model.url)
    page.locator("#draft-ask").click()
    draft = page.locator("#draft-text textarea")
    expect(draft).to_have_value("The guard oils them.", timeout=SLOW)
    expect(page.locator("#draft-text")).to_contain_text("DRAFT")
    assert _notes(server)["Who oils the hinges?"][1] is CardStatus.UNANSWERED
    page.reload()
    page.get_by_role("tab", name="Notes").click()
    _choose(page, "hinges")
    expect(draft).to_have_value("The guard oils them.")
    draft.fill("The station master oils them.")
    page.locator("#draft-accept").click()
    _told(page, "Accepted")
    card, status = _notes(server)["Who oils the hinges?"]
    assert (card.reference, status) == ("The station master oils them.", CardStatus.CHANGED)


def test_a_model_that_cannot_draft_says_why(page, server, notes, model):
    _says(model, "I do not know.")
    _open_question(page, server, notes, INTERVIEWER_LLM__URL=model.url)
    box = page.locator("#notes-draft")
    page.locator("#draft-ask").click()
    expect(box).to_contain_text("thrown away", timeout=SLOW)
    expect(page.locator("#draft-accept")).to_be_hidden()
    model.status = 503
    page.locator("#draft-ask").click()
    expect(box.get_by_role("alert")).to_contain_text("model not loaded", timeout=SLOW)
    assert _notes(server)["Who oils the hinges?"][1] is CardStatus.UNANSWERED


def test_cards_are_merged_split_and_brought_back(page, server, notes):
    _enter(page, server)
    _drop(page, notes)
    _add(page)
    before = _notes(server)
    _choose(page, "turnstile")
    page.locator("#notes-split button").first.click()
    _pick(page, "#split-at", "It locks after each turn.")
    page.locator("#split-question textarea, #split-question input").fill("When does it lock?")
    page.locator("#split-do").click()
    _told(page, "Split")
    assert _notes(server)["When does it lock?"][0].reference == "It locks after each turn."
    page.locator("#notes-merge button").first.click()
    _pick(page, "#merge-with", "Why is the barrier painted red?")
    page.locator("#merge-do").click()
    _told(page, "Merged")
    merged = _notes(server)
    assert merged["Why is the barrier painted red?"][1] is CardStatus.RETIRED
    assert "Red is seen" in merged["What does a turnstile count?"][0].reference
    page.locator("#edit-undo").click()
    _told(page, "Undone")
    barrier = "Why is the barrier painted red?"
    assert _notes(server)[barrier] == before[barrier]


def test_another_window_s_edit_is_not_overwritten(page, server, notes):
    _enter(page, server)
    _drop(page, notes)
    _add(page)
    _choose(page, "turnstile")
    other = page.context.new_page()
    _enter(other, server)
    _choose(other, "turnstile")
    other.locator("#edit-reference textarea").fill("It counts in the other window.")
    other.locator("#edit-save").click()
    _told(other, "Saved")
    page.locator("#edit-reference textarea").fill("It counts here.")
    page.locator("#edit-save").click()
    _told(page, "another window")
    expect(page.locator("#edit-reference textarea")).to_have_value("It counts here.")
    held = _notes(server)["What does a turnstile count?"][0]
    assert held.reference == "It counts in the other window."


def test_edits_leave_as_a_diff_against_the_file_that_was_dropped(page, server, notes):
    _enter(page, server)
    _drop(page, notes)
    _add(page)
    _choose(page, "barrier")
    page.locator("#edit-reference textarea").fill("Red is seen first.")
    page.locator("#edit-save").click()
    _told(page, "Saved")
    page.locator("#notes-export button").first.click()
    page.locator("#export-do").click()
    expect(page.locator("#export-files a").first).to_be_visible(timeout=SLOW)
    texts = {}
    for link in page.locator("#export-files a").all():
        with page.expect_download() as download:
            link.click()
        texts[download.value.suggested_filename] = download.value.path().read_text()
    assert "## Why is the barrier painted red?\n\nRed is seen first." in texts["notes.md"]
    changed = [line for line in texts["notes.diff"].splitlines() if line[:1] in "+-"]
    assert changed[2:] == ["-Red is seen from far away.", "+Red is seen first."]


def test_the_learner_s_own_mark_overrides_the_guess(page, server, tmp_path):
    path = tmp_path / "plain.txt"
    path.write_text("Q: What is a gate?\nIt opens.\n* Who shuts it?\nThe guard.\nQ: Why?\nRain.\n")
    _enter(page, server)
    preview = _drop(page, path)
    expect(preview).to_contain_text("Q:")
    page.locator("#notes-mark textarea, #notes-mark input").fill("*")
    page.locator("#notes-again").click()
    expect(preview.locator(".pair")).to_have_count(1, timeout=SLOW)
    expect(preview.locator(".card h4")).to_have_text("Who shuts it?")


def test_stopping_while_cards_are_added_adds_none_and_keeps_the_file(page, server, tmp_path):
    path = tmp_path / "many.md"
    cards = (f"## Question {n}?\nAnswer {n}: {'a long story. ' * 40}\n" for n in range(3000))
    path.write_text("# Many\n\n" + "\n".join(cards))
    _enter(page, server)
    _drop(page, path)
    page.locator("#notes-add").click()
    expect(page.locator("#notes-outcome progress")).to_be_visible(timeout=SLOW)
    page.locator("#notes-stop").click()
    expect(page.locator("#notes-outcome")).to_contain_text("Nothing was added", timeout=SLOW)
    expect(page.locator("#notes-add")).to_be_visible()
    assert _notes(server) == {}
