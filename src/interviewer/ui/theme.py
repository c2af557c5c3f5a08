"""Colour and type of the page: system fonts only, nothing is fetched."""

from __future__ import annotations

from importlib.resources import files

import gradio as gr

SANS = (
    "system-ui",
    "-apple-system",
    "Segoe UI",
    "Roboto",
    "Noto Sans",
    "PingFang SC",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "sans-serif",
)
SCRIPTS = ("look.js", "rooms.js", "page.js", "clock.js", "reading.js")
MONO = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "Noto Sans Mono CJK SC", "monospace")


def theme() -> gr.themes.Base:
    """The theme: teal on slate."""
    return gr.themes.Base(
        primary_hue="teal",
        secondary_hue="slate",
        neutral_hue="slate",
        font=SANS,
        font_mono=MONO,
        radius_size="lg",
    ).set(
        # White on these reaches a contrast of 4.5 to 1; the theme's own teal does not.
        button_primary_background_fill="*primary_700",
        button_primary_background_fill_hover="*primary_800",
        button_primary_background_fill_dark="*primary_700",
        button_primary_text_color="white",
        slider_color="*primary_700",
        checkbox_background_color_selected="*primary_700",
        checkbox_border_color_selected="*primary_700",
        body_text_color_subdued="*neutral_600",
        body_text_color_subdued_dark="*neutral_300",
        block_label_text_color="*neutral_600",
        block_title_text_color="*neutral_600",
        input_placeholder_color="*neutral_500",
        input_placeholder_color_dark="*neutral_300",
    )


def css() -> str:
    """Our own rules."""
    return _text("rooms.css") + _text("style.css")


def head() -> str:
    """Our own scripts, in the page itself."""
    return "".join(f"<script>{_text(name)}</script>" for name in SCRIPTS)


def _text(name: str) -> str:
    return files("interviewer.ui").joinpath(name).read_text(encoding="utf-8")
