"""Wording in common: symbols, runs of characters and mathematical expressions of a reference.

Needs no model, works for both languages, formulas and code. Knows nothing of meaning.
`expressions("takes 2n+1 steps")` → {"2n+1"}
"""

from __future__ import annotations

import re

_SYMBOL = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[a-z]+|\d+|[^\s\w]")
_OPERAND = r"[(\[{]*(?:\d+(?:\.\d+)?[a-z]{0,2}|[a-z]\d?)(?![a-z])[)\]}]*"
_EXPRESSION = re.compile(
    rf"(?<![a-z0-9_'])-?{_OPERAND}(?:\s*(?:[-+*/^=<>%|&·]+\s*{_OPERAND}|\([^()]{{1,20}}\)))*"
)
_WORDS = frozenset("ai")
_NONE_TO_FIND = 0.5


def symbol_recall(reference: str, question: str, answer: str) -> float:
    """Share of the reference's distinct symbols, those of the question left out, in the answer."""
    wanted = set(_SYMBOL.findall(reference)) - set(_SYMBOL.findall(question))
    if not wanted:
        return _NONE_TO_FIND
    return len(wanted & set(_SYMBOL.findall(answer))) / len(wanted)


def run_recall(reference: str, question: str, answer: str, length: int) -> float:
    """Share of the reference's runs of `length` characters in the answer; those asked count .15."""
    asked, said = _runs(question, length), _runs(answer, length)
    weights = {run: 0.15 if run in asked else 1.0 for run in sorted(_runs(reference, length))}
    total = sum(weights.values())
    return sum(w for run, w in weights.items() if run in said) / total if total else 0.0


def expressions(text: str) -> frozenset[str]:
    """Numbers, single letters and formulas of a folded text, blanks and products dropped."""
    found = (re.sub(r"[\s*·]", "", m.group()) for m in _EXPRESSION.finditer(text))
    return frozenset(found) - _WORDS


def expression_recall(reference: str, question: str, answer: str) -> float:
    """Share of the reference's expressions beyond the question's in the answer; .5 for none."""
    wanted = expressions(reference) - expressions(question)
    return len(wanted & expressions(answer)) / len(wanted) if wanted else _NONE_TO_FIND


def expression_precision(reference: str, question: str, answer: str) -> float:
    """Share of the answer's expressions beyond the question's in the reference; .5 for none."""
    said = expressions(answer) - expressions(question)
    wanted = expressions(reference) - expressions(question)
    return len(wanted & said) / len(said) if said and wanted else _NONE_TO_FIND


def _runs(text: str, length: int) -> set[str]:
    flat = " ".join(text.split())
    return {flat[i : i + length] for i in range(len(flat) - length + 1)}
