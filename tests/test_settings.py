"""Settings: the environment over the file over the defaults, and what is wrong is said."""

from __future__ import annotations

import pytest

from interviewer import locations, settings
from interviewer.errors import InputError


def test_without_anything_the_defaults_hold():
    assert settings.load().ui.port == 7860
    assert settings.load().llm.model is None


def test_the_environment_is_stronger_than_the_file(monkeypatch):
    settings.write("llm", "model", "file.gguf")
    assert settings.load().llm.model == "file.gguf"
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", "environment.gguf")
    assert settings.load().llm.model == "environment.gguf"


def test_a_setting_can_be_taken_back_and_others_stay():
    settings.write("llm", "model", "模型.gguf")
    settings.write("ui", "port", 7999)
    settings.write("llm", "model", None)
    assert settings.load().llm.model is None
    assert settings.load().ui.port == 7999


def test_a_path_with_quotes_and_backslashes_comes_back():
    settings.write("llm", "model", 'C:\\models\\"x".gguf')
    assert settings.load().llm.model == 'C:\\models\\"x".gguf'


def test_a_bad_value_names_the_setting(monkeypatch):
    monkeypatch.setenv("INTERVIEWER_UI__PORT", "many")
    with pytest.raises(InputError, match="INTERVIEWER_UI__PORT"):
        settings.load()


def test_a_damaged_file_is_named():
    path = locations.config_file()
    path.parent.mkdir(parents=True)
    path.write_text("[llm\nmodel=")
    with pytest.raises(InputError, match=r"config\.toml"):
        settings.load()


def test_everything_lies_below_the_home_that_was_chosen(home):
    places = locations.all_places()
    places.pop("knowledge")
    assert all(place.is_relative_to(home) for place in places.values())


@pytest.mark.parametrize(
    "content", [b"\xcb\x00", b"not = = toml", b"loose = 1\n", b"[llm]\nseen = nan\n"]
)
def test_a_config_file_that_cannot_be_kept_is_said_and_left_as_it_is(home, content):
    home.mkdir()
    locations.config_file().write_bytes(content)
    with pytest.raises(InputError, match=r"config\.toml"):
        settings.write("llm", "enabled", False)
    assert locations.config_file().read_bytes() == content


def test_keys_and_lists_written_by_hand_are_kept(home):
    home.mkdir()
    locations.config_file().write_text('[ui]\nnames = ["a.b", "c"]\n"odd key" = 1\n["odd group"]\n')
    settings.write("llm", "enabled", False)
    assert settings.load().ui.names == ["a.b", "c"]
    assert '"odd key" = 1' in locations.config_file().read_text()
