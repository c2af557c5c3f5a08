"""Writes the file tree at the end of the README from the modules' first lines.

`python -m scripts.tree`
"""

from __future__ import annotations

import ast
from pathlib import Path

START, END = "<!-- tree -->", "<!-- /tree -->"
ROOT = Path("src/interviewer")


def main() -> None:
    """Replace what stands between the two marks."""
    readme = Path("README.md")
    text = readme.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    body = "\n".join(["```", *_lines(ROOT, ""), "```"])
    readme.write_text(f"{before}{START}\n{body}\n{END}{after}", encoding="utf-8")


def _lines(folder: Path, indent: str) -> list[str]:
    lines = [f"{indent}{folder.name}/".ljust(32) + _first_line(folder / "__init__.py")]
    inner = indent + "  "
    files = sorted(p for p in folder.glob("*.py") if p.name != "__init__.py")
    for path in files:
        lines.append(f"{inner}{path.name}".ljust(32) + _first_line(path))
    for sub in sorted(p for p in folder.iterdir() if (p / "__init__.py").is_file()):
        lines += _lines(sub, inner)
    return [line.rstrip() for line in lines]


def _first_line(path: Path) -> str:
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return doc.splitlines()[0] if doc else ""


if __name__ == "__main__":
    main()
