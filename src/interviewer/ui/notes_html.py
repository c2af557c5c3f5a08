"""HTML of the Notes room: the preview beside its source lines, progress, the head of a card.

Built from escaped values only; knows nothing of Gradio. `preview(intake, plan, (), lang)`
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from interviewer.cards import Card, CardStatus, Lang
from interviewer.editing import Held
from interviewer.notes.audit import Finding
from interviewer.notes.parsed import ParsedFile, Skipped
from interviewer.notes.reimport import ImportPlan
from interviewer.ui.html import markdown, paragraph
from interviewer.ui.notes_intake import Intake, Note
from interviewer.words import reworded, say, told

MOST_SHOWN = 100
MOST_LINES = 40

_STATUS = {
    CardStatus.ACTIVE: "notes_status_active",
    CardStatus.CHANGED: "notes_status_changed",
    CardStatus.UNANSWERED: "notes_status_unanswered",
    CardStatus.RETIRED: "notes_status_retired",
}
_SURE, _LIKELY = 0.75, 0.45


def said(text: str, *, bad: bool = False) -> str:
    """A line that screen readers speak when it changes."""
    return (
        f'<div class="status" role="{"alert" if bad else "status"}">'
        f"{paragraph(text, 'error' if bad else '')}</div>"
    )


def failures(intake: Intake, lang: Lang) -> str:
    """What could not be read, each with what to do."""
    rows = "".join(paragraph(f"✗ {told(failure, lang)}", "error") for failure in intake.failures)
    return f'<div role="alert">{rows}</div>' if rows else ""


def preview(intake: Intake, plan: ImportPlan, replaced: Sequence[Card], lang: Lang) -> str:
    """What would become of the notes: what changes in the library, then file by file."""
    parts = [_changes(intake, plan, replaced, lang)]
    left = MOST_SHOWN
    for note in intake.notes:
        parts.append(_file(note, lang, left))
        left = max(0, left - len(note.parsed.cards))
    return f'<div class="notes-preview">{"".join(parts)}</div>'


def _changes(intake: Intake, plan: ImportPlan, replaced: Sequence[Card], lang: Lang) -> str:
    counts = (
        ("notes_added", len(plan.added)),
        ("notes_changed", len(plan.changed)),
        ("notes_unchanged", len(plan.unchanged)),
        ("notes_retired", len(plan.retired)),
        ("notes_double", len(plan.duplicates)),
    )
    seen = len(plan.added) + len(plan.changed) + len(plan.unchanged) + len(plan.duplicates)
    away = ("notes_stay_retired", len(intake.cards) - seen)
    shown = [pair for pair in (*counts, away) if pair[1] > 0] or [counts[0]]
    chips = "".join(f"<span>{escape(say(key, lang))} <b>{count}</b></span>" for key, count in shown)
    lists = (
        ("notes_retired_list", [_asked(card) for card in plan.retired]),
        ("notes_replaced_list", [_asked(card) for card in replaced]),
        ("notes_conflicts_list", [_both(pair) for pair in plan.conflicts]),
        ("notes_near_list", [_both(pair) for pair in plan.near_duplicates]),
    )
    folds = "".join(_fold(say(key, lang), entries, lang) for key, entries in lists)
    return f'<div class="chips">{chips}</div>{folds}'


def _asked(card: Card) -> str:
    return f"{' '.join(card.question.split())} ({_place(card)})"


def _both(pair: tuple[Card, Card]) -> str:
    return f"{_asked(pair[0])} ↔ {_asked(pair[1])}"


def _place(card: Card) -> str:
    return f"{card.source.path}:{card.source.line}"


def _fold(title: str, entries: Sequence[str], lang: Lang, *, opened: bool = False) -> str:
    if not entries:
        return ""
    items = "".join(f"<li>{escape(entry)}</li>" for entry in entries[:MOST_SHOWN])
    more = len(entries) - MOST_SHOWN
    rest = paragraph(say("notes_more", lang, count=more)) if more > 0 else ""
    return (
        f"<details{' open' if opened else ''}><summary>{escape(title)} ({len(entries)})</summary>"
        f"<ul>{items}</ul>{rest}</details>"
    )


def _file(note: Note, lang: Lang, most: int) -> str:
    parsed = note.parsed
    pairs = "".join(
        _pair(note.lines, span, card, lang)
        for span, card in list(zip(parsed.spans, parsed.cards, strict=True))[:most]
    )
    more = len(parsed.cards) - most
    rest = paragraph(say("notes_more_cards", lang, count=more), "status") if more > 0 else ""
    return (
        f'<section class="notes-file"><h3>{escape(parsed.path)}</h3>{_facts(parsed, lang)}'
        f"{_fold(say('notes_warnings', lang), _lines(parsed.warnings, lang), lang, opened=True)}"
        f"{_fold(say('notes_skipped', lang), _lines(parsed.skipped, lang), lang)}"
        f"{pairs}{rest}</section>"
    )


def _facts(parsed: ParsedFile, lang: Lang) -> str:
    open_questions = sum(not card.references for card in parsed.cards)
    counts = say(
        "notes_counts",
        lang,
        kind=parsed.format,
        encoding=parsed.encoding,
        questions=len(parsed.cards),
        topics=len(parsed.topics),
        open=open_questions,
    )
    guess = say("notes_guess", lang, mark=parsed.questions_at, sure=_sure(parsed.confidence, lang))
    return paragraph(counts, "facts") + paragraph(guess, "facts")


def _sure(confidence: float, lang: Lang) -> str:
    if confidence >= _SURE:
        return say("notes_sure", lang)
    return say("notes_likely" if confidence >= _LIKELY else "notes_unsure", lang)


def _lines(entries: Sequence[Skipped], lang: Lang) -> list[str]:
    return [
        say("notes_line", lang, line=entry.line, why=reworded(entry.why, lang, "line_"))
        for entry in entries
    ]


def _pair(lines: Sequence[str], span: tuple[int, int], card: Card, lang: Lang) -> str:
    first, last = span
    shown = lines[first - 1 : min(last, first - 1 + MOST_LINES)]
    rows = "".join(
        f'<span class="n">{number}</span>{escape(line)}\n'
        for number, line in enumerate(shown, start=first)
    )
    more = f'<span class="n">…</span>{last - first + 1 - len(shown)}\n'
    rows += more if last - first + 1 > len(shown) else ""
    label = escape(say("notes_source_lines", lang, first=first, last=last))
    return (
        f'<div class="pair"><pre class="source" tabindex="0" role="region" aria-label="{label}">'
        f"{rows}</pre>{_card(card, lang)}</div>"
    )


def _card(card: Card, lang: Lang) -> str:
    points = "".join(
        f"<li>{escape(' '.join(point.text.split()))}{_weight(point.weight)}</li>"
        for point in card.key_points
    )
    answer = (
        f'<div class="reference">{markdown(card.reference)}</div>'
        f"<details><summary>{escape(say('notes_points', lang))} ({len(card.key_points)})</summary>"
        f"<ul>{points}</ul></details>"
        if card.reference
        else paragraph(f"○ {say('notes_open_card', lang)}", "open")
    )
    return (
        f'<article class="card"><header>{escape(card.topic)}</header>'
        f"<h4>{escape(card.question)}</h4>{answer}</article>"
    )


def _weight(weight: float) -> str:
    return "" if weight == 1 else f" <small>×{weight:g}</small>"


def adding(done: int, total: int, seconds_left: float | None, lang: Lang) -> str:
    """How far the embedding is, and how long it still takes once that is known."""
    text = say("notes_embedding", lang, done=done, total=total)
    if seconds_left is not None:
        text += " " + say("notes_seconds_left", lang, seconds=max(1, round(seconds_left)))
    return (
        f'<div class="progress" role="status"><span>{escape(text)}</span>'
        f'<progress max="{max(total, 1)}" value="{done}" aria-label="{escape(text)}"></progress>'
        "</div>"
    )


def head(held: Held, findings: Sequence[Finding], lang: Lang) -> str:
    """Where a card comes from, its status, and what is doubtful about it."""
    card, status = held
    place = say("from_notes", lang, place=_place(card))
    said = [reworded(f"{one.why} {one.mend}", lang, "doubt_") for one in findings]
    doubts = "".join(f"<li>△ {escape(text)}</li>" for text in said)
    return (
        f'<div class="card-head"><p><b>{escape(status_word(status, lang))}</b> · {escape(place)}</p>'
        f"{f'<ul>{doubts}</ul>' if doubts else ''}</div>"
    )


def status_word(status: CardStatus, lang: Lang) -> str:
    """The status with its sign."""
    return say(_STATUS[status], lang)


def row(held: Held, lang: Lang) -> str:
    """A card as one line of the list; plain text, not HTML."""
    card, status = held
    question = " ".join(card.question.split())
    mark = "" if status is CardStatus.ACTIVE else f" · {status_word(status, lang)}"
    return f"{question} — {card.topic}{mark}"
