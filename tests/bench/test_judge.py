"""The exam of a model: fixed, resumable, within its budget; a weight only for real agreement."""

from __future__ import annotations

import json
import random

import pytest

from interviewer import locations
from interviewer.bench import judge
from interviewer.bench.datasets import load_pack
from interviewer.bench.exam import questions
from interviewer.bench.judge import BUDGET_TOKENS, examine
from interviewer.bench.judge_figures import Row, calibrate, marks_of
from interviewer.errors import WorkerDiedError
from interviewer.grade import Verdict
from interviewer.grading.judging import Said, fence
from interviewer.grading.opinion import calibrated
from tests.scripted import ScriptedChat

WORDS = ("covered", "partial", "missing", "contradicted")


@pytest.fixture(scope="module")
def gold():
    return load_pack("test")


def _vector(verdict, sure=0.8):
    rest = (1 - sure) / 3
    return tuple(sure if word == verdict.value else rest for word in WORDS)


class Knowing(ScriptedChat):
    """Gives the verdicts that people gave, or others: the better model of two."""

    def __init__(self, gold, *, wrong=0.0, dies_after=None):
        super().__init__("A hash table maps keys to places.")
        tasks = [t for groups in questions(gold).values() for g in groups for t in g]
        self._known = {fence(t.rubric, t.answer): t.gold.verdicts for t in tasks}
        self._wrong, self.asked_about, self._dies_after = wrong, 0, dies_after

    def choose(self, messages, options):
        if not options:
            return ()
        self.asked_about += 1
        if self._dies_after is not None and self.asked_about > self._dies_after:
            raise WorkerDiedError("the process ended")
        code = messages[3].content[1:13]
        number = int("".join(c for c in messages[-1].content if c.isdigit()))
        verdict = self._known[code][number - 1]
        dice = random.Random(f"{code}{number}")
        if dice.random() < self._wrong:
            verdict = dice.choice(list(Verdict))
        return _vector(verdict)


def test_the_exam_is_the_same_every_time_and_has_every_test_answer_once(gold):
    first, again = questions(gold), questions(tuple(reversed(gold)))
    assert [g[0].rubric.question for g in first["zh"]] == [
        g[0].rubric.question for g in again["zh"]
    ]
    tasks = [t for groups in first.values() for group in groups for t in group]
    assert len({t.key for t in tasks}) == len(tasks)
    assert sum(not t.injected for t in tasks) == len(gold)
    assert all(t.answer != t.gold.answer and t.gold.share < 0.4 for t in tasks if t.injected)


def test_a_short_exam_keeps_within_its_budget_and_mixes_topics_and_kinds(gold):
    model = Knowing(gold)
    card = examine(model, "id", gold)
    assert BUDGET_TOKENS < card.tokens <= 20_000
    assert set(card.languages) == {"en", "zh"}
    held = locations.report_cards_folder() / f"id.{card.prompts}.jsonl"
    keys = {json.loads(line)["key"] for line in held.read_text().splitlines() if line}
    tasks = [t for groups in questions(gold).values() for g in groups for t in g]
    assert len({t.gold.kind for t in tasks if t.key in keys}) >= 6


def test_a_model_that_judges_like_people_has_a_say_and_one_that_guesses_has_none(gold):
    good = examine(Knowing(gold), "good", gold, full=True)
    guessing = examine(Knowing(gold, wrong=1.0), "guessing", gold, full=True)
    for lang in ("en", "zh"):
        assert good.languages[lang].r > 0.9
        assert good.weights()[lang] > 0.4
        assert guessing.weights()[lang] == 0
    assert good.repeat_variance == 0


def test_an_exam_that_broke_off_goes_on_where_it_was(gold):
    whole = examine(Knowing(gold), "whole", gold)
    with pytest.raises(WorkerDiedError):
        examine(Knowing(gold, dies_after=60), "half", gold)
    kept = locations.report_cards_folder() / f"half.{whole.prompts}.jsonl"
    kept.write_text(kept.read_text() + '{"key": "cut o')
    model = Knowing(gold)
    rest = examine(model, "half", gold)
    full = Knowing(gold)
    examine(full, "other", gold)
    assert rest.languages == whole.languages
    assert 0 < model.asked_about <= full.asked_about - 50


def test_the_progress_only_grows_and_ends_at_the_total(gold):
    told = []
    examine(Knowing(gold), "told", gold, tell=told.append)
    done = [now.done for now in told]
    assert done == sorted(done)
    assert done[-1] == told[-1].total


def test_tokens_are_the_models_own_where_it_counts_them(gold):
    class Counting(Knowing):
        stats = type("S", (), {"evaluated_tokens": 7, "generated_tokens": 0})()

    few = [answer for answer in gold if answer.lang == "en"][:12]
    model = Counting(few)
    card = examine(model, "count", few)
    # Each verdict, and for each question its rubric.
    assert card.tokens == 7 * (model.asked_about + len(questions(few)["en"]))


def _row(task, verdicts, sure=0.8):
    return Row(task, tuple(Said(_vector(v, sure)) for v in verdicts))


def test_figures_name_what_was_missed(gold):
    tasks = [t for group in questions(gold)["en"] for t in group]
    yes = [_row(t, [Verdict.COVERED] * len(t.gold.verdicts)) for t in tasks]
    right = [_row(t, t.gold.verdicts) for t in tasks]
    best = marks_of(right)
    assert best.missed_deletions == best.missed_negations == 0
    assert best.false_passes == best.injected_passes == 0
    yes_man = marks_of(yes)
    assert yes_man.r is None or abs(yes_man.r) < 0.3
    assert yes_man.weight == 0


def test_a_calibration_makes_an_overconfident_model_modest_and_keeps_a_true_one(gold):
    tasks = [t for group in questions(gold)["en"] for t in group if not t.injected]
    true = calibrate([_row(t, t.gold.verdicts) for t in tasks])
    assert calibrated(Said(_vector(Verdict.COVERED)), true).covered > 0.9
    random.seed(3)
    deaf = calibrate(
        [_row(t, random.choices(list(Verdict), k=len(t.gold.verdicts)), 0.99) for t in tasks]
    )
    assert calibrated(Said(_vector(Verdict.COVERED, 0.99)), deaf).covered < 0.6


def test_speed_is_told_only_by_a_model_that_counts():
    assert judge._generation(ScriptedChat("Words.")) is None
