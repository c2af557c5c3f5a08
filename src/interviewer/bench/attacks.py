"""How often bad answers pass and honest ones fail: at least 500 attacks of twelve kinds.

Attacks are built from any file of graded answers, by default from the pack's gold answers.
Knows nothing of the command line. `run(None, embedder)` or `interviewer bench attacks`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from interviewer.bench.attack_building import KINDS, build, fill, lang_of
from interviewer.bench.attack_wordings import wordings
from interviewer.bench.datasets import GradedAnswer, load, load_pack
from interviewer.grade import PASS_MARK, Verdict
from interviewer.grading.constants import Constants
from interviewer.grading.grader import Grader
from interviewer.grading.rubric import Rubric
from interviewer.ports import Embedder

LEAST_ATTACKS = 500
_MOST_ROUNDS = 12
_FULL_MARKS = 0.95
_LIAR_KINDS = ("negated", "swapped", "wrong")
_SHOWN = 30


@dataclass(frozen=True)
class Attack:
    """A bad answer: it must not reach the pass mark."""

    kind: str
    lang: str
    rubric: Rubric
    answer: str


def run(
    file: Path | None, embedder: Embedder, part: str = "report", constants: Constants | None = None
) -> dict[str, Any]:
    """Pass rates by kind and language, honest answers beside them, in one object.

    `attacks`, `passing` (share of all), `by_kind` {kind: {n, passing, en, zh}};
    `honest` {n, passing} full-mark answers; `injection` {n, changed} honest answers with
    an instruction added whose score moved by more than 2; `contradictions` {n, found,
    false_alarms} only where verdicts are known; `passed` shows some that passed.
    """
    answers = load_pack("test") if file is None else load(file).answers
    grader = Grader(embedder, constants)
    found = attacks(answers, part)
    scores = [grader.grade(a.rubric, a.answer).score or 0.0 for a in found]
    passed = [(a, s) for a, s in zip(found, scores, strict=True) if s >= PASS_MARK]
    return {
        "attacks": len(found),
        "passing": _share(len(passed), len(found)),
        "by_kind": _by_kind(found, scores),
        "honest": _honest(grader, answers, len(found)),
        "injection": _injection(grader, answers, part),
        "contradictions": _contradictions(grader, answers),
        "wordings": part,
        "embedder": embedder.name,
        "fingerprint": grader.fingerprint,
        "passed": [
            {"kind": a.kind, "score": s, "question": a.rubric.question, "answer": a.answer[:200]}
            for a, s in passed[:_SHOWN]
        ],
    }


def attacks(answers: Sequence[GradedAnswer], part: str) -> list[Attack]:
    """Each kind on each question, over again in other wordings until there are 500."""
    rubrics = list({a.question: a.rubric for a in answers}.values())
    found: dict[tuple[str, str, str], Attack] = {}
    for turn in range(_MOST_ROUNDS):
        for attack in each_kind(rubrics, part, turn):
            found.setdefault((attack.rubric.question, attack.kind, attack.answer), attack)
        if len(found) >= LEAST_ATTACKS:
            break
    return list(found.values())


def each_kind(rubrics: Sequence[Rubric], part: str, turn: int) -> Iterator[Attack]:
    """Every kind once on every question it fits; `turn` chooses the wording."""
    for place, rubric in enumerate(rubrics):
        for kind in KINDS:
            text = build(rubric, kind, part, turn + place, rubrics)
            if text:
                yield Attack(kind, lang_of(rubric), rubric, text)


def _by_kind(found: Sequence[Attack], scores: Sequence[float]) -> dict[str, dict[str, Any]]:
    passes: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for attack, score in zip(found, scores, strict=True):
        passes[attack.kind][attack.lang].append(score >= PASS_MARK)
    return {
        kind: {
            "n": sum(len(v) for v in passes[kind].values()),
            "passing": _share(*_count([x for v in passes[kind].values() for x in v])),
            **{lang: _share(*_count(v)) for lang, v in sorted(passes[kind].items())},
        }
        for kind in KINDS
    }


def _honest(grader: Grader, answers: Sequence[GradedAnswer], most: int) -> dict[str, Any]:
    """Answers to which people gave (nearly) full marks, evenly over the file."""
    full = [a for a in answers if a.share >= _FULL_MARKS]
    step = max(1, len(full) // most) if most else 1
    chosen = full[::step][:most]
    failed = []
    for a in chosen:
        score = grader.grade(a.rubric, a.answer).score or 0.0
        if score < PASS_MARK:
            failed.append({"score": score, "question": a.question, "answer": a.answer[:200]})
    passing = len(chosen) - len(failed)
    return {"n": len(chosen), "passing": _share(passing, len(chosen)), "failed": failed[:_SHOWN]}


def _injection(grader: Grader, answers: Sequence[GradedAnswer], part: str) -> dict[str, Any]:
    """Honest answers of all marks with an instruction before, after or inside."""
    most = 120
    chosen = [a for a in answers[:: max(1, len(answers) // most)] if a.answer.strip()][:most]
    changed, largest = [], 0.0
    for place, a in enumerate(chosen):
        texts = wordings("injected", lang_of(a.rubric), part)
        order = fill(texts[place % len(texts)], topic="")
        mixed = f"{order}\n{a.answer}" if place % 2 else f"{a.answer}\n{order}"
        before, after = (grader.grade(a.rubric, t).score or 0.0 for t in (a.answer, mixed))
        largest = max(largest, abs(after - before))
        if abs(after - before) > 2:
            changed.append({"from": before, "to": after, "instruction": order})
    return {
        "n": len(chosen),
        "changed": len(changed),
        "largest": round(largest, 1),
        "shown": changed[:10],
    }


def _contradictions(grader: Grader, answers: Sequence[GradedAnswer]) -> dict[str, Any] | None:
    """Contradicted points found in answers that deny or swap; false alarms on all others' points."""
    known = [a for a in answers if a.verdicts]
    if not known:
        return None
    wanted = found = points = alarms = 0
    for a in known:
        given = grader.grade(a.rubric, a.answer).points
        for verdict, point in zip(a.verdicts, given, strict=True):
            says = point.verdict is Verdict.CONTRADICTED
            if verdict is Verdict.CONTRADICTED and a.kind in _LIAR_KINDS[:2]:
                wanted += 1
                found += says
            elif verdict is not Verdict.CONTRADICTED:
                points += 1
                alarms += says
    return {"n": wanted, "found": _share(found, wanted), "false_alarms": _share(alarms, points)}


def _count(values: Sequence[bool]) -> tuple[int, int]:
    return sum(values), len(values)


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
