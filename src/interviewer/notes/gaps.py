"""Questions in the parts of a file where the marker that won finds none.

Knows the winner's layout and the other ideas, not how they were weighed.
`elsewhere(doc, layout, winner, others)`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from interviewer.notes.idea import Idea
from interviewer.notes.layout import Block, Layout, filled
from interviewer.notes.lines import Document
from interviewer.notes.markers import Kind
from interviewer.notes.unmarked import paragraphs_asking

_BULLETS = ("-", "*", "+", "•", "·", "●")
_LABELS = ("Q:", "<summary>", "::")


def elsewhere(
    doc: Document, layout: Layout, winner: Idea, others: Iterator[Idea]
) -> dict[int, str]:
    """Lines that ask beside those of the winner, each with its marker."""
    free = {i for i, why in layout.left.items() if why.startswith("text")}
    found: dict[int, str] = {}
    for places in _parts(doc, free):
        if paragraphs_asking(doc, places):
            found.update(dict.fromkeys(places, "¶?"))
            free -= set(places)
    choices = [i for i in free if _over_choices(doc, i)]
    found.update(dict.fromkeys(choices, "?"))
    free -= set(choices)
    free |= _asking_headings(doc, layout)
    few = len(free) < 2 or len(free) < 0.001 * len(doc.lines)
    for idea in () if few else others:
        places = [i for i in idea.questions if i in free and i not in found]
        alone = idea.mark in _LABELS or (idea.mark in _BULLETS and winner.mark in _BULLETS)
        if len(places) < (1 if alone else 2):
            continue
        alike = idea.mark.endswith(" **") and winner.mark.endswith(" **")
        if sum(doc.lines[i].asks for i in places) / len(places) >= (0.4 if alike else 0.75):
            found.update(dict.fromkeys(places, idea.mark))
            free -= set(places)
    found.update(dict.fromkeys(_between(doc, layout, winner), "?"))
    return {i: mark for i, mark in found.items() if _over(doc, i) not in found}


def _over_choices(doc: Document, index: int) -> bool:
    """Whether a bare line has choices lettered from A right below it."""
    line = doc.lines[index]
    if not line.prose or line.layers:
        return False
    first = doc.next_filled(index)
    second = doc.next_filled(first)
    return second < len(doc.lines) and all(
        (layer := doc.lines[i].layer(Kind.NUMBER)) is not None
        and (layer.style, layer.value) == ("A.", value)
        for i, value in ((first, 1), (second, 2))
    )


def _over(doc: Document, index: int) -> int:
    """The line that an indented one stands under, -1 for none."""
    indent = doc.lines[index].indent
    above = doc.last_filled(index) if indent else -1
    while above >= 0 and doc.lines[above].indent >= indent:
        above = doc.last_filled(above)
    return above


def _parts(doc: Document, free: set[int]) -> Iterator[list[int]]:
    """Lines in no block, in runs that nothing but blank lines and answers' labels interrupt."""
    run: list[int] = []
    for i in sorted(free):
        if run and any(not doc.lines[j].blank and j not in free for j in range(run[-1] + 1, i)):
            yield run
            run = []
        if doc.lines[i].prose and not doc.lines[i].layer(Kind.REPLY):
            run.append(i)
    yield run


def _asking_headings(doc: Document, layout: Layout) -> set[int]:
    """Headings that ask and have text of their own, which is in no block either."""
    return {
        i
        for i, why in layout.left.items()
        if why == "a topic heading"
        and doc.lines[i].heading
        and doc.lines[i].asks >= 0.8
        and layout.left.get(doc.next_filled(i), "").startswith("text")
    }


_LONGEST = 100


def _between(doc: Document, layout: Layout, winner: Idea) -> list[int]:
    """Questions that lost their number or bullet inside a list of questions.

    Text may ask what it then tells; so they count only where the answers of the others are
    indented or all of one length, or where the others have none.
    """
    own = [b for b in layout.blocks if _listed(doc, b)]
    if len(own) < 3 or 2 * len(own) < len(layout.blocks):
        return []
    told = [b for b in own if doc.next_filled(b.start) < b.end]
    inside = [b for b in told if _indented(doc, b, doc.next_filled(b.start))]
    if len(inside) < 0.8 * len(told) and len(told) > 0.4 * len(own):
        usual = _usual(doc, told)
        found = [i for b in told if (i := _doubled(doc, b, usual))]
    else:
        found = [i for b in told for i in range(b.start + 1, b.end) if _asks_alone(doc, b, i)]
    return found if len(found) <= max(1, 0.3 * len(winner.questions)) else []


def _usual(doc: Document, told: Sequence[Block]) -> int:
    """How many lines an answer has where nearly all have the same number; 0 elsewhere."""
    often, count = Counter(len(filled(doc, b)) for b in told).most_common(1)[0]
    return often if count >= 0.7 * len(told) else 0


def _doubled(doc: Document, block: Block, usual: int) -> int:
    """Where a block holds one more question with its answer, all of the usual length; 0 for none."""
    lines = filled(doc, block)
    if not usual or len(lines) != 2 * usual + 1:
        return 0
    return lines[usual] if _asks_alone(doc, block, lines[usual]) else 0


def _listed(doc: Document, block: Block) -> bool:
    layers = doc.lines[block.start].layers
    return bool(layers) and layers[0].kind in (Kind.NUMBER, Kind.BULLET)


def _indented(doc: Document, block: Block, index: int) -> bool:
    return doc.lines[index].indent > doc.lines[block.start].indent


def _asks_alone(doc: Document, block: Block, index: int) -> bool:
    line = doc.lines[index]
    return (
        not line.layers
        and line.prose
        and not _indented(doc, block, index)
        and line.asks >= 1
        and len(line.text) <= _LONGEST
        and line.text.endswith(("?", "？"))
    )
