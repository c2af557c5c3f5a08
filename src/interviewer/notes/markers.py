"""The markers that open a line: headings, numbers, bullets, bold, question and answer labels.

Knows one line at a time, nothing of the file. `peel("1. **What is RAII?**")`
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Kind(StrEnum):
    """What a marker at the start of a line is."""

    HEADING = "heading"
    NUMBER = "number"
    BULLET = "bullet"
    BOLD = "bold"
    LEAD = "lead"
    ASK = "ask"
    REPLY = "reply"
    SUMMARY = "summary"


class Layer(NamedTuple):
    """One marker: its kind, how it is written ("1.", "##", "-"), and its number or level."""

    kind: Kind
    style: str
    value: int = 0


def counting(layers: Sequence[Layer]) -> Layer | None:
    """The marker that a line is counted with: its number, or else that of a label (`Q1`)."""
    found = (y for kind in (Kind.NUMBER, Kind.ASK) for y in layers if y.kind is kind)
    return next(found, None)


def written(layers: Sequence[Layer]) -> str:
    """How a line's markers are written, outermost first."""
    return " ".join(layer.style for layer in layers)


class Peeled(NamedTuple):
    """A line without its markers, outermost first; `tail` is what follows a bold beginning."""

    layers: tuple[Layer, ...]
    text: str
    tail: str = ""


_HAN_DIGITS = "零一二三四五六七八九十百〇"
_MEASURES = "个種种台条张只位名次道"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_NUM = rf"(?:\d{{1,3}}|[{_HAN_DIGITS}]{{1,3}})"
_ASK_WORD = r"(?:Q(?:uestions?|ues|n)?|问题?|問題?|题目?|題目?|面试题|提问|考题|试题|Quiz)"
_REPLY_WORD = (
    r"(?:A(?:n(?:sw|ws|w|s)ers?|ns)?|答案?|回答|参考答案|參考答案|解答|标准答案|正确答案|参考回答|Reply|"
    r"Answer\s+[a-z]{3,9}(?=\s*[:：])|Correct\s+answers?|Short\s+answer|Sample\s+answer|Model\s+answer|Solution|解析|Explanation|R(?=\s*[:：]))"
)
_DIGIT = frozenset("0123456789")
_NUMBERS = rf"""
      (?P<multi>(?!\d{{1,3}}[.．]\d+[{_MEASURES}])
        \d{{1,3}}(?:\.\d{{1,3}})+(?:[.、)](?=\s|[^\d\s.])|(?=\s|[\u3400-\u9fff])))[ \t]*
    | (?P<num>[\[【(（]\s*\d{{1,3}}\s*[\]】)）](?!\()[.、:：]?
        |\d{{1,4}}\s?\\?[.．。、)）](?![\d.)])
        |\d{{1,3}}，(?=[^\d\s])
        |\d{{1,3}}[.．](?=\d+[{_MEASURES}])
        |\d{{1,3}}(?:[:：](?!\d)|\s+[-–—]\s)
        |\#\s?\d{{1,3}}\b[.:、)]?
        |No\.?\s?\d{{1,3}}\b[.:、]?
        |\d\ufe0f?\u20e3
      )[ \t\u3000]*
"""
# What a line that begins with a digit can begin with.
_COUNTED = re.compile(_NUMBERS, re.X | re.I)
_MARKER = re.compile(
    rf"""
      (?P<heading>\#{{1,6}}(?=[ \t\u3000]+\S)|\#{{2,6}}(?=[^\s\#])|\#(?=[\u3400-\u9fff]))[ \t\u3000]*
    | (?P<ask>[\[【(（]\s*{_ASK_WORD}\s*{_NUM}?\s*[\]】)）]\s*[:：.、]?
        |第\s*{_NUM}\s*[题題问問]\s*[:：.、]?
        |{_ASK_WORD}\s*[#.]?\s*{_NUM}?\s*[:：]
        |{_ASK_WORD}\s*[#.]?\s*{_NUM}\s*[.．、)）](?!\d)
        |Q\s*[.、)]\s
        |Q{_NUM}(?:\s*[-–—]+\s*(?=[^\d\s])|\s+(?=\S))
        |(?:Question|问题|题目)[ \t]*$
        |(?:Question|问题|面试题)\s*[\#]?{_NUM}\s*(?:[-–—]\s*|(?=\s)|$)
      )[ \t]*
    | (?P<reply>[\[【(（]\s*{_REPLY_WORD}\s*\d*\s*[\]】)）]\s*[:：]?
        |{_REPLY_WORD}\s*{_NUM}?\s*[:：](?!:)
        |(?:Ans|Answer|答)\s*[.．、](?=\s|[\u3400-\u9fff])
        |(?:Answer|参考答案|答案|解答|参考回答|(?:Reference|Sample|Model|Correct)\s+answers?)\s*{_NUM}?\s*$
        |[:：](?=[ \t])
      )[ \t]*
    | (?P<han>第\s*{_NUM}\s*[章节節部分篇讲講课課单元]+\s*[:：、.]?
        |[（(]\s*[{_HAN_DIGITS}]{{1,4}}\s*[)）]\s*[、.]?
        |[{_HAN_DIGITS}]{{1,4}}\s*[、.．)）:：](?!\d)
      )[ \t\u3000]*
    | {_NUMBERS}
    | (?P<circled>[{_CIRCLED}])[ \t、.]*
    | (?P<roman>(?:I{{1,3}}|IV|VI{{0,3}}|IX|X|XI{{1,3}}|XIV|XV)[.、)])(?=\s|[\u3400-\u9fff])[ \t]*
    | (?P<alpha>[A-Ha-h][.)、])(?=\s|[\u3400-\u9fff])[ \t]*
    | (?P<bullet>[-*+](?=[ \t]|$)|[–](?=[ \t])|[•·●○◆◇■□▪▫‣➢➤▶►◦⦁])(?![-*_\s]*$)[ \t\u3000]*(?:\[[ xX]\](?=\s)[ \t]*)?
    """,
    re.X | re.I,
)
_DIGITS = re.compile(r"\d+")
_HAN_NUMBER = re.compile(rf"[{_HAN_DIGITS}]+")
_OPENERS = frozenset(
    "#:：-*+–•·●○◆◇■□▪▫‣➢➤▶►◦⦁[【(（0123456789QqAaNnRrSsMmEeCcIiVvXxBbDdFfGgHh问問题題面提考试答回参參解标正第"
    + _HAN_DIGITS
    + _CIRCLED
)
_CLOSED_BOLD = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HTML_BOLD = re.compile(r"<(b|strong)>(.+?)</\1>", re.I)
_HTML_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)(?:</h\1>|$)", re.I)
_SUMMARY = re.compile(r"<summary[^>]*>(.*?)(?:</summary>|$)(.*)", re.I)
_DETAILS_OPEN = re.compile(r"^(?:\s*<details[^>]*>)?\s*(?=<summary)", re.I)
_TAGS = re.compile(r"</?(?:b|strong|i|em|u|span|font|p|code|a|h[1-6]|br)\b[^>]*/?>", re.I)
_PICTURE = re.compile(r"[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2705\ufe0f\u200d\u25b6]+\s*")
_PICTURE_AROUND = re.compile(rf"^(?:{_PICTURE.pattern})|\s*{_PICTURE.pattern}$")
_NOTHING = re.compile(r"[\s:：。<>br/\\]*")
_ANCHOR = re.compile(r"<a\s[^>]*>\s*</a>|<br\s*/?>\s*$|\s*\{#[\w-]+\}\s*$", re.I)


_CODED = re.compile(r"`([^`]+)`$")
_IN_CODE = frozenset({Kind.ASK, Kind.NUMBER})
_BEHIND_QUOTE = frozenset({Kind.ASK, Kind.REPLY, Kind.HEADING})
_BEHIND_PICTURE = _BEHIND_QUOTE | {Kind.BOLD}


def peel(text: str) -> Peeled:
    """Take the markers off a line that has no indentation, up to five deep."""
    layers: list[Layer] = []
    tail = ""
    if "<" in text:
        text = _ANCHOR.sub("", text).strip()
    if _only_a_word(text[:2]):
        return Peeled((), text.strip())
    if text[:3] == "_**" and text[-3:] == "**_":
        text = text[1:-1]
    if text[:1] == "`" and (inside := _CODED.match(text)):
        inner = peel(inside[1])
        return inner if inner.layers and inner.layers[0].kind in _IN_CODE else Peeled((), text)
    if text and (text[0] == ">" or (_pictured(text) and _PICTURE.match(text))):
        inner = peel(_PICTURE.sub("", text.lstrip("> ")))
        kinds = _BEHIND_QUOTE if text[0] == ">" else _BEHIND_PICTURE
        return inner if any(y.kind in kinds for y in inner.layers) else Peeled((), text)
    while text and len(layers) < 6:
        first = text[0]
        if first == "<" or (first == "*" and text[:2] == "**") or text[:2] == "__":
            taken = _peel_wrapped(text, layers)
            if taken is None:
                break
            text, more = taken
            tail = more or tail
            continue
        if first in "-*+" and not layers and text[1:2] == " " and text[2:3].isalnum():
            layers.append(_written("bullet", first))
            text = text[2:]
            continue
        if first not in _OPENERS or _only_a_word(text[:2]):
            break
        found = (_COUNTED if first in _DIGIT else _MARKER).match(text)
        if found is None:
            break
        layer = _layer(found)
        if layers and not _may_follow(layers, layer):
            break
        layers.append(layer)
        text = text[found.end() :]
        if layer.kind is Kind.HEADING:
            text = re.sub(r"(?:^|[ \t]+)#+[ \t]*$", "", text).strip()
            text = _PICTURE_AROUND.sub("", text) or text
    if layers and text and _pictured(text) and _PICTURE.match(text):
        text = _PICTURE.sub("", text, count=1) or text
    return Peeled(tuple(layers), text.strip(), tail.strip())


# How the words of markers begin: Question, Qn, Answer, Correct answer, No., IV …
_WORDS = frozenset(
    [
        "qu",
        "qn",
        "an",
        "re",
        "co",
        "sh",
        "sa",
        "mo",
        "so",
        "ex",
        "no",
        "ii",
        "iv",
        "vi",
        "ix",
        "xi",
        "xv",
    ]
)


@lru_cache(maxsize=1 << 12)
def _only_a_word(beginning: str) -> bool:
    """Whether these two characters begin a word that is in no marker."""
    return (
        len(beginning) == 2
        and beginning.isascii()
        and beginning.isalpha()
        and beginning.lower() not in _WORDS
    )


def _pictured(text: str) -> bool:
    """Whether a text may begin with a picture, told by the range of its first character."""
    return "\u200d" <= text[0] <= "\u2bff" or text[0] >= "\ufe0f"


def _peel_wrapped(text: str, layers: list[Layer]) -> tuple[str, str] | None:
    """Unwrap bold, HTML headings and summaries; None when nothing is wrapped."""
    if text[0] == "<":
        summary = _SUMMARY.match(_DETAILS_OPEN.sub("", text))
        if summary and not any(layer.kind is Kind.SUMMARY for layer in layers):
            layers.append(Layer(Kind.SUMMARY, "<summary>"))
            return _TAGS.sub("", summary[1]).strip(), summary[2]
        heading = _HTML_HEADING.match(text)
        if heading:
            layers.append(Layer(Kind.HEADING, "#" * int(heading[1]), int(heading[1])))
            return _TAGS.sub("", heading[2]).strip(), ""
    if _asks_unclosed(text):
        text += "**"
    wrapped = _HTML_BOLD.match(text) or _CLOSED_BOLD.match(text)
    if wrapped is None or any(layer.kind in (Kind.BOLD, Kind.LEAD) for layer in layers):
        return None
    inner, rest = wrapped[2].strip(), text[wrapped.end() :]
    inner = inner.strip("*") if inner.startswith("**") and inner.endswith("**") else inner
    label = _MARKER.fullmatch(inner + " ") or _MARKER.fullmatch(inner + ": ")
    if label and label.lastgroup in ("ask", "reply", "num", "han", "alpha", "multi"):
        layer = _layer(label)
        if _may_follow(layers, layer):
            layers.append(layer)
            return rest.lstrip(" \t:：."), ""
    if rest.strip() and _CLOSED_BOLD.match(rest.strip()):
        return None
    if _NOTHING.fullmatch(rest):
        layers.append(Layer(Kind.BOLD, "**"))
        return inner, ""
    if rest.strip() in ("?", "？"):
        layers.append(Layer(Kind.BOLD, "**"))
        return inner + rest.strip(), ""
    layers.append(Layer(Kind.LEAD, "** …"))
    return inner, rest


def _asks_unclosed(text: str) -> bool:
    """Whether a bold line that asks was never closed."""
    return text[-1] in "?？" and text[:2] == "**" and text.count("**") == 1


def _may_follow(layers: list[Layer], layer: Layer) -> bool:
    """Whether a marker of this kind may stand after those: "1. 2." is a number and a text."""
    kinds = {one.kind for one in layers}
    if layer.kind is Kind.BULLET:
        return not kinds - {Kind.BULLET} and len(layers) < 1
    if layer.kind is Kind.HEADING:
        return Kind.HEADING not in kinds and Kind.BOLD not in kinds
    if layer.kind in (Kind.ASK, Kind.REPLY):
        return not kinds & {Kind.ASK, Kind.REPLY}
    return not kinds & {layer.kind, Kind.ASK, Kind.REPLY}


def _layer(found: re.Match[str]) -> Layer:
    group = found.lastgroup or ""
    return _written(group, found[group].strip())


@lru_cache(maxsize=1 << 13)
def _written(group: str, mark: str) -> Layer:
    """A marker by what it is and how it is written; the same few stand on most lines."""
    if group == "heading":
        return Layer(Kind.HEADING, mark, len(mark))
    if group == "bullet":
        return Layer(Kind.BULLET, mark[0] + (" [ ]" if "[" in mark else ""))
    if group == "ask":
        return Layer(Kind.ASK, "Q:", _count(mark))
    if group == "reply":
        return Layer(Kind.REPLY, "A:", _count(mark))
    return Layer(Kind.NUMBER, _number_style(group, mark), _number(mark))


def _number_style(group: str, mark: str) -> str:
    """Numbers written alike share a style, whatever width their punctuation has."""
    if group == "multi":
        return ".".join("1" for _ in re.findall(r"\d+", mark))
    if group == "han":
        if mark.startswith("第"):
            return "第一" + re.sub(rf"[^{'章节節部分篇讲講课課单元'}]", "", mark)
        return "（一）" if mark[0] in "（(" else "一、"
    if group == "circled":
        return "①"
    if group == "roman":
        return "I."
    if group == "alpha":
        return "A." if mark[0].isupper() else "a."
    if mark[0] in "（([【":
        return "[1]" if mark[0] in "[【" else "(1)"
    end = mark[-1]
    if mark[0] == "#":
        return "#1"
    return "1)" if end in ")）" else "1、" if end in "、，" else "1:" if end in ":：" else "1."


_ROMAN = {"I": 1, "V": 5, "X": 10}


def _number(mark: str) -> int:
    """The number in a marker (the last one of 1.2.3), 0 when there is none."""
    counted = _count(mark)
    if counted or not mark:
        return counted
    if mark[0] in _CIRCLED:
        return _CIRCLED.index(mark[0]) + 1
    letters = mark[:-1].upper()
    if letters and set(letters) <= set(_ROMAN) and len(mark) > 1:
        values = [_ROMAN[c] for c in letters]
        ahead = [*values[1:], 0]
        return sum(-v if v < n else v for v, n in zip(values, ahead, strict=True))
    return ord(letters[0]) - 64 if len(letters) == 1 and "A" <= letters <= "Z" else 0


def _count(mark: str) -> int:
    """The decimal or Chinese number in a marker, 0 when there is none."""
    if len(mark) == 2 and mark.isascii() and not mark[0].isdigit():
        return 0  # "Q:" and "A:", by far the most frequent
    digits = _DIGITS.findall(mark)
    if digits:
        return int(digits[-1])
    han = _HAN_NUMBER.search(mark)
    return han_number(han[0]) if han else 0


def han_number(text: str) -> int:
    """The value of a Chinese number below 1000; digits in a row read as a decimal number."""
    total = digit = 0
    for char in text:
        if char == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif char == "百":
            total, digit = total + (digit or 1) * 100, 0
        else:
            digit = "零一二三四五六七八九".find(char) if char != "〇" else 0
    return total + digit
