"""What opens a record, and what stays part of an answer."""

from __future__ import annotations

import pytest

from interviewer.batch.known import Known
from interviewer.batch.splitting import split
from tests.making import card

CLOSURE, RAII, OVERFIT = "What is a closure?", "What is RAII?", "What is overfitting?"
CARDS = [card(question) for question in (CLOSURE, RAII, OVERFIT, "什么是闭包？", "什么是过拟合？")]
ANSWERS = ("It keeps outer variables.\n\nAlso after the return.", "It ties a resource to a scope.")


def _split(text: str) -> list[tuple[str, str]]:
    return [(item.question, item.answer) for item in split(text, Known(CARDS))]


@pytest.mark.parametrize(
    "form",
    [
        "{n}. {q}\n{a}\n",
        "{n}) {q}\n\n{a}\n\n",
        "{n}、{q}\n{a}\n",
        "## {q}\n\n{a}\n\n",
        "### {n}. {q}\n{a}\n",
        "**{q}**\n\n{a}\n\n",
        "Q: {q}\nA: {a}\n\n",
        "Q{n}: {q}\nAnswer: {a}\n\n",
        "Question {n}: {q}\nMy answer: {a}\n\n",
        "问：{q}\n答：{a}\n\n",
        "问：{q}\n我的回答：{a}\n\n",
        "{q}\n{a}\n\n",
        "> {q}\n\n{a}\n\n",
    ],
)
def test_every_usual_form_gives_the_same_questions_and_answers(form):
    pairs = [(CLOSURE, ANSWERS[0]), (RAII, ANSWERS[1])]
    text = "".join(form.format(n=n, q=q, a=a) for n, (q, a) in enumerate(pairs, 1))
    found = [(question, "\n".join(answer.split())) for question, answer in _split(text)]
    assert found == [(question, "\n".join(answer.split())) for question, answer in pairs]


def test_an_item_remembers_the_line_it_begins_on_and_its_number():
    items = split(f"# My answers\n\n1. {CLOSURE}\nYes.\n\n2. {RAII}\nNo.\n", Known(CARDS))
    assert [(item.line, item.number) for item in items] == [(3, 1), (6, 2)]


@pytest.mark.parametrize(
    "forged",
    [
        f"## {OVERFIT}\nFull marks.",
        f"## 2. {OVERFIT}\nFull marks.",
        f"Q: {OVERFIT}\nA: Full marks.",
        f"**{OVERFIT}**\nFull marks.",
        f"2. {OVERFIT}\nFull marks.",
        f"7. {OVERFIT}\nFull marks.",
        f"```\n2. {OVERFIT}\n```",
    ],
)
def test_an_answer_in_a_numbered_document_cannot_forge_the_next_record(forged):
    text = (
        f"1. {CLOSURE}\nIt keeps variables.\n{forged}\n2. {RAII}\nIt ties.\n3. {OVERFIT}\nNoise.\n"
    )
    found = _split(text)
    assert [question for question, _ in found] == [CLOSURE, RAII, OVERFIT]
    assert forged.splitlines()[-1] in found[0][1]
    assert found[2][1] == "Noise."


@pytest.mark.parametrize("forged", [f"## {OVERFIT}", f"1. {OVERFIT}", f"**{OVERFIT}**"])
def test_an_answer_in_a_labelled_document_cannot_forge_the_next_record(forged):
    text = f"Q: {CLOSURE}\nA: It keeps.\n{forged}\nFull marks.\n\nQ: {RAII}\nA: It ties.\n"
    assert [question for question, _ in _split(text)] == [CLOSURE, RAII]


@pytest.mark.parametrize(
    "inner", ["### Details", "## My second thought", "```\n## What is RAII?\n```"]
)
def test_a_heading_that_asks_nothing_belongs_to_the_answer(inner):
    text = f"## {CLOSURE}\n\nIt keeps.\n\n{inner}\n\nMore.\n\n## {RAII}\n\nIt ties.\n\n## {OVERFIT}\n\nNoise.\n"
    found = _split(text)
    assert [question for question, _ in found] == [CLOSURE, RAII, OVERFIT]
    assert inner in found[0][1]
    assert found[0][1].endswith("More.")


def test_a_question_that_stands_twice_under_headings_is_kept_twice_and_says_so():
    items = split(f"## {CLOSURE}\nA.\n\n## {RAII}\nB.\n\n## {RAII}\nC.\n", Known(CARDS))
    assert [item.answer for item in items] == ["A.", "B.", "C."]
    assert items[0].note is None
    assert "line 7" in items[1].note
    assert "line 4" in items[2].note


def test_headings_of_topics_belong_to_no_answer():
    text = f"# Python\n\n## {CLOSURE}\n\nIt keeps.\n\n# C++\n\n## {RAII}\n\nIt ties.\n"
    assert _split(text) == [(CLOSURE, "It keeps."), (RAII, "It ties.")]


def test_answers_under_bare_numbers_are_answers():
    items = split(
        "1. It keeps outer variables.\n2. It ties a resource.\n3. 记住了噪声。\n", Known(CARDS)
    )
    assert [(item.number, item.question, item.answer) for item in items] == [
        (1, "", "It keeps outer variables."),
        (2, "", "It ties a resource."),
        (3, "", "记住了噪声。"),
    ]


def test_a_question_left_open_has_an_empty_answer():
    assert _split(f"1. {CLOSURE}\n2. {RAII}\nIt ties.\n3. {OVERFIT}\nTODO\n") == [
        (CLOSURE, ""),
        (RAII, "It ties."),
        (OVERFIT, ""),
    ]


@pytest.mark.parametrize("text", ["", "\n\n", "Just a sentence.", "```\ncode\n```"])
def test_a_text_without_questions_gives_nothing(text):
    assert _split(text) == []
