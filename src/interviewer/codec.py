"""Domain values to JSON and back, for the store and for `--json`.

Pydantic's type adapters read the frozen dataclasses as they are, so that a field added
to one of them with a default needs no code here. `load(Card, dump(card)) == card`
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from interviewer.grade import Grade

T = TypeVar("T")


_adapters: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    # Building one takes milliseconds; there are a handful of kinds.
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def dump(value: Any) -> str:
    """A dataclass as JSON text, non-ASCII as it is."""
    return _adapter(type(value)).dump_json(value).decode()


def plain(value: Any) -> Any:
    """A dataclass as dicts, lists, strings and numbers."""
    return _adapter(type(value)).dump_python(value, mode="json")


def load(kind: type[T], text: str) -> T:
    """The value that `dump` wrote."""
    value: T = _adapter(kind).validate_json(text)
    return value


@lru_cache(maxsize=1024)
def known(kind: type[Any], text: str) -> Any:
    """`load`, for what is read many times: values cannot be changed, so one serves all readers."""
    return load(kind, text)


def storable(text: str) -> str:
    """A text from outside that every store takes: no lone surrogate, no character of code 0."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def grade_fields(grade: Grade) -> dict[str, Any]:
    """A grade as `grade --json` prints it."""
    return {
        "status": grade.status.value,
        "why": grade.why,
        "score": None if grade.score is None else round(grade.score, 1),
        "band": grade.band and grade.band.value,
        "similarity": None if grade.similarity is None else round(grade.similarity, 4),
        "points": [
            {
                "text": verdict.point.text,
                "weight": verdict.point.weight,
                "verdict": verdict.verdict.value,
                "quote": verdict.quote,
                "start": verdict.start,
                "end": verdict.end,
                "because": verdict.because,
            }
            for verdict in grade.points
        ],
        "gates": [gate.value for gate in grade.gates],
        "breakdown": dict(grade.breakdown),
        "critique": grade.critique,
        "judge": {
            "model": grade.judge.model,
            "weight": grade.judge.weight,
            "why": grade.judge.why,
        },
        "fingerprint": grade.fingerprint,
        "seconds": round(grade.seconds, 4),
    }
