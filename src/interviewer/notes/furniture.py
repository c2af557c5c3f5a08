"""Lines that surround the questions: contents, lists of links, badges, legends, licences.

Knows nothing of which lines are questions. `furniture(scan(text))` gives line index → why.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from itertools import pairwise

from interviewer.cards import normalised
from interviewer.notes.lines import Document, Line, State
from interviewer.notes.markers import Kind
from interviewer.notes.wording import is_furniture

CLOSING = "links that close the file"
_ONLY_LINKS = re.compile(
    r"(?:!?\[(?:[^\[\]]|\[[^\]]*\]|!\[[^\]]*\]\([^)]*\))*\](?:\([^)]*\)|\[[^\]]*\])[\s|,;·•/\-*、，]*)+"
)
_ANCHOR = re.compile(r"\]\(#[^)]*\)")
_BARE_URL = re.compile(r"<?https?://\S+>?")
_BACK = re.compile(
    r"(?:\*\*)?\[?[\[(]?\W*(?:back\s+to\s+(?:the\s+)?(?:top|contents|index|table)|top|返回(?:顶部|目录)|回到(?:顶部|目录))",
    re.I,
)
_DOT_LEADERS = re.compile(r"(?:\.{4,}|…{2,}|·{4,}|(?:\. ){4,})\s*\d+\s*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
WRITTEN = "the time of writing"
_WRITTEN = re.compile(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?[ T]+\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
)
PAGE_END = "the end of a page"
_PAGE_ENDS = re.compile(
    r"(?:\d+\s+)?(?:(?:leave|add|post|write)\s+an?\s+)?(?:comments?|reply|likes?|shares?|responses?)(?:\s*[(:]?\s*\d+\)?)?:?"
    r"|(?:previous|next|older|newer)(?:\s+(?:post|page|article|chapter)s?)?"
    r"|(?:share|edit|improve|report)(?:\s+(?:this|on|via)\b.{0,30})?"
    r"|(?:©|copyright\b).{0,60}|.{0,40}all\s+rights\s+reserved\.?"
    r"|(?:评论|点赞|收藏|分享|转发|在看|赞同|举报|打赏|赞赏|喜欢)(?:\s*[(（]?\d+[)）]?)?"
    r"|(?:上|下)一[篇页章][:：]?.{0,40}|(?:编辑|发布|更新)于.{0,30}",
    re.I,
)
_LEGEND = re.compile(r"(?:legend|图例|难度说明|标记说明|符号说明)\s*[:：]", re.I)
_HTML_ONLY = re.compile(
    r"(?:</?(?:p|div|a|img|br|hr|center|span|h[1-6]|sub|sup|picture|source)\b[^>]*>\s*)+", re.I
)


def furniture(doc: Document) -> dict[int, str]:
    """Indices of lines that are neither question, topic nor answer, each with the reason."""
    found: dict[int, str] = {}
    for index, line in enumerate(doc.lines):
        why = _lone(line)
        if why:
            found[index] = why
    _linked_questions(doc, found)
    _contents(doc, found)
    _sections(doc, found)
    _closing(doc, found)
    _page_end(doc, found)
    return found


# How a line begins that may be a link, and one that may name a legend.
_LINKING = frozenset("[!h<*(↥⬆▲↑返回")
_NAMING = frozenset("lL图难标符")


_OTHER = {State.FRONT: "front matter", State.COMMENT: "a comment"}


def _lone(line: Line) -> str | None:
    """Why this line alone shows itself to be furniture, or None."""
    if not line.prose:
        return _OTHER.get(line.state)
    text = line.text
    first = text[:1]
    if first in _LINKING and (first != "*" or text.startswith("**[")):
        if _BACK.match(text) and len(text) < 80:
            return "a link back to the top"
        if not line.heading and (_ONLY_LINKS.fullmatch(text) or _BARE_URL.fullmatch(text)):
            if text.startswith("![") and not text.startswith("[!["):
                return None
            if text[:1] == "[" and not line.layers and not _badges(text) and "](#" not in text:
                return None
            return "a link"
        if text[0] == "<" and _HTML_ONLY.fullmatch(text) and "<img" not in text:
            return "an HTML tag"
    if first in _NAMING and _LEGEND.match(text):
        return "a legend"
    if first.isdigit() and _WRITTEN.fullmatch(text):
        return WRITTEN
    numbered = text[-1:].isdigit() and _DOT_LEADERS.search(text)
    return "an entry of the table of contents" if numbered else None


_LEAST_LINKED = 3
_ASKING = 0.6


def _linked_questions(doc: Document, found: dict[int, str]) -> None:
    """A list that asks is no list of links, though some entries or all are: answers lie elsewhere."""
    links: dict[tuple[str, int], list[int]] = {}
    for i, why in found.items():
        line = doc.lines[i]
        if why == "a link" and line.layers and "](" in line.text:
            links.setdefault(_written(line), []).append(i)
    beside: dict[tuple[str, int], list[int]] = {key: [] for key in links}
    for i in doc.marked if links else ():
        if i not in found and (key := _written(doc.lines[i])) in beside:
            beside[key].append(i)
    for key, places in links.items():
        entries = [*places, *beside[key]]
        asks = sum(doc.lines[i].asks for i in entries)
        if len(entries) >= _LEAST_LINKED and asks >= _ASKING * len(entries):
            mixed = len(places) < _LEAST_LINKED
            for i in places:
                if not mixed or doc.lines[i].asks >= _ASKING:
                    del found[i]


def _written(line: Line) -> tuple[str, int]:
    """How a list writes its entries, and how deep."""
    return line.layers[0].style, line.indent


def _badges(text: str) -> bool:
    return text.startswith("[![")


def _is_entry(line: Line) -> bool:
    return (
        line.prose
        and not line.heading
        and line.layers[0].kind in (Kind.BULLET, Kind.NUMBER, Kind.ASK)
    )


def _contents(doc: Document, found: dict[int, str]) -> None:
    """Runs of list entries most of which repeat a later line, or lead to an anchor."""
    wording = _wording(doc)
    often = Counter(wording.values())
    # Named in the contents and once more; what stands there oftener is a point of many answers.
    places = {key: index for index, key in wording.items() if often[key] <= 2}
    run: list[int] = []
    keys: set[str] = set()
    last = -1
    for index in doc.marked:
        entry = _is_entry(doc.lines[index])
        key = wording.get(index, "")
        apart = index - last > 1 and doc.next_filled(last) != index
        last = index
        if apart or not entry or key in keys:
            _judge_run(doc, run, wording, places, found)
            run, keys = [], set()
        if entry:
            run.append(index)
            keys.add(key)
    _judge_run(doc, run, wording, places, found)


def _wording(doc: Document) -> dict[int, str]:
    """The folded text of every line with markers that could be in, or stand in, a contents list."""
    return {
        i: normalised(_LINK.sub(r"\1", line.text) if "](" in line.text else line.text)
        for i in doc.marked
        if (line := doc.lines[i]).prose and len(line.text) <= 200
    }


def _judge_run(
    doc: Document,
    run: list[int],
    wording: Mapping[int, str],
    places: Mapping[str, int],
    found: dict[int, str],
) -> None:
    """`places` holds where a wording stands last."""
    if len(run) < 3:
        return
    repeats = [i for i in run if (k := wording.get(i)) and places.get(k, 0) > run[-1]]
    # What a contents list names stands apart further down; points that every answer lists do not.
    later = sorted(places[wording[i]] for i in repeats)
    apart = sum(b - a > 1 for a, b in pairwise(later))
    if 2 * apart < len(later) - 1:
        repeats = []
    anchors = [i for i in run if _ANCHOR.search(doc.lines[i].text)]
    # Of questions that lead to places in the same file, at least one stands there once more.
    if anchors and not repeats:
        asks = sum(doc.lines[i].asks >= _ASKING for i in run)
        anchors = [] if asks >= _ASKING * len(run) else anchors
    if len({*repeats, *anchors}) >= 0.6 * len(run):
        found.update(dict.fromkeys(run, "an entry of the table of contents"))


def _closing(doc: Document, found: dict[int, str]) -> None:
    """The last heading, when only links stand in it and below it, belongs to no answer."""
    last = doc.headings[-1] if doc.headings else len(doc.lines)
    below = [i for i in range(last + 1, len(doc.lines)) if not doc.lines[i].blank]
    if last == len(doc.lines) or not all(_leads_away(doc.lines[i]) for i in below):
        return
    line = doc.lines[last]
    if (below and "](" in line.text and line.asks < 0.8) or (below and is_furniture(line.text)):
        found.update(dict.fromkeys([last, *below], CLOSING))


def _page_end(doc: Document, found: dict[int, str]) -> None:
    """The last lines of a copied page, which name what the reader may do with it."""
    last = doc.last_filled(len(doc.lines))
    while last > 0:
        line = doc.lines[last]
        if not line.prose or line.layers or not _PAGE_ENDS.fullmatch(line.text):
            return
        found[last] = PAGE_END
        last = doc.last_filled(last)


def _leads_away(line: Line) -> bool:
    """A link, a picture, a tag or a rule."""
    text = line.text or line.raw.strip()
    return (
        line.state in (State.RULE, State.COMMENT)
        or text[:1] == "<"
        or _ONLY_LINKS.fullmatch(text) is not None
        or _BARE_URL.search(text) is not None
    )


def _asks_plainly(line: Line) -> bool:
    """Whether a line asks with a question mark, though a tick or a picture may stand behind it."""
    return line.asks >= 1 or (line.asks >= 0.75 and ("?" in line.text or "？" in line.text))


def _sections(doc: Document, found: dict[int, str]) -> None:
    """Lists under a heading such as Contents, Contributing or References hold no questions."""
    level = 0
    title = ""
    for index in doc.marked if doc.headings else ():
        line = doc.lines[index]
        if line.heading:
            if not level or line.heading <= level:
                level = line.heading if is_furniture(line.text) else 0
                title = line.text
        elif level and line.prose and not _asks_plainly(line):
            found.setdefault(index, f"part of “{title}”")
