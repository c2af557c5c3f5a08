"""The model that learns Chinese: the frozen MiniLM with new word rows and small corrections.

Knows nothing of files or of where its lessons come from. `Student(network, rows, rank=16)`
"""

from __future__ import annotations

import copy
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

Adapters = dict[str, tuple[NDArray[np.float32], NDArray[np.float32]]]


class LowRankLinear(torch.nn.Module):
    """A frozen linear layer plus the product of two thin matrices, and a bias that may move.

    (…, in) → (…, out). Starts as the frozen layer itself: the left matrix is zero.
    """

    def __init__(self, frozen: torch.nn.Linear, rank: int) -> None:
        super().__init__()
        self.frozen = frozen
        frozen.weight.requires_grad_(False)
        self.left = torch.nn.Parameter(torch.zeros(frozen.out_features, rank))
        self.right = torch.nn.Parameter(
            torch.randn(rank, frozen.in_features) / frozen.in_features**0.5
        )

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        """(…, in) → (…, out)."""
        update = functional.linear(functional.linear(inputs, self.right), self.left)
        output: torch.Tensor = self.frozen(inputs) + update
        return output


class Student(torch.nn.Module):
    """Token ids to unit sentence vectors; ids from `first` on stand for Chinese words.

    `rank` 0 leaves the layers as they are and moves the new rows only.
    """

    def __init__(self, network: Any, rows: NDArray[np.float32], rank: int) -> None:
        super().__init__()
        self.network = copy.deepcopy(network)
        for parameter in self.network.parameters():
            parameter.requires_grad_(False)
        self._start = {
            name: parameter.detach().clone() for name, parameter in network.named_parameters()
        }
        self.table = self.network.get_input_embeddings()
        self.first = int(self.table.num_embeddings)
        self.rows = torch.nn.Parameter(torch.from_numpy(rows.copy()))
        self.layers: dict[str, LowRankLinear] = {}
        self.shifted: dict[str, torch.nn.Parameter] = {}
        if rank:
            self._loosen(rank)

    def _loosen(self, rank: int) -> None:
        for name, parameter in self.network.named_parameters():
            if parameter.ndim == 1 and name.startswith("encoder."):
                parameter.requires_grad_(True)
                self.shifted[name] = parameter
        linears = [
            (name, module)
            for name, module in self.network.named_modules()
            if isinstance(module, torch.nn.Linear) and name.startswith("encoder.")
        ]
        for name, module in linears:
            owner, _, attribute = name.rpartition(".")
            layer = LowRankLinear(module, rank)
            setattr(self.network.get_submodule(owner), attribute, layer)
            self.layers[f"{name}.weight"] = layer

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """(n, t) ids and mask → (n, d) unit vectors: mean of the last layer, as MiniLM does."""
        new = ids >= self.first
        vectors = torch.where(
            new.unsqueeze(-1),
            functional.embedding((ids - self.first).clamp_min(0), self.rows),
            self.table(ids.masked_fill(new, 0)),
        )
        hidden = self.network(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        weights = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weights).sum(1) / weights.sum(1)
        return functional.normalize(mean.float(), dim=-1)

    def corrections(self) -> tuple[Adapters, dict[str, NDArray[np.float32]]]:
        """What to add to the frozen model: weight name → (left, right), vector name → shift."""
        adapters = {
            name: (layer.left.detach().numpy(), layer.right.detach().numpy())
            for name, layer in self.layers.items()
        }
        shifts = {
            name: (parameter.detach() - self._start[name]).numpy()
            for name, parameter in self.shifted.items()
        }
        return adapters, shifts
