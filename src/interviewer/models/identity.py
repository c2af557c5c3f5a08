"""Tells one exact model from another: by the content of its file, or by server and name.

Hashing a large file takes seconds, so it is done once for each state of a file. Knows
nothing of what models are used for. `of_file(Path("model.gguf"))` → 16 hexadecimal digits
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from interviewer import locations

_LENGTH = 16


def of_file(path: Path) -> str:
    """The beginning of the file's SHA-256. Raises OSError when it cannot be read."""
    state = path.stat()
    key = f"{path.resolve()}|{state.st_size}|{state.st_mtime_ns}"
    known = _known()
    if key not in known:
        with path.open("rb") as stream:
            known[key] = hashlib.file_digest(stream, "sha256").hexdigest()[:_LENGTH]
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(known, indent=1, ensure_ascii=False), encoding="utf-8")
    return known[key]


def of_server(url: str, name: str | None) -> str:
    """Stands for a server's model, whose file nobody here can see."""
    return hashlib.sha256(f"{url.rstrip('/')}|{name or ''}".encode()).hexdigest()[:_LENGTH]


def _known() -> dict[str, str]:
    try:
        return dict(json.loads(_file().read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return {}


def _file() -> Path:
    return locations.report_cards_folder() / "hashes.json"
