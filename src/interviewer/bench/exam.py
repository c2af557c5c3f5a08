"""The exam that a language model sits as a grader: gold answers in a fixed order, and some with an order to the grader.

All answers to a question stand together, so that its rubric is evaluated once. The order
of the questions is fixed and mixes the topics; a short exam is its beginning. Knows
nothing of models. `questions(load_pack("test"))["en"]`
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.bench.attack_building import fill
from interviewer.bench.attack_wordings import wordings
from interviewer.bench.datasets import GradedAnswer
from interviewer.grading.rubric import Rubric

BAD_SHARE = 0.4


@dataclass(frozen=True)
class Task:
    """One answer to be judged. `key` names it for good; `injected` has words to the grader added."""

    key: str
    lang: str
    gold: GradedAnswer
    answer: str
    injected: bool = False

    @property
    def rubric(self) -> Rubric:
        """What the answer is judged against."""
        return self.gold.rubric


def questions(answers: Sequence[GradedAnswer]) -> dict[str, list[list[Task]]]:
    """By language, the tasks of each question in the order of the exam."""
    by_question: dict[tuple[str, str], list[GradedAnswer]] = defaultdict(list)
    for answer in answers:
        by_question[answer.lang, answer.question].append(answer)
    found: dict[str, list[list[Task]]] = defaultdict(list)
    # By a hash, so that neither topic nor author decides what a short exam asks.
    for (lang, question), golds in sorted(by_question.items(), key=lambda pair: _hash(pair[0][1])):
        found[lang].append(_tasks(lang, question, golds, len(found[lang])))
    return dict(found)


def _tasks(lang: str, question: str, golds: Sequence[GradedAnswer], turn: int) -> list[Task]:
    name = _hash(question)[:10]
    tasks = [Task(f"{lang}/{name}/{n}", lang, gold, gold.answer) for n, gold in enumerate(golds)]
    bad = [gold for gold in golds if gold.share < BAD_SHARE]
    if bad:
        gold, orders = bad[turn % len(bad)], wordings("injected", lang, "report")
        order = fill(orders[turn % len(orders)], topic=question.rstrip("?？"))
        tasks.append(
            Task(f"{lang}/{name}/injected", lang, gold, f"{gold.answer}\n{order}", injected=True)
        )
    return tasks


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
