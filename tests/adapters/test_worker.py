import os
import signal
import subprocess
import sys

import pytest

from interviewer.adapters.worker import Worker
from interviewer.errors import WorkerDiedError

_ECHO = "import sys\nfor line in sys.stdin: print(line, end='', flush=True)"
_SILENT = "import sys\nsys.stdin.read()"


@pytest.fixture
def start():
    started = []

    def make(program):
        worker = Worker([sys.executable, "-c", program])
        started.append(worker)
        return worker

    yield make
    for worker in started:
        worker.end()


def test_messages_go_there_and_back_in_any_language(start):
    worker = start(_ECHO)
    worker.send({"text": "什么是闭包？\n"})
    assert worker.receive(20) == {"text": "什么是闭包？\n"}


def test_silence_is_a_timeout(start):
    with pytest.raises(TimeoutError):
        start(_SILENT).receive(0.01)


def test_a_dead_process_says_so_at_every_receive(start):
    worker = start("import sys; sys.exit(3)")
    for _ in range(2):
        with pytest.raises(WorkerDiedError, match="code 3"):
            worker.receive(20)
    assert not worker.alive


def test_sending_to_a_dead_process_is_an_error_and_no_crash(start):
    worker = start(_SILENT)
    os.kill(worker.pid, signal.SIGKILL)
    with pytest.raises(WorkerDiedError):
        worker.receive(20)
    with pytest.raises(WorkerDiedError, match="-9"):
        worker.send({"id": 1})


def test_half_a_line_left_by_a_killed_process_is_ignored(start):
    worker = start("print('{\"id\": 1}'); print('{\"id\"', end='')")
    assert worker.receive(20) == {"id": 1}
    with pytest.raises(WorkerDiedError):
        worker.receive(20)


def test_last_words_are_what_it_wrote_to_standard_error(start):
    worker = start("import sys; sys.exit('no such tensor')")
    with pytest.raises(WorkerDiedError):
        worker.receive(20)
    assert "no such tensor" in worker.last_words()


def test_it_runs_in_a_process_group_of_its_own(start):
    worker = start(_SILENT)
    assert os.getpgid(worker.pid) == worker.pid != os.getpgid(0)


def test_ending_twice_is_harmless(start):
    worker = start(_SILENT)
    worker.end()
    worker.end()
    assert not worker.alive


def test_the_child_ends_when_its_parent_is_killed():
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys\n"
            "from interviewer.adapters.worker import Worker\n"
            f"worker = Worker([sys.executable, '-c', {_ECHO!r}])\n"
            "print(worker.pid, flush=True)\n"
            "sys.stdin.read()",
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with parent:
        child = int(parent.stdout.readline())
        parent.kill()
    while _runs(child):  # bounded by the test's own time limit
        pass


def _runs(pid):
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
