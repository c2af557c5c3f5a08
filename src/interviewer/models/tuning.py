"""How llama.cpp computes with a model on this machine: chosen from measured times, and kept.

Kept by the model's identity, the machine and llama.cpp's version, below the data folder. Knows
nothing of how times are measured (`adapters/llama_tuning.py`). `of_file(Path("model.gguf"))`
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import TypeVar

from pydantic import ValidationError

from interviewer import locations
from interviewer.codec import dump
from interviewer.codec import load as decode
from interviewer.models import identity, machine

# Quicker by less is as quick; and it has to be so in three rounds of four.
LEAST_GAIN = 0.03

K = TypeVar("K")


@dataclass(frozen=True)
class Shape:
    """What llama.cpp's numbers depend on: a change in it may change a verdict's last digits.

    `micro_batch` tokens are computed at once, `cache` is the type of the kept keys and values,
    which is "f16" unless there is `flash` attention. The defaults are llama-cpp-python's.
    """

    micro_batch: int = 512
    flash: bool = False
    cache: str = "f16"

    @property
    def mark(self) -> str:
        """Names this shape in a grade's fingerprint; "" for llama-cpp-python's own."""
        if self == Shape():
            return ""
        return f"u{self.micro_batch}{'-fa' if self.flash else ''}-{self.cache}"


@dataclass(frozen=True)
class Tuning:
    """A shape, and CPU threads: for tokens written one by one, and for a prompt read at once."""

    threads: int
    prompt_threads: int
    shape: Shape = Shape()


@dataclass(frozen=True)
class Tuned:
    """What was chosen, and the tokens a second that it and llama-cpp-python's defaults gave.

    Each pair is (read, written), medians of the same rounds.
    """

    chosen: Tuning
    default: Tuning
    chosen_rates: tuple[float, float]
    default_rates: tuple[float, float]


def thread_counts(cores: int) -> tuple[int, ...]:
    """Powers of two below the number of physical cores, and that number."""
    return tuple(sorted({*(2**n for n in range(cores.bit_length()) if 2**n < cores), cores}))


def shapes() -> tuple[Shape, ...]:
    """The shapes worth trying, llama-cpp-python's own first."""
    plain = Shape()
    flash = replace(plain, flash=True)
    return (plain, replace(plain, micro_batch=128), flash, replace(flash, cache="q8_0"))


def quickest(seconds: Mapping[K, Sequence[float]], default: K) -> K:
    """The candidate that takes least, or the default where none is quicker beyond the noise.

    `seconds` has each candidate's times round by round, those of one round taken one after the
    other. Quicker is who takes 3 % less in the middle round, and less in three rounds of four.
    """
    own = seconds[default]
    shares = {
        key: [one / other for one, other in zip(times, own, strict=True)]
        for key, times in seconds.items()
        if key != default
    }
    clear = {
        key: median(found)
        for key, found in shares.items()
        if median(found) <= 1 - LEAST_GAIN and _upper_quarter(found) < 1
    }
    return min(clear, key=lambda key: clear[key]) if clear else default


def _upper_quarter(values: Sequence[float]) -> float:
    return quantiles(values, n=4, method="inclusive")[2] if len(values) > 1 else values[0]


def keep(model: str, tuned: Tuned) -> Path:
    """Write down what was chosen for a model, named by its identity; returns the file."""
    file = _file(model)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(dump(tuned) + "\n", encoding="utf-8")
    return file


def load(model: str) -> Tuned | None:
    """What was kept for a model on this machine, None when nothing that can be read was."""
    try:
        return decode(Tuned, _file(model).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValidationError):
        return None


def forget(model: str) -> None:
    """From now on the model is computed as if nothing had been measured."""
    _file(model).unlink(missing_ok=True)


def of_file(path: Path) -> Tuning | None:
    """What was chosen for this GGUF file on this machine, None when nothing was.

    The file is read only where something was ever measured. One that cannot be read has none.
    """
    if not any(locations.tunings_folder().glob("*.json")):
        return None
    try:
        kept = load(identity.of_file(path))
    except OSError:
        return None  # whoever loads the model will say so
    return None if kept is None else kept.chosen


def _file(model: str) -> Path:
    here = f"{machine.processor()}|{machine.physical_cores()}|{version('llama-cpp-python')}"
    digest = hashlib.sha256(here.encode()).hexdigest()[:8]
    return locations.tunings_folder() / f"{model}.{digest}.json"
