"""Files of answers: tables, JSON lines, text, and what is refused."""

from __future__ import annotations

import pytest

from interviewer.batch.known import Known
from interviewer.batch.reading import MOST_BYTES, read_answers
from interviewer.errors import InputError
from tests.making import card

KNOWN = Known([card("What is a closure?")])


def _read(text: str, name: str = "answers.csv"):
    return read_answers(text.encode(), name, KNOWN)


def test_a_row_is_one_record_whatever_its_answer_contains():
    text = 'question,answer\nWhat is a closure?,"It keeps.\n## What is RAII?\n2. More?"\n=1+1?,no\n'
    items = _read(text)
    assert [item.line for item in items] == [2, 5]
    assert items[0].answer == "It keeps.\n## What is RAII?\n2. More?"
    assert items[1].question == "=1+1?"


def test_columns_are_found_by_name_in_both_languages_and_a_card_may_be_named():
    assert _read("回答\t问题\n保留变量\t什么是闭包？\n")[0].question == "什么是闭包？"
    (item,) = _read("card,student answer,name\nabc123,It keeps.,Ann\n")
    assert (item.card_id, item.answer, item.question) == ("abc123", "It keeps.", "")


def test_json_lines_are_read():
    text = '{"question": "什么是闭包？", "answer": "保留变量"}\n\n{"card": "abc", "answer": "x"}\n'
    items = _read(text, "answers.jsonl")
    assert [(item.line, item.card_id) for item in items] == [(1, None), (3, "abc")]


def test_a_sentence_with_commas_is_no_table():
    items = _read("What is a closure?\nIt keeps, well, variables, and so on.\n", "answers.txt")
    assert [item.question for item in items] == ["What is a closure?"]


def test_other_encodings_are_read():
    (item,) = read_answers("问：什么是闭包？\n答：保留变量。\n".encode("gb18030"), "a.txt", KNOWN)
    assert item.answer == "保留变量。"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no question"),
        (b"nothing to see here", "no question"),
        (bytes(range(256)) * 40, "binary"),
        (b"x" * (MOST_BYTES + 1), "larger"),
        (b"question,answer\n" + b"q,a\n" * 5001, "5,000"),
    ],
)
def test_what_cannot_be_read_is_said_with_the_file_name(data, word):
    with pytest.raises(InputError, match=word) as caught:
        read_answers(data, "mine.txt", KNOWN)
    assert "mine.txt" in str(caught.value)


def test_a_broken_document_is_said():
    with pytest.raises(InputError, match=r"mine\.docx"):
        read_answers(b"PK\x03\x04 not really", "mine.docx", KNOWN)
