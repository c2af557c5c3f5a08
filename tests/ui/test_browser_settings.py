"""The room of settings in a real browser: models, data, look, and whether everything works."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from interviewer.adapters.embedder import starter_folder
from interviewer.history.store import Store
from interviewer.models.catalogue import entry
from interviewer.models.find import starter_gguf
from tests.models.test_fetch import NAME, Hub
from tests.ui.driving import (
    SLOW,
    Server,
    choose_count,
    log_in,
    partial_answer,
    people,
    restart,
    send,
    violations,
    wait_for_turn,
)

pytestmark = [pytest.mark.browser, pytest.mark.model, pytest.mark.timeout(600)]

# Of what is downloaded this comes at once, and the rest when it is told to.
FIRST_PART = 30_000_000


@pytest.fixture
def hub():
    """A hub on this machine that holds back the rest of what is first asked for."""
    opened = Hub()
    # The starter stands for the model: it is one, and it is here.
    opened.content = starter_gguf().read_bytes()
    opened.etag = hashlib.sha256(opened.content).hexdigest()
    opened.stall_after = FIRST_PART
    yield opened
    opened.go_on.set()
    opened.close()


def _open(page: Page, server: Server, address: str = "#models") -> None:
    page.goto(server.url + address)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)


def _chinese(browser: Browser) -> Page:
    """A page of a Chinese browser on a telephone."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844})
    context.set_default_timeout(SLOW)
    return context.new_page()


def _row(page: Page, name: str):
    return page.locator(f"#chat-list li[data-name='{name}']")


def _upload(page: Page, archive: Path) -> None:
    # The room is drawn when it is entered; a button that is drawn anew loses the click on it, and a
    # person clicks again.
    expect(page.locator("#chat-list li").first).to_be_attached(timeout=SLOW)
    try:
        with page.expect_file_chooser(timeout=SLOW / 3) as chooser:
            page.locator("#restore").click()
    except TimeoutError:
        with page.expect_file_chooser() as chooser:
            page.locator("#restore").click()
    chooser.value.set_files(archive)


def test_a_model_is_downloaded_stopped_gone_on_with_and_used(page, server, hub, browser):
    server.kill()
    server.start(HF_ENDPOINT=hub.url, HF_HUB_DISABLE_XET="1")
    _open(page, server)
    expect(page.locator("#chat-state .badge")).to_contain_text("no say in scores")
    page.locator("#chat-list summary").click()
    _row(page, NAME).get_by_role("button").click()
    expect(page.locator("#chat-bar")).to_contain_text(" of 98 MB", timeout=SLOW)
    page.reload()
    expect(page.locator("#chat-bar progress")).to_be_visible(timeout=SLOW)
    page.locator("#chat-stop").click()
    expect(page.locator("#chat-note")).to_contain_text("Stopped")
    expect(page.locator("#chat-bar progress")).to_have_count(0)
    hub.go_on.set()
    _row(page, NAME).get_by_role("button", name="Go on").click()
    expect(page.locator("#chat-note")).to_contain_text("is here", timeout=SLOW)
    file = server.home / "models" / NAME / entry(NAME).file
    assert file.read_bytes() == hub.content
    assert hub.ranges[-1] not in (None, "bytes=0-")
    _row(page, NAME).get_by_role("button", name="Use").click()
    expect(page.locator("#chat-note")).to_contain_text("is used from now on", timeout=SLOW)
    expect(_row(page, NAME)).to_contain_text("in use")
    expect(page.locator("#chat-state .badge")).to_contain_text("Not examined")
    assert str(file) in (server.home / "config.toml").read_text()
    broken = server.home / "models" / "broken.gguf"
    broken.write_bytes(b"GGUF and nothing else")
    page.locator("#model-other").get_by_role("button", name="Use a GGUF file").click()
    page.locator("#model-path input, #model-path textarea").fill(str(broken))
    page.locator("#model-use").click()
    expect(page.locator("#chat-note")).to_contain_text("from before stays in use", timeout=SLOW)
    page.locator("#model-path input, #model-path textarea").fill("/nowhere/at-all.gguf")
    page.locator("#model-use").click()
    expect(page.locator("#chat-note")).to_contain_text("no model file", timeout=SLOW)
    expect(page.locator("#chat-stop")).to_be_hidden()
    expect(_row(page, NAME)).to_contain_text("in use")
    chinese = _chinese(browser)
    _open(chinese, server)
    expect(chinese.locator("#chat-state .badge")).to_contain_text("还没有作为评分者接受过考核")
    _row(chinese, "starter").get_by_role("button", name="使用").click()
    expect(_row(chinese, "starter")).to_contain_text("使用中", timeout=SLOW)
    expect(chinese.locator("#chat-state .badge")).to_contain_text("不参与评分")
    # Asked once; the model in use has no such button.
    expect(_row(chinese, "starter").get_by_role("button")).to_have_count(0)
    _row(chinese, NAME).get_by_role("button", name="从磁盘删除").click()
    expect(_row(chinese, NAME).get_by_role("button", name="保留")).to_be_focused()
    expect(_row(chinese, NAME)).to_contain_text("可腾出 98 MB")
    assert file.is_file()
    chinese.keyboard.press("Tab")
    chinese.keyboard.press("Enter")
    expect(chinese.locator("#chat-note")).to_contain_text(f"已删除 {NAME}", timeout=SLOW)
    assert not file.parent.exists()
    expect(chinese.locator("#chat-list summary")).to_be_focused()
    chinese.locator("#model-other > button").click()
    chinese.locator("#model-path input, #model-path textarea").fill("/nowhere/at-all.gguf")
    chinese.locator("#model-use").click()
    expect(chinese.locator("#chat-note")).to_contain_text("没有模型文件", timeout=SLOW)
    assert chinese.evaluate("document.documentElement.scrollWidth") <= 390
    chinese.context.close()


def _answer_once(page: Page, server: Server) -> None:
    """An interview of one question, answered and ended."""
    _open(page, server, "#interview")
    choose_count(page, 1)
    page.locator("#start").click()
    turn = wait_for_turn(page)
    send(page, partial_answer(server.current()[1]))
    wait_for_turn(page, after=turn)
    page.locator("#stop").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)


def _answers(server: Server) -> int:
    with Store(server.home / "interviewer.sqlite3") as store:
        return sum(turn.answer is not None for one in store.sessions() for turn in one.turns)


def test_a_backup_is_downloaded_everything_deleted_and_all_of_it_restored(page, server, tmp_path):
    _answer_once(page, server)
    _open(page, server)
    page.locator("#backup").click()
    expect(page.locator("#data-note")).to_contain_text("ready", timeout=SLOW)
    with page.expect_download() as download:
        page.locator("#backup-file").click()
    archive = tmp_path / "kept.zip"
    download.value.save_as(archive)
    page.locator("#delete-ask").get_by_role("button", name="Delete everything…").click()
    page.locator("#delete-do").click()
    expect(page.locator("#delete-note")).to_contain_text("Nothing was deleted")
    assert _answers(server) == 1
    page.locator("#delete-word input, #delete-word textarea").fill("Delete ")
    page.locator("#delete-do").click()
    expect(page.locator("#said-once")).to_contain_text("new beginning", timeout=SLOW)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    assert _answers(server) == 0
    assert not list(server.home.glob("copies/*")) + list(server.home.glob("exports/*"))
    assert page.evaluate("localStorage.getItem('draft')") is None
    page.locator("#tab-interview").click()
    expect(page.locator("#start")).to_be_visible()
    page.locator("#tab-models").click()
    _upload(page, tmp_path / "kept.zip")
    expect(page.locator("#restore-ask")).to_contain_text("Interviews: 1, answers: 1", timeout=SLOW)
    assert _answers(server) == 0
    assert violations(page) == []
    page.locator("#restore-do").click()
    expect(page.locator("#said-once")).to_contain_text("Restored", timeout=SLOW)
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    assert _answers(server) == 1
    page.locator("#tab-progress").click()
    expect(page.locator(".progress-room section").first).to_be_visible(timeout=SLOW)


def test_in_chinese_on_a_telephone_a_bad_backup_is_refused_and_deleting_begins_anew(
    browser, server, tmp_path
):
    page = _chinese(browser)
    _open(page, server)
    bad = tmp_path / "bad.zip"
    bad.write_bytes(b"PK no archive")
    _upload(page, bad)
    expect(page.locator("#data-note")).to_contain_text("现有数据没有改变", timeout=SLOW)
    expect(page.locator("#data-note")).to_contain_text("bad.zip 不是完好的 zip 文件")
    page.locator("#delete-ask").get_by_role("button", name="删除全部数据…").click()
    page.locator("#delete-word input, #delete-word textarea").fill("删除")
    page.locator("#delete-word input, #delete-word textarea").press("Enter")
    expect(page.locator("#said-once")).to_contain_text("一切从头开始", timeout=SLOW)
    expect(page.locator("#first-note")).to_be_visible(timeout=SLOW)
    page.locator("#tab-notes").click()
    expect(page.locator("#notes-count, #room-notes")).not_to_have_count(0)
    page.context.close()


def test_theme_language_and_setup_are_kept_after_a_restart(page, server):
    _open(page, server)
    assert not page.evaluate("document.body.classList.contains('dark')")
    page.locator("#theme").get_by_text("Dark").click()
    expect(page.locator("body.dark")).to_be_attached()
    page.locator("#page-lang").get_by_text("中文").click()
    expect(page.locator("#theme")).to_contain_text("深色", timeout=SLOW)
    page.locator("#tab-interview").click()
    choose_count(page, 3)
    page.locator("#mode").get_by_text("练习", exact=False).first.click()
    mode = page.locator("#mode input:checked").get_attribute("value")
    page.locator("#start").click()
    wait_for_turn(page)
    page.locator("#stop").click()
    expect(page.locator("#ending .report")).to_be_visible(timeout=SLOW)
    page.locator("#new").click()
    expect(page.locator("#start")).to_be_visible()
    restart(page, server)
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    expect(page.locator("body.dark")).to_be_attached()
    expect(page.locator("#start")).to_have_text("开始面试")
    expect(page.locator("#count input[type=number]")).to_have_value("3")
    expect(page.locator("#mode input:checked")).to_have_value(mode)
    page.locator("#tab-models").click()
    expect(page.locator("#theme input:checked")).to_have_value("dark")
    page.locator("#language-forget").click()
    expect(page.locator("#room-models h2").first).to_have_text("Language model", timeout=SLOW)


def test_everything_is_checked_in_both_languages_and_axe_finds_nothing(page, server, browser):
    _open(page, server)
    page.locator("#model-test").click()
    expect(page.locator("#checks")).to_contain_text("Everything works", timeout=SLOW)
    expect(page.locator("#checks li.ok")).to_have_count(7)
    expect(page.locator("#data-facts")).to_contain_text(str(server.home))
    for summary in page.locator("#room-models summary").all():
        summary.click()
    page.locator("#delete-ask").get_by_role("button", name="Delete everything…").click()
    for theme in ("Light", "Dark"):
        page.locator("#theme").get_by_text(theme).click()
        # A colour on its way to another is neither.
        page.add_style_tag(content="* { transition: none !important; }")
        assert violations(page) == [], theme
    chinese = _chinese(browser)
    _open(chinese, server)
    chinese.locator("#model-test").click()
    expect(chinese.locator("#checks")).to_contain_text("一切正常", timeout=SLOW)
    assert chinese.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(chinese) == []
    chinese.context.close()


def _plant_embedder(server: Server, name: str) -> None:
    """The starter's sentence model, as if it had been downloaded under this name."""
    place = server.home / "models" / name
    shutil.copytree(starter_folder(), place)
    (place / "origin.json").write_text("{}")


def test_another_sentence_model_prepares_the_cards_and_is_used_from_then_on(page, server):
    _plant_embedder(server, "multilingual-minilm")
    _open(page, server)
    row = page.locator("#embedding-list li[data-name='multilingual-minilm']")
    row.get_by_role("button", name="Use").click()
    expect(page.locator("#embedding-note")).to_contain_text("is used from now on", timeout=3 * SLOW)
    expect(row).to_contain_text("in use")
    assert "multilingual-minilm" in (server.home / "config.toml").read_text()
    page.locator("#model-test").click()
    expect(page.locator("#checks")).to_contain_text("Everything works", timeout=3 * SLOW)
    expect(page.locator("#checks")).to_contain_text("multilingual-minilm@")
    expect(page.locator("#checks")).to_contain_text("in step with the store")


def test_of_two_people_one_deletes_everything_and_the_other_keeps_all(server, browser, tmp_path):
    server.kill()
    server.start(options=["--auth-file", str(people(tmp_path, "ann", "bob"))])
    ann, bob = (log_in(browser, server, name) for name in ("ann", "bob"))
    for page in (ann, bob):
        page.locator("#tab-models").click()
        page.locator("#theme").get_by_text("Dark").click()
        expect(page.locator("body.dark")).to_be_attached()
    folders = {path.name.split("-")[0]: path for path in (server.home / "people").iterdir()}
    expect(ann.locator("#data-facts")).to_contain_text(folders["ann"].name)
    ann.locator("#delete-ask").get_by_role("button", name="Delete everything…").click()
    expect(ann.locator("#delete-ask")).to_contain_text(folders["ann"].name)
    ann.locator("#delete-word input, #delete-word textarea").fill("delete")
    ann.locator("#delete-do").click()
    expect(ann.locator("#said-once")).to_contain_text("new beginning", timeout=SLOW)
    expect(ann.locator("body[data-ready]:not(.dark)")).to_be_attached(timeout=SLOW)
    bob.reload()
    expect(bob.locator("body[data-ready].dark")).to_be_attached(timeout=SLOW)
    for page in (ann, bob):
        page.context.close()
