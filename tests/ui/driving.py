"""Drives the real page: a server process that can be killed, and a browser over it."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from interviewer.cards import Card
from interviewer.history.store import Store
from interviewer.session import Turn

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW = 60_000
# Until nothing moves; what was taken away while it moved counts as ended, what turns for ever not.
_AT_REST = """() => Promise.allSettled(
    document.getAnimations()
        .filter(one => one.effect?.getComputedTiming().endTime !== Infinity)
        .map(one => one.finished))"""


@dataclass
class Server:
    """A served page with a data folder of its own; survives being killed and started again."""

    home: Path
    port: int
    prefix: list[str] = field(default_factory=list)
    process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self, *, options: Sequence[str] = (), **environment: str) -> None:
        command = [sys.executable, "-m", "interviewer", "ui", "--no-browser"]
        with (self.home.parent / "server.log").open("a") as log:
            self.process = subprocess.Popen(
                [*self.prefix, *command, "--port", str(self.port), *options],
                env={**os.environ, "INTERVIEWER_HOME": str(self.home), **environment},
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                start_new_session=True,
            )
        assert self.process.stdout is not None
        lines = []
        for line in self.process.stdout:
            lines.append(line)
            if "is ready" in line:
                return
        raise AssertionError(f"the server did not start: {lines}; see server.log")

    def kill(self) -> None:
        """As `kill -9` does, with no chance to tidy up."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self.process = None

    def log(self) -> str:
        return (self.home.parent / "server.log").read_text()

    def current(self) -> tuple[Turn, Card]:
        """The question that waits for an answer, and its card, as the store has them."""
        with Store(self.home / "interviewer.sqlite3") as store:
            session = store.sessions()[0]
            assert session.current is not None
            return session.current, store.card(session.current.card_id)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def restart(page: Page, server: Server, **environment: str) -> None:
    """Kill the server, start it again, and open its page anew.

    A page reloads itself when its server is back; that and a reload of ours would collide.
    """
    server.kill()
    page.goto("about:blank")
    server.start(**environment)
    page.goto(server.url)


def shown_turn(page: Page) -> str:
    """The id of the question that the page waits on, "" when it waits on none."""
    return page.locator(".talk").get_attribute("data-turn") or ""


def wait_for_turn(page: Page, after: str = "") -> str:
    """Wait for a question other than `after`, or for the report; the turn's id, "" at the end."""
    page.wait_for_function(
        """after => {
            const turn = document.querySelector('.talk')?.dataset.turn;
            return document.querySelector('#ending .report') || (turn && turn !== after);
        }""",
        arg=after,
        timeout=SLOW,
    )
    return "" if page.locator("#ending .report").count() else shown_turn(page)


def people(folder: Path, *names: str) -> Path:
    """A file for `--auth-file`; everybody's password is their name and `-password`."""
    file = folder / "names"
    file.write_text("".join(f"{name}:{name}-password\n" for name in names))
    return file


def log_in(browser: Browser, server: Server, name: str) -> Page:
    """A page of this person, who says the password at the door."""
    page = browser.new_context(locale="en-US").new_page()
    page.set_default_timeout(SLOW)
    page.goto(server.url)
    page.locator("input").first.fill(name)
    page.locator("input[type=password]").fill(f"{name}-password")
    page.locator("button").filter(has_text="Login").click()
    expect(page.locator("body[data-ready]")).to_be_attached(timeout=SLOW)
    return page


def choose_count(page: Page, questions: int) -> None:
    """So many questions in the interview to come."""
    count = page.locator("#count input[type=number]")
    count.fill(str(questions))
    count.press("Tab")


def enter(page: Page, room: str) -> None:
    """Go to a room by its address."""
    page.evaluate("room => { location.hash = room; }", room)
    expect(page.locator(f"#room-{room}")).to_be_visible()


def send(page: Page, text: str) -> None:
    """Type an answer and press Enter, as a person does."""
    box = page.locator("#answer textarea")
    box.fill(text)
    box.press("Enter")


def violations(page: Page) -> list[str]:
    """What axe-core finds in the page at rest: rule, place and what is wrong.

    A list that fades out is paler than anybody reads it.
    """
    page.evaluate(_AT_REST)
    return [
        f"{rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
    ]


def partial_answer(card: Card) -> str:
    """The card's lightest point in its own words: leaves something to follow up on."""
    return min(card.key_points, key=lambda point: point.weight).text


def good_answer(card: Card) -> str:
    """The whole reference."""
    assert card.reference is not None
    return card.reference
