"""The pieces all screens are made of, as HTML from escaped values. Knows nothing of Gradio.

Nothing from notes, answers or models reaches the page but through `escape` or through
Markdown with HTML turned off. `ring(72, Lang.EN)`
"""

from __future__ import annotations

from functools import cache, lru_cache
from html import escape
from pathlib import PurePath

from markdown_it import MarkdownIt

from interviewer.cards import Card, Lang
from interviewer.grade import Band, Grade, Verdict, band_of
from interviewer.words import say

VERDICT_ICON = {
    Verdict.COVERED: "✓",
    Verdict.PARTIAL: "◐",
    Verdict.MISSING: "○",
    Verdict.CONTRADICTED: "✗",
}
# Fuller the better, so that colour is never the only sign.
_BAND_ICON = {Band.WEAK: "◔", Band.PARTIAL: "◑", Band.GOOD: "◕", Band.STRONG: "●"}


@cache
def _renderer() -> MarkdownIt:
    # No raw HTML, and no images: one from elsewhere would be fetched.
    return MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


# A conversation is drawn anew with each turn, and most of it is what it was.
@lru_cache(maxsize=1024)
def markdown(text: str) -> str:
    """Markdown as safe HTML: raw HTML is shown as text."""
    return str(_renderer().render(text))


@lru_cache(maxsize=1024)
def inline(text: str) -> str:
    """One line of Markdown as safe HTML, without a paragraph around it."""
    return str(_renderer().renderInline(text))


def paragraph(text: str, name: str = "") -> str:
    """One paragraph of plain text."""
    return f'<p class="{name}">{escape(text)}</p>' if text else ""


def fold(key: str, summary: str, inside: str, *, name: str = "", wide: bool = False) -> str:
    """Something that opens on demand and, once opened, stays so; `wide` is open at first.

    `inside` is HTML.
    """
    return (
        f'<details class="{name}" data-key="{escape(key)}"{" open" if wide else ""}>'
        f"<summary>{escape(summary)}</summary>{inside}</details>"
    )


def ring(score: float, lang: Lang) -> str:
    """The score as a ring; the number stands in it, and its name for screen readers."""
    name = escape(say("score_of", lang, score=f"{score:.0f}"))
    return (
        f'<svg class="ring band-{band_of(score)}" viewBox="0 0 44 44" role="img" '
        f'aria-label="{name}"><circle cx="22" cy="22" r="19" class="track"/>'
        f'<circle cx="22" cy="22" r="19" class="arc" pathLength="100" '
        f'stroke-dasharray="{score:.0f} 100"/>'
        f'<text x="22" y="27" text-anchor="middle">{score:.0f}</text></svg>'
    )


def place_of(card: Card) -> str:
    """Where in the notes a card stands, short: the file's name and the line."""
    return f"{PurePath(card.source.path).name}:{card.source.line}"


def band_words(grade: Grade | None, lang: Lang) -> tuple[str, str, str]:
    """A class for its colour, an icon for its band, and the score in words."""
    if grade is None or grade.score is None or grade.band is None:
        return "band-none", "–", say("no_score", lang)
    words = f"{grade.score:.0f} · {say(f'band_{grade.band}', lang)}"
    return f"band-{grade.band}", _BAND_ICON[grade.band], words
