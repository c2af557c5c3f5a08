"""What the program is put together from: the language model's say follows its report card."""

from __future__ import annotations

import pytest

from interviewer.cards import Lang
from interviewer.models import tuning
from interviewer.models.report_card import Marks, ReportCard, keep
from interviewer.models.tuning import Shape, Tuned, Tuning
from interviewer.parts import Parts
from interviewer.prompts.render import digest
from interviewer.settings import Settings

MARKS = Marks(60, 0.8, 0.7, 0.3, 0.0, 0.0, 0.1, 0.1, 0.5, (0.1, 0.0, 0.0, 0.0))


@pytest.fixture
def parts(tmp_path, monkeypatch):
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF and more")
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(file))
    with Parts(Settings()) as made:
        yield made


def test_a_model_that_was_not_examined_has_no_say_and_its_file_is_not_read(parts, home):
    trust = parts.juror().trust
    assert (trust.model, trust.weight(Lang.EN)) == ("some", 0.0)
    assert not (home / "report-cards").exists()


def test_a_card_gives_its_model_weight_and_calibration(parts):
    keep(ReportCard("some", parts.model_identity(), digest("verdict"), False, {"en": MARKS}))
    trust = parts.juror().trust
    assert trust.weight(Lang.EN) == MARKS.weight > 0
    assert trust.weight(Lang.ZH) == 0
    assert trust.calibrations["en"].scale == 0.5


def test_a_card_of_another_model_or_of_other_prompts_counts_for_nothing(parts):
    keep(ReportCard("other", "0" * 16, digest("verdict"), False, {"en": MARKS}))
    keep(ReportCard("some", parts.model_identity(), "old words", False, {"en": MARKS}))
    assert parts.juror().trust.weight(Lang.EN) == 0


def test_a_model_that_is_off_or_missing_is_no_juror(tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(tmp_path / "gone.gguf"))
    for parts in (Parts(Settings()), Parts(Settings(), use_llm=False)):
        with parts:
            assert parts.juror() is None


def test_a_model_file_that_went_away_has_no_say_and_costs_no_grade(parts, tmp_path):
    keep(ReportCard("some", parts.model_identity(), digest("verdict"), False, {"en": MARKS}))
    assert parts.model() is not None
    (tmp_path / "some.gguf").unlink()
    assert parts.report_card() is None
    assert parts.juror().trust.weight(Lang.EN) == 0


def test_the_shape_that_a_model_computes_in_is_part_of_its_fingerprint(parts, tmp_path):
    keep(ReportCard("some", parts.model_identity(), digest("verdict"), False, {"en": MARKS}))
    plain = parts.juror().trust.identity
    how = Tuning(1, 1, Shape(flash=True))
    tuning.keep(parts.model_identity(), Tuned(how, Tuning(1, 1), (2.0, 2.0), (1.0, 1.0)))
    parts.use_other_model()
    assert parts.juror().trust.identity == f"{plain}+{how.shape.mark}" != plain
