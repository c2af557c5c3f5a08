"""Where the program keeps what it writes, and where the pack that ships lies.

Knows nothing of what is in the files. Everything hangs below one folder that
`INTERVIEWER_HOME` moves. `interviewer locate` prints all of it.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_data_path


def home() -> Path:
    """The folder that holds everything the program writes; it may not exist yet."""
    moved = os.environ.get("INTERVIEWER_HOME")
    return Path(moved).expanduser() if moved else user_data_path("interviewer", appauthor=False)


def keep_apart(person: Callable[[], str | None]) -> None:
    """From now on everyone has a folder of their own; `person` names who is being served."""
    global _person
    _person = person


def _nobody() -> str | None:
    return None


_person: Callable[[], str | None] = _nobody


def personal() -> Path:
    """The folder of whoever is being served; `home()` where there are no persons.

    It is laid out as `home()` is, so that INTERVIEWER_HOME can be set to it.
    """
    name = _person()
    if name is None:
        return home()
    # Any name makes a safe folder of its own: the readable part may be alike, the sum is not.
    readable = re.sub(r"[^A-Za-z0-9]+", "-", name).strip("-")[:30]
    digest = hashlib.sha256(name.encode()).hexdigest()[:12]
    return home() / "people" / f"{readable}-{digest}"


def schema() -> str:
    """The schema of whoever is being served, where histories are in a database.

    At most 55 characters of A-Z, a-z, 0-9 and -, for any name another one.
    """
    folder = personal()
    return "interviewer" if folder == home() else f"interviewer-{folder.name}"


def everyone() -> list[Path]:
    """The folders of all who ever had one: `home()`, and those of persons."""
    return [home(), *sorted((home() / "people").glob("*/"))]


def config_file() -> Path:
    """Settings that the program writes for the user (TOML)."""
    return home() / "config.toml"


def store_file() -> Path:
    """Cards, sessions, answers and grades (SQLite)."""
    return personal() / "interviewer.sqlite3"


def copies_folder() -> Path:
    """A copy of the store for each of the last seven days."""
    return personal() / "copies"


def index_folder() -> Path:
    """The vectors of the cards (Chroma). Can be rebuilt from the store at any time."""
    return personal() / "chroma"


def models_folder() -> Path:
    """Model files that the program downloaded."""
    return home() / "models"


def report_cards_folder() -> Path:
    """What the exams of language models showed, and how far an exam has come."""
    return home() / "report-cards"


def tunings_folder() -> Path:
    """How llama.cpp computes fastest with each model on this machine."""
    return home() / "tunings"


def exports_folder() -> Path:
    """Reports made ready for download."""
    return personal() / "exports"


def notes_folder() -> Path:
    """Notes added through the page, as they were, so that edits can be given back as a diff."""
    return personal() / "notes"


def knowledge_folder() -> Path:
    """The knowledge pack: package data in an installed wheel, else the checkout's folder."""
    here = Path(__file__).resolve().parent
    packaged = here / "knowledge"
    return packaged if packaged.is_dir() else here.parent.parent / "knowledge"


def all_places() -> dict[str, Path]:
    """Every place by name, for `interviewer locate`."""
    return {
        "home": home(),
        "config": config_file(),
        "store": store_file(),
        "copies": copies_folder(),
        "index": index_folder(),
        "models": models_folder(),
        "report cards": report_cards_folder(),
        "tunings": tunings_folder(),
        "exports": exports_folder(),
        "notes": notes_folder(),
        "knowledge": knowledge_folder(),
    }
