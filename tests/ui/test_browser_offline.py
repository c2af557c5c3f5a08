"""No connection leaves the machine: watched from outside the program, with strace."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.ui.driving import Server, free_port

pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]

LOOPBACK = re.compile(r'sin_addr=inet_addr\("127\.|inet_pton\(AF_INET6, "::1"|"::ffff:127\.')
TRACE = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg", "-o"]


@pytest.fixture(autouse=True)
def _strace():
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed: the connection trace did not run")


def _left_the_machine(trace) -> list[str]:
    """Calls that name an internet address other than loopback (DNS goes by them too)."""
    lines = trace.read_text(errors="replace").splitlines()
    return [line for line in lines if re.search(r"AF_INET6?\b", line) and not LOOPBACK.search(line)]


def test_grading_an_answer_connects_to_nothing(tmp_path, home):
    trace = tmp_path / "trace"
    command = [sys.executable, "-m", "interviewer", "grade", "--question", "What is a queue?"]
    command += ["--reference", "First in, first out.", "--answer", "The first in is first out."]
    subprocess.run(
        [*TRACE, str(trace), *command],
        check=True,
        capture_output=True,
        env={**os.environ, "INTERVIEWER_HOME": str(home)},
    )
    assert _left_the_machine(trace) == []


@pytest.mark.browser
def test_a_page_session_connects_to_nothing_even_with_a_proxy_set(tmp_path, page):
    trace = tmp_path / "trace"
    served = Server(tmp_path / "home", free_port(), prefix=[*TRACE, str(trace)])
    served.home.mkdir()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    proxy = "http://127.0.0.1:9"
    served.start(HTTP_PROXY=proxy, HTTPS_PROXY=proxy, http_proxy=proxy, https_proxy=proxy)
    try:
        page.goto(served.url)
        page.locator("#start").click()
        page.locator('.talk[data-turn]:not([data-turn=""])').wait_for(timeout=120_000)
        page.locator("#answer textarea").fill("It keeps the variance at one.")
        page.locator("#answer textarea").press("Enter")
        page.locator(".feedback .ring").wait_for(timeout=120_000)
    finally:
        served.kill()
    assert _left_the_machine(trace) == []
    elsewhere = [url for url in asked if not url.startswith((served.url, "data:", "blob:"))]
    assert elsewhere == []
