"""How the command line prints: JSON on stdout, everything else on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

from interviewer.grade import Grade


def as_json(document: Any) -> None:
    """Exactly one JSON document on stdout, Chinese as it is."""
    text = json.dumps(document, ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def note(text: str) -> None:
    """A line for the person, on stderr."""
    print(text, file=sys.stderr, flush=True)


def say(text: str = "") -> None:
    """A line of the result, on stdout, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()


def grade_lines(grade: Grade) -> list[str]:
    """A grade for reading in a terminal."""
    if grade.score is None:
        return [f"not graded: {grade.why}"]
    lines = [f"{grade.score:.0f} of 100 ({grade.band}), similarity {grade.similarity or 0:.2f}"]
    if grade.why:
        lines.append(f"{grade.status}: {grade.why}")
    for verdict in grade.points:
        line = f"  {verdict.verdict.value:<12} {verdict.point.text}"
        lines.append(line)
        if verdict.quote:
            lines.append(f"               your words: “{' '.join(verdict.quote.split())}”")
        if verdict.because:
            lines.append(f"               {verdict.because}")
    if grade.judge.weight:
        lines.append(f"{grade.judge.model} has a say of {grade.judge.weight:.0%} in it")
    elif grade.judge.why:
        lines.append(f"without the say of {grade.judge.model}: {grade.judge.why}")
    if grade.critique:
        lines += ["", grade.critique]
    return lines
