"""CSV, TSV and flashcard exports: a card a row.

Knows text, not files. `read_rows("question,answer\nWhat is RAII?,…", "cards.csv", "utf-8")`
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import NamedTuple

from interviewer.cards import Card, Source
from interviewer.notes.assembly import assemble
from interviewer.notes.body import clean_question
from interviewer.notes.html import looks_like_html, to_markdown
from interviewer.notes.parsed import ParsedFile, Skipped
from interviewer.notes.rows import Roles, by_content, roles
from interviewer.notes.sections import Sections
from interviewer.notes.wording import placeholder, question_score

MOST_COLUMNS = 1000

_NAMES = {"tab": "\t", "comma": ",", "semicolon": ";", "space": " ", "pipe": "|", "colon": ":"}
_SETTING = re.compile(
    r"#(separator|html|tags|columns|notetype|deck|guid|if matches)[ \w]*:(.*)", re.I
)
_CLOZE = re.compile(r"\{\{c\d+::(.*?)(?:::[^}]*)?\}\}", re.S)


class _Row(NamedTuple):
    """One record with its first and last line (1-based)."""

    first: int
    last: int
    cells: list[str]


class TooWideError(ValueError):
    """A row has more columns than a table of cards has."""


def separator(text: str) -> str | None:
    """What parts the columns of a text, or None when it is no table of rows."""
    head = _SETTING.match(text.lstrip("\ufeff"))
    if head:
        named = re.search(r"^#separator:\s*(\S+)", text.lstrip("\ufeff"), re.M | re.I)
        if named:
            return _NAMES.get(named[1].lower(), named[1][0])
        return "\t"
    sample = [line for line in text[:200_000].split("\n")[:400] if line.strip()]
    for mark in ("\t", ",", ";", "|"):
        if _parts(text[:200_000], sample, mark):
            return mark
    return None


def _parts(text: str, sample: list[str], mark: str) -> bool:
    """Whether nearly every record has the same number of cells, more than one."""
    if not sample or mark not in sample[0].strip():
        return False
    rows = [row for row in _records(text, mark) if any(cell.strip() for cell in row.cells)]
    counts = [len(row.cells) for row in rows[:-1] or rows]
    if not counts:  # separators and nothing else
        return False
    common = max(set(counts), key=counts.count)
    return common > 1 and counts.count(common) >= 0.9 * len(counts)


def is_separated(text: str) -> bool:
    """Whether a file without a telling name is one: tabs inside every line, or named settings."""
    start = text.lstrip("\ufeff")[:400]
    if re.match(r"#(?:separator|html|notetype|deck|columns|tags)[ \w]*:", start, re.I):
        return True
    sample = [line for line in text[:50_000].split("\n") if line.strip()]
    tabbed = sum(bool(re.match(r"\S[^\t]*\t+\S", line)) for line in sample)
    if len(sample) >= 2 and tabbed >= 0.9 * len(sample):
        return True
    if _some_answered(sample):
        return True
    first = next(csv.reader(sample[:1]), []) if sample and "," in sample[0] else []
    return len(first) > 1 and roles(first) is not None and len(sample) > 1


_LISTED = re.compile(r"\s|[-*+#>|`]|\d+[.)、]")


def _some_answered(lines: list[str]) -> bool:
    """Whether lines are cards of which only some have a second side behind a tab."""
    cards = [line for line in lines if not line.startswith("#")]
    sides = [line.rstrip().split("\t") for line in cards]
    tabbed = [one for one in sides if len(one) > 1]
    return (
        len(tabbed) >= max(3, 0.2 * len(cards))
        and all(len(one) <= 3 for one in sides)
        and not any(_LISTED.match(line) for line in cards)
        and sum(question_score(one[0]) for one in sides) >= 0.6 * len(cards)
    )


def read_rows(text: str, path: str, encoding: str) -> ParsedFile:
    """Cards of a text in rows. TooWideError for a row of more than a thousand columns."""
    mark = separator(text) or ("\t" if "\t" in text else ",")
    settings, skipped = _settings(text)
    rows = []
    for row in _records(text, mark):
        if any(one.line == row.first for one in skipped):
            continue
        if len(row.cells) > MOST_COLUMNS:
            raise TooWideError(
                f"line {row.first} has {len(row.cells)} columns; cards need two to ten"
            )
        if any(cell.strip() for cell in row.cells):
            rows.append(row)
        elif row.cells:
            skipped += [Skipped(n, "an empty row") for n in range(row.first, row.last + 1)]
    found, rows, head = _roles(rows, settings)
    skipped += head
    cards: list[Card] = []
    spans: list[tuple[int, int]] = []
    for row in rows:
        card = _card(row, found, settings, path)
        if card is None:
            lines = range(row.first, row.last + 1)
            skipped += [Skipped(line, "a row without a question") for line in lines]
        else:
            cards.append(card)
            spans.append((row.first, row.last))
    warnings = (
        []
        if cards
        else [Skipped(1, "no questions found here; name the columns question and answer")]
    )
    kind = "tsv" if mark == "\t" else "csv"
    confidence = round(min(1.0, max(0.5, found.sure)), 2)
    at = f"column {found.question + 1}"
    return ParsedFile(
        path,
        kind,
        encoding,
        tuple(cards),
        tuple(warnings),
        at,
        confidence,
        tuple(sorted(skipped, key=lambda one: one.line)),
        tuple(spans),
    )


def _records(text: str, mark: str) -> Iterator[_Row]:
    csv.field_size_limit(max(csv.field_size_limit(), 32_000_000))
    quoted = '"' in text
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=mark,
        quoting=csv.QUOTE_MINIMAL if quoted and _quotes_close(text, mark) else csv.QUOTE_NONE,
    )
    last = 0
    for cells in reader:
        yield _Row(last + 1, reader.line_num, cells)
        last = reader.line_num


def _quotes_close(text: str, mark: str) -> bool:
    """Whether quotes open and close cells; in loose exports they are only characters."""
    opened = len(re.findall(rf'(?:^|{re.escape(mark)})"', text, re.M))
    closed = len(re.findall(rf'"(?:\r?$|{re.escape(mark)})', text, re.M))
    return opened > 0 and closed > 0 and text.count('"') % 2 == 0


def _settings(text: str) -> tuple[dict[str, str], list[Skipped]]:
    settings: dict[str, str] = {}
    skipped: list[Skipped] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = re.match(r"\ufeff?#([\w ]+?):(.*)", line)
        if not found or not _SETTING.match(line.lstrip("\ufeff")):
            if re.match(r"\ufeff?#\s", line) and "\t" not in line:
                skipped.append(Skipped(number, "a comment"))
                continue
            break
        settings[found[1].strip().lower()] = found[2].strip()
        skipped.append(Skipped(number, "a setting of the export"))
    return settings, skipped


def _roles(rows: list[_Row], settings: dict[str, str]) -> tuple[Roles, list[_Row], list[Skipped]]:
    """Column roles, the rows of cards, and the lines of the head."""
    if "columns" in settings:
        names = re.split(r"\t|,|;|\|", settings["columns"])
        named = roles(names)
        if named:
            return named, rows, []
    given = {int(v) - 1: k for k, v in settings.items() if k.endswith("column") and v.isdigit()}
    deck = next((i for i, name in given.items() if name.startswith("deck")), None)
    if not rows:
        return Roles(0, (), None, False, 0.0), rows, []
    named = roles(rows[0].cells)
    if named:
        return named, rows[1:], _head(rows[0])
    if given or "separator" in settings or "html" in settings:
        free = [i for i in range(len(rows[0].cells)) if i not in given]
        return Roles(free[0] if free else 0, tuple(free[1:2]), deck, False, 0.9), rows, []
    if len(rows[0].cells) == 1 and re.fullmatch(
        r"(?:questions?|问题|题目)", rows[0].cells[0].strip(), re.I
    ):
        return Roles(0, (), None, True, 1.0), rows[1:], _head(rows[0])
    found = by_content([row.cells for row in rows]) or Roles(0, (), None, False, 0.3)
    if not found.header:
        return found, rows, []
    return found, rows[1:], _head(rows[0])


def _head(row: _Row) -> list[Skipped]:
    return [Skipped(n, "the names of the columns") for n in range(row.first, row.last + 1)]


def _card(row: _Row, found: Roles, settings: dict[str, str], path: str) -> Card | None:
    html = settings.get("html", "").lower() == "true"
    asked = _cell(row, found.question, html)
    answers = _answers(row, found, html)
    if _CLOZE.search(asked):
        answers.insert(0, _CLOZE.sub(r"\1", asked))
        asked = _CLOZE.sub("[…]", asked)
    question = clean_question(asked)
    if not question.strip(";,|"):
        return None
    topic = _cell(row, found.topic, html) if found.topic is not None else ""
    topic = " / ".join(part for part in topic.split("::") if part.strip())
    parts = Sections("\n\n".join(answers))
    stem = PurePath(path).stem or path
    return assemble(topic or stem, question, parts, Source(path, row.first))


def _answers(row: _Row, found: Roles, html: bool) -> list[str]:
    """The answers of a row; one that only names a choice ("B") gives way to the choice itself."""
    given = [text for i in found.answers if (text := _cell(row, i, html)) and not placeholder(text)]
    options = {letter: _cell(row, column, html) for letter, column in found.options}
    spoken = [options.get(text.strip(" .)").upper(), text) for text in given]
    return list(dict.fromkeys(text for text in spoken if text))


def _cell(row: _Row, column: int | None, html: bool) -> str:
    if column is None or column >= len(row.cells):
        return ""
    text = row.cells[column].replace("\r\n", "\n")
    if (html and ("<" in text or "&" in text)) or looks_like_html(text):
        text = to_markdown(text)
    return text.strip()
