"""What can be chosen: the starter, models on this disk, and models of the catalogue to get.

Knows nothing of loading or downloading. `choices(Use.CHAT, None)[0].name` → "starter"
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewer import locations
from interviewer.errors import ModelMissingError
from interviewer.models.catalogue import CATALOGUE, CHAT_EXTRA_BYTES, Entry, Use, fits
from interviewer.models.fetch import arrived, is_whole
from interviewer.models.find import STARTER, starter_gguf


@dataclass(frozen=True)
class Choice:
    """One model. `path` is None when it is not on this disk; `part` bytes of it may be.

    The starter of embedding models has no path either: it comes as a package. `size` is in
    bytes, 0 where it is not known.
    """

    name: str
    use: Use
    size: int
    entry: Entry | None = None
    path: Path | None = None
    part: int = 0
    in_use: bool = False

    @property
    def ready(self) -> bool:
        """Whether it can be used at once."""
        return self.path is not None or self.name == STARTER

    @property
    def memory_bytes(self) -> int:
        """Memory that it needs while it runs, roughly."""
        return self.size + CHAT_EXTRA_BYTES

    def fits(self, memory: int | None) -> bool | None:
        """Whether it runs beside the rest in `memory` bytes; None when that is not known."""
        return fits(self.memory_bytes, memory)


def choices(use: Use, chosen: str | None) -> list[Choice]:
    """Every model of a use; `chosen` is the setting (None: the starter). Those in use first,
    then those on this disk, then the others, the small ones first.
    """
    listed = [_starter(use, chosen), *(_listed(one, chosen) for one in CATALOGUE if one.use is use)]
    known = {choice.path for choice in listed}
    paths = [*_other_files(use), *([Path(chosen)] if chosen and chosen != STARTER else [])]
    strays = {path.resolve() for path in paths if path.exists()} - known
    listed += [
        Choice(path.name, use, _size(path), None, path, in_use=_same(path, chosen))
        for path in sorted(strays)
        if path.name not in {one.name for one in listed if one.in_use}
    ]
    return sorted(listed, key=lambda one: (not one.in_use, not one.ready, one.size))


def choice(use: Use, name: str, chosen: str | None) -> Choice | None:
    """The model of that name, None when it is no longer there."""
    return next((one for one in choices(use, chosen) if one.name == name), None)


def _starter(use: Use, chosen: str | None) -> Choice:
    in_use = chosen in (None, STARTER)
    path = None
    if use is Use.CHAT:
        try:
            path = starter_gguf()
        except ModelMissingError:
            return Choice(STARTER, use, 0, in_use=in_use)
    return Choice(STARTER, use, _size(path) if path else 0, path=path, in_use=in_use)


def _listed(entry: Entry, chosen: str | None) -> Choice:
    place = locations.models_folder() / entry.name
    path = place if entry.use is Use.EMBEDDING else place / entry.file
    size = round(entry.gigabytes * 10**9)
    if not path.exists() or not is_whole(place):
        part = arrived(entry.name, locations.models_folder())
        return Choice(entry.name, entry.use, size, entry, part=part)
    path = path.resolve()
    in_use = chosen == entry.name or _same(path, chosen)
    return Choice(entry.name, entry.use, _size(path), entry, path, in_use=in_use)


def _other_files(use: Use) -> list[Path]:
    """GGUF files that someone put into the models' folder."""
    return list(locations.models_folder().glob("*.gguf")) if use is Use.CHAT else []


def _same(path: Path, chosen: str | None) -> bool:
    return chosen is not None and Path(chosen).expanduser().resolve() == path


def _size(path: Path) -> int:
    if path.is_file():
        return path.stat().st_size
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())
