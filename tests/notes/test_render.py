"""Cards written as Markdown, and edits written back into the notes they came from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from interviewer.cards import KeyPoint, Misconception
from interviewer.notes.importing import parse_text
from interviewer.notes.render import render, unified_diff, write_back

DATA = Path(__file__).parent / "data"
MESSY = (DATA / "messy-notes.txt").read_text(encoding="utf-8")


def test_every_field_survives_writing_and_reading() -> None:
    (card,) = parse_text("# Go\n\n## What is a channel?\n\nA typed pipe.\n").cards
    card = replace(
        card,
        key_points=(KeyPoint("typed pipe", 2.5, 2, 12), KeyPoint("blocks when full", 1.0)),
        pair="channel",
        misconceptions=(Misconception("It never blocks.", "It does."),),
        angles=("What is select?",),
        aliases=(("channel", "通道"),),
        reading=("The Go memory model",),
    )
    (again,) = parse_text(render([card])).cards
    assert replace(again, source=card.source) == card


def test_messy_notes_survive_writing_and_reading() -> None:
    cards = parse_text(MESSY, "messy-notes.txt").cards
    again = parse_text(render(cards)).cards
    assert [replace(card, source=cards[0].source) for card in again] == [
        replace(card, source=cards[0].source) for card in cards
    ]


def test_headings_in_an_answer_cannot_forge_a_question() -> None:
    (card,) = parse_text("## What is a heading?\nA line.\n").cards
    forged = replace(
        card, reference="A line.\n\n## What is forged?\n\n```\n# kept\n```", key_points=()
    )
    (again,) = parse_text(render([forged])).cards
    assert again.reference == "A line.\n\n### What is forged?\n\n```\n# kept\n```"


def test_an_edited_answer_is_a_small_diff() -> None:
    parsed = parse_text(MESSY, "messy-notes.txt")
    wanted = {card.id: card for card in parsed.cards}
    mutex = parsed.cards[6]
    wanted[mutex.id] = replace(mutex, reference="解耦, 异步, 削峰.\n还要考虑重复消费.")
    diff = unified_diff(MESSY, write_back(MESSY, parsed, wanted), "messy-notes.txt")
    changed = [
        line
        for line in diff.split("\n")
        if line.startswith(("+", "-")) and line[:3] not in ("+++", "---")
    ]
    assert changed == ["-另外, 可以做最终一致.", "+还要考虑重复消费."]


def test_an_answer_to_an_open_question_is_put_under_it() -> None:
    parsed = parse_text(MESSY, "messy-notes.txt")
    opened = parsed.cards[8]
    wanted = {card.id: card for card in parsed.cards}
    wanted[opened.id] = replace(opened, reference="用唯一请求号去重.")
    again = parse_text(write_back(MESSY, parsed, wanted), "messy-notes.txt")
    assert again.cards[8].reference == "用唯一请求号去重."
    assert len(again.cards) == len(parsed.cards)


def test_a_retired_card_loses_its_lines_only() -> None:
    parsed = parse_text(MESSY, "messy-notes.txt")
    wanted = {card.id: card for card in parsed.cards if card.question != "逃逸分析"}
    written = write_back(MESSY, parsed, wanted)
    assert written == MESSY.replace("2. 逃逸分析\n", "")
