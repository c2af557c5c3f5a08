"""Ideas of which marker carries the questions of a file, each with the lines it would pick.

Knows nothing of which idea is right; `structure.py` weighs them. `hypotheses(doc, {})`
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from interviewer.notes.headings import headings
from interviewer.notes.idea import Idea
from interviewer.notes.lines import Document, Line
from interviewer.notes.markers import Kind, Layer, written
from interviewer.notes.sequences import Item, outer
from interviewer.notes.titles import bare_title, packed_title
from interviewer.notes.unmarked import unmarked
from interviewer.notes.wording import is_furniture, is_section_label, uncovers


def hypotheses(
    doc: Document, furniture: Mapping[int, str], only: str | None = None
) -> Iterator[Idea]:
    """Every idea that picks at least one line; with `only`, no list but the one of that mark."""
    kinds = [_marked(doc, furniture, only), unmarked(doc, furniture, only)]
    if only is None or only in _LABELS or only[0] == "#":
        kinds = [_labels(doc, furniture), headings(doc, furniture), *kinds]
    for ideas in kinds:
        yield from (idea for idea in ideas if idea.questions)


_LABELS = ("Q:", "<summary>")


def _labels(doc: Document, furniture: Mapping[int, str]) -> Iterator[Idea]:
    asked, folded = [], []
    for i in doc.marked:
        line = doc.lines[i]
        if not line.prose or i in furniture:
            continue
        kinds = [layer.kind for layer in line.layers]
        if Kind.ASK in kinds:
            asked.append(i)
        elif Kind.SUMMARY in kinds and not is_answer_label(line):
            folded.append(i)
    yield Idea("Q:", 1.0, tuple(asked))
    yield Idea("<summary>", 1.0, tuple(folded))


def is_answer_label(line: Line) -> bool:
    """Whether a summary only uncovers the answer ("Show answer", 查看答案)."""
    text = line.text.strip(" *:：")
    if line.layer(Kind.REPLY) or not text or is_section_label(text):
        return True
    return uncovers(text)


_TASK = re.compile(r"\s*[-*+][ \t]+\[[ xX]\]")
_PRIORS = {Kind.NUMBER: 0.78, Kind.BULLET: 0.62, Kind.BOLD: 0.76, Kind.LEAD: 0.5}


def _marked(doc: Document, furniture: Mapping[int, str], only: str | None) -> Iterator[Idea]:
    """Numbers, bullets and bold lines, grouped by the way they are written and indented."""
    groups: dict[tuple[str, int], list[int]] = defaultdict(list)
    labelled: dict[tuple[str, int], list[int]] = defaultdict(list)
    joined = only is not None and (only.strip() in _JOINED or only.endswith(_OR_BOLD))
    alone = None if only is None or joined else only.removeprefix("# ")
    for i in doc.marked:
        line = doc.lines[i]
        if not line.prose or i in furniture or line.heading:
            continue
        mark = _mark(line.layers)
        if mark is None:
            continue
        depth = 0 if line.indent < 2 else line.indent
        if alone is None or " " * depth + mark == alone:
            into = labelled if line.layer(Kind.ASK) else groups
            into[mark, depth].append(i)
    for key, places in labelled.items():
        # One `Q7 …` in a list of other items is an item that begins so, not a label.
        if 5 * len(places) <= len(groups.get(key, ())):
            groups[key] = sorted([*groups[key], *places])
    if only is None or only.strip() == _MIXED:
        yield from _mixed_numbers(doc, groups)
    yield from _bold_items(groups)
    yield from _partly_bold(doc, groups)
    for (mark, depth), places in groups.items():
        if only is not None and only.removeprefix("# ") != " " * depth + mark:
            continue
        first = doc.lines[places[0]].layers
        kind = next((y.kind for y in first if y.kind is Kind.NUMBER), first[0].kind)
        chosen = places
        if kind is Kind.NUMBER and not _says_its_place(first):
            chosen = outer(list(_items(doc, places)))
        prior = _PRIORS[kind] - 0.02 * min(depth, 8)
        if kind is Kind.BULLET and all(_TASK.match(doc.lines[i].raw) for i in places):
            prior += 0.12
        if kind is Kind.BULLET and _under_bold(doc, places):
            prior *= 0.4
        if len(first) > 1:
            prior += 0.04 if any(y.kind is Kind.BOLD for y in first) else -0.1
        name = " " * depth + mark
        named = is_furniture if kind is Kind.NUMBER else is_section_label
        items = tuple(i for i in chosen if not named(doc.lines[i].text))
        yield Idea(name, prior, items)
        ahead = tuple(_asking_ahead(doc, furniture, items)) if kind is Kind.NUMBER else ()
        if len(ahead) > 1 and len(items) > 1:
            yield Idea(f"# {name}", prior, (*ahead, *items))


def _mark(layers: Sequence[Layer]) -> str | None:
    """How a line is marked but for a label that asks; None for a label that answers or uncovers."""
    if len(layers) == 1 and layers[0].kind in _PRIORS:
        return layers[0].style  # most lines
    if any(y.kind in (Kind.REPLY, Kind.SUMMARY) for y in layers):
        return None
    styles = [y.style for y in layers if y.kind is not Kind.ASK]
    if layers[0].kind is Kind.BOLD and len(styles) > 1:
        styles = [*styles[1:], styles[0]]
    return " ".join(styles)


def _asking_ahead(
    doc: Document, furniture: Mapping[int, str], items: Sequence[int]
) -> Iterator[int]:
    """Headings before a list that ask and have text of their own."""
    for i in doc.headings:
        if not items or i > items[0]:
            return
        after = doc.next_filled(i)
        below = doc.lines[after]
        own = after < items[0] and not below.heading and not below.layer(Kind.ASK)
        if own and i not in furniture and doc.lines[i].asks >= 0.8:
            yield i


def _under_bold(doc: Document, places: Sequence[int]) -> bool:
    """Whether bullets that ask little stand under bold lines, as answers under bold terms do."""
    own = set(places)
    over = [i for i in doc.marked if _bold_line(doc, i) and doc.next_filled(i) in own]
    return len(over) >= 3 and sum(doc.lines[i].asks for i in places) < 0.65 * len(places)


def _bold_line(doc: Document, index: int) -> bool:
    line = doc.lines[index]
    return len(line.layers) == 1 and line.layers[0].kind is Kind.BOLD and not line.tail


def _says_its_place(layers: Sequence[Layer]) -> bool:
    """Whether a number names its whole path (2.1), so that a restart is no new list."""
    return any("1.1" in layer.style for layer in layers if layer.kind is Kind.NUMBER)


_MIXED = "1. 1、 1)"
_BOLD_ITEMS = "• **"
_BOLD_ENDS = (" **", " ** …")
_JOINED = (_MIXED, _BOLD_ITEMS)
_ONE_COUNTING = tuple(
    mark + bold for mark in ("1.", "1、", "1)", "1:") for bold in ("", " **", " ** …")
)


def _mixed_numbers(doc: Document, groups: Mapping[tuple[str, int], list[int]]) -> Iterator[Idea]:
    """`1.` and `2、` in one counting, as hasty notes have it."""
    for depth in sorted({depth for _, depth in groups}):
        alike = [groups[s, depth] for s in _ONE_COUNTING if groups.get((s, depth))]
        if len(alike) < 2:
            continue
        together = outer(list(_items(doc, sorted(i for places in alike for i in places))))
        apart = max((outer(list(_items(doc, places))) for places in alike), key=len)
        values = [y.value for i in together if (y := doc.lines[i].layer(Kind.NUMBER))]
        on = sum(b in (a + 1, 1) for a, b in pairwise(values))
        if set(apart) < set(together) and on >= 0.95 * (len(values) - 1):
            chosen = tuple(i for i in together if not is_furniture(doc.lines[i].text))
            yield Idea(" " * depth + _MIXED, 0.82 - 0.02 * min(depth, 8), chosen)


def _bold_items(groups: Mapping[tuple[str, int], list[int]]) -> Iterator[Idea]:
    """Bold items of lists whose bullets change from part to part."""
    for depth in sorted({depth for _, depth in groups}):
        alike = [places for (mark, at), places in groups.items() if at == depth and _bold(mark)]
        if len(alike) >= 2 and sum(map(len, alike)) >= 1.3 * max(map(len, alike)):
            places = tuple(sorted(i for group in alike for i in group))
            yield Idea(" " * depth + _BOLD_ITEMS, 0.82 - 0.02 * min(depth, 8), places)


_OR_BOLD = " (**)"


def _partly_bold(doc: Document, groups: Mapping[tuple[str, int], list[int]]) -> Iterator[Idea]:
    """Bullets of a list in which some items are bold, or begin so, as a reader marks what matters."""
    for (mark, depth), places in groups.items():
        bold = [i for end in _BOLD_ENDS for i in groups.get((mark + end, depth), ())]
        plain = [layer.kind for layer in doc.lines[places[0]].layers] == [Kind.BULLET]
        if plain and 0 < len(bold) <= len(places):
            prior = _PRIORS[Kind.BULLET] - 0.02 * min(depth, 8)
            yield Idea(" " * depth + mark + _OR_BOLD, prior, tuple(sorted([*places, *bold])))


def _bold(mark: str) -> bool:
    return mark.endswith(" **")


def _items(doc: Document, places: list[int]) -> Iterator[Item]:
    """The numbered lines as the counting sees them, with topics that cut it."""
    cuts = [i for i in doc.marked if doc.lines[i].heading or _counts_topics(doc.lines[i])]
    last, level, at = -1, 0, 0
    for i in places:
        line = doc.lines[i]
        cut = titled = False
        while at < len(cuts) and cuts[at] < i:
            other = doc.lines[cuts[at]]
            at += 1
            if other.heading:
                cut = cut or other.heading <= level or not level
                level = other.heading if other.heading <= level or not level else level
                titled = True
            elif not _counts_topics(line) and other.indent <= line.indent:
                cut = True
        before = i - 1
        while before > last and doc.lines[before].blank:
            before -= 1
        number = line.layer(Kind.NUMBER)
        value = number.value if number else 0
        style = written(line.layers)
        if before > last and value == 1:
            titled = titled or bare_title(doc, before, i) or _bold_title(doc, before)
            titled = titled or (line.asks >= 0.6 and packed_title(doc, before, last))
        yield Item(i, value, doc.blank_before(i), titled, cut, line.asks, style, before == last)
        last = i


def _bold_title(doc: Document, index: int) -> bool:
    return (
        _bold_line(doc, index)
        and doc.blank_before(index)
        and not is_section_label(doc.lines[index].text)
    )


def _counts_topics(line: Line) -> bool:
    """Whether a line is counted in a way that stands above all others: 一、 or 第一章."""
    number = line.layer(Kind.NUMBER)
    return number is not None and len(line.text) <= 40 and number.style.startswith(("第一", "一、"))
