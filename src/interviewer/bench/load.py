"""Several learners at once on one machine, grading without a language model; and for how long.

Each scripted learner is a thread with sittings of its own on one store and one grader, as the
page serves them: thinks, sends an answer, waits for its grade. Knows nothing of HTTP.
`interviewer bench load` · `interviewer bench soak --minutes 30`
"""

from __future__ import annotations

import os
import random
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, quantiles
from typing import Any

from interviewer.cards import Card
from interviewer.parts import Parts
from interviewer.selection import askable
from interviewer.settings import Settings

LEARNERS = (1, 5, 20, 50)
THINK = (20.0, 40.0)
_SAMPLES = 40
_SOAKED = 12


@dataclass
class Times:
    """Seconds from sending to being kept, and to being graded, of every answer."""

    kept: list[float] = field(default_factory=list)
    graded: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """How many, and the p95 of both in milliseconds."""
        return {
            "answers": len(self.graded),
            "kept_p95_ms": round(_p95(self.kept), 1),
            "graded_p95_ms": round(_p95(self.graded), 1),
            "graded_max_ms": round(1000 * max(self.graded, default=0.0), 1),
        }


def run(learners: Sequence[int] = LEARNERS, seconds: float = 120.0) -> dict[str, Any]:
    """Figures for each number of learners over `seconds`, and for all of them sending at once."""
    with _folder() as folder, _parts(folder) as parts:
        held = [{"learners": n, **_held(parts, n, seconds, THINK).figures()} for n in learners]
        most = max(learners)
        burst = {"learners": most, **_burst(parts, most).figures()}
    return {"think_seconds": THINK, "with_thinking": held, "burst": burst}


def soak(minutes: float, learners: int = 5) -> dict[str, Any]:
    """Learners who hardly think, for so long: what grows of memory, files and threads.

    They practise few cards, so that what the grader remembers of them is there when the first
    quarter is over.
    """
    samples: list[dict[str, float]] = []
    with _folder() as folder, _parts(folder) as parts:
        began = _used()
        seconds = 60 * minutes / _SAMPLES
        answers = 0
        for _ in range(_SAMPLES):
            answers += len(_held(parts, learners, seconds, (0.0, 0.2), _SOAKED).graded)
            samples.append(_used())
    # The first quarter warms up: models are loaded, caches filled.
    warm, last = samples[_SAMPLES // 4 : _SAMPLES // 2], samples[-_SAMPLES // 4 :]
    grown = {
        name: round(fmean(s[name] for s in last) - fmean(s[name] for s in warm), 2)
        for name in began
    }
    memory = fmean(s["memory_mb"] for s in warm)
    return {
        "minutes": minutes,
        "answers": answers,
        "memory_mb_warm": round(memory, 1),
        "memory_growth": round(grown["memory_mb"] / memory, 4),
        "files_growth": grown["files"],
        "threads_growth": grown["threads"],
        "processes": samples[-1]["processes"],
    }


def _held(
    parts: Parts,
    learners: int,
    seconds: float,
    think: tuple[float, float],
    most_cards: int | None = None,
) -> Times:
    """So many learners at work on the first cards until the time is over."""
    times = Times()
    until = time.monotonic() + seconds
    cards = askable(parts.library.cards())[:most_cards]
    threads = [
        threading.Thread(target=_learn, args=(parts, cards, times, until, think, number))
        for number in range(learners)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _learn(
    parts: Parts,
    cards: Sequence[Card],
    times: Times,
    until: float,
    think: tuple[float, float],
    number: int,
) -> None:
    chance = random.Random(number)
    # Not all at once at first: each arrives somewhere within the time of one thought.
    pause = chance.uniform(0, think[1])
    while time.monotonic() + pause < until:
        session = parts.interviewer.start(cards, count=3, seed=chance.randrange(1 << 30))
        while session.finished is None and time.monotonic() + pause < until:
            session = parts.interviewer.advance(session.id)
            if session.current is not None and session.finished is None:
                parts.interviewer.prepare(session.id)
                time.sleep(pause)
                _answer(parts, session.id, times, chance)
                pause = chance.uniform(*think)
        parts.interviewer.finish(session.id)


def _burst(parts: Parts, learners: int) -> Times:
    """Everyone sends an answer at the same moment."""
    times = Times()
    gate = threading.Barrier(learners)
    cards = askable(parts.library.cards())
    sessions = [parts.interviewer.start(cards, count=1, seed=n).id for n in range(learners)]
    for session_id in sessions:
        parts.interviewer.advance(session_id)

    def send(number: int) -> None:
        gate.wait()
        _answer(parts, sessions[number], times, random.Random(number))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(learners)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _answer(parts: Parts, session_id: str, times: Times, chance: random.Random) -> None:
    turn = parts.store.session(session_id).current
    if turn is None:
        return
    points = [point.text for point in parts.store.card(turn.card_id).key_points]
    words = " ".join(chance.sample(points, chance.randint(1, len(points))))
    began = time.perf_counter()
    parts.interviewer.answer(session_id, turn.id, f"{turn.id} sent", words)
    times.kept.append(time.perf_counter() - began)
    parts.interviewer.grade(session_id)
    times.graded.append(time.perf_counter() - began)


def _folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="load-")


def _parts(folder: str) -> Parts:
    os.environ["INTERVIEWER_HOME"] = folder
    parts = Parts(Settings(), use_llm=False)
    parts.take_pack()
    parts.grader()
    return parts


def _used() -> dict[str, float]:
    """What this process holds at the moment (Linux)."""
    own = Path("/proc/self")
    fields = dict(line.split(":", 1) for line in (own / "status").read_text().splitlines())
    children = (own / "task" / str(os.getpid()) / "children").read_text().split()
    return {
        "memory_mb": int(fields["VmRSS"].split()[0]) / 1024,
        "files": len(list((own / "fd").iterdir())),
        "threads": int(fields["Threads"]),
        "processes": len(children),
    }


def _p95(seconds: list[float]) -> float:
    if len(seconds) < 2:
        return 1000 * max(seconds, default=0.0)
    return 1000 * quantiles(seconds, n=20, method="inclusive")[-1]
