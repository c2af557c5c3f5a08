"""Everything the learner made in one zip, and back again: cards, sittings, settings, notes.

Settings belong to the program: where several people have folders of their own, a backup is of
one of them and neither holds nor changes settings.

A backup is taken while the program runs. Restoring takes nothing from the archive on trust:
names, sizes and sums are checked and the store is opened before anything is replaced, and
what was there is kept beside it. A history in a database is carried into the same kind of
archive and back. Knows nothing of the index, which follows from the store.

`make(Path("interviewer.zip"), now)` · `restore(Path("interviewer.zip"), now)`
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import time
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from interviewer import archive, locations
from interviewer.errors import InputError, StoreError
from interviewer.history import carrying
from interviewer.history.database import Database

_ABANDONED_SECONDS = 3600


@dataclass(frozen=True)
class Contents:
    """What is in a backup: when it was made, interviews, answers in them, files of notes."""

    made: datetime
    interviews: int
    answers: int
    notes: int


def make(target: Path, now: datetime, database: Database | None = None) -> Path:
    """Write a backup to a file that does not exist yet; returns it.

    `database` has the history when no file has it. Raises InputError when there is nothing to
    back up or the file cannot be made, StoreError when the history cannot be read.
    """
    if database is None and not locations.store_file().is_file():
        raise InputError(f"There is nothing to back up in {locations.personal()} yet.")
    if target.exists():
        raise InputError(f"{target} is there already. Name another file; nothing is overwritten.")
    folder = target.absolute().parent
    try:
        _clear_away(folder, ".backup-*")
        with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as made:
            part = Path(made)
            if database is None:
                _copy_store(part / archive.STORE)
            else:
                carrying.export(database, part / archive.STORE)
            packed = part / "archive.zip"
            archive.write(packed, _present(part / archive.STORE), now)
            packed.rename(target)
    except OSError as error:
        raise InputError(
            f"{target} cannot be written ({error.strerror}). Name a file in a folder that can be "
            "written and has room."
        ) from error
    return target


def restore(source: Path, now: datetime, database: Database | None = None) -> Path:
    """Put a backup in place of the present data; returns the folder that the latter is kept in.

    `database` has the history when no file has it; other programs may go on using it then.
    Raises InputError for a file that is no sound backup, NewerStoreError for one of a newer
    program, StoreError when another program has the file open. Nothing is changed then.
    """
    home = locations.personal()
    try:
        home.mkdir(parents=True, exist_ok=True)
        _clear_away(home, ".restore-*")
        with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as made:
            files = archive.unpack(source, Path(made))
            if not _with_settings():
                files = [path for path in files if path.name != archive.CONFIG]
            aside = _set_aside(now, database)
            for path in files:
                if database is not None and path.name == archive.STORE:
                    carrying.replace(database, path)
                    continue
                place = _place(path.relative_to(made).as_posix())
                place.parent.mkdir(parents=True, exist_ok=True)
                path.replace(place)
    except OSError as error:
        raise InputError(
            f"{source} cannot be restored to {home} ({error.strerror}). Check that the file is "
            "there, that the folder may be written and that the disk has room."
        ) from error
    return aside


def look_into(source: Path) -> Contents:
    """What a backup holds, once it has proved sound. Raises as `restore` does."""
    try:
        with tempfile.TemporaryDirectory(prefix="backup-") as made:
            files = archive.unpack(source, Path(made))
            with closing(sqlite3.connect(Path(made) / archive.STORE)) as store:
                count = "SELECT (SELECT COUNT(*) FROM {}), (SELECT COUNT(*) FROM {}{})"
                counted = count.format("sessions", "turns", " WHERE answer IS NOT NULL")
                interviews, answers = store.execute(counted).fetchone()
            with zipfile.ZipFile(source) as zipped:
                made_at = archive.read_manifest(zipped).made
    except (OSError, sqlite3.Error) as error:
        raise InputError(f"{source.name} cannot be read ({error}).") from error
    notes = sum(path.parent.name == "notes" for path in files)
    return Contents(made_at, interviews, answers, notes)


def _with_settings() -> bool:
    """Whether the settings are this learner's own."""
    return locations.personal() == locations.home()


def _clear_away(folder: Path, pattern: str) -> None:
    """Remove what a process left that was killed at it."""
    for rest in folder.glob(pattern):
        if rest.is_dir() and time.time() - rest.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(rest, ignore_errors=True)


# Making


def _copy_store(copy: Path) -> None:
    """A copy of the store as of one moment, also while another program writes to it."""
    try:
        with (
            closing(sqlite3.connect(locations.store_file(), timeout=15)) as here,
            closing(sqlite3.connect(copy)) as there,
        ):
            here.backup(there)
            there.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.Error as error:
        raise StoreError(
            f"{locations.store_file()} cannot be read ({error}). Close other programs that use "
            "it; if it is damaged, restore an older backup."
        ) from error


def _present(store: Path) -> dict[str, Path]:
    """Name in the archive → file, of everything that a backup holds."""
    files = {archive.STORE: store}
    if _with_settings() and locations.config_file().is_file():
        files[archive.CONFIG] = locations.config_file()
    folder = locations.notes_folder()
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file() and archive.NOTE.fullmatch(f"notes/{path.name}"):
            files[f"notes/{path.name}"] = path
    return files


# Restoring


def _set_aside(now: datetime, database: Database | None) -> Path:
    """Keep the present data in a folder of its own. The store stays until it is replaced."""
    if database is None:
        _close_store()
    folder = locations.personal() / f"before-restore-{now.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}"
    folder.mkdir()
    if database is None:
        _keep_file(locations.store_file(), folder)
    else:
        carrying.export(database, folder / archive.STORE)
    settings = [locations.config_file()] if _with_settings() else []
    for path in (*settings, locations.notes_folder()):
        if path.exists():
            path.replace(folder / path.name)
    return folder


def _keep_file(store: Path, folder: Path) -> None:
    if store.is_file():
        shutil.copy2(store, folder / store.name)
    # Left by a store that could not be closed: they belong to the old one alone.
    for rest in (Path(f"{store}-wal"), Path(f"{store}-shm")):
        if rest.is_file():
            rest.replace(folder / rest.name)


def _close_store() -> None:
    """Bring the store into a single file. StoreError when another program has it open."""
    if not locations.store_file().is_file():
        return
    try:
        with closing(sqlite3.connect(locations.store_file(), timeout=2)) as store:
            # Leaving this mode needs the file for oneself; it fails while others have it open.
            store.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise StoreError(
                "Another interviewer is using the data. Stop it (close the page's program), then "
                "restore again. Nothing changed."
            ) from error
    except sqlite3.DatabaseError:
        # Damaged: that is what restoring is for. It is kept as it is.
        return


def _place(name: str) -> Path:
    """Where a file of the archive belongs."""
    if name == archive.STORE:
        return locations.store_file()
    if name == archive.CONFIG:
        return locations.config_file()
    return locations.notes_folder() / name.removeprefix("notes/")
