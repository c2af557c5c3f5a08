"""What note apps write beside Markdown, put into plain labels, line for line.

Knows the flashcard, callout and outline forms of Obsidian, Logseq, MkDocs and VuePress, and
talks between interviewer and candidate; nothing of questions found otherwise.
`plain_labels("> [!question] What is a mutex?\\n> A lock.")`
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

from interviewer.notes.drawn import drawn_outline
from interviewer.notes.wording import is_section_label, question_score, uncovers

_FENCE = re.compile(r"\s*(?:[-*+]\s+|>\s*)*(`{3,}|~{3,})")
_ASKING = r"question|faq|help|quiz|ask|flashcard|problem"


def plain_labels(text: str) -> str:
    """The same number of lines; each form is looked for only when the text holds its sign."""
    wanted = [rewrite for signs, rewrite in _FORMS if any(sign in text for sign in signs)]
    if not wanted:
        return text
    lines = text.split("\n")
    for rewrite in wanted:
        lines = rewrite(lines)
    return "\n".join(lines)


def _code(lines: list[str]) -> list[bool]:
    """For every line whether it lies in a fence that also closes."""
    inside = [False] * len(lines)
    opened: tuple[int, str] | None = None
    for i, line in enumerate(lines):
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if not found:
            continue
        if opened is None:
            opened = (i, found[1])
        elif found[1].startswith(opened[1]):
            inside[opened[0] : i + 1] = [True] * (i + 1 - opened[0])
            opened = None
    return inside


def _outside(rewrite: Callable[[str], str], lines: list[str]) -> list[str]:
    """Every line that is no code, rewritten."""
    return [line if code else rewrite(line) for line, code in zip(lines, _code(lines), strict=True)]


def _label(title: str, asks: bool) -> str | None:
    """`Q: …` for a title that asks, `A:` for one that only uncovers; None for any other."""
    title = title.strip().strip("\"'").strip()
    if title and not uncovers(title) and (asks or question_score(title) >= 0.75):
        return f"Q: {title}"
    if not title:
        return None
    return "A:" if uncovers(title) or is_section_label(title) else None


_CALLOUT = re.compile(r"\s*>\s*\[!(\w[\w-]*)\][-+]?\s*(.*)$")
_ANSWERING = frozenset({"answer", "solution", "success", "check", "done"})


def _callouts(lines: list[str]) -> list[str]:
    """`> [!question] …` with its quoted lines."""
    out: list[str] = []
    open_callout = False
    for line in lines:
        found = _CALLOUT.match(line)
        if found:
            kind = found[1].lower()
            label = _label(found[2], bool(re.fullmatch(_ASKING, kind)))
            if label is None and kind in _ANSWERING:
                label = f"A: {found[2]}".rstrip()
            open_callout = label is not None
            out.append(label or line)
        elif open_callout and line.lstrip().startswith(">"):
            out.append(re.sub(r"^\s*>\s?", "", line))
        else:
            open_callout = False
            out.append(line)
    return out


_ADMONITION = re.compile(r"\s*(?:\?{3}|!{3})\+?\s+([\w-]+)(?:\s+[\w-]+)*\s*(?:\"([^\"]*)\")?\s*$")


def _admonition(line: str) -> str:
    found = _ADMONITION.match(line)
    if found is None:
        return line
    label = _label(found[2] or "", bool(re.fullmatch(_ASKING, found[1].lower())))
    return label or line


_CONTAINER = re.compile(r"\s*:{3,}\s*([\w-]+)\s*(.*)$")
_CONTAINER_END = re.compile(r"\s*:{3,}\s*$")


def _containers(lines: list[str]) -> list[str]:
    """`::: details 查看答案` … `:::`."""
    out: list[str] = []
    opened: list[bool] = []
    for line, code in zip(lines, _code(lines), strict=True):
        found = None if code else _CONTAINER.match(line)
        if found:
            bare = not found[2].strip() and found[1].lower() in ("details", "answer", "solution")
            label = "A:" if bare else _label(found[2], found[1].lower() == "question")
            opened.append(label is not None)
            out.append(label or line)
        elif not code and opened and _CONTAINER_END.match(line):
            out.append(f"<!-- {line.strip()} -->" if opened.pop() else line)
        else:
            out.append(line)
    return out


_SHORTCODE = re.compile(
    r"\s*\{\{[<%]\s*(details|expand|spoiler|collapse|accordion\S*|question)\b[^\"“]*[\"“](.+?)[\"”].*[>%]\}\}\s*$"
)
_SHORTCODE_END = re.compile(r"\s*\{\{[<%]\s*/\s*[\w-]+\s*[>%]\}\}\s*$")


def _shortcode(line: str) -> str:
    """`{{< details "What …?" >}}` and its end, as Hugo's pages have them."""
    found = _SHORTCODE.match(line)
    if found:
        return _label(found[2], found[1] in ("details", "question")) or line
    return f"<!-- {line.strip()} -->" if _SHORTCODE_END.match(line) else line


_SEPARATOR = re.compile(r"\s*\?{1,2}\s*$")


def _separated(lines: list[str]) -> list[str]:
    """A line that is only `?`: the paragraph above asks, the one below answers."""
    out = list(lines)
    code = _code(lines)
    for i, line in enumerate(lines):
        if code[i] or not _SEPARATOR.match(line):
            continue
        first = i
        while first > 0 and lines[first - 1].strip() and not lines[first - 1].startswith("<!--"):
            first -= 1
        if first < i and i + 1 < len(lines) and lines[i + 1].strip():
            bare = re.sub(r"^\s*#{1,6}\s+", "", lines[first])
            out[first] = bare if re.match(r"\s*Q\s*[:：]", bare) else f"Q: {bare.strip()}"
            out[i] = "A:"
    return out


_BAR = re.compile(r"-{3,}\s*$")
_KEYED = re.compile(r"[A-Za-z][\w-]*\s*:(?:\s|$)")


def _decks(lines: list[str]) -> list[str]:
    """Cards between bars, each with its `key: value` lines, its question, a bar, its answer."""
    code = _code(lines)
    bars = [i for i, line in enumerate(lines) if not code[i] and _BAR.match(line)]
    keyed = [
        (a, b) for a, b in pairwise(bars) if b > a + 1 and all(map(_KEYED.match, lines[a + 1 : b]))
    ]
    if len(keyed) < 3:
        return lines
    out = list(lines)
    ends = [*(a for a, _ in keyed[1:]), len(lines)]
    for (opening, closing), end in zip(keyed, ends, strict=True):
        for i in range(opening, closing + 1):
            out[i] = f"<!-- {lines[i].strip()} -->"
        bar = next((i for i in bars if closing < i < end), end)
        asked = next((i for i in range(closing + 1, bar) if lines[i].strip()), None)
        if asked is not None:
            out[asked] = f"Q: {re.sub(r'^#{1,6}[ ]+', '', lines[asked].strip())}"
            if bar < end:
                out[bar] = "A:"
    return out


_PROPERTY = re.compile(r"\s*(?:-\s+)?[a-z][a-z0-9._-]*::(?:\s\S.*|\s*)$")
_STATE = re.compile(r"(\s*[-*+]\s+)(?:TODO|DOING|DONE|NOW|LATER|WAITING|CANCELL?ED)\s+(?=\S)")
_HIGHLIGHT = re.compile(r"(\s*(?:[-*+]\s+)?(?:\d+[.、)]\s*)?)==`?((?:(?!==).)+?)`?==\s*$")
_CARD_TAG = re.compile(r"(\s*(?:[-*+]\s+)?)(.*\S)\s+#(?:card|flashcards?(?:/[\w/-]+)?)\s*$")


def _outline(line: str) -> str:
    """One line of a Logseq page: states, highlights, and properties, which become comments."""
    if _PROPERTY.match(line):
        return f"<!-- {line.strip()} -->"
    line = _STATE.sub(r"\1", line)
    if "==" in line:
        line = _HIGHLIGHT.sub(r"\1\2", line)
    return _card_tag(line)


def _card_tag(line: str) -> str:
    found = _CARD_TAG.match(line)
    return f"{found[1]}Q: {found[2]}" if found else line


_ASKER = r"面试官|考官|提问者|Interviewer|Front|正面"
_TELLER = r"候选人|应聘者|求职者|面试者|我|Candidate|Interviewee|Me|Back|背面|反面"
_SPEAKER = (
    r"(?im)^(\s*(?:[-*+>]\s+)?)(?:\*\*|__)?(?:{who})(?:\*\*|__)?\s*[:：]\s*(?:\*\*|__)?(?=\s|\S)"
)
_ASKS = re.compile(_SPEAKER.format(who=_ASKER))
_TELLS = re.compile(_SPEAKER.format(who=_TELLER))


def _talk(lines: list[str]) -> list[str]:
    """Speakers as labels, where each of the two speaks at least twice."""
    code = _code(lines)
    plain = [line for line, inside in zip(lines, code, strict=True) if not inside]
    if min(sum(bool(said.match(line)) for line in plain) for said in (_ASKS, _TELLS)) < 2:
        return lines
    return _outside(lambda line: _TELLS.sub(r"\1A: ", _ASKS.sub(r"\1Q: ", line)), lines)


_WIDE = re.compile(r"[\s\u3000]*[(（]?[０-９]+")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789")


def _wide_number(line: str) -> str:
    found = _WIDE.match(line)
    return found[0].translate(_NARROW) + line[found.end() :] if found else line


_COUNTED = re.compile(r"(\d{1,3})(?:\s*[.、．)）:：]\s*|\s+)(?=[^\W\d])")
_UNPOINTED = re.compile(r"(\d{1,3})\s+(?=[^\W\d])")


def _numbers(lines: list[str]) -> list[str]:
    """`3 What …` gets its point where the numbers before and after it count on."""
    code = _code(lines)
    places = [(i, int(found[1])) for i, line in enumerate(lines) if (found := _COUNTED.match(line))]
    values = [value for _, value in places]
    out = list(lines)
    for at, (i, value) in enumerate(places):
        found = _UNPOINTED.match(lines[i])
        if found is None or code[i]:
            continue
        begins = value == 1 or (at > 0 and values[at - 1] == value - 1)
        goes_on = at + 1 == len(values) or values[at + 1] in (1, value + 1)
        if begins and goes_on and not (value == 1 and values[at + 1 : at + 2] != [2]):
            out[i] = f"{value}. {lines[i][found.end() :]}"
    return out


_ALONE = re.compile(r"[ \u3000]{0,3}(\d{1,3})[.、)]?\s*$")
_FEWEST_ALONE = 3


def _numbers_alone(lines: list[str]) -> list[str]:
    """A number on a line of its own, as pages copied from a screen have it, goes before the line
    below, where such numbers count on and what they count asks."""
    found = [
        (i, int(number[1]))
        for i, line in enumerate(lines[:-1])
        if (number := _ALONE.match(line))
        and lines[i + 1].strip()
        and not _ALONE.match(lines[i + 1])
    ]
    on = all(b in (1, a + 1) for (_, a), (_, b) in pairwise(found))
    asks = sum(question_score(lines[i + 1]) for i, _ in found)
    if len(found) < _FEWEST_ALONE or not on or asks < 0.6 * len(found):
        return lines
    out = list(lines)
    for i, value in found:
        out[i], out[i + 1] = f"<!-- {value} -->", f"{value}. {lines[i + 1].strip()}"
    return out


_TABBED = re.compile(r"([ \u3000]{0,3}\d{1,3})[ \u3000]*\t+\s*(?=[^\W\d])")
_FEWEST_TABBED = 3


def _tabbed(lines: list[str]) -> list[str]:
    """`7<tab>What …` gets a point where such lines ask, whether or not they count on."""
    code = _code(lines)
    found = {
        i: match
        for i, line in enumerate(lines)
        if not code[i] and (match := _TABBED.match(line)) is not None
    }
    asks = sum(question_score(lines[i][match.end() :]) for i, match in found.items())
    if len(found) < _FEWEST_TABBED or asks < 0.5 * len(found):
        return lines
    return [
        f"{found[i][1]}. {line[found[i].end() :]}" if i in found else line
        for i, line in enumerate(lines)
    ]


_ASKED_NUMBER = re.compile(r"Q\d{1,3}\s+\S")
_TOLD_NUMBER = re.compile(r"(A\d{1,3})\s+(?=\S)")


def _pairs(lines: list[str]) -> list[str]:
    """`Q1 …` and `A1 …` without colons, where both are frequent."""
    asked = sum(_ASKED_NUMBER.match(line) is not None for line in lines)
    told = sum(_TOLD_NUMBER.match(line) is not None for line in lines)
    if min(asked, told) < 2 or 2 * told < asked:
        return lines
    return _outside(lambda line: _TOLD_NUMBER.sub(r"\1: ", line), lines)


def _everywhere(rewrite: Callable[[str], str]) -> Callable[[list[str]], list[str]]:
    return lambda lines: _outside(rewrite, lines)


_ITEM = re.compile(r"(\s*)<li(?:\s[^>]*)?>\s*(.*?)\s*(?:</li>)?\s*(?:</[ou]l>)?\s*$")


def _item(line: str) -> str:
    """An item of an HTML list on a line of its own as one of Markdown."""
    return _ITEM.sub(r"\1- \2", line)


# What a text must hold somewhere before a form is looked for, line by line.
_FORMS: tuple[tuple[tuple[str, ...], Callable[[list[str]], list[str]]], ...] = (
    (("\n---\n",), _decks),
    (("[!",), _callouts),
    (("???", "!!!"), _everywhere(_admonition)),
    ((":::",), _containers),
    (("{{<", "{{%"), _everywhere(_shortcode)),
    (("\n?\n", "\n? \n", "\n??\n"), _separated),
    (("collapsed::", "id::", "card-last", "logseq."), _everywhere(_outline)),
    (("#card", "#flashcard"), _everywhere(_card_tag)),
    (("面试官", "考官", "提问者", "Interviewer", "Front", "正面", "FRONT", "front"), _talk),
    (tuple("０１２３４５６７８９"), _everywhere(_wide_number)),
    (("\nA1 ", "\nA2 "), _pairs),
    (("├─", "┣━"), drawn_outline),
    (("<li>", "<li "), _everywhere(_item)),
    (("\t",), _tabbed),
    (("\n2\n", "\n3\n", "\n2.\n"), _numbers_alone),
    (("\n2 ", "\n3 ", "\n2\t", "\n3\t"), _numbers),
)
