"""Org files as Markdown, line for line.

Knows headings, blocks, drawers, links and emphasis; nothing of questions. `org_to_markdown(text)`
"""

from __future__ import annotations

import re

_HEADING = re.compile(
    r"(\*+)\s+(?:(?:TODO|DONE|NEXT|WAIT(?:ING)?|CANCELL?ED)\s+)?(?:\[#[A-C]\]\s+)?(.*?)(?:\s+:[\w@:]+:)?\s*$"
)
_BEGIN = re.compile(r"\s*#\+begin_(src|example|quote|verse|export)\b\s*(\S*)", re.I)
_END = re.compile(r"\s*#\+end_(\w+)", re.I)
_KEYWORD = re.compile(r"\s*#\+\w+:|\s*(?:SCHEDULED|DEADLINE|CLOSED):\s")
_DRAWER = re.compile(r"\s*:[\w-]+:\s*$")
_LINK = re.compile(r"\[\[([^\]]+)\](?:\[([^\]]+)\])?\]")
_CODE = re.compile(r"(?<![\w=~])[=~](\S|\S.*?\S)[=~](?![\w=~])")
_BOLD = re.compile(r"(?<![\w*])\*(\S|\S[^*\n]*?\S)\*(?![\w*])")


def org_to_markdown(text: str) -> str:
    """The same number of lines; settings and drawers become HTML comments."""
    out: list[str] = []
    block = ""
    drawer = False
    for line in text.split("\n"):
        begin, end = _BEGIN.match(line), _END.match(line)
        if block:
            out.append("```" if end and block == "code" else "" if end else line)
            block = "" if end else block
        elif begin:
            block = "code" if begin[1].lower() in ("src", "example", "export") else "text"
            out.append(f"```{begin[2]}" if block == "code" else "")
        elif drawer or _DRAWER.match(line):
            drawer = not re.match(r"\s*:END:\s*$", line, re.I)
            out.append(f"<!-- {line.strip()} -->" if line.strip() else "")
        elif _KEYWORD.match(line):
            out.append(f"<!-- {line.strip()} -->")
        else:
            out.append(_inline(line))
    return "\n".join(out)


def _inline(line: str) -> str:
    heading = _HEADING.match(line)
    if heading:
        level = min(6, len(heading[1]))
        return "#" * level + " " + _emphasis(heading[2])
    if re.match(r"\s*\|[-+]+\|\s*$", line):
        return line.replace("+", "|")
    return _emphasis(line)


def _emphasis(text: str) -> str:
    text = _LINK.sub(lambda m: f"[{m[2] or m[1]}]({m[1]})", text)
    return _BOLD.sub(r"**\1**", _CODE.sub(r"`\1`", text))
