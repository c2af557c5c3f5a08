"""A bad file is refused with its name and what to do; the others and the library are left alone."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pypdf
import pytest
from tests.fakes import DictIndex, WordEmbedder

from interviewer.cards import Card
from interviewer.errors import NotesError
from interviewer.history.store import Store
from interviewer.library import Library
from interviewer.notes import importing
from interviewer.notes.importing import read_bytes, read_file, read_paths

GOOD = "# Go\n\n## What is a channel?\nA typed pipe.\n\n## What is a slice?\nA view of an array.\n"


def _bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    return packed.getvalue()


def _locked_pdf() -> bytes:
    writer, packed = pypdf.PdfWriter(), io.BytesIO()
    writer.add_blank_page(72, 72)
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(packed)
    return packed.getvalue()


BAD = {
    "binary.md": (b"\x7fELF" + bytes(range(256)) * 20, "binary"),
    "bomb.docx": (_bomb(), "100 MB"),
    "broken.ipynb": (b'{"cells": [{"cell_type": "markdown", "source": ["# A', "JSON"),
    "cut.txt": (GOOD.encode("utf-16")[:-1], "breaks off"),
    "locked.pdf": (_locked_pdf(), "encrypted"),
    "nothing.md": (b"", "empty"),
    "wide.csv": (b"q" + b",x" * 10_000 + b"\n", "columns"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Every bad file between two good ones."""
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text(GOOD, encoding="utf-8")
    (folder / "z.md").write_text(GOOD.replace("Go", "Rust"), encoding="utf-8")
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    with (folder / "server.txt").open("wb") as log:
        log.truncate(100_000_000)
    (folder / "one.md").symlink_to("two.md")
    (folder / "two.md").symlink_to("one.md")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    return folder


def test_every_bad_file_is_named_with_its_reason_and_the_others_are_read(folder: Path) -> None:
    reading = read_paths([folder])
    assert [Path(file.path).name for file in reading.files] == ["a.md", "z.md"]
    said = {Path(error.path).name: error.why for error in reading.failures}
    for name, (_, reason) in BAD.items():
        assert reason in said[name], name
    assert "50 MB" in said["server.txt"]
    assert "symbolic links" in said["one.md"] + said.get("two.md", "")
    assert set(said) <= {*BAD, "server.txt", "one.md", "two.md"}


def test_cards_of_a_file_that_turned_bad_stay_in_the_library(folder: Path) -> None:
    with Store(folder.parent / "store.sqlite3") as store:
        library = Library(store, DictIndex, WordEmbedder)
        library.take(_read(folder), origin="notes")
        before = library.cards()
        (folder / "z.md").write_bytes(b"\x00\x01\x02" * 1000)
        plan = library.take(_read(folder), origin="notes")
        assert len(before) == 4
        assert library.cards() == before
        assert plan.retired == ()


def _read(folder: Path) -> list[Card]:
    return [card for file in read_paths([folder]).files for card in file.cards]


def test_scripts_of_a_page_reach_no_card(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><head><script>steal()</script><style>p{}</style></head><body><h1>Web</h1>"
        "<h2>What is CORS?</h2><p onclick='steal()'>A server names who may read.</p>"
        "<script>document.write('<h2>What is this?</h2>')</script>"
        "<h2>What is CSP?</h2><p>A list of <b>allowed</b> sources.</p></body></html>",
        encoding="utf-8",
    )
    cards = read_file(page).cards
    assert [(card.question, card.reference) for card in cards] == [
        ("What is CORS?", "A server names who may read."),
        ("What is CSP?", "A list of **allowed** sources."),
    ]


def test_a_file_that_grows_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.md"
    notes.write_text(GOOD, encoding="utf-8")
    stats = []

    def fstat(number: int) -> os.stat_result:
        if stats:  # between the two looks at the file another program writes to it
            with notes.open("a", encoding="utf-8") as file:
                file.write("## What is a map?\n")
        stats.append(os.stat(notes))
        return stats[-1]

    monkeypatch.setattr(importing.os, "fstat", fstat)
    with pytest.raises(NotesError, match="changed while it was read"):
        read_file(notes)


def test_a_folder_that_may_not_be_opened_is_named_and_its_neighbours_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "locked").mkdir()
    scandir = os.scandir

    # Root may open everything, so the refusal that others meet is raised for it.
    def refuse(path: str) -> object:
        if str(path).endswith("locked"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read_paths([tmp_path])
    assert [Path(file.path).name for file in reading.files] == ["a.md"]
    assert [(Path(e.path).name, "permission" in e.why) for e in reading.failures] == [
        ("locked", True)
    ]


def test_a_file_of_nothing_but_separators_holds_no_cards() -> None:
    for text in (b";;", b", ,\n,,\n"):
        assert read_bytes(text, "rows.csv").cards == ()


def test_a_document_packed_in_an_unknown_way_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    data = bytearray(packed.getvalue())
    data[data.index(b"PK\x01\x02") + 6] = 99  # the version that unpacking needs
    with pytest.raises(NotesError, match="Word"):
        read_bytes(bytes(data), "notes.docx")
