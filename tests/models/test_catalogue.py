import re

from interviewer.models.catalogue import CATALOGUE, Use, chat_model, entry


def test_names_are_told_apart():
    assert len({known.name for known in CATALOGUE}) == len(CATALOGUE)


def test_every_chat_model_is_a_gguf_of_a_repository_and_no_embedding_model_is():
    for known in CATALOGUE:
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", known.repo)
        assert known.file.endswith(".gguf") == (known.use is Use.CHAT)


def test_nothing_is_pinned_by_half():
    for known in CATALOGUE:
        assert known.revision is None or re.fullmatch(r"[0-9a-f]{40}", known.revision)
        assert known.sha256 is None or re.fullmatch(r"[0-9a-f]{64}", known.sha256)


def test_there_is_something_for_small_and_for_large_machines_in_both_languages():
    chat = [known for known in CATALOGUE if known.use is Use.CHAT]
    multilingual = [known for known in chat if known.languages == "multilingual"]
    assert len(chat) >= 12
    assert any(known.fits(4 * 10**9) for known in multilingual)
    assert any(known.fits(8 * 10**9) for known in multilingual if known.gigabytes > 2)
    assert not all(known.fits(8 * 10**9) for known in chat)


def test_what_does_not_fit_is_said():
    large = entry("qwen2.5-14b")
    assert "too big" in large.summary(8 * 10**9)
    assert "too big" not in large.summary(32 * 10**9)
    assert "too big" not in large.summary(None)


def test_a_chat_model_is_found_by_its_name_in_any_case_and_an_embedder_is_none():
    assert chat_model(" Qwen3-4B ").repo == "Qwen/Qwen3-4B-GGUF"
    assert chat_model("bge-m3") is None
    assert entry("bge-m3") is not None
    assert entry("gpt-17") is None
