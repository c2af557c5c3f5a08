"""The file of a backup: a zip with a table of contents, and nothing in it taken on trust.

Names, sizes and sums are checked, and the store and the settings in it are read, before
anything is said to be sound. Knows nothing of where things belong.
`write(Path("b.zip"), files, now)` · `unpack(Path("b.zip"), folder)` · `read_manifest(zipped)`
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
import tomllib
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from interviewer import __version__
from interviewer.errors import InputError, NewerStoreError
from interviewer.history import migrations
from interviewer.settings import OUTSIDE

FORMAT = 1
MOST_BYTES = 20_000_000_000
MOST_FILES = 10_000

_MANIFEST = "manifest.json"
_MOST_MANIFEST = 5_000_000
STORE = "interviewer.sqlite3"
CONFIG = "config.toml"
NOTE = re.compile(r"notes/(?!\.)[^/\\\x00-\x1f:]{1,200}")
_CHUNK = 1 << 20
# What zipfile raises for archives that are cut, forged, encrypted, or named in no known encoding.
_UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    NotImplementedError,
    EOFError,
    RuntimeError,
    UnicodeDecodeError,
)


class _File(BaseModel):
    size: int
    sha256: str


class Manifest(BaseModel):
    """The table of contents: what made it, migrations of the store in it, size and sum of files."""

    format: int
    version: str
    made: datetime
    steps: list[str]
    files: dict[str, _File]


def write(archive: Path, files: dict[str, Path], now: datetime) -> None:
    """Pack files under the names that they have in a backup."""
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "version": __version__,
        "made": now.astimezone(UTC).isoformat(),
        "steps": migrations.known(),
        "files": {
            name: {"size": path.stat().st_size, "sha256": _digest(path)}
            for name, path in files.items()
        },
    }
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr(_MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, path in files.items():
            zipped.write(path, name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(source: Path, folder: Path) -> list[Path]:
    """Unpack an archive that proves sound, file by file; gives the files.

    Raises InputError for one that does not, NewerStoreError for one of a newer program.
    """
    try:
        with zipfile.ZipFile(source) as zipped:
            manifest = read_manifest(zipped)
            _check_names(zipped, manifest)
            room = shutil.disk_usage(folder).free
            if sum(file.size for file in manifest.files.values()) > min(MOST_BYTES, room):
                raise InputError("its files need more room than there is. Free some space.")
            made = [_unpack_one(zipped, name, manifest, folder) for name in manifest.files]
        _check_store(folder / STORE)
        _check_config(folder / CONFIG)
    except _UNSOUND as error:
        raise InputError(f"{source} is no sound zip archive ({error}). Nothing changed.") from error
    except InputError as error:
        raise InputError(f"{source} cannot be restored: {error} Nothing changed.") from error
    return made


def read_manifest(zipped: zipfile.ZipFile) -> Manifest:
    """The table of contents. Raises InputError, or NewerStoreError for a newer program's."""
    try:
        with zipped.open(_MANIFEST) as file:
            manifest = Manifest.model_validate_json(file.read(_MOST_MANIFEST))
    except KeyError as error:
        raise InputError("it was not made by `interviewer backup`.") from error
    except ValidationError as error:
        raise InputError("its table of contents cannot be read.") from error
    unknown = sorted(set(manifest.steps) - set(migrations.known()))
    if manifest.format > FORMAT or unknown:
        raise NewerStoreError(
            f"This backup was made by a newer version of interviewer ({manifest.version}). "
            "Update the program, then restore it. Nothing changed."
        )
    return manifest


def _check_names(zipped: zipfile.ZipFile, manifest: Manifest) -> None:
    """Only names that a backup has, each once, as the manifest lists them."""
    names = [info.filename for info in zipped.infolist()]
    if len(names) > MOST_FILES or sorted(names) != sorted([_MANIFEST, *manifest.files]):
        raise InputError("it holds other files than its table of contents says.")
    for name in manifest.files:
        if name not in (STORE, CONFIG) and not NOTE.fullmatch(name):
            raise InputError(f"a backup has no file {name!r}.")
    if STORE not in manifest.files:
        raise InputError("the history is missing from it.")


def _unpack_one(zipped: zipfile.ZipFile, name: str, manifest: Manifest, folder: Path) -> Path:
    """Unpack one file, at most as many bytes as the manifest says."""
    wanted = manifest.files[name]
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    total = hashlib.sha256()
    size = 0
    with zipped.open(name) as packed, path.open("wb") as file:
        for chunk in _chunks(packed, wanted.size):
            size += len(chunk)
            total.update(chunk)
            file.write(chunk)
    if size != wanted.size or total.hexdigest() != wanted.sha256:
        raise InputError(f"{name} in it is damaged.")
    return path


def _chunks(packed: Any, size: int) -> Iterator[bytes]:
    """The bytes of a packed file, and never more than one beyond `size`."""
    left = size + 1
    while left > 0 and (chunk := packed.read(min(_CHUNK, left))):
        left -= len(chunk)
        yield chunk


def _check_store(path: Path) -> None:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as store:
            sound = store.execute("PRAGMA integrity_check(1)").fetchone()[0]
            steps = {row[0] for row in store.execute("SELECT name FROM migrations")}
    except sqlite3.Error as error:
        raise InputError(f"the history in it cannot be read ({error}).") from error
    if sound != "ok":
        raise InputError("the history in it is damaged.")
    if steps - set(migrations.known()):
        raise NewerStoreError(
            "The history in this backup was written by a newer version of interviewer. "
            "Update the program, then restore it. Nothing changed."
        )


def _check_config(path: Path) -> None:
    if not path.is_file():
        return
    try:
        groups = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("the settings in it cannot be read.") from error
    if any(name in groups for name in OUTSIDE):
        raise InputError("the settings in it name a database, which no backup does.")
