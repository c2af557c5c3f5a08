"""The grader's fitted numbers: shipped as data, replaced as a whole by `interviewer fit`.

Knows nothing of texts. `Constants.shipped().hash` names them in every grade.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import InputError

FORMAT = 2
Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, eq=False)
class Constants:
    """Arrays by name, see `model.py` and `points.py` for what each means."""

    arrays: Arrays

    @cached_property
    def hash(self) -> str:
        """Changes with any number in it; 12 hex digits."""
        digest = hashlib.sha256()
        for name in sorted(self.arrays):
            digest.update(name.encode())
            digest.update(np.ascontiguousarray(self.arrays[name]).tobytes())
        return digest.hexdigest()[:12]

    def save(self, path: Path) -> None:
        """Write as npz, whole or not at all."""
        buffer = io.BytesIO()
        named: dict[str, Any] = {"format": np.array([FORMAT]), **self.arrays}
        np.savez_compressed(buffer, **named)
        part = path.with_name(path.name + ".part")
        part.write_bytes(buffer.getvalue())
        part.replace(path)

    @staticmethod
    def load(path: Path) -> Constants:
        """Read what `save` wrote. Raises InputError when it is not that."""
        return _parse(path.read_bytes(), str(path))

    @staticmethod
    @cache
    def shipped() -> Constants:
        """The constants that come with the program."""
        source = files(__package__) / "data" / "constants.npz"
        return _parse(source.read_bytes(), source.name)


def _parse(data: bytes, name: str) -> Constants:
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            arrays = {key: file[key] for key in file.files}
    except (ValueError, OSError) as error:
        raise InputError(
            f"{name} holds no grader constants; make it with: interviewer fit"
        ) from error
    found = arrays.pop("format", np.array([0]))
    if int(found[0]) != FORMAT:
        raise InputError(f"{name} is of another version; make it anew with: interviewer fit")
    return Constants(arrays)
