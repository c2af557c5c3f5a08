"""Fuzzes for long: `make fuzz`. Seeded changes first; then, where atheris is installed, coverage.

`.venv/bin/python -m tests.fuzz --inputs 1000000 --slow-seconds 60 --guided-seconds 60`; a find is
written to a file and named. The last line is one JSON object: inputs a target.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz.mutating import inputs, seeds
from tests.fuzz.targets import FAST, SLOW, Target


def tried(target: Target, data: bytes) -> None:
    """Run a target; what breaks it is kept in a file."""
    try:
        target(data)
    except BaseException:
        found = Path(tempfile.mkdtemp(prefix="fuzz-find-")) / "input"
        found.write_bytes(data)
        print(f"this input breaks it: {found}", file=sys.stderr)
        raise


def seeded(count: int, slow_seconds: float, seed: int) -> dict[str, int]:
    """So many inputs over the fast targets, and as many as there is time for over the slow."""
    done: dict[str, int] = {}
    for name, target in FAST.items():
        for number, data in enumerate(inputs(name, count // len(FAST), seed), start=1):
            tried(target, data)
            done[name] = number
    for name, target in SLOW.items():
        until = time.monotonic() + slow_seconds / len(SLOW)
        for number, data in enumerate(inputs(name, count, seed), start=1):
            if time.monotonic() > until:
                break
            tried(target, data)
            done[name] = number
    return done


def guided(name: str, seconds: int) -> None:
    """Hand one target to the coverage-guided fuzzer; ends the process."""
    import atheris

    atheris.instrument_all()
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{name}-"))
    for number, data in enumerate(seeds(name)):
        (corpus / str(number)).write_bytes(data)
    atheris.Setup(
        [sys.argv[0], str(corpus), f"-max_total_time={seconds}", "-max_len=4000"], FAST[name]
    )
    atheris.Fuzz()


def main() -> None:
    """Run from a shell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=1_000_000)
    options.add_argument("--slow-seconds", type=float, default=600)
    options.add_argument("--guided-seconds", type=int, default=600, help="for all fast targets")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--guided", choices=FAST, help="only this target, guided by coverage")
    chosen = options.parse_args()
    if chosen.guided:
        guided(chosen.guided, chosen.guided_seconds)
        return
    done = seeded(chosen.inputs, chosen.slow_seconds, chosen.seed)
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed: nothing was guided by coverage", file=sys.stderr)
    else:
        each = str(max(1, chosen.guided_seconds // len(FAST)))
        for name in FAST:
            command = [sys.executable, "-m", "tests.fuzz", "--guided", name]
            subprocess.run([*command, "--guided-seconds", each], check=True)
    print(json.dumps({"inputs": sum(done.values()), **done}))


if __name__ == "__main__":
    main()
