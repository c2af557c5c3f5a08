"""`interviewer pack` counts what ships."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from interviewer.cli.commands import app
from interviewer.locations import knowledge_folder


def test_pack_counts_every_card_and_gold_answer():
    written = "".join(
        path.read_text(encoding="utf-8") for path in knowledge_folder().glob("??/*.md")
    )
    answered = "".join(
        path.read_text(encoding="utf-8") for path in knowledge_folder().glob("gold/*/*.jsonl")
    )
    result = CliRunner().invoke(app, ["pack", "--json"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert sum(row["cards"] for row in document["cards"]) == written.count("<!-- card:")
    assert sum(row["answers"] for row in document["gold"]) == answered.count('{"card":')
    assert document["total"]["cards"] == written.count("<!-- card:")
    assert {row["level"] for row in document["cards"]} == {"junior", "mid", "senior"}


def test_pack_prints_topics_in_their_own_language():
    lines = CliRunner().invoke(app, ["pack"]).stdout.splitlines()
    assert any("计算机视觉" in line for line in lines)
    assert any("Computer vision" in line for line in lines)
