"""A grade with its evidence: the score, the key points, the critique, the reference.

Built from escaped values; knows nothing of Gradio. `feedback(grade, answer, card, Lang.EN)`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from interviewer.cards import Card, Lang
from interviewer.grade import Grade, PointVerdict, Verdict
from interviewer.ui.breakdown_html import breakdown
from interviewer.ui.marks import highlighted, light, reference_marked
from interviewer.ui.markup import (
    VERDICT_ICON,
    band_words,
    fold,
    markdown,
    paragraph,
    place_of,
    ring,
)
from interviewer.words import say, translated


def feedback(
    grade: Grade,
    answer: str,
    card: Card,
    lang: Lang,
    *,
    key: str = "",
    lights: str = "",
    critique: str | None = None,
    before: Grade | None = None,
    hide_missing: bool = False,
    hide_reference: bool = False,
    with_answer: bool = True,
) -> str:
    """The card under an answer. `hide_missing` folds what a follow-up is about to ask.
    `hide_reference` says instead of the reference that it comes at the end.

    `key` names the folds, so that opened ones stay open; `lights` the question, so that a
    point lights up its places in all its texts. A critique that is still to come is "",
    one that never comes None. `with_answer` is False where the marked answer stands above.
    """
    lights = lights or key
    if grade.score is None:
        return (
            f'<section class="feedback band-none"><p class="named">{escape(say("not_graded", lang))}'
            f"</p>{paragraph(translated(grade.why or '', lang))}</section>"
        )
    marked = f'<pre class="marked">{highlighted(answer, grade.points, lights)}</pre>'
    reference = reference_fold(grade.points, card, lang, lights, f"{key}-reference")
    if hide_reference:
        reference = paragraph(say("reference_later", lang), "facts")
    name, _, words = band_words(grade, lang)
    title = escape(say("grade_is", lang, score=words))
    return (
        f'<section class="feedback {name}" aria-label="{title}">'
        f"{_head(grade, lang, before)}{_gates(grade, lang)}"
        f"{marked if with_answer else ''}"
        f"{_points(grade.points, lang, lights, f'{key}-points' if hide_missing else '')}"
        f"{breakdown(grade, lang, f'{key}-parts')}"
        f"{_critique(critique, lang, key, hide_missing)}"
        f"{reference}</section>"
    )


def _head(grade: Grade, lang: Lang, before: Grade | None) -> str:
    lines = [f"<strong>{escape(say(f'band_{grade.band}', lang))}</strong>", tally(grade, lang)]
    score = f"{grade.score or 0.0:.0f}"
    if before is not None and before.score is not None:
        change = say("before_after", lang, before=f"{before.score:.0f}", after=score)
        lines.append(f"<span>{escape(change)}</span>")
    if grade.hint_cost:
        cost = say("hints_took", lang, cost=f"{grade.hint_cost:.0f}")
        lines.append(f"<span>{escape(cost)}</span>")
    if grade.status == "unsure":
        unsure = say("unsure", lang, why=translated(grade.why or "", lang))
        lines.append(f'<span class="unsure">⚠ {escape(unsure)}</span>')
    similarity = say("similarity", lang, value=f"{grade.similarity or 0:.2f}")
    lines.append(
        f'<small class="facts">{escape(similarity)} · {escape(_whose(grade, lang))}</small>'
    )
    return (
        f'<div class="scored">{ring(grade.score or 0.0, lang)}'
        f'<div class="verdict">{"".join(lines)}</div></div>'
    )


def _whose(grade: Grade, lang: Lang) -> str:
    """Whether a language model had a say in the score."""
    judge = grade.judge
    if judge.model and judge.weight:
        return say("graded_with", lang, model=judge.model, weight=f"{100 * judge.weight:.0f}")
    if judge.why:
        return say("graded_unheard", lang, why=translated(judge.why, lang))
    return say("graded_alone", lang)


def tally(grade: Grade, lang: Lang) -> str:
    """How many points got which verdict, as chips."""
    counted = Counter(verdict.verdict for verdict in grade.points)
    chips = "".join(
        f'<span class="{kind}">{icon} {counted[kind]} {escape(say(f"verdict_{kind}", lang))}</span>'
        for kind, icon in VERDICT_ICON.items()
        if counted[kind]
    )
    return f'<span class="tally">{chips}</span>' if chips else ""


def _gates(grade: Grade, lang: Lang) -> str:
    return "".join(paragraph(say(f"gate_{gate}", lang), "gate") for gate in grade.gates)


def _points(points: Sequence[PointVerdict], lang: Lang, key: str, hidden_in: str) -> str:
    """All points; those still to make in a fold of that name, if it has one."""
    numbered = list(enumerate(points))
    if not hidden_in:
        return points_list(numbered, lang, key)
    told = [one for one in numbered if one[1].verdict is Verdict.COVERED]
    still = [one for one in numbered if one[1].verdict is not Verdict.COVERED]
    hidden = points_list(still, lang, key)
    if still:
        summary = say("points_hidden", lang, count=len(still))
        hidden = fold(hidden_in, summary, hidden, name="still")
    return points_list(told, lang, key) + hidden


def points_list(points: Sequence[tuple[int, PointVerdict]], lang: Lang, key: str) -> str:
    """Key points under their numbers, each with its verdict and the words that decide it."""
    quoted: set[str] = set()
    items = []
    for number, verdict in points:
        items.append(_point(verdict, number, lang, key, again=(verdict.quote or "") in quoted))
        quoted.add(verdict.quote or "")
    return f'<ul class="points">{"".join(items)}</ul>' if items else ""


def _point(verdict: PointVerdict, number: int, lang: Lang, key: str, *, again: bool) -> str:
    kind = verdict.verdict
    word = escape(say(f"verdict_{kind}", lang))
    quote = ""
    if verdict.quote and again:
        quote = paragraph(say("same_words", lang), "quote")
    elif verdict.quote:
        said = f"<q>{escape(' '.join(verdict.quote.split()))}</q>"
        lead = say("you_said" if kind is Verdict.CONTRADICTED else "your_words", lang)
        quote = f'<p class="quote">{escape(lead)} {said}</p>'
    # Where both sides are quoted, what clashes in them needs no third telling.
    because = "" if verdict.quote else paragraph(verdict.because or "", "because")
    notes = say("notes_say", lang) if kind is Verdict.CONTRADICTED else ""
    return (
        f'<li class="{kind}" tabindex="0"{light(key, number)}>'
        f'<b><span class="icon" aria-hidden="true">{VERDICT_ICON[kind]}</span> {word}</b>'
        f"<div>{paragraph(notes, 'facts')}{markdown(verdict.point.text).strip()}"
        f"{quote}{because}</div></li>"
    )


def _critique(text: str | None, lang: Lang, key: str, hide: bool) -> str:
    if text is None:
        return ""
    waiting = f'<span class="waiting">{escape(say("critique_coming", lang))}</span>'
    inside = f"<p>{escape(text) or waiting}</p>"
    if hide:
        return fold(f"{key}-critique", say("critique_hidden", lang), inside)
    return (
        f'<div class="critique"><p class="named">{escape(say("critique", lang))}</p>{inside}</div>'
    )


def reference_fold(
    points: Sequence[PointVerdict], card: Card, lang: Lang, lights: str, key: str
) -> str:
    """The reference, folded, with the place of each point marked, and where it is from."""
    source = f"<small>{escape(say('from_notes', lang, place=place_of(card)))}</small>"
    marked = reference_marked(card.reference or "", points, lights)
    return fold(key, say("reference", lang), f"{marked}{source}", name="reference")
