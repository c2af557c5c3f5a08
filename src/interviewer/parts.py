"""The one place that chooses adapters: settings in, a working interviewer out.

Shared by the command line and the page. Everything heavy is made at first use, once
for all threads. `with Parts(settings.load()) as parts: parts.library.cards()`
"""

from __future__ import annotations

import hashlib
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from interviewer import locations
from interviewer.cards import Card, Lang
from interviewer.errors import InterviewerError, ModelError, StoreError
from interviewer.grading.grader import Grader
from interviewer.grading.juror import Juror
from interviewer.grading.opinion import Calibration, Trust
from interviewer.history.store import Store
from interviewer.interview import Interviewer
from interviewer.keeping import Keeper
from interviewer.library import Library
from interviewer.line import Line
from interviewer.models import identity, report_card, tuning
from interviewer.models.downloading import Downloads
from interviewer.models.find import STARTER, resolve
from interviewer.models.report_card import ReportCard
from interviewer.notes.importing import read_paths
from interviewer.ports import CardIndex, ChatModel, Embedder
from interviewer.prompts.render import digest
from interviewer.settings import Settings, load
from interviewer.unavailable import UnavailableChat
from interviewer.words import say

# Clocks that differ by less are no news.
_CLOCK_SLACK = timedelta(minutes=10)


@dataclass(frozen=True)
class Desk:
    """What belongs to one learner: nothing of it is shared with another."""

    store: Store
    library: Library
    interviewer: Interviewer


class Parts:
    """Everything the program is put together from. Close it, or use it as a context."""

    def __init__(self, settings: Settings, *, use_llm: bool = True) -> None:
        self.settings = settings
        self.keeper = Keeper(settings)
        self.downloads = Downloads()
        self._use_llm = use_llm and settings.llm.enabled
        # One lock for all parts: a grader needs an embedder, made by the same thread.
        self._lock = threading.RLock()
        self._embedder: Embedder | None = None
        self._grader: Grader | None = None
        self._model: ChatModel | None = None
        self._juror: Juror | None = None
        self._model_lock = threading.RLock()
        self._restarts_told = 0
        self._notices: dict[Path, dict[str, dict[str, object]]] = {}
        self._desks: dict[Path, Desk] = {}
        self._indexes: dict[Path, CardIndex] = {}
        self._desk_lock = threading.RLock()
        # Held while files are copied or replaced: one of the two at a time.
        self._files = threading.Lock()
        # One grader for all, and it is not made for several threads at once.
        self._grading = Line()

    def __enter__(self) -> Parts:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the model's process and a download, and let go of the store."""
        self.downloads.stop()
        self.use_other_model()
        for desk in self._desks.values():
            desk.store.close()
        self.keeper.close()

    @property
    def store(self) -> Store:
        """The history of whoever is being served. A damaged file of it is set aside and said."""
        return self._desk().store

    @property
    def library(self) -> Library:
        """Their cards."""
        return self._desk().library

    @property
    def interviewer(self) -> Interviewer:
        """The loop over both."""
        return self._desk().interviewer

    def _desk(self) -> Desk:
        folder = locations.personal()
        with self._desk_lock:
            if folder not in self._desks:
                store = self._open_store()
                index = self._index_in(locations.index_folder(), store)
                library = Library(store, index, self.embedder)
                loop = Interviewer(
                    store, self.grader, self.model, likeness=library.likeness, grading=self._grading
                )
                self._desks[folder] = Desk(store, library, loop)
                if folder != locations.home():
                    # Whoever comes for the first time gets the pack; its vectors take seconds.
                    self.take_pack()
                    threading.Thread(target=self._sync, args=(library,), daemon=True).start()
            return self._desks[folder]

    def _open_store(self) -> Store:
        now = datetime.now(UTC)
        store, recovery = self.keeper.history()
        if recovery is not None:
            key = "store_put_back" if recovery.copy else "store_begun_anew"
            self.tell(key, file=recovery.aside, copy=recovery.copy)
        latest = store.latest()
        if latest is not None and latest > now + _CLOCK_SLACK:
            self.tell("clock_behind", latest=f"{latest:%Y-%m-%d %H:%M}")
        return store

    @contextmanager
    def laid_down(self) -> Iterator[None]:
        """The learner's files are not open in this program meanwhile, and then opened anew.

        The settings and what rests on them are read anew as well. The pack comes back when
        it is missing, and vectors follow in the background.
        """
        folder = locations.personal()
        with self._grading, self._files, self._desk_lock:
            desk = self._desks.pop(folder, None)
            if desk is not None:
                desk.store.end()
            self._let_go_of_index(locations.index_folder())
            self._notices.pop(folder, None)
            yield
            self._follow_settings()
            library = self._desk().library
            self.take_pack()
        threading.Thread(target=self._sync, args=(library,), daemon=True).start()

    def _let_go_of_index(self, folder: Path) -> None:
        from interviewer.adapters.chroma import forget_opened

        with self._lock:
            self._indexes.pop(folder, None)
            forget_opened()

    def _follow_settings(self) -> None:
        """What rests on settings that were replaced or deleted is made anew at its next use."""
        settings = load()
        with self._lock:
            if settings.embedder != self.settings.embedder:
                self._embedder = self._grader = None
                self._indexes.clear()
        if settings != self.settings:
            self.use_other_model(settings)

    def _sync(self, library: Library) -> None:
        try:
            library.sync()
        except InterviewerError as error:
            print(f"interviewer: {error}", file=sys.stderr, flush=True)

    def keep_daily(self) -> None:
        """Copy everyone's history unless that was done today; what goes wrong is said."""
        now = datetime.now(UTC)
        for folder in locations.everyone():
            try:
                with self._files:
                    self.keeper.keep_daily(folder, now)
            except StoreError as error:
                self.tell("copy_failed", why=error)

    def notices(self, lang: Lang) -> list[str]:
        """What the learner has to know of the data folder, said once more on the page."""
        held = self._notices.get(locations.personal(), {})
        return [say(key, lang, **values) for key, values in held.items()]

    def tell(self, key: str, **values: object) -> None:
        """Say what was noticed about the data folder, now and on the page."""
        self._notices.setdefault(locations.personal(), {})[key] = values
        print(f"interviewer: {say(key, Lang.EN, **values)}", file=sys.stderr, flush=True)

    def embedder(self) -> Embedder:
        """The embedding model in force."""
        from interviewer.adapters.embedder import load_embedder

        with self._lock:
            if self._embedder is None:
                chosen = self.settings.embedder
                self._embedder = load_embedder(chosen.model, threads=chosen.threads)
            return self._embedder

    def index(self) -> CardIndex:
        """The vectors of the cards under that embedding model."""
        return self._desk().library.index()

    def _index_in(self, folder: Path, store: Store) -> Callable[[], CardIndex]:
        """What gives the index in this folder, whoever is being served when it is asked."""

        def index() -> CardIndex:
            with self._lock:
                if folder not in self._indexes:
                    made, aside = self.keeper.index(folder, store, self.embedder().name)
                    if aside is not None:
                        self.tell("index_set_aside", folder=aside)
                    self._indexes[folder] = made
                return self._indexes[folder]

        return index

    def grader(self) -> Grader:
        """The grader over that embedding model."""
        with self._lock:
            if self._grader is None:
                self._grader = Grader(self.embedder(), juror=self.juror)
            return self._grader

    def juror(self) -> Juror | None:
        """The language model with the say that its report card gives it; None when there is none."""
        model = self.model()
        if model is None or isinstance(model, UnavailableChat):
            return None
        with self._model_lock:
            if self._juror is None or self._juror.model is not model:
                self._juror = Juror(model, self._trust(model))
            return self._juror

    def report_card(self) -> ReportCard | None:
        """The card of the model in the settings, None when it was not examined, or in other words."""
        if not report_card.any_kept():
            return None  # and no large file has to be read to know it
        try:
            card = report_card.load(self.model_identity())
        except (ModelError, OSError):
            return None  # the file went away; whoever needs the model will say so
        return card if card is not None and card.prompts == digest("verdict") else None

    def model_identity(self) -> str:
        """Stands for the exact model in the settings. Raises ModelError when there is none."""
        chosen = self.settings.llm
        if chosen.url:
            return identity.of_server(chosen.url, chosen.model)
        return identity.of_file(resolve(chosen.model))

    def model(self) -> ChatModel | None:
        """The language model; None when it is turned off.

        A model that cannot be used gives one that says why at each request, so that the
        interview goes on with composed sentences.
        """
        if not self._use_llm:
            return None
        with self._model_lock:
            if self._model is None:
                self._model = self._open_model()
            return self._model

    def use_other_model(self, settings: Settings | None = None) -> None:
        """Let go of the language model; the next request opens the one in the settings."""
        with self._model_lock:
            self.settings = settings or self.settings
            close = getattr(self._model, "close", None)
            if close is not None:
                close()
            self._model = None

    def use_other_embedder(self, embedder: Embedder, settings: Settings) -> None:
        """From now on this one. Whoever's cards it has not embedded yet waits for that once."""
        with self._lock:
            self.settings = settings
            self._embedder, self._grader = embedder, None
            self._indexes.clear()
        for desk in list(self._desks.values()):
            threading.Thread(target=self._sync, args=(desk.library,), daemon=True).start()

    @property
    def ready(self) -> bool:
        """Whether the grader is loaded, so that a grade takes no longer than usual."""
        return self._grader is not None

    def why_no_chinese(self) -> str:
        """Why Chinese is compared by its wording only; "" when it is not, or not known yet."""
        return str(getattr(self._embedder, "why_plain", ""))

    def model_restarted(self) -> bool:
        """Whether the model's process died and was started anew since this was last asked."""
        restarts = int(getattr(self._model, "restarts", 0))
        told, self._restarts_told = self._restarts_told, restarts
        return restarts > told

    def _trust(self, model: ChatModel) -> Trust:
        card = self.report_card()
        if card is None:
            return Trust(model.name, "")
        calibrations = {
            lang: Calibration(marks.scale, marks.bias) for lang, marks in card.languages.items()
        }
        # The same model computed in another shape may differ in a verdict's last digits.
        exact = card.identity + str(getattr(model, "mark", ""))
        return Trust(model.name, exact, card.weights(), calibrations)

    def _open_model(self) -> ChatModel:
        from interviewer.adapters.llama import LlamaChat

        chosen = self.settings.llm
        if chosen.url:
            from interviewer.adapters.remote_chat import RemoteChat

            remote: ChatModel = RemoteChat(chosen.url, model=chosen.model)
            return remote
        try:
            path = resolve(chosen.model)
            how = tuning.of_file(path)
            model = LlamaChat(path, threads=chosen.threads, tuning=how, context=chosen.context)
            # The starter knows a little Chinese, enough to write nonsense in it.
            model.english_only = chosen.model in (None, STARTER)
            return model
        except ModelError as error:
            return UnavailableChat(chosen.model or "starter", error)

    def take_pack(self) -> list[Card]:
        """Bring the knowledge pack into the library if it is new or changed; returns its cards.

        Its vectors follow with `library.sync`.
        """
        folder = locations.knowledge_folder()
        digest = _digest(folder)
        if self.store.fact("pack") == digest:
            return []
        reading = read_paths([folder / "en", folder / "zh"])
        for failure in reading.failures:
            raise failure
        cards = [card for file in reading.files for card in file.cards]
        self.library.take(cards, origin="pack")
        self.store.put_fact("pack", digest)
        return cards


def _digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted(folder.glob("??/*.md")):
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
