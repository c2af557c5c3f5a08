"""The starter sentence model under torch and under ONNX: times, and what becomes of the vectors.

The ONNX files are made here, by torch's own exporter, and put below sentence-transformers in the
place of the network, which is what its "onnx" backend does. That backend needs optimum-onnx,
which cannot be installed beside the transformers that sentence-transformers 6 needs. English
only; the files are deleted. `interviewer bench backends --graded answers.csv`
"""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from interviewer.adapters.embedder import load_embedder, starter_folder
from interviewer.bench.datasets import GradedAnswer, cards_of, load, load_pack
from interviewer.bench.metrics import pearson
from interviewer.errors import InputError
from interviewer.grading.text import fold, sentences
from interviewer.library import embedded_text
from interviewer.locations import knowledge_folder
from interviewer.ports import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NEEDED = ("onnx", "onnxruntime", "onnxscript")
ROUNDS = 15
BATCH = 256
_BATCH_EVERY = 5
_ALONE = 32
_ALIKE = 1e-4
_OWN = "torch, as the program uses it"

Encode = Callable[[list[str]], Vectors]


def run(graded: Path | None = None, rounds: int = ROUNDS) -> dict[str, Any]:
    """Figures a backend, the program's own way first.

    `answer_ms`, `batch_ms`: medians over interleaved rounds, of the sentences of one gold answer
    and of many cards. `cosine_off`: 1 - cosine to the program's own vectors, largest and median.
    `moved_by_others`: how far (1 - cosine) a text's vector moves with what is encoded beside it.
    `cosine_r`: with `graded`, a file as for `bench grading`, Pearson's r of the people's scores
    with the cosine between answer and best reference.
    Raises InputError when what ONNX needs is not installed.
    """
    _require()
    answer, batch = _answer(), _batch()
    answers = load(graded).answers if graded is not None else ()
    with tempfile.TemporaryDirectory() as folder:
        ways = _ways(Path(folder))
        figures = timed(ways, answer, batch, rounds)
        own = ways[_OWN](batch)
        for name, encode in ways.items():
            figures[name] |= compared(encode, own, batch)
            if answers:
                figures[name]["cosine_r"] = cosine_r(encode, answers)
    return {
        "answer_texts": len(answer),
        "batch_texts": len(batch),
        "rounds": rounds,
        "backends": figures,
    }


def _require() -> None:
    missing = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if missing:
        raise InputError(
            f"To measure ONNX, {', '.join(missing)} must be installed: "
            "pip install 'interviewer[onnx]' (in a checkout: pip install -e '.[onnx]')."
        )


def _answer() -> list[str]:
    """The sentences of the English gold answer of median length."""
    answers = sorted((a.answer for a in load_pack("test") if a.lang == "en"), key=len)
    text = fold(answers[len(answers) // 2]).text
    return [text[span.start : span.end] for span in sentences(text)]


def _batch() -> list[str]:
    cards = cards_of(knowledge_folder() / "en")
    return [embedded_text(cards[number % len(cards)]) for number in range(BATCH)]


def _ways(folder: Path) -> dict[str, Encode]:
    plain, quantised = folder / "model.onnx", folder / "model_int8.onnx"
    _export(plain)
    _quantise(plain, quantised)
    torch, onnx = _library(_model()), _library(_model(plain))
    require_alike(torch, onnx, _answer())
    return {
        _OWN: load_embedder(addon=None).encode,
        "torch, sentence-transformers": torch,
        "onnx": onnx,
        "onnx, int8": _library(_model(quantised)),
    }


def require_alike(torch: Encode, onnx: Encode, texts: list[str]) -> None:
    """Raises RuntimeError where the exported network is another one: its times would mean nothing."""
    off = float((1 - (torch(texts) * onnx(texts)).sum(axis=1)).max())
    if off > _ALIKE:
        raise RuntimeError(f"The ONNX file gives other vectors than torch: 1 - cosine is {off:.2g}")


def _library(model: SentenceTransformer) -> Encode:
    """As sentence-transformers encodes: sorted by length, padded, in batches of 32."""

    def encode(texts: list[str]) -> Vectors:
        found: Vectors = model.encode(texts, show_progress_bar=False, normalize_embeddings=True)
        return found

    return encode


def _model(onnx: Path | None = None) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()
    model = SentenceTransformer(str(starter_folder()), device="cpu", local_files_only=True)
    if onnx is not None:
        model[0].model = _network(onnx, model[0].config)
    return model.eval()


def _network(onnx: Path, config: object) -> Any:
    """An ONNX file in the clothes of a transformers model."""
    import onnxruntime
    import torch
    from transformers.modeling_outputs import BaseModelOutput

    session = onnxruntime.InferenceSession(str(onnx), providers=["CPUExecutionProvider"])

    class Network(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.config = config

        def forward(
            self, input_ids: torch.Tensor, attention_mask: torch.Tensor, **_: object
        ) -> BaseModelOutput:
            fed = {"input_ids": input_ids.numpy(), "attention_mask": attention_mask.numpy()}
            return BaseModelOutput(torch.from_numpy(session.run(None, fed)[0]))

    return Network()


def _export(to: Path) -> None:
    """The network from token ids to token rows, for any number of texts of any length."""
    import torch

    class Hidden(torch.nn.Module):
        def __init__(self, network: torch.nn.Module) -> None:
            super().__init__()
            self.network = network

        def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
            made = self.network(input_ids=input_ids, attention_mask=attention_mask)
            rows: torch.Tensor = made.last_hidden_state
            return rows

    shape = {0: torch.export.Dim("texts", max=4096), 1: torch.export.Dim("tokens", max=512)}
    # Two tensors: one given twice would become one input, and the mask be read from the ids.
    ids, mask = (torch.ones((2, 16), dtype=torch.int64) for _ in range(2))
    with _quiet():
        torch.onnx.export(
            Hidden(_model()[0].model),
            (ids, mask),
            str(to),
            input_names=["input_ids", "attention_mask"],
            output_names=["hidden"],
            dynamic_shapes={"input_ids": shape, "attention_mask": shape},
            dynamo=True,
            external_data=False,
        )


def _quantise(made: Path, to: Path) -> None:
    """Weights in 8 bits beforehand, and the rows they meet in 8 bits at each pass."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with _quiet():
        quantize_dynamic(made, to, weight_type=QuantType.QInt8, per_channel=True)


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """The exporter tells of every step; errors are raised all the same."""
    logging.disable(logging.WARNING)
    try:
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def timed(
    ways: dict[str, Encode], answer: list[str], batch: list[str], rounds: int
) -> dict[str, dict[str, Any]]:
    """Median milliseconds; the ways take turns, with the batch only in every fifth round."""
    few: dict[str, list[float]] = {name: [] for name in ways}
    many: dict[str, list[float]] = {name: [] for name in ways}
    for encode in ways.values():
        encode(answer)
    for number in range(rounds):
        for name, encode in ways.items():
            few[name].append(_milliseconds(encode, answer))
            if number % _BATCH_EVERY == 0:
                many[name].append(_milliseconds(encode, batch))
    return {
        name: {
            "answer_ms": round(median(few[name]), 2),
            "batch_ms": round(median(many[name]), 1),
        }
        for name in ways
    }


def _milliseconds(encode: Encode, texts: list[str]) -> float:
    began = time.perf_counter()
    encode(texts)
    return 1000 * (time.perf_counter() - began)


def compared(encode: Encode, own: Vectors, texts: Sequence[str]) -> dict[str, Any]:
    """How far vectors lie from the program's `own` (n, d), and from themselves encoded alone."""
    together = encode(list(texts))
    off = 1 - (together * own).sum(axis=1)
    alone = np.concatenate([encode([text]) for text in texts[:_ALONE]])
    moved = 1 - (together[:_ALONE] * alone).sum(axis=1)
    return {
        "cosine_off": [_brief(float(off.max())), _brief(float(np.median(off)))],
        "moved_by_others": _brief(float(moved.max())),
    }


def cosine_r(encode: Encode, answers: Sequence[GradedAnswer]) -> float | None:
    """How the cosine to the best reference goes with the people's scores (Pearson)."""
    texts = {text for one in answers for text in (one.answer, *one.rubric.references)}
    order = sorted(texts)
    vectors = dict(zip(order, encode(order), strict=True))
    near = [
        max(float(vectors[one.answer] @ vectors[text]) for text in one.rubric.references)
        for one in answers
    ]
    found = pearson(near, [one.score for one in answers])
    return None if found is None else round(found, 4)


def _brief(value: float) -> float:
    """Two digits that count; what float32 cannot tell from 0 is 0."""
    return 0.0 if value < 1e-6 else float(f"{value:.1e}")
