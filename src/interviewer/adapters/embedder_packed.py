"""The starter model's pass over windows of any lengths at once: what stands side by side pays once.

Every pass reads all weights, which takes longer than the sums for a sentence. So windows are
laid end to end in one row; each attends to itself alone. Knows nothing of texts.
`PackedSide(model).run(windows, with_tokens=True)`
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch.nn.functional import scaled_dot_product_attention
from transformers import AttentionInterface, AttentionMaskInterface
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import sdpa_mask

from interviewer.adapters.embedder_side import ENOUGH, PlainSide, Reading, Side
from interviewer.ports import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_NAME = "interviewer-windows"
Windows = list[tuple[int, int]]


def _attend(
    module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    attention_mask: torch.Tensor | None,
    windows: Windows | None = None,
    scaling: float | None = None,
    **rest: Any,
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """Tensors are (1, heads, t, d). Without `windows` it is the library's own attention."""
    if windows is None:
        whole: tuple[torch.Tensor, torch.Tensor | None] = sdpa_attention_forward(
            module, query, key, value, attention_mask, scaling=scaling, **rest
        )
        return whole
    found = torch.zeros_like(query)
    for start, end in windows:
        part = (..., slice(start, end), slice(None))
        found[part] = scaled_dot_product_attention(
            query[part], key[part], value[part], scale=scaling
        )
    return found.transpose(1, 2).contiguous(), None


AttentionInterface.register(_NAME, _attend)
AttentionMaskInterface.register(_NAME, sdpa_mask)


class PackedSide(PlainSide):
    """A BERT whose sentence vector is the mean of its tokens, as the starter is."""

    alike = False

    def __init__(self, model: SentenceTransformer) -> None:
        super().__init__(model)
        self._network = model[0].auto_model
        self._network.set_attn_implementation(_NAME)

    def run(
        self, windows: Sequence[Reading], *, with_tokens: bool
    ) -> list[tuple[Vectors, Vectors]]:
        """One pass of the model. A window begins where a block of rows does, whatever is before it."""
        contents = [(*self._before, *window.ids, *self._after) for window in windows]
        starts = np.cumsum([0, *(Side.padded(len(window.ids)) for window in windows)])
        places = [(int(s), int(s) + len(c)) for s, c in zip(starts, contents, strict=False)]
        rows = max(ENOUGH, int(starts[-1]))
        ids = np.full(rows, self._pad, dtype=np.int64)
        positions = np.zeros(rows, dtype=np.int64)
        for (start, end), content in zip(places, contents, strict=True):
            ids[start:end] = content
            positions[start:end] = range(len(content))
        with torch.inference_mode():
            hidden = self._network(
                input_ids=torch.from_numpy(ids)[None],
                position_ids=torch.from_numpy(positions)[None],
                windows=places,
            ).last_hidden_state[0]
            found = []
            for (start, end), window in zip(places, windows, strict=True):
                sentence: Vectors = hidden[start:end].mean(0).numpy()
                first = start + len(self._before)
                last = first + (len(window.ids) if with_tokens else 0)
                unit = sentence / max(float(np.linalg.norm(sentence)), 1e-12)
                found.append((hidden[first:last].numpy(), unit))
        return found
