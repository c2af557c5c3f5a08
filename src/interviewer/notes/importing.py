"""Files, folders and pasted text read into cards; one bad file does not stop the others.

Knows kinds of file and their limits; stores nothing. `read_paths([Path("notes.md")])`
"""

from __future__ import annotations

import gc
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from interviewer.errors import NotesError
from interviewer.notes.build import read_text
from interviewer.notes.dialects import plain_labels
from interviewer.notes.encoding import Decoded, decode
from interviewer.notes.html import to_markdown
from interviewer.notes.notebook import notebook_to_markdown
from interviewer.notes.orgmode import org_to_markdown
from interviewer.notes.parsed import ParsedFile, Skipped
from interviewer.notes.pdf import pdf_to_text
from interviewer.notes.separated import is_separated, read_rows
from interviewer.notes.word import docx_to_markdown

MOST_TEXT_BYTES = 20_000_000
MOST_DOCUMENT_BYTES = 50_000_000
MOST_FILES = 5_000

_KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".org": "org",
    ".ipynb": "notebook",
    ".csv": "csv",
    ".tsv": "tsv",
    ".docx": "docx",
    ".pdf": "pdf",
    ".html": "html",
    ".htm": "html",
}


@dataclass(frozen=True)
class Reading:
    """Files read, and those that could not be, each with a sentence on what to do."""

    files: tuple[ParsedFile, ...]
    failures: tuple[NotesError, ...]


def read_paths(paths: Sequence[Path], questions_at: str | None = None) -> Reading:
    """Read files and folders, in order; in folders every kind of file that can hold notes."""
    files: list[ParsedFile] = []
    failures: list[NotesError] = []
    seen: set[str] = set()
    for given in paths:
        try:
            for path in _files_in(Path(given)):
                if os.path.realpath(path) in seen:
                    continue
                seen.add(os.path.realpath(path))
                try:
                    files.append(read_file(path, questions_at))
                except NotesError as error:
                    failures.append(error)
        except NotesError as error:
            failures.append(error)
    return Reading(tuple(files), tuple(failures))


def read_file(path: Path, questions_at: str | None = None) -> ParsedFile:
    """Read one file. NotesError when it is missing, too large, changing, or holds no text."""
    return read_bytes(_load(path), str(path), questions_at)


def read_bytes(data: bytes, name: str, questions_at: str | None = None) -> ParsedFile:
    """Read the bytes of a file called `name`. NotesError when they hold no text."""
    if not data.strip():
        raise NotesError(name, "the file is empty; put notes into it or leave it out")
    with _uncollected(len(data)):
        return _read(data, name, questions_at)


@contextmanager
def _uncollected(size: int) -> Iterator[None]:
    """A large file makes a million small values and no cycle of them: the collector may rest."""
    rests = size > 500_000 and gc.isenabled()
    if rests:
        gc.disable()
    try:
        yield
    finally:
        if rests:
            gc.enable()


def _read(data: bytes, name: str, questions_at: str | None) -> ParsedFile:
    kind = _kind(name, data)
    most = MOST_DOCUMENT_BYTES if kind in ("docx", "pdf") else MOST_TEXT_BYTES
    if len(data) > most:
        raise NotesError(name, f"larger than {most // 1_000_000} MB; split it into smaller files")
    try:
        if kind == "docx":
            return read_text(docx_to_markdown(data), name, kind, "docx", questions_at)
        if kind == "pdf":
            return read_text(pdf_to_text(data), name, kind, "pdf", questions_at)
        return _parse(decode(data), name, kind, questions_at)
    except ValueError as error:
        raise NotesError(name, str(error)) from error


def parse_text(text: str, name: str = "pasted", questions_at: str | None = None) -> ParsedFile:
    """Read text that was pasted. NotesError when it is empty or too large."""
    return read_bytes(text.encode("utf-8", "replace"), name, questions_at)


def _parse(decoded: Decoded, name: str, kind: str, questions_at: str | None) -> ParsedFile:
    text = decoded.text.removeprefix("\ufeff")
    if not text.strip():
        raise NotesError(name, "the file is empty; put notes into it or leave it out")
    if kind == "text" and text.lstrip().startswith("{") and '"cells"' in text:
        kind = "notebook"
    if kind in ("csv", "tsv") or (
        kind in ("text", "markdown") and questions_at is None and is_separated(text)
    ):
        parsed = read_rows(text, name, decoded.encoding)
    else:
        if kind == "org":
            text = org_to_markdown(text)
        elif kind == "notebook":
            text = notebook_to_markdown(text)
        elif kind == "html":
            text = to_markdown(text)
        if kind not in ("org", "html"):
            text = plain_labels(text)
        parsed = read_text(text, name, kind, decoded.encoding, questions_at)
    doubts = tuple(Skipped(line, why) for line, why in decoded.doubts)
    return replace(parsed, warnings=(*doubts, *parsed.warnings))


def _kind(name: str, data: bytes) -> str:
    """The kind by the name's ending, unless the first bytes say plainly what it is."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return "docx"
    kind = _KINDS.get(Path(name).suffix.lower(), "text")
    if kind == "text" and re.match(rb"\s*(?:<!doctype html|<html)", data[:200], re.I):
        return "html"
    return kind


def _files_in(path: Path) -> Iterator[Path]:
    """The file itself, or the notes in a folder; links to folders are not followed."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise NotesError(str(path), "there is no such file or folder; check the name") from error
    except OSError as error:
        raise NotesError(str(path), f"cannot be opened ({_reason(error)})") from error
    if not stat.S_ISDIR(mode):
        yield path
        return
    denied: list[OSError] = []
    found = 0
    for folder, folders, names in os.walk(path, onerror=denied.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith((".", "~$")) or Path(name).suffix.lower() not in _KINDS:
                continue
            found += 1
            if found > MOST_FILES:
                raise NotesError(
                    str(path), f"holds more than {MOST_FILES} files; name a smaller folder"
                )
            yield Path(folder) / name
    if denied:
        raise NotesError(str(denied[0].filename), f"cannot be opened ({_reason(denied[0])})")
    if not found:
        kinds = " ".join(sorted(_KINDS))
        raise NotesError(str(path), f"the folder holds no notes; files end in {kinds}")


def _load(path: Path) -> bytes:
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # opening a pipe would wait for its writer
            raise NotesError(str(path), "this is no ordinary file; give a text file")
        with path.open("rb") as file:
            before = os.fstat(file.fileno())
            if before.st_size > MOST_DOCUMENT_BYTES:
                most = MOST_DOCUMENT_BYTES // 1_000_000
                raise NotesError(str(path), f"larger than {most} MB; split it into smaller files")
            data = file.read(MOST_DOCUMENT_BYTES + 1)
            after = os.fstat(file.fileno())
    except OSError as error:
        raise NotesError(str(path), f"cannot be opened ({_reason(error)})") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or (
        len(data) != before.st_size
    ):
        raise NotesError(str(path), "the file changed while it was read; import it again")
    return data


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
