"""The doctor says in both languages what was seen and what to do."""

from __future__ import annotations

import pytest

from interviewer import doctor
from interviewer.cards import Lang
from interviewer.doctor import examine
from interviewer.errors import ModelMissingError
from interviewer.parts import Parts
from interviewer.settings import Settings
from interviewer.ui import checks_html
from tests.fakes import without_heavy_parts
from tests.making import card

pytestmark = pytest.mark.model


@pytest.fixture
def parts(home, monkeypatch):
    without_heavy_parts(monkeypatch)
    with Parts(Settings(), use_llm=False) as made:
        made.library.take([card()], origin="notes")
        yield made


def test_every_check_is_made_and_has_a_title_in_both_languages(parts):
    english, chinese = examine(parts), examine(parts, Lang.ZH)
    assert len(english) == len(chinese) == doctor.CHECKS
    assert [check.name for check in english] == [check.name for check in chinese]
    assert all(check.ok and check.title for check in (*english, *chinese))
    assert "mended: 1 cards" in english[5].detail
    assert "1 个向量，与卡片一致" in chinese[5].detail


def test_a_part_that_fails_says_what_to_do_in_both_languages(parts, monkeypatch):
    def fail():
        raise ModelMissingError("The folder is gone; name another.")

    monkeypatch.setattr(parts, "embedder", fail)
    for lang, wanted in ((Lang.EN, "name another"), (Lang.ZH, "换回入门模型")):
        failed = next(check for check in examine(parts, lang) if check.name == "embedder")
        assert not failed.ok
        assert wanted in failed.mend
        shown = checks_html.checks([failed], lang, done=True)
        assert 'role="alert"' in shown
        assert wanted in shown


def test_too_little_room_is_told(parts, monkeypatch):
    monkeypatch.setattr(doctor, "LEAST_FREE_BYTES", 10**18)
    disk = examine(parts, Lang.ZH)[1]
    assert not disk.ok
    assert "INTERVIEWER_HOME" in disk.mend
