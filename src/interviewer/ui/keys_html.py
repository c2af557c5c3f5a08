"""The keys of the page, shown by `?`: a dialog and the button that opens it.

`keys(Lang.EN)`
"""

from __future__ import annotations

from html import escape

from interviewer.cards import Lang
from interviewer.words import say

_KEYS = (
    ("Enter", "key_send"),
    ("Shift + Enter", "key_line"),
    ("Alt + H", "key_hint"),
    ("Alt + K", "key_skip"),
    ("Tab", "key_points"),
    ("← →", "key_rooms"),
    ("?  ·  Ctrl + /", "key_keys"),
)


def keys(lang: Lang) -> str:
    """The button and the dialog, which the browser keeps shut until it is asked for."""
    rows = "".join(
        f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(say(word, lang))}</dd>"
        for key, word in _KEYS
    )
    title = escape(say("keys", lang))
    return (
        f'<button type="button" id="show-keys" aria-label="{title}" title="{title}">?</button>'
        f'<dialog id="keys" aria-labelledby="keys-title"><h2 id="keys-title">{title}</h2>'
        f"<dl>{rows}</dl>"
        f'<form method="dialog"><button>{escape(say("close", lang))}</button></form></dialog>'
    )
