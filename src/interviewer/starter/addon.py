"""The add-on file that teaches Chinese to the packaged MiniLM: what it holds, reading, writing.

Knows nothing of torch or tokenizers. `read_addon(ADDON_PATH, base=fingerprint)`
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from interviewer.errors import ModelBrokenError

ADDON_PATH = Path(__file__).parent / "data" / "minilm-zh.safetensors"
FORMAT = "interviewer-zh-1"


@dataclass(frozen=True)
class AddOn:
    """Chinese words, their embedding rows, and small corrections of the frozen layers.

    `words` are n texts of Chinese characters with their log probabilities `logp` (n,);
    `rows` is (n, d) float32. `adapters` maps the name of a weight matrix (out, in) of the
    base model to a pair (out, r), (r, in) whose product is added to it when Chinese is
    read; `shifts` maps the name of a bias or norm vector to what is added to it.
    `base` is the fingerprint of the model all this was trained over.
    """

    base: str
    words: tuple[str, ...]
    logp: NDArray[np.float32]
    rows: NDArray[np.float32]
    adapters: Mapping[str, tuple[NDArray[np.float32], NDArray[np.float32]]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    shifts: Mapping[str, NDArray[np.float32]] = field(default_factory=lambda: MappingProxyType({}))
    version: str = ""


def write_addon(addon: AddOn, path: Path) -> None:
    """Write rows and adapters as int8 with one scale a row, the rest as float16.

    The same add-on gives the same bytes: metadata of several keys would come in any order.
    """
    from safetensors.numpy import save_file

    tensors: dict[str, NDArray[np.generic]] = {"logp": addon.logp.astype(np.float16)}
    _put(tensors, "rows", addon.rows)
    for name, (left, right) in addon.adapters.items():
        _put(tensors, f"adapter.{name}.left", left)
        _put(tensors, f"adapter.{name}.right", right)
    for name, shift in addon.shifts.items():
        tensors[f"shift.{name}"] = shift.astype(np.float16)
    words = json.dumps(addon.words, ensure_ascii=False).encode()
    tensors["words"] = np.frombuffer(words, dtype=np.uint8).copy()
    about = {"format": FORMAT, "base": addon.base, "sha256": _digest(tensors)}
    path.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, str(path), metadata={"about": json.dumps(about)})
    path.chmod(0o644)


def read_addon(path: Path, base: str) -> AddOn:
    """The add-on at `path`, which must be whole and made for the model `base`.

    Raises ModelBrokenError, saying which of these is not so.
    """
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(str(path), framework="numpy") as file:
            metadata = json.loads((file.metadata() or {}).get("about", "{}"))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except (OSError, SafetensorError, ValueError) as error:
        raise ModelBrokenError(f"{path.name} cannot be read ({error}); {_MEND}") from error
    if metadata.get("format") != FORMAT:
        raise ModelBrokenError(f"{path.name} is not a file of Chinese word embeddings; {_MEND}")
    if metadata.get("sha256") != _digest(tensors):
        raise ModelBrokenError(f"{path.name} is damaged; {_MEND}")
    if metadata.get("base") != base:
        raise ModelBrokenError(
            f"{path.name} was trained over another version of the sentence model; {_MEND}"
        )
    adapters = {
        name.removeprefix("adapter.").removesuffix(".left")
        for name in tensors
        if name.startswith("adapter.") and name.endswith(".left")
    }
    return AddOn(
        base=base,
        words=tuple(json.loads(tensors["words"].tobytes())),
        logp=tensors["logp"].astype(np.float32),
        rows=_get(tensors, "rows"),
        adapters={
            name: (
                _get(tensors, f"adapter.{name}.left"),
                _get(tensors, f"adapter.{name}.right"),
            )
            for name in sorted(adapters)
        },
        shifts={
            name.removeprefix("shift."): tensor.astype(np.float32)
            for name, tensor in sorted(tensors.items())
            if name.startswith("shift.")
        },
        version=metadata["sha256"][:8],
    )


_MEND = "install the program again to get a good copy"


def _put(tensors: dict[str, NDArray[np.generic]], name: str, values: NDArray[np.float32]) -> None:
    """Store a matrix as int8 with a float16 scale a row (largest magnitude = 127)."""
    scale = (np.abs(values).max(axis=1, keepdims=True) / 127).astype(np.float16)
    scale = np.maximum(scale, np.finfo(np.float16).tiny)
    tensors[name] = np.rint(values / scale.astype(np.float32)).clip(-127, 127).astype(np.int8)
    tensors[f"{name}.scale"] = scale


def _get(tensors: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    return tensors[name].astype(np.float32) * tensors[f"{name}.scale"].astype(np.float32)


def _digest(tensors: Mapping[str, NDArray[np.generic]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(tensors):
        digest.update(name.encode())
        digest.update(tensors[name].tobytes())
    return digest.hexdigest()
