"""The buttons that give a report away: Markdown, JSON, CSV, Anki, and a page to print.

Knows nothing of the room. `Downloads(labels).updates(report)`
"""

from __future__ import annotations

from typing import Any

import gradio as gr

from interviewer.report import Format, Report, rendered
from interviewer.report_page import page
from interviewer.ui.labels import Labels
from interviewer.ui.leaving import written

_KINDS = (*(form.value for form in Format), "html")
_ENDINGS = {"anki": "anki.txt"}


class Downloads:
    """Builds the buttons inside the current container."""

    def __init__(self, labels: Labels) -> None:
        with gr.Row(elem_id="downloads"):
            self.buttons = [
                labels.of(
                    gr.DownloadButton(size="sm", elem_id=f"download-{kind}"),
                    label=f"download_{kind}",
                )
                for kind in _KINDS
            ]

    def updates(self, report: Report | None) -> list[Any]:
        """The buttons with files of this report behind them, or with none."""
        if report is None:
            return [gr.skip() for _ in self.buttons]
        return [gr.update(value=_file(report, kind)) for kind in _KINDS]


def _file(report: Report, kind: str) -> str:
    session = report.session
    ending = _ENDINGS.get(kind, kind)
    text = page(report) if kind == "html" else rendered(report, Format(kind))
    return str(written(f"interview-{session.started:%Y-%m-%d}-{session.id}.{ending}", text))
