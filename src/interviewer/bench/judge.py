"""Holds the exam of a language model as a grader; what was answered once is not asked again.

Every answer goes to a file as it comes, so that an exam that broke off goes on where it
was. Knows nothing of the command line. `examine(model, identity, load_pack("test"), …)`
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import takewhile
from pathlib import Path
from statistics import pvariance
from typing import Any

from interviewer import locations
from interviewer.bench.datasets import GradedAnswer
from interviewer.bench.exam import Task, questions
from interviewer.bench.judge_figures import Row, marks_of, score
from interviewer.grading.judging import Said, ask, get_ready
from interviewer.grading.opinion import Calibration, calibrated
from interviewer.models.report_card import ReportCard
from interviewer.ports import ChatModel, Message
from interviewer.prompts.render import digest

# Of one language; a short exam ends before it has evaluated twice as many.
BUDGET_TOKENS = 9_900
_CHARACTERS_A_TOKEN = 3
_SPEED_TOKENS = 64
_SPEED_PROMPT = (Message("user", "Explain what a hash table is, and when you would use one."),)


@dataclass(frozen=True)
class Asked:
    """One task as it was answered: the four shares for each point, evaluated tokens, seconds."""

    key: str
    shares: tuple[tuple[float, ...], ...]
    tokens: int
    seconds: float

    def said(self) -> tuple[Said, ...]:
        """The shares as the grader reads them."""
        return tuple(Said((a, b, c, d)) for a, b, c, d in self.shares)


@dataclass(frozen=True)
class Progress:
    """How far an exam is: `done` of `total`, in tokens for a short exam, else in tasks."""

    done: int
    total: int


def examine(
    model: ChatModel,
    identity: str,
    answers: Sequence[GradedAnswer],
    *,
    full: bool = False,
    tell: Callable[[Progress], None] = lambda _: None,
) -> ReportCard:
    """The report card of a model over these gold answers. Raises ModelError; goes on next time.

    A short exam takes the questions in their fixed order until the next answer could pass
    the budget of its language.
    """
    prompts = digest("verdict")
    file = locations.report_cards_folder() / f"{identity}.{prompts}.jsonl"
    begun = _Exam(model, file, full, tell)
    by_language = questions(answers)
    begun.total = (
        sum(len(tasks) for groups in by_language.values() for tasks in groups)
        if full
        else BUDGET_TOKENS * len(by_language)
    )
    rows = {lang: list(begun.language(groups)) for lang, groups in sorted(by_language.items())}
    again = [begun.repeated(found[0]) for found in rows.values() if found]
    asked = list(begun.answered.values())
    return ReportCard(
        model=model.name,
        identity=identity,
        prompts=prompts,
        full=full,
        languages={lang: marks_of(found) for lang, found in rows.items()},
        repeat_variance=round(sum(again) / len(again), 4) if again else None,
        seconds_per_answer=round(sum(a.seconds for a in asked) / len(asked), 2),
        prefill_per_second=round(sum(a.tokens for a in asked) / sum(a.seconds for a in asked), 1),
        generation_per_second=_generation(model),
        tokens=sum(a.tokens for a in asked),
        seconds=round(sum(a.seconds for a in asked), 1),
    )


class _Exam:
    """One exam under way: what was answered, and where that is written."""

    def __init__(
        self, model: ChatModel, file: Path, full: bool, tell: Callable[[Progress], None]
    ) -> None:
        self.answered = _read(file)
        self.total = 0
        self._model = _Counted(model)
        self._file, self._full, self._tell = file, full, tell
        self._done = 0

    def language(self, groups: Sequence[Sequence[Task]]) -> Iterator[Row]:
        """The tasks of one language that belong to the exam, each asked about once."""
        spent, dearest = 0, 0
        for tasks in groups:
            for place, task in enumerate(tasks):
                # Room for the next answer, and for one that is asked about once more.
                if not self._full and spent + 2.3 * dearest > BUDGET_TOKENS:
                    self._done = -(-self._done // BUDGET_TOKENS) * BUDGET_TOKENS
                    self._tell(Progress(self._done, self.total))
                    return
                asked = self.answered.get(task.key) or self._ask(task, task.key, first=not place)
                spent, dearest = spent + asked.tokens, max(dearest, asked.tokens)
                self._done += 1 if self._full else asked.tokens
                self._tell(Progress(min(self._done, self.total), self.total))
                yield Row(task, asked.said())

    def repeated(self, row: Row) -> float:
        """The variance of the score when the same answer is asked about once more."""
        key = f"{row.task.key}/again"
        again = self.answered.get(key) or self._ask(row.task, key)
        scores = [
            score(row, [calibrated(one, Calibration()) for one in said])
            for said in (row.said, again.said())
        ]
        return pvariance(scores)

    def _ask(self, task: Task, key: str, *, first: bool = False) -> Asked:
        """Ask and keep. Only the first answer to a question pays for the rubric.

        So an exam that broke off between two answers ends at the same place as a whole one.
        """
        start, before = time.perf_counter(), self._model.tokens
        get_ready(self._model, task.rubric)
        if not first:
            start, before = time.perf_counter(), self._model.tokens
        said = ask(self._model, task.rubric, task.answer)
        seconds = round(time.perf_counter() - start, 6)
        tokens = self._model.tokens - before
        asked = Asked(key, tuple(one.shares for one in said), tokens, seconds)
        self.answered[key] = asked
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._file.open("a", encoding="utf-8") as out:
            # The line break stands first: a line that was cut off spoils no other.
            out.write("\n" + json.dumps(asdict(asked)))
        return asked


class _Counted:
    """A model whose evaluated tokens are added up, by its own figures where it has them.

    Else they are estimated for a server that does not evaluate a beginning twice.
    """

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._last: Sequence[Message] = ()
        self.name = model.name
        self.tokens = 0

    def stream(self, *arguments: Any, **options: Any) -> Iterator[str]:
        return self._model.stream(*arguments, **options)

    def choose(self, chat: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        found = self._model.choose(chat, options)
        stats = getattr(self._model, "stats", None)
        self.tokens += self._estimated(chat) if stats is None else stats.evaluated_tokens
        self._last = chat
        return found

    def _estimated(self, chat: Sequence[Message]) -> int:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(chat, self._last, strict=False))
        new = chat[sum(1 for _ in same) :]
        return sum(len(m.content) for m in new) // _CHARACTERS_A_TOKEN + 1


def _read(file: Path) -> dict[str, Asked]:
    """What was answered before; a last line that was cut off is asked about again."""
    if not file.is_file():
        return {}
    found = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        try:
            row = json.loads(line)
        except json.JSONDecodeError:
            continue
        shares = tuple(tuple(each) for each in row["shares"])
        found[row["key"]] = Asked(row["key"], shares, row["tokens"], row["seconds"])
    return found


def _generation(model: ChatModel) -> float | None:
    """Tokens generated a second; None where the model does not count them."""
    for _ in model.stream(_SPEED_PROMPT, max_tokens=_SPEED_TOKENS):
        pass
    stats = getattr(model, "stats", None)
    if stats is None or stats.generated_tokens < 2:
        return None
    writing = stats.seconds - stats.first_token_seconds
    return round(stats.generated_tokens / writing, 1) if writing > 0 else None
