"""The starter model with Chinese laid over it: words by the add-on, layers slightly corrected.

Knows nothing of training. Built by `load_embedder()`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import torch

from interviewer.adapters.embedder_packed import PackedSide
from interviewer.adapters.embedder_side import Reading
from interviewer.starter.addon import AddOn
from interviewer.starter.reader import ChineseReader

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class ChineseSide(PackedSide):
    """Reads texts with Chinese in them. The base model is left as it is."""

    def __init__(self, base: SentenceTransformer, addon: AddOn) -> None:
        super().__init__(corrected(base, addon))
        first = int(base[0].auto_model.get_input_embeddings().num_embeddings)
        self._reader = ChineseReader(self._fast, addon.words, addon.logp.tolist(), first)

    def read(self, text: str) -> Reading:
        """Chinese runs cut into the add-on's words, all else by the model's own tokenizer."""
        ids, offsets = self._reader.read(text)
        return Reading(tuple(ids), tuple(offsets))


class GrownEmbedding(torch.nn.Module):
    """The base model's word embeddings with further rows after them, which are not copied."""

    def __init__(self, base: torch.nn.Embedding, rows: torch.Tensor) -> None:
        super().__init__()
        self.base = base
        self.rows = torch.nn.Parameter(rows, requires_grad=False)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """(…) int64 → (…, d)."""
        first = self.base.num_embeddings
        new = ids >= first
        vectors = self.base(ids.masked_fill(new, 0))
        grown: torch.Tensor = torch.where(
            new.unsqueeze(-1),
            torch.nn.functional.embedding((ids - first).clamp_min(0), self.rows),
            vectors,
        )
        return grown


@contextmanager
def _one_thread() -> Iterator[None]:
    """Products this small are done sooner than threads on a busy machine find together."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


def corrected(base: SentenceTransformer, addon: AddOn) -> SentenceTransformer:
    """A second model with the add-on's rows and corrections; unchanged weights are shared."""
    kept = {id(parameter): parameter for parameter in base.parameters()}
    model = copy.deepcopy(base, memo={**kept, id(base.tokenizer): base.tokenizer})
    network = model[0].auto_model
    weights = dict(network.named_parameters())
    with torch.no_grad(), _one_thread():
        new = {
            name: torch.addmm(weights[name], torch.from_numpy(left), torch.from_numpy(right))
            for name, (left, right) in addon.adapters.items()
        }
        new.update(
            (name, weights[name] + torch.from_numpy(shift)) for name, shift in addon.shifts.items()
        )
    for name, weight in new.items():
        owner, _, attribute = name.rpartition(".")
        setattr(
            network.get_submodule(owner),
            attribute,
            torch.nn.Parameter(weight, requires_grad=False),
        )
    network.set_input_embeddings(
        GrownEmbedding(network.get_input_embeddings(), torch.from_numpy(addon.rows))
    )
    return model
