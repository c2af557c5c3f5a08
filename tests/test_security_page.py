"""SECURITY.md, docs/reliability.md and docs/deploy.md name tests that exist, and what they say of the code holds."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import interviewer

ROOT = Path(__file__).parent.parent
PAGES = ["SECURITY.md", "docs/reliability.md", "docs/deploy.md"]
SOURCE = Path(interviewer.__file__).parent
FORBIDDEN = {"eval", "exec", "compile", "__import__"}
UNPICKLERS = {"pickle", "dill", "joblib", "shelve", "marshal"}


def _named(page: str) -> set[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", text))


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_a_page_names_exists(page):
    named = _named(page)
    assert len(named) > 5
    for name in named:
        path, _, function = name.partition("::")
        assert (ROOT / path).is_file(), name
        if function:
            text = (ROOT / path).read_text(encoding="utf-8")
            assert re.search(rf"^def {function}\(", text, re.MULTILINE), name


def test_nothing_runs_what_is_data():
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in FORBIDDEN, path
            if isinstance(node, ast.Import):
                assert not UNPICKLERS & {alias.name for alias in node.names}, path
            if isinstance(node, ast.ImportFrom):
                assert node.module not in UNPICKLERS, path
            if isinstance(node, ast.keyword) and node.arg == "shell":
                raise AssertionError(f"{path} starts a shell")
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant), path
                assert node.value.value is False, path
