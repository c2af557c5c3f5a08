"""Tells a GGUF file from anything else, before llama.cpp is asked to load it.

Knows nothing of what is inside. `check(Path("model.gguf"))`
"""

from __future__ import annotations

from pathlib import Path

from interviewer.errors import ModelBrokenError, ModelMissingError

_MAGIC = b"GGUF"


def check(path: Path) -> None:
    """Raises ModelMissingError or ModelBrokenError when `path` cannot be a GGUF model."""
    try:
        if path.is_dir():
            raise ModelMissingError(f"{path} is a folder. Name the .gguf file in it.")
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        raise ModelMissingError(
            f"There is no model file {path}. Check the path, or see `interviewer models list`."
        ) from None
    except OSError as error:
        raise ModelBrokenError(f"{path} cannot be read: {error.strerror}.") from error
    if start != _MAGIC:
        raise ModelBrokenError(
            f"{path} is not a GGUF file. Choose a model in the GGUF format of llama.cpp."
        )
