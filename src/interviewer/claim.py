"""Who serves a data folder: a lock that a killed process lets go of by itself.

Two programs on one folder lose nothing, as every answer is one transaction of the store; the
second one says that it is the second. `with claimed(locations.home()) as other: …`
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interviewer.errors import StoreError


@contextmanager
def claimed(home: Path) -> Iterator[str | None]:
    """Hold the folder; gives None, or what the program that holds it already said of itself.

    Raises StoreError when the folder cannot be written.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
        file = (home / ".in-use").open("a+", encoding="utf-8")
    except OSError as error:
        raise StoreError(
            f"The data folder {home} cannot be written ({error.strerror}). Set INTERVIEWER_HOME "
            "to a folder that can."
        ) from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            yield file.read().strip() or "process unknown"
            return
        file.truncate(0)
        file.write(f"process {os.getpid()}")
        file.flush()
        yield None
