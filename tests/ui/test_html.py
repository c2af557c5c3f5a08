"""HTML: nothing that came from outside is markup, and marks stand where the quotes do."""

from __future__ import annotations

import re
from dataclasses import replace

from interviewer.cards import Lang
from interviewer.grade import Verdict
from interviewer.patience import late
from interviewer.phrasing.composed_feedback import compose
from interviewer.report import report_of
from interviewer.ui import html, marks
from tests.making import card, grade, session, turn, verdict

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def _covered(text, start, end, kind=Verdict.COVERED):
    return verdict("p", kind, quote=text[start:end], start=start, end=end)


def test_nothing_hostile_becomes_markup_anywhere_in_a_conversation():
    evil = card(EVIL, EVIL, reference=EVIL)
    point = verdict(EVIL, Verdict.CONTRADICTED, quote=EVIL, start=0, end=len(EVIL), because=EVIL)
    given = grade(10, point, critique=EVIL, why=EVIL)
    asked = turn(1, evil.id, question=EVIL, refused=EVIL, answer=EVIL, grade=given)
    shown = html.conversation(session(asked), {evil.id: evil}, Lang.EN, {})
    assert "<script" not in shown
    assert "<img" not in shown


def test_an_image_or_link_in_a_note_fetches_nothing():
    shown = html.markdown("![x](http://example.org/x.png) [y](javascript:alert(1))")
    assert "<img" not in shown
    assert "javascript:" not in shown.replace("[y](javascript:alert(1))", "")


def test_quotes_are_marked_in_place():
    answer = "push adds & pop removes"
    marked = html.highlighted(answer, [_covered(answer, 12, 23)])
    assert marked == 'push adds &amp; <mark class="covered">pop removes</mark>'


def test_overlapping_quotes_are_never_nested_and_no_text_is_lost():
    answer = "abcdefgh"
    points = [_covered(answer, 0, 5), _covered(answer, 3, 8, Verdict.PARTIAL)]
    marked = html.highlighted(answer, points, "k")
    assert re.sub("<[^>]*>", "", marked) == answer
    assert re.findall('class="(.*?)" data-light="(.*?)">(.*?)<', marked) == [
        ("covered", "k-0", "abc"),
        ("covered", "k-0 k-1", "de"),
        ("partial", "k-1", "fgh"),
    ]


def test_quotes_are_marked_in_the_answer_they_stand_in_when_a_follow_up_was_answered():
    points = (_covered("push\n\npop", 0, 4), _covered("push\n\npop", 6, 9))
    first = turn(1, card().id, answer="push", grade=grade(40, points[0]))
    second = turn(2, card().id, answer="pop", target="p", grade=grade(90, *points))
    shown = html.conversation(session(first, second), {card().id: card()}, Lang.EN, {})
    answers = re.findall("<article class=.answer.><pre>(.*?)</pre>", shown)
    assert [re.sub("<[^>]*>", "", text) for text in answers] == ["push", "pop"]
    assert all(text.startswith("<mark") for text in answers)


def test_the_sentence_of_the_reference_that_says_a_point_is_marked():
    text = "Queues are `FIFO`. A stack gives back what was put in last.\n\n- Both are lists."
    points = [
        verdict("A stack gives back first what was put in last", Verdict.MISSING),
        verdict("nothing of the kind", Verdict.COVERED),
    ]
    shown = marks.reference_marked(text, points, "k")
    assert re.sub("<mark[^>]*>|</mark>", "", shown) == html.markdown(text)
    marked = (
        '<mark class="missing" data-light="k-0">A stack gives back what was put in last.</mark>'
    )
    assert shown.count("<mark") == 1
    assert marked in shown


def test_points_that_a_follow_up_may_ask_about_are_folded():
    points = (verdict("the secret", Verdict.MISSING), verdict("known", Verdict.COVERED))
    one = card()
    folded = html.feedback(grade(10, *points), "a", one, Lang.EN, hide_missing=True)
    open_ = html.feedback(grade(10, *points), "a", one, Lang.EN)
    assert folded.index("known") < folded.index("<summary") < folded.index("the secret")
    assert open_.index("the secret") < open_.index("<summary")


def test_words_that_decide_several_points_are_quoted_once():
    points = [_covered("push adds", 0, 9), _covered("push adds", 0, 9)]
    shown = html.feedback(grade(90, *points), "push adds", card(), Lang.EN)
    assert shown.count("<q>") == 1


def test_a_critique_is_shown_once_it_is_there_and_its_place_kept_while_it_is_written():
    given = grade(90, verdict("p", Verdict.COVERED))
    none, coming, there = (
        html.feedback(given, "a", card(), Lang.EN, critique=text) for text in (None, "", "Well.")
    )
    assert 'class="critique"' not in none
    assert "Writing the critique" in coming
    assert "Writing the critique" not in there
    assert "<p>Well.</p>" in there


def test_what_is_not_graded_shows_the_reason_and_no_number():
    shown = html.feedback(grade(None, why="the model is gone"), "a", card(), Lang.EN)
    assert "the model is gone" in shown
    assert "ring" not in shown


def test_the_report_has_a_number_for_every_question_with_its_score_in_words():
    asked = [
        turn(1, "one", answer="x", grade=grade(30, verdict("weak spot", Verdict.MISSING))),
        turn(2, "two", answer="y", grade=grade(85, verdict("known", Verdict.COVERED))),
        turn(3, "three", skipped=True),
    ]
    cards = {name: replace(card(), id=name) for name in ("one", "two", "three")}
    shown = html.report(report_of(session(*asked), cards), Lang.EN)
    numbers = re.findall('data-jump="(.*?)" aria-label="(.*?)"', shown)
    assert [name for name, _ in numbers] == ["entry-1", "entry-2", "entry-3"]
    assert all(f'id="{name}"' in shown for name, _ in numbers)
    assert [label.rsplit(": ")[1] for _, label in numbers] == [
        "30 · weak",
        "85 · strong",
        "no score",
    ]


def test_a_contradiction_sets_what_was_said_against_what_the_notes_say():
    wrong = verdict("pop removes the top", Verdict.CONTRADICTED, quote="pop adds", start=0, end=8)
    shown = html.feedback(grade(30, wrong), "pop adds", card(), Lang.EN)
    assert shown.index("The notes say:") < shown.index("pop removes the top")
    assert "You said: <q>pop adds</q>" in shown


def test_a_grade_card_tells_a_contradiction_once_and_what_it_costs_once():
    wrong = verdict(
        "A stack is last in, first out",
        Verdict.CONTRADICTED,
        quote="It is first in",
        start=0,
        end=14,
        because="first in ≠ last in, first out",
    )
    given = replace(grade(30, wrong), breakdown=(("coverage", 0.0), ("correctness", 0.0)))
    one = card()
    critique = " ".join(compose(one, given, Lang.EN, seed=1))
    shown = html.feedback(given, "It is first in", one, Lang.EN, critique=critique)
    points = shown[shown.index('<ul class="points">') :]
    assert points.count("last in, first out") == 1
    assert points.count("It is first in") == 1
    assert points.count("the score cannot be above 45") == 1


def test_nothing_stands_under_a_question_whose_wording_only_came_late_and_a_fault_does():
    one = card()

    def shown(**fields):
        return html.conversation(session(turn(1, one.id, **fields)), {one.id: one}, Lang.EN, {})

    assert "<small>" not in shown(refused=late(0.12))
    assert "the model has died" in shown(refused="the model has died")
    assert "it was empty" in shown(refused="empty")
