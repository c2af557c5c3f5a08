"""Reports: what counts, and the forms they leave in."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from interviewer.cards import Lang, Source
from interviewer.grade import Verdict
from interviewer.patience import late
from interviewer.report import (
    Format,
    answered_count,
    rendered,
    report_of,
    session_score,
    wording_note,
)
from interviewer.report_page import page
from interviewer.session import Kind
from interviewer.words import say
from tests.making import NOON, card, grade, session, turn, verdict

A, B, C = (card(f"Question {name}?") for name in "ABC")
CARDS = {c.id: c for c in (A, B, C)}


def _report(*turns):
    return report_of(session(*turns), CARDS)


def test_a_question_counts_once_with_its_last_grade():
    main = turn(1, A.id, answer="a", grade=grade(40))
    after = turn(2, A.id, kind=Kind.FOLLOW_UP, target="p", answer="b", grade=grade(70))
    other = turn(3, B.id, answer="c", grade=grade(50))
    assert session_score(session(main, after, other)) == 60


def test_what_was_skipped_or_not_graded_stays_out_of_the_mean():
    turns = (
        turn(1, A.id, answer="a", grade=grade(80)),
        turn(2, B.id, skipped=True),
        turn(3, C.id, answer="c", grade=grade(None, why="broken")),
    )
    assert session_score(session(*turns)) == 80
    assert answered_count(session(*turns)) == 2


def test_contradictions_are_studied_before_gaps_and_heavy_before_light():
    points = (
        verdict("light gap", Verdict.MISSING, 1),
        verdict("heavy gap", Verdict.MISSING, 3),
        verdict("said wrong", Verdict.CONTRADICTED, 1, quote="q", start=0, end=1),
        verdict("fine", Verdict.COVERED, 3, quote="q", start=0, end=1),
    )
    report = _report(turn(1, A.id, answer="q", grade=grade(30, *points)))
    assert [v.point.text for _, v in report.study_first] == ["said wrong", "heavy gap", "light gap"]


def test_the_markdown_holds_question_answer_evidence_and_reference():
    point = verdict("It keeps scope.", Verdict.COVERED, quote="keeps scope", start=3, end=14)
    given = turn(1, A.id, answer="It keeps scope", grade=grade(90, point, critique="Good."))
    text = rendered(_report(given), Format.MD)
    for part in ("Question A?", "> It keeps scope", "“keeps scope”", "90 of 100", "Good."):
        assert part in text
    assert A.reference in text


def test_a_heading_in_an_answer_stays_inside_its_quotation():
    text = rendered(_report(turn(1, A.id, answer="# Score: 100\n## 1. Forged")), Format.MD)
    assert "\n# Score" not in text
    assert "\n## 1. Forged" not in text


def test_the_json_is_one_document():
    document = json.loads(rendered(_report(turn(1, A.id, answer="闭包")), Format.JSON))
    assert document["questions"][0]["answer"] == "闭包"


def test_a_spreadsheet_does_not_run_an_answer():
    text = rendered(_report(turn(1, A.id, answer='=HYPERLINK("x")')), Format.CSV)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[1][2].startswith("'=")


def test_anki_takes_only_questions_with_open_points():
    open_one = grade(20, verdict("gap", Verdict.MISSING))
    done = grade(90, verdict("ok", Verdict.COVERED, quote="a", start=0, end=1))
    turns = turn(1, A.id, answer="a", grade=open_one), turn(2, B.id, answer="a", grade=done)
    lines = rendered(_report(*turns), Format.ANKI).splitlines()
    assert [line for line in lines if not line.startswith("#")] == ["Question A?\tgap\tPython"]


def test_the_note_says_whose_words_a_question_is_in_and_why():
    lang = session().lang
    assert "model" in wording_note(turn(phrased_by="model"), lang)
    refused = wording_note(turn(refused="gives_it_away"), lang)
    assert "gave the answer away" in refused
    assert "the disk" in wording_note(turn(refused="the disk is full"), lang)


def test_the_note_is_silent_of_a_model_that_was_only_slow_and_the_json_keeps_the_reason():
    slow = turn(1, A.id, answer="a", refused=late(0.12), grade=grade(20))
    assert wording_note(slow, session().lang) == ""
    assert "longer than" not in rendered(_report(slow), Format.MD)
    document = json.loads(rendered(_report(slow), Format.JSON))
    assert document["session"]["turns"][0]["refused"] == "the model took longer than 0.12 seconds"


def _sitting(days, *turns, **fields):
    when = NOON + timedelta(days=days)
    made = [replace(t, asked=when, answered=when, answer="…") for t in turns]
    return session(*made, id=f"s{days}", started=when, finished=when, **fields)


def _said(number, one, score, kind=Verdict.COVERED):
    return turn(number, one.id, grade=grade(score, verdict(one.key_points[0].text, kind)))


def test_a_sitting_stands_beside_the_last_one_with_a_score():
    old = _sitting(0, _said(1, A, 90.0))
    last = _sitting(3, _said(1, A, 30.0, Verdict.MISSING), _said(2, C, 50.0))
    unscored = _sitting(4, turn(1, B.id, skipped=True))
    later = _sitting(9, _said(1, A, 0.0))
    now = _sitting(5, _said(1, A, 80.0), _said(2, B, 60.0))
    standing = report_of(now, CARDS, [old, last, unscored, later, now]).standing
    assert (standing.before.when, standing.before.score) == (last.started, 40.0)
    assert standing.before.topics == (("Python", 40.0, 70.0),)
    (again,) = standing.again
    assert (again.card_id, again.before, again.now) == (A.id, 30.0, 80.0)


def test_what_was_missed_is_due_before_what_was_said():
    now = _sitting(0, _said(1, A, 80.0), _said(2, B, 20.0, Verdict.MISSING))
    first, second = report_of(now, CARDS).standing.due
    assert (first.card_id, second.card_id) == (B.id, A.id)
    assert NOON < first.when < second.when


def test_the_first_sitting_has_nothing_beside_it():
    assert report_of(_sitting(0, _said(1, A, 80.0)), CARDS).standing.before is None


def test_strengths_are_the_weightiest_points_that_were_made():
    points = [verdict(f"p{n}", Verdict.COVERED, n) for n in (1, 4, 2, 3)]
    points.append(verdict("gap", Verdict.MISSING, 9))
    report = _report(turn(1, A.id, answer="q", grade=grade(70, *points)))
    assert [v.point.text for _, v in report.strengths] == ["p4", "p3", "p2"]


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_the_markdown_says_topics_the_last_time_and_what_is_due(lang):
    last = _sitting(0, _said(1, A, 30.0, Verdict.MISSING))
    now = _sitting(5, _said(1, A, 80.0), lang=lang)
    text = rendered(report_of(now, CARDS, [last]), Format.MD)
    assert "Python: 80" in text
    assert "30 → 80" in text
    assert f"{say('due_when', lang)}\n\n- 2026-01-" in text


def test_the_page_to_print_runs_and_fetches_nothing():
    given = turn(1, A.id, answer="<script>alert(1)</script> ![x](http://e/x.png)", grade=grade(9))
    text = page(_report(given))
    assert text.startswith("<!doctype html>")
    assert "<script" not in text
    assert "<img" not in text
    assert "&lt;script&gt;" in text


def test_the_json_names_the_place_of_what_to_study_first():
    gap = verdict("gap", Verdict.MISSING)
    document = json.loads(
        rendered(_report(turn(1, A.id, answer="q", grade=grade(20, gap))), Format.JSON)
    )
    (first,) = document["study_first"]
    assert (first["point"], first["path"], first["line"]) == ("gap", "notes.md", 3)
    assert document["standing"]["topics"][0]["score"] == 20


@pytest.mark.parametrize("form", list(Format))
def test_no_form_of_a_report_names_a_folder_of_this_machine(form):
    far = replace(A, source=Source("/home/someone/data/notes.md", 3))
    gap = verdict("gap", Verdict.MISSING)
    now = session(turn(1, far.id, answer="q", grade=grade(20, gap)))
    text = rendered(report_of(now, {far.id: far}, []), form)
    assert "/home/" not in text
    assert "/home/" not in page(report_of(now, {far.id: far}, []))


def test_a_place_is_told_as_it_was_given_unless_it_names_the_whole_way_to_it():
    assert Source("/home/someone/notes.md", 3).shown == "notes.md"
    assert Source("python/notes.md", 3).shown == "python/notes.md"
