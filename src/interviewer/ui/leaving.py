"""Files that leave the page: written for download, with no folder of the server in them.

Knows nothing of what they hold. `written("report.md", text)`
"""

from __future__ import annotations

from pathlib import Path

from interviewer import locations


def written(name: str, text: str) -> Path:
    """The text as a file ready for download. Raises OSError when it cannot be written."""
    folder = locations.exports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(without_folders(text), encoding="utf-8")
    return path


def without_folders(text: str) -> str:
    """Paths below the data folder as they are within it: an error may name a file of the server."""
    for folder in (locations.home(), locations.home().resolve()):
        text = text.replace(f"{folder}/", "").replace(str(folder), "…")
    return text
