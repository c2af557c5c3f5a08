"""What can be chosen: what is in use, what is here, what can be had."""

from __future__ import annotations

import json

import pytest

from interviewer import locations
from interviewer.models import choices as module
from interviewer.models.catalogue import Use, entry
from interviewer.models.choices import choice, choices


@pytest.fixture(autouse=True)
def starter(tmp_path, monkeypatch):
    file = tmp_path / "starter.gguf"
    file.write_bytes(b"GGUF")
    monkeypatch.setattr(module, "starter_gguf", lambda: file)
    return file


def _downloaded(name: str):
    known = entry(name)
    place = locations.models_folder() / name
    place.mkdir(parents=True)
    file = place / (known.file or "modules.json")
    file.write_bytes(b"GGUF 123")
    (place / "origin.json").write_text(json.dumps({}))
    return file


def test_the_starter_is_in_use_until_another_is_chosen_and_the_small_ones_come_first(home):
    first, *others = choices(Use.CHAT, None)
    assert (first.name, first.in_use, first.ready) == ("starter", True, True)
    assert [one.size for one in others] == sorted(one.size for one in others)
    assert not any(one.ready or one.in_use for one in others)


def test_a_downloaded_model_can_be_used_and_is_marked_when_it_is(home):
    file = _downloaded("qwen3-8b")
    assert choices(Use.CHAT, None)[1].path == file
    for chosen in (str(file), "qwen3-8b"):
        names = [one.name for one in choices(Use.CHAT, chosen) if one.in_use]
        assert names == ["qwen3-8b"]


def test_a_download_that_was_stopped_is_not_ready_and_says_how_much_is_here(home):
    place = locations.models_folder() / "qwen3-4b"
    place.mkdir(parents=True)
    (place / f"{entry('qwen3-4b').file}.abc.part").write_bytes(bytes(700))
    found = choice(Use.CHAT, "qwen3-4b", None)
    assert (found.ready, found.part) == (False, 700)


def test_a_file_from_elsewhere_is_listed_while_it_is_in_use_or_lies_with_the_models(home, tmp_path):
    own = tmp_path / "own.gguf"
    own.write_bytes(b"GGUF")
    assert choices(Use.CHAT, str(own))[0].name == "own.gguf"
    assert choice(Use.CHAT, "own.gguf", None) is None
    locations.models_folder().mkdir(parents=True)
    own.rename(locations.models_folder() / "own.gguf")
    assert choice(Use.CHAT, "own.gguf", None).ready


def test_an_embedding_model_is_its_folder(home):
    file = _downloaded("bge-small-zh")
    found = choice(Use.EMBEDDING, "bge-small-zh", str(file.parent))
    assert (found.path, found.in_use) == (file.parent, True)
    assert choices(Use.EMBEDDING, None)[0].name == "starter"


def test_whether_a_model_fits_follows_from_the_memory(home):
    small = choice(Use.CHAT, "qwen2.5-0.5b", None)
    assert small.fits(8 * 10**9) is True
    assert choice(Use.CHAT, "qwen2.5-14b", None).fits(8 * 10**9) is False
    assert small.fits(None) is None
