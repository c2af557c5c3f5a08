"""No connection leaves the machine: watched with strace, and shown where there is no way out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.ui.driving import CHROMIUM, CHROMIUM_ARGS, SLOW, Server, free_port
from tests.ui.touring import tour

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
def test_all_rooms_of_the_page_connect_to_nothing_even_with_a_proxy_set(tmp_path, page):
    trace = tmp_path / "trace"
    served = Server(tmp_path / "home", free_port(), prefix=[*TRACE, str(trace)])
    served.home.mkdir()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    proxy = "http://127.0.0.1:9"
    served.start(HTTP_PROXY=proxy, HTTPS_PROXY=proxy, http_proxy=proxy, https_proxy=proxy)
    try:
        tour(page, served, tmp_path)
    finally:
        served.kill()
    assert _left_the_machine(trace) == []
    elsewhere = [url for url in asked if not url.startswith((served.url, "data:", "blob:"))]
    assert elsewhere == []


@pytest.fixture
def island():
    """The start of a command that runs it where no network but its own loopback exists."""
    up = "import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 1))"
    made = ["unshare", "--net", "sh", "-c", f'"$0" -c "{up}" && echo up && exec sleep infinity']
    with subprocess.Popen([*made, sys.executable], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        if holder.stdout.readline() != "up\n":
            pytest.skip("a network namespace cannot be made: needs root on Linux")
        yield ["nsenter", "--net", "--target", str(holder.pid)]
        holder.kill()


@pytest.mark.browser
def test_all_rooms_work_where_the_network_has_no_way_out(tmp_path, playwright, island):
    routes = subprocess.run([*island, "cat", "/proc/net/route"], capture_output=True, text=True)
    assert routes.stdout.splitlines()[1:] == []
    served = Server(tmp_path / "home", free_port(), prefix=island)
    served.home.mkdir()
    inside = tmp_path / "chromium"
    inside.write_text(f'#!/bin/sh\nexec {" ".join(island)} {CHROMIUM} "$@"\n')
    inside.chmod(0o755)
    served.start()
    try:
        browser = playwright.chromium.launch(executable_path=inside, args=CHROMIUM_ARGS)
        page = browser.new_page(locale="en-US")
        page.set_default_timeout(SLOW)
        tour(page, served, tmp_path)
        browser.close()
    finally:
        served.kill()
