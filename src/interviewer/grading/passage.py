"""A text made ready for comparison: folded, cut into sentences and terms, embedded.

Knows nothing of grading. `read(embedder, [fold("a text")], aliases)` → one Passage a text.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from interviewer.grading.aliases import Groups, alias_terms
from interviewer.grading.frequency import rarity
from interviewer.grading.terms import Term, content, terms
from interviewer.grading.text import Folded, Span, sentences
from interviewer.ports import Embedder, TokenVectors, Vectors

Weights = NDArray[np.float32]
_STOP_WEIGHT = 0.3


@dataclass(frozen=True, eq=False)
class Passage:
    """One text. `vector` is (d,), `sentence_vectors` (s, d), `token_vectors` (t, d), unit rows.

    `token_offsets` are places in the folded text; `terms` include alias terms. `asked` holds
    the text's tokens, and the whole, as read after its question.
    """

    folded: Folded
    sentences: tuple[Span, ...]
    terms: tuple[Term, ...]
    vector: Vectors
    sentence_vectors: Vectors
    token_vectors: Vectors
    token_offsets: tuple[tuple[int, int], ...]
    asked: TokenVectors | None = None

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    @cached_property
    def content(self) -> tuple[Term, ...]:
        """Terms that are not grammar, all terms when there is nothing else."""
        return tuple(content(self.terms)) or self.terms

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all content terms."""
        return frozenset(term.key for term in self.content)

    @cached_property
    def token_weights(self) -> Weights:
        """(t,) rarity of the term each token belongs to; grammar and marks count little."""
        weight = np.full(len(self.text) + 1, 0.0, dtype=np.float32)
        for term in self.terms:
            value = _STOP_WEIGHT if term.stop else rarity(term.key)
            part = weight[term.start : term.end]
            np.maximum(part, value, out=part)
        return np.array(
            [max(0.05, weight[a:b].max(initial=0.0)) for a, b in self.token_offsets],
            dtype=np.float32,
        )

    @cached_property
    def token_sentence(self) -> NDArray[np.intp]:
        """(t,) index of the sentence each token stands in."""
        starts = np.array([span.start for span in self.sentences], dtype=np.intp)
        places = np.array([a for a, _ in self.token_offsets], dtype=np.intp)
        return np.maximum(np.searchsorted(starts, places, side="right") - 1, 0)


def split(folded: Folded) -> tuple[Span, ...]:
    """The text's sentences, or all of it when it has none."""
    return tuple(sentences(folded.text)) or (Span(0, len(folded.text)),)


def after(question: str, text: str) -> str:
    """A text as it is read after its question."""
    return f"{question}\n{text}"


def _asked(question: str, both: TokenVectors) -> TokenVectors:
    """Only the tokens of the text, in offsets of the text; the vector is that of both."""
    start = len(question) + 1
    own = [n for n, (a, _) in enumerate(both.offsets) if a >= start]
    offsets = tuple((both.offsets[n][0] - start, both.offsets[n][1] - start) for n in own)
    return TokenVectors(both.vectors[own], offsets, both.whole)


def read(
    embedder: Embedder,
    texts: Sequence[Folded],
    aliases: Groups,
    known: Mapping[str, TokenVectors] | None = None,
    question: str | None = None,
) -> list[Passage]:
    """Embed several texts at once: whole, by sentence, by token; and after a `question`.

    What is `known` is reused.
    """
    spans = [split(folded) for folded in texts]
    pieces = [f.text[s.start : s.end] for f, part in zip(texts, spans, strict=True) for s in part]
    whole = [folded.text for folded in texts]
    found = dict(known or {})
    joined = [after(question, text) for text in whole] if question is not None else []
    missing = [text for text in dict.fromkeys([*whole, *pieces, *joined]) if text not in found]
    if missing:
        found |= zip(missing, embedder.tokens(missing), strict=True)
    return [
        Passage(
            folded,
            part,
            tuple(terms(folded.text) + alias_terms(folded.text, aliases)),
            found[folded.text].whole,
            np.stack([found[folded.text[s.start : s.end]].whole for s in part]),
            found[folded.text].vectors,
            found[folded.text].offsets,
            None if question is None else _asked(question, found[after(question, folded.text)]),
        )
        for folded, part in zip(texts, spans, strict=True)
    ]
