"""What the learner's folder holds and weighs, and emptying it for good.

Knows nothing of what is in the files. `weight().own` · `erase()`
"""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from interviewer import locations
from interviewer.errors import StoreError

# Not the learner's, though they may lie in the same folder: other people, what the program
# downloaded and found out about models, and the lock of whoever serves the folder.
_KEPT = ("people", ".in-use")
# Its files go; the page, which is being served, needs the folder.
_SERVED = "gradio"


@dataclass(frozen=True)
class Weight:
    """Bytes on the disk: the learner's own, and models that were downloaded."""

    own: int
    models: int


def weight() -> Weight:
    """What the folder of whoever is being served weighs."""
    return Weight(
        sum(_size(path) for path in _own()),
        _size(locations.models_folder()),
    )


def erase() -> None:
    """Delete everything of whoever is being served: history, notes, copies, settings, exports.

    The files must not be open. Raises StoreError when something cannot be deleted; what is
    left can be deleted by the next try.
    """
    try:
        for path in [*_copies_served(), *_own()]:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError(
            f"{error.filename} cannot be deleted ({error.strerror}). Check that the folder may be "
            "written, then delete again."
        ) from error


def _own() -> list[Path]:
    """What lies in the folder and is the learner's."""
    folder = locations.personal()
    if not folder.is_dir():
        return []
    kept = {folder / name for name in _KEPT}
    kept |= {locations.models_folder(), locations.report_cards_folder(), folder / _SERVED}
    kept.add(locations.tunings_folder())
    served = folder / _SERVED
    inside = sorted(served.iterdir()) if served.is_dir() else []
    return [*inside, *(path for path in sorted(folder.iterdir()) if path not in kept)]


def _copies_served() -> list[Path]:
    """Of one person among several: what the page was given of their files to offer, or took in.

    All people's are in one folder; theirs are known by what is in them.
    """
    folder, home = locations.personal(), locations.home()
    if folder == home:
        return []
    places = (locations.exports_folder(), locations.notes_folder())
    sums = {_digest(path) for place in places for path in place.rglob("*") if path.is_file()}
    served = (path for path in (home / _SERVED).rglob("*") if path.is_file())
    return [path for path in served if _digest(path) in sums]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.lstat().st_size for file in files if file.is_file())
