"""A copy of the history each day, the last seven kept, and the way back from a damaged file.

A copy is taken with SQLite's own backup while the program runs, read through, and only then
given its name. A damaged file is set aside under another name, never overwritten; the newest
sound copy takes its place. Knows nothing of what is in the tables.

`keep_daily(store_file, folder, now)` · `store, recovery = opened(store_file, folder, now)`
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from interviewer.errors import DamagedStoreError, StoreError
from interviewer.history.store import Store

KEPT = 7
_NAME = "interviewer-????-??-??.sqlite3"


@dataclass(frozen=True)
class Recovery:
    """A damaged file: where it lies now, and the copy put in its place (None: begun anew)."""

    aside: Path
    copy: Path | None


def copies_in(folder: Path) -> list[Path]:
    """The daily copies, the newest first."""
    return sorted(folder.glob(_NAME), reverse=True)


def keep_daily(store: Path, folder: Path, now: datetime) -> Path | None:
    """Copy the history unless that was done today; returns the new copy.

    A damaged history is not copied, and pushes no sound copy out. Raises StoreError when
    the copy cannot be made.
    """
    target = folder / f"interviewer-{now.astimezone(UTC):%Y-%m-%d}.sqlite3"
    if target.exists() or not store.is_file():
        return None
    part = folder / f".{target.name}.{os.getpid()}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for rest in folder.glob(".interviewer-*.part*"):
            # Left by a process that was killed at it; one at work now only fails and says so.
            rest.unlink(missing_ok=True)
        _copy(store, part)
        part.replace(target)
    except (OSError, sqlite3.Error) as error:
        part.unlink(missing_ok=True)
        raise StoreError(
            f"The daily copy of the history cannot be made in {folder} ({error}). Free some "
            "space, or make a backup elsewhere: interviewer backup FILE"
        ) from error
    for old in copies_in(folder)[KEPT:]:
        old.unlink()
    return target


def _copy(store: Path, copy: Path) -> None:
    """A sound copy as of one moment, on the disk when this returns."""
    with (
        closing(sqlite3.connect(store, timeout=15)) as here,
        closing(sqlite3.connect(copy)) as there,
    ):
        here.backup(there)
        there.execute("PRAGMA journal_mode=DELETE")
        if there.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("the history is damaged")
    with copy.open("rb") as file:
        os.fsync(file.fileno())


def opened(path: Path, folder: Path, now: datetime) -> tuple[Store, Recovery | None]:
    """The store, read through; a damaged file is set aside and replaced first.

    Raises StoreError when it cannot be used for another reason.
    """
    # Looked at alone too: a file that another program is just replacing is not there for a moment.
    with _alone(path):
        with suppress(DamagedStoreError):
            return _sound(path), None
        recovery = _set_aside(path, folder, now)
        return Store(path), recovery


def _sound(path: Path) -> Store:
    store = Store(path)
    try:
        store.check()
    except StoreError:
        store.close()
        raise
    return store


def _set_aside(path: Path, folder: Path, now: datetime) -> Recovery:
    stamp = f"{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    try:
        for end in ("-wal", "-shm", ""):
            rest = path.with_name(path.name + end)
            if rest.exists():
                rest.rename(f"{aside}{end}")
        for copy in copies_in(folder):
            if _is_sound(copy):
                part = path.with_name(f".{path.name}.part")
                shutil.copyfile(copy, part)
                part.replace(path)
                return Recovery(aside, copy)
    except OSError as error:
        raise StoreError(
            f"{path} is damaged and cannot be set aside ({error.strerror}). Check that the "
            "folder may be written and that the disk has room."
        ) from error
    return Recovery(aside, None)


def _is_sound(copy: Path) -> bool:
    try:
        with closing(sqlite3.connect(f"{copy.as_uri()}?mode=ro", uri=True)) as store:
            return bool(store.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One program at a time, also when one of them is killed here.

    Where the lock cannot be made, nothing can be written either: the store says why.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.with_name(f".{path.name}.lock").open("w")
    except OSError:
        yield
        return
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
