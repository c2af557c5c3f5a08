"""One thing done in every room of the page, as somebody does who looks around."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.ui.driving import SLOW, Server, choose_count, enter, good_answer, send, wait_for_turn

NOTES = "# Stations\n\n## What does a turnstile count?\nIt counts the people who pass.\n"
QUEUE = "A queue gives back first what was put in first."


def tour(page: Page, server: Server, folder: Path) -> None:
    """Interview, both ways of grading, notes, progress, settings; `folder` takes the downloads."""
    page.goto(server.url)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    _interview(page, server, folder)
    _grade(page)
    _notes(page)
    enter(page, "progress")
    expect(page.locator(".progress-room section").first).to_be_visible(timeout=SLOW)
    _settings(page, folder)


def _interview(page: Page, server: Server, folder: Path) -> None:
    choose_count(page, 1)
    page.locator("#start").click()
    turn = wait_for_turn(page)
    page.locator("#hint").click()
    send(page, good_answer(server.current()[1]))
    turn = wait_for_turn(page, after=turn)
    expect(page.locator(".talk .feedback, #ending .report").first).to_be_visible(timeout=SLOW)
    while turn:
        page.locator("#skip").click()
        turn = wait_for_turn(page, after=turn)
    with page.expect_download() as download:
        page.locator("#download-md").click()
    download.value.save_as(folder / "report.md")


def _grade(page: Page) -> None:
    enter(page, "grade")
    page.locator("#grade-question textarea").fill("What does a queue do?")
    page.locator("#grade-reference textarea").fill(f"{QUEUE} Spoolers use queues.")
    page.locator("#grade-answer textarea").fill(QUEUE)
    page.locator("#grade-button").click()
    expect(page.locator("#grade-result .feedback")).to_be_visible(timeout=SLOW)
    enter(page, "many")
    page.locator("#many-paste textarea").fill(
        "Q: What is a closure in Python?\nA: A function with the variables of its scope.\n"
    )
    page.locator("#many-look").click()
    page.locator("#many-grade").click(timeout=SLOW)
    expect(page.locator("#many-status")).to_contain_text("1 of 1", timeout=SLOW)


def _notes(page: Page) -> None:
    enter(page, "notes")
    page.locator("#notes-paste-box button").first.click()
    page.locator("#notes-paste textarea").fill(NOTES)
    page.locator("#notes-look").click()
    expect(page.locator("#notes-preview-cards .pair")).to_have_count(1, timeout=SLOW)
    page.locator("#notes-add").click()
    expect(page.locator("#notes-preview-cards")).to_be_hidden(timeout=SLOW)


def _settings(page: Page, folder: Path) -> None:
    enter(page, "models")
    page.locator("#model-test").click()
    expect(page.locator("#checks")).to_contain_text("Everything works", timeout=SLOW)
    page.locator("#backup").click()
    expect(page.locator("#data-note")).to_contain_text("ready", timeout=SLOW)
    with page.expect_download() as download:
        page.locator("#backup-file").click()
    download.value.save_as(folder / "backup.zip")
