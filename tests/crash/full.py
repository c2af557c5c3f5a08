"""Kills of the full stack: the served page in a real browser, the server and the model's process.

Every answer is a text of its own. What the page shows as an answer of the conversation was
acknowledged, and has to be in the store exactly once after the kill; the page then goes on with
the same sitting. In the end `interviewer doctor` has to find index and history in step.

`.venv/bin/python -m tests.crash.full --kills 10 --seed 1`; the last line is the tally.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections import Counter
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from interviewer.history.store import Store
from tests.ui.driving import CHROMIUM, CHROMIUM_ARGS, SLOW, Server, free_port, send, wait_for_turn

NOTES = "# Sundials\n\n" + "".join(
    f"## What does sundial {n} need?\n\nSundial {n} needs the sun and a gnomon.\n\n"
    for n in range(40)
)
# Every third kill is one of the model's process alone, every fifth comes while notes are imported.
_MODEL, _IMPORT = 3, 5


class Story:
    """One data folder, its server, and what was sent and acknowledged."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.server = Server(folder / "home", free_port())
        self.server.home.mkdir()
        self.notes = folder / "sundials.md"
        self.notes.write_text(NOTES, encoding="utf-8")
        self.chance = chance
        self.sent: list[str] = []
        self.shown: set[str] = set()
        self.tally: Counter[str] = Counter()

    def open(self, page: Page) -> None:
        """The page with a question that waits: the open sitting gone on with, or a new one."""
        page.goto(self.server.url)
        page.wait_for_function(
            """() => document.querySelector('.talk')?.dataset.turn ||
                     document.querySelector('#start')?.offsetParent ||
                     document.querySelector('#ending .report')""",
            timeout=SLOW,
        )
        if page.locator("#ending .report").is_visible():
            page.locator("#new").click()
            page.locator("#start").wait_for(timeout=SLOW)
        if page.locator("#start").is_visible():
            page.locator("#start").click()
        else:
            self.tally["sittings gone on with after a kill"] += 1
        wait_for_turn(page)

    def answer(self, page: Page) -> None:
        """Send an answer and wait for a random moment; note what the page shows by then."""
        words = f"It normalises the batch, {uuid.uuid4().hex}."
        self.sent.append(words)
        send(page, words)
        until = time.monotonic() + self.chance.uniform(0, 2.5)
        while time.monotonic() < until:
            self._note_shown(page, words)
            time.sleep(0.02)
        self._note_shown(page, words)

    def _note_shown(self, page: Page, words: str) -> None:
        if words in page.locator("#conversation").inner_text():
            self.shown.add(words)

    def kill_server(self) -> None:
        """SIGKILL to the server and all that it started."""
        self.server.kill()
        self.tally["kills of the server"] += 1

    def kill_model(self, page: Page) -> None:
        """SIGKILL to the model's process; the page has to go on by itself."""
        pids = _model_processes(self.server)
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.tally["kills of the model's process" if pids else "model not yet started"] += 1
        wait_for_turn(page)

    def kill_import(self) -> None:
        """SIGKILL to an import beside the running server."""
        command = [sys.executable, "-m", "interviewer", "import", str(self.notes)]
        importing = subprocess.Popen(
            command,
            env={**os.environ, "INTERVIEWER_HOME": str(self.server.home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(self.chance.uniform(0.5, 6))
        importing.kill()
        importing.wait()
        self.tally["kills of an import"] += 1

    def check(self) -> None:
        """Raises AssertionError when an acknowledged answer is not there exactly once."""
        with Store(self.server.home / "interviewer.sqlite3") as store:
            store.check()
            held = Counter(t.answer for s in store.sessions() for t in s.turns if t.answer)
        self.tally["lost"] += sum(not held[words] for words in self.shown)
        self.tally["double"] += sum(held[words] > 1 for words in self.sent)
        assert not self.tally["lost"], "an acknowledged answer is lost"
        assert not self.tally["double"], "an answer is there twice"

    def doctor(self) -> None:
        """Import to the end, then index and history have to agree."""
        environment = {
            **os.environ,
            "INTERVIEWER_HOME": str(self.server.home),
            "INTERVIEWER_LLM__ENABLED": "false",
        }
        for arguments in (["import", str(self.notes)], ["doctor"], ["doctor", "--json"]):
            command = [sys.executable, "-m", "interviewer", *arguments]
            run = subprocess.run(command, env=environment, capture_output=True, text=True)
        checks = {check["name"]: check for check in json.loads(run.stdout)["checks"]}
        assert checks["index"]["ok"], checks
        assert "in step" in checks["index"]["detail"], checks


def _model_processes(server: Server) -> list[int]:
    assert server.process is not None
    found = subprocess.run(
        ["pgrep", "-f", "interviewer.adapters.llama_child"], capture_output=True, text=True
    ).stdout.split()
    # Ours by the session that the server began: the model's process has a group of its own.
    ours = os.getsid(server.process.pid)
    return [int(pid) for pid in found if _session(int(pid)) == ours]


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return -1


def run(kills: int, seed: int) -> dict[str, int]:
    """Kill that often; the tally."""
    folder = Path(tempfile.mkdtemp(prefix="crash-full-"))
    story = Story(folder, random.Random(seed))
    story.server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
            page = browser.new_context(locale="en-US").new_page()
            page.set_default_timeout(2 * SLOW)
            for number in range(1, kills + 1):
                story.open(page)
                story.answer(page)
                if number % _MODEL == 0:
                    story.kill_model(page)
                elif number % _IMPORT == 0:
                    story.kill_import()
                else:
                    story.kill_server()
                    story.check()
                    # A page reloads itself when its server is back; that and ours would collide.
                    page.goto("about:blank")
                    story.server.start()
            story.check()
            browser.close()
        story.kill_server()
        story.doctor()
    finally:
        if story.server.process is not None:
            story.server.kill()
        shutil.rmtree(folder)
    story.tally["answers sent"] = len(story.sent)
    story.tally["answers acknowledged"] = len(story.shown)
    return {"kills": kills, **story.tally}


def main() -> None:
    """Run from a shell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    print(f"seed {chosen.seed}", file=sys.stderr)
    began = time.monotonic()
    tally = run(chosen.kills, chosen.seed)
    print(json.dumps({**tally, "seconds": round(time.monotonic() - began, 1)}))


if __name__ == "__main__":
    main()
