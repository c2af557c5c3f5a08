"""The command line as scripts rely on it: JSON on stdout, one line and exit 1 for what can be mended."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys

import pytest

from interviewer.cards import CardStatus
from interviewer.grade import Verdict
from interviewer.history.store import Store
from interviewer.models import tuning
from interviewer.models.identity import of_file
from interviewer.models.report_card import Marks, ReportCard, keep
from interviewer.models.tuning import Tuned, Tuning
from interviewer.prompts.render import digest
from tests import making


@pytest.fixture
def notes(tmp_path):
    path = tmp_path / "notes.md"
    path.write_text(
        "# Python\n\n## 什么是闭包？\n\n闭包是保留了外层变量的函数。\n\n## What is a decorator?\n",
        encoding="utf-8",
    )
    return path


def _mended(result, *words):
    """Exit 1, one line on stderr that holds these words, no traceback."""
    code, out, err = result
    assert code == 1
    assert out == ""
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    for word in words:
        assert word in err


def test_check_prints_one_json_document_with_chinese_as_it_is(run, notes):
    code, out, _ = run("check", str(notes), "--json")
    assert code == 0
    assert "什么是闭包" in out
    (file,) = json.loads(out)["files"]
    assert [card["reference"] is None for card in file["cards"]] == [False, True]
    assert file["topics"] == ["Python"]
    card = file["cards"][0]
    assert {"id", "topic", "question", "reference", "key_points", "lang", "line"} <= card.keys()
    assert card["lang"] == "zh"


def test_of_many_files_the_good_are_read_and_the_bad_are_named(run, notes, tmp_path):
    binary = tmp_path / "binary.md"
    binary.write_bytes(bytes(range(256)) * 64)
    code, out, err = run("check", str(notes), str(binary), "--json")
    document = json.loads(out)
    assert code == 1
    assert len(document["files"]) == 1
    assert document["failures"][0]["path"] == str(binary)
    assert "binary.md" in err


def test_bad_notes_are_one_clear_line(run, tmp_path):
    empty = tmp_path / "empty.md"
    empty.write_text("")
    for path in (tmp_path / "nothing-there.md", empty):
        code, _, err = run("check", str(path))
        assert code == 1
        assert str(path) in err
        assert "Traceback" not in err


def test_due_is_empty_at_first_and_says_how_to_begin(run):
    code, out, _ = run("due", "--json")
    assert (code, json.loads(out)["cards"]) == (0, [])
    assert "interviewer ask" in run("due")[1]


def test_due_lists_the_points_of_what_was_answered(run, home):
    one = making.card()
    given = making.grade(80.0, making.verdict(one.key_points[0].text, Verdict.COVERED))
    asked = making.turn(1, one.id)
    with Store(home / "interviewer.sqlite3") as store:
        store.put_cards([(one, CardStatus.ACTIVE)], origin="notes")
        store.put_session(making.session(asked))
        store.put_turn("s1", asked)
        store.record_answer(asked.id, "click", "…", making.NOON)
        store.put_grade(asked.id, given, making.NOON)
    shown = json.loads(run("due", "--json")[1])
    (row,) = shown["cards"]
    assert [day["points"] for day in shown["week"]] == [1, 0, 0, 0, 0, 0, 0]
    (point,) = row["points"]
    assert (row["id"], row["due"]) == (one.id, "2026-01-07T12:00:00+00:00")
    assert (point["verdict"], point["reviews"]) == ("covered", 1)
    listed = json.loads(run("cards", "--json", "--topic", one.topic)[1])["cards"]
    assert {card["due"] for card in listed if card["id"] == one.id} == {row["due"]}
    (topic,) = json.loads(run("history", "--json")[1])["progress"]["topics"]
    # Seen once it counts for half at most, and it fades from that day on.
    assert (topic["topic"], 0 < topic["mastery"] <= 0.5) == (one.topic, True)
    assert topic["growing"] + topic["weak"] == 1
    assert f"{one.topic}: 0 solid, {topic['growing']} growing" in run("history")[1]


def test_wrong_usage_exits_2(run, notes):
    assert run("check")[0] == 2
    assert run("grade", "--question", "Q?")[0] == 2
    assert run("nonsense")[0] == 2


def test_cards_lists_the_pack(run):
    code, out, _ = run("cards", "--topic", "C++", "--json")
    cards = json.loads(out)["cards"]
    assert code == 0
    assert len(cards) >= 40
    assert {"status", "due", "question"} <= cards[0].keys()


def test_history_of_a_new_learner_is_empty(run):
    shown = json.loads(run("history", "--json")[1])
    assert shown["sessions"] == []
    assert shown["progress"] == {
        "streak": 0, "answers_7_days": 0, "due_now": 0, "topics": [], "weakest": [],
    }  # fmt: skip
    assert "interviewer ask" in run("history")[1]


def test_locate_names_every_place(run, home):
    assert str(home) in run("locate")[1]


def test_an_unknown_interview_or_card_is_one_clear_line(run):
    _mended(run("export", "nope"), "nope", "history")
    _mended(run("grade", "--card", "nope", "--answer", "x", "--no-llm"), "nope", "cards")


def test_a_missing_or_broken_model_is_one_clear_line(run, tmp_path):
    _mended(run("models", "use", str(tmp_path / "none.gguf")), "none.gguf")
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"not a model at all" * 100)
    _mended(run("models", "use", str(broken)), "broken.gguf")
    _mended(run("models", "use", str(tmp_path)), str(tmp_path))


def test_no_model_can_be_examined_that_is_off_or_missing(run, tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LLM__ENABLED", "false")
    _mended(run("judge"), "turned off", "INTERVIEWER_LLM__ENABLED")
    monkeypatch.setenv("INTERVIEWER_LLM__ENABLED", "true")
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(tmp_path / "gone.gguf"))
    _mended(run("judge", "--json"), "gone.gguf")


def test_the_list_of_models_says_what_this_machine_carries_and_what_the_exam_showed(
    run, tmp_path, monkeypatch
):
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF and more")
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(file))
    monkeypatch.setattr("interviewer.models.machine.memory_bytes", lambda: 8 * 10**9)
    before = run("models", "list")[1]
    assert "8.0 GB of memory" in before
    assert "too big for this machine" in before
    assert "not examined" in before
    marks = Marks(60, 0.8, 0.7, 0.3, 0.0, 0.0, 0.1, 0.1, 1.0, (0.0, 0.0, 0.0, 0.0))
    keep(ReportCard("some", of_file(file), digest("verdict"), False, {"en": marks}))
    assert "English agreement r 0.80, counts" in run("models", "list")[1]


def test_what_a_machine_computes_fastest_with_is_measured_kept_and_forgotten(
    run, tmp_path, monkeypatch
):
    file = tmp_path / "some.gguf"
    file.write_bytes(b"GGUF and more")
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(file))
    how = Tuned(Tuning(2, 4), Tuning(1, 2), chosen_rates=(80.0, 9.0), default_rates=(70.0, 5.0))
    monkeypatch.setattr("interviewer.adapters.llama_tuning.tune", lambda path, tell: how)
    code, out, _ = run("models", "tune")
    assert code == 0
    assert "from now on: 2 threads to write, 4 to read" in out
    assert "80.0 tokens/s read, 9.0 written" in out
    assert tuning.of_file(file) == how.chosen
    run("models", "tune", "--forget")
    assert tuning.of_file(file) is None
    monkeypatch.setenv("INTERVIEWER_LLM__URL", "http://127.0.0.1:9/v1")
    _mended(run("models", "tune"), "server")


def test_a_port_in_use_is_one_clear_line(run):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        _mended(run("ui", "--no-browser", "--port", str(port)), str(port), "PORT=")


def test_a_data_folder_that_cannot_be_written_is_one_clear_line(run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path / "file" / "home"))
    _mended(run("cards"), "INTERVIEWER_HOME")


def test_help_answers_without_a_data_folder(run, home):
    code, out, _ = run("--help")
    assert code == 0
    assert "grade" in out
    assert not home.exists()


def _process(*arguments: str, home, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "interviewer", *arguments],
        input=text,
        capture_output=True,
        text=True,
        env={**os.environ, "INTERVIEWER_HOME": str(home)},
        timeout=240,
        check=False,
    )


QUESTION = ("grade", "--question", "What is a queue?", "--reference", "First in, first out.")


@pytest.mark.model
def test_the_same_answer_gets_the_same_grade_in_every_process(home):
    outs = []
    for _ in range(3):
        done = _process(
            *QUESTION, "--answer", "The first in is first out.", "--no-llm", "--json", home=home
        )
        document = json.loads(done.stdout)
        document.pop("seconds")
        outs.append(document)
    assert outs[0] == outs[1] == outs[2]
    assert outs[0]["status"] in ("graded", "unsure")


@pytest.mark.model
def test_a_quote_stands_in_the_answer_at_its_offsets(home):
    answer = "Well 😀 — a queue hands out first what came in first."
    reference = "A queue gives back first what was put in first."
    done = _process(
        "grade", "--question", "What is a queue?", "--reference", reference, "--no-llm", "--json",
        home=home, text=answer,
    )  # fmt: skip
    for point in json.loads(done.stdout)["points"]:
        if point["quote"] is not None:
            assert answer[point["start"] : point["end"]] == point["quote"]


@pytest.mark.model
def test_ask_with_piped_input_grades_what_was_answered_and_exits_0(home):
    text = "/hint\nIt keeps the variables of its scope alive.\n/skip\n"
    done = _process(
        "ask", "--topic", "Python", "--questions", "2", "--no-llm", home=home, text=text
    )
    assert done.returncode == 0, done.stderr
    assert "# Interview report" in done.stdout
    (session,) = json.loads(_process("history", "--json", home=home).stdout)["sessions"]
    assert session["answered"] == 1
    assert session["finished"] is not None
    report = _process("export", session["id"], "--format", "json", home=home)
    assert json.loads(report.stdout)["session"]["id"] == session["id"]


@pytest.mark.model
def test_importing_twice_adds_once_and_doctor_finds_all_well(home, notes):
    first = json.loads(_process("import", str(notes), "--json", home=home).stdout)
    again = json.loads(_process("import", str(notes), "--json", home=home).stdout)
    assert (first["added"], first["without_reference"]) == (2, 1)
    assert (again["added"], again["unchanged"], again["embedded"]) == (0, 2, 0)
    doctor = json.loads(_process("doctor", "--json", home=home).stdout)
    assert doctor["ok"], doctor


@pytest.mark.model
def test_a_model_that_went_missing_does_not_stop_a_grade(home, tmp_path, monkeypatch):
    monkeypatch.setenv("INTERVIEWER_LLM__MODEL", str(tmp_path / "gone.gguf"))
    done = _process(*QUESTION, "--answer", "The first in is first out.", "--json", home=home)
    assert done.returncode == 0, done.stderr
    document = json.loads(done.stdout)
    assert document["score"] is not None
    assert document["judge"]["weight"] == 0


@pytest.mark.model
def test_an_answer_of_200_000_characters_is_graded_and_a_longer_one_refused_in_words(
    home, tmp_path
):
    file = tmp_path / "answer.txt"
    file.write_text("The first in is first out. " * 7400, encoding="utf-8")
    long = json.loads(
        _process(*QUESTION, "--answer-file", str(file), "--no-llm", "--json", home=home).stdout
    )
    assert long["status"] != "not_graded"
    file.write_text("x" * 200_001, encoding="utf-8")
    longer = json.loads(
        _process(*QUESTION, "--answer-file", str(file), "--no-llm", "--json", home=home).stdout
    )
    assert longer["status"] == "not_graded"
    assert "200,000" in longer["why"]
