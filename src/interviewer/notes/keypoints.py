"""Key points of a reference answer: its list items, else its sentences.

Knows nothing of files or cards. `key_points("- one idea\n- another idea")`
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from interviewer.cards import KeyPoint

MOST = 8
_LEAST = 4

_OPAQUE = re.compile(r"(?ms)^[ \t]*(```|~~~).*?^[ \t]*\1[`~]*[ \t]*$|\$\$.*?\$\$|^[ \t]*<!--.*?-->")
_ITEM = re.compile(
    r"(?m)^(?P<pad>[ \t]*)(?:[-*+•·●○◆■▪]|[\[(（]?\d{1,2}[.、)）．\]](?!\d)|[①-⑳]|[（(][一二三四五六七八九十]+[)）]"
    r"|[一二三四五六七八九十]+、)[ \t]*(?:\[[ xX]\][ \t]+)?(?P<text>\S.*)$"
)
_ITEM_BEGINS = frozenset("-*+•·●○◆■▪[(（①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳一二三四五六七八九十")
_CHECKED = re.compile(r"[-*+][ \t]+\[[xX]\]")
_INLINE_ITEM = re.compile(
    r"(?:(?<=[;；。.])|(?<=\s)|^)\s*(?:\d[.、)）](?!\d)|[①-⑳]|[（(]\d[)）])\s*"
)
_SENTENCE = re.compile(
    r"(?:[^。！？!?；;.\n]++|\.(?!\s|$)|[.;!?](?=[^\s\n]))+(?:[。！？!?；;.]+[”\"')）\]]*|$|(?=\n))"
)
# One plain sentence, as most answers of short notes are: nothing in it can be a list or a mark.
_ONE_SENTENCE = re.compile(r"[^\W\d_][^。！？!?；;.\n\[\d①-⑳`~$<]*[。！？!?；;.]?")
_NUMBER = re.compile(r"[\d①-⑳]")
_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(r"[ \t]*(?:>|[-*+•]|\d{1,2}[.、)）](?!\d))[ \t]*")
_HEADING = re.compile(r"#{1,6}\s|\||!\[[^\]]*\]\([^)]*\)\s*$|<[^>]+>\s*$|[-*_=]{3,}\s*$")
_TERM = re.compile(r"(?:\*\*|__)(.+?)(?:\*\*|__)\s*[:：]?$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BETWEEN = re.compile(r"\W+")


def key_points(reference: str | None) -> tuple[KeyPoint, ...]:
    """At most eight points of weight 1, each standing literally at `reference[start:end]`."""
    if not reference:
        return ()
    if _ONE_SENTENCE.fullmatch(reference) and not reference[-1].isspace():
        return (KeyPoint(reference, 1.0, 0, len(reference)),)
    visible = reference
    if "```" in reference or "~~~" in reference or "$$" in reference or "<!--" in reference:
        visible = _OPAQUE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), reference)
    # One line is no list; most answers of short notes are one.
    items = list(_items(visible)) if _may_list(visible) else []
    if len(items) >= 2 or _CHECKED.search(visible):
        solid = sorted([*items, *_beside(visible, items)])
    else:
        inline = list(_inline_items(visible))
        whole = inline if len(inline) >= 2 else list(_sentences(visible))
        solid = [s for s in whole if _solid(reference[s[0] : s[1]])] or whole[:1]
    solid = solid or _trimmed(reference, 0, len(reference))
    chosen = _limited(solid)
    return tuple(KeyPoint(reference[a:b], 1.0, a, b) for a, b in chosen)


def _solid(text: str) -> bool:
    """Whether a text is long enough for a point; most begin with letters enough."""
    beginning = text[:_LEAST]
    return (len(beginning) == _LEAST and beginning.isalnum()) or content_length(text) >= _LEAST


def content_length(text: str) -> int:
    """Number of letters and digits, a Chinese character counting as two."""
    letters = len(_BETWEEN.sub("", text))
    return letters if text.isascii() else letters + len(_HAN.findall(text))


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return []
    start += piece.index(bare[0])
    return [(start, start + len(bare))]


def _may_list(text: str) -> bool:
    """Whether any of several lines begins as an item does; told before the search for items."""
    if "\n" not in text:
        return "[" in text
    begins = [line.lstrip(" \t")[:1] for line in text.split("\n")]
    return any(first in _ITEM_BEGINS or first.isdecimal() for first in begins)


def _items(text: str) -> Iterator[tuple[int, int]]:
    """Outermost list items; an item that only leads to items below it gives way to them."""
    found = list(_ITEM.finditer(text))
    checked = [item for item in found if _CHECKED.search(item[0])]
    found = checked or found
    depths = [len(item["pad"].expandtabs(4)) for item in found]
    top = min(depths, default=0)
    for at, item in enumerate(found):
        deeper = at + 1 < len(found) and depths[at + 1] > depths[at]
        leads = deeper and item["text"].rstrip().endswith((":", "：", "**", "？", "?"))
        parent_leads = depths[at] > top and _parent_leads(found, depths, at)
        if (depths[at] == top and not leads) or parent_leads:
            yield from _trimmed(text, item.start("text"), item.end("text"))


def _beside(text: str, items: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences outside the list that do not only lead to it."""
    starts = {text.rfind("\n", 0, start) + 1 for start, _ in items}
    for line in _LINE.finditer(text):
        whole = line[0]
        if line.start() in starts or whole[0].isspace() or whole.rstrip().endswith((":", "：")):
            continue
        if _ITEM.match(whole):
            continue
        for start, end in _line_sentences(text, line):
            said = text[start:end]
            if not said.endswith((":", "：")) and content_length(said) >= 8:
                yield start, end


def _parent_leads(found: list[re.Match[str]], depths: list[int], at: int) -> bool:
    for before in range(at - 1, max(-1, at - 40), -1):
        if depths[before] < depths[at]:
            return found[before]["text"].rstrip().endswith((":", "：", "**", "？", "?"))
    return False


def _inline_items(text: str) -> Iterator[tuple[int, int]]:
    """`1. one; 2. two` in running text."""
    if not _NUMBER.search(text):
        return
    for line in _LINE.finditer(text):
        cuts = list(_INLINE_ITEM.finditer(line[0]))
        if len(cuts) < 2:
            continue
        for at, cut in enumerate(cuts):
            end = cuts[at + 1].start() if at + 1 < len(cuts) else len(line[0])
            yield from _trimmed(text, line.start() + cut.end(), line.start() + end)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text):
        yield from _line_sentences(text, line)


def _line_sentences(text: str, line: re.Match[str]) -> Iterator[tuple[int, int]]:
    stripped = line[0].strip()
    plain = line[0][0].isalpha()
    if not plain and (_HEADING.match(stripped) or _TERM.fullmatch(stripped)):
        return
    marked = None if plain else _MARK.match(line[0])
    begin = line.start() + (marked.end() if marked else 0)
    for found in _SENTENCE.finditer(text, begin, line.end()):
        yield from _trimmed(text, found.start(), found.end())


def _limited(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Neighbours are joined until no more than `MOST` are left, the shortest pair first."""
    spans = list(spans[:64])
    while len(spans) > MOST:
        at = min(range(len(spans) - 1), key=lambda i: spans[i + 1][1] - spans[i][0])
        spans[at : at + 2] = [(spans[at][0], spans[at + 1][1])]
    return spans
