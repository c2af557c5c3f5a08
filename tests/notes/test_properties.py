"""What holds for every text: no crash, every line accounted for, writing and reading agree."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from interviewer.cards import Card
from interviewer.errors import NotesError
from interviewer.notes.build import read_text
from interviewer.notes.importing import parse_text, read_bytes
from interviewer.notes.keypoints import MOST, key_points
from interviewer.notes.parsed import ParsedFile
from interviewer.notes.render import render, unified_diff, write_back

quick = settings(deadline=None, max_examples=100, derandomize=True)

_WORDS = [
    "What is RAII?",
    "闭包",
    "如何实现",
    "a lock",
    "答",
    "TODO",
    "内存: 堆和栈",
    "x = 1;",
    "C++:",
]
_MARKS = [
    "", "# ", "## ", "### ", "1. ", "2、", "3) ", "（一）", "一、", "- ", "    + ", "* ", "**", "Q: ",
    "A: ", "问：", "答案：", "[Q] ", "<details>", "<summary>", "</summary>", "</details>", "| ", "|---|---|",
    "```", "~~~", "$$", "---", "===", "<!-- ", " -->", "\t", "> ", "- [x] ", "#", "::", " :: ", "**Q1:** ",
    "## Question 1", "第一章 ", "①", "目录", "References", "![a](b)", "[a](#b)", "\u3000",
]  # fmt: skip
line = st.lists(st.sampled_from(_MARKS + _WORDS), max_size=4).map("".join)
notes = st.lists(line | st.text(max_size=20), max_size=30).map("\n".join)


def accounted(text: str, parsed: ParsedFile) -> set[int]:
    """Non-blank lines that neither belong to a card nor are reported."""
    named = {one.line for one in parsed.reported}
    inside = {n for first, last in parsed.spans for n in range(first, last + 1)}
    filled = {n for n, one in enumerate(text.split("\n"), 1) if one.strip()}
    return filled - named - inside


def without_place(cards: tuple[Card, ...]) -> list[Card]:
    return [replace(card, source=replace(card.source, path="", line=0)) for card in cards]


@quick
@given(notes)
def test_every_line_of_any_text_is_in_a_card_or_reported(text: str) -> None:
    parsed = read_text(text, "a.md", "markdown")
    assert not accounted(text, parsed)
    assert len(parsed.spans) == len(parsed.cards)
    assert all(a[1] < b[0] for a, b in zip(parsed.spans, parsed.spans[1:], strict=False))


@quick
@given(
    st.binary(max_size=400),
    st.sampled_from(["a.txt", "a.md", "a.csv", "a.org", "a.ipynb", "a.docx", "a.pdf"]),
)
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes, name: str) -> None:
    told: NotesError | None = None
    try:
        read_bytes(data, name)
    except NotesError as error:
        told = error
    assert told is None or (told.path == name and len(told.why) > 10)


@quick
@given(
    st.lists(st.lists(st.text(max_size=8), min_size=1, max_size=4), max_size=8),
    st.sampled_from("\t,;"),
)
def test_any_rows_are_read_and_accounted_for(rows: list[list[str]], mark: str) -> None:
    text = "\n".join(mark.join(row) for row in rows)
    try:
        parsed = read_bytes(text.encode("utf-8", "replace"), "a.csv")
    except NotesError:
        return
    decoded = text.encode("utf-8", "replace").decode().replace("\r\n", "\n").replace("\r", "\n")
    assert not accounted(decoded, parsed)


@quick
@given(notes)
def test_rendered_cards_are_read_back_the_same(text: str) -> None:
    parsed = read_text(text, "a.md", "markdown")
    written = render(parsed.cards)
    again = read_text(written, "a.md", "markdown")
    assert render(again.cards) == written
    lowered = any(
        one.startswith(("# ", "## "))
        for c in parsed.cards
        for one in (c.reference or "").split("\n")
    )
    if not lowered:
        assert without_place(again.cards) == without_place(parsed.cards)


@quick
@given(notes)
def test_writing_back_unedited_cards_changes_nothing(text: str) -> None:
    parsed = read_text(text, "a.md", "markdown")
    same = write_back(text, parsed, {card.id: card for card in parsed.cards})
    assert unified_diff(text, same, "a.md") == ""


@quick
@given(notes)
def test_key_points_stand_in_the_reference_where_they_say(text: str) -> None:
    points = key_points(text)
    assert len(points) <= MOST
    assert all(text[p.start : p.end] == p.text and p.text for p in points)
    assert bool(points) == bool(text.strip())


@quick
@given(notes)
def test_pasting_twice_gives_the_same_cards(text: str) -> None:
    try:
        first = parse_text(text)
    except NotesError:
        return
    assert parse_text(text) == first
