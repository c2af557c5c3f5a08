"""Kinds of file, encodings, bad files, and the marker named by the user."""

from __future__ import annotations

import errno
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from interviewer.errors import NotesError
from interviewer.notes.importing import parse_text, read_bytes, read_file, read_paths

CHINESE = (
    "一、数据库\n\n1. 什么是事务？\n一组要么都做要么都不做的操作。\n\n2. 索引的作用\n加快查询。\n"
)
ENGLISH = (
    "# Go\n\n## What is a channel?\nA typed pipe.\n\n## What is a slice?\nA view of an array.\n"
)


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_chinese_notes_read_alike_in_every_encoding(codec: str, name: str) -> None:
    parsed = read_bytes(CHINESE.replace("\n", "\r\n").encode(codec), "notes.txt")
    assert parsed.encoding == name
    assert [card.question for card in parsed.cards] == ["什么是事务？", "索引的作用"]
    assert not parsed.warnings


def test_big5_is_told_from_gb18030() -> None:
    text = "1. 什麼是執行緒？\n作業系統排程的單位，共用位址空間。\n\n2. 什麼是行程？\n資源分配的單位。\n"
    parsed = read_bytes(text.encode("big5"), "notes.txt")
    assert parsed.encoding == "big5"
    assert parsed.cards[1].question == "什麼是行程？"


def test_a_broken_character_is_replaced_and_its_line_named() -> None:
    data = CHINESE.encode() + "3. 锁".encode()[:-1] + b"\n" + CHINESE.encode()
    parsed = read_bytes(data, "notes.txt")
    assert [one.line for one in parsed.warnings if "UTF-8" in one.why] == [8]


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.md", b"", "empty"),
        ("a.md", b"  \n\t\n", "empty"),
        ("a.md", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        ("a.txt", CHINESE.encode("utf-16")[:-1], "breaks off"),
        ("a.ipynb", b'{"cells": [', "JSON"),
        ("a.ipynb", b"[1]", "no cells"),
        ("a.docx", b"PK\x03\x04 broken", "Word"),
        ("a.pdf", b"%PDF-1.4 broken", "PDF"),
        ("a.csv", b"q" + b",x" * 10_000, "columns"),
        ("a.txt", b"x" * 20_000_001, "20 MB"),
    ],
)
def test_a_bad_file_is_refused_with_a_reason(name: str, data: bytes, says: str) -> None:
    with pytest.raises(NotesError, match=says):
        read_bytes(data, name)


def test_a_document_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    with pytest.raises(NotesError, match="100 MB"):
        read_bytes(packed.getvalue(), "bomb.docx")


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"\x00\x01\x02\x03" * 100)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    reading = read_paths([tmp_path, tmp_path / "absent.md", tmp_path / "a.md"])
    assert [Path(file.path).name for file in reading.files] == ["a.md"]
    assert [Path(error.path).name for error in reading.failures] == ["b.md", "absent.md"]


def test_a_file_without_permission_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "a.md"
    locked.write_text(ENGLISH, encoding="utf-8")
    locked.chmod(0)

    # Root may read everything, so the refusal that others meet is raised for it.
    def refuse(path: Path, mode: str) -> None:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    if os.geteuid() == 0:
        monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NotesError, match="permission"):
        read_file(locked)


def test_a_pipe_is_no_notes_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.md"
    os.mkfifo(pipe)
    with pytest.raises(NotesError, match="ordinary"):
        read_file(pipe)


def test_source_path_is_the_path_as_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.md").write_text(ENGLISH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    parsed = read_file(Path("a.md"))
    assert {card.source.path for card in parsed.cards} == {"a.md"}
    assert [card.source.line for card in parsed.cards] == [3, 6]


def test_the_marker_named_by_the_user_wins() -> None:
    text = "# Go\n\n## Channels\n\n- What is a channel?\n- What is select?\n\n## Slices\n\n- What is a slice?\n"
    assert len(parse_text(text).cards) == 3
    named = parse_text(text, questions_at="##")
    assert [card.question for card in named.cards] == ["Channels", "Slices"]
    assert named.confidence == 1.0


def test_any_text_at_the_start_of_lines_can_be_the_marker() -> None:
    text = "@@ closure\na function\n\n@@ thunk\na delayed value\n"
    assert [card.reference for card in parse_text(text, questions_at="@@").cards] == [
        "a function",
        "a delayed value",
    ]
    with pytest.raises(NotesError, match="no line begins"):
        parse_text(text, questions_at="%%")


def test_a_notebook_gives_cards_and_keeps_its_code() -> None:
    cells = [
        {
            "cell_type": "markdown",
            "source": ["# Pandas\n", "\n", "## What is a Series?\n", "One column."],
        },
        {"cell_type": "code", "source": ["# a comment\n", "s = pd.Series()"], "outputs": []},
        {"cell_type": "markdown", "source": "## What is a DataFrame?\nA table."},
    ]
    book = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4})
    parsed = read_bytes(book.encode(), "a.ipynb")
    assert [card.question for card in parsed.cards] == ["What is a Series?", "What is a DataFrame?"]
    assert "```python\n# a comment" in (parsed.cards[0].reference or "")


def test_a_word_document_gives_cards() -> None:
    import docx

    document = docx.Document()
    document.add_heading("Storage", 1)
    document.add_heading("What is a page cache?", 2)
    document.add_paragraph("Memory that holds pages of files.")
    document.add_paragraph("written back later", style="List Bullet")
    document.add_paragraph("shared by processes", style="List Bullet")
    document.add_heading("What is fsync?", 2)
    document.add_paragraph("It forces pages to the disk.")
    packed = io.BytesIO()
    document.save(packed)
    parsed = read_bytes(packed.getvalue(), "a.docx")
    assert [(card.topic, card.question) for card in parsed.cards] == [
        ("Storage", "What is a page cache?"),
        ("Storage", "What is fsync?"),
    ]
    assert "- written back later\n- shared by processes" in (parsed.cards[0].reference or "")


def test_an_encrypted_pdf_says_so() -> None:
    import pypdf

    writer = pypdf.PdfWriter()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    with pytest.raises(NotesError, match="encrypted"):
        read_bytes(packed.getvalue(), "a.pdf")


def test_scripts_in_cells_are_dropped() -> None:
    text = (
        "question,answer\nWhat is XSS?,<script>alert(1)</script><p>Foreign script in a page.</p>\n"
    )
    assert read_bytes(text.encode(), "a.csv").cards[0].reference == "Foreign script in a page."


def test_a_column_that_sorts_the_rows_is_a_topic_and_no_answer() -> None:
    asked = "".join(
        f"How does part {n} of the engine work?,{'ab'[n % 2]}_kind\n" for n in range(12)
    )
    parsed = read_bytes(f"words,sort\n{asked}".encode(), "a.csv")
    assert len(parsed.cards) == 12
    assert {card.topic for card in parsed.cards} == {"a_kind", "b_kind"}
    assert all(card.reference is None for card in parsed.cards)
    assert [(one.line, one.why) for one in parsed.reported] == [(1, "the names of the columns")]


def test_an_export_whose_cards_are_partly_unanswered_is_read_by_its_tabs() -> None:
    text = (
        "# my own cards\nWhat is a bandit?\nHow is its value <b>learned</b>?\tby <b>averages</b>\n"
        "What is regret?\nWhat is a policy?\tstate to action\nthe name of its best one\toptimal\n"
    )
    parsed = read_bytes(text.encode(), "cards.txt")
    assert [(card.question, card.reference) for card in parsed.cards] == [
        ("What is a bandit?", None),
        ("How is its value **learned**?", "by **averages**"),
        ("What is regret?", None),
        ("What is a policy?", "state to action"),
        ("the name of its best one", "optimal"),
    ]


def test_columns_named_as_in_training_data_are_understood() -> None:
    text = "instruction,output,label\nWhat is a heap?,A tree in an array.,3\n"
    (card,) = read_bytes(text.encode(), "a.csv").cards
    assert (card.question, card.reference) == ("What is a heap?", "A tree in an array.")


def test_pack_parts_become_fields_of_the_card() -> None:
    text = (
        "# Go\n\n## What is a channel?\n<!-- card: channel; level: mid -->\n\nA typed pipe.\n\n"
        "### Key points\n- (3) typed pipe\n- (1) blocks when full\n\n"
        "### Common misconceptions\n- “A channel never blocks.” — It does when nobody receives.\n\n"
        "### Follow-up angles\n- What does select do?\n\n### Terms\n- channel = 通道\n\n"
        "### Further reading\n- The Go memory model\n"
    )
    (card,) = parse_text(text).cards
    assert card.reference == "A typed pipe."
    assert [(p.text, p.weight, p.start) for p in card.key_points] == [
        ("typed pipe", 3.0, 2),
        ("blocks when full", 1.0, None),
    ]
    assert (card.pair, card.level) == ("channel", "mid")
    assert card.misconceptions[0].why == "It does when nobody receives."
    assert card.angles == ("What does select do?",)
    assert card.aliases == (("channel", "通道"),)
    assert card.reading == ("The Go memory model",)
