"""How the program fares with ever more cards: storing, finding, choosing, starting, memory.

Cards and vectors are synthetic: embedding a hundred thousand cards would measure the embedder,
whose speed does not depend on their number; `embedded_per_second` gives it for a few hundred.
Each size runs in a process of its own, in a folder that is deleted. `interviewer bench scale`
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from interviewer.adapters.chroma import ChromaIndex
from interviewer.bench.synthetic import cards_of, vectors_of
from interviewer.cards import Card, CardStatus
from interviewer.grading.grader import Grader
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.library import Library

SIZES = (100, 1_000, 10_000, 100_000)
ROUNDS = 40


def run(sizes: Iterable[int] = SIZES, most_vectors: int = 100_000) -> dict[str, Any]:
    """Figures a size; the index holds at most `most_vectors` of the cards."""
    return {"sizes": [_apart(size, min(size, most_vectors)) for size in sizes]}


def _apart(size: int, vectors: int) -> dict[str, float]:
    command = [sys.executable, "-m", __name__, str(size), str(vectors)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return figures


def measure(size: int, vectors: int, folder: Path) -> dict[str, float]:
    """All figures of one size. `vectors` of the cards are put into the index."""
    cards = cards_of(size)
    path = folder / "store.sqlite3"
    with Store(path) as store:
        stored = _seconds(
            lambda: store.put_cards([(c, CardStatus.ACTIVE) for c in cards], origin="notes")
        )
    with Store(path) as store:
        opened = _seconds(lambda: store.cards())
        figures = {
            "cards": size,
            "stored_per_second": size / stored,
            "first_reading_seconds": opened,
            **_choosing(store),
            **_finding(store, cards[:vectors], folder / "index"),
        }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    figures["memory_mb"] = peak / 1024
    return {name: round(value, 2) for name, value in figures.items()}


def _choosing(store: Store) -> dict[str, float]:
    """Beginning a sitting of five over all cards, and putting the next question of one."""
    program = Interviewer(store, _no_grader, lambda: None)
    starting, choosing = [], []
    for seed in range(ROUNDS):
        starting.append(_timed(partial(_begin, program, seed)))
        session = store.open_session()
        assert session is not None
        for _ in range(5):
            choosing.append(_timed(partial(program.advance, session.id)))
            turn = store.session(session.id).current
            assert turn is not None
            program.controls.skip(session.id, turn.id)
        program.finish(session.id)
    return {**_p95("begin", starting), **_p95("choose_next", choosing)}


def _begin(program: Interviewer, seed: int) -> None:
    """As the page does: the cards are asked for at every sitting."""
    program.start([card for card, _ in program.store.cards()], count=5, seed=seed)


def _finding(store: Store, cards: list[Card], folder: Path) -> dict[str, float]:
    vectors = vectors_of(len(cards))
    index = ChromaIndex(folder, "synthetic")
    ids, hashes = [card.id for card in cards], [card.content_hash for card in cards]
    put = _seconds(lambda: index.put(ids, hashes, vectors))
    library = Library(store, lambda: index, _no_embedder)
    times = [_timed(partial(index.nearest, row, 5)) for row in vectors[: ROUNDS * 5]]
    return {
        "indexed": len(cards),
        "indexed_per_second": len(cards) / put,
        **_p95("query", times),
        "compare_seconds": _seconds(lambda: library.drift()),
        "reopen_seconds": _seconds(lambda: ChromaIndex(folder, "synthetic")),
    }


def _no_grader() -> Grader:
    raise AssertionError("skipped questions are not graded")


def _no_embedder() -> Any:
    raise AssertionError("nothing is embedded here")


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds by the clock, and of this process on a CPU (what a busy machine leaves as it is)."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - clock, time.process_time() - cpu


def _p95(name: str, times: list[tuple[float, float]]) -> dict[str, float]:
    clock, cpu = (1000 * quantiles(column, n=20)[-1] for column in zip(*times, strict=True))
    return {f"{name}_p95_ms": clock, f"{name}_p95_cpu_ms": cpu}


def main() -> None:
    """One size, in this process."""
    size, vectors = (int(argument) for argument in sys.argv[1:])
    with tempfile.TemporaryDirectory() as folder:
        os.environ["INTERVIEWER_HOME"] = folder
        print(json.dumps(measure(size, vectors, Path(folder))))


if __name__ == "__main__":
    main()
