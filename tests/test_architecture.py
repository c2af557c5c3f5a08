"""Imports run downward only, and the README names every module."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import interviewer

SOURCE = Path(interviewer.__file__).parent
README = SOURCE.parent.parent / "README.md"

DOMAIN = {
    "appeal",
    "cards", "grade", "session", "selection", "followup", "report", "hint", "reason", "rating",
    "schedule", "intents", "errors", "codec", "words", "ports", "unavailable", "manner", "clock",
    "calibration", "patience", "line", "standing", "tables", "report_page", "__init__",
}  # fmt: skip

# What each part may import besides itself.
ALLOWED = {
    **dict.fromkeys(DOMAIN, DOMAIN),
    "locations": set(),
    "settings": DOMAIN | {"locations"},
    "prompts": DOMAIN,
    "starter": DOMAIN | {"adapters"},
    "notes": DOMAIN,
    "history": DOMAIN,
    "models": DOMAIN | {"locations"},
    "grading": DOMAIN | {"prompts", "starter"},
    # What a text talks about is told by the grader's terms.
    "phrasing": DOMAIN | {"prompts", "grading"},
    "adapters": DOMAIN | {"models", "starter"},
    "editing": DOMAIN | {"notes"},
    "handwork": DOMAIN | {"editing", "notes"},
    "library": DOMAIN | {"history", "notes", "editing", "handwork"},
    "drafting": DOMAIN | {"phrasing", "prompts"},
    "assessing": DOMAIN | {"grading", "history"},
    "ahead": DOMAIN | {"phrasing"},
    "questions": DOMAIN | {"ahead", "phrasing"},
    "putting": DOMAIN | {"phrasing", "questions"},
    "controls": DOMAIN | {"history"},
    "choosing": DOMAIN | {"history", "phrasing"},
    "interview": DOMAIN
    | {
        "questions",
        "choosing",
        "controls",
        "putting",
        "assessing",
        "grading",
        "phrasing",
        "history",
    },
    "appealing": DOMAIN | {"interview", "grading"},
    "batch": DOMAIN | {"library", "notes", "grading", "phrasing", "interview"},
    "claim": DOMAIN,
    "holdings": DOMAIN | {"locations"},
    "progress": DOMAIN | {"history"},
    "archive": DOMAIN | {"history", "settings"},
    "backup": DOMAIN | {"locations", "history", "archive"},
}
TOP = {"parts", "keeping", "doctor", "switching", "pack", "bench", "cli", "ui", "__main__"}

HEAVY = (
    "torch",
    "llama_cpp",
    "chromadb",
    "gradio",
    "sentence_transformers",
    "transformers",
    "scipy",
    "psycopg",
)


def _modules() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _part(path: Path) -> str:
    inside = path.relative_to(SOURCE).parts
    return inside[0].removesuffix(".py")


def _imports(path: Path) -> set[str]:
    parts = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
            if node.module == "interviewer":
                names = [f"interviewer.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("interviewer."):
                parts.add(name.split(".")[1])
    return parts


@pytest.mark.parametrize("path", _modules(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_run_downward_only(path):
    part = _part(path)
    if part in TOP:
        return
    assert _imports(path) - {part, "__version__"} <= ALLOWED[part]


@pytest.mark.parametrize("name", ["cli", "ui"])
def test_nothing_but_the_edge_imports_the_screens(name):
    for path in _modules():
        if _part(path) not in ("cli", "ui", "__main__"):
            assert name not in _imports(path), path


def test_the_command_line_starts_without_the_heavy_libraries():
    script = "import sys, interviewer.cli.commands; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not set(loaded) & set(HEAVY)


def test_a_file_fits_on_a_few_screens():
    long = {
        str(path.relative_to(SOURCE)): length
        for path in _modules()
        if (length := len(path.read_text(encoding="utf-8").splitlines())) > 360
    }
    assert long == {}


def test_the_readme_names_every_module():
    tree = README.read_text(encoding="utf-8")
    missing = [
        str(path.relative_to(SOURCE))
        for path in _modules()
        if path.name != "__init__.py" and "/migrations/" not in str(path) and path.name not in tree
    ]
    assert missing == []
