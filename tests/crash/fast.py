"""Kills of the real store and interview process, without the heavy libraries.

A process is forked for every life, killed with SIGKILL at a random moment, and what it left
is looked through: each answer that was acknowledged is there exactly once, none is there twice,
every grade is whole, and the next life goes on with the sitting that was open.

`.venv/bin/python -m tests.crash.fast --kills 200 --seed 1`; the last line is the tally.
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from interviewer import backup, locations
from interviewer.history import migrations
from interviewer.history.copies import copies_in, opened
from interviewer.history.store import Store
from interviewer.session import Session
from tests.crash.victims import MANY, SOME, STEPS, VICTIMS, teller

# Of 200 kills, how many of which.
SHARES = {"sitting": 0.6, "import": 0.15, "migration": 0.1, "backup": 0.1, "restore": 0.05}
# How long a life may last, in answers of a sitting: about what one round of the work takes.
LONGEST = {"sitting": 5, "import": 8, "migration": 1, "backup": 4, "restore": 4}


@dataclass
class Ledger:
    """What the victims of one data folder said."""

    sent: dict[str, str] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    sitting: str | None = None
    tally: Counter[str] = field(default_factory=Counter)


def pace() -> float:
    """Seconds an answer takes here and now, everything being imported already."""
    often = 20
    count = itertools.count()
    began = 0.0

    def tell(*words: str) -> None:
        nonlocal began
        if words[0] == "kept":
            number = next(count)
            began = time.monotonic() if number == 0 else began
            if number == often:
                raise StopIteration

    with suppress(StopIteration):
        VICTIMS["sitting"](tell)
    return (time.monotonic() - began) / often


def life(kind: str, chance: random.Random, answer: float) -> list[list[str]]:
    """One life of a victim, killed; the lines that it got out before."""
    pipe, end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(pipe)
        try:
            VICTIMS[kind](teller(end))
        except BaseException:
            sys.excepthook(*sys.exc_info())
            os._exit(1)
        os._exit(0)
    os.close(end)
    with os.fdopen(pipe, "rb", buffering=0) as lines:
        said = lines.read(1 << 16) or b""
        if kind == "sitting" and chance.random() < 0.5:
            # Every second time in the middle of keeping an answer, which takes little time.
            more = said
            while more and b"sent" not in said.rpartition(b"kept")[2]:
                more = lines.read(1 << 16) or b""
                said += more
            time.sleep(chance.uniform(0, answer / 10))
        else:
            time.sleep(chance.uniform(0, LONGEST[kind] * answer))
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        while more := lines.read(1 << 16):
            said += more
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the {kind} failed by itself; see above")
    return [line.split("\t") for line in said.decode().splitlines()]


def look_through(ledger: Ledger) -> list[Session]:
    """What the folder holds after a kill. Raises AssertionError for whatever is lost or double."""
    store, recovery = opened(locations.store_file(), locations.copies_folder(), datetime.now(UTC))
    with store:
        assert recovery is None, "the history was damaged by the kill"
        # Reading every sitting also reads every grade: a half-written one would not load.
        sittings = store.sessions()
        open_now = store.open_session()
    held = Counter(t.answer for s in sittings for t in s.turns if t.answer is not None)
    turns = {t.id: t for s in sittings for t in s.turns}
    for turn_id, words in ledger.kept.items():
        assert turns[turn_id].answer == words, f"an acknowledged answer is lost: {words}"
    assert all(held[words] <= 1 for words in ledger.sent.values()), "an answer is there twice"
    assert set(held) <= set(ledger.sent.values()), "an answer is there that nobody sent"
    assert all(t.answer is not None for t in turns.values() if t.grade is not None)
    ledger.sitting = open_now.id if open_now else None
    return sittings


def after_sitting(said: list[list[str]], ledger: Ledger) -> None:
    for line in said:
        if line[0] == "sent":
            ledger.sent[line[1]] = line[2]
        elif line[0] == "kept":
            ledger.kept[line[1]] = line[2]
    first = next((line[1] for line in said if line[0] == "sitting"), None)
    if first and ledger.sitting:
        assert first == ledger.sitting, "the open sitting was not gone on with"
        ledger.tally["sittings taken up again"] += 1
    look_through(ledger)


def after_import(_: list[list[str]], ledger: Ledger) -> None:
    look_through(ledger)
    with Store(locations.store_file()) as store:
        held = {card.id for card, _ in store.cards()}
    known = {card.id for card in SOME + MANY}
    # One transaction each for what is added and what is retired: nothing lies between.
    assert held >= {card.id for card in SOME + MANY[::2]} or not held & {c.id for c in MANY}
    assert held <= known


def after_migration(_: list[list[str]], ledger: Ledger) -> None:
    migrations.__path__.append(STEPS)
    try:
        look_through(ledger)
    finally:
        migrations.__path__.remove(STEPS)
    _undo_step()


def _undo_step() -> None:
    with closing(sqlite3.connect(locations.store_file(), isolation_level=None)) as raw:
        raw.execute("BEGIN")
        raw.execute("ALTER TABLE turns DROP COLUMN length")
        raw.execute("DELETE FROM migrations WHERE name = 'm900_column'")
        raw.execute("COMMIT")


def after_backup(said: list[list[str]], ledger: Ledger) -> None:
    look_through(ledger)
    for archive in locations.home().parent.glob("*.zip"):
        with zipfile.ZipFile(archive) as zipped:
            assert zipped.testzip() is None
        ledger.tally["whole backups"] += 1
        if archive.name != "good.zip":
            archive.unlink()
    for copy in copies_in(locations.copies_folder()):
        with Store(copy) as store:
            held = {t.answer for s in store.sessions() for t in s.turns}
        assert set(ledger.kept.values()) <= held, "a daily copy lacks an answer"
        copy.unlink()
    for rest in locations.home().parent.glob(".backup-*"):
        shutil.rmtree(rest)


def after_restore(_: list[list[str]], ledger: Ledger) -> None:
    """Whether it was done or not: the archive holds what the folder held before."""
    look_through(ledger)
    for rest in (*locations.home().glob("before-*"), *locations.home().glob(".restore-*")):
        shutil.rmtree(rest)


AFTER = {
    "sitting": after_sitting,
    "import": after_import,
    "migration": after_migration,
    "backup": after_backup,
    "restore": after_restore,
}


def run(kills: int, seed: int) -> dict[str, int]:
    """Kill that often; the tally. Raises AssertionError at the first loss."""
    chance = random.Random(seed)
    tally: Counter[str] = Counter()
    kinds = [kind for kind, share in SHARES.items() for _ in range(round(kills * share))]
    # Sittings first: the rest has to leave alone what they acknowledged.
    folder = Path(tempfile.mkdtemp(prefix="crash-"))
    os.environ["INTERVIEWER_HOME"] = str(folder / "pace")
    ledger = Ledger(tally=tally)
    try:
        answer = pace()
        os.environ["INTERVIEWER_HOME"] = str(folder / "home")
        for number, kind in enumerate(kinds):
            if kind != "sitting" and kinds[number - 1] == "sitting":
                backup.make(folder / "good.zip", datetime.now(UTC))
            AFTER[kind](life(kind, chance, answer), ledger)
            tally[f"kills, {kind}"] += 1
        held = Counter(t.answer for s in look_through(ledger) for t in s.turns)
    finally:
        shutil.rmtree(folder)
    tally["kills"] = len(kinds)
    tally["answers acknowledged"] = len(ledger.kept)
    tally["killed between sending and acknowledging"] = len(ledger.sent) - len(ledger.kept)
    tally["lost"] = sum(not held[words] for words in ledger.kept.values())
    tally["double"] = sum(held[words] > 1 for words in ledger.sent.values())
    return dict(tally)


def main() -> None:
    """Run from a shell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=200)
    options.add_argument("--seed", type=int, default=int(time.time()))
    chosen = options.parse_args()
    print(f"seed {chosen.seed}", file=sys.stderr)
    began = time.monotonic()
    tally = run(chosen.kills, chosen.seed)
    print(json.dumps({**tally, "seconds": round(time.monotonic() - began, 1)}))


if __name__ == "__main__":
    main()
