"""Removing a downloaded model frees its room, and never takes the one in use."""

from __future__ import annotations

import pytest

from interviewer import locations
from interviewer.errors import InputError
from interviewer.models.catalogue import CATALOGUE, Use
from interviewer.models.choices import choice
from interviewer.models.find import STARTER
from interviewer.models.removing import removable, remove, room

ENTRY = next(one for one in CATALOGUE if one.use is Use.CHAT)


@pytest.fixture
def place(tmp_path, monkeypatch):
    """The folder of a model that was downloaded."""
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path))
    folder = locations.models_folder() / ENTRY.name
    (folder / ENTRY.file).parent.mkdir(parents=True)
    (folder / ENTRY.file).write_bytes(b"GGUF" + bytes(996))
    (folder / "origin.json").write_text("{}")
    return folder


def _whole(monkeypatch, chosen=None):
    monkeypatch.setattr("interviewer.models.choices.is_whole", lambda _: True)
    return choice(Use.CHAT, ENTRY.name, chosen)


def test_a_downloaded_model_is_removed_whole_and_its_room_is_told(place, monkeypatch):
    one = _whole(monkeypatch)
    assert removable(one)
    assert room(one) == 1002
    assert remove(one) == 1002
    assert not place.exists()


def test_a_part_of_a_download_is_removed_too(place):
    (place / ENTRY.file).rename(place / "model.part")
    one = choice(Use.CHAT, ENTRY.name, None)
    assert one.part == 1000
    assert remove(one) == 1002


def test_the_model_in_use_cannot_be_removed(place, monkeypatch):
    one = _whole(monkeypatch, str(place / ENTRY.file))
    assert one.in_use
    with pytest.raises(InputError, match="in use"):
        remove(one)
    assert (place / ENTRY.file).is_file()


def test_what_was_not_downloaded_cannot_be_removed(place):
    stray = locations.models_folder() / "mine.gguf"
    stray.write_bytes(b"GGUF")
    assert not removable(choice(Use.CHAT, "mine.gguf", None))
    assert not removable(choice(Use.CHAT, STARTER, "mine.gguf"))


def test_the_page_asks_once_and_says_how_much_room_it_frees(place, monkeypatch):
    from interviewer.cards import Lang
    from interviewer.models.choices import choices
    from interviewer.ui.models_html import models

    _whole(monkeypatch)
    known = choices(Use.CHAT, None)
    assert f'data-does="ask" data-name="{ENTRY.name}"' in models(known, None, Lang.EN)
    asked = models(known, None, Lang.EN, asking=ENTRY.name)
    assert f"Remove {ENTRY.name} from the disk? That frees 0.0 MB." in asked
    assert asked.index('data-does="keep"') < asked.index('data-does="remove"')
    assert 'data-does="ask"' not in asked
