"""Cards and vectors made up for measuring: many, varied, the same ones each time.

`cards_of(100_000)` · `vectors_of(100_000)`
"""

from __future__ import annotations

import random

import numpy as np

from interviewer.cards import Card, KeyPoint, Lang, Level, Source, new_id
from interviewer.ports import Vectors

DIMENSION = 384
_KINDS = ["scheduler", "cache", "index", "parser", "allocator", "optimiser", "queue", "codec",
          "sampler", "router", "tokenizer", "buffer", "planner", "lock", "tree", "filter"]  # fmt: skip
_TRAITS = ["lazy", "sharded", "greedy", "stable", "adaptive", "bounded", "lock-free", "batched",
           "online", "sparse", "layered", "mutable", "typed", "cyclic", "atomic", "dense"]  # fmt: skip
_ASKED = ["What does {} guarantee?", "How does {} work?", "When is {} the wrong choice?",
          "{} 的作用是什么？", "{} 是怎样实现的？"]  # fmt: skip
_DOES = ["keeps", "drops", "copies", "orders", "merges", "bounds", "checks", "delays"]
_WHAT = ["its inputs", "old entries", "equal keys", "pending work", "the state", "each batch"]


def cards_of(count: int, *, topics: int = 20, seed: int = 1) -> list[Card]:
    """So many different cards, one to six key points each, a third of them in Chinese words."""
    chance = random.Random(seed)
    return [_card(number, topics, chance) for number in range(count)]


def _card(number: int, topics: int, chance: random.Random) -> Card:
    name = f"{chance.choice(_TRAITS)} {chance.choice(_KINDS)} {number}"
    question = chance.choice(_ASKED).format(f"a {name}")
    topic = f"Topic {number % topics}"
    points = tuple(
        KeyPoint(
            f"It {chance.choice(_DOES)} {chance.choice(_WHAT)} in step {step}.", 1.0 + step % 3
        )
        for step in range(chance.randint(1, 6))
    )
    return Card(
        id=new_id(topic, question),
        topic=topic,
        question=question,
        reference=" ".join(point.text for point in points),
        key_points=points,
        lang=Lang.ZH if "？" in question else Lang.EN,
        source=Source("synthetic.md", number + 1),
        level=chance.choice(list(Level)),
    )


def vectors_of(count: int, seed: int = 1) -> Vectors:
    """Unit vectors in loose clusters, as sentence embeddings lie: (count, 384)."""
    chance = np.random.default_rng(seed)
    centres = chance.normal(size=(max(1, count // 50), DIMENSION))
    rows = centres[chance.integers(len(centres), size=count)] + 0.6 * chance.normal(
        size=(count, DIMENSION)
    )
    unit: Vectors = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit
