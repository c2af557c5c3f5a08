"""The remote adapter against a real llama_cpp.server on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time

import httpx
import pytest

from interviewer.adapters.remote_chat import RemoteChat
from interviewer.cards import Lang
from interviewer.grading.judging import OPTIONS, ask
from interviewer.grading.rubric import Rubric
from interviewer.models.find import starter_gguf
from interviewer.phrasing import question
from interviewer.phrasing.phrased import PhrasedBy
from interviewer.ports import Message

pytestmark = pytest.mark.model

RUBRIC = Rubric.from_texts(
    "What is a queue?", ["It gives back first what was put in first. Items are added at the back."]
)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module", params=["true", "false"], ids=["logprobs", "constrained"])
def server(request):
    """A server that gives log probabilities, and one that does not."""
    port = _free_port()
    options = {"model": starter_gguf(), "n_ctx": 1024, "logits_all": request.param,
               "host": "127.0.0.1", "port": port, "verbose": "false"}  # fmt: skip
    command = [sys.executable, "-m", "llama_cpp.server"]
    command += [part for key, value in options.items() for part in (f"--{key}", str(value))]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        command, env=os.environ | {"PYTHONWARNINGS": "ignore"}, **quiet
    ) as process:
        try:
            _await(f"http://127.0.0.1:{port}/v1/models", process)
            yield request.param == "true", f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _await(address, process):
    with httpx.Client(trust_env=False) as client:
        for _ in range(1200):
            assert process.poll() is None, "the server ended"
            try:
                client.get(address)
                return
            except httpx.HTTPError:
                time.sleep(0.1)
    raise AssertionError("the server did not come up")


def test_a_question_is_phrased_through_a_real_server(server):
    _, url = server
    chat = RemoteChat(url)
    assert "".join(chat.stream([Message("user", "Say yes.")], max_tokens=8))
    phrased = question.ask("What is a closure?", Lang.EN, chat, number=1, total=2, seed=1)
    assert "closure" in phrased.text
    # The words of the model, or a refusal by the checks; never a failure of the connection.
    assert phrased.by is PhrasedBy.MODEL or "server" not in (phrased.refused or "")


def test_verdicts_come_from_a_real_server_by_probabilities_or_by_constraint(server):
    gives_logprobs, url = server
    chat = RemoteChat(url)
    said = ask(chat, RUBRIC, "The first that comes in goes out first.")
    assert len(said) == len(RUBRIC.points)
    for one in said:
        assert 0 <= min(one.shares) <= max(one.shares) <= 1
        assert len(one.shares) == len(OPTIONS)
        assert gives_logprobs or one.mass == 1
    assert (len(chat._ways) == 3) is gives_logprobs
    assert ask(chat, RUBRIC, "The first that comes in goes out first.") == said
