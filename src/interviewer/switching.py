"""Another model while the program runs: the choice is kept, and what rests on it follows.

The old one stays in force until the new one is ready, and when it cannot be made ready.
`use_chat_model(parts, "/models/some.gguf")` · `for done, total in embed_with(parts, None): …`
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from interviewer import locations, settings
from interviewer.cards import Lang
from interviewer.errors import InputError, InterviewerError
from interviewer.library import Library
from interviewer.models.find import resolve
from interviewer.parts import Parts
from interviewer.ports import Message
from interviewer.settings import Settings
from interviewer.words import say


def use_chat_model(parts: Parts, model: str | None) -> None:
    """Load this GGUF file (None: the starter) and let it say a word, then use it.

    Raises ModelError when it cannot be used, InputError when the settings cannot be kept;
    the model from before is then in force again. `parts.use_other_model()` breaks this off.
    """
    _refuse_if_set_outside("llm")
    if model is not None:
        model = str(resolve(model).resolve())
    before = parts.settings
    llm = before.llm.model_copy(update={"model": model, "url": None})
    parts.use_other_model(before.model_copy(update={"llm": llm}))
    try:
        _try_out(parts)
        if before.llm.url:
            settings.write("llm", "url", None)
        parts.settings = _kept("llm", model)
    except InterviewerError:
        parts.use_other_model(before)
        raise


def _try_out(parts: Parts) -> None:
    model = parts.model()
    if model is not None:
        for _ in model.stream([Message("user", "Ready?")], max_tokens=1):
            pass


def embed_with(parts: Parts, folder: str | None) -> Iterator[tuple[int, int]]:
    """Embed every card with the model in this folder (None: the starter), then use it.

    Gives (cards done, cards in all) as it goes. Left off in the middle, or ended by a
    ModelError, it changes nothing; what is embedded so far is kept for the next time.
    """
    from interviewer.adapters.embedder import load_embedder

    _refuse_if_set_outside("embedder")
    embedder = load_embedder(folder, threads=parts.settings.embedder.threads)
    index, _ = parts.keeper.index(locations.index_folder(), parts.store, embedder.name)
    library = Library(parts.store, lambda: index, lambda: embedder)
    cards = library.cards()
    yield 0, len(cards)
    yield from library.embed(cards)
    kept = _kept("embedder", folder and str(Path(folder).resolve()))
    parts.use_other_embedder(embedder, kept)


def _refuse_if_set_outside(group: str) -> None:
    name = settings.set_outside(group, "model")
    if name is not None:
        raise InputError(say("switch_environment", Lang.EN, name=name))


def _kept(group: str, model: str | None) -> Settings:
    """The settings with this model."""
    settings.write(group, "model", model)
    return settings.load()
