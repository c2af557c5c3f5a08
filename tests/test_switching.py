"""Another model while the program runs: the old one stays until the new one is ready."""

from __future__ import annotations

import threading

import pytest

from interviewer import settings, switching
from interviewer.adapters import chroma, llama
from interviewer.adapters import embedder as adapter
from interviewer.errors import InputError, ModelBrokenError, ModelError, ModelMissingError
from interviewer.parts import Parts
from interviewer.settings import Settings
from tests.fakes import DictIndex, WordEmbedder
from tests.making import card

pytestmark = pytest.mark.model


class OtherEmbedder(WordEmbedder):
    name = "other"


class BrokenEmbedder(WordEmbedder):
    name = "broken"

    def encode(self, texts):
        raise ModelBrokenError("these weights are broken")


@pytest.fixture
def indexes(monkeypatch):
    """One index in memory for each embedder, by its name."""
    made: dict[str, DictIndex] = {}
    made_by = {"other": OtherEmbedder, "broken": BrokenEmbedder}

    def index(_folder, name):
        found = made.setdefault(name, DictIndex())
        found.set_aside = None
        return found

    def load(folder, threads=None):
        kind = next((made_by[name] for name in made_by if name in str(folder)), WordEmbedder)
        return kind()

    monkeypatch.setattr(chroma, "ChromaIndex", index)
    monkeypatch.setattr(adapter, "load_embedder", load)
    return made


@pytest.fixture
def parts(indexes, home):
    with Parts(Settings(), use_llm=False) as made:
        made.library.take([card(f"What is {n}?") for n in range(70)], origin="notes")
        made.library.sync()
        yield made


def test_cards_are_embedded_with_the_new_model_and_the_choice_is_kept(parts, indexes, tmp_path):
    told = list(switching.embed_with(parts, str(tmp_path / "other")))
    assert told == [(0, 70), (64, 70), (70, 70)]
    assert parts.embedder().name == "other"
    assert parts.index() is indexes["other"]
    assert settings.load().embedder.model == str(tmp_path / "other")
    assert len(indexes["words"].rows) == 70


def test_left_off_in_the_middle_the_old_model_stays_and_nothing_is_embedded_twice(parts, indexes):
    run = switching.embed_with(parts, "other")
    next(run)
    next(run)
    run.close()
    assert parts.embedder().name == "words"
    assert settings.load().embedder.model is None
    assert list(switching.embed_with(parts, "other"))[1:] == [(6, 6)]
    assert indexes["other"].puts == 70


def test_a_model_that_fails_leaves_the_old_one_in_force(parts):
    with pytest.raises(ModelBrokenError):
        list(switching.embed_with(parts, "broken"))
    assert parts.embedder().name == "words"
    assert settings.load().embedder.model is None
    assert parts.library.nearest_card("What is 3?") is not None


def test_a_chat_model_is_used_and_kept_when_it_is_one(parts, tmp_path):
    file = tmp_path / "own.gguf"
    file.write_bytes(b"GGUF")
    settings.write("llm", "url", "http://127.0.0.1:9")
    parts.settings = settings.load()
    switching.use_chat_model(parts, str(file))
    assert (parts.settings.llm.model, parts.settings.llm.url) == (str(file), None)
    with pytest.raises(ModelMissingError):
        switching.use_chat_model(parts, str(tmp_path / "gone.gguf"))
    assert settings.load().llm.model == str(file)
    switching.use_chat_model(parts, None)
    assert settings.load().llm.model is None


def test_where_the_environment_has_the_say_that_is_told_and_nothing_is_written(parts, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", "starter")
    with pytest.raises(InputError, match="INTERVIEWER_LLM__MODEL"):
        switching.use_chat_model(parts, None)
    monkeypatch.setenv("interviewer_embedder__model", "x")
    with pytest.raises(InputError, match="interviewer_embedder__model"):
        list(switching.embed_with(parts, None))
    assert not settings.locations.config_file().exists()


class StuckChat:
    """ports.ChatModel that loads for ever, until it is closed."""

    english_only = False
    name = "stuck"

    def __init__(self, path, **_):
        self.closed = threading.Event()

    def stream(self, messages, **_):
        self.closed.wait(60)
        raise ModelError("The model was closed while it was loading.")
        yield ""

    def close(self):
        self.closed.set()


def test_a_model_that_does_not_load_is_not_chosen(home, tmp_path):
    file = tmp_path / "broken.gguf"
    file.write_bytes(b"GGUF and nothing else")
    with Parts(Settings()) as parts:
        with pytest.raises(ModelBrokenError):
            switching.use_chat_model(parts, str(file))
        assert parts.settings.llm.model is None
        assert settings.load().llm.model is None


def test_loading_a_model_can_be_broken_off(home, tmp_path, monkeypatch):
    monkeypatch.setattr(llama, "LlamaChat", StuckChat)
    file = tmp_path / "large.gguf"
    file.write_bytes(b"GGUF")
    failed = []

    def choose():
        try:
            switching.use_chat_model(parts, str(file))
        except ModelError as error:
            failed.append(error)

    with Parts(Settings()) as parts:
        thread = threading.Thread(target=choose)
        thread.start()
        while parts._model is None:
            assert thread.is_alive()
        parts.use_other_model()
        thread.join(60)
        assert len(failed) == 1
        assert parts.settings.llm.model is None
    assert settings.load().llm.model is None
