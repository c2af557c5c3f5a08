"""Takes a downloaded model off the disk again, whole or in part. Never one that is in use.

`remove(choice(Use.CHAT, "qwen3-4b", None))`
"""

from __future__ import annotations

import shutil

from interviewer import locations
from interviewer.errors import InputError
from interviewer.models.choices import Choice


def removable(one: Choice) -> bool:
    """Whether the program downloaded it, or a part of it, and it is not in use."""
    return one.entry is not None and not one.in_use and (one.ready or one.part > 0)


def room(one: Choice) -> int:
    """Bytes that are free again once it is removed."""
    place = locations.models_folder() / one.name
    return sum(file.lstat().st_size for file in place.rglob("*") if not file.is_dir())


def remove(one: Choice) -> int:
    """Remove it; the bytes that are free again. Raises InputError when it may not or cannot be."""
    if not removable(one):
        raise InputError(f"{one.name} is in use. Choose another model first, then remove it.")
    place, freed = locations.models_folder() / one.name, room(one)
    try:
        shutil.rmtree(place)
    except OSError as error:
        raise InputError(
            f"{one.name} cannot be removed ({error.strerror}). Check that its folder may be written."
        ) from error
    return freed
