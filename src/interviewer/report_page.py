"""A report as one HTML page to print: no script, nothing fetched.

Pure. What stands in notes and answers reaches the page through Markdown with HTML turned
off. `page(report)`
"""

from __future__ import annotations

from html import escape

from markdown_it import MarkdownIt

from interviewer.cards import Lang
from interviewer.report import Report, markdown
from interviewer.words import say

_STYLE = """
body { font: 11pt/1.5 system-ui, "Noto Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; break-after: avoid; margin-top: 1.8rem; }
blockquote { margin: .5rem 0; padding-left: .8rem; border-left: 3px solid #bbb; color: #333; }
pre, code { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: .9em; }
pre { white-space: pre-wrap; } li { break-inside: avoid; } table { border-collapse: collapse; }
td, th { padding: .2rem .8rem .2rem 0; text-align: left; border-bottom: 1px solid #ddd; }
@page { margin: 18mm; } @media print { body { margin: 0; max-width: none; } }
"""


def page(report: Report) -> str:
    """The report as a whole HTML document in the language of the sitting."""
    lang = report.session.lang
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    name = "zh-CN" if lang is Lang.ZH else "en"
    return (
        f'<!doctype html>\n<html lang="{name}"><head><meta charset="utf-8">'
        f"<title>{escape(say('report_title', lang))}</title><style>{_STYLE}</style></head>"
        f"<body>\n{renderer.render(markdown(report))}</body></html>\n"
    )
