"""Server and browser for the tests that drive the real page."""

from __future__ import annotations

import pytest

pytest.importorskip("playwright.sync_api")

from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.ui.driving import CHROMIUM, CHROMIUM_ARGS, SLOW, Server, free_port


@pytest.fixture
def server(tmp_path):
    """A served page; whatever is left of it is killed in the end."""
    served = Server(tmp_path / "home", free_port())
    served.home.mkdir()
    served.start()
    yield served
    if served.process is not None:
        served.kill()


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """One server for the whole file."""
    server = Server(tmp_path_factory.mktemp("served") / "home", free_port())
    server.home.mkdir()
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="module")
def playwright() -> Playwright:
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed: the browser tests did not run")
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="module")
def browser(playwright) -> Browser:
    opened = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
    yield opened
    opened.close()


@pytest.fixture
def page(browser):
    """A fresh page of a browser that prefers English; a script error fails the test."""
    context = browser.new_context(locale="en-US", accept_downloads=True)
    # A busy machine is slow, not wrong.
    context.set_default_timeout(SLOW)
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert errors == []
