"""What state the installation is in: each part tried for real, with what to do when it fails.

`examine(parts)`; `interviewer doctor` prints it, the room of settings shows it.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from interviewer import locations
from interviewer.cards import Lang
from interviewer.errors import InterviewerError
from interviewer.history.copies import copies_in
from interviewer.parts import Parts
from interviewer.ports import Message
from interviewer.words import say, told

# How many there are.
CHECKS = 7
LEAST_FREE_BYTES = 200_000_000


@dataclass(frozen=True)
class Check:
    """One part: whether it works, what was seen, and how to mend it.

    `name` is the same in every language; `title`, `detail` and `mend` are words.
    """

    name: str
    ok: bool
    detail: str
    mend: str | None = None
    title: str = ""


def examine(parts: Parts, lang: Lang = Lang.EN) -> list[Check]:
    """Every check, in the order in which one rests on another."""
    return list(examined(parts, lang))


def examined(parts: Parts, lang: Lang) -> Iterator[Check]:
    """The checks one by one, as they are made: the models take seconds."""
    yield _python(lang)
    yield _disk(lang)
    yield _tried("store", lang, lambda: _store(parts, lang))
    yield _copies(parts, lang)
    yield _tried("embedder", lang, lambda: _embedder(parts, lang))
    yield _tried("index", lang, lambda: _index(parts, lang))
    yield _tried("language model", lang, lambda: _model(parts, lang))


def _check(name: str, lang: Lang, ok: bool, detail: str, mend: str | None = None) -> Check:
    return Check(name, ok, detail, mend, say(f"doctor_{name.replace(' ', '_')}", lang))


def _tried(name: str, lang: Lang, look: Callable[[], str]) -> Check:
    try:
        return _check(name, lang, True, look())
    except InterviewerError as error:
        mend = say(f"doctor_mend_{name.replace(' ', '_')}", lang, why=told(error, lang))
        return _check(name, lang, False, say("doctor_broken", lang), mend)


def _python(lang: Lang) -> Check:
    version = ".".join(str(part) for part in sys.version_info[:3])
    ok = sys.version_info >= (3, 11)
    mend = None if ok else say("doctor_mend_python", lang)
    return _check("python", lang, ok, say("doctor_python_is", lang, version=version), mend)


def _disk(lang: Lang) -> Check:
    folder = locations.home()
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free
    enough = free >= LEAST_FREE_BYTES
    mend = None if enough else say("doctor_mend_disk", lang)
    detail = say("doctor_disk_has", lang, free=f"{free / 1e9:.1f}", folder=folder)
    return _check("disk", lang, enough, detail, mend)


def _store(parts: Parts, lang: Lang) -> str:
    held = {"cards": len(parts.store.cards()), "interviews": len(parts.store.sessions())}
    return say("doctor_store_holds", lang, path=parts.store.shown, **held)


def _copies(parts: Parts, lang: Lang) -> Check:
    """The daily copies, and what was noticed about the data folder since the start."""
    held = copies_in(locations.copies_folder())
    detail = say("doctor_copies_none", lang)
    if parts.keeper.on_server:
        detail = say("doctor_copies_elsewhere", lang)
    elif held:
        detail = say("doctor_copies_held", lang, count=len(held), name=held[0].name)
    notices = parts.notices(lang)
    return _check("copies", lang, not notices, detail, " ".join(notices) or None)


def _embedder(parts: Parts, lang: Lang) -> str:
    vector = parts.embedder().encode(["ready"])
    named = {"name": parts.embedder().name, "dimensions": vector.shape[1]}
    return say("doctor_embedder_is", lang, **named)


def _index(parts: Parts, lang: Lang) -> str:
    """Bring index and store in step, and say whether they were."""
    drift = parts.library.drift()
    parts.library.sync()
    count = len(parts.index().hashes())
    if not drift:
        return say("doctor_index_in_step", lang, count=count)
    mended = {"missing": len(drift.missing), "gone": len(drift.gone)}
    return say("doctor_index_mended", lang, count=count, **mended)


def _model(parts: Parts, lang: Lang) -> str:
    model = parts.model()
    if model is None:
        return say("model_off", lang)
    reply = "".join(model.stream([Message("user", "Say yes.")], max_tokens=8))
    return say("doctor_model_answers", lang, name=model.name, characters=len(reply))
