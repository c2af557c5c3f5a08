"""`grade-file`, `backup` and `restore` as scripts call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from interviewer.pack import read_pack

pytestmark = [pytest.mark.model, pytest.mark.timeout(300)]


def _run(*arguments: str, home, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "interviewer", *arguments],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "INTERVIEWER_HOME": str(home)},
    )


@pytest.fixture(scope="module")
def pack():
    """(English cards, Chinese cards) that ship."""
    return [list(cards) for _, cards in read_pack().by_lang]


def test_a_file_is_graded_by_question_meaning_and_left_open_where_no_card_fits(
    home, tmp_path, pack
):
    english, chinese = pack[0][0], pack[1][5]
    answers = tmp_path / "answers.md"
    answers.write_text(
        f"1. {english.question}\n{english.reference}\n\n"
        f"2. {chinese.question}\n{chinese.reference}\n\n"
        "3. How do I bake bread?\nWith flour.\n\n"
        "4. What does RAII mean in C++?\nThe destructor releases the resource.\n",
        encoding="utf-8",
    )
    out = tmp_path / "report.md"
    done = _run("grade-file", str(answers), "--out", str(out), "--json", home=home)
    assert done.returncode == 0, done.stderr
    assert chinese.question in done.stdout
    document = json.loads(done.stdout)
    items = document["items"]
    assert [item["card"] for item in items[:3]] == [english.id, chinese.id, None]
    assert [item["aligned"] for item in items] == ["text", "text", "none", "meaning"]
    scores = [item["grade"]["score"] for item in items]
    assert scores[0] > 80
    assert scores[1] > 80
    assert scores[2] is None
    assert "no card" in items[2]["why"]
    graded = [score for score in scores if score is not None]
    assert document["score"] == pytest.approx(sum(graded) / len(graded), abs=0.1)
    for item in items:
        for point in item["grade"]["points"]:
            if point["quote"] is not None:
                assert item["answer"][point["start"] : point["end"]] == point["quote"]
    assert out.read_text(encoding="utf-8").count("\n## ") == 4


def test_answers_come_through_a_pipe(home, pack):
    card = pack[0][0]
    text = f"Q: {card.question}\nA: {card.key_points[0].text}\n"
    done = _run("grade-file", "-", home=home, text=text)
    assert done.returncode == 0, done.stderr
    assert "1 answers" in done.stdout


def test_what_cannot_be_graded_is_one_clear_line(home, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    for path in (tmp_path / "none.md", empty, tmp_path):
        done = _run("grade-file", str(path), home=home)
        assert done.returncode == 1
        assert done.stdout == ""
        (line,) = done.stderr.strip().splitlines()
        assert path.name in line


def test_a_report_of_an_unknown_kind_is_wrong_usage(home, tmp_path):
    done = _run("grade-file", str(tmp_path / "a.md"), "--out", "report.pdf", home=home)
    assert done.returncode == 2


def test_what_was_backed_up_is_restored_with_its_index(home, tmp_path, pack):
    assert _run("ask", "--questions", "1", "--no-llm", home=home, text="x\n/stop\n").returncode == 0
    before = json.loads(_run("history", "--json", home=home).stdout)
    assert len(before["sessions"]) == 1
    archive = tmp_path / "all.zip"
    assert _run("backup", str(archive), home=home).returncode == 0
    other = tmp_path / "elsewhere"
    done = _run("restore", str(archive), home=other)
    assert done.returncode == 0, done.stderr
    assert "1 interviews" in done.stdout
    assert json.loads(_run("history", "--json", home=other).stdout) == before
    again = _run("backup", str(archive), home=home)
    assert again.returncode == 1
    assert "already" in again.stderr
