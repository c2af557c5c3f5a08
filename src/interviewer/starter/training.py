"""Distils English sentence vectors into a student that reads Chinese.

Knows nothing of files but its own checkpoint. `train(student, lessons, targets, plan, ...)`

Loss of a batch: 2·(1 − cos) to the English vector of each text, plus InfoNCE at
temperature .05 among that vector and those of other English texts drawn at random.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from interviewer.starter.lessons import Batch, Lessons
from interviewer.starter.plan import Plan
from interviewer.starter.student import Student

_TEMPERATURE = 0.05
_OTHERS = 1024


def train(
    student: Student,
    lessons: Lessons,
    targets: NDArray[np.float16],
    plan: Plan,
    checkpoint: Path,
    progress: Callable[[int, int, float], None],
    save_every: float = 120.0,
) -> None:
    """Train in place. `targets` (n, d) are the English vectors of the lessons' pairs.

    Goes on from `checkpoint` when it belongs to the same plan; progress is told
    (steps done, steps in all, mean loss of late). The state is saved every `save_every`
    seconds.
    """
    optimiser = _optimiser(student, plan)
    batches = [(epoch, numbers) for epoch in range(plan.epochs) for numbers in lessons.epoch(epoch)]
    first = _resume(student, optimiser, plan, checkpoint)
    late, saved = 0.0, time.monotonic()
    for step in range(first, len(batches)):
        epoch, numbers = batches[step]
        rate = min(1.0, (step + 1) / 50) * (1 - step / len(batches))
        for group in optimiser.param_groups:
            group["lr"] = group["peak"] * rate
        rng = np.random.default_rng((plan.seed, step))
        value = _loss(student, lessons.batch(numbers, epoch), targets, rng)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward([value])
        torch.nn.utils.clip_grad_norm_(optimiser.param_groups[1]["params"] or [student.rows], 1.0)
        optimiser.step()
        late = value.item() if step == first else 0.98 * late + 0.02 * value.item()
        progress(step + 1, len(batches), late)
        if time.monotonic() - saved > save_every:
            _save(student, optimiser, plan, step + 1, checkpoint)
            saved = time.monotonic()


def _optimiser(student: Student, plan: Plan) -> torch.optim.Adam:
    layers = [p for p in student.network.parameters() if p.requires_grad]
    return torch.optim.Adam(
        [
            {"params": [student.rows], "peak": plan.row_rate},
            {"params": layers, "peak": plan.layer_rate},
        ],
        lr=plan.row_rate,
    )


def _loss(
    student: Student, batch: Batch, targets: NDArray[np.float16], rng: np.random.Generator
) -> torch.Tensor:
    others = rng.integers(0, len(targets), _OTHERS)
    wanted = torch.from_numpy(targets[batch.pairs].astype(np.float32))
    bank = torch.from_numpy(targets[np.concatenate([batch.pairs, others])].astype(np.float32))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        got = student(torch.from_numpy(batch.ids), torch.from_numpy(batch.mask))
    got = got.float()
    scores = got @ bank.T / _TEMPERATURE
    own = torch.arange(len(got))
    # Another text that says the very same is no wrong answer.
    same = wanted @ bank.T > 0.97
    same[own, own] = False
    scores = scores.masked_fill(same, float("-inf"))
    cosine: torch.Tensor = 2 * (1 - (got * wanted).sum(-1)).mean()
    return cosine + functional.cross_entropy(scores, own)


def _save(
    student: Student, optimiser: torch.optim.Adam, plan: Plan, step: int, checkpoint: Path
) -> None:
    state: dict[str, Any] = {
        "plan": asdict(plan),
        "step": step,
        "student": {n: p.detach() for n, p in student.named_parameters() if p.requires_grad},
        "optimiser": optimiser.state_dict(),
    }
    partial = checkpoint.with_suffix(".partial")
    torch.save(state, partial)
    os.replace(partial, checkpoint)


def _resume(student: Student, optimiser: torch.optim.Adam, plan: Plan, checkpoint: Path) -> int:
    if not checkpoint.is_file():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    if state["plan"] != asdict(plan):
        return 0
    student.load_state_dict(state["student"], strict=False)
    optimiser.load_state_dict(state["optimiser"])
    return int(state["step"])
