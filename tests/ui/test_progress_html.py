"""The Progress room's HTML: everything shown has its value in words, nothing slips in."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree

import pytest

from interviewer.bench.simulated import sittings
from interviewer.calibration import Calibrated
from interviewer.cards import CardStatus, KeyPoint, Lang
from interviewer.history.store import Store
from interviewer.progress.overview import progress_of
from interviewer.session import Confidence
from interviewer.ui.progress_html import room
from interviewer.words import say
from tests.making import card

NOW = datetime(2026, 1, 14, 20, tzinfo=UTC)
EVIL = "<img src=x onerror=alert(1)> & \"quoted\" 'too' ]]> 中文"


def _progress(folder, *, evil=False):
    cards = [
        card(
            f"Question {number}? {EVIL if evil else ''}",
            topic=f"Topic {number % 3} {EVIL if evil else ''}",
            key_points=(KeyPoint(f"A{number} {EVIL if evil else '`code`'}", 2.0), KeyPoint("B")),
        )
        for number in range(9)
    ]
    with Store(folder / "store.sqlite3") as store:
        store.put_cards([(each, CardStatus.ACTIVE) for each in cards], origin="notes")
        last = NOW - timedelta(hours=2)
        store.track.take_over(sittings(cards, days=14, last=last, a_day=4, again=9))
        return progress_of(store, now=NOW, zone=UTC)


@pytest.fixture
def progress(tmp_path):
    return _progress(tmp_path)


def _tree(shown):
    """Parsed as XML: whatever is not escaped or closed fails here."""
    return ElementTree.fromstring(shown)


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_it_is_well_formed_whatever_the_notes_say(tmp_path, lang):
    shown = room(_progress(tmp_path, evil=True), lang)
    tree = _tree(shown)
    assert not list(tree.iter("img"))
    assert not [node for node in tree.iter() if any(name.startswith("on") for name in node.attrib)]


@pytest.mark.parametrize("lang", [Lang.EN, Lang.ZH])
def test_every_plot_has_a_name_and_a_description(progress, lang):
    for plot in _tree(room(progress, lang)).iter("svg"):
        assert plot.attrib["role"] == "img"
        assert plot.attrib["aria-label"]
        assert plot.findtext("title")
        assert plot.findtext("desc")


def test_every_answer_of_the_heat_map_stands_in_its_table(progress):
    shown = room(progress, Lang.EN)
    (table,) = [fold for fold in _tree(shown).iter("details") if fold.get("data-key") == "days"]
    counts = [int(cell.text) for cell in table.iter("td")]
    assert sum(counts) == sum(progress.activity.answers.values())


def test_every_mark_of_a_trend_stands_in_its_table(progress):
    tree = _tree(room(progress, Lang.EN))
    (table,) = [fold for fold in tree.iter("details") if fold.get("data-key") == "scores"]
    marks = [mark for trend in progress.trends for mark in trend.marks]
    assert len(list(table.iter("tr"))) - 1 == len(marks) == len(list(tree.iter("circle")))


def test_each_weak_point_has_a_button_that_names_it(progress):
    tree = _tree(room(progress, Lang.EN))
    buttons = [b for b in tree.iter("button") if b.get("data-does", "").startswith("card:")]
    assert len(buttons) == len(progress.weakest)
    for button, weak in zip(buttons, progress.weakest, strict=True):
        assert button.get("data-does") == f"card:{weak.card.id}"
        assert weak.mastery.point.text in button.get("aria-label", "")


def test_levels_are_told_by_sign_and_word(progress):
    legend = next(p for p in _tree(room(progress, Lang.EN)).iter("p") if p.get("class") == "legend")
    assert [re.sub(r"\d+", "", span.text).strip() for span in legend] == [
        "● solid", "◐ growing", "○ weak", "· not asked yet",
    ]  # fmt: skip


def test_the_chosen_span_is_told_to_a_screen_reader(progress):
    tree = _tree(room(progress, Lang.EN))
    pressed = {b.get("data-span"): b.get("aria-pressed") for b in tree.iter("button")}
    assert (pressed["14"], pressed["90"], pressed["365"]) == ("true", "false", "false")


def test_without_a_history_it_says_what_to_do(progress):
    empty = replace(progress, activity=replace(progress.activity, answers={}), topics=())
    tree = _tree(room(empty, Lang.ZH))
    assert [b.get("data-does") for b in tree.iter("button")] == ["begin"]
    assert not list(tree.iter("svg"))


def test_each_part_without_values_says_so(progress):
    nothing = [replace(day, points=0, cards=()) for day in progress.week]
    bare = replace(progress, calibration={}, trends=(), topics=(), weakest=(), week=tuple(nothing))
    tree = _tree(room(bare, Lang.EN))
    said = {
        section.get("aria-labelledby"): "".join(section.itertext())
        for section in tree.iter("section")
    }
    assert "Nothing is due" in said["due_head"]
    assert "No weak point" in said["weak_head"]
    assert "longer span" in said["scores_head"]
    assert "No key point was graded" in said["mastery_head"]
    assert "how sure you are" in said["calibration_head"]


@pytest.mark.parametrize(
    ("sure", "guess", "count", "key"),
    [
        (50.0, 30.0, 5, "calibration_too_sure"),
        (90.0, 70.0, 5, "calibration_too_unsure"),
        (90.0, 30.0, 5, "calibration_fair"),
        (50.0, 30.0, 4, "calibration_few"),
    ],
)
def test_it_is_said_what_the_confidence_was_worth(progress, sure, guess, count, key):
    held = {
        Confidence.SURE: Calibrated(sure, count),
        Confidence.GUESS: Calibrated(guess, count),
    }
    assert say(key, Lang.EN) in room(replace(progress, calibration=held), Lang.EN)
