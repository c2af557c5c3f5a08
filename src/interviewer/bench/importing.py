"""Importing notes beside the bare model: cards a second from the file to stored vectors.

The notes are the knowledge pack written out as often as is needed, each time under other
topics. Rounds of both take turns, in a data folder that is deleted; the model is loaded
before. Knows nothing of other figures. `interviewer bench import`
"""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from interviewer import locations
from interviewer.adapters.chroma import ChromaIndex
from interviewer.adapters.embedder import SentenceEmbedder, load_embedder
from interviewer.cards import Card, Lang
from interviewer.history.store import Store
from interviewer.library import Library, embedded_text
from interviewer.notes.importing import read_file, read_paths
from interviewer.settings import Settings

ROUNDS = 3


def run(count: int, lang: Lang | None = None, rounds: int = ROUNDS) -> dict[str, Any]:
    """Cards a second of `SentenceTransformer.encode` and of an import of the same texts.

    `ratio` is the median over the rounds, each an import beside a run of the model;
    `cpu_ratio` is the same of the time on a CPU, which a busy machine leaves nearly as it is.
    """
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.md"
        notes.write_text(notes_of(count, lang), encoding="utf-8")
        start = time.perf_counter()
        cards = read_file(notes).cards
        parsed = time.perf_counter() - start
        chosen = Settings().embedder
        embedder = load_embedder(chosen.model, threads=chosen.threads)
        _warm_up(embedder, cards)
        pairs = [
            (_encoded(embedder, cards), _imported(embedder, notes, Path(folder) / str(number)))
            for number in range(rounds)
        ]
    return {
        "cards": len(cards),
        "rounds": rounds,
        "parse_seconds": round(parsed, 2),
        "encode_per_second": round(len(cards) / median(model.clock for model, _ in pairs), 1),
        "import_per_second": round(len(cards) / median(whole.clock for _, whole in pairs), 1),
        "ratio": round(median(model.clock / whole.clock for model, whole in pairs), 3),
        "ratios": [round(model.clock / whole.clock, 3) for model, whole in pairs],
        "cpu_ratio": round(median(model.cpu / whole.cpu for model, whole in pairs), 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def notes_of(count: int, lang: Lang | None) -> str:
    """Notes of so many cards as Markdown."""
    folder = locations.knowledge_folder()
    pack = [
        card for file in read_paths([folder / "en", folder / "zh"]).files for card in file.cards
    ]
    chosen = [card for card in pack if lang in (None, card.lang)]
    parts = []
    for number in range(count):
        card = chosen[number % len(chosen)]
        if number % len(chosen) == 0:
            parts.append(f"# Part {number // len(chosen) + 1}\n")
        parts.append(f"## {card.question}\n\n{card.reference}\n")
    return "\n".join(parts)


def _warm_up(embedder: SentenceEmbedder, cards: Sequence[Card]) -> None:
    texts = [embedded_text(card) for card in cards[:64]]
    embedder.encode(texts)
    embedder.model.encode(texts, show_progress_bar=False)


class Spent(NamedTuple):
    """Seconds by the clock, and of this process on a CPU."""

    clock: float
    cpu: float


def _spent(work: Callable[[], object]) -> Spent:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - clock, time.process_time() - cpu)


def _encoded(embedder: SentenceEmbedder, cards: Sequence[Card]) -> Spent:
    """Seconds of the bare model for these cards' texts."""
    texts = [embedded_text(card) for card in cards]
    return _spent(lambda: embedder.model.encode(texts, show_progress_bar=False))


def _imported(embedder: SentenceEmbedder, notes: Path, home: Path) -> Spent:
    """Seconds from a file of notes to cards in a new store and vectors in a new index."""
    home.mkdir()
    with Store(home / "store.sqlite3") as store:
        index = ChromaIndex(home / "index", embedder.name)
        library = Library(store, lambda: index, lambda: embedder)

        def work() -> None:
            library.take(read_file(notes).cards, origin="notes")
            library.sync()

        return _spent(work)
