"""A block of lines told apart: the question, its answer, and what belongs to neither.

Knows nothing of cards. `split_body(doc, block, "##", {}, Habits())`
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from interviewer.notes.furniture import PAGE_END, WRITTEN
from interviewer.notes.layout import LISTED, Block
from interviewer.notes.lines import Document, Line, State, is_tag, looks_like_code
from interviewer.notes.markers import Kind
from interviewer.notes.ownmarks import without_mark
from interviewer.notes.parsed import Skipped
from interviewer.notes.sections import card_name
from interviewer.notes.splitting import (
    after_gap,
    split_double_colon,
    split_inline,
    split_term,
    unclosed,
)
from interviewer.notes.wording import placeholder, question_score

_LINK = re.compile(r"(?<!!)\[([^\]]+)\]\([^)]*\)")
_TAG_ENDS = re.compile(
    r"^(?:<(?:br|p|b|div|/?details|/summary)\s*/?>\s*)+|(?:</?(?:details|p|b|br|div|summary)\s*/?>\s*)+$",
    re.I,
)
_INLINE_REPLY = re.compile(
    r"\s+(?:\*\*|__)?(?:A|Ans|Answer)(?:\*\*|__)?\s*[:：](?:\*\*|__)?\s*|\s*(?:\*\*|[\[【(（])?(?:答案?|回答|参考答案)"
    r"(?:\*\*|[\]】)）])?[:：](?:\*\*)?\s*"
)
_IN_BRACKETS = re.compile(r"(?:\([^()]*\)|（[^（）]*）)")
_FIRST_CHOICE = re.compile(r"\s*[-*+]?\s*(?:\*\*)?[(（]?A\s*[.:：、)）]")
_SECOND_CHOICE = re.compile(r"\s*[-*+]?\s*(?:\*\*)?[(（]?B\s*[.:：、)）]")


class Body(NamedTuple):
    """What a block holds. `comments` are HTML comments, `dropped` the lines left out,
    `angles` questions that only go on from this one."""

    question: str
    answer: str
    comments: tuple[str, ...]
    dropped: tuple[Skipped, ...]
    angles: tuple[str, ...] = ()


_SPLIT = frozenset({"::", "…:", "|", "Q:"})
_MOSTLY = 0.6
_ASKS_TOO = 0.6
_QUOTES = frozenset('"“「')


class Habits(NamedTuple):
    """How a file goes about it. `replies`: answers are labelled, so text above a label asks on.
    `bare`: questions stand alone, so that a colon in one does not part it from an answer.
    `inline`: answers begin on the question's line, whether or not they go on below.
    `trailing`: short lines that come again after most answers, as a page repeats them."""

    replies: bool = False
    bare: bool = False
    inline: bool = False
    trailing: frozenset[str] = frozenset()


def split_body(
    doc: Document, block: Block, mark: str, furniture: Mapping[int, str], habits: Habits
) -> Body:
    """Question and answer (Markdown, dedented; empty when open) of a block."""
    line = doc.lines[block.start]
    lone = block.end == block.start + 1
    kept, comments, dropped = ([], [], []) if lone else _kept_lines(doc, block, furniture)
    while len(kept) > 1 and habits.trailing and doc.lines[kept[-1]].text in habits.trailing:
        dropped.append(
            Skipped(doc.lines[kept.pop()].number, "a line that comes after every answer")
        )
    asked, above = _first_line(line, mark, bool(kept) and not habits.inline, habits.bare)
    if not asked.strip() and line.layer(Kind.ASK) and kept:
        first = doc.lines[kept[0]]
        if first.prose and not first.layer(Kind.REPLY):
            asked = first.text + (f" {first.tail}" if first.tail else "")
            kept = kept[1:]
    if not kept and not above:
        return Body(clean_question(asked), "", tuple(comments), tuple(dropped))
    going = _going_on(doc, line, asked, above, kept, habits.replies)
    kept = going.kept
    if going.more:
        asked = ("\n" if _any_code(going.more) else " ").join([asked, *going.more])
    answer = _joined(above, going.reply, [doc.lines[i] for i in kept])
    if answer and _all_placeholders(answer):
        places = [*going.label, *(i for i in kept if not doc.lines[i].blank)] or [block.start]
        why = "stands for an answer yet to come"
        dropped += [Skipped(doc.lines[i].number, why) for i in places]
        answer = ""
    angles = () if line.heading or above or going.reply else _asked_on(doc, kept)
    return Body(
        clean_question(asked), "" if angles else answer, tuple(comments), tuple(dropped), angles
    )


def _asked_on(doc: Document, kept: list[int]) -> tuple[str, ...]:
    """The items of a list that only asks further: follow-ups, not an answer."""
    if not kept or not doc.lines[kept[0]].layers:
        return ()
    if not doc.lines[kept[0]].text.endswith(("?", "？")):
        return ()
    lines = [doc.lines[i] for i in kept if not doc.lines[i].blank]
    only = all(line.layers and line.text.endswith(("?", "？")) for line in lines)
    return tuple(line.text for line in lines) if only else ()


def _closes_summary(doc: Document, block: Block, line: Line) -> bool:
    """Whether this tag ends a `<summary>` that the question's line opened."""
    first = doc.lines[block.start]
    return first.layer(Kind.SUMMARY) is not None and (
        "</summary" not in first.raw.lower() and "</summary" in line.raw.lower()
    )


def _any_code(texts: list[str]) -> bool:
    return any("\n" in text or text.startswith(("```", "- ", "* ", "|")) for text in texts)


def clean_question(text: str) -> str:
    """A question without link targets, wrapping bold marks and the colon at its end."""
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = text.replace("\\*", "*").strip()
    text = without_mark(text)
    if "<" in text:
        text = re.sub(r"<br\s*/?>|</?(?:b|strong|summary|details|p)>", " ", text).strip()
    return text.rstrip(":： \t\\").strip() or text


def _kept_lines(
    doc: Document, block: Block, furniture: Mapping[int, str]
) -> tuple[list[int], list[str], list[Skipped]]:
    """Lines of the answer without furniture, and without blank lines and rules around it."""
    kept: list[int] = []
    comments: list[str] = []
    dropped: list[Skipped] = []
    for i in range(block.start + 1, block.end):
        line = doc.lines[i]
        why = furniture.get(i)
        if line.state is State.COMMENT:
            comments.append(line.raw)
            if not card_name(line.raw):
                dropped.append(Skipped(line.number, "a comment"))
        elif why and (why in (PAGE_END, WRITTEN) or "back to the top" in why):
            dropped.append(Skipped(line.number, why))
        elif (
            line.prose
            and "<" in line.raw
            and is_tag(line.raw)
            and not _closes_summary(doc, block, line)
        ):
            dropped.append(Skipped(line.number, "an HTML tag"))
        else:
            kept.append(i)
    for end in (-1, 0):
        while kept and (doc.lines[kept[end]].blank or doc.lines[kept[end]].state is State.RULE):
            line = doc.lines[kept.pop(end)]
            if not line.blank:
                dropped.append(Skipped(line.number, "a rule"))
    return kept, comments, dropped


def _first_line(line: Line, mark: str, answered_below: bool, bare: bool) -> tuple[str, str]:
    """Question and the beginning of the answer on the question's own line."""
    text, tail = without_mark(line.text), line.tail
    if line.layer(Kind.SUMMARY):
        return text, _TAG_ENDS.sub("", tail).strip()
    if mark == LISTED and line.layer(Kind.LEAD):
        return line.raw.strip(), ""
    if line.layer(Kind.LEAD):
        if _IN_BRACKETS.fullmatch(tail):
            return f"{text} {tail}" if tail[0] == "(" else text + tail, ""
        return text, tail.lstrip(":：-–— \t")
    if mark in ("::", "…:"):
        pair = split_double_colon(text) if mark == "::" else split_term(text)
        if pair:
            return pair
    reply = _INLINE_REPLY.search(text) if ":" in text or "：" in text else None
    if reply and reply.start() > 0 and text[reply.end() :].strip():
        return text[: reply.start()], text[reply.end() :]
    if mark.startswith("#") or mark == "?" or line.heading:
        left, right = split_inline(text, True) if "?" in text or "？" in text else (text, None)
        return (left, right or "") if right and not answered_below else (text, "")
    if bare and "?" not in text and "？" not in text and after_gap(text) is None:
        return text, ""
    left, right = split_inline(text, answered_below)
    if bare and right and text[0] not in _QUOTES and question_score(right) >= _ASKS_TOO:
        return text, ""
    return left, right or ""


def habits(doc: Document, blocks: Sequence[Block], marks: Mapping[int, str]) -> Habits:
    """What most blocks of a file do."""
    some = blocks[:200]
    labelled = sum(reply_at(doc, block) is not None for block in some)
    told = sum(doc.next_filled(block.start) < block.end for block in some)
    listed = [
        doc.lines[b.start]
        for b in some
        if marks.get(b.start) not in _SPLIT and not doc.lines[b.start].tail
    ]
    parted = sum(split_inline(line.text)[1] is not None for line in listed)
    bare = 10 * told <= len(some) == len(listed) and parted * 2 < len(some)
    inline = parted >= _MOSTLY * len(some)
    return Habits(labelled * 2 >= len(some), bare, inline, _trailing(doc, some))


_LONGEST_TRAILING = 20
_FEWEST_TRAILING = 3


def _trailing(doc: Document, blocks: Sequence[Block]) -> frozenset[str]:
    """Short lines of which one or two come after most answers: a level, a picture, a button."""
    often: Counter[str] = Counter()
    for block in blocks:
        last = doc.last_filled(block.end)
        before = doc.last_filled(last)
        ends = [doc.lines[i] for i in (last, before) if i > block.start + 1]
        often.update({line.text for line in ends if _may_trail(line)})
    least = max(_FEWEST_TRAILING, _MOSTLY * len(blocks))
    return frozenset(text for text, count in often.items() if count >= least)


def _may_trail(line: Line) -> bool:
    return (
        line.prose
        and not line.layers
        and 0 < len(line.text) <= _LONGEST_TRAILING
        and line.text[-1] not in "。.;；})]"
        and not looks_like_code(line.raw)
    )


def reply_at(doc: Document, block: Block) -> int | None:
    """The first line in a block that is labelled as the answer."""
    places = list(range(block.start + 1, block.end))
    return next((i for i in places if _labels_answer(doc, doc.lines[block.start], i, places)), None)


class _Going(NamedTuple):
    """How a question goes on below its line: answer lines, more of the question, text on the
    answer's label, and the label's place."""

    kept: list[int]
    more: list[str]
    reply: str = ""
    label: tuple[int, ...] = ()


def _going_on(
    doc: Document, line: Line, asked: str, above: str, kept: list[int], replies: bool
) -> _Going:
    """Tell the lines that go on asking from the answer."""
    if not kept:
        return _Going(kept, [])
    if line.layer(Kind.SUMMARY) and "</summary" not in line.raw.lower():
        closing = next((i for i in kept if "</summary" in doc.lines[i].raw.lower()), None)
        if closing is not None:
            at = kept.index(closing)
            before = [doc.lines[i].raw for i in kept[:at] if not doc.lines[i].blank]
            last, _, after = doc.lines[closing].raw.partition("</summary>")
            before += [last] if last.strip() else []
            return _Going(kept[at + 1 :], _tidy(before), _TAG_ENDS.sub("", after).strip())
    if above:
        return _Going(kept, [])
    label = next((i for i in kept if _labels_answer(doc, line, i, kept)), None)
    if label is None:
        return _wrapped(doc, asked, kept)
    at = kept.index(label)
    before = [doc.lines[i].raw for i in kept[:at] if not doc.lines[i].blank]
    if before and not replies and not line.layer(Kind.ASK) and not unclosed(asked):
        return _Going(kept, [])
    if any(re.match(r"\s*[-*+]\s+\[[xX]\]", raw) for raw in before):
        return _Going(kept, [])
    labelled = doc.lines[label]
    shown = "" if labelled.layer(Kind.SUMMARY) else labelled.text
    text = " ".join(part for part in (shown, labelled.tail) if part)
    return _Going(kept[at + 1 :], _tidy(before), _TAG_ENDS.sub("", text).strip(), (label,))


def _tidy(lines: list[str]) -> list[str]:
    if any(line.lstrip().startswith(("```", "~~~")) for line in lines):
        return ["\n".join(lines)]
    return [line.strip() for line in lines]


def _labels_answer(doc: Document, asked: Line, i: int, kept: list[int]) -> bool:
    line = doc.lines[i]
    if not line.prose or not line.layers:
        return False
    if line.layer(Kind.SUMMARY):
        return True
    labelled = line.layer(Kind.REPLY) is not None
    may = labelled or (asked.layer(Kind.ASK) is not None and line.layer(Kind.NUMBER) is not None)
    lettered = may and _FIRST_CHOICE.match(line.raw) is not None
    if lettered and any(_SECOND_CHOICE.match(doc.lines[j].raw) for j in kept if j > i):
        return False
    return labelled or lettered


def _wrapped(doc: Document, asked: str, kept: list[int]) -> _Going:
    """A question broken over lines goes on where the next lines, unmarked, end in a question mark."""
    if not kept or asked.rstrip("*_ ").endswith(("?", "？", ":", "：", "。", ".")):
        return _Going(kept, [])
    if not any(doc.lines[i].text.rstrip("*_ ").endswith(("?", "？")) for i in kept[:2]):
        return _Going(kept, [])
    for count in (1, 2):
        part = [doc.lines[i] for i in kept[:count]]
        adjacent = len(part) == count and not any(
            one.blank or one.layers or not one.prose for one in part
        )
        if not adjacent or doc.lines[kept[0] - 1].blank:
            return _Going(kept, [])
        if part[-1].text.rstrip("*_ ").endswith(("?", "？")):
            return _Going(kept[count:], [one.text for one in part])
    return _Going(kept, [])


def _joined(above: str, reply: str, lines: list[Line]) -> str:
    """The answer as Markdown: text from the question's or the label's line, then the rest dedented."""
    first = above.strip() or reply.strip()
    if not lines:
        return first
    while lines and lines[0].blank:
        lines = lines[1:]
    filled = [line for line in lines if not line.blank]
    single = len(filled) == 1 and filled[0].layers and filled[0].layers[0].kind is Kind.BULLET
    if single and not first and filled[0].indent > 0:
        bare = filled[0].raw.strip()
        return re.sub(r"^[-*+•·●○◆■▪]\s*(?:\[[ xX]\]\s+)?", "", bare)
    below = dedent([line.raw for line in lines])
    return "\n".join(part for part in (first, below) if part).strip("\n")


def dedent(raws: list[str]) -> str:
    """Lines without the white space that all non-blank ones begin with."""
    filled = [raw for raw in raws if raw.strip()]
    if not filled:
        return ""
    shared = filled[0][: len(filled[0]) - len(filled[0].lstrip())]
    for raw in filled:
        while not raw.startswith(shared):
            shared = shared[:-1]
    width = len(shared)
    return "\n".join([raw[width:].rstrip() for raw in raws]).rstrip()


def _all_placeholders(answer: str) -> bool:
    return all(placeholder(part) for part in answer.split("\n") if part.strip())
