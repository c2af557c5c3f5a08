"""The room of settings as HTML: what a choice says, how far a download is, nothing as markup."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from interviewer.backup import Contents
from interviewer.cards import Lang
from interviewer.doctor import Check
from interviewer.holdings import Weight
from interviewer.models.catalogue import Use, entry
from interviewer.models.choices import Choice
from interviewer.models.downloading import Phase, State
from interviewer.ui import checks_html, data_html, models_html
from interviewer.ui.look_section import remembered_language, remembered_theme
from interviewer.words import say
from tests.making import NOON

GB = 10**9
EVIL = "<script>alert(1)</script>"
HAVE = Choice("starter", Use.CHAT, GB // 10, None, Path("s.gguf"), in_use=True)
GET = Choice("qwen3-8b", Use.CHAT, 5 * GB, entry("qwen3-8b"))
LARGE = Choice("qwen2.5-14b", Use.CHAT, 9 * GB, entry("qwen2.5-14b"))


def test_a_model_says_what_it_needs_and_whether_it_fits_in_both_languages():
    shown = models_html.models([HAVE, LARGE, GET], 10 * GB, Lang.EN)
    assert shown.index("qwen3-8b") < shown.index("qwen2.5-14b")
    assert "5.0 GB · multilingual · Apache 2.0 · needs about 5.8 GB" in shown
    assert "✓ fits this machine" in shown
    assert "⚠ too big for this machine (10.0 GB)" in shown
    shown = models_html.models([HAVE, LARGE, GET], 10 * GB, Lang.ZH)
    assert "超出这台机器的内存（10.0 GB）" in shown
    assert "16 GB 内存，中英文都不错" in shown


def test_the_button_of_a_model_is_what_can_be_done_with_it():
    shown = models_html.models([HAVE, GET, replace(GET, part=GB)], None, Lang.EN)
    assert shown.count('data-does="get"') == 2
    # A part that has arrived can be removed as well.
    assert shown.count('data-does="ask"') == 1
    assert shown.count("<button") == 3
    assert 'aria-label="Go on with the download of qwen3-8b">Go on' in shown
    assert "1.0 GB of 5.0 GB are here" in shown
    assert 'aria-label="Get qwen3-8b (5.0 GB)">Get' in shown
    here = replace(GET, path=Path("x.gguf"))
    assert 'data-does="use"' in models_html.models([HAVE, here], None, Lang.EN)


def test_a_download_says_bytes_and_time_left_and_how_it_ended():
    state = State("qwen3-8b", Phase.LOADING, GB, 5 * GB, 600.0)
    shown = models_html.download(state, Lang.EN)
    assert "1.0 GB of 5.0 GB. About 10 min left." in shown
    assert f'value="{GB}" max="{5 * GB}"' in shown
    assert "大约还需 10 分钟" in models_html.download(state, Lang.ZH)
    for phase in (Phase.CONNECTING, Phase.CHECKING):
        assert "<progress" in models_html.download(replace(state, phase=phase), Lang.ZH)
    stopped = models_html.download(replace(state, phase=Phase.STOPPED), Lang.EN)
    assert "1.0 GB of 5.0 GB are kept" in stopped
    assert "<progress" not in stopped


def test_why_a_download_failed_is_said_in_chinese_too():
    why = say("get_offline", Lang.EN, name="qwen3-8b", repo="Qwen/Qwen3-8B", why="no route")
    state = State("qwen3-8b", Phase.FAILED, error=why)
    assert "online" in models_html.download(state, Lang.EN)
    assert "请确认这台机器已联网" in models_html.download(state, Lang.ZH)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(None, ""), (0.2, "About 1 s left."), (300, "About 5 min left."), (9000, "About 2.5 h left.")],
)
def test_the_time_left_is_said_as_people_say_it(seconds, text):
    assert models_html.time_left(seconds, Lang.EN) == text


def test_names_paths_and_errors_are_never_markup():
    evil = Choice(EVIL, Use.CHAT, GB, None, Path("x"))
    contents = Contents(NOON, 1, 2, 3)
    for lang in (Lang.EN, Lang.ZH):
        for shown in (
            models_html.models([evil], GB, lang),
            models_html.download(State(EVIL, Phase.LOADING, 1, 2), lang),
            models_html.download(State(EVIL, Phase.FAILED, error=EVIL), lang),
            checks_html.checks([Check(EVIL, False, EVIL, EVIL, EVIL)], lang, done=True),
            data_html.facts(Path(EVIL), Weight(1, 2), [Path(EVIL)], EVIL, lang),
            data_html.deleting(Path(EVIL), lang),
            data_html.backup_holds(contents, lang),
        ):
            assert "<script" not in shown


def test_the_word_to_type_stands_in_what_is_asked_for():
    for lang in (Lang.EN, Lang.ZH):
        word = say("delete_word", lang)
        assert word in say("delete_type", lang)
        assert word in say("delete_not_typed", lang)


def test_a_theme_or_language_that_is_not_known_is_as_none():
    class Kept:
        def __init__(self, value):
            self.store = self
            self.fact = lambda _: value

    assert remembered_theme(Kept("dark")) == "dark"
    assert remembered_language(Kept("zh")) is Lang.ZH
    for value in (None, "purple", 3):
        assert remembered_theme(Kept(value)) == "system"
        assert remembered_language(Kept(value)) is None
