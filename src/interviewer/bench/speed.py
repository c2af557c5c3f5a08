"""Speed of the program, beside the raw libraries in the same run.

Writes to a data folder of its own that is deleted afterwards. `interviewer bench speed`
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from interviewer.bench import sitting
from interviewer.cards import Lang
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.parts import Parts
from interviewer.ports import ChatModel, Message
from interviewer.selection import askable
from interviewer.settings import Settings

ANSWERS = 40
GENERATIONS = 5
TOKENS = 96
STARTS = 3
PROMPT = (Message("user", "Explain what a hash table is, and when you would use one."),)


def run() -> dict[str, Any]:
    """All figures: seconds or milliseconds as named, ratios without a unit.

    Those of a scripted sitting begin with its language, see `sitting.figures`.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERVIEWER_HOME"] = folder
        with Parts(Settings()) as parts:
            parts.take_pack()
            parts.library.sync()
            figures = {**_answering(parts, Path(folder)), **_generation(parts)}
            for lang in (Lang.EN, Lang.ZH):
                figures.update(sitting.figures(parts, lang))
        figures["help_seconds"] = _median_of(_help)
        figures.update(_starting())
    return {name: round(value, 4) for name, value in figures.items()}


def _answering(parts: Parts, folder: Path) -> dict[str, float]:
    """An answer's way through the interviewer, without a language model."""
    received, graded = [], []
    with Store(folder / "speed.sqlite3") as store:
        interviewer = Interviewer(store, parts.grader, lambda: None)
        cards = askable(parts.library.cards())
        store.put_cards([(card, status) for card, status in parts.store.cards()], origin="pack")
        session = interviewer.start(cards, count=ANSWERS, lang=Lang.EN, seed=1)
        for number in range(ANSWERS):
            session = interviewer.advance(session.id)
            turn = session.current
            if turn is None or session.finished:
                break
            # As the page does while the learner types.
            interviewer.prepare(session.id)
            answer = store.card(turn.card_id).key_points[0].text
            start = time.perf_counter()
            interviewer.answer(session.id, turn.id, f"click-{number}", answer)
            received.append(time.perf_counter() - start)
            start = time.perf_counter()
            interviewer.grade(session.id)
            graded.append(time.perf_counter() - start)
    return {
        "received_ms": 1000 * median(received),
        "grade_ms": 1000 * median(graded),
        "grade_p95_ms": 1000 * quantiles(graded, n=20)[-1],
    }


def _generation(parts: Parts) -> dict[str, float]:
    """Tokens a second through the worker, and by llama.cpp in this process."""
    model = parts.model()
    assert model is not None
    through = median(_app_rate(model) for _ in range(GENERATIONS))
    raw = median(_raw_rates())
    return {
        "app_tokens_per_second": through,
        "raw_tokens_per_second": raw,
        "generation_ratio": through / raw,
    }


def _app_rate(model: ChatModel) -> float:
    start = time.perf_counter()
    for _ in model.stream(PROMPT, max_tokens=TOKENS):
        pass
    stats = model.stats  # type: ignore[attr-defined]
    return float(stats.generated_tokens / (time.perf_counter() - start))


def _raw_rates() -> list[float]:
    from llama_cpp import Llama

    from interviewer.models.find import starter_gguf
    from interviewer.models.machine import physical_cores

    llama = Llama(
        str(starter_gguf()), n_ctx=4096, n_threads=physical_cores(), verbose=False, seed=0
    )
    rates = []
    messages = [{"role": m.role, "content": m.content} for m in PROMPT]
    for _ in range(GENERATIONS):
        start = time.perf_counter()
        reply = llama.create_chat_completion(messages, max_tokens=TOKENS, temperature=0.0)
        seconds = time.perf_counter() - start
        rates.append(reply["usage"]["completion_tokens"] / seconds)
    llama.close()
    return rates


def _help() -> float:
    return _seconds_of([sys.executable, "-m", "interviewer", "--help"])


def _starting() -> dict[str, float]:
    """From the command to a page that answers, beside importing the heavy libraries alone."""
    libraries = _median_of(
        lambda: _seconds_of([sys.executable, "-c", "import gradio, torch, chromadb, llama_cpp"])
    )
    page = _median_of(_page)
    return {"imports_seconds": libraries, "start_seconds": page, "start_ratio": page / libraries}


def _page() -> float:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "interviewer", "ui", "--no-browser", "--port", str(port)]
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        for line in server.stdout:
            if "ready" in line:
                break
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(f"http://127.0.0.1:{port}/", timeout=60) as page:
            page.read()
        seconds = time.perf_counter() - start
        server.terminate()
    return seconds


def _seconds_of(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def _median_of(measure: Callable[[], float]) -> float:
    return median(measure() for _ in range(STARTS))
