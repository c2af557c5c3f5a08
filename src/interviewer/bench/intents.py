"""How often a wish ("next question", "give me a hint") is recognised, and an answer taken for one.

Phrases are lines of language TAB intent TAB text ("answer" for what is none); answers come
from files of graded answers. `interviewer bench intents --phrases FILE.tsv --answers FILE`
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from interviewer.bench.datasets import GradedAnswer, load, load_pack
from interviewer.errors import InputError
from interviewer.grade import Verdict
from interviewer.intents import Intent, intent_of

_MOST_SHOWN = 20


def run(phrases: Path | None, answers: Sequence[Path]) -> dict[str, Any]:
    """Both shares, by language and file, with the texts that were taken wrongly.

    Honest is an answer that says anything: what people scored above nothing. Without files
    the pack's gold answers are taken. Raises InputError for a file that cannot be read.
    """
    result: dict[str, Any] = {"phrases": {}, "answers": {}}
    if phrases is not None:
        result["phrases"] = _recognised(_rows(phrases))
    files = {path.name: load(path).answers for path in answers} or {"pack": load_pack()}
    for name, graded in files.items():
        result["answers"][name] = _taken([one for one in graded if _honest(one)])
    counted = result["answers"].values()
    result["answers_n"] = sum(one["n"] for one in counted)
    result["taken"] = sum(one["taken"] for one in counted)
    result["taken_share"] = round(result["taken"] / max(1, result["answers_n"]), 5)
    return result


def _honest(answer: GradedAnswer) -> bool:
    said = any(verdict is not Verdict.MISSING for verdict in answer.verdicts)
    return answer.share > 0.0 or said


def _rows(path: Path) -> list[tuple[str, str, str]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [line.split("\t") for line in lines if line.strip()]
        return [(lang, kind, text) for lang, kind, text in rows]
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} cannot be read ({error}). Each line is language, intent and text, with tabs."
        ) from error


def _recognised(rows: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for lang in dict.fromkeys(lang for lang, _, _ in rows):
        wishes = [(kind, text) for own, kind, text in rows if own == lang and kind in tuple(Intent)]
        right = sum(intent_of(text) == kind for kind, text in wishes)
        found[lang] = {"n": len(wishes), "share": round(right / max(1, len(wishes)), 4)}
    return found


def _taken(answers: Sequence[GradedAnswer]) -> dict[str, Any]:
    wrong = [one.answer for one in answers if intent_of(one.answer, _reference(one)) is not None]
    return {"n": len(answers), "taken": len(wrong), "texts": wrong[:_MOST_SHOWN]}


def _reference(answer: GradedAnswer) -> str:
    return "\n".join(answer.rubric.references)
