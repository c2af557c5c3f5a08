"""Models known to suit this program: what they need, what they are good for, where they lie.

Repositories and file names are as their publishers name them on the Hugging Face hub.
Revision and checksum are the hub's own and are recorded at the first download, where
they are not pinned here. Knows nothing of downloading. `chat_model("qwen3-4b")`
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

_GB = 10**9
# What llama.cpp and a context of 4,096 tokens need beside the weights, roughly.
CHAT_EXTRA_BYTES = 800_000_000


class Use(StrEnum):
    """What a model is for."""

    CHAT = "chat"
    EMBEDDING = "embedding"


@dataclass(frozen=True)
class Entry:
    """One model. `gigabytes` is the download's size (10^9 bytes), to two digits.

    `file` is the GGUF file of a chat model; an embedding model is a whole repository.
    `context` is the longest one it was trained for, in tokens. `revision` (a commit) and
    `sha256` are None where they are not pinned.
    """

    name: str
    use: Use
    repo: str
    file: str
    licence: str
    gigabytes: float
    context: int
    languages: str
    good_for: str
    revision: str | None = None
    sha256: str | None = None

    @property
    def memory_bytes(self) -> int:
        """Memory that it needs while it runs, roughly."""
        return round(self.gigabytes * _GB) + CHAT_EXTRA_BYTES

    def fits(self, memory: int | None) -> bool | None:
        """Whether it runs beside the rest in `memory` bytes; None when that is not known."""
        return fits(self.memory_bytes, memory)

    def summary(self, memory: int | None = None) -> str:
        """One line for a list; `memory` (bytes) adds whether it fits."""
        verdict = {True: "", False: " (too big for this machine)", None: ""}[self.fits(memory)]
        return (
            f"{self.name:<20}{self.use:<10}{self.gigabytes:5.2f} GB, runs in"
            f" {self.memory_bytes / _GB:.1f} GB{verdict}, {self.languages}, {self.licence}:"
            f" {self.good_for}"
        )


def _chat(
    name: str,
    repo: str,
    file: str,
    *,
    licence: str,
    gigabytes: float,
    context: int,
    languages: str,
    good_for: str,
) -> Entry:
    return Entry(name, Use.CHAT, repo, file, licence, gigabytes, context, languages, good_for)


def _embedding(
    name: str,
    repo: str,
    *,
    licence: str,
    gigabytes: float,
    context: int,
    languages: str,
    good_for: str,
) -> Entry:
    return Entry(name, Use.EMBEDDING, repo, "", licence, gigabytes, context, languages, good_for)


CATALOGUE: tuple[Entry, ...] = (
    _chat(
        "qwen2.5-0.5b",
        "Qwen/Qwen2.5-0.5B-Instruct-GGUF",
        "qwen2.5-0.5b-instruct-q4_k_m.gguf",
        licence="apache-2.0",
        gigabytes=0.49,
        context=32768,
        languages="multilingual",
        good_for="the smallest that writes Chinese; phrases a little, judges nothing",
    ),
    _chat(
        "smollm2-1.7b",
        "bartowski/SmolLM2-1.7B-Instruct-GGUF",
        "SmolLM2-1.7B-Instruct-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=1.06,
        context=8192,
        languages="English",
        good_for="quick English phrasing on any laptop",
    ),
    _chat(
        "qwen2.5-1.5b",
        "Qwen/Qwen2.5-1.5B-Instruct-GGUF",
        "qwen2.5-1.5b-instruct-q4_k_m.gguf",
        licence="apache-2.0",
        gigabytes=1.12,
        context=32768,
        languages="multilingual",
        good_for="quick phrasing in both languages on any laptop",
    ),
    _chat(
        "gemma-2-2b",
        "bartowski/gemma-2-2b-it-GGUF",
        "gemma-2-2b-it-Q4_K_M.gguf",
        licence="gemma",
        gigabytes=1.71,
        context=8192,
        languages="English",
        good_for="good English for its size",
    ),
    _chat(
        "qwen3-1.7b",
        "Qwen/Qwen3-1.7B-GGUF",
        "Qwen3-1.7B-Q8_0.gguf",
        licence="apache-2.0",
        gigabytes=1.83,
        context=40960,
        languages="multilingual",
        good_for="both languages on 8 GB; its thinking is turned off",
    ),
    _chat(
        "llama-3.2-3b",
        "bartowski/Llama-3.2-3B-Instruct-GGUF",
        "Llama-3.2-3B-Instruct-Q4_K_M.gguf",
        licence="llama3.2",
        gigabytes=2.02,
        context=131072,
        languages="English and seven European and Asian ones",
        good_for="fluent English critiques on 8 GB",
    ),
    _chat(
        "phi-3.5-mini",
        "bartowski/Phi-3.5-mini-instruct-GGUF",
        "Phi-3.5-mini-instruct-Q4_K_M.gguf",
        licence="mit",
        gigabytes=2.39,
        context=131072,
        languages="mostly English",
        good_for="technical English on 8 GB",
    ),
    _chat(
        "qwen3-4b",
        "Qwen/Qwen3-4B-GGUF",
        "Qwen3-4B-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=2.50,
        context=40960,
        languages="multilingual",
        good_for="the one to begin with: both languages on 8 GB; its thinking is turned off",
    ),
    _chat(
        "mistral-7b",
        "bartowski/Mistral-7B-Instruct-v0.3-GGUF",
        "Mistral-7B-Instruct-v0.3-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=4.37,
        context=32768,
        languages="mostly English",
        good_for="fluent English on 16 GB",
    ),
    _chat(
        "qwen2.5-7b",
        "bartowski/Qwen2.5-7B-Instruct-GGUF",
        "Qwen2.5-7B-Instruct-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=4.68,
        context=32768,
        languages="multilingual",
        good_for="both languages on 16 GB",
    ),
    _chat(
        "llama-3.1-8b",
        "bartowski/Meta-Llama-3.1-8B-Instruct-GGUF",
        "Meta-Llama-3.1-8B-Instruct-Q4_K_M.gguf",
        licence="llama3.1",
        gigabytes=4.92,
        context=131072,
        languages="English and seven European and Asian ones",
        good_for="careful English on 16 GB",
    ),
    _chat(
        "qwen3-8b",
        "Qwen/Qwen3-8B-GGUF",
        "Qwen3-8B-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=5.03,
        context=40960,
        languages="multilingual",
        good_for="good in both languages on 16 GB; its thinking is turned off",
    ),
    _chat(
        "qwen2.5-14b",
        "bartowski/Qwen2.5-14B-Instruct-GGUF",
        "Qwen2.5-14B-Instruct-Q4_K_M.gguf",
        licence="apache-2.0",
        gigabytes=8.99,
        context=32768,
        languages="multilingual",
        good_for="the best of these in both languages, for 32 GB and patience",
    ),
    _embedding(
        "bge-small-zh",
        "BAAI/bge-small-zh-v1.5",
        licence="mit",
        gigabytes=0.10,
        context=512,
        languages="Chinese",
        good_for="notes and answers in Chinese only",
    ),
    _embedding(
        "multilingual-minilm",
        "sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2",
        licence="apache-2.0",
        gigabytes=0.48,
        context=128,
        languages="multilingual",
        good_for="Chinese and English in one space, quick",
    ),
    _embedding(
        "multilingual-e5",
        "intfloat/multilingual-e5-small",
        licence="mit",
        gigabytes=0.49,
        context=512,
        languages="multilingual",
        good_for="Chinese and English in one space, longer texts",
    ),
    _embedding(
        "bge-m3",
        "BAAI/bge-m3",
        licence="mit",
        gigabytes=2.29,
        context=8192,
        languages="multilingual",
        good_for="the best of these in both languages, slow without a GPU",
    ),
)  # fmt: skip


def fits(needed: int, memory: int | None) -> bool | None:
    """Whether `needed` bytes leave enough of `memory` to the rest; None when it is not known."""
    return None if memory is None else needed <= 0.7 * memory


def entry(name: str) -> Entry | None:
    """The model of that name, upper or lower case, or None."""
    return next((known for known in CATALOGUE if known.name == name.strip().lower()), None)


def chat_model(name: str) -> Entry | None:
    """The chat model of that name, or None."""
    known = entry(name)
    return known if known is not None and known.use is Use.CHAT else None
