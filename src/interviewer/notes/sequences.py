"""Which of many numbered lines count the questions, and which count points of an answer.

Numbers restart for each topic and inside answers, often written alike; what tells them
apart is how the counting goes on. Knows numbers and blank lines only, no files.
`outer(items)`
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Item(NamedTuple):
    """A numbered line: its place, number, and what stands around it.

    `spaced`: a blank line, heading or start of text before it. `titled`: the line before
    could be the title of a new list. `cut`: a topic began since the item before. `asks`:
    how much it reads like a question, 0..1.
    """

    place: int
    value: int
    spaced: bool
    titled: bool
    cut: bool
    asks: float
    style: str


_ASKING = 0.8
_DISORDERLY = 0.6
_POINTS = 0.55
_NEAR = 2


@dataclass
class _Run:
    """Items that count on from one another."""

    items: list[Item]
    restarted: bool

    @property
    def expects(self) -> int:
        return self.items[-1].value + 1

    def spaced_share(self) -> float:
        rest = self.items[1:] or self.items
        return sum(item.spaced for item in rest) / len(rest)

    def mean_asks(self) -> float:
        return sum(item.asks for item in self.items) / len(self.items)


def outer(items: list[Item]) -> list[int]:
    """Places of the items that belong to the outermost counting, in order."""
    if _all_ones(items):
        return [item.place for item in items]
    kept: list[int] = []
    stack: list[_Run] = []
    for item in items:
        if item.cut:
            kept += _settle(stack)
            stack = []
        _place(item, stack)
    return sorted(kept + _settle(stack))


def _all_ones(items: list[Item]) -> bool:
    """Markdown lets every item be written "1."."""
    return len(items) > 2 and sum(item.value == items[0].value for item in items) > 0.9 * len(items)


def _place(item: Item, stack: list[_Run]) -> None:
    """Put the item on the run it continues, closing the runs inside that one."""
    fitting = [run for run in stack if run.expects == item.value]
    if not fitting and item.value != 1:
        near = [run for run in stack if 0 <= item.value - run.items[-1].value <= 3]
        fitting = [run for run in near if run.restarted][-1:] or near[:1]
    if stack and item.value != 1:
        home = next((run for run in reversed(stack) if run.restarted), stack[0])
        fitting = [home] if _returns(item, home, fitting) else fitting
    if fitting:
        run = _best(item, fitting)
        del stack[stack.index(run) + 1 :]
        run.items.append(item)
    elif item.value == 1 or not stack:
        stack.append(_Run([item], restarted=item.titled))


def _returns(item: Item, main: _Run, fitting: list[_Run]) -> bool:
    """Whether an item asks like those of the main run, though its number does not follow there:
    hasty notes count 1, 2, 4, 3, 3, 9."""
    last = main.items[-1]
    if item.style != last.style or item.asks < max(_DISORDERLY, main.mean_asks() - 0.2):
        return False
    near = abs(item.value - main.expects) <= _NEAR
    points = all(run is not main and run.mean_asks() < _POINTS for run in fitting)
    return not fitting or (near and points and item.asks >= _ASKING)


def _best(item: Item, fitting: list[_Run]) -> _Run:
    """Of several runs that the item may continue, the one that is spaced and worded alike."""
    if len(fitting) == 1:
        return fitting[0]
    styled = [run for run in fitting if run.items[-1].style == item.style]
    if len(styled) == 1:
        return styled[0]
    first, last = fitting[0], fitting[-1]
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
        worded = run.mean_asks() >= 0.7 * main.mean_asks() or run.mean_asks() >= 0.6
        # Points of an answer do not ask; a list of three that all do is one more list of questions.
        asking = len(run.items) > 2 and min(run.mean_asks(), main.mean_asks()) >= _ASKING
        if run.restarted or asking or (alike and worded and len(run.items) > 1):
            kept += [item.place for item in run.items]
    return kept
