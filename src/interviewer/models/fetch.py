"""Downloads a model of the catalogue: resumed where it broke off, checked before it is used.

Connects to the Hugging Face hub, or to the mirror that HF_ENDPOINT names, and only when
asked. Knows nothing of loading models. `get("qwen3-4b", locations.models_folder())`
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from interviewer.cards import Lang
from interviewer.errors import InputError, ModelBrokenError, ModelError
from interviewer.models.catalogue import CATALOGUE, Entry, Use, entry
from interviewer.words import say

_RECORD = "origin.json"
_SPARE_BYTES = 500_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
# An embedding model's repository holds the same weights in several formats.
_WANTED = ["*.json", "*.txt", "*.model", "*.safetensors", "*/config.json"]
_OLDER_WEIGHTS = "pytorch_model.bin"
_UNWANTED = ["onnx/*", "openvino/*"]

# Told (bytes that are here, bytes in all) while a download runs.
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class _Wanted:
    """One file on the hub; `sum` names its content, and is its SHA-256 if it is a large file."""

    name: str
    size: int
    sum: str


@dataclass(frozen=True)
class Origin:
    """Where a downloaded file came from, kept beside it. `sha256` is None for a repository."""

    repo: str
    file: str
    commit: str | None
    sha256: str | None


def get(
    name: str, folder: Path, *, endpoint: str | None = None, tell: Progress | None = None
) -> Path:
    """Download model `name` below `folder`, with a progress bar; returns its file or folder.

    A file that is there already is checked and not fetched again. `endpoint` is another hub
    than the usual one. Raises InputError for an unknown name or a full disk, ModelError when
    the hub cannot be reached, ModelBrokenError for a file that is not what the hub announced.
    """
    known = entry(name)
    if known is None:
        names = ", ".join(each.name for each in CATALOGUE)
        raise InputError(f"There is no model {name!r} in the list. Known are: {names}.")
    place = folder / known.name
    place.mkdir(parents=True, exist_ok=True)
    tell = tell or _nothing
    if known.use is Use.EMBEDDING:
        return _get_repository(known, place, endpoint, tell)
    return _get_file(known, place, endpoint, tell)


def arrived(name: str, folder: Path) -> int:
    """Bytes of an unfinished download of this model that are kept for going on."""
    return sum(part.stat().st_size for part in (folder / name).rglob("*.part"))


def is_whole(place: Path) -> bool:
    """Whether a download to this folder came to its end."""
    return (place / _RECORD).is_file()


def _nothing(_done: int, _total: int) -> None:
    """For whom the progress bar is enough."""


def _get_file(known: Entry, place: Path, endpoint: str | None, tell: Progress) -> Path:
    from huggingface_hub import get_hf_file_metadata, hf_hub_url

    file = place / known.file
    origin = _recorded(place)
    if origin is not None and file.is_file():
        if _digest(file) == origin.sha256:
            return file
        file.unlink()
    with _Hub(known):
        url = hf_hub_url(known.repo, known.file, revision=known.revision, endpoint=endpoint)
        facts = get_hf_file_metadata(url, endpoint=endpoint)
        size = facts.size or round(known.gigabytes * 10**9)
        _check_space(place, size)
        commit = facts.commit_hash or known.revision
        url = hf_hub_url(known.repo, known.file, revision=commit, endpoint=endpoint)
        _bring(url, file, facts.etag or "", facts.size, lambda done: tell(done, size))
    digest = _checked(file, known.sha256 or _sha256(facts.etag), known)
    _record(place, Origin(known.repo, known.file, facts.commit_hash, digest))
    return file


def _get_repository(known: Entry, place: Path, endpoint: str | None, tell: Progress) -> Path:
    from huggingface_hub import HfApi, hf_hub_url

    if is_whole(place):
        return place
    with _Hub(known):
        facts = HfApi(endpoint=endpoint).model_info(
            known.repo, revision=known.revision, files_metadata=True
        )
        wanted = _files(facts.siblings or ())
        total, before = sum(one.size for one in wanted), 0
        _check_space(place, total)
        for one in wanted:
            url = hf_hub_url(known.repo, one.name, revision=facts.sha, endpoint=endpoint)
            _bring(url, place / one.name, one.sum, one.size, _beyond(before, total, tell))
            before += one.size
    for one in wanted:
        _checked(place / one.name, _sha256(one.sum), known)
    _record(place, Origin(known.repo, "", facts.sha, None))
    return place


def _beyond(before: int, total: int, tell: Progress) -> Callable[[int], None]:
    """Tells of one file among others, of which `before` bytes are here already."""
    return lambda done: tell(before + done, total)


def _files(siblings: Sequence[object]) -> list[_Wanted]:
    """What a sentence-transformers model is loaded from, out of all that its repository holds."""
    from huggingface_hub.utils._paths import filter_repo_objects

    names = {getattr(one, "rfilename", ""): one for one in siblings}
    weights = [] if any(name.endswith(".safetensors") for name in names) else [_OLDER_WEIGHTS]
    chosen = filter_repo_objects(
        names, allow_patterns=[*_WANTED, *weights], ignore_patterns=_UNWANTED
    )
    found = []
    for name in chosen:
        lfs = getattr(names[name], "lfs", None)
        content = lfs.sha256 if lfs is not None else getattr(names[name], "blob_id", None)
        found.append(_Wanted(name, int(getattr(names[name], "size", 0) or 0), content or ""))
    return found


def _bring(url: str, file: Path, etag: str, size: int | None, tell: Callable[[int], None]) -> None:
    """Download to a part file that stays when this ends early, and goes on from what is in it.

    The hub's own function begins anew in each process. The part is named after the content,
    so that a file that was exchanged on the hub is not continued with the bytes of another.
    """
    from huggingface_hub.file_download import http_get
    from huggingface_hub.utils._headers import build_hf_headers

    if file.is_file() and file.stat().st_size == size:
        tell(size)
        return  # it was stopped while it was being checked
    part = file.with_name(f"{file.name}.{hashlib.sha256(etag.encode()).hexdigest()[:12]}.part")
    for other in set(file.parent.glob(f"{file.name}.*.part")) - {part}:
        other.unlink()
    file.parent.mkdir(parents=True, exist_ok=True)
    with part.open("ab") as out:
        tell(out.tell())
        http_get(
            url, _Telling(out, tell), resume_size=out.tell(), headers=build_hf_headers(),  # type: ignore[arg-type]
            expected_size=size, displayed_filename=file.name,
        )  # fmt: skip
    part.replace(file)


class _Telling:
    """A file that tells how long it is after each piece, which is then on its way to the disk."""

    def __init__(self, out: BinaryIO, tell: Callable[[int], None]) -> None:
        self._out = out
        self._told = tell

    def write(self, piece: bytes) -> int:
        """Write, and tell."""
        written = self._out.write(piece)
        self._out.flush()
        self._told(self._out.tell())
        return written

    def tell(self) -> int:
        """Where the next piece goes."""
        return self._out.tell()

    def seek(self, place: int) -> int:
        """Go to a place."""
        return self._out.seek(place)

    def truncate(self) -> int:
        """Cut off here."""
        return self._out.truncate()


def _checked(file: Path, announced: str | None, known: Entry) -> str:
    """The file's checksum. Raises ModelBrokenError, and removes it, when another was announced."""
    digest = _digest(file)
    if announced is not None and digest != announced:
        file.unlink()
        raise ModelBrokenError(
            say("get_damaged", Lang.EN, name=known.name, sum=digest[:12], announced=announced[:12])
        )
    return digest


class _Hub:
    """Turns what the hub's library raises into a sentence that says what to do."""

    def __init__(self, known: Entry) -> None:
        self._known = known

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        del trace
        import httpx2
        from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

        known = (HfHubHTTPError, LocalEntryNotFoundError, httpx2.HTTPError, OSError)
        if kind is None or not issubclass(kind, known):
            return
        away = issubclass(kind, (httpx2.ConnectError, httpx2.TimeoutException))
        key = "get_offline" if away else "get_failed"
        why = " ".join(str(error).split())
        raise ModelError(say(key, Lang.EN, name=self._known.name, repo=self._known.repo, why=why))


def _check_space(place: Path, needed: int) -> None:
    free = shutil.disk_usage(place).free
    if free < needed + _SPARE_BYTES:
        sizes = {"free": f"{free / 1e9:.1f}", "needed": f"{needed / 1e9:.1f}"}
        raise InputError(say("get_no_room", Lang.EN, place=place, **sizes))


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _sha256(etag: str | None) -> str | None:
    """The hub's etag of a large file is its SHA-256; that of a small one is something else."""
    return etag if etag and _SHA256.fullmatch(etag) else None


def _recorded(place: Path) -> Origin | None:
    file = place / _RECORD
    return Origin(**json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _record(place: Path, origin: Origin) -> None:
    (place / _RECORD).write_text(json.dumps(asdict(origin), indent=1), encoding="utf-8")
