"""Which marker carries the questions of a file, judged from the whole file.

Every idea (headings of one level, numbers of one style, `Q:` …) is scored by how its
lines read, whether answers follow them, and how much of what asks in the file it
explains; the best one wins. Knows nothing of cards. `infer(scan(text))`
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from interviewer.notes.furniture import furniture
from interviewer.notes.gaps import elsewhere
from interviewer.notes.hypotheses import hypotheses
from interviewer.notes.idea import Idea
from interviewer.notes.layout import LISTED, Layout, lay_out
from interviewer.notes.lines import Document, Line, State, thinned
from interviewer.notes.markers import Kind
from interviewer.notes.missed import second_look
from interviewer.notes.ownmarks import own_mark
from interviewer.notes.runs import without_advice
from interviewer.notes.splitting import split_inline
from interviewer.notes.wording import question_score


class Structure(NamedTuple):
    """The file cut up, the marker that won, and how clearly (0..1); marks by question line."""

    layout: Layout
    mark: str
    confidence: float
    marks: Mapping[int, str]
    furniture: Mapping[int, str]


class _Facts(NamedTuple):
    """What every idea is scored against, counted once."""

    filled: list[int]
    strong: set[str]
    headings: tuple[int, ...]
    known: Mapping[int, str]


def infer(doc: Document, questions_at: str | None = None) -> Structure:
    """Find the questions. `questions_at` names the marker instead; ValueError when it never occurs."""
    known = furniture(doc)
    if questions_at is not None:
        idea = _named(doc, questions_at, known)
        marks = dict.fromkeys(idea.questions, idea.mark)
        return Structure(lay_out(doc, marks, known), idea.mark, 1.0, marks, known)
    small = thinned(doc, MOST_WEIGHED)
    scored = _scored(small, known if small is doc else furniture(small))
    if not scored:
        return Structure(lay_out(doc, {}, known), "", 0.0, {}, known)
    best, weighed = scored[0]
    ideas = iter([idea for _, idea in scored]) if small is doc else _again(doc, known, scored)
    idea = without_advice(doc, next(ideas))
    marks = dict.fromkeys(idea.questions, idea.mark)
    layout = lay_out(doc, marks, known)
    extra = elsewhere(doc, layout, idea, ideas)
    if extra:
        marks = {**marks, **extra}
        layout = lay_out(doc, marks, known)
    mended = second_look(doc, layout, marks)
    if mended != marks:
        marks, layout = mended, lay_out(doc, mended, known)
    return Structure(layout, idea.mark, _confidence(best, weighed, scored), marks, known)


# A file of more lines is judged by so many of them, in runs from its beginning to its end.
MOST_WEIGHED = 12_000


def _again(
    doc: Document, known: Mapping[int, str], scored: Sequence[tuple[float, Idea]]
) -> Iterator[Idea]:
    """Ideas weighed on a part of a file, best first, with their lines in the whole file."""
    best = scored[0][1]
    own = hypotheses(doc, known, best.mark)
    yield next((idea for idea in own if idea.mark == best.mark), best)
    whole = {idea.mark: idea for idea in hypotheses(doc, known)}
    yield from (whole[idea.mark] for _, idea in scored[1:] if idea.mark in whole)


def _scored(doc: Document, known: Mapping[int, str]) -> list[tuple[float, Idea]]:
    """Every idea with its score, the best first."""
    facts = _facts(doc, known)
    return sorted(
        ((_score(doc, idea, facts), idea) for idea in hypotheses(doc, known)),
        key=lambda pair: -pair[0],
    )


def _confidence(best: float, idea: Idea, scored: Sequence[tuple[float, Idea]]) -> float:
    """High when the best idea scores well and the next one that picks other lines does not."""
    mine = set(idea.questions)
    rival = next(
        (s for s, other in scored[1:] if len(mine & set(other.questions)) < 0.5 * len(mine)), 0.0
    )
    return round(min(1.0, best + 0.15) * (1 - 0.5 * rival / best if best else 0), 2)


def _facts(doc: Document, known: Mapping[int, str]) -> _Facts:
    filled = [0]
    for index, line in enumerate(doc.lines):
        counts = not line.blank and index not in known and line.state is not State.RULE
        filled.append(filled[-1] + counts)
    strong = {
        line.text
        for index, line in enumerate(doc.lines)
        if line.prose and _may_ask(line) and index not in known and line.asks >= 0.8
    }
    return _Facts(filled, strong, doc.headings, known)


def _may_ask(line: Line) -> bool:
    asking = line.raw.rstrip().endswith(("?", "？"))
    return bool(line.layers) or asking or own_mark(line.text) is not None


def _score(doc: Document, idea: Idea, facts: _Facts) -> float:
    """How well an idea explains the file, 0 to about 1."""
    lines = [doc.lines[i] for i in idea.questions]
    count = len(lines)
    asked = {_asked_text(doc, i) for i in idea.questions}
    reads = sum(_reads(doc, i, idea.mark) for i in idea.questions) / count
    # A bare list of questions is none the worse for answers to few of them.
    bare = idea.mark in (LISTED, "¶?") or (reads >= _LIST_ASKS and _in_list(lines[0]))
    answered = max(_answered(doc, idea) / count, 0.5 if bare else 0.0)
    caught = len(asked & facts.strong)
    explained = (caught + 0.2 * count + 0.2) / (len(facts.strong) + 0.2 * count + 0.2)
    covered = _covered(doc, idea, facts)
    return (
        idea.prior
        * (0.25 + 0.75 * reads)
        * (0.6 + 0.4 * answered)
        * (0.35 + 0.65 * explained)
        * (0.3 + 0.7 * covered)
        * (1 - _doubt(idea.mark, count, reads) / count)
        * (0.7 + 0.3 * _counted(lines))
    )


_LIST_ASKS = 0.55


def _in_list(line: Line) -> bool:
    return bool(line.layers) and line.layers[0].kind in (Kind.BULLET, Kind.NUMBER)


def _doubt(mark: str, count: int, reads: float) -> float:
    """How little so few lines say; a lone line that asks is most often part of an answer."""
    if count > 1:
        return 0.35
    return 0.6 if mark == "?" else 0.35 if reads >= 0.5 else 0.5


_DEFINING = frozenset(":：-–—")


def _reads(doc: Document, index: int, mark: str) -> float:
    """How the line reads as a question; of a line that holds its answer too, only the first part."""
    text = _asked_text(doc, index)
    if mark in ("::", "…:", "Q:", "<summary>"):
        left = split_inline(text)[0]
        return max(question_score(left), 0.6 if mark in ("Q:", "<summary>", "::") else 0.0)
    score = question_score(text)
    if score < 0.6 and mark[0] == "#" and _over_asking(doc, index):
        return 0.25 * score
    if mark == "** …" and doc.lines[index].tail[:1] in _DEFINING:
        return max(score, 0.6)
    return score if score >= 0.4 else max(score, 0.9 * question_score(split_inline(text)[0]))


def _over_asking(doc: Document, index: int) -> bool:
    """Whether a list that asks begins right below a line, so that it is the title of the list."""
    after = doc.next_filled(index)
    return after < len(doc.lines) and _in_list(doc.lines[after]) and doc.lines[after].asks >= 0.75


def _asked_text(doc: Document, index: int) -> str:
    """The question's words; under a bare label (`## Question 1`) they stand on the next line."""
    line = doc.lines[index]
    if line.text or not line.layer(Kind.ASK):
        return line.text
    after = doc.next_filled(index)
    return doc.lines[after].text if after < len(doc.lines) else ""


def _answered(doc: Document, idea: Idea) -> float:
    """Number of questions with text below them, or behind them on the line."""
    asked = set(idea.questions)
    count = 0.0
    for i in idea.questions:
        line = doc.lines[i]
        after = doc.next_filled(i)
        below = after < len(doc.lines) and after not in asked
        if below:
            follower = doc.lines[after]
            below = not (
                follower.heading and (not line.heading or follower.heading <= line.heading)
            )
            if below and line.heading and follower.heading:
                count += 0.3
                continue
        count += below or bool(line.tail) or split_inline(line.text)[1] is not None
    return count


def _covered(doc: Document, idea: Idea, facts: _Facts) -> float:
    """Share of the file's lines that an answer or a question takes up."""
    filled, asked = facts.filled, idea.questions
    total = filled[-1] or 1
    lost = filled[asked[0]]
    level = max((doc.lines[i].heading for i in asked), default=0)
    starts = [i for i in facts.headings if i > asked[0]]
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else len(doc.lines)
        place = bisect_left(asked, start)
        first = asked[place] if place < len(asked) else len(doc.lines)
        if first == start:
            continue
        own = doc.lines[start].heading
        if level and own > level:
            continue
        if not level and first >= end and own > _section_level(doc, asked, facts):
            continue
        lost += max(0, filled[min(first, end)] - filled[start] - 1)
    return 1 - min(lost, total) / total


def _section_level(doc: Document, asked: Sequence[int], facts: _Facts) -> int:
    """Level of the heading over the first question, 0 without one."""
    place = bisect_left(facts.headings, asked[0])
    return doc.lines[facts.headings[place - 1]].heading if place else 0


def _counted(lines: Sequence[Line]) -> float:
    """Share of numbered lines that count on or restart; 1 for lines without numbers."""
    values = [layer.value for line in lines if (layer := line.layer(Kind.NUMBER))]
    if len(values) < 3:
        return 1.0
    links = sum(b in (a + 1, 1) or a == b for a, b in pairwise(values))
    return links / (len(values) - 1)


def _named(doc: Document, mark: str, known: Mapping[int, str]) -> Idea:
    """The idea of that name, else every line that begins with the text."""
    for idea in hypotheses(doc, known):
        if idea.mark == mark or idea.mark.strip() == mark.strip():
            return idea
    begin = mark.strip()
    places = tuple(
        i for i, line in enumerate(doc.lines) if line.prose and line.raw.strip().startswith(begin)
    )
    if not begin or not places:
        raise ValueError(f"no line begins with “{mark}”")
    return Idea(mark, 1.0, places)
