"""The grades of many answers as a table that is sorted in the page, by mouse and by keyboard.

Built from escaped values; knows nothing of Gradio. `table(items, graded, Lang.EN)`
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from interviewer.batch.items import Graded, Item, mean_score
from interviewer.batch.rendering import summary, why
from interviewer.cards import Lang
from interviewer.grade import PASS_MARK, Band, Status
from interviewer.report import one_line
from interviewer.ui import html
from interviewer.ui.markup import band_words
from interviewer.words import say

_COLUMNS = ("row", "score", "band", "question")
_BANDS = tuple(Band)

# Sorts, opens a row and walks from row to row. The table is sent anew while the grading goes on:
# its order and the focus are kept. What has no score stands last, whichever way it is sorted.
SORTING = """
let by = 0, down = false, held = null;
const rows = () => [...element.querySelectorAll('tbody tr')];
const opener = (row) => row?.querySelector('[data-open]');
const compared = (a, b) => {
  const [one, two] = [a, b].map((row) => row.cells[by].dataset.sort);
  if ((one === '') !== (two === '')) return one === '' ? 1 : -1;
  const numbers = by < 3 ? one - two : one.localeCompare(two, document.documentElement.lang);
  return (down ? -numbers : numbers) || a.cells[0].dataset.sort - b.cells[0].dataset.sort;
};
const reached = (row) => {
  for (const one of rows()) opener(one).tabIndex = one === row ? 0 : -1;
};
const sort = () => {
  element.querySelectorAll('th').forEach((head, at) => {
    head.ariaSort = at !== by ? 'none' : down ? 'descending' : 'ascending';
  });
  element.querySelector('tbody')?.append(...rows().sort(compared));
};
const find = () => held && element.querySelector(held);
element.addEventListener('focusin', (event) => {
  const { column, open } = event.target.dataset;
  held = column ? `[data-column="${column}"]` : open ? `[data-open="${open}"]` : null;
  if (open) reached(event.target.closest('tr'));
});
document.addEventListener('focusin', (event) => {
  if (!element.contains(event.target)) held = null;
});
element.addEventListener('click', (event) => {
  const head = event.target.closest('[data-column]');
  if (head) {
    const column = Number(head.dataset.column);
    down = column === by && !down;
    by = column;
    sort();
    reached(rows()[0]);
    return;
  }
  const open = opener(event.target.closest('tbody tr'));
  if (open) trigger('select', { row: Number(open.dataset.open) });
});
element.addEventListener('keydown', (event) => {
  const all = rows(), at = all.indexOf(event.target.closest('tbody tr'));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (at < 0 || to === undefined) return;
  event.preventDefault();
  opener(all[to])?.focus();
});
watch('value', () => {
  sort();
  const kept = find();
  reached(kept?.closest('tbody tr') || rows()[0]);
  if (kept && document.activeElement === document.body) kept.focus({ preventScroll: true });
});
"""


def table(items: Sequence[Item], graded: Mapping[Item, Graded], lang: Lang) -> str:
    """One row a graded item, under its number in the list of items; "" without any."""
    rows = [
        _row(number, graded[item], lang)
        for number, item in enumerate(items, start=1)
        if item in graded
    ]
    if not rows:
        return ""
    heads = "".join(
        f'<th scope="col" class="{name}" aria-sort="{"none" if at else "ascending"}">'
        f'<button type="button" data-column="{at}">{escape(say(f"many_col_{name}", lang))}'
        "</button></th>"
        for at, name in enumerate(_COLUMNS)
    )
    about = escape(say("many_graded", lang))
    return (
        f'<p class="facts" id="many-graded-about">{about}</p>'
        f'<div class="grades"><table aria-describedby="many-graded-about" '
        f'aria-label="{escape(say("many_title", lang))}">'
        f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _row(number: int, one: Graded, lang: Lang) -> str:
    score = one.grade.score
    shown = "–" if score is None else f"{score:.0f}"
    name, icon, _ = band_words(one.grade, lang)
    question = one_line(one.question) or one_line(one.item.answer)
    note = why(one, lang)
    return (
        f'<tr class="{name}"><td data-sort="{number}">{number}</td>'
        f'<td data-sort="{"" if score is None else score}">{shown}</td>'
        f'<td data-sort="{_rank(one)}"><span aria-hidden="true">{icon}</span> '
        f"{escape(_status(one, lang))}</td>"
        f'<td data-sort="{escape(question)}"><button type="button" data-open="{number - 1}" '
        f'tabindex="{0 if number == 1 else -1}">{escape(question)}</button>'
        f"{f'<small>{escape(note)}</small>' if note else ''}</td></tr>"
    )


def _status(one: Graded, lang: Lang) -> str:
    if one.grade.band is None:
        return say("no_score", lang)
    band = say(f"band_{one.grade.band}", lang)
    doubtful = one.grade.status is Status.UNSURE
    return f"{band} · {say('many_unsure', lang)}" if doubtful else band


def _rank(one: Graded) -> str:
    """What the column of states is sorted by: the band, and the doubtful before the sure."""
    if one.grade.band is None:
        return ""
    return str(2 * _BANDS.index(one.grade.band) + (one.grade.status is not Status.UNSURE))


def totals(graded: Sequence[Graded], lang: Lang) -> str:
    """The mean score as a ring, how many were graded, and how many of them pass."""
    score = mean_score(graded)
    if score is None:
        return f'<div class="scored"><div>{html.paragraph(summary(graded, lang))}</div></div>'
    scores = [one.grade.score for one in graded if one.grade.score is not None]
    passed = say(
        "many_passed",
        lang,
        passed=sum(one >= PASS_MARK for one in scores),
        count=len(scores),
        mark=f"{PASS_MARK:.0f}",
    )
    said = html.paragraph(summary(graded, lang)) + html.paragraph(passed)
    return f'<div class="scored">{html.ring(score, lang)}<div>{said}</div></div>'
