"""Which of many numbered lines count the questions, and which count points of an answer.

Numbers restart for each topic and inside answers, often written alike; what tells them
apart is how the counting goes on. Knows numbers and blank lines only, no files.
`outer(items)`
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Item(NamedTuple):
    """A numbered line: its place, number, and what stands around it.

    `spaced`: a blank line, heading or start of text before it. `titled`: the line before
    could be the title of a new list. `cut`: a topic began since the item before. `asks`:
    how much it reads like a question, 0..1. `next`: nothing but blank lines since the item before.
    """

    place: int
    value: int
    spaced: bool
    titled: bool
    cut: bool
    asks: float
    style: str
    next: bool = False


_ASKING = 0.8
_DISORDERLY = 0.6
_POINTS = 0.55
_NEAR = 2
# Points of one answer hardly outnumber all the questions so far.
_OUTNUMBERING = 2
_LONG = 8
_LEAP = 12


@dataclass(eq=False)
class _Run:
    """Items that count on from one another; `at` is its place among the open ones."""

    items: list[Item]
    restarted: bool
    at: int
    asks: float
    spaced: int = 0

    @property
    def expects(self) -> int:
        return self.items[-1].value + 1

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.asks += item.asks
        self.spaced += item.spaced

    def spaced_share(self) -> float:
        if len(self.items) == 1:
            return float(self.items[0].spaced)
        return self.spaced / (len(self.items) - 1)

    def mean_asks(self) -> float:
        return self.asks / len(self.items)

    def worded_like(self, main: _Run) -> bool:
        """Whether these ask nearly as much as those of the main run."""
        return self.mean_asks() >= 0.7 * main.mean_asks() or self.mean_asks() >= 0.6

    def tells(self) -> bool:
        """Whether these may be points of an answer: the first does not ask, and few do."""
        return self.mean_asks() < _POINTS and self.items[0].asks < _ASKING


class _Open:
    """The open runs, outermost first, found by the number and the style they ended with."""

    def __init__(self) -> None:
        self.runs: list[_Run] = []
        self.restarted: list[_Run] = []
        self._ended: dict[int, dict[str, list[_Run]]] = {}

    def ended(self, value: int) -> dict[str, list[_Run]]:
        """Runs whose last item has this number, by its style, outermost first."""
        return self._ended.get(value, {})

    def begin(self, item: Item) -> None:
        run = _Run([item], item.titled, len(self.runs), item.asks)
        self.runs.append(run)
        if run.restarted:
            self.restarted.append(run)
        self._enter(run)

    def outgrown(self) -> bool:
        """Whether the innermost run is so long that it is a list of its own, no answer's points."""
        if len(self.runs) < 2:
            return False
        main, last = self.runs[0], self.runs[-1]
        long = len(last.items) >= max(_LONG, _OUTNUMBERING * len(main.items))
        return long and last.items[0].spaced and last.worded_like(main)

    def resume(self, run: _Run) -> None:
        """The run is the outermost one from here on."""
        run.at = 0
        self.runs.append(run)
        if run.restarted:
            self.restarted.append(run)
        self._enter(run)

    def go_on(self, run: _Run, item: Item) -> None:
        """The item continues this run, and closes those inside it."""
        for inner in reversed(self.runs[run.at + 1 :]):
            self._leave(inner)
            if inner.restarted:
                self.restarted.pop()
        del self.runs[run.at + 1 :]
        self._leave(run)
        run.add(item)
        self._enter(run)

    def _enter(self, run: _Run) -> None:
        last = run.items[-1]
        self._ended.setdefault(last.value, {}).setdefault(last.style, []).append(run)

    def _leave(self, run: _Run) -> None:
        last = run.items[-1]
        styles = self._ended[last.value]
        styles[last.style].pop()
        if not styles[last.style]:
            del styles[last.style]


def outer(items: list[Item]) -> list[int]:
    """Places of the items that belong to the outermost counting, in order."""
    if _all_ones(items):
        return [item.place for item in items]
    items = [a for a, b in pairwise(items) if not _over_list(a, b)] + items[-1:]
    kept: list[int] = []
    opened = _Open()
    for item in items:
        if item.cut:
            kept += _settle(opened.runs)
            opened = _Open()
        _place(item, opened)
        if opened.outgrown():
            longer = opened.runs.pop()
            kept += _settle(opened.runs)
            opened = _Open()
            opened.resume(longer)
    return sorted(kept + _settle(opened.runs))


def _over_list(item: Item, following: Item) -> bool:
    """Whether an item only names the list that begins right below it."""
    return following.next and following.value == 1 and item.asks < _DISORDERLY <= following.asks


def _all_ones(items: list[Item]) -> bool:
    """Markdown lets every item be written "1."."""
    return len(items) > 2 and sum(item.value == items[0].value for item in items) > 0.9 * len(items)


def _place(item: Item, opened: _Open) -> None:
    """Put the item on the run it continues, closing the runs inside that one."""
    fitting = opened.ended(item.value - 1)
    run = _best(item, fitting) or _near(item, opened)
    if opened.runs and item.value != 1:
        home = opened.restarted[-1] if opened.restarted else opened.runs[0]
        others = (one for some in fitting.values() for one in some) if fitting else (run,)
        if _returns(item, home, others):
            run = home
    if run:
        opened.go_on(run, item)
    elif item.value == 1 or not opened.runs:
        opened.begin(item)


def _near(item: Item, opened: _Open) -> _Run | None:
    """A run that ended with a number close before this one."""
    if item.value == 1:
        return None
    if len(opened.runs) == 1:  # there is no other list that it could belong to
        only, last = opened.runs[0], opened.runs[0].items[-1]
        packed = last.style == item.style and item.next
        return only if 0 <= item.value - last.value <= (_LEAP if packed else 3) else None
    wanted = range(item.value - 3, item.value + 1)
    for run in reversed(opened.restarted):
        if run.items[-1].value in wanted:
            return run
    firsts = [some[0] for value in wanted for some in opened.ended(value).values()]
    return min(firsts, key=lambda run: run.at, default=None)


def _returns(item: Item, main: _Run, others: Iterable[_Run | None]) -> bool:
    """Whether an item asks like those of the main run, though its number does not follow there:
    hasty notes count 1, 2, 4, 3, 3, 9. `others` are the runs that it may continue instead."""
    if item.style != main.items[-1].style:
        return False
    if item.asks < max(_DISORDERLY, main.mean_asks() - 0.2):
        return False
    close = abs(item.value - main.expects) <= _NEAR and item.asks >= _ASKING
    return all(run is None or (close and run is not main and run.tells()) for run in others)


def _best(item: Item, fitting: Mapping[str, Sequence[_Run]]) -> _Run | None:
    """Of several runs that the item may continue, the one that is spaced and worded alike."""
    if not fitting:
        return None
    styled = fitting.get(item.style, ())
    if len(styled) == 1:
        return styled[0]
    first = min((some[0] for some in fitting.values()), key=lambda run: run.at)
    last = max((some[-1] for some in fitting.values()), key=lambda run: run.at)
    if first is last:
        return first
    if item.spaced and last.spaced_share() < 0.5 <= first.spaced_share():
        return first
    if not item.spaced and first.spaced_share() >= 0.5 > last.spaced_share():
        return last
    if last.restarted:
        return last
    if item.asks >= _ASKING and last.mean_asks() < _POINTS:
        return first
    return last


def _settle(stack: list[_Run]) -> list[int]:
    """The runs still open when a topic ends: the first counts questions, the others may."""
    if not stack:
        return []
    main = stack[0]
    kept = [item.place for item in main.items]
    for run in stack[1:]:
        alike = run.items[0].spaced and run.spaced_share() >= 0.5 <= main.spaced_share()
        worded = run.worded_like(main)
        # Points of an answer do not ask; a list of three that all do is one more list of questions.
        asking = len(run.items) > 2 and min(run.mean_asks(), main.mean_asks()) >= _ASKING
        if run.restarted or asking or (alike and worded and len(run.items) > 1):
            kept += [item.place for item in run.items]
    return kept
