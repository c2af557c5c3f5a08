"""Where things lie, and that persons are kept apart."""

from __future__ import annotations

import pytest

from interviewer import locations


@pytest.fixture
def person():
    """Names who is being served; nobody again afterwards."""
    served: list[str | None] = [None]
    locations.keep_apart(lambda: served[0])
    yield lambda name: served.__setitem__(0, name)
    locations.keep_apart(lambda: None)


@pytest.mark.parametrize(
    "name", ["ann", "../..", "/etc", "..", ".", "", "a/b", "小贝", "x" * 500, "nul\0byte", "~root"]
)
def test_any_name_makes_a_folder_of_its_own_inside_people(person, home, name):
    person(name)
    folder = locations.personal()
    assert folder.parent == home / "people"
    folder.resolve().relative_to((home / "people").resolve())
    folder.mkdir(parents=True)
    for place in (locations.store_file(), locations.notes_folder(), locations.exports_folder()):
        assert place.is_relative_to(folder)
    assert locations.models_folder() == home / "models"


def test_names_that_look_alike_in_a_path_have_folders_of_their_own(person):
    folders = set()
    for name in ("a b", "a-b", "a/b", "A b", "小贝", "大贝"):
        person(name)
        folders.add(locations.personal())
    assert len(folders) == 6


def test_without_persons_everything_lies_in_the_home(home):
    assert locations.personal() == home
